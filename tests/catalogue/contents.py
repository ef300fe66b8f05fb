"""Small contents for tests: name only what matters."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    LegalBasis,
    Offer,
    Output,
    ProcedureContent,
    ProcessStep,
    RequiredDocument,
    Step,
    TimeLimit,
)
from thutuc.catalogue.rules.terms import Channel, FeeKind, Level, ProcedureType, Subject, TimeUnit

FIVE_DAYS = TimeLimit(Decimal(5), TimeUnit.WORKING_DAY)


def content(**changes: Any) -> ProcedureContent:
    """A whole procedure: all twelve parts hold something."""
    whole = ProcedureContent(
        code="1.009901",
        name="Cấp giấy phép bán hoa trên vỉa hè",
        levels=(Level.COMMUNE,),
        procedure_type=ProcedureType.LAW_DELEGATED,
        sector="Quản lý vỉa hè",
        subjects=(Subject.VN_CITIZEN,),
        steps=(Step("Người bán hoa nộp hồ sơ."), Step("Công chức kiểm tra."), Step("Chủ tịch ký giấy phép.")),
        offers=(
            Offer(Channel.DIRECT, limit=FIVE_DAYS, fees=(Fee(15000, FeeKind.CHARGE),)),
            Offer(Channel.ONLINE, limit=FIVE_DAYS, fees=(Fee(0),)),
        ),
        cases=(
            DossierCase(
                "",
                (
                    RequiredDocument("Tờ khai", originals=1, copies=0, form="to-khai.docx", has_form=True),
                    RequiredDocument("Ảnh chỗ bán", originals=2, copies=0),
                ),
            ),
        ),
        resolving_agency="Ủy ban nhân dân cấp xã",
        outputs=(Output("Giấy phép bán hoa", "KQ.G99.000001"),),
        conditions="Có chỗ bán không cản lối đi.",
        legal_bases=(LegalBasis("99/2024/NĐ-CP"),),
        regulating_agency="Bộ Hoa",
        decision_number="12/QĐ-BH",
        workflow=(
            ProcessStep("Tiếp nhận", unit="Bộ phận một cửa", hours_direct=Decimal(4), hours_online=Decimal(2)),
            ProcessStep("Thẩm định", unit="Phòng Hoa", hours_direct=Decimal(32), hours_online=Decimal(32)),
        ),
    )
    return replace(whole, **changes)

"""Decisions on paper, small and whole."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.catalogue.contents import content
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.paper import AnnexRow, DecisionPaper, SubmissionPaper, row_of
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, PublicationCase, SignerCapacity

AMENDS = "Nghị định số 165/2024/NĐ-CP sửa đổi Điều 7 Nghị định số 99/2020/NĐ-CP"


def rows() -> tuple[AnnexRow, ...]:
    """One row of every kind, two levels, and a procedure in full."""
    kinds = {
        OperationKind.NEW: {"case": PublicationCase.FULL},
        OperationKind.AMENDED: {"parts": ("limits", "fees"), "basis": AMENDS},
        OperationKind.REPLACED: {"replaces": ("1.009800", "1.009801")},
        OperationKind.STANDARDISED: {},
        OperationKind.COMPETENCE: {},
        OperationKind.LISTING: {},
        OperationKind.PROCESS: {},
        OperationKind.ABOLISHED: {"basis": AMENDS, "abolition_kind": AbolitionKind.REPEAL},
    }
    made = []
    for place, (kind, more) in enumerate(kinds.items()):
        code = f"1.00990{place}"
        given: Any = more
        operation = Operation(kind, code, f"Thủ tục số {place} bán hoa", content=content(code=code), **given)
        standing = content(code=code, resolving_agency="Ủy ban nhân dân cấp huyện")
        made.append(row_of(operation, standing))
    annulled = Operation(OperationKind.ABOLISHED, "1.009908", "Thủ tục bị hủy", abolition_kind=AbolitionKind.ANNUL)
    return (*made, row_of(annulled))


def paper(**changes: Any) -> DecisionPaper:
    """A decision that waits for its number."""
    whole = DecisionPaper(
        title="Công bố Danh mục thủ tục hành chính lĩnh vực Quản lý vỉa hè",
        issuer="Ủy ban nhân dân tỉnh An Lạc",
        place="An Lạc",
        agency="Sở Xây dựng",
        drafted_on=date(2026, 11, 20),
        rows=rows(),
        preamble=("Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Giám đốc Sở Xây dựng"),
        capacity=SignerCapacity.KT_CHAIR,
        signer_name="Đặng Thị Ngọc Ánh",
    )
    return replace(whole, **changes)


def submission(**changes: Any) -> SubmissionPaper:
    """The tờ trình of that decision."""
    whole = SubmissionPaper(
        decision=paper(),
        symbol="TTr-SXD",
        superior="Ủy ban nhân dân tỉnh An Lạc",
        signer_title="Giám đốc",
        signer_name="Phạm Quốc Hưng",
        comments=("Sở Tư pháp: thống nhất.",),
    )
    return replace(whole, **changes)

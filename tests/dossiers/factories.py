"""A small ward with its centre, division and people; dossiers made through services, in office language."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.accounts import factories as accounts
from tests.catalogue.published import listed
from tests.organisations import factories as organisations
from tests.worktime import factories as worktime
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.models import ProcedureVersion
from thutuc.catalogue.rules.content import ProcessStep
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import queries, services
from thutuc.dossiers.models import Dossier
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.intake import Check, Intake
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.results import Handed, Result
from thutuc.dossiers.rules.terms import GroundKind, Outcome, ReturnWay
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.organisations.models import Agency
from thutuc.organisations.rules.kinds import AgencyKind

CODE = "1.009901"
SYSTEM = Actor.system("test")
CHAIN = (
    ("Tiếp nhận", "reception_officer", 2),
    ("Phân công", "unit_head", 2),
    ("Thẩm định", "specialist", 24),
    ("Xem xét", "unit_head", 6),
    ("Ký duyệt", "signer", 4),
    ("Phát hành", "clerk", 1),
    ("Trả kết quả", "return_officer", 1),
)
WORKFLOW = tuple(ProcessStep(name, role, hours_direct=Decimal(hours)) for name, role, hours in CHAIN)
OWNER = Applicant("Huỳnh Ngọc Ẩn", id_number="049170004318", phone="0905123112", address="Tổ 14", email="an@example.vn")
COMPLETE = (Check(1, originals=1), Check(2, originals=2))
PAPER_WRONG = Ground(GroundKind.WRONG_CONTENT, "Ảnh mờ: chụp lại cho rõ chỗ bán.", 2)


def moment(text: str) -> datetime:
    """`2026-11-16 10:00` in Asia/Ho_Chi_Minh."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@dataclass(frozen=True)
class Ward:
    """Phường Hòa Bình: committee, centre, one division, one officer for each part."""

    committee: Agency
    centre: Agency
    division: Agency
    version: ProcedureVersion
    counter: Actor
    head: Actor
    specialist: Actor
    signer: Actor
    clerk: Actor
    control: Actor
    asked: Agency
    adviser: Actor

    def intake(self, **changes: Any) -> Intake:
        """What the owner brings."""
        told = Intake(CODE, Channel.DIRECT, OWNER, self.centre.pk, self.committee.pk)
        return replace(told, **changes)

    def accepted(self, at: str, **changes: Any) -> Dossier:
        """A dossier accepted at the counter."""
        return services.receive(intake=self.intake(**changes), checks=COMPLETE, by=self.counter, at=moment(at))

    def handled(self, at: str, **changes: Any) -> Dossier:
        """Accepted, passed on, taken in hand by the specialist, all within half an hour."""
        dossier = self.accepted(at, **changes)
        when = moment(at)
        dossier = services.hand_over(
            dossier=dossier, unit_id=self.division.pk, by=self.counter, at=when + timedelta(minutes=10)
        )
        return services.move(dossier=dossier, code="take", by=self.specialist, at=when + timedelta(minutes=20))

    def finished(self, dossier: Dossier, at: str) -> Dossier:
        """Result recorded with the moment as its finish."""
        result = Result(
            Outcome.GRANTED, "Giấy phép bán hoa", local_date(moment(at)), "12/GP-UBND", "Võ Thị Mười", "Chủ tịch"
        )
        return services.record_result(dossier=dossier, result=result, by=self.specialist, at=moment(at))

    def again(self, dossier: Dossier, *, on: date | None = None) -> Dossier:
        """The same as a reader gets it."""
        return queries.for_action(SYSTEM, dossier.key, on=on or local_date(dossier.state_since))


def ward(**parts: Any) -> Ward:
    """Everything in place, the calendar of the country entered."""
    worktime.load(SYSTEM, moment("2026-01-05 08:00"))
    committee = organisations.agency(
        "ubnd-hoa-binh", "Ủy ban nhân dân phường Hòa Bình", AgencyKind.COMMUNE_PC, identity_code="H14.16"
    )
    centre = organisations.agency(
        "tt-hoa-binh",
        "Trung tâm Phục vụ hành chính công phường Hòa Bình",
        AgencyKind.COMMUNE_CENTRE,
        parent=committee,
        identity_code="H14.16.1",
    )
    division = organisations.agency("phong-kt-hoa-binh", "Phòng Kinh tế", AgencyKind.DIVISION, parent=committee)
    asked = organisations.agency("so-xay-dung", "Sở Xây dựng")
    version = listed(CODE, "Cấp giấy phép bán hoa trên vỉa hè", workflow=WORKFLOW, **parts)
    return Ward(
        committee,
        centre,
        division,
        version,
        counter=accounts.actor(Role.COUNTER_OFFICER, centre),
        head=accounts.actor(Role.UNIT_HEAD, division),
        specialist=accounts.actor(Role.SPECIALIST, division),
        signer=accounts.actor(Role.SIGNER, committee),
        clerk=accounts.actor(Role.CLERK, committee),
        control=accounts.actor(Role.CONTROL_OFFICER),
        asked=asked,
        adviser=accounts.actor(Role.COORDINATOR, asked),
    )


HANDED = Handed(ReturnWay.COUNTER, "Huỳnh Ngọc Ẩn")

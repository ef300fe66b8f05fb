"""Decisions for tests: name only what matters."""

from datetime import date, datetime
from typing import Any

from tests.catalogue.contents import content
from tests.conftest import NOW
from tests.organisations.factories import agency
from thutuc.catalogue import services
from thutuc.catalogue.models import ProcedureVersion, PublicationDecision
from thutuc.catalogue.rules.decisions.details import DecisionDetails, Signature
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, DecisionState, OperationKind
from thutuc.kernel.actor import Actor

SYSTEM = Actor.system("test")
STANDS_FROM, EFFECTIVE = date(2025, 7, 1), date(2026, 12, 1)
CODE = "1.009901"


def department() -> int:
    """Sở Hoa, which proposes."""
    return agency("so-hoa", "Sở Hoa").pk


def details(agency_id: int, **changes: Any) -> DecisionDetails:
    told = {"title": "Công bố danh mục lĩnh vực hoa", "agency_id": agency_id, "effective_on": EFFECTIVE, **changes}
    return DecisionDetails(**told)


def signature(number: str = "412/QĐ-UBND", **changes: Any) -> Signature:
    told = {"number": number, "signed_on": date(2026, 11, 25), "signer_name": "Phan Hữu Tài", **changes}
    return Signature(**told)


def amend(code: str = CODE, **changes: Any) -> Operation:
    return Operation(OperationKind.AMENDED, code, content=content(code=code, **(changes or {"name": "Tên mới"})))


def abolish(code: str = CODE) -> Operation:
    return Operation(OperationKind.ABOLISHED, code, abolition_kind=AbolitionKind.REPEAL, basis="99/2026/NĐ-CP")


def standing_procedure(code: str = CODE, **changes: Any) -> ProcedureVersion:
    act = services.Act("opening", "Danh mục ban đầu")
    return services.open_version(
        content=content(code=code, **changes), effective_on=STANDS_FROM, act=act, by=SYSTEM, at=NOW, published_at=NOW
    )


def draft(agency_id: int, *operations: Operation, at: datetime = NOW, **changes: Any) -> PublicationDecision:
    decision = services.draft_decision(details=details(agency_id, **changes), by=SYSTEM, at=at)
    if operations:
        services.add_operations(decision=decision, operations=operations, by=SYSTEM, at=at)
    return decision


def brought_to(state: DecisionState, decision: PublicationDecision, *, at: datetime = NOW) -> PublicationDecision:
    """Through the table of moves to a state."""
    way = {
        DecisionState.CONTROL: ("submit",),
        DecisionState.ENDORSING: ("submit", "clear"),
        DecisionState.SIGNING: ("submit", "clear", "endorse"),
    }
    for move in way[state]:
        decision = services.move_decision(decision=decision, move=move, by=SYSTEM, at=at)
    return decision


def signed(agency_id: int, *operations: Operation, number: str = "412/QĐ-UBND", **changes: Any) -> PublicationDecision:
    decision = brought_to(DecisionState.SIGNING, draft(agency_id, *operations, **changes))
    return services.sign_decision(decision=decision, signature=signature(number), by=SYSTEM, at=NOW).decision

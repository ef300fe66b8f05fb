"""Ký ban hành: number, day, signer, and every version opened and closed at the same instant. All or nothing.

Signed here or recorded after it was signed elsewhere; a reversing decision is signed by the same act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thutuc.catalogue.models import PublicationDecision
from thutuc.catalogue.queries.dry_run import dry_run
from thutuc.catalogue.rules.decisions import details as rules
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.details import DecisionDetails, Signature
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Plan
from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.catalogue.services.applying import Applied, apply, codes_of, lock
from thutuc.catalogue.services.citing import cite
from thutuc.catalogue.services.drafting import held, new_decision, step, write_operations
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@dataclass(frozen=True)
class Issued:
    """A signed decision and what its signature did."""

    decision: PublicationDecision
    applied: Applied


@transaction.atomic
def sign_decision(*, decision: PublicationDecision, signature: Signature, by: Actor, at: datetime) -> Issued:
    """Ban hành: the chair signs, or whoever records the signature made in the document system."""
    roles = moves.acting_roles(by, decision.agency_id)
    refuse_if(moves.objections("sign", state=decision.state, roles=roles))
    return _issue(decision, signature, source=decision.state, move="sign", by=by, at=at)


@transaction.atomic
def record_signed(
    *, details: DecisionDetails, operations: Sequence[Operation], signature: Signature, by: Actor, at: datetime
) -> Issued:
    """Ghi quyết định đã ký nơi khác: true from its own day, known from today; both stay visible."""
    refuse_if([*moves.may_record(by), *rules.details_objections(details)])
    decision = new_decision(details, by=by, at=at, is_recorded=True)
    write_operations(decision, operations)
    return _issue(decision, signature, source="", move="record", by=by, at=at)


@transaction.atomic
def draft_reversal(
    *, of: PublicationDecision, details: DecisionDetails, by: Actor, at: datetime
) -> PublicationDecision:
    """Lập dự thảo hủy bỏ một quyết định: its rows are whatever the other did, computed at each dry run."""
    of = held(of)
    found = [*moves.may_draft(by, details.agency_id), *rules.details_objections(details)]
    if of.agency_id != details.agency_id:
        found += moves.may_draft(by, of.agency_id)
    if of.state != DecisionState.SIGNED:
        words = gettext_noop("Chỉ hủy bỏ được quyết định đã ký; dự thảo thì hủy dự thảo.")
        found.append(Objection("reversal.unsigned", words, "publication.authority"))
    if of.reversals.exclude(state=DecisionState.CANCELLED.value).exists():
        words = gettext_noop("Quyết định này đã có quyết định hoặc dự thảo hủy bỏ.")
        found.append(Objection("reversal.twice", words, "publication.authority"))
    refuse_if(found)
    decision = new_decision(details, by=by, at=at, reverses=of)
    step(decision, "draft", source="", target=DecisionState.DRAFT, by=by, at=at)
    journal.record("publication.draft_reversal", of=decision, by=by, at=at, details={"of": of.code})
    return decision


def _issue(
    decision: PublicationDecision, signature: Signature, *, source: str, move: str, by: Actor, at: datetime
) -> Issued:
    today = local_date(at)
    refuse_if(
        rules.signature_objections(
            signature,
            effective_on=decision.effective_on,
            today=today,
            is_recorded=decision.is_recorded,
            used=_is_used(signature, but=decision.pk),
        )
    )
    plan = _locked_plan(decision, signature, today)
    refuse_if(_as_objections(plan))
    basis = _words(decision, signature)
    contents = [opened.content for opened in plan.opens if opened.content is not None]
    cite(contents, by=by, at=at)
    applied = apply(plan, decision, basis=basis, at=at)
    decision = _signed(decision, signature, at=at)
    step(decision, move, source=source, target=DecisionState.SIGNED, by=by, at=at)
    details = {
        "number": decision.number,
        "signed_on": signature.signed_on,
        "effective_on": decision.effective_on,
        "opened": applied.opened,
        "ended": applied.ended,
        "reopened": applied.reopened,
        "voided": applied.voided,
    }
    journal.record(f"publication.{move}", of=decision, by=by, at=at, details=details)
    return Issued(decision, applied)


def _locked_plan(decision: PublicationDecision, signature: Signature, today: date) -> Plan:
    """Lock what the plan touches, then plan again on what is locked."""
    first = dry_run(decision, on=today, signed_on=signature.signed_on)
    lock(codes_of(first))
    return dry_run(decision, on=today, signed_on=signature.signed_on)


def _is_used(signature: Signature, *, but: int) -> bool:
    rows = PublicationDecision.objects.filter(number=tidy(signature.number), signed_on__year=signature.signed_on.year)
    return rows.exclude(pk=but).exists()


def _as_objections(plan: Plan) -> list[Objection]:
    """Blocks as objections; the row is told in the words."""
    found = []
    for block in plan.blocks:
        message, params = block.message, dict(block.params)
        if block.position:
            message, params = gettext_noop("Dòng %(row)s: %(what)s"), {"row": block.position, "what": str(block)}
        found.append(Objection(block.code, message, block.basis, params=params))
    return found


def _signed(decision: PublicationDecision, signature: Signature, *, at: datetime) -> PublicationDecision:
    return advance(
        decision,
        state=DecisionState.SIGNED,
        state_since=at,
        number=tidy(signature.number),
        signed_on=signature.signed_on,
        signer_name=tidy(signature.signer_name),
        signer_title=tidy(signature.signer_title) or decision.signer_title,
        capacity=signature.capacity,
        known_at=at,
    )


def _words(decision: PublicationDecision, signature: Signature) -> str:
    """What a reader of a version is shown."""
    return f"Quyết định {tidy(signature.number)} ngày {signature.signed_on:%d/%m/%Y}: {decision.title}"

"""Soạn quyết định công bố: a draft, its facts, its rows. Every act is one line in the journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from thutuc.catalogue.models import (
    DecisionStep,
    Procedure,
    ProcedureVersion,
    PublicationDecision,
    PublicationOperation,
)
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.codes import base_of, parse
from thutuc.catalogue.rules.decisions import details as rules
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.details import DecisionDetails
from thutuc.catalogue.rules.decisions.operations import Operation, tidied
from thutuc.catalogue.rules.decisions.terms import EDITABLE_STATES, DecisionState
from thutuc.db.counters import next_number
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import Days, local_date
from thutuc.kernel.text import gettext_noop, tidy

MOST_ROWS = 1_000


@transaction.atomic
def draft_decision(*, details: DecisionDetails, by: Actor, at: datetime) -> PublicationDecision:
    """Lập dự thảo: on the desk of the agency that proposes it."""
    refuse_if([*moves.may_draft(by, details.agency_id), *rules.details_objections(details)])
    decision = new_decision(details, by=by, at=at)
    step(decision, "draft", source="", target=DecisionState.DRAFT, by=by, at=at)
    journal.record("publication.draft", of=decision, by=by, at=at, details={"agency": details.agency_id})
    return decision


def new_decision(details: DecisionDetails, *, by: Actor, at: datetime, **more: object) -> PublicationDecision:
    """The row of a decision with what it follows: shared by drafting, recording, reversing."""
    year = local_date(at).year
    code = f"DT-{year}-{next_number(f'publication:{year}')}"
    facts = {"code": code, "created_at": at, "state_since": at, "created_by": by.key, **_facts(details), **more}
    decision = PublicationDecision.objects.create(**facts)
    decision.ministry_decisions.set(details.ministry_ids)
    return decision


def _facts(details: DecisionDetails) -> dict[str, object]:
    return {
        "title": tidy(details.title),
        "agency_id": details.agency_id,
        "case": details.case,
        "effective_on": details.effective_on,
        "is_shortened": details.is_shortened,
        "submission_number": tidy(details.submission_number),
        "submitted_on": details.submitted_on,
        "recipients": details.recipients.strip(),
        "note": details.note.strip(),
        "capacity": details.capacity,
        "signer_name": tidy(details.signer_name),
        "signer_title": tidy(details.signer_title),
    }


def step(
    decision: PublicationDecision, move: str, *, source: str, target: str, by: Actor, at: datetime, reason: str = ""
) -> DecisionStep:
    """One more step of its way: shared by the acts that move a decision."""
    number = (decision.steps.aggregate(last=Max("number"))["last"] or 0) + 1
    return DecisionStep.objects.create(
        decision=decision,
        number=number,
        move=move,
        source=source,
        target=target,
        round=decision.round,
        at=at,
        by=by.key,
        person_id=by.person_id,
        agency_id=next(iter(sorted(by.agency_ids)), None),
        reason=reason.strip(),
    )


def edit_objections(decision: PublicationDecision, by: Actor) -> list[Objection]:
    """Who may change a draft, and while it is on the department's desk; the controller mends nothing himself."""
    found = list(moves.may_draft(by, decision.agency_id))
    if decision.state not in EDITABLE_STATES:
        words = gettext_noop("Dự thảo đang ở bước khác: rút hoặc trả lại trước khi sửa.")
        found.append(Objection("decision.not_editable", words, "publication.content"))
    return found


@transaction.atomic
def edit_decision(
    *, decision: PublicationDecision, details: DecisionDetails, by: Actor, at: datetime
) -> PublicationDecision:
    """Sửa thông tin quyết định."""
    moved = [] if details.agency_id == decision.agency_id else moves.may_draft(by, details.agency_id)
    refuse_if([*edit_objections(decision, by), *moved, *rules.details_objections(details)])
    decision = advance(decision, **_facts(details))
    decision.ministry_decisions.set(details.ministry_ids)
    journal.record("publication.edit", of=decision, by=by, at=at, details={"effective_on": details.effective_on})
    return decision


@transaction.atomic
def add_operations(
    *, decision: PublicationDecision, operations: Sequence[Operation], by: Actor, at: datetime
) -> list[PublicationOperation]:
    """Thêm dòng: one or many, typed, picked or pasted; each is tied to the version it is written against."""
    refuse_if([*edit_objections(decision, by), *_size_objections(decision, operations)])
    rows = write_operations(decision, operations)
    advance(decision)
    journal.record("publication.add_rows", of=decision, by=by, at=at, details={"rows": len(rows)})
    return rows


def held(decision: PublicationDecision) -> PublicationDecision:
    """The decision as it stands now, held until the transaction ends: no row changes under a move or a signature."""
    return PublicationDecision.objects.select_for_update().get(pk=decision.pk)


def _size_objections(decision: PublicationDecision, operations: Sequence[Operation]) -> list[Objection]:
    if decision.reverses_id:
        words = gettext_noop("Dự thảo hủy bỏ không có dòng riêng: hệ thống tính theo quyết định bị hủy bỏ.")
        return [Objection("decision.reverses", words, "publication.content")]
    if not operations:
        return [Objection("decision.no_rows", gettext_noop("Chọn ít nhất một thủ tục."), "publication.content")]
    if decision.operations.count() + len(operations) > MOST_ROWS:
        words = gettext_noop("Một quyết định có nhiều nhất %(most)s dòng: tách làm nhiều quyết định.")
        return [Objection("decision.too_many", words, "publication.content", params={"most": MOST_ROWS})]
    return []


def write_operations(decision: PublicationDecision, operations: Sequence[Operation]) -> list[PublicationOperation]:
    """The rows after those that stand: shared by drafting and recording."""
    first = (decision.operations.aggregate(last=Max("position"))["last"] or 0) + 1
    told = _own_codes([tidied(operation) for operation in operations])
    bases = _bases(decision, told)
    return PublicationOperation.objects.bulk_create(
        [
            PublicationOperation(decision=decision, position=place, **row_facts(each, bases))
            for place, each in enumerate(told, start=first)
        ]
    )


def row_facts(told: Operation, bases: dict[str, ProcedureVersion]) -> dict[str, object]:
    """What is stored of an operation."""
    return {
        "kind": told.kind,
        "case": told.case,
        "code": told.code,
        "name": told.name or (bases[told.code].name if told.code in bases else ""),
        "content": canonical.to_plain(told.content) if told.content is not None else None,
        "base": bases.get(told.code),
        "parts": list(told.parts),
        "replaces": list(told.replaces),
        "abolition_kind": told.abolition_kind or "",
        "basis": told.basis,
        "note": told.note,
    }


def _own_codes(operations: Sequence[Operation]) -> list[Operation]:
    """A base code means the province's only procedure of that base (control.md §13.13)."""
    wanted = {code for each in operations for code in each.touches}
    known: dict[str, set[str]] = {}
    for code, base in Procedure.objects.filter(base_code__in={base_of(code) for code in wanted}).values_list(
        "code", "base_code"
    ):
        known.setdefault(base, set()).add(code)
    full = {code for codes in known.values() for code in codes}

    def own(code: str) -> str:
        found = known.get(base_of(code), set())
        return next(iter(found)) if code not in full and len(found) == 1 and parse(code).full == base_of(code) else code

    return [tidied(replace(each, code=own(each.code), replaces=tuple(map(own, each.replaces)))) for each in operations]


def _bases(decision: PublicationDecision, operations: Sequence[Operation]) -> dict[str, ProcedureVersion]:
    """The version in force on the decision's day (or the newest) of each code: what a row is written against."""
    codes = {each.code for each in operations if each.code}
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure").defer("content")
    found: dict[str, ProcedureVersion] = {}
    for row in rows.order_by("validity"):
        if decision.effective_on is None or decision.effective_on in Days(row.validity.lower, row.validity.upper):
            found[row.procedure.code] = row
    return found


@transaction.atomic
def edit_operation(
    *, operation: PublicationOperation, told: Operation, by: Actor, at: datetime
) -> PublicationOperation:
    """Sửa một dòng; it is tied again to the version in force, so that a warning of change goes away by looking."""
    decision = held(operation.decision)
    refuse_if(edit_objections(decision, by))
    (told,) = _own_codes([tidied(told)])
    operation = advance(operation, **row_facts(told, _bases(decision, [told])))
    details = {"row": operation.position, "code": operation.code}
    journal.record("publication.edit_row", of=decision, by=by, at=at, details=details)
    return operation


@transaction.atomic
def remove_operation(*, operation: PublicationOperation, by: Actor, at: datetime) -> None:
    """Bỏ một dòng khỏi dự thảo; the rows below move up."""
    decision = held(operation.decision)
    refuse_if(edit_objections(decision, by))
    details = {"row": operation.position, "code": operation.code}
    journal.record("publication.remove_row", of=decision, by=by, at=at, details=details)
    place = operation.position
    operation.delete()
    below = decision.operations.filter(position__gt=place)
    below.update(position=F("position") - 1, revision=F("revision") + 1)
    advance(decision)

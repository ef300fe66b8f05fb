"""Signed operations as rows: what disclosure, the lag meter, the indices and reports start from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thutuc.catalogue.models import OperationOutcome, PublicationDecision, PublicationOperation
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind, OutcomeKind, PublicationCase


@dataclass(frozen=True)
class Publication:
    """One signed operation. `version_id` it opened, None for an abolition; `ended_ids` are those it ended."""

    decision_id: int
    decision_code: str
    number: str
    title: str
    signed_on: date
    effective_on: date
    known_at: datetime
    is_shortened: bool
    is_recorded: bool
    is_internal: bool
    agency_id: int
    case: PublicationCase
    kind: OperationKind
    position: int
    code: str
    base_code: str
    name: str
    sector: str
    levels: tuple[str, ...]
    version_id: int | None
    published_at: datetime | None
    ended_ids: tuple[int, ...]
    ministry_ids: tuple[int, ...]
    basis: str
    reversed_on: date | None = None
    """The day from which a later decision takes the whole decision back."""


def publications(
    *,
    since: date | None = None,
    until: date | None = None,
    codes: Collection[str] = (),
    decision_ids: Collection[int] = (),
) -> list[Publication]:
    """Operations of decisions signed in [since, until), newest decision first. Four statements whatever the number."""
    rows = PublicationDecision.objects.filter(state=DecisionState.SIGNED.value)
    if since:
        rows = rows.filter(signed_on__gte=since)
    if until:
        rows = rows.filter(signed_on__lt=until)
    if decision_ids:
        rows = rows.filter(pk__in=decision_ids)
    if codes:
        rows = rows.filter(operations__code__in=codes).distinct()
    decisions = {
        row.pk: row for row in rows.order_by("-signed_on", "-pk").prefetch_related("ministry_decisions", "reversals")
    }
    operations = PublicationOperation.objects.filter(decision__in=decisions).defer("content", "note")
    if codes:
        operations = operations.filter(code__in=codes)
    outcomes = _outcomes(decisions)
    told = [_row(decisions[each.decision_id], each, outcomes.get(each.pk, ())) for each in operations]
    return sorted(told, key=lambda each: (-each.signed_on.toordinal(), -each.decision_id, each.position))


def _outcomes(decisions: Iterable[int]) -> dict[int, list[OperationOutcome]]:
    rows = OperationOutcome.objects.filter(decision__in=list(decisions), operation__isnull=False)
    kept: dict[int, list[OperationOutcome]] = {}
    for row in rows.select_related("version__sector").defer("version__content"):
        kept.setdefault(row.operation_id or 0, []).append(row)
    return kept


def _row(decision: PublicationDecision, row: PublicationOperation, outcomes: Iterable[OperationOutcome]) -> Publication:
    opened = next((each.version for each in outcomes if each.kind == OutcomeKind.OPENED), None)
    ended = [each.version for each in outcomes if each.kind == OutcomeKind.ENDED]
    shown: Any = opened or next(iter(ended), None)
    back = [each.effective_on for each in decision.reversals.all() if each.state == DecisionState.SIGNED]
    return Publication(
        decision_id=decision.pk,
        decision_code=decision.code,
        number=decision.number,
        title=decision.title,
        signed_on=decision.signed_on or date.min,
        effective_on=decision.effective_on or date.min,
        known_at=decision.known_at or decision.created_at,
        is_shortened=decision.is_shortened,
        is_recorded=decision.is_recorded,
        is_internal=bool(shown and shown.is_internal),
        agency_id=decision.agency_id,
        case=PublicationCase(row.case),
        kind=OperationKind(row.kind),
        position=row.position,
        code=row.code,
        base_code=base_of(row.code),
        name=row.name or (shown.name if shown else ""),
        sector=shown.sector.name if shown and shown.sector else "",
        levels=tuple(shown.levels) if shown else (),
        version_id=opened.pk if opened else None,
        published_at=opened.published_at if opened else None,
        ended_ids=tuple(each.pk for each in ended),
        ministry_ids=tuple(each.pk for each in decision.ministry_decisions.all()),
        basis=row.basis,
        reversed_on=min(filter(None, back), default=None),
    )


def decisions_of_versions(version_ids: Collection[int]) -> dict[int, PublicationDecision]:
    """The decision that opened each version; versions of the opening act have none. One statement."""
    rows = OperationOutcome.objects.filter(version__in=version_ids, kind=OutcomeKind.OPENED.value)
    return {row.version_id: row.decision for row in rows.select_related("decision")}


def replacing(code: str, *, act: str) -> list[tuple[str, str]]:
    """Code and name of what a decision (as versions name it) puts in the place of a procedure. One statement."""
    key = act.rpartition(":")[2]
    if not key.isdecimal():
        return []
    rows = PublicationOperation.objects.filter(decision=int(key), replaces__contains=[code])
    return [(row.code, row.name) for row in rows.only("code", "name").order_by("position")]

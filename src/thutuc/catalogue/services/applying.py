"""A plan becomes facts: versions end, are voided, open again, open; all in the caller's transaction, in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value
from django.db.models.fields import DateField

from thutuc.catalogue.models import OperationOutcome, ProcedureText, ProcedureVersion, PublicationDecision, VersionEnd
from thutuc.catalogue.rules.decisions.planning import Closed, Opened, Plan
from thutuc.catalogue.rules.decisions.terms import OutcomeKind
from thutuc.catalogue.services.online import follow_content
from thutuc.catalogue.services.procedures import procedures_of
from thutuc.catalogue.services.writing import NewVersion, write_versions
from thutuc.catalogue.services.writing import Opened as OpenedBy
from thutuc.kernel.errors import Conflict


@dataclass(frozen=True)
class Applied:
    """How much a plan did."""

    opened: int
    ended: int
    reopened: int
    voided: int


def lock(codes: Iterable[str]) -> None:
    """Hold every version of these procedures until the transaction ends: no other decision slips between."""
    rows = ProcedureVersion.objects.select_for_update(of=("self",)).filter(procedure__code__in=list(codes))
    list(rows.order_by("pk").values_list("pk", flat=True))


def apply(plan: Plan, decision: PublicationDecision, *, basis: str, at: datetime) -> Applied:
    """Write the plan of a decision whose procedures are locked."""
    ended = _versions(plan.closes)
    voided, reopened = _versions(plan.voids), _versions(plan.reopens)
    day = plan.effective_on or date.max
    _void(voided, decision, basis=basis, at=at)
    _end(ended, decision, ends_on=day, basis=basis, at=at)
    _end(reopened, decision, ends_on=None, basis="", at=at)
    opened = _open(plan, decision, basis=basis, at=at)
    pairs: list[tuple[OutcomeKind, ProcedureVersion, Opened | Closed]] = [
        *((OutcomeKind.VOIDED, row, closed) for row, closed in zip(voided, plan.voids, strict=True)),
        *((OutcomeKind.ENDED, row, closed) for row, closed in zip(ended, plan.closes, strict=True)),
        *((OutcomeKind.REOPENED, row, closed) for row, closed in zip(reopened, plan.reopens, strict=True)),
        *((OutcomeKind.OPENED, row, each) for row, each in zip(opened, plan.opens, strict=True)),
    ]
    rows = {} if decision.reverses_id else dict(decision.operations.values_list("position", "pk"))
    OperationOutcome.objects.bulk_create(
        [
            OperationOutcome(
                decision=decision, operation_id=rows.get(each.position), version=row, kind=kind, on=day, at=at
            )
            for kind, row, each in pairs
        ]
    )
    return Applied(len(opened), len(ended), len(reopened), len(voided))


def _versions(told: Sequence[Closed]) -> list[ProcedureVersion]:
    """The rows named by a plan, in its order."""
    if not told:
        return []
    rows = ProcedureVersion.objects.filter(procedure__code__in={each.code for each in told})
    known = {(row.procedure.code, row.number): row for row in rows.select_related("procedure").defer("content")}
    try:
        return [known[each.code, each.number] for each in told]
    except KeyError as gone:
        raise Conflict("catalogue.ProcedureVersion", expected=0) from gone


def _end(
    rows: Sequence[ProcedureVersion], decision: PublicationDecision, *, ends_on: date | None, basis: str, at: datetime
) -> None:
    if not rows:
        return
    VersionEnd.objects.bulk_create(
        [VersionEnd(version=row, ends_on=ends_on, act=decision.key, recorded_at=at) for row in rows]
    )
    first = Func(F("validity"), function="lower", output_field=DateField())
    until = Func(first, Value(ends_on, DateField()), function="daterange", output_field=DateRangeField())
    ProcedureVersion.objects.filter(pk__in=[row.pk for row in rows]).update(
        validity=until,
        closed_by=decision.key if ends_on else "",
        closed_basis=basis if ends_on else "",
        revision=F("revision") + 1,
    )


def _void(rows: Sequence[ProcedureVersion], decision: PublicationDecision, *, basis: str, at: datetime) -> None:
    if not rows:
        return
    keys = [row.pk for row in rows]
    told = {"voided_at": at, "closed_by": decision.key, "closed_basis": basis}
    ProcedureVersion.objects.filter(pk__in=keys).update(revision=F("revision") + 1, **told)
    ProcedureText.objects.filter(procedure_version__in=keys).delete()


def _open(plan: Plan, decision: PublicationDecision, *, basis: str, at: datetime) -> list[ProcedureVersion]:
    contents = [each.content for each in plan.opens if each.content is not None]
    if not contents:
        return []
    procedures = procedures_of(contents, at=at)
    items = [
        NewVersion(procedures[each.code], each.content, each.number, each.days)
        for each in plan.opens
        if each.content is not None
    ]
    opened = write_versions(items, OpenedBy(decision.key, basis, recorded_at=at, published_at=at))
    follow_content(items, act=decision.key, at=at)
    return opened


def codes_of(plan: Plan) -> set[str]:
    """Every code that a plan acts on."""
    acts: tuple[Opened | Closed, ...] = (*plan.opens, *plan.closes, *plan.reopens, *plan.voids)
    return {each.code for each in acts}

"""The dry run of a decision: everything that signing would do, computed now and never saved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max

from thutuc.catalogue.models import (
    NationalRecord,
    OperationOutcome,
    ProcedureVersion,
    PublicationDecision,
    PublicationOperation,
)
from thutuc.catalogue.queries.decisions import operations_of
from thutuc.catalogue.queries.timeline import span_of
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.checklist import checklist
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Plan, Standing, Told, plan
from thutuc.catalogue.rules.decisions.reversal import Done, reverse
from thutuc.catalogue.rules.decisions.terms import OPEN_STATES, OperationKind, OutcomeKind, Severity
from thutuc.catalogue.rules.terms import Level
from thutuc.catalogue.rules.validity import in_force


def dry_run(
    decision: PublicationDecision,
    *,
    on: date,
    effective_on: date | None = None,
    signed_on: date | None = None,
    operations: Sequence[Operation] | None = None,
) -> Plan:
    """The plan of a draft with the findings of the checklist. At most eight statements whatever its size.

    `on` is today; `effective_on` and `signed_on` try other days than those of the draft; `operations` are its rows
    where the caller has read them already.
    """
    day = effective_on or decision.effective_on
    if decision.reverses_id:
        return _reversal(decision, day)
    if operations is None:
        operations = [value for _row, value in operations_of(decision)]
    told = Told(
        effective_on=day,
        today=on,
        signed_on=signed_on or decision.signed_on,
        is_recorded=decision.is_recorded,
        has_ministry=decision.ministry_decisions.exists(),
    )
    return planned(told, operations, decision_id=decision.pk)


def planned(told: Told, operations: Sequence[Operation], *, decision_id: int | None = None) -> Plan:
    """The plan of operations that need not be stored yet: the check page of a pasted annex uses it too."""
    codes = {code for operation in operations for code in operation.touches}
    found = plan(told, operations, standing_of(codes, on=told.effective_on or told.today, but=decision_id))
    checks = checklist(operations, national_contents(operations))
    blocks = tuple(each for each in checks if each.severity is Severity.BLOCK)
    others = tuple(each for each in checks if each.severity is not Severity.BLOCK)
    return replace(found, blocks=(*found.blocks, *blocks), warnings=(*found.warnings, *others))


def standing_of(codes: Collection[str], *, on: date, but: int | None = None) -> dict[str, Standing]:
    """How procedures stand: versions in time, the content in force on the day, other drafts. Four statements."""
    rows = list(ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure").defer("content"))
    by_code: dict[str, list[ProcedureVersion]] = {}
    for row in rows:
        by_code.setdefault(row.procedure.code, []).append(row)
    running = {code: span for code, kept in by_code.items() if (span := in_force(map(span_of, kept), on))}
    keys = [row.pk for code, kept in by_code.items() for row in kept if _is(row, running.get(code))]
    contents = {
        code: canonical.from_plain(plain)
        for code, plain in ProcedureVersion.objects.filter(pk__in=keys).values_list("procedure__code", "content")
    }
    drafts = _other_drafts(codes, but)
    newest = _newest(codes)
    return {
        code: Standing(
            spans=tuple(span_of(row) for row in by_code.get(code, ())),
            content=contents.get(code),
            words={row.number: row.opened_basis for row in by_code.get(code, ())},
            ended_by={row.number: row.closed_basis for row in by_code.get(code, ()) if row.closed_basis},
            drafts=tuple(drafts.get(code, ())),
            newest=newest.get(code, 0),
        )
        for code in codes
        if code in by_code or code in drafts or code in newest
    }


def _newest(codes: Collection[str]) -> dict[str, int]:
    """The highest number given so far, voided versions too. One statement."""
    rows = ProcedureVersion.every.filter(procedure__code__in=codes).values_list("procedure__code")
    return dict(rows.annotate(newest=Max("number")))


def _is(row: ProcedureVersion, span: object) -> bool:
    return span is not None and row.number == getattr(span, "number", None)


def _other_drafts(codes: Collection[str], but: int | None) -> dict[str, list[str]]:
    open_states = [state.value for state in OPEN_STATES]
    rows = PublicationOperation.objects.filter(decision__state__in=open_states).exclude(decision=but)
    told = rows.filter(code__in=codes) | rows.filter(replaces__overlap=list(codes))
    found: dict[str, list[str]] = {}
    for code, replaces, draft in told.values_list("code", "replaces", "decision__code").order_by("decision_id"):
        for each in {code, *replaces} & set(codes):
            if draft not in found.setdefault(each, []):
                found[each].append(draft)
    return found


@dataclass(frozen=True)
class House:
    """Where a procedure is resolved, as its newest version says."""

    levels: frozenset[Level] = frozenset()
    agency_id: int | None = None


def houses_of(codes: Collection[str]) -> dict[str, House]:
    """Of procedures that the province has or had. One statement."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=set(codes)).order_by("number")
    told = rows.values_list("procedure__code", "levels", "agency_id")
    return {code: House(frozenset(map(Level, levels)), agency) for code, levels, agency in told}


def national_contents(operations: Iterable[Operation]) -> dict[str, ProcedureContent]:
    """The ministries' own contents of the procedures of a decision, by the code of the row. One statement."""
    bases = {operation.code: base_of(operation.code) for operation in operations if operation.content is not None}
    rows = NationalRecord.objects.filter(code__in=set(bases.values()), withdrawn_at=None).values_list("code", "content")
    known = {code: canonical.from_plain(plain) for code, plain in rows}
    return {code: known[base] for code, base in bases.items() if base in known}


def _reversal(decision: PublicationDecision, day: date | None) -> Plan:
    outcomes = OperationOutcome.objects.filter(decision=decision.reverses_id).select_related(
        "version__procedure", "operation"
    )
    rows = list(outcomes.order_by("operation__position", "pk"))
    codes = {row.version.procedure.code for row in rows}
    versions = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure").defer("content")
    spans: dict[str, list[ProcedureVersion]] = {}
    for version in versions.order_by("number"):
        spans.setdefault(version.procedure.code, []).append(version)
    words = {code: (kept[-1].closed_basis or kept[-1].opened_basis) for code, kept in spans.items()}
    return reverse(
        [_done(row) for row in rows],
        {code: [span_of(version) for version in kept] for code, kept in spans.items()},
        effective_on=day,
        words=words,
        newest=_newest(codes),
    )


def _done(row: OperationOutcome) -> Done:
    operation = row.operation
    return Done(
        position=operation.position if operation else 0,
        code=row.version.procedure.code,
        name=row.version.name,
        kind=OutcomeKind(row.kind),
        number=row.version.number,
        by=OperationKind(operation.kind) if operation else OperationKind.AMENDED,
        content=canonical.from_plain(row.version.content),
        on=row.on,
    )


def effects_by_row(found: Plan) -> Mapping[int, int]:
    """How many parts each row changes, by position: for the list of rows beside the dry run."""
    return {opened.position: len(opened.changes) for opened in found.opens}

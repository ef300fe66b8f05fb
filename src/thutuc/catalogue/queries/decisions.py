"""Reading publication decisions: drafts for those who work on them, signed ones for everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thutuc.catalogue.models import (
    Consultation,
    DecisionStep,
    PreparationFault,
    PublicationDecision,
    PublicationOperation,
    Remark,
)
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import (
    OPEN_STATES,
    AbolitionKind,
    DecisionState,
    OperationKind,
    PublicationCase,
)
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound

SIGNED = DecisionState.SIGNED.value


def decisions_visible_to(actor: Actor) -> QuerySet[PublicationDecision]:
    """Signed ones for everybody; drafts for the office, for the agency that proposes and for agencies asked."""
    rows = PublicationDecision.objects.select_related("agency")
    if actor.is_system or actor.roles & moves.OFFICE_ROLES:
        return rows
    asked = Consultation.objects.filter(decision=OuterRef("pk"), agency__in=actor.agency_ids)
    return rows.filter(Q(state=SIGNED) | Q(agency__in=actor.agency_ids) | Exists(asked))


def decisions(
    actor: Actor,
    *,
    states: Collection[str] = (),
    agency_id: int | None = None,
    text: str = "",
    year: int | None = None,
) -> QuerySet[PublicationDecision]:
    """Decisions, newest first; `text` is a number, a code or words of the title."""
    rows = decisions_visible_to(actor).order_by("-signed_on", "-id")
    if states:
        rows = rows.filter(state__in=states)
    if agency_id:
        rows = rows.filter(agency=agency_id)
    if year:
        rows = rows.filter(signed_on__year=year)
    if text.strip():
        words = text.strip()
        rows = rows.filter(Q(number__icontains=words) | Q(code__iexact=words) | Q(title__icontains=words))
    return rows


def decision(actor: Actor, code: str) -> PublicationDecision:
    """The decision or draft with this code. NotFound where there is none or it is not for this reader."""
    found = decisions_visible_to(actor).filter(code=code).select_related("reverses").first()
    if found is None:
        raise NotFound(f"decision {code}")
    return found


def decision_by_number(number: str, *, year: int) -> PublicationDecision:
    """The signed decision with this number of a year."""
    found = PublicationDecision.objects.filter(number=number, signed_on__year=year).first()
    if found is None:
        raise NotFound(f"decision {number} {year}")
    return found


def operations_of(decision: PublicationDecision) -> list[tuple[PublicationOperation, Operation]]:
    """The rows in order, as stored and as values. One statement."""
    rows = decision.operations.select_related("base").order_by("position")
    return [(row, operation_value(row)) for row in rows]


def operation_value(row: PublicationOperation) -> Operation:
    """A stored row as rules take it."""
    return Operation(
        kind=OperationKind(row.kind),
        code=row.code,
        name=row.name,
        content=canonical.from_plain(row.content) if row.content is not None else None,
        parts=tuple(row.parts),
        replaces=tuple(row.replaces),
        abolition_kind=AbolitionKind(row.abolition_kind) if row.abolition_kind else None,
        basis=row.basis,
        case=PublicationCase(row.case),
        note=row.note,
        base_number=row.base.number if row.base else None,
        position=row.position,
    )


def operation(decision: PublicationDecision, position: int) -> PublicationOperation:
    """One row of a decision. NotFound when it has no such row."""
    found = decision.operations.select_related("base").filter(position=position).first()
    if found is None:
        raise NotFound(f"{decision.code} row {position}")
    return found


@dataclass(frozen=True)
class PipelineRow:
    """One draft on the board: where it is, who holds it since when, how often it went back, what it does."""

    decision: PublicationDecision
    kinds: dict[str, int]
    steps: tuple[DecisionStep, ...]
    returns: int
    last_reason: str = ""
    asked: int = 0
    answered: int = 0
    ministry_ids: tuple[int, ...] = field(default=())


def pipeline(actor: Actor, *, states: Sequence[DecisionState] = OPEN_STATES) -> list[PipelineRow]:
    """Every open draft that the actor may see, longest in its state first. Five statements."""
    rows = list(
        decisions_visible_to(actor)
        .filter(state__in=[state.value for state in states])
        .order_by("state_since")
        .prefetch_related("steps__person", "ministry_decisions")
    )
    keys = [row.pk for row in rows]
    kinds: dict[int, dict[str, int]] = {key: {} for key in keys}
    counted = PublicationOperation.objects.filter(decision__in=keys).values_list("decision", "kind")
    for key, kind, many in counted.annotate(many=Count("pk")).order_by("decision", "kind"):
        kinds[key][kind] = many
    asked = {
        key: (many, done)
        for key, many, done in Consultation.objects.filter(decision__in=keys)
        .values_list("decision")
        .annotate(many=Count("pk"), done=Count("answered_at"))
    }
    return [_pipeline_row(row, kinds[row.pk], asked.get(row.pk, (0, 0))) for row in rows]


def _pipeline_row(row: PublicationDecision, kinds: dict[str, int], asked: tuple[int, int]) -> PipelineRow:
    steps = tuple(sorted(row.steps.all(), key=lambda step: step.number))
    returns = [step for step in steps if step.move == "return"]
    return PipelineRow(
        decision=row,
        kinds=kinds,
        steps=steps,
        returns=len(returns),
        last_reason=returns[-1].reason if returns else "",
        asked=asked[0],
        answered=asked[1],
        ministry_ids=tuple(each.pk for each in row.ministry_decisions.all()),
    )


def remarks_of(decision: PublicationDecision) -> QuerySet[Remark]:
    """What was said of a draft, newest first."""
    return decision.remarks.select_related("person").order_by("-at", "-pk")


def remarks(*, since: datetime, until: datetime) -> QuerySet[Remark]:
    """Remarks of a period with their decisions and agencies: why drafts go back."""
    rows = Remark.objects.filter(at__gte=since, at__lt=until).select_related("decision__agency", "person")
    return rows.order_by("-at", "-pk")


def steps_between(move: str, *, since: datetime, until: datetime) -> QuerySet[DecisionStep]:
    """Moves of one kind in a period, newest first."""
    rows = DecisionStep.objects.filter(move=move, at__gte=since, at__lt=until)
    return rows.select_related("decision__agency", "person").order_by("-at", "-pk")


def faults(*, since: date, until: date) -> QuerySet[PreparationFault]:
    """Mistakes found after signing, in a period of days."""
    rows = PreparationFault.objects.filter(found_on__gte=since, found_on__lt=until)
    return rows.select_related("decision__agency").order_by("-found_on", "-pk")


def consultations_open(actor: Actor) -> QuerySet[Consultation]:
    """What the actor's agencies were asked and have not answered."""
    rows = Consultation.objects.filter(answered_at=None, decision__state=DecisionState.CONSULTING.value)
    if not actor.is_system:
        rows = rows.filter(agency__in=actor.agency_ids)
    return rows.select_related("decision", "agency").order_by("due_on")

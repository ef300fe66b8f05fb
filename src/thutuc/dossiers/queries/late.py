"""Late and nearly late dossiers of all systems: by agency, with holder and days; letters and explanations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.models import Dossier, DossierEvent, Explanation, UrgingLetter
from thutuc.dossiers.queries.facts import content_of
from thutuc.dossiers.queries.visibility import houses_of, visible_to
from thutuc.dossiers.queries.world import World
from thutuc.dossiers.rules import clock, lateness, states, workflow
from thutuc.dossiers.rules.lateness import ExplanationState, StepUse
from thutuc.dossiers.rules.segments import Stay
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.worktime.rules import add_working_days

TICKING = [state.value for state in states.ON_TICKING]
SIZE = 25


@dataclass(frozen=True)
class LateAgency:
    """How many dossiers of one agency are late, of all systems; the oldest due day."""

    agency_id: int | None
    name: str
    count: int
    mirrored: int
    oldest: date


@dataclass(frozen=True)
class LateRow:
    """One late or nearly late dossier."""

    dossier: Dossier
    days: int
    """Working days late; below nought: so many left."""
    is_asked: bool

    @property
    def left(self) -> int:
        """As deadlines are shown: below nought is late."""
        return -self.days


def _start(on: date) -> datetime:
    return datetime.combine(on, time.min, tzinfo=LOCAL)


def late(actor: Actor, *, on: date) -> QuerySet[Dossier]:
    """Open dossiers whose due day is past; mirrored ones by what their system says."""
    return visible_to(actor, on=on).filter(state__in=TICKING, due_key__lt=_start(on))


def near(actor: Actor, *, on: date, world: World, days: int) -> QuerySet[Dossier]:
    """Open dossiers due within so many working days."""
    until = add_working_days(world.calendar(), on, days + 1)
    return visible_to(actor, on=on).filter(state__in=TICKING, due_key__gte=_start(on), due_key__lt=_start(until))


def by_agency(rows: QuerySet[Dossier]) -> list[LateAgency]:
    """The agencies with the most first. One statement."""
    grouped = (
        rows.order_by()
        .values("agency_id", "agency__name")
        .annotate(count=Count("id"), mirrored=Count("id", filter=~Q(authority="local")), oldest=Min("due_at"))
    )
    found = [
        LateAgency(
            row["agency_id"], row["agency__name"] or "", row["count"], row["mirrored"], local_date(row["oldest"])
        )
        for row in grouped
    ]
    return sorted(found, key=lambda each: (-each.count, each.name))


def listed(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Ready for a page: names of the agency and of the holder, whether an explanation is owed. One statement."""
    open_question = Explanation.objects.filter(dossier=OuterRef("pk")).exclude(state=ExplanationState.ACCEPTED)
    found = rows.select_related("agency", "unit", "holder").defer("words").annotate(is_asked=Exists(open_question))
    return found.order_by("due_key", "id")


def rows_of(rows: Sequence[Any], *, world: World, on: date) -> list[LateRow]:
    """The rows of a page with their days."""
    return [LateRow(row, _days(row, world, on), row.is_asked) for row in rows]


def _days(dossier: Dossier, world: World, on: date) -> int:
    calendar = world.calendar(dossier.agency_id)
    assert dossier.due_at is not None
    late_by = clock.late_days(calendar, due_at=dossier.due_at, until=_start(on))
    return late_by or -clock.late_days(calendar, due_at=_start(on), until=dossier.due_at)


def chosen(actor: Actor, keys: Sequence[str], *, on: date) -> list[Dossier]:
    """The late dossiers that somebody picked, as far as they may see them."""
    return list(late(actor, on=on).filter(key__in=keys).select_related("agency", "holder").order_by("due_key", "id"))


def uses(dossier: Dossier, world: World, *, until: datetime) -> tuple[StepUse, ...]:
    """Each step with its time against its hours. One statement."""
    if dossier.version is None or dossier.accepted_at is None:
        return ()
    events = DossierEvent.objects.filter(dossier=dossier).order_by("number")
    stays = [
        Stay(DossierState(target), at, agency) for target, at, agency in events.values_list("target", "at", "agency_id")
    ]
    steps = workflow.plan(content_of(dossier).workflow, channel=Channel(dossier.channel))
    return lateness.step_uses(world.calendar(dossier.agency_id), stays, steps, until=dossier.finished_at or until)


def letters(actor: Actor, *, on: date) -> QuerySet[UrgingLetter]:
    """Letters for those who urge and for the agencies they went to, newest first."""
    houses = houses_of(actor, on=on)
    rows = UrgingLetter.objects.select_related("agency").order_by("-issued_on", "-id")
    return rows if houses is None else rows.filter(agency__in=houses)


def letter(actor: Actor, key: str, *, on: date) -> UrgingLetter:
    """One letter."""
    found = letters(actor, on=on).filter(key=key).first()
    if found is None:
        raise NotFound(f"letter {key}")
    return found


def explanations(actor: Actor, *, on: date, state: ExplanationState | None = None) -> QuerySet[Explanation]:
    """Explanations that somebody may see, those to be answered first."""
    houses = houses_of(actor, on=on)
    rows = Explanation.objects.select_related("dossier", "agency", "letter").defer("dossier__words")
    if houses is not None:
        rows = rows.filter(Q(agency__in=houses) | Q(dossier__reach__overlap=sorted(houses)))
    if state is not None:
        rows = rows.filter(state=state)
    return rows.order_by("answer_by", "id")


def explanation(actor: Actor, key: str, *, on: date) -> Explanation:
    """One explanation."""
    found = explanations(actor, on=on).filter(key=key).first()
    if found is None:
        raise NotFound(f"explanation {key}")
    return found

"""The board of drafts: rows of the catalogue, days of the calendar, limits of the law, what waits to be entered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import PipelineRow
from thutuc.catalogue.rules.decisions.moves import OFFICE_ROLES
from thutuc.catalogue.rules.decisions.terms import DecisionState, ReturnReason
from thutuc.desk.rules import pipeline as rules
from thutuc.desk.rules.pipeline import Aged, Bar, Cell, Norm, Passed, Stage, Stretch
from thutuc.disclosure.queries import entries
from thutuc.disclosure.rules import chain_limits
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.legislation import queries as legislation
from thutuc.legislation.rules.parameters import ParameterValue
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, OutsideCalendar, working_days_between

CONTROL_DAYS, ENTRY_DAYS = "publication.control", "disclosure.province"
SIGNED_BY_DECISION = "catalogue.PublicationDecision:"


@dataclass(frozen=True)
class Row:
    """One draft as the board shows it."""

    draft: PipelineRow
    stage: Stage
    age: int
    norm: Norm | None
    is_late: bool
    due_on: date | None
    days_left: int | None
    way: tuple[Stretch, ...]
    bars: tuple[Bar, ...] = ()
    holder: str = ""


@dataclass(frozen=True)
class Board:
    """Everything on the page but the returns."""

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    procedures: int


def board(actor: Actor, *, today: date) -> Board:
    """The drafts that the actor may see: whose deadline comes first stands first."""
    drafts = catalogue.pipeline(actor)
    calendar = _calendar()
    numbers = legislation.dated_values((*chain_limits.KEYS, CONTROL_DAYS))
    norms = norms_on(numbers, today)
    rows = [_row(draft, norms, numbers, calendar, today) for draft in drafts]
    rows.sort(key=lambda row: (row.due_on or date.max, -row.age))
    longest = max((sum(stretch.days for stretch in row.way) for row in rows), default=0)
    aged = [Aged(row.stage, row.age, row.is_late) for row in rows]
    waiting = _waiting(calendar, today)
    return Board(
        tuple(rules.cells([*aged, *waiting], norms)),
        tuple(_drawn(row, longest) for row in rows),
        sum(sum(draft.kinds.values()) for draft in drafts),
    )


def norms_on(numbers: Mapping[str, Sequence[ParameterValue]], on: date) -> dict[Stage, Norm]:
    """The law's numbers where it gives them, the office's own for the rest."""
    found = {stage: Norm(days) for stage, days in rules.OWN_NORMS.items()}
    for stage, key in ((Stage.CONTROL, CONTROL_DAYS), (Stage.SIGNED, ENTRY_DAYS)):
        value = next((each for each in numbers.get(key, ()) if on in each.days), None)
        if value is not None:
            found[stage] = Norm(value.number, of_law=not value.is_override)
    return found


def _row(
    draft: PipelineRow, norms: Mapping[Stage, Norm], numbers: Mapping[str, Any], calendar: Calendar | None, today: date
) -> Row:
    decision = draft.decision
    stage = rules.STAGE_OF[DecisionState(decision.state)]
    norm, age = norms.get(stage), _days(calendar, local_date(decision.state_since), today)
    due = due_of(draft, numbers, calendar)
    steps = [Passed(DecisionState(step.target), local_date(step.at)) for step in draft.steps]
    way = rules.way(steps, today=today, due=due, norm=norm, count=lambda a, b: _days(calendar, a, b))
    return Row(
        *(draft, stage, age, norm, bool(norm and age > norm.days) or bool(due and today > due), due),
        days_left=_days(calendar, today, due) if due else None,
        way=tuple(way),
        holder=_holder(draft),
    )


def _drawn(row: Row, longest: int) -> Row:
    return Row(**{**row.__dict__, "bars": tuple(rules.bars(row.way, longest))})


def due_of(draft: PipelineRow, numbers: Mapping[str, Any], calendar: Calendar | None) -> date | None:
    """The last day to sign in time: by the text behind it, else by the day on which it takes effect."""
    decision = draft.decision
    days = [each.effective_on for each in decision.ministry_decisions.all() if each.effective_on]
    event = min(days, default=decision.effective_on)
    if event is None or calendar is None:
        return event
    try:
        return chain_limits.province_due(
            chain_limits.Change(event, is_shortened=decision.is_shortened), numbers, calendar
        )
    except (OutsideCalendar, OverflowError):
        return event


def _calendar() -> Calendar | None:
    try:
        return worktime.calendar()
    except OutsideCalendar:
        return None


def _days(calendar: Calendar | None, start: date, end: date) -> int:
    """Working days; a year that nobody entered counts by weeks of five."""
    try:
        return working_days_between(calendar, start, end) if calendar else (end - start).days * 5 // 7
    except OutsideCalendar:
        return (end - start).days * 5 // 7


def _holder(draft: PipelineRow) -> str:
    last = draft.steps[-1] if draft.steps else None
    return last.person.full_name if last and last.person else ""


def _waiting(calendar: Calendar | None, today: date) -> list[Aged]:
    """Signed decisions of which something still waits to be entered, with the days since it is known."""
    found: dict[str, tuple[date, bool]] = {}
    for duty in entries.entries_due(on=today):
        act = duty.operation.act
        if act.startswith(SIGNED_BY_DECISION):
            signed = duty.operation.signed_on or today
            since, late = found.get(act, (signed, False))
            found[act] = (min(since, signed), late or duty.is_late(today))
    return [Aged(Stage.SIGNED, _days(calendar, since, today), late) for since, late in found.values()]


@dataclass(frozen=True)
class Returns:
    """Why drafts went back in a quarter, the newest remarks, and how drafts were prepared."""

    first: date
    why: tuple[rules.Why, ...]
    latest: tuple[Any, ...]
    quality: tuple[rules.Quality, ...]
    last_reasons: Mapping[int, str]
    """By decision: the reason of its newest remark."""


LATEST = 3


def returns(actor: Actor, *, on: date) -> Returns:
    """The quarter of a day. Four statements; departments read their own."""
    first, end = rules.quarter(on)
    since, until = (datetime.combine(day, datetime.min.time(), tzinfo=LOCAL) for day in (first, end))
    seen = _own(actor, catalogue.remarks(since=since, until=until))
    submitted = _own(actor, catalogue.steps_between("submit", since=since, until=until))
    returned = _own(actor, catalogue.steps_between("return", since=since, until=until))
    faults = _own(actor, catalogue.faults(since=first, until=end))
    told = [rules.Returned(ReturnReason(row.reason).label, _agency(row)) for row in seen]
    rounds = [(_agency(row), row.decision.round) for row in submitted]
    return Returns(
        first,
        tuple(rules.reasons(told)),
        tuple(seen[:LATEST]),
        tuple(rules.quality(map(_agency, submitted), map(_agency, returned), map(_agency, faults), rounds)),
        {row.decision_id: ReturnReason(row.reason).label for row in reversed(seen)},
    )


def _own(actor: Actor, rows: Iterable[Any]) -> list[Any]:
    every = actor.is_system or bool(actor.roles & OFFICE_ROLES)
    return [row for row in rows if every or row.decision.agency_id in actor.agency_ids]


def _agency(row: Any) -> str:
    return str(row.decision.agency.short_name or row.decision.agency.name)


def quarter_before(on: date) -> date:
    """A day of the quarter before."""
    return rules.quarter(on)[0] - timedelta(days=1)

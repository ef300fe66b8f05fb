"""Whose promised day moves when the calendar changes, whose stays, and why.

The day printed on a receipt is a promise: it may move later, never earlier. What is promised comes from outside: open
dossiers, by the rule that counts them again after the change; worked examples stand in where no dossier is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.recounting import Recounted, recount
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules import Calendar, Limit, OutsideCalendar, TimeUnit, due_at

EXAMPLE_LIMITS = tuple(Limit(count, TimeUnit.WORKING_DAY) for count in (1, 3, 5, 10, 15, 20))
EXAMPLE_HOUR = time(9)
REACH = timedelta(days=35)
"""How far before a changed day an acceptance may lie and still be touched by the longest example."""


class Outcome(Labelled):
    """What a change does to one promised day; in the order in which a reader needs them."""

    MOVED = "moved", gettext_noop("Dời ngày hẹn")
    ON_DAY_OFF = "on_day_off", gettext_noop("Ngày hẹn thành ngày nghỉ")
    KEPT = "kept", gettext_noop("Giữ ngày đã hẹn")
    PAUSED = "paused", gettext_noop("Tính sau khi chạy lại")
    UNCHANGED = "unchanged", gettext_noop("Không đổi")


@dataclass(frozen=True)
class OpenDossier:
    """An open dossier as far as the calendar concerns it."""

    key: str
    code: str
    procedure: str
    owner: str
    state: DossierState
    due_at: datetime
    running: Running
    can_be_told: bool


@dataclass(frozen=True)
class Promise:
    """A day promised to somebody: accepted then, within this limit, under this calendar's owner."""

    accepted: datetime
    limit: Limit
    owner: int | None = None
    same_day_until: time | None = None
    """The cut-off that the law gave a limit within the day on the day of acceptance."""
    dossier: OpenDossier | None = None
    """None: a worked example."""

    def due(self, calendar: Calendar) -> date:
        """The promised day by a calendar."""
        return due_at(calendar, self.accepted, self.limit, same_day_until=self.same_day_until).date()


@dataclass(frozen=True)
class Effect:
    """One promise before and after. `lost` and `gained` are the changed days inside its count."""

    promise: Promise
    old: date
    new: date
    outcome: Outcome
    lost: tuple[date, ...] = ()
    gained: tuple[date, ...] = ()
    holds: date | None = None

    @property
    def promised(self) -> date:
        """The day that holds for the citizen: never earlier than before."""
        return self.holds or max(self.old, self.new)

    @property
    def untold(self) -> bool:
        """It would end later, and stays because the applicant cannot be told."""
        return self.holds is not None and self.holds < self.new


def effects(before: Calendar, after: Calendar, promises: Iterable[Promise]) -> Iterator[Effect]:
    """What becomes of every promise."""
    changed = changed_days(before, after)
    for promise in promises:
        old, new, outcome, holds = _counted(before, after, promise)
        inside = [day for day in changed if promise.accepted.date() < day <= max(old, new)]
        lost = tuple(day for day in inside if before.is_working(day))
        gained = tuple(day for day in inside if not before.is_working(day))
        yield Effect(promise, old, new, outcome, lost, gained, holds)


_OUTCOMES = {
    Recounted.KEPT_UNTOLD: Outcome.KEPT,
    Recounted.KEPT_EARLIER: Outcome.KEPT,
    Recounted.PAUSED: Outcome.PAUSED,
    Recounted.UNCHANGED: Outcome.UNCHANGED,
}


def _counted(before: Calendar, after: Calendar, promise: Promise) -> tuple[date, date, Outcome, date | None]:
    """(old day, day by the new calendar, what it comes to, the day that holds where that is known)."""
    known = promise.dossier
    if known is None:
        old, new = promise.due(before), promise.due(after)
        return old, new, _outcome(after, old, new), None
    told = recount(after, known.running, state=known.state, promised=known.due_at, can_be_told=known.can_be_told)
    old, new = local_date(told.promised), local_date(told.computed)
    outcome = _OUTCOMES.get(told.outcome) or _outcome(after, old, new)
    return old, new, outcome, local_date(told.binding)


def _outcome(after: Calendar, old: date, new: date) -> Outcome:
    if new == old:
        return Outcome.UNCHANGED
    if new < old:
        return Outcome.KEPT
    return Outcome.MOVED if after.is_working(old) else Outcome.ON_DAY_OFF


def changed_days(before: Calendar, after: Calendar) -> tuple[date, ...]:
    """Days that are worked in one calendar and not in the other."""
    special = sorted({*before.rows, *after.rows})
    return tuple(day for day in special if before.is_worked_by_rule(day) != after.is_worked_by_rule(day))


def examples(calendar: Calendar, days: Sequence[date], *, owner: int | None = None) -> list[Promise]:
    """Dossiers as they might be: accepted on each working day before the first changed one, with the usual limits."""
    if not days:
        return []
    day, made = min(days) - REACH, []
    while day < min(days):
        accepted = datetime.combine(day, EXAMPLE_HOUR, tzinfo=LOCAL)
        made += [Promise(accepted, limit, owner) for limit in EXAMPLE_LIMITS if _countable(calendar, accepted, limit)]
        day += timedelta(days=1)
    return made


def _countable(calendar: Calendar, accepted: datetime, limit: Limit) -> bool:
    try:
        due_at(calendar, accepted, limit)
        return calendar.is_working(accepted.date())
    except OutsideCalendar:
        return False


def with_below(chosen: Iterable[int], parents: Mapping[int, int | None]) -> tuple[int, ...]:
    """The chosen units and every unit that stands under one of them, in the order of the tree."""
    found = set(chosen)
    grown = True
    while grown:
        below = {unit for unit, parent in parents.items() if parent in found and unit not in found}
        grown = bool(below)
        found |= below
    return tuple(unit for unit in parents if unit in found)


@dataclass(frozen=True)
class Preview:
    """Everything a change would do, before it is made."""

    effects: tuple[Effect, ...]

    def of(self, outcome: Outcome) -> tuple[Effect, ...]:
        """The effects of one outcome, in the order of the promised days."""
        found = [effect for effect in self.effects if effect.outcome is outcome]
        return tuple(sorted(found, key=lambda effect: (effect.old, effect.promise.accepted)))

    @property
    def touched(self) -> tuple[Effect, ...]:
        """The effects that are not «không đổi»."""
        return tuple(effect for effect in self.effects if effect.outcome is not Outcome.UNCHANGED)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last promised day that moves."""
        days = [effect.old for effect in self.effects if effect.promised != effect.old]
        return (min(days), max(days)) if days else None

"""Whose promised day moves when the calendar changes, whose stays, and why.

The day printed on a receipt is a promise: it may move later, never earlier. What is promised comes from outside as
`Promise` values; worked examples stand in where no dossier is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thutuc.kernel.periods import LOCAL
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
    UNCHANGED = "unchanged", gettext_noop("Không đổi")


@dataclass(frozen=True)
class Promise:
    """A day promised to somebody: accepted then, within this limit, under this calendar's owner."""

    accepted: datetime
    limit: Limit
    owner: int | None = None
    same_day_until: time | None = None
    """The cut-off that the law gave a limit within the day on the day of acceptance."""

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

    @property
    def promised(self) -> date:
        """The day that holds for the citizen: never earlier than before."""
        return max(self.old, self.new)


def effects(before: Calendar, after: Calendar, promises: Iterable[Promise]) -> Iterator[Effect]:
    """What becomes of every promise."""
    changed = changed_days(before, after)
    for promise in promises:
        old = promise.due(before)
        new = promise.due(after)
        inside = [day for day in changed if promise.accepted.date() < day <= max(old, new)]
        lost = tuple(day for day in inside if before.is_working(day))
        gained = tuple(day for day in inside if not before.is_working(day))
        yield Effect(promise, old, new, _outcome(after, old, new), lost, gained)


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

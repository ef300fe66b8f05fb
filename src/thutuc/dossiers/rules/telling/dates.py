"""Why a day was promised, and which day follows if the applicant answers on another one (ui.md §13, `c-why`)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thutuc.dossiers.rules import clock
from thutuc.dossiers.rules.clock import Running
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.worktime.rules import Calendar, Explanation, TimeUnit, working_days_between

MOST_ANSWERS = 5
LIMIT_UNITS = tuple(TimeUnit)
MORNING = time(8)


@dataclass(frozen=True)
class Answer:
    """If the papers come on this day, the result is due on that one."""

    on: date
    due_on: date


@dataclass(frozen=True)
class Promise:
    """The count behind the day. `is_supposed`: the clock stands still, this is the count if it ran on from now."""

    explanation: Explanation | None = None
    is_supposed: bool = False
    answers: tuple[Answer, ...] = ()


def promise(
    calendar: Calendar, running: Running, *, now: datetime, restarts: bool = False, until: date | None = None
) -> Promise:
    """The count as it stands now, without one where there is no limit or the calendar does not reach so far.

    `until` is the last day for the applicant's papers: with it, the days that follow from other days are given too.
    """
    if running.limit is None:
        return Promise()
    try:
        if running.paused_since is None:
            return Promise(clock.explanation(calendar, running))
        supposed = clock.explanation(calendar, clock.resumed(running, at=now, restarts=restarts))
        days = _days(calendar, local_date(now), until) if until else ()
        found = [(day, _due(calendar, running, day, now, restarts=restarts)) for day in days]
    except Refused:
        return Promise()
    return Promise(supposed, True, tuple(Answer(day, due) for day, due in found if due))


def _days(calendar: Calendar, today: date, until: date) -> list[date]:
    days = [today + timedelta(days=number) for number in range(max((until - today).days + 1, 0))]
    return [day for day in days if calendar.is_working(day)][:MOST_ANSWERS]


def _due(calendar: Calendar, running: Running, day: date, now: datetime, *, restarts: bool) -> date | None:
    at = now if day == local_date(now) else datetime.combine(day, MORNING, tzinfo=LOCAL)
    due = clock.due(calendar, clock.resumed(running, at=at, restarts=restarts))
    return local_date(due) if due else None


def days_left(calendar: Calendar, due_on: date, today: date) -> int | None:
    """Working days from today to the due day, less than 0 after it; None beyond what the calendar knows."""
    try:
        return working_days_between(calendar, today, due_on)
    except Refused:
        return None

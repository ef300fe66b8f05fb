"""Deadlines: one-stop.md §5.4 and §5.5 over a calendar.

Civil Code 2015 Art. 147 (the first day is not counted, C1) and Art. 148 (an end on a day off moves on, C2).
`due_at` gives the moment only; `explaining.explain` gives the same moment with every day counted and skipped.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules.calendar import Calendar, local
from thutuc.worktime.rules.limits import Limit, TimeUnit


class TimeOfDay(Labelled):
    """At which time of its last day a limit in days ends (C8)."""

    CLOSE = "close", gettext_noop("Hết giờ làm việc")
    KEEP = "keep", gettext_noop("Đúng giờ tiếp nhận")


@dataclass(frozen=True, order=True)
class Pause:
    """A stretch in which the clock stands still: from the request for papers until they are accepted.

    `restarts`: the limit is counted again in full from `end` (the dossier goes back to its first step).
    """

    start: datetime
    end: datetime | None
    reason: str = ""
    restarts: bool = False


class Timeliness(Labelled):
    """How the day of finishing stands to the due day (C9): dates are compared, never hours."""

    BEFORE_DUE = "before_due", gettext_noop("Trước hạn")
    ON_DUE = "on_due", gettext_noop("Đúng hạn")
    LATE = "late", gettext_noop("Quá hạn")


def due_at(
    calendar: Calendar,
    start: datetime,
    limit: Limit,
    *,
    time_of_day: TimeOfDay = TimeOfDay.CLOSE,
    same_day_until: time | None = None,
    pauses: Sequence[Pause] = (),
) -> datetime:
    """The moment at which a limit that starts at `start` (acceptance, C4) is used up.

    `same_day_until` is the dated cut-off of a limit within the day (parameter `one_stop.same_day_cutoff`, C5).
    """
    if limit.minutes and calendar.full_hours and not pauses:
        return calendar.ending_at(calendar.worked_until(start) + limit.minutes)
    start, running = running_parts(local(start), pauses)
    calendar.index(start.date())
    minutes = minutes_of(calendar, limit, start)
    if minutes is not None:
        return _due_minute(calendar, start, minutes, running)
    if limit.unit is TimeUnit.SAME_DAY:
        return calendar.closes_at(_due_same_day(calendar, start, running, given_cutoff(same_day_until)))
    day = _due_day(calendar, start.date(), limit, running)
    if time_of_day is TimeOfDay.KEEP:
        return datetime.combine(day, start.time().replace(second=0, microsecond=0), tzinfo=LOCAL)
    return calendar.closes_at(day)


def minutes_of(calendar: Calendar, limit: Limit, start: datetime) -> int | None:
    """Working minutes of a limit in hours or parts of a day, by the office hours of its first day; else None."""
    if limit.days is not None:
        return None
    hours = calendar.hours_on(start.date())
    size = hours.minutes_per_hour if limit.unit is TimeUnit.WORKING_HOUR else hours.minutes_per_day
    minutes = limit.amount * size
    if minutes.denominator != 1:
        words = gettext_noop("Thời hạn «%(limit)s» không tròn đến phút theo giờ làm việc của cơ quan.")
        raise Refused([Objection("limit.minute", words, "worktime.limit", "limit", {"limit": str(limit)})])
    return int(minutes)


def _due_minute(calendar: Calendar, start: datetime, minutes: int, pauses: Iterable[Pause]) -> datetime:
    worked = calendar.worked_until(start)
    if not minutes:
        return calendar.beginning_at(worked)
    due = calendar.ending_at(worked + minutes)
    for pause in pauses:
        if pause.start >= due:
            break
        minutes += working_minutes(calendar, pause.start, ended(pause))
        due = calendar.ending_at(worked + minutes)
    return due


def _due_same_day(calendar: Calendar, start: datetime, pauses: Iterable[Pause], until: time) -> date:
    day = same_day(calendar, start, until=until)
    for pause in pauses:
        if pause.start.date() > day:
            break
        day = same_day(calendar, ended(pause), until=until)
    return day


def _due_day(calendar: Calendar, day: date, limit: Limit, pauses: Iterable[Pause]) -> date:
    """Days: what is left after each pause runs on from the day it ended; that day is not counted."""
    left, end_of, used = day_arithmetic(calendar, day, limit)
    for pause in pauses:
        if pause.start.date() > end_of(day, left):
            break
        left = max(0, left - used(day, pause.start.date()))
        day = ended(pause).date()
    return end_of(day, left)


def day_arithmetic(
    calendar: Calendar, day: date, limit: Limit
) -> tuple[int, Callable[[date, int], date], Callable[[date, date], int]]:
    """(days to count, where a count from a day ends, days used between two days) for a unit of days."""
    assert limit.days is not None
    if limit.unit is TimeUnit.WORKING_DAY:
        return (
            limit.days,
            lambda since, left: add_working_days(calendar, since, left),
            lambda since, until: working_days_between(calendar, since, until),
        )
    left = limit.days if limit.unit is TimeUnit.CALENDAR_DAY else (add_months(day, limit.days) - day).days
    return (
        left,
        lambda since, left: next_working_day(calendar, since + timedelta(days=left)),
        lambda since, until: (until - since).days,
    )


def add_working_days(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day after `day` (C1); 0 is the day itself if worked, else the next one."""
    index, before = calendar.index(day), calendar.workdays_before
    return calendar.workday(before[index + 1] + count - 1 if count else before[index])


def next_working_day(calendar: Calendar, day: date) -> date:
    """The day itself if it is worked, else the next one that is (C2)."""
    return add_working_days(calendar, day, 0)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month when it has no such day (Civil Code Art. 148)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_before(calendar: Calendar, event: date, limit: Limit) -> date:
    """The last day on which an act may still be done `limit` before an event; the day of the event is not counted.

    A limit in calendar days or months that lands on a day off is met on the working day before: a notice may be
    longer, never shorter.
    """
    if limit.days is None or limit.unit is TimeUnit.SAME_DAY:
        raise Refused(
            [Objection("limit.backwards", gettext_noop("Thời hạn tính lùi phải theo ngày, ngày làm việc hoặc tháng."))]
        )
    if limit.unit is TimeUnit.WORKING_DAY:
        return working_day_before(calendar, event, limit.days)
    calendar.index(event)
    months = limit.unit is TimeUnit.MONTH
    landed = add_months(event, -limit.days) if months else event - timedelta(days=limit.days)
    return working_day_before(calendar, landed, 0)


def working_day_before(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day before `day`; 0 is the day itself if worked, else the one before."""
    index = calendar.index(day)
    before = calendar.workdays_before
    return calendar.workday(before[index] - count if count else before[index + 1] - 1)


def start_before(calendar: Calendar, event: datetime, minutes: int) -> datetime:
    """The latest moment from which `minutes` of work end by `event`."""
    return calendar.beginning_at(calendar.worked_until(event) - minutes)


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Working minutes in [start, end); negative when the end comes first."""
    return calendar.worked_until(end) - calendar.worked_until(start)


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; negative when the end comes first."""
    before = calendar.workdays_before
    return before[calendar.index(end) + 1] - before[calendar.index(start) + 1]


def given_cutoff(same_day_until: time | None) -> time:
    """The cut-off of a limit within the day: the law gives it by date, so a caller that has none is in error."""
    if same_day_until is None:
        raise ValueError("a limit within the day needs the dated cut-off of the day of acceptance")
    return same_day_until


def same_day(calendar: Calendar, start: datetime, *, until: time) -> date:
    """C5: accepted on a working day before the cut-off, that day; else the next working day."""
    start = local(start)
    if calendar.is_working(start.date()) and start.time() < until:
        return start.date()
    return add_working_days(calendar, start.date(), 1)


def transfer_by(calendar: Calendar, accepted: datetime, *, until: time) -> datetime:
    """When a paper dossier must have been passed on: the same day, or the start of the next (NĐ 118/2025 Art. 18).

    `until` is the dated cut-off, parameter `one_stop.transfer_cutoff`.
    """
    day = same_day(calendar, accepted, until=until)
    return calendar.closes_at(day) if day == local(accepted).date() else calendar.opens_at(day)


def step_ends(
    calendar: Calendar, start: datetime, limits: Iterable[Limit], *, same_day_until: time | None = None
) -> list[datetime]:
    """When each step of a chain ends; a step starts where the one before ended."""
    ends = []
    for limit in limits:
        start = due_at(calendar, start, limit, same_day_until=same_day_until)
        ends.append(start)
    return ends


def timeliness(due: date, finished: date) -> Timeliness:
    """C9: before the due day, on it, or late."""
    if finished == due:
        return Timeliness.ON_DUE
    return Timeliness.BEFORE_DUE if finished < due else Timeliness.LATE


def days_late(calendar: Calendar, due: date, on: date) -> int:
    """Working days after the due day up to `on`; 0 when not late."""
    return max(0, working_days_between(calendar, due, on))


def running_parts(start: datetime, pauses: Sequence[Pause]) -> tuple[datetime, list[Pause]]:
    """(where the count begins, the pauses that follow): a restart forgets what came before it."""
    ordered = sorted(map(_local_pause, pauses), key=_by_start)
    previous = start
    for pause in ordered:
        if pause.start < previous or ended(pause) < pause.start:
            words = gettext_noop("Các lần tạm dừng phải sau lúc tiếp nhận, theo thứ tự và không trùng nhau.")
            raise Refused([Objection("pause.order", words, "worktime.pause", "pauses")])
        previous = ended(pause)
    last = max((number for number, pause in enumerate(ordered) if pause.restarts), default=None)
    return (start, ordered) if last is None else (ended(ordered[last]), ordered[last + 1 :])


def _local_pause(pause: Pause) -> Pause:
    return replace(pause, start=local(pause.start), end=pause.end and local(pause.end))


def _by_start(pause: Pause) -> datetime:
    return pause.start


def ended(pause: Pause) -> datetime:
    """The end of a pause; a due moment cannot be known while one is open."""
    if pause.end is None:
        words = gettext_noop("Đang tạm dừng: hạn mới được tính khi hồ sơ chạy lại.")
        raise Refused([Objection("pause.open", words, "worktime.pause", "pauses")])
    return pause.end

"""Why a deadline is what it is: every day from acceptance to the end, counted or not, with its reason.

Written as the law is read, day by day and sitting by sitting; `counting.due_at` reaches the same moment by prefix sums,
and a property test holds the two together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules.calendar import SATURDAY, Calendar, local
from thutuc.worktime.rules.counting import (
    Pause,
    TimeOfDay,
    add_months,
    ended,
    given_cutoff,
    minutes_of,
    running_parts,
    same_day,
)
from thutuc.worktime.rules.limits import Limit, TimeUnit

ONE_DAY = timedelta(days=1)


class Mark(Labelled):
    """What happened to one day in a count."""

    START = "start", gettext_noop("Ngày tiếp nhận, không tính")
    COUNTED = "counted", gettext_noop("Tính")
    WEEKEND = "weekend", gettext_noop("Nghỉ cuối tuần")
    OFF = "off", gettext_noop("Ngày nghỉ")
    PAUSED = "paused", gettext_noop("Tạm dừng")
    OUTSIDE = "outside", gettext_noop("Ngoài giờ làm việc")
    CARRIED = "carried", gettext_noop("Hạn rơi vào ngày nghỉ, chuyển sang ngày này")


@dataclass(frozen=True)
class DayLine:
    """One day of a count. `sittings` are the counted stretches, in minutes after midnight, of a limit in hours."""

    day: date
    mark: Mark
    note: str = ""
    minutes: int = 0
    paused_minutes: int = 0
    sittings: tuple[tuple[int, int], ...] = ()
    is_extra: bool = False
    is_expected: bool = False


@dataclass(frozen=True)
class Explanation:
    """A deadline with the whole way to it."""

    start: datetime
    counted_from: datetime
    """The same as `start` unless a restart began the count again."""
    limit: Limit
    due: datetime
    lines: tuple[DayLine, ...]

    @property
    def counted(self) -> tuple[DayLine, ...]:
        return tuple(line for line in self.lines if line.mark is Mark.COUNTED)

    @property
    def skipped(self) -> tuple[DayLine, ...]:
        """Days off that were passed over, weekends and holidays."""
        return tuple(line for line in self.lines if line.mark in (Mark.WEEKEND, Mark.OFF))

    @property
    def paused(self) -> tuple[DayLine, ...]:
        return tuple(line for line in self.lines if line.mark is Mark.PAUSED or line.paused_minutes)

    @property
    def expected_years(self) -> tuple[int, ...]:
        """Years in this count whose days off are only expected: the date may still move."""
        return tuple(sorted({line.day.year for line in self.lines if line.is_expected}))

    @property
    def is_expected(self) -> bool:
        return bool(self.expected_years)


def explain(
    calendar: Calendar,
    start: datetime,
    limit: Limit,
    *,
    time_of_day: TimeOfDay = TimeOfDay.CLOSE,
    same_day_until: time | None = None,
    pauses: Sequence[Pause] = (),
) -> Explanation:
    """The same moment as `due_at`, and how it was reached."""
    start = local(start)
    counted_from, running = running_parts(start, pauses)
    calendar.index(counted_from.date())
    minutes = minutes_of(calendar, limit, counted_from)
    if minutes is not None:
        due, lines = _by_minutes(calendar, counted_from, minutes, running)
        return Explanation(start, counted_from, limit, due, lines)
    if limit.unit is TimeUnit.SAME_DAY:
        lines = _within_the_day(calendar, counted_from, running, given_cutoff(same_day_until))
    else:
        lines = _by_days(calendar, counted_from.date(), limit, running)
    last = lines[-1].day
    due = calendar.closes_at(last)
    if time_of_day is TimeOfDay.KEEP and limit.unit is not TimeUnit.SAME_DAY:
        due = datetime.combine(last, counted_from.time().replace(second=0, microsecond=0), tzinfo=LOCAL)
    return Explanation(start, counted_from, limit, due, lines)


def day_line(calendar: Calendar, day: date, mark: Mark, note: str = "", **details: object) -> DayLine:
    """A line with what the calendar knows of its day."""
    row = calendar.rows.get(day)
    reason = note or (row.reason if row else "")
    extra = row is not None and not row.is_off
    return DayLine(day, mark, reason, is_extra=extra, is_expected=calendar.is_expected(day), **details)  # type: ignore[arg-type]


def rest_line(calendar: Calendar, day: date) -> DayLine:
    """A day that is not worked: a weekend, or a day off with its name."""
    row = calendar.rows.get(day)
    named = row is not None and row.is_off
    return day_line(calendar, day, Mark.OFF if named or day.weekday() < SATURDAY else Mark.WEEKEND)


# -- limits in days ---------------------------------------------------------------------------------------------------


def _by_days(calendar: Calendar, start: date, limit: Limit, pauses: Sequence[Pause]) -> tuple[DayLine, ...]:
    assert limit.days is not None
    working = limit.unit is TimeUnit.WORKING_DAY
    months = limit.unit is TimeUnit.MONTH
    left = (add_months(start, limit.days) - start).days if months else limit.days
    lines = [day_line(calendar, start, Mark.START)]
    day = start
    for pause in (*pauses, None):  # pragma: no branch — the last one always leaves the loop
        stop = pause.start.date() if pause else date.max
        while day < stop and (left or not calendar.is_working(day)):
            day += ONE_DAY
            counts = left > 0 and (calendar.is_working(day) or not working)
            lines.append(_day_step(calendar, day, counts=counts, carried=not left and not working))
            left -= counts
        if pause is None or day < stop:
            break
        lines += _paused_days(calendar, pause)
        day = ended(pause).date()
    return tuple(lines)


def _day_step(calendar: Calendar, day: date, *, counts: bool, carried: bool) -> DayLine:
    if counts:
        return day_line(calendar, day, Mark.COUNTED)
    if carried and calendar.is_working(day):
        return day_line(calendar, day, Mark.CARRIED)
    return rest_line(calendar, day) if not calendar.is_working(day) else day_line(calendar, day, Mark.CARRIED)


def _paused_days(calendar: Calendar, pause: Pause) -> Iterator[DayLine]:
    day = pause.start.date()
    while day < ended(pause).date():
        day += ONE_DAY
        working = calendar.is_working(day)
        yield day_line(calendar, day, Mark.PAUSED, pause.reason) if working else rest_line(calendar, day)


def _within_the_day(calendar: Calendar, start: datetime, pauses: Sequence[Pause], until: time) -> tuple[DayLine, ...]:
    lines = _until_same_day(calendar, start, until)
    for pause in pauses:
        if pause.start.date() > lines[-1].day:
            break
        lines += _paused_days(calendar, pause)
        lines += _until_same_day(calendar, ended(pause), until)[1:] or [lines.pop()]
    return tuple(lines)


def _until_same_day(calendar: Calendar, start: datetime, until: time) -> list[DayLine]:
    day, due = start.date(), same_day(calendar, start, until=until)
    if day == due:
        return [day_line(calendar, day, Mark.COUNTED)]
    lines = [day_line(calendar, day, Mark.START)]
    while day < due:
        day += ONE_DAY
        lines.append(day_line(calendar, day, Mark.COUNTED) if day == due else rest_line(calendar, day))
    return lines


# -- limits in hours --------------------------------------------------------------------------------------------------


def _by_minutes(
    calendar: Calendar, start: datetime, minutes: int, pauses: Sequence[Pause]
) -> tuple[datetime, tuple[DayLine, ...]]:
    lines: list[DayLine] = []
    day, left = start.date(), minutes
    while True:
        midnight = datetime.combine(day, time.min, tzinfo=LOCAL)
        open_from = _minute_of(start, midnight)
        sittings = _sittings(calendar, day, open_from)
        if not minutes and sittings:
            return midnight + timedelta(minutes=sittings[0][0]), (*lines, day_line(calendar, day, Mark.COUNTED))
        running = _without(sittings, [(_minute_of(p.start, midnight), _minute_of(ended(p), midnight)) for p in pauses])
        taken = _take(running, left)
        left -= _length(taken)
        lines.append(_minute_line(calendar, day, sittings, running, taken, pauses))
        if not left and minutes:
            return midnight + timedelta(minutes=taken[-1][1]), tuple(lines)
        day += ONE_DAY


Stretch = tuple[int, int]


def _minute_of(at: datetime, midnight: datetime) -> int:
    """Whole minutes from a midnight to a moment, before or after it."""
    return (at.replace(second=0, microsecond=0) - midnight) // timedelta(minutes=1)


def _sittings(calendar: Calendar, day: date, open_from: int) -> list[Stretch]:
    if not calendar.is_working(day):
        return []
    sessions = calendar.hours_on(day).sessions
    return [(max(each.start, open_from), each.end) for each in sessions if each.end > open_from]


def _without(stretches: list[Stretch], holes: list[Stretch]) -> list[Stretch]:
    for hole_start, hole_end in holes:
        kept = []
        for start, end in stretches:
            before, after = (start, min(end, hole_start)), (max(start, hole_end), end)
            kept += [part for part in dict.fromkeys((before, after)) if part[0] < part[1]]
        stretches = kept
    return stretches


def _take(stretches: list[Stretch], left: int) -> list[Stretch]:
    taken = []
    for start, end in stretches:
        end = min(end, start + left)
        if start < end:
            taken.append((start, end))
            left -= end - start
    return taken


def _length(stretches: list[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def _minute_line(
    calendar: Calendar,
    day: date,
    sittings: list[Stretch],
    running: list[Stretch],
    taken: list[Stretch],
    pauses: Sequence[Pause],
) -> DayLine:
    if not calendar.is_working(day):
        return rest_line(calendar, day)
    paused = _length(sittings) - _length(running)
    if not taken:
        reason = next((p.reason for p in pauses if p.start.date() <= day <= ended(p).date()), "") if paused else ""
        return day_line(calendar, day, Mark.PAUSED if paused else Mark.OUTSIDE, reason, paused_minutes=paused)
    return day_line(calendar, day, Mark.COUNTED, minutes=_length(taken), paused_minutes=paused, sittings=tuple(taken))

"""A calendar of working time: which days are worked, and how many working minutes lie before any moment.

Built once from dated rows and office hours; then every question is an addition and a bisection over prefix sums.
All arithmetic is in whole minutes and whole days. The calendar is finite: a day outside it is an
objection, not a guess.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import LOCAL, Days
from thutuc.kernel.text import gettext_noop
from thutuc.worktime.rules.days import FULL_HOUR, Certainty, DayRow, OfficeHours, day_text, in_order, repeated

SATURDAY = 5
MINUTES_OF_A_DAY = 1440


class OutsideCalendar(Refused):
    """The count leaves the years whose days off have been entered."""


@dataclass(frozen=True)
class _Timetable:
    """One set of office hours as tables: minute of the day ↔ minutes worked since the day began."""

    worked: tuple[int, ...]
    ends: tuple[timedelta, ...]
    begins: tuple[timedelta, ...]

    @classmethod
    def of(cls, hours: OfficeHours) -> "_Timetable":
        inside = [minute for session in hours.sessions for minute in range(session.start, session.end)]
        busy = set(inside)
        worked = [0]
        for minute in range(MINUTES_OF_A_DAY):
            worked.append(worked[-1] + (minute in busy))
        ends = (hours.opens, *(minute + 1 for minute in inside))
        begins = (*inside, hours.closes)
        return cls(tuple(worked), tuple(map(_minutes, ends)), tuple(map(_minutes, begins)))


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


_IDLE = _Timetable((0,) * (MINUTES_OF_A_DAY + 1), (), ())


@dataclass(frozen=True)
class Calendar:
    """Days `[covers.start, covers.end)`, the rows that make days off and extra workdays, and dated office hours.

    `expected_years` are those whose days off have not been decided yet: what is counted there is told to be expected.
    """

    covers: Days
    days: tuple[DayRow, ...] = ()
    hours: tuple[OfficeHours, ...] = (OfficeHours(),)
    expected_years: frozenset[int] = frozenset()

    first: int = field(init=False, repr=False, compare=False)
    """Ordinal of the first day: index 0 of every list below."""
    midnights: list[datetime] = field(init=False, repr=False, compare=False)
    minutes_before: list[int] = field(init=False, repr=False, compare=False)
    workdays_before: list[int] = field(init=False, repr=False, compare=False)
    workdays: list[int] = field(init=False, repr=False, compare=False)
    """Index of each working day, in order."""
    worked: list[Sequence[int]] = field(init=False, repr=False, compare=False)
    ends: list[Sequence[timedelta]] = field(init=False, repr=False, compare=False)
    begins: list[Sequence[timedelta]] = field(init=False, repr=False, compare=False)
    rows: Mapping[date, DayRow] = field(init=False, repr=False, compare=False)
    """The row that rules each special day, after the scopes are merged."""
    full_hours: bool = field(init=False, repr=False, compare=False)
    """Whether an hour of the law is 60 minutes throughout."""

    def __post_init__(self) -> None:
        if self.covers.start is None or self.covers.end is None:
            raise ValueError("a calendar is finite: it needs a first and a last day")
        refuse_if(repeated(self.days))
        refuse_if(_hours_missing(self.covers, self.hours))
        self._keep("first", self.covers.start.toordinal())
        self._keep("rows", {row.day: row for row in in_order(self.days)})
        self._keep("full_hours", all(hours.minutes_per_hour == FULL_HOUR for hours in self.hours))
        self._add_up((self.covers.end - self.covers.start).days)

    def _keep(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _add_up(self, size: int) -> None:
        tables = [(hours, _Timetable.of(hours)) for hours in self.hours]
        midnight = datetime.fromordinal(self.first).replace(tzinfo=LOCAL)
        midnights = [midnight + timedelta(days=index) for index in range(size)]
        minutes_before, workdays_before, workdays, by_day = [0], [0], [], []
        for index, moment in enumerate(midnights):
            table = _IDLE
            if self.is_worked_by_rule(moment.date()):
                workdays.append(index)
                table = next(table for hours, table in tables if moment.date() in hours.validity)
            by_day.append(table)
            minutes_before.append(minutes_before[-1] + table.worked[-1])
            workdays_before.append(len(workdays))
        self._keep("midnights", midnights)
        self._keep("minutes_before", minutes_before)
        self._keep("workdays_before", workdays_before)
        self._keep("workdays", workdays)
        for name in ("worked", "ends", "begins"):
            self._keep(name, [getattr(table, name) for table in by_day])

    # -- which day is what ------------------------------------------------------------------------------------------

    def is_worked_by_rule(self, day: date) -> bool:
        """Extra workday: yes. Day off: no. Else Monday to Friday."""
        row = self.rows.get(day)
        return not row.is_off if row else day.weekday() < SATURDAY

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; an objection outside the calendar."""
        self.index(day)
        return self.is_worked_by_rule(day)

    @property
    def years(self) -> range:
        """The years that have been entered."""
        assert self.covers.start
        assert self.covers.end
        return range(self.covers.start.year, (self.covers.end - timedelta(days=1)).year + 1)

    def has_year(self, year: int) -> bool:
        """Whether the days off of a year have been entered."""
        return year in self.years

    def is_expected(self, day: date) -> bool:
        """Whether what the calendar says of this day may still change."""
        row = self.rows.get(day)
        return day.year in self.expected_years or (row is not None and row.is_expected)

    def hours_on(self, day: date) -> OfficeHours:
        """The office hours in force on a day."""
        self.index(day)
        return next(hours for hours in self.hours if day in hours.validity)

    def index(self, day: date) -> int:
        """Position of a day in the lists; an objection outside the calendar."""
        index = day.toordinal() - self.first
        if not 0 <= index < len(self.midnights):
            raise self.outside(day)
        return index

    def outside(self, day: date | None = None) -> OutsideCalendar:
        """The objection to raise when a count needs a day that has not been entered."""
        assert self.covers.end is not None
        last = self.covers.end - timedelta(days=1)
        words = gettext_noop(
            "Chưa có lịch làm việc cho ngày %(day)s. Lịch đã nhập từ %(first)s đến hết %(last)s: "
            "nhập ngày nghỉ của năm còn thiếu rồi tính lại."
        )
        beyond = day or self.covers.end
        params = {"day": day_text(beyond), "first": day_text(self.midnights[0].date()), "last": day_text(last)}
        return OutsideCalendar([Objection("calendar.outside", words, "worktime.calendar", params=params)])

    # -- minutes ----------------------------------------------------------------------------------------------------

    def worked_until(self, at: datetime) -> int:
        """Working minutes from the first day of the calendar up to a moment. Seconds are dropped."""
        if at.tzinfo is not LOCAL:
            at = local(at)
        index = at.toordinal() - self.first
        if index < 0:
            raise self.outside(at.date())
        try:
            return self.minutes_before[index] + self.worked[index][at.hour * 60 + at.minute]
        except IndexError:
            raise self.outside(at.date()) from None

    def ending_at(self, worked: int) -> datetime:
        """The first moment by which `worked` minutes are done: a limit used up at a session's end stays there (C7)."""
        index = bisect_left(self.minutes_before, worked) - 1
        try:
            return self.midnights[index] + self.ends[index][worked - self.minutes_before[index]]
        except IndexError:
            raise self.outside() from None

    def beginning_at(self, worked: int) -> datetime:
        """The last moment by which no more than `worked` minutes are done: where work goes on (C6)."""
        index = bisect_right(self.minutes_before, worked) - 1
        if worked < 0:
            raise self.outside(self.midnights[0].date() - timedelta(days=1))
        try:
            return self.midnights[index] + self.begins[index][worked - self.minutes_before[index]]
        except IndexError:
            raise self.outside() from None

    # -- days -------------------------------------------------------------------------------------------------------

    def workday(self, position: int) -> date:
        """The working day at a position in the order of working days."""
        if not 0 <= position < len(self.workdays):
            raise self.outside(self.midnights[0].date() - timedelta(days=1) if position < 0 else None)
        return self.midnights[self.workdays[position]].date()

    def opens_at(self, day: date) -> datetime:
        """Start of the first session of a day."""
        return self.midnights[self.index(day)] + timedelta(minutes=self.hours_on(day).opens)

    def closes_at(self, day: date) -> datetime:
        """End of the last session of a day."""
        return self.midnights[self.index(day)] + timedelta(minutes=self.hours_on(day).closes)


def local(at: datetime) -> datetime:
    """The moment on the clock of Asia/Ho_Chi_Minh; a moment without its zone is a programming error."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(LOCAL)


def _hours_missing(covers: Days, hours: Iterable[OfficeHours]) -> list[Objection]:
    assert covers.end is not None
    assert covers.start is not None
    periods = sorted((each.validity for each in hours), key=lambda period: period.start or date.min)
    reached = covers.start
    for period in periods:
        if period.start is not None and period.start > reached:
            break
        if period.end is None:
            return []
        reached = max(reached, period.end)
    if reached >= covers.end:
        return []
    words = gettext_noop("Chưa có giờ làm việc từ ngày %(day)s. Nhập giờ làm việc cho khoảng đó.")
    return [Objection("hours.missing", words, "worktime.hours", "validity", {"day": day_text(reached)})]


def of_years(
    years: Mapping[int, Certainty],
    days: Iterable[DayRow] = (),
    hours: Sequence[OfficeHours] = (OfficeHours(),),
) -> Calendar:
    """The calendar of the years that have been entered; they must follow one another, without a year left out."""
    if not years:
        words = gettext_noop("Chưa nhập năm nào vào lịch làm việc. Nạp lịch của hệ thống hoặc nhập ngày nghỉ của năm.")
        raise OutsideCalendar([Objection("calendar.empty", words, "worktime.calendar")])
    first, last = min(years), max(years)
    for year in range(first, last):
        if year not in years:
            words = gettext_noop("Lịch làm việc thiếu năm %(year)s. Nhập ngày nghỉ của năm đó.")
            raise OutsideCalendar([Objection("calendar.gap", words, "worktime.calendar", params={"year": year})])
    expected = frozenset(year for year, certainty in years.items() if certainty is Certainty.EXPECTED)
    inside = in_order(row for row in days if first <= row.day.year <= last)
    return Calendar(Days(date(first, 1, 1), date(last + 1, 1, 1)), inside, tuple(hours), expected)

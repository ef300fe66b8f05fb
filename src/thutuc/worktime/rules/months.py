"""A year laid out in months, Monday first: what a calendar page and a change preview show of each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules.calendar import Calendar
from thutuc.worktime.rules.days import DayRow

DAYS_IN_WEEK = 7


class Look(Labelled):
    """How a day is to be seen."""

    WORKED = "worked", gettext_noop("ngày làm việc")
    REST = "rest", gettext_noop("nghỉ cuối tuần")
    OFF = "off", gettext_noop("ngày nghỉ")
    EXTRA = "extra", gettext_noop("làm bù")


@dataclass(frozen=True)
class Cell:
    """One day of a month table."""

    day: date
    look: Look
    row: DayRow | None = None
    is_expected: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    """One month: weeks from Monday, None outside the month; its special days in order."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for week in self.weeks for cell in week if cell)

    @property
    def named(self) -> tuple[Cell, ...]:
        """Days with a row of their own: holidays, days in lieu, swaps."""
        return tuple(cell for cell in self.cells if cell.row)

    @property
    def workdays(self) -> int:
        return sum(cell.look in (Look.WORKED, Look.EXTRA) for cell in self.cells)


def cell_of(calendar: Calendar, day: date, *, today: date | None = None) -> Cell:
    """What the calendar says of one day."""
    row = calendar.rows.get(day)
    working = calendar.is_working(day)
    plain, special = (Look.WORKED, Look.EXTRA) if working else (Look.REST, Look.OFF)
    return Cell(day, special if row else plain, row, row is not None and calendar.is_expected(day), day == today)


def months(calendar: Calendar, year: int, *, today: date) -> tuple[Month, ...]:
    """The twelve months of a year; an objection when the year has not been entered."""
    return tuple(_month(calendar, date(year, month, 1), today) for month in range(1, 13))


def _month(calendar: Calendar, first: date, today: date) -> Month:
    days = list(_days(first))
    cells: list[Cell | None] = [None] * first.weekday()
    cells += [cell_of(calendar, day, today=today) for day in days]
    cells += [None] * (-len(cells) % DAYS_IN_WEEK)
    weeks = tuple(tuple(cells[start : start + DAYS_IN_WEEK]) for start in range(0, len(cells), DAYS_IN_WEEK))
    return Month(first, weeks)


def _days(first: date) -> Iterator[date]:
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)


def weeks_between(
    calendar: Calendar, start: date, end: date, *, today: date | None = None
) -> tuple[tuple[Cell, ...], ...]:
    """Whole weeks that hold a stretch of days."""
    monday = start - timedelta(days=start.weekday())
    count = (end - monday).days // DAYS_IN_WEEK + 1
    return tuple(
        tuple(
            cell_of(calendar, monday + timedelta(days=week * DAYS_IN_WEEK + offset), today=today)
            for offset in range(DAYS_IN_WEEK)
        )
        for week in range(count)
    )

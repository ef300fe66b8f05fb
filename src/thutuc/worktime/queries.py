"""Calendars as they stand. Every officer may read them: nothing here is hidden."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import Q, QuerySet

from thutuc.kernel.periods import Days
from thutuc.worktime.models import CalendarDay, CalendarYear, OfficeHoursPeriod
from thutuc.worktime.rules import Calendar, Certainty, DayKind, DayRow, OfficeHours, Scope, Session, of_years
from thutuc.worktime.rules.days import in_order, overlay


def calendar(of: int | None = None) -> Calendar:
    """The calendar of a unit: days of the country, the province and its own, its office hours. Three statements.

    Without a unit, the calendar of the province.
    """
    return calendars([of])[of]


def calendars(owners: Iterable[int | None]) -> dict[int | None, Calendar]:
    """The calendars of many units in three statements; None is the province's."""
    wanted = list(dict.fromkeys(owners))
    years = tuple(sorted((row.year, row.certainty) for row in CalendarYear.objects.all()))
    shared: list[DayRow] = []
    days: dict[int | None, list[DayRow]] = {owner: [] for owner in wanted}
    for row in current_days().filter(_of_owners(wanted)):
        days[row.agency_id].append(day_row(row)) if row.agency_id else shared.append(day_row(row))
    hours: dict[int | None, list[OfficeHours]] = {owner: [] for owner in (*wanted, None)}
    for period in current_hours().filter(_of_owners(wanted)):
        hours[period.agency_id].append(office_hours(period))
    province = overlay([OfficeHours()], hours[None])
    return {
        owner: _built(
            years,
            in_order((*shared, *days[owner])),
            overlay(province, hours[owner]) if owner else province,
        )
        for owner in wanted
    }


Stamp = tuple[int, int]
_kept: dict[tuple[Stamp, int | None], Calendar] = {}
_KEPT = 2_000


def kept_calendar(stamp: Stamp | None, of: int | None = None) -> Calendar:
    """The same calendar without a statement where the stamp of calendars (`db.stamps`) has not changed since."""
    if stamp is None:
        return calendar(of)
    found = _kept.get((stamp, of))
    if found is None:
        found = calendar(of)
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[stamp, of] = found
    return found


@lru_cache(maxsize=512)
def _built(
    years: tuple[tuple[int, Certainty], ...], days: tuple[DayRow, ...], hours: tuple[OfficeHours, ...]
) -> Calendar:
    """Equal rows make one calendar, kept: its sums are built once in a process."""
    return of_years(dict(years), days, hours)


def _of_owners(owners: Sequence[int | None]) -> Q:
    return Q(agency__isnull=True) | Q(agency__in=[owner for owner in owners if owner])


def current_days() -> QuerySet[CalendarDay]:
    """Days that count today, not superseded."""
    return CalendarDay.objects.filter(superseded_at__isnull=True).order_by("day", "scope")


def current_hours() -> QuerySet[OfficeHoursPeriod]:
    """Office hours that count today, not superseded."""
    return OfficeHoursPeriod.objects.filter(superseded_at__isnull=True).order_by("validity")


def years() -> QuerySet[CalendarYear]:
    """The years that have been entered."""
    return CalendarYear.objects.order_by("year")


def year(number: int) -> CalendarYear | None:
    """One year that has been entered."""
    return years().filter(year=number).first()


def days_of_year(number: int, *, of: int | None = None) -> QuerySet[CalendarDay]:
    """The rows that make the year of the province, or of one unit with its own."""
    return current_days().filter(_of_owners([of]), day__year=number)


def past_days(number: int) -> QuerySet[CalendarDay]:
    """Rows of a year that were taken back, newest first: the history."""
    found = CalendarDay.objects.filter(superseded_at__isnull=False, day__year=number)
    return found.order_by("-superseded_at", "day")


def hours_of(of: int | None = None) -> QuerySet[OfficeHoursPeriod]:
    """The office hours entered for the province or for one unit, newest first."""
    return current_hours().filter(agency=of).order_by("-validity")


def units_with_own_rows() -> frozenset[int]:
    """Units that have days or office hours of their own."""
    days = current_days().filter(agency__isnull=False).values_list("agency_id").order_by()
    hours = current_hours().filter(agency__isnull=False).values_list("agency_id").order_by()
    return frozenset(agency for (agency,) in days.union(hours))


def day(pk: int) -> CalendarDay | None:
    """One row that counts today."""
    return current_days().filter(pk=pk).first()


def day_row(row: CalendarDay) -> DayRow:
    """A stored day as the rules know it."""
    kind, scope, certainty = DayKind(row.kind), Scope(row.scope), Certainty(row.certainty)
    return DayRow(row.day, kind, row.reason, scope, certainty, row.basis, row.swapped_with)


def office_hours(period: OfficeHoursPeriod) -> OfficeHours:
    """Stored office hours as the rules know them."""
    sessions = tuple(Session(start, end) for start, end in period.sessions)
    return OfficeHours(sessions, Days(period.validity.lower, period.validity.upper), period.legal_hour)

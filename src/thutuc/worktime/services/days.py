"""Days off and days worked: loaded from the shipped file, changed by decision, taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.worktime import queries
from thutuc.worktime.models import CalendarDay, CalendarYear
from thutuc.worktime.rules import Certainty, DayRow, Scope, changes, policies
from thutuc.worktime.rules.changes import Change
from thutuc.worktime.rules.days import in_order
from thutuc.worktime.services.holding import hold_calendars

REPLACED = gettext_noop("Thay bằng lịch của bản phát hành")


@dataclass(frozen=True)
class Loaded:
    """What a load changed. `kept` are years that a person has edited: they were left alone."""

    years: int = 0
    added: int = 0
    superseded: int = 0
    kept: tuple[int, ...] = ()


@transaction.atomic
def load_national_days(*, years: Mapping[int, Certainty], rows: Iterable[DayRow], by: Actor, at: datetime) -> Loaded:
    """Make the national days of these years those of the shipped file; running it again changes nothing."""
    refuse_if(policies.may_change(by))
    known = {row.year: row for row in hold_calendars()}
    kept = tuple(sorted(year for year in years if year in known and known[year].is_edited))
    wanted = {row for row in rows if row.day.year in years and row.day.year not in kept}
    present = {queries.day_row(row): row for row in _national(set(years) - set(kept))}
    gone = [row.pk for value, row in present.items() if value not in wanted]
    new = wanted - set(present)
    changed_years = _write_years({y: c for y, c in years.items() if y not in kept}, known)
    _supersede(gone, by=by, at=at, reason=REPLACED)
    CalendarDay.objects.bulk_create([_stored(row, None, by=by, at=at) for row in in_order(new)])
    loaded = Loaded(changed_years, len(new), len(gone), kept)
    if loaded != Loaded(kept=kept):
        journal.record("calendar.load", of=_subject(Scope.NATIONAL), by=by, at=at, details=asdict(loaded))
    return loaded


@transaction.atomic
def change_calendar(*, change: Change, by: Actor, at: datetime) -> int:
    """Add a day off, a day worked, or both as a swap; returns how many rows were written."""
    refuse_if(policies.may_change(by))
    hold_calendars()
    calendars = queries.calendars(change.owners)
    refuse_if(changes.objections(calendars, change))
    rows = [_stored(row, owner, by=by, at=at) for owner in change.owners for row in change.rows()]
    CalendarDay.objects.bulk_create(rows)
    if change.scope is Scope.NATIONAL:
        _mark_edited(change.days)
    details = {
        "off": change.off,
        "work": change.work,
        "reason": change.reason,
        "basis": change.basis,
        "agencies": list(change.agency_ids),
        "empty_week_reason": change.empty_week_reason,
    }
    journal.record("calendar.change", of=_subject(change.scope), by=by, at=at, details=details)
    return len(rows)


@transaction.atomic
def remove_day(*, day_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Take back a day, with the other day of its swap; the rows stay as history. Returns how many were taken back."""
    refuse_if(policies.may_change(by))
    hold_calendars()
    row = queries.day(day_id)
    if row is None:
        raise NotFound(f"calendar day {day_id}")
    if not reason.strip():
        refuse_if([Objection("change.reason", gettext_noop("Ghi lý do."), field="reason")])
    rows = [row]
    if row.swapped_with:
        rows += queries.current_days().filter(scope=row.scope, agency=row.agency_id, day=row.swapped_with)
    _supersede([each.pk for each in rows], by=by, at=at, reason=reason)
    days = sorted(each.day for each in rows)
    if row.scope == Scope.NATIONAL:
        _mark_edited(days)
    details = {"days": days, "reason": reason, "agency": row.agency_id}
    journal.record("calendar.remove", of=_subject(Scope(row.scope)), by=by, at=at, details=details)
    return len(rows)


def _subject(scope: Scope) -> str:
    return f"worktime.Calendar:{scope.value}"


def _national(years: Iterable[int]) -> Iterable[CalendarDay]:
    return queries.current_days().filter(scope=Scope.NATIONAL, day__year__in=sorted(years))


def _write_years(years: Mapping[int, Certainty], known: Mapping[int, CalendarYear]) -> int:
    new = [CalendarYear(year=year, certainty=certainty) for year, certainty in years.items() if year not in known]
    CalendarYear.objects.bulk_create(new)
    other = [year for year, certainty in years.items() if year in known and known[year].certainty != certainty]
    for year in other:
        CalendarYear.objects.filter(year=year).update(certainty=years[year])
    return len(new) + len(other)


def _mark_edited(days: Iterable[date]) -> None:
    CalendarYear.objects.filter(year__in={day.year for day in days}).update(is_edited=True)


def _supersede(pks: list[int], *, by: Actor, at: datetime, reason: str) -> None:
    CalendarDay.objects.filter(pk__in=pks).update(superseded_at=at, superseded_by=by.key, superseded_reason=reason)


def _stored(row: DayRow, owner: int | None, *, by: Actor, at: datetime) -> CalendarDay:
    return CalendarDay(
        scope=row.scope,
        agency_id=owner,
        day=row.day,
        kind=row.kind,
        reason=row.reason,
        basis=row.basis,
        certainty=row.certainty,
        swapped_with=row.swapped_with,
        recorded_at=at,
        recorded_by=by.key,
    )

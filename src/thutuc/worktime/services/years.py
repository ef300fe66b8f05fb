"""Years of the calendar: opened as expected, settled once the government has announced them."""

from datetime import datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.worktime import queries
from thutuc.worktime.models import CalendarDay, CalendarYear
from thutuc.worktime.rules import Certainty, DayKind, Scope, policies
from thutuc.worktime.services.holding import hold_calendars

EARLIEST, LATEST = 1990, 2200
SETTLED = gettext_noop("Đã công bố chính thức")


@transaction.atomic
def open_year(*, year: int, by: Actor, at: datetime) -> CalendarYear:
    """Begin a year next to those entered. It is expected until settled, so nothing counted there looks certain."""
    refuse_if(policies.may_change(by))
    known = [row.year for row in hold_calendars()]
    if not EARLIEST <= year <= LATEST:
        words = gettext_noop("Năm phải từ 1990 đến 2200.")
        refuse_if([Objection("year.range", words, field="year")])
    if known and year not in (known[0] - 1, known[-1] + 1):
        words = gettext_noop("Chỉ mở năm liền trước %(first)s hoặc liền sau %(last)s.")
        params = {"first": known[0], "last": known[-1]}
        refuse_if([Objection("year.not_next", words, field="year", params=params)])
    row = CalendarYear.objects.create(year=year, certainty=Certainty.EXPECTED, is_edited=True)
    journal.record("calendar.open_year", of=row, by=by, at=at, details={"year": year})
    return row


@transaction.atomic
def settle_year(*, year: int, revision: int, basis: str, by: Actor, at: datetime) -> CalendarYear:
    """The days off of a year have been announced: what was expected is now decided."""
    refuse_if(policies.may_change(by))
    row = next((each for each in hold_calendars() if each.year == year), None)
    if row is None:
        raise NotFound(f"calendar year {year}")
    row.revision = revision
    days = list(queries.current_days().filter(scope=Scope.NATIONAL, day__year=year))
    refuse_if(_against(days, basis))
    expected = [day for day in days if day.certainty is Certainty.EXPECTED]
    CalendarDay.objects.filter(pk__in=[day.pk for day in expected]).update(
        superseded_at=at, superseded_by=by.key, superseded_reason=SETTLED
    )
    CalendarDay.objects.bulk_create([_decided(day, basis, by=by, at=at) for day in expected])
    row = advance(row, certainty=Certainty.DECIDED, is_edited=True)
    details = {"year": year, "basis": basis, "days": len(expected)}
    journal.record("calendar.settle_year", of=row, by=by, at=at, details=details)
    return row


def _against(days: list[CalendarDay], basis: str) -> list[Objection]:
    found = []
    if not any(day.kind is DayKind.DAY_OFF for day in days):
        words = gettext_noop("Nhập ngày nghỉ lễ của năm trước khi xác nhận năm đã công bố.")
        found.append(Objection("year.no_days", words, field="year"))
    if not basis.strip():
        words = gettext_noop("Ghi căn cứ: số, ngày và cơ quan ban hành văn bản.")
        found.append(Objection("change.basis", words, "worktime.calendar", "basis"))
    return found


def _decided(day: CalendarDay, basis: str, *, by: Actor, at: datetime) -> CalendarDay:
    return CalendarDay(
        scope=day.scope,
        agency_id=day.agency_id,
        day=day.day,
        kind=day.kind,
        reason=day.reason,
        basis=basis,
        certainty=Certainty.DECIDED,
        swapped_with=day.swapped_with,
        recorded_at=at,
        recorded_by=by.key,
    )

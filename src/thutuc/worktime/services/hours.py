"""Office hours of the province and of units, each set from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.worktime import queries
from thutuc.worktime.models import OfficeHoursPeriod
from thutuc.worktime.rules import OfficeHours, Session, policies
from thutuc.worktime.services.holding import hold_calendars


@transaction.atomic
def set_office_hours(
    *,
    agency_id: int | None,
    valid_from: date,
    sessions: tuple[Session, ...],
    legal_hour: int | None,
    basis: str,
    by: Actor,
    at: datetime,
) -> OfficeHoursPeriod:
    """Set the sessions from a day on, until later ones that are already entered. Refused unless they make 8 hours
    or the length of an hour of the law is said."""
    refuse_if(policies.may_change(by))
    if not basis.strip():
        words = gettext_noop("Ghi căn cứ: số, ngày và cơ quan ban hành văn bản.")
        refuse_if([Objection("change.basis", words, "worktime.hours", "basis")])
    hold_calendars()
    hours = OfficeHours(sessions, legal_hour=legal_hour)
    row = OfficeHoursPeriod.objects.create(
        agency_id=agency_id,
        validity=DateRange(valid_from, _make_room(agency_id, valid_from, at)),
        sessions=[[session.start, session.end] for session in sessions],
        minutes_per_day=hours.minutes_per_day,
        legal_hour=legal_hour,
        basis=basis,
        recorded_at=at,
        recorded_by=by.key,
    )
    details = {
        "agency": agency_id,
        "from": valid_from,
        "sessions": [str(session) for session in sessions],
        "legal_hour": legal_hour,
        "basis": basis,
    }
    journal.record("calendar.set_hours", of=f"worktime.Hours:{agency_id or 'province'}", by=by, at=at, details=details)
    return row


def _make_room(agency_id: int | None, day: date, at: datetime) -> date | None:
    """End the hours that run on that day, supersede those that begin on it; the first later ones bound the new."""
    until: date | None = None
    for row in queries.hours_of(agency_id).select_for_update():
        start, end = row.validity.lower, row.validity.upper
        if start > day:
            until = min(start, until or start)
        elif start == day:
            until = min(end, until or end) if end else until
            OfficeHoursPeriod.objects.filter(pk=row.pk).update(superseded_at=at)
        elif end is None or end > day:
            until = min(end, until or end) if end else until
            OfficeHoursPeriod.objects.filter(pk=row.pk).update(validity=DateRange(start, day))
    return until

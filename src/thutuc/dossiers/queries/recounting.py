"""Open dossiers whose promised day hangs on the calendar."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max

from thutuc.db import stamps
from thutuc.db.models import Counter
from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries.facts import clock_of
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.periods import LOCAL, local_date

HANDLED = "stamp:calendars:recounted"
_COLUMNS = (
    *("key", "code", "state", "agency_id", "procedure_name", "owner_name", "contact", "due_at", "accepted_at"),
    *("limit_amount", "limit_unit", "extra_amount", "pauses", "same_day_until"),
)


@dataclass(frozen=True)
class OpenPromise:
    """One open dossier as far as the calendar concerns it."""

    key: str
    code: str
    procedure: str
    owner: str
    agency_id: int | None
    state: DossierState
    due_at: datetime
    running: Running
    can_be_told: bool


def open_promises(*, since: date | None = None, agency_ids: Collection[int] = ()) -> Iterator[OpenPromise]:
    """Dossiers on the clock with a due day not before `since`, by due day. One statement, read in pieces."""
    rows = Dossier.objects.filter(state__in=states.ON_CLOCK, authority="local", due_at__isnull=False)
    if since:
        rows = rows.filter(due_at__gte=datetime.combine(since - timedelta(days=1), time.min, tzinfo=LOCAL))
    if agency_ids:
        rows = rows.filter(agency__in=agency_ids)
    for row in rows.only(*_COLUMNS, "followed").order_by("due_at", "id").iterator(2_000):
        running = clock_of(row)
        if running is not None and running.limit is not None and row.due_at is not None:
            told = bool(row.contact) or row.followed
            yield OpenPromise(
                row.key,
                row.code or "",
                row.procedure_name,
                row.owner_name,
                row.agency_id,
                DossierState(row.state),
                row.due_at,
                running,
                told,
            )


def calendars_changed() -> tuple[int, bool]:
    """(the stamp of calendars, whether promised days were counted by it). One statement."""
    found = dict(Counter.objects.filter(series__in=[stamps.CALENDARS, HANDLED]).values_list("series", "value"))
    stamp = int(found.get(stamps.CALENDARS, 0))
    return stamp, stamp != int(found.get(HANDLED, 0))


def running_by_procedure(codes: Collection[str]) -> tuple[list[tuple[str, int]], date | None]:
    """How many open dossiers run on each procedure, and the last due day among them. One statement."""
    rows = Dossier.objects.filter(state__in=states.ON_CLOCK, authority="local", procedure_code__in=codes)
    grouped = rows.order_by("procedure_code").values_list("procedure_code").annotate(n=Count("id"), last=Max("due_at"))
    found = list(grouped)
    last = max((due for _code, _count, due in found if due), default=None)
    return [(code, count) for code, count, _due in found], local_date(last) if last else None

"""Promised days after the calendar changed: the later ones are told, none comes forward (one-stop.md §5.5)."""

from datetime import datetime

from django.db import connection, transaction

from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries import clock_of, world
from thutuc.dossiers.queries.recounting import HANDLED, calendars_changed, open_promises
from thutuc.dossiers.rules.recounting import Recounted, recount
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.services.recording import Step, kept, take
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, Refused
from thutuc.kernel.text import gettext_noop

REASON = gettext_noop("Lịch làm việc thay đổi sau khi tiếp nhận hồ sơ.")


@transaction.atomic
def recount_due(*, dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """Tính lại ngày hẹn của một hồ sơ: only later, and the applicant is told in the same act; else nothing happens."""
    running, now = clock_of(dossier), world()
    if running is None or running.limit is None or dossier.due_at is None:
        return dossier
    told = recount(
        now.calendar(dossier.agency_id),
        running,
        state=DossierState(dossier.state),
        promised=dossier.due_at,
        can_be_told=bool(dossier.contact) or dossier.followed,
    )
    if told.outcome is not Recounted.MOVED:
        return dossier
    changes: dict[str, object] = {"due_at": told.binding}
    details = {"before": told.promised.isoformat(), "after": told.binding.isoformat()}
    step = Step("recount", by, at, now, REASON, changes, details)
    changes |= kept(dossier, DossierState(dossier.state), changes, step)
    dossier, _event = take(dossier, Step("recount", by, at, now, REASON, changes, details))
    return dossier


def recount_all(*, by: Actor, at: datetime) -> int:
    """Every open promise by the calendar as it stands, each its own act; how many moved. Does nothing twice."""
    stamp, changed = calendars_changed()
    if not changed:
        return 0
    moved, failed, now = 0, 0, world()
    for each in open_promises():
        told = recount(
            now.calendar(each.agency_id),
            each.running,
            state=each.state,
            promised=each.due_at,
            can_be_told=each.can_be_told,
        )
        if told.outcome is Recounted.MOVED:
            done = _one(each.key, by, at)
            moved, failed = moved + done, failed + (not done)
    if not failed:
        _handled(stamp)
    return moved


def _one(key: str, by: Actor, at: datetime) -> bool:
    """Somebody may be at work on it: then it is looked at once more at the next turn."""
    dossier = Dossier.objects.select_related("version").defer("words", "version__content").get(key=key)
    try:
        recount_due(dossier=dossier, by=by, at=at)
    except (Conflict, Refused):
        return False
    return True


def _handled(stamp: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO db_counter (series, value) VALUES (%s, %s) "
            "ON CONFLICT (series) DO UPDATE SET value = EXCLUDED.value",
            [HANDLED, stamp],
        )

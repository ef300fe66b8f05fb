"""A later day: an apology with a new appointment, or an extension that a sector law allows (§2.7)."""

from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries import World, clock_of, world
from thutuc.dossiers.rules import clock, states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.terms import DossierState, NoticeKind, Stage
from thutuc.dossiers.services.recording import Step, kept, take
from thutuc.dossiers.services.writing import write_notice
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.worktime.rules import Limit, TimeUnit, due_before


@transaction.atomic
def apologise(
    *,
    dossier: Dossier,
    reason: str,
    new_due_on: date,
    by: Actor,
    at: datetime,
    signer: str = "",
    signer_title: str = "",
) -> Dossier:
    """Xin lỗi và hẹn lại: the applicant gets a new day; lateness is still counted against the old one (E30)."""
    now = world()
    calendar = now.calendar(dossier.agency_id)
    new_due_at = calendar.closes_at(new_due_on) if calendar.is_working(new_due_on) else None
    faults = _apology_faults(dossier, new_due_at, now, at)
    changes = {"appointed_at": new_due_at, "apology_count": dossier.apology_count + 1}
    step = Step("apologise", by, at, now, reason, changes, {"new_due_on": new_due_on.isoformat()})
    old_due = dossier.appointed_at or dossier.due_at
    dossier, event = take(dossier, step, faults)
    write_notice(
        dossier,
        event,
        NoticeKind.APOLOGY,
        Stage.PROCESSING,
        step=step,
        occurrence=dossier.apology_count,
        old_due_at=old_due,
        new_due_at=new_due_at,
        written_late=clock.written_late(latest_on=_latest(dossier, now, at), on=local_date(at)),
        signer=tidy(signer),
        signer_title=tidy(signer_title),
    )
    return dossier


def _apology_faults(dossier: Dossier, new_due_at: datetime | None, now: World, at: datetime) -> list[Objection]:
    if new_due_at is None:
        words = gettext_noop("Ngày hẹn mới phải là ngày làm việc.")
        return [Objection("apology.day_off", words, "one_stop.reappointments", "new_due_on")]
    accepted_on = local_date(dossier.accepted_at or at)
    return clock.appointment_objections(
        due_at=dossier.appointed_at or dossier.due_at,
        new_due_at=new_due_at,
        now=at,
        used=dossier.apology_count,
        allowed=now.number("one_stop.reappointments", on=accepted_on),
    )


def _latest(dossier: Dossier, now: World, at: datetime) -> date | None:
    """The last day of the letter by the law of the day of acceptance."""
    days = now.number("one_stop.apology_before", on=local_date(dossier.accepted_at or at))
    if days is None or dossier.due_at is None:
        return None
    return due_before(now.calendar(dossier.agency_id), local_date(dossier.due_at), Limit(days, TimeUnit.CALENDAR_DAY))


@transaction.atomic
def extend(*, dossier: Dossier, amount: Fraction, basis: str, reason: str, by: Actor, at: datetime) -> Dossier:
    """Gia hạn theo luật chuyên ngành: the due day itself moves, which is no lateness; the law is named."""
    now = world()
    running = clock_of(dossier)
    faults = _extension_faults(running, amount, basis)
    changes: dict[str, object] = {}
    old_due = dossier.due_at
    if running and not faults:
        extra = running.extra + amount
        longer = Running(running.started_at, running.limit, running.pauses, extra, running.same_day_until)
        changes = {
            "extra_amount": clock.kept_amount(extra),
            "due_at": clock.due(now.calendar(dossier.agency_id), longer),
        }
    step = Step("extend", by, at, now, reason, changes, {"amount": str(amount), "basis": basis.strip()})
    if changes:
        step = Step(
            "extend", by, at, now, reason, changes | kept(dossier, _state(dossier), changes, step), step.details
        )
    dossier, event = take(dossier, step, faults)
    write_notice(
        dossier, event, NoticeKind.EXTENSION, Stage.PROCESSING, step=step, old_due_at=old_due, new_due_at=dossier.due_at
    )
    return dossier


def _state(dossier: Dossier) -> DossierState:
    return DossierState(dossier.state)


def _extension_faults(running: Running | None, amount: Fraction, basis: str) -> list[Objection]:
    found = []
    if running is None or running.limit is None or running.limit.unit is TimeUnit.SAME_DAY:
        words = gettext_noop("Thủ tục này không có thời hạn để gia hạn.")
        found.append(Objection("extend.no_limit", words, states.HANDLING))
    if amount <= 0:
        words = gettext_noop("Thời gian gia hạn phải lớn hơn 0.")
        found.append(Objection("extend.amount", words, states.HANDLING, "amount"))
    if not basis.strip():
        words = gettext_noop("Ghi điều, khoản của luật chuyên ngành cho phép gia hạn.")
        found.append(Objection("extend.basis", words, states.HANDLING, "basis"))
    return found

"""The clock of a dossier: a promise is a fact, the due moment a computation (one-stop.md §2.5, §2.7, §5.4, §5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from thutuc.catalogue.rules.content import Offer, ProcedureContent
from thutuc.catalogue.rules.content import TimeLimit as PublishedLimit
from thutuc.catalogue.rules.terms import Channel
from thutuc.catalogue.rules.terms import TimeUnit as PublishedUnit
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.states import DossierMove
from thutuc.dossiers.rules.terms import Clock, DossierState, TimelinessOpen
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop
from thutuc.worktime.rules import (
    SAME_DAY,
    Calendar,
    Explanation,
    Limit,
    Pause,
    TimeUnit,
    add_working_days,
    days_late,
    due_at,
    explain,
    working_day_before,
    working_minutes,
)
from thutuc.worktime.rules.counting import Timeliness, timeliness

BASIS = "one_stop.time_counting"


@dataclass(frozen=True)
class Running:
    """What the clock of one dossier depends on: all of it facts.

    `limit` None is a procedure without a due day; `extra` what a sector law added, in the same unit.
    """

    started_at: datetime
    limit: Limit | None
    pauses: tuple[Pause, ...] = ()
    extra: Fraction = Fraction(0)
    same_day_until: time | None = None

    @property
    def whole(self) -> Limit | None:
        """The limit with its extension."""
        if self.limit is None or not self.extra:
            return self.limit
        return Limit(self.limit.amount + self.extra, self.limit.unit)

    @property
    def paused_since(self) -> datetime | None:
        """When the clock stopped, if it stands still now."""
        return self.pauses[-1].start if self.pauses and self.pauses[-1].end is None else None


def limit_of(content: ProcedureContent, *, channel: Channel, case: str) -> Limit | None:
    """The limit that the accepted version promises for this channel and case; None when it gives no number."""
    offer = offer_of(content, channel=channel, case=case)
    return as_limit(offer.limit) if offer else None


def offer_of(content: ProcedureContent, *, channel: Channel, case: str) -> Offer | None:
    """The way of performing that applies: the case's own before every case's, the channel's own before another's."""
    ranked = sorted(
        (offer for offer in content.offers if offer.case in ("", case)),
        key=lambda offer: (offer.channel is not channel, offer.case != case),
    )
    return ranked[0] if ranked else None


def as_limit(published: PublishedLimit) -> Limit | None:
    """A published limit as the arithmetic knows it."""
    if published.unit is PublishedUnit.SAME_DAY:
        return SAME_DAY
    if published.amount is None or published.unit is PublishedUnit.UNSPECIFIED:
        return None
    return limit_from(published.amount, published.unit.value)


def limit_from(amount: Decimal | None, unit: str) -> Limit | None:
    """A limit as it is kept on a dossier; None when nothing is kept."""
    if amount is None or not unit:
        return None
    return SAME_DAY if unit == TimeUnit.SAME_DAY.value else Limit(Fraction(amount), TimeUnit(unit))


def kept_amount(amount: Fraction) -> Decimal:
    """An amount as it is kept on a dossier: published limits have at most three places."""
    return Decimal(amount.numerator) / Decimal(amount.denominator)


def due(calendar: Calendar, clock: Running) -> datetime | None:
    """When the result is owed; None without a limit. Refused while the clock stands still."""
    whole = clock.whole
    if whole is None:
        return None
    return due_at(calendar, clock.started_at, whole, same_day_until=clock.same_day_until, pauses=clock.pauses)


def explanation(calendar: Calendar, clock: Running) -> Explanation | None:
    """The same with every day counted and skipped; None without a limit, or while the clock stands still."""
    whole = clock.whole
    if whole is None or clock.paused_since is not None:
        return None
    return explain(calendar, clock.started_at, whole, same_day_until=clock.same_day_until, pauses=clock.pauses)


def paused(clock: Running, *, at: datetime, reason: str = "") -> Running:
    """The clock stops."""
    return replace(clock, pauses=(*clock.pauses, Pause(at, None, reason)))


def resumed(clock: Running, *, at: datetime, restarts: bool = False) -> Running:
    """The clock runs on from its remainder, or counts again in full; unchanged when it did not stand still."""
    if clock.paused_since is None:
        return clock if not restarts else replace(clock, pauses=(*clock.pauses, Pause(at, at, "", True)))
    last = clock.pauses[-1]
    return replace(clock, pauses=(*clock.pauses[:-1], Pause(last.start, at, last.reason, restarts)))


def after(clock: Running, effect: Clock, *, at: datetime, reason: str = "") -> Running:
    """The clock after a move."""
    if effect is Clock.PAUSE:
        return paused(clock, at=at, reason=reason)
    if effect in (Clock.RESUME, Clock.RESTART):
        return resumed(clock, at=at, restarts=effect is Clock.RESTART)
    return clock


def effect_of(move: DossierMove, *, source: str) -> Clock:
    """What a move does to the clock: a result recorded while it stands still ends the pause first."""
    return Clock.RESUME if move.code == "record_result" and source in states.PAUSED else move.clock


def binding_due(*, promised: datetime, computed: datetime, may_move: bool) -> datetime:
    """What binds after the calendar changed: a printed promise moves only later, and only when the day off was
    decreed after it and the applicant was told (one-stop.md §5.5); it never comes forward."""
    return computed if may_move and computed > promised else promised


def shifted(calendar: Calendar, due_before: datetime, pause: Pause) -> datetime:
    """PAUSE by shifting: the old due moment moved by the working time of the pause (hours; equal to the remainder)."""
    assert pause.end is not None
    return calendar.ending_at(calendar.worked_until(due_before) + working_minutes(calendar, pause.start, pause.end))


# -- how a dossier stands ---


def standing(
    calendar: Calendar, *, state: DossierState, due_at: datetime | None, now: datetime, warning_days: int
) -> TimelinessOpen:
    """Trong hạn, sắp đến hạn, quá hạn: dates are compared (C9, C11); a pause is never late (C12)."""
    if state in states.PAUSED:
        return TimelinessOpen.PAUSED
    if state not in states.ON_CLOCK:
        return TimelinessOpen.ENDED
    if due_at is None:
        return TimelinessOpen.NO_DUE
    today, due_on = local_date(now), local_date(due_at)
    if due_on < today:
        return TimelinessOpen.LATE
    near = add_working_days(calendar, today, warning_days)
    return TimelinessOpen.NEAR_DUE if due_on <= near else TimelinessOpen.IN_TIME


def finished(*, due_at: datetime | None, finished_at: datetime) -> Timeliness:
    """How it was at the finish (state 9), by dates; without a due day it was on it (§8.4)."""
    if due_at is None:
        return Timeliness.ON_DUE
    return timeliness(local_date(due_at), local_date(finished_at))


def late_days(calendar: Calendar, *, due_at: datetime | None, until: datetime) -> int:
    """Working days after the due day: an apology does not make them fewer (E30)."""
    return days_late(calendar, local_date(due_at), local_date(until)) if due_at else 0


def used_share(calendar: Calendar, *, started_at: datetime, due_at: datetime, now: datetime) -> Fraction:
    """Which part of the time is gone, in working minutes: 1/2 and 4/5 are the marks of an early warning."""
    whole = working_minutes(calendar, started_at, due_at)
    if whole <= 0:
        return Fraction(1)
    return max(Fraction(0), Fraction(working_minutes(calendar, started_at, now), whole))


def warned_on(calendar: Calendar, due_at: datetime, warning_days: int) -> date:
    """The first day of the early warning."""
    return working_day_before(calendar, local_date(due_at), warning_days)


# -- a new appointment ---


def appointment_objections(
    *,
    due_at: datetime | None,
    new_due_at: datetime,
    now: datetime,
    used: int,
    allowed: int | None,
) -> list[Objection]:
    """Why an apology with a new day may not be made: not late at all, too often, too late, or not later.

    `allowed` None is no limit (before 06/12/2021). A letter after its last day is not refused: the applicant is owed
    it all the more, and `written_late` tells it.
    """
    basis = "one_stop.reappointments"
    if due_at is None:
        words = gettext_noop("Hồ sơ không có ngày hẹn trả: không có gì để hẹn lại.")
        return [Objection("apology.no_due", words, basis)]
    found = []
    if allowed is not None and used >= allowed:
        words = gettext_noop("Chỉ được hẹn lại %(allowed)s lần; hồ sơ này đã hẹn lại %(used)s lần.")
        found.append(Objection("apology.times", words, basis, params={"allowed": allowed, "used": used}))
    if local_date(new_due_at) <= local_date(due_at):
        words = gettext_noop("Ngày hẹn mới phải sau ngày hẹn cũ.")
        found.append(Objection("apology.day", words, basis, "new_due_on"))
    if local_date(new_due_at) < local_date(now):
        words = gettext_noop("Ngày hẹn mới không được trước hôm nay.")
        found.append(Objection("apology.past", words, basis, "new_due_on"))
    return found


def written_late(*, latest_on: date | None, on: date) -> bool:
    """The letter comes after the last day that the law gives it."""
    return latest_on is not None and on > latest_on


def pauses_from(plain: Sequence[Sequence[object]]) -> tuple[Pause, ...]:
    """Pauses as they are kept on a dossier: [start, end or null, reason, restarts]."""
    return tuple(
        Pause(
            datetime.fromisoformat(str(start)),
            datetime.fromisoformat(str(end)) if end else None,
            str(reason),
            bool(restarts),
        )
        for start, end, reason, restarts in plain
    )


def pauses_plain(pauses: Sequence[Pause]) -> list[list[object]]:
    """The same to be kept."""
    return [
        [pause.start.isoformat(), pause.end.isoformat() if pause.end else None, pause.reason, pause.restarts]
        for pause in pauses
    ]

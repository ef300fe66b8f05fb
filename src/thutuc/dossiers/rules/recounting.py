"""What a change of the calendar does to promised days (one-stop.md §5.5; Labour Code 45/2019/QH14 Art. 111, 112).

A printed day is a promise. It moves only later, only because a day off was decreed after it, and only when the
applicant is told; it never comes forward.
"""

from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.rules import clock, states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules import Calendar


class Recounted(Labelled):
    """What becomes of one promised day; in the order in which a reader needs them."""

    MOVED = "moved", gettext_noop("Dời ngày hẹn")
    KEPT_UNTOLD = "kept_untold", gettext_noop("Giữ ngày đã hẹn vì không báo được")
    KEPT_EARLIER = "kept_earlier", gettext_noop("Giữ ngày đã hẹn")
    PAUSED = "paused", gettext_noop("Tính sau khi chạy lại")
    UNCHANGED = "unchanged", gettext_noop("Không đổi")


@dataclass(frozen=True)
class Recount:
    """A promise before and after. `computed` is by the new calendar, `binding` what holds."""

    outcome: Recounted
    promised: datetime
    computed: datetime
    binding: datetime


def recount(
    calendar: Calendar, running: Running, *, state: DossierState, promised: datetime, can_be_told: bool
) -> Recount:
    """One dossier by the new calendar. Days are compared: hours of the same day move nobody's coming."""
    if running.paused_since is not None or state not in states.ON_TICKING:
        return Recount(Recounted.PAUSED, promised, promised, promised)
    computed = clock.due(calendar, running)
    assert computed is not None
    old, new = local_date(promised), local_date(computed)
    if new == old:
        return Recount(Recounted.UNCHANGED, promised, computed, promised)
    if new < old:
        return Recount(Recounted.KEPT_EARLIER, promised, computed, promised)
    binding = clock.binding_due(promised=promised, computed=computed, may_move=can_be_told)
    return Recount(Recounted.MOVED if can_be_told else Recounted.KEPT_UNTOLD, promised, computed, binding)

"""Dossiers that wait to be taken in: the first answer is owed within eight working hours (one-stop.md §2.2.4)."""

from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.rules.states import WAITING
from thutuc.dossiers.rules.terms import DossierState, TimelinessOpen
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import Labelled, gettext_noop


class View(Labelled):
    """A part of the queue of the counter."""

    ALL = "tat-ca", gettext_noop("Tất cả")
    NEW = "moi", gettext_noop("Chờ trả lời")
    GUIDED = "cho-hoan-thien", gettext_noop("Chờ người nộp hoàn thiện")
    FEE = "cho-phi", gettext_noop("Chờ nộp phí")

    @property
    def states(self) -> tuple[DossierState, ...]:
        """The states that it holds."""
        return _STATES.get(self, WAITING)


_STATES = {
    View.NEW: (DossierState.SUBMITTED,),
    View.GUIDED: (DossierState.INTAKE_SUPPLEMENT,),
    View.FEE: (DossierState.INTAKE_FEE,),
}


@dataclass(frozen=True)
class FirstAnswer:
    """How the first answer stands; None owed where the applicant's turn it is."""

    due_at: datetime | None
    standing: TimelinessOpen


def first_answer(*, state: DossierState, due_at: datetime | None, now: datetime) -> FirstAnswer:
    """Owed while the dossier waits for the counter: late to the minute, near on its day."""
    if state is not DossierState.SUBMITTED:
        return FirstAnswer(None, TimelinessOpen.PAUSED)
    if due_at is None:
        return FirstAnswer(None, TimelinessOpen.NO_DUE)
    if due_at < now:
        return FirstAnswer(due_at, TimelinessOpen.LATE)
    near = local_date(due_at) == local_date(now)
    return FirstAnswer(due_at, TimelinessOpen.NEAR_DUE if near else TimelinessOpen.IN_TIME)

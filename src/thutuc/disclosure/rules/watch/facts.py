"""What the watch is given and what it tells, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.decisions.upstream import Followed, Law, Ministry, Standing
from thutuc.disclosure.rules.chain_limits import Due, Fault
from thutuc.disclosure.rules.watch_terms import CaseKind, Owner, Step, Touching


@dataclass(frozen=True)
class Outstanding:
    """Something of the province's own that is open: a decision not entered, an entry that differs, boards behind.

    `due` is given where the province's own rule decides it; an entry is due by the law of the day of signing.
    """

    kind: CaseKind
    ref: str
    number: str
    title: str
    since: date
    codes: tuple[str, ...] = ()
    agency_id: int | None = None
    due: date | None = None
    is_shortened: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything that is known on a day, loaded in a constant number of statements."""

    laws: Sequence[Law] = ()
    ministries: Sequence[Ministry] = ()
    standings: Sequence[Standing] = ()
    followed: Sequence[Followed] = ()
    outstanding: Sequence[Outstanding] = ()


@dataclass(frozen=True)
class Case:
    """One open case. `ref` is the number of a document, the code of a decision or a procedure, the key of a unit."""

    kind: CaseKind
    ref: str
    number: str
    title: str
    owner: Owner
    step: Step
    since: date
    due: Due
    fault: Fault
    age: tuple[int, int | None]
    """(days, working days) since it opened."""
    left: int | None = None
    """Working days to the due day; negative when it has passed."""
    to: str = ""
    """The ministry that owes it, or whose decision waits."""
    agency_id: int | None = None
    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What is not on the national database of a decision that is there in part."""
    draft: str = ""
    """The code of the draft that is under way."""
    touching: Touching | None = None
    is_local: bool = False
    """A text of the province itself: no ministry comes before it."""

    @property
    def key(self) -> str:
        """The same as long as the case is open: letters are filed under it."""
        return f"{self.kind.value}:{self.ref}"

    @property
    def is_late(self) -> bool:
        return self.fault is not Fault.NONE


def urgency(case: Case) -> tuple[date, date, str]:
    """The order of a worklist: the day it was due, then its age."""
    return case.due.on or date.max, case.since, case.key

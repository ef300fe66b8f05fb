"""What the rules of posting are told: units, versions, places, what hangs. Frozen values, fed by queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.kernel.periods import Days
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel


@dataclass(frozen=True)
class Unit:
    """An agency of the day that may have to post."""

    id: int
    kind: AgencyKind
    level: AgencyLevel
    parent: int | None
    days: Days


@dataclass(frozen=True)
class Version:
    """A version of a procedure as far as boards need it.

    `opened_on` and `ended_on` are the days on which the acts that open and end it were signed (or became known here,
    where no decision is recorded); `act` names the act that opened it. Versions with the same `notice` read the same
    on a wall. `voided_on`: it was taken back before its first day.
    """

    id: int
    procedure: int
    number: int
    code: str
    name: str
    levels: frozenset[Level]
    agency: int | None
    days: Days
    opened_on: date
    ended_on: date | None = None
    act: str = ""
    notice: str = ""
    voided_on: date | None = None

    @property
    def gone_on(self) -> date | None:
        """The first day on which it must no longer hang; None while it is law or has yet to begin."""
        return self.voided_on or self.days.end

    @property
    def start(self) -> date:
        return self.days.start or date.min


@dataclass(frozen=True)
class Place:
    """A posting place in use."""

    id: int
    unit: int
    kind: PlaceKind
    opened_on: date
    has_notice: bool = False


class Hung(NamedTuple):
    """A version that hangs at a place, by a record (`posting`) or because somebody scanned its sheet there.

    Of these there are tens of thousands: a bare tuple.
    """

    version: int
    place: int
    posting: int | None
    scanned_at: datetime | None = None
    sheet: int | None = None

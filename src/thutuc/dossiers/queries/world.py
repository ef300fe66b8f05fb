"""What an act needs to know of the day: calendar and dated numbers, told in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from thutuc.db import stamps
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import Days, local_date
from thutuc.legislation import queries as legislation
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, transfer_by

WARNING_DAYS = 2
Stamps = Mapping[str, tuple[int, int] | None]


@dataclass(frozen=True)
class World:
    """The reference data as they stand now; `stamps` say which."""

    stamps: Stamps

    def calendar(self, of: int | None = None) -> Calendar:
        """The calendar of a unit, kept in the process while nobody changes it."""
        return worktime.kept_calendar(self.stamps[stamps.CALENDARS], of)

    def number(self, key: str, *, on: date) -> Any:
        """A dated number of the law; None when the law had none that day."""
        found = legislation.kept_parameter(key, on=on, stamp=self.stamps[stamps.PARAMETERS])
        return found.value if found else None

    def warning_days(self, *, on: date) -> int:
        """How many working days before the due day a dossier is near it."""
        return int(self.number("one_stop.warning", on=on) or WARNING_DAYS)

    def cutoff(self, *, on: date) -> time | None:
        """From which hour a limit within the day ends on the next one."""
        told = self.number("one_stop.same_day_cutoff", on=on)
        return time.fromisoformat(told) if told else None

    def transfer_due(self, accepted_at: datetime, *, of: int | None) -> datetime | None:
        """By when a paper dossier must have been passed on (E23); None when the law had no such hour that day."""
        told = self.number("one_stop.transfer_cutoff", on=local_date(accepted_at))
        return transfer_by(self.calendar(of), accepted_at, until=time.fromisoformat(told)) if told else None


def world() -> World:
    """One statement."""
    return World(stamps.current())


def calendar_of(world: World, today: date, of: int | None = None) -> Calendar:
    """The calendar of a unit, or plain weeks while its year has not been entered, so that lists still open."""
    margin = timedelta(days=31)
    try:
        calendar = world.calendar(of)
        calendar.index(today - margin)
        calendar.index(today + margin)
    except Refused:
        year = timedelta(days=400)
        return Calendar(Days(today - year, today + year))
    return calendar

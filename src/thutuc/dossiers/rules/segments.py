"""Whose days were used: stretches that add up to the whole time (Decree 118/2025 Art. 17–20; one-stop.md §2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.dossiers.rules.terms import Whose
from thutuc.worktime.rules import Calendar, working_minutes

_WHOSE = {
    S.SUBMITTED: Whose.COUNTER,
    S.INTAKE_SUPPLEMENT: Whose.CITIZEN,
    S.INTAKE_FEE: Whose.CITIZEN,
    S.ACCEPTED: Whose.COUNTER,
    S.ASSIGNED: Whose.DEPARTMENT,
    S.IN_PROCESS: Whose.DEPARTMENT,
    S.CONSULTING: Whose.CONSULTED,
    S.AWAIT_REVIEW: Whose.DEPARTMENT,
    S.AWAIT_SIGN: Whose.DEPARTMENT,
    S.AWAIT_ISSUE: Whose.DEPARTMENT,
    S.SUPPLEMENT: Whose.CITIZEN,
    S.TAX_DUTY: Whose.CITIZEN,
    S.SUSPENDED: Whose.SUSPENDED,
    S.WITHDRAW_REQUESTED: Whose.DEPARTMENT,
    S.RESULT_READY: Whose.COUNTER,
}
"""In a final state nobody's days are used."""


@dataclass(frozen=True)
class Stay:
    """From when a dossier was in a state, and with which agency."""

    state: S
    since: datetime
    agency_id: int | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch in one pair of hands."""

    whose: Whose
    start: datetime
    end: datetime
    agency_id: int | None
    minutes: int
    """Working minutes."""

    @property
    def seconds(self) -> float:
        """Elapsed time."""
        return (self.end - self.start).total_seconds()


def segments(calendar: Calendar, stays: Sequence[Stay], *, until: datetime) -> tuple[Segment, ...]:
    """The stretches in order, neighbours in the same hands joined; they cover the time from the first stay exactly."""
    found: list[Segment] = []
    ends = [*(stay.since for stay in stays[1:]), until]
    for stay, end in zip(stays, ends, strict=True):
        whose = _WHOSE.get(stay.state)
        end = min(end, until)
        if whose is None or end <= stay.since:
            continue
        last = found[-1] if found else None
        if last and last.whose is whose and last.agency_id == stay.agency_id and last.end == stay.since:
            found[-1] = _segment(calendar, whose, last.start, end, stay.agency_id)
        else:
            found.append(_segment(calendar, whose, stay.since, end, stay.agency_id))
    return tuple(found)


def _segment(calendar: Calendar, whose: Whose, start: datetime, end: datetime, agency_id: int | None) -> Segment:
    return Segment(whose, start, end, agency_id, working_minutes(calendar, start, end))


def used_by(found: Iterable[Segment]) -> dict[Whose, int]:
    """Working minutes of each, in the order of the terms."""
    used = dict.fromkeys(Whose, 0)
    for segment in found:
        used[segment.whose] += segment.minutes
    return {whose: minutes for whose, minutes in used.items() if minutes}

"""Half-open periods of legal days, [start, end): the shape in which validity is thought of and stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local_date(at: datetime) -> date:
    """The legal day of an instant: the date in Asia/Ho_Chi_Minh. Refuses a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(LOCAL).date()


@dataclass(frozen=True, order=True)
class Days:
    """The days from `start` up to but not including `end`; None is open."""

    start: date | None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise ValueError(f"a period must end after it starts: {self.start} – {self.end}")

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Days") -> bool:
        """Whether the two periods share a day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


def overlapping(periods: Iterable[Days]) -> tuple[Days, Days] | None:
    """The first two periods that share a day, or None."""
    ordered = sorted(periods, key=lambda period: (period.start is not None, period.start or date.min))
    for earlier, later in pairwise(ordered):
        if earlier.overlaps(later):
            return earlier, later
    return None

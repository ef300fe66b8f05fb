"""Half-open periods of legal days, [start, end): the shape in which validity is thought of and stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
BLANK = "\u2002"
"""A blank as wide as a figure, for a day or a number that a pen or a register fills in."""


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


def day_words(on: date | None, *, year: int | None = None) -> str:
    """«ngày 05 tháng 02 năm 2026»: a nought before days under ten and the months 1 and 2; room where it is to come."""
    if on is None:
        tail = f"năm {year}" if year else f"năm {BLANK * 4}"
        return f"ngày {BLANK * 3} tháng {BLANK * 3} {tail}"
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"

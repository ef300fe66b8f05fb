"""The week on the desk: what is late, what falls on which day, what comes next week.

A duty is never stored: it is found by the queries of the package that owns its facts, and placed here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from thutuc.kernel.text import Labelled, gettext_noop

MONDAY, DAYS_SHOWN = 0, 5


class Field(Labelled):
    """Mảng việc: which part of the office's work a duty belongs to."""

    PUBLICATION = "publication", gettext_noop("Công bố")
    DISCLOSURE = "disclosure", gettext_noop("Công khai, niêm yết")
    CATALOGUE = "catalogue", gettext_noop("Danh mục thủ tục")
    LAW = "law", gettext_noop("Văn bản pháp luật")
    PEOPLE = "people", gettext_noop("Cán bộ đầu mối")
    UNITS = "units", gettext_noop("Cơ quan, đơn vị")
    CALENDAR = "calendar", gettext_noop("Lịch làm việc")


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, where it stands, the next act, by when. `params` fill the words."""

    area: Field
    what: str
    url_name: str
    next_act: str
    due: date | None = None
    holder: str = ""
    params: dict[str, object] = field(default_factory=dict)
    url_args: tuple[object, ...] = ()
    query: str = ""
    mine: bool = False
    note: str = ""
    count: int = 1


@dataclass(frozen=True)
class Cell:
    """One cell of the week strip. `key` goes into the address; `off` names a day without work."""

    key: str
    start: date | None
    end: date | None
    total: int
    mine: int
    off: str = ""
    is_today: bool = False


@dataclass(frozen=True)
class Group:
    """The duties of one cell, with the working days left until them (None when none fits)."""

    key: str
    day: date | None
    duties: tuple[Duty, ...]
    left: int | None


@dataclass(frozen=True)
class Week:
    """A week from Monday: its strip and its groups, in the order of urgency."""

    monday: date
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """The number of the week in its year (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def friday(self) -> date:
        return self.monday + timedelta(days=DAYS_SHOWN - 1)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def key_of(duty: Duty, *, today: date, monday: date) -> str:
    """Which cell a duty belongs to: `late`, a day as ISO, `next`, `later` or `undated`."""
    if duty.due is None:
        return "undated"
    if duty.due < today:
        return "late"
    if duty.due < monday + timedelta(days=7):
        return max(duty.due, monday).isoformat()
    return "next" if duty.due < monday + timedelta(days=14) else "later"


def plan(
    duties: Iterable[Duty],
    *,
    today: date,
    monday: date,
    day_off: Callable[[date], str],
    days_left: Callable[[date], int],
) -> Week:
    """Place every duty once. `day_off` says why a day is not worked ("" when it is); `days_left` is in working days."""
    by_key: dict[str, list[Duty]] = {}
    for duty in duties:
        by_key.setdefault(key_of(duty, today=today, monday=monday), []).append(duty)
    days = [monday + timedelta(days=offset) for offset in range(DAYS_SHOWN)]
    weekend = [monday + timedelta(days=offset) for offset in range(DAYS_SHOWN, 7)]
    worked_weekend = [day for day in weekend if by_key.get(day.isoformat()) or not day_off(day)]
    cells = [
        _cell("late", None, None, by_key),
        *(_cell(d.isoformat(), d, d, by_key, off=day_off(d), today=today) for d in [*days, *worked_weekend]),
        _cell("next", monday + timedelta(days=7), monday + timedelta(days=11), by_key),
    ]
    return Week(monday, tuple(cells), tuple(_groups(by_key, [*days, *worked_weekend], days_left)))


def _cell(
    key: str,
    start: date | None,
    end: date | None,
    by_key: dict[str, list[Duty]],
    *,
    off: str = "",
    today: date | None = None,
) -> Cell:
    found = by_key.get(key, [])
    mine = sum(duty.count for duty in found if duty.mine)
    return Cell(
        key, start, end, sum(duty.count for duty in found), mine, off, is_today=start is not None and start == today
    )


def _groups(by_key: dict[str, list[Duty]], days: Sequence[date], days_left: Callable[[date], int]) -> Iterable[Group]:
    order: list[tuple[str, date | None]] = [("late", None), *((day.isoformat(), day) for day in days)]
    for key, day in [*order, ("next", None), ("later", None), ("undated", None)]:
        found = sorted(by_key.get(key, []), key=lambda duty: (duty.due or date.max, not duty.mine))
        if found:
            yield Group(key, day, tuple(found), days_left(day) if day else None)

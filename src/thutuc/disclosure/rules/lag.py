"""Where the time goes: medians, worst and share in time, by sector, department, ministry, quarter.

A row is one procedure in one signed decision. Quarters are quarters of the calendar, by the day the province signed:
this is a measure of work, not a report of a period (those are dated data of reporting). Every value keeps its rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.disclosure.rules.chain import Chain, Hop, Station, Verdict
from thutuc.kernel.text import Labelled, gettext_noop


class GroupBy(Labelled):
    """Beside what the delays are laid."""

    SECTOR = "sector", gettext_noop("Lĩnh vực")
    DEPARTMENT = "department", gettext_noop("Cơ quan soạn thảo")
    MINISTRY = "ministry", gettext_noop("Bộ, ngành")
    QUARTER = "quarter", gettext_noop("Quý")


@dataclass(frozen=True)
class Quarter:
    """A quarter of the calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{('I', 'II', 'III', 'IV')[self.number - 1]}/{self.year}"


@dataclass(frozen=True)
class ChangeRow:
    """One procedure in one decision with its line. `key` is the last part of its address."""

    key: str
    decision_id: int
    decision_code: str
    number: str
    title: str
    position: int
    code: str
    name: str
    kind: OperationKind
    sector: str
    department: str
    ministry: str
    line: Chain
    law: str = ""
    ministry_number: str = ""
    version_id: int | None = None

    @property
    def signed_on(self) -> date:
        return self.line.dates.province_signed_on or date.min

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.signed_on)

    @property
    def days(self) -> int:
        """Days late: after the law took effect until the last board."""
        return self.line.total


@dataclass(frozen=True)
class Figures:
    """The figures of one group. `coming` rows are not judged: their law is not in force and something is missing."""

    label: str
    rows: tuple[ChangeRow, ...]
    coming: tuple[ChangeRow, ...] = ()

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def median(self) -> float | None:
        """The middle of the days late; None without a row."""
        return median(row.days for row in self.rows) if self.rows else None

    @property
    def worst(self) -> ChangeRow | None:
        """The row with the most days late."""
        return max(self.rows, key=lambda row: row.days, default=None)

    @property
    def in_time(self) -> tuple[ChangeRow, ...]:
        """Rows that were on every board on the day the law took effect."""
        return tuple(row for row in self.rows if row.line.in_time)

    @property
    def share(self) -> float | None:
        """Part in time, 0 to 1; None without a row."""
        return len(self.in_time) / len(self.rows) if self.rows else None

    @property
    def by_hop(self) -> dict[Hop, int]:
        """The sum of days by what they were spent on."""
        found: dict[Hop, int] = dict.fromkeys(Hop, 0)
        for row in self.rows:
            for segment in row.line.segments:
                found[segment.hop] += segment.days
        return found

    @property
    def slowest(self) -> Hop | None:
        """On what most of the days went; None when nothing was late."""
        sums = self.by_hop
        hop = max(sums, key=lambda each: sums[each])
        return hop if sums[hop] else None

    @property
    def days(self) -> int:
        """All days late."""
        return sum(row.days for row in self.rows)


@dataclass(frozen=True)
class HopFigures:
    """One station over many changes: the middle and the worst gap, and whose delays there were."""

    hop: Hop
    days: int
    median: float | None
    worst: int
    late: int
    upstream: int


OF_HOP = {
    Hop.MINISTRY: Station.MINISTRY,
    Hop.PROVINCE: Station.PROVINCE,
    Hop.NATIONAL: Station.NATIONAL,
    Hop.PORTAL: Station.PORTAL,
    Hop.BOARDS: Station.BOARDS,
}


def figures(label: str, rows: Iterable[ChangeRow]) -> Figures:
    """The figures of some rows; those that cannot be late yet stand apart."""
    given = list(rows)
    return Figures(
        label,
        tuple(row for row in given if row.line.is_begun),
        tuple(row for row in given if not row.line.is_begun),
    )


_KEYS: Mapping[GroupBy, Callable[[ChangeRow], str]] = {
    GroupBy.SECTOR: lambda row: row.sector,
    GroupBy.DEPARTMENT: lambda row: row.department,
    GroupBy.MINISTRY: lambda row: row.ministry,
    GroupBy.QUARTER: lambda row: str(row.quarter),
}


def grouped(rows: Iterable[ChangeRow], by: GroupBy) -> list[Figures]:
    """The groups, worst median first (quarters: newest first); a group without a name stays empty-labelled."""
    found: dict[str, list[ChangeRow]] = defaultdict(list)
    for row in rows:
        found[_KEYS[by](row)].append(row)
    made = [figures(label, group) for label, group in found.items()]
    if by is GroupBy.QUARTER:
        return sorted(made, key=_newest, reverse=True)
    return sorted(made, key=lambda group: (-(group.median or 0), -group.days, group.label))


def _newest(group: Figures) -> tuple[int, int]:
    row = (*group.rows, *group.coming)[0]
    return row.quarter.year, row.quarter.number


def hop_figures(rows: Sequence[ChangeRow]) -> list[HopFigures]:
    """Each hop over the rows that have it, in the order of the chain."""
    return [_hop(hop, station, rows) for hop, station in OF_HOP.items()]


def _hop(hop: Hop, station: Station, rows: Sequence[ChangeRow]) -> HopFigures:
    spent = [sum(part.days for part in row.line.segments if part.hop is hop) for row in rows if row.line.is_begun]
    stops = [row.line.stop(station) for row in rows]
    known = [days for days, row in zip(spent, _begun(rows), strict=True) if row.line.stop(station).is_applicable]
    return HopFigures(
        hop,
        days=sum(spent),
        median=median(known) if known else None,
        worst=max(known, default=0),
        late=sum(stop.verdict is Verdict.LATE for stop in stops),
        upstream=sum(stop.verdict is Verdict.UPSTREAM for stop in stops),
    )


def _begun(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    return [row for row in rows if row.line.is_begun]


def worst_first(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """The most days late first, then the newest."""
    return sorted(rows, key=lambda row: (-row.days, -row.signed_on.toordinal(), row.key))

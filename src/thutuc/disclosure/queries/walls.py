"""How far a change has come on the boards: who owed the sheet on its day, who has it, from the first to the last.

The units of the change's own day count, not those of today: districts posted until they were abolished. A unit that
has ended since and never posted is not waited for.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from thutuc.catalogue.rules.terms import Level
from thutuc.db.ranges import days_of
from thutuc.disclosure.models import PostingPlace
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules import reach
from thutuc.disclosure.rules.chain import Boards
from thutuc.disclosure.rules.facts import Unit, Version
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import Days, local_date
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel

Key = tuple[int, int]
"""Decision and position of the operation."""


@dataclass(frozen=True)
class Wanted:
    """A change as boards see it: the version to hang, or the versions to take down for good."""

    key: Key
    on: date
    levels: frozenset[Level]
    agency_id: int | None
    hang: int | None = None
    take_down: tuple[int, ...] = ()


@dataclass(frozen=True)
class Hanging:
    """One version over all boards."""

    units: int = 0
    ended_units: int = 0
    first: datetime | None = None
    last: datetime | None = None
    gone: int = 0
    first_gone: datetime | None = None
    last_gone: datetime | None = None


@dataclass(frozen=True)
class _Placed:
    id: int
    kind: AgencyKind
    level: AgencyLevel
    days: Days
    parents: tuple[tuple[int, Days], ...]

    def on(self, day: date) -> Unit:
        parent = next((pk for pk, days in self.parents if day in days), None)
        return Unit(self.id, self.kind, self.level, parent, self.days)


class Units:
    """The units of any day, with what each must show. Three statements; a reorganisation makes a new set."""

    def __init__(self, on: date) -> None:
        rows = organisations.visible_to(Actor.system("walls")).prefetch_related("placements")
        self.placed = [_placed(row) for row in rows]
        spans = [days for row in self.placed for days in (row.days, *(each for _pk, each in row.parents))]
        self.turns = sorted({day for span in spans for day in (span.start, span.end) if day})
        self.by_turn: dict[int, list[Unit]] = {}
        self.living = {row.id for row in self.placed if on in row.days}
        self.owner = self._owners()
        self.electronic = _electronic(on, self.owner)

    def of(self, day: date) -> tuple[int, list[Unit]]:
        """(number of the organisation, its units) on a day."""
        turn = bisect_right(self.turns, day)
        if turn not in self.by_turn:
            self.by_turn[turn] = [row.on(day) for row in self.placed if day in row.days]
        return turn, self.by_turn[turn]

    def _owners(self) -> dict[int, int]:
        """Whose boards the places of an agency are: its own, or those of the counter that serves a committee."""
        found: dict[int, int] = {}
        for turn in self.turns:
            units = self.of(turn)[1]
            found = ground.owners(units, reach.shelves(units)) | found
        return found

    def owing(self, wanted: Iterable[Wanted]) -> dict[Key, Counter[int]]:
        """Which units owe each sheet by hand, of those that still exist; how often each is 1."""
        by_turn: dict[int, list[Wanted]] = defaultdict(list)
        for each in wanted:
            if each.hang:
                by_turn[self.of(each.on)[0]].append(each)
        found: dict[Key, Counter[int]] = defaultdict(Counter)
        for turn, rows in by_turn.items():
            keys = {row.hang: row.key for row in rows}
            for unit, versions in reach.owed(self.by_turn[turn], [_version(row) for row in rows]).items():
                if unit in self.living and unit not in self.electronic:
                    for version in versions:
                        found[keys[version.id]][unit] = 1
        return found


def _placed(row: Any) -> _Placed:
    parents = tuple((each.parent_id, days_of(each.validity)) for each in row.placements.all())
    return _Placed(row.pk, AgencyKind(row.kind), AgencyLevel(row.level), days_of(row.validity), parents)


def _electronic(on: date, owner: Mapping[int, int]) -> frozenset[int]:
    """Units all of whose places renew themselves. One statement."""
    kinds: dict[int, list[PlaceKind]] = defaultdict(list)
    for agency, kind in PostingPlace.objects.filter(validity__contains=on).values_list("agency", "kind"):
        if agency in owner:
            kinds[owner[agency]].append(PlaceKind(kind))
    return frozenset(unit for unit, own in kinds.items() if all(kind.renews_itself for kind in own))


def _version(row: Wanted) -> Version:
    assert row.hang is not None
    return Version(row.hang, row.hang, 1, "", "", row.levels, row.agency_id, Days(row.on), row.on)


def boards(wanted: Collection[Wanted], *, on: date) -> dict[Key, Boards]:
    """The boards of each change as they stand on a day. Four statements whatever the number."""
    units = Units(on)
    versions = {pk for each in wanted for pk in (*(filter(None, [each.hang])), *each.take_down)}
    hanging = _hanging(versions, units)
    owing = units.owing(wanted)
    return {each.key: _standing(each, len(owing.get(each.key, ())), hanging) for each in wanted}


def _standing(wanted: Wanted, owing: int, hanging: Mapping[int, Hanging]) -> Boards:
    if not wanted.hang:
        return _taken_down([hanging[pk] for pk in wanted.take_down if pk in hanging])
    hung = hanging.get(wanted.hang, Hanging())
    living = min(hung.units - hung.ended_units, owing)
    return Boards(owing + hung.ended_units, living + hung.ended_units, _day(hung.first), _day(hung.last))


def _taken_down(hanging: Collection[Hanging]) -> Boards:
    """Removing an abolished procedure is owed by the boards where it hung (control.md §4)."""
    return Boards(
        sum(each.units for each in hanging),
        sum(each.gone for each in hanging),
        min((day for each in hanging if (day := _day(each.first_gone))), default=None),
        max((day for each in hanging if (day := _day(each.last_gone))), default=None),
    )


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


_SUMS = """
SELECT version_id, count(*), count(*) FILTER (WHERE ended), min(first), max(first),
       count(*) FILTER (WHERE gone), min(gone_at) FILTER (WHERE gone), max(gone_at) FILTER (WHERE gone)
FROM (
    SELECT posting.version_id, map.unit, bool_or(map.ended) AS ended, min(posting.posted_at) AS first,
           bool_and(posting.removed_at IS NOT NULL) AS gone, max(posting.removed_at) AS gone_at
    FROM disclosure_posting posting
    JOIN disclosure_postingplace place ON place.id = posting.place_id
    JOIN unnest(%s::bigint[], %s::bigint[], %s::boolean[]) AS map(agency, unit, ended) ON map.agency = place.agency_id
    WHERE posting.version_id = ANY(%s)
    GROUP BY posting.version_id, map.unit
) AS of_unit
GROUP BY version_id
"""
"""The first sheet of each unit, and when its last one went, summed over units."""


def _hanging(versions: Collection[int], units: Units) -> dict[int, Hanging]:
    if not versions:
        return {}
    agencies = list(units.owner)
    owners = [units.owner[agency] for agency in agencies]
    ended = [owner not in units.living for owner in owners]
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [agencies, owners, ended, list(versions)])
        return {version: Hanging(*told) for version, *told in cursor.fetchall()}


@dataclass(frozen=True)
class UnitWall:
    """One unit with the sheets of some changes: how many it owes, how many hang, since when the last of them."""

    unit: int
    owed: int
    done: int
    last_on: date | None

    @property
    def done_on(self) -> date | None:
        """The day of its last sheet; None while one is missing."""
        return self.last_on if self.done >= self.owed else None


_BY_UNIT = """
SELECT unit, count(*), max(first)
FROM (
    SELECT posting.version_id, map.unit, min(posting.posted_at) AS first
    FROM disclosure_posting posting
    JOIN disclosure_postingplace place ON place.id = posting.place_id
    JOIN unnest(%s::bigint[], %s::bigint[]) AS map(agency, unit) ON map.agency = place.agency_id
    WHERE posting.version_id = ANY(%s)
    GROUP BY posting.version_id, map.unit
) AS of_unit
GROUP BY unit
"""


def units_of(wanted: Collection[Wanted], *, on: date) -> list[UnitWall]:
    """Each unit that owes some of the sheets, and those that have ended since with what they hung. Four statements."""
    units = Units(on)
    owed: Counter[int] = Counter()
    for own in units.owing(wanted).values():
        owed += own
    versions = [each.hang for each in wanted if each.hang]
    hung: dict[int, tuple[int, datetime]] = {}
    if versions:
        agencies = list(units.owner)
        with connection.cursor() as cursor:
            cursor.execute(_BY_UNIT, [agencies, [units.owner[agency] for agency in agencies], versions])
            hung = {unit: (done, last) for unit, done, last in cursor.fetchall()}
    owed.update({unit: done for unit, (done, _last) in hung.items() if unit not in units.living})
    return [
        UnitWall(
            unit, count, min(hung[unit][0], count) if unit in hung else 0, _day(hung[unit][1]) if unit in hung else None
        )
        for unit, count in owed.items()
    ]

"""Đối soát với Cơ sở dữ liệu quốc gia: two catalogues laid side by side by the code that ministries know.

Decree 63/2010 Art. 24 and 26 (the database holds what was decided, completely and in time); Circular 02/2017/TT-VPCP
(database, portal and counter say the same). Every procedure of either side comes out once: alike, or with its mismatch.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.rows import ImportedRow, merged
from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.rules.facets import Difference, Facet, differences, facets_of
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.organisations.rules.areas import has_districts

Progress = Callable[[int, int], None]
TOGETHER = 50


class Mismatch(Labelled):
    """How the two catalogues disagree over a procedure, the most harmful to citizens first."""

    ABOLISHED_STILL_PUBLIC = "abolished_still_public", gettext_noop("Đã bãi bỏ, còn công khai")
    MISSING_THERE = "missing_there", gettext_noop("Thiếu ở CSDLQG")
    DIFFERENT = "different", gettext_noop("Khác nội dung")
    MISSING_HERE = "missing_here", gettext_noop("Thiếu ở tỉnh")


HARM = {kind: place for place, kind in enumerate(Mismatch)}


@dataclass(frozen=True)
class Standing:
    """A procedure of the province on the day. `content` is None when it is not in force.

    `starts_on` and `basis` tell of the version shown; `ended_on` is the day from which it is no longer law, also one
    that is still to come; `coming` is the content that is signed and not yet in force.
    """

    code: str
    name: str
    version: int
    content: ProcedureContent | None = None
    sector: str = ""
    basis: str = ""
    starts_on: date | None = None
    ended_on: date | None = None
    coming: ProcedureContent | None = None
    is_internal: bool = False

    @property
    def base(self) -> str:
        """The code towards the ministries."""
        return base_of(self.code)

    @property
    def is_alive(self) -> bool:
        """In force, or signed and to come."""
        return self.content is not None or self.coming is not None


@dataclass(frozen=True)
class There:
    """What the national side says of a procedure in a few words, for whoever decides."""

    decision: str = ""
    levels: tuple[str, ...] = ()
    is_withdrawn: bool = False
    is_absent: bool = False


@dataclass(frozen=True)
class Found:
    """One mismatch."""

    kind: Mismatch
    base: str
    code: str
    name: str
    there: There
    ours: Standing | None = None
    sector: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Overlooked:
    """A place that differs in spelling, blanks or punctuation only."""

    code: str
    difference: Difference


@dataclass(frozen=True)
class Outcome:
    """What a comparison found. `alike` procedures are the same on both sides, spelling aside."""

    found: tuple[Found, ...]
    overlooked: tuple[Overlooked, ...]
    alike: int
    parts: tuple[str, ...]
    """The parts that the file shows."""

    def count(self, kind: Mismatch) -> int:
        """How many procedures of one kind."""
        return sum(1 for each in self.found if each.kind is kind)

    @property
    def places(self) -> int:
        """How many parts differ."""
        return sum(len(each.differences) for each in self.found)


def our_levels(on: date) -> frozenset[Level]:
    """What a province resolves: with the districts until 30/06/2025."""
    two = frozenset({Level.PROVINCE, Level.COMMUNE})
    return two | {Level.DISTRICT} if has_districts(on) else two


def compare(
    ours: Iterable[Standing],
    rows: Sequence[ImportedRow],
    *,
    levels: Collection[Level],
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """A full outer comparison by base code. Several of ours under one base are each laid beside the one row."""
    standing: dict[str, list[Standing]] = defaultdict(list)
    for each in ours:
        standing[each.base].append(each)
    work = _Work(frozenset(levels))
    for done, row in enumerate(rows, start=1):
        work.lay(standing.pop(base_of(row.content.code), []), row)
        if done % TOGETHER == 0 or done == len(rows):
            progress(done, len(rows))
    for left in standing.values():
        work.absent(left)
    found = sorted(work.found, key=lambda each: (HARM[each.kind], _age(each), each.code))
    parts = dict.fromkeys(facet.key for facets in work.facets.values() for facet in facets)
    return Outcome(tuple(found), tuple(work.overlooked), work.alike, tuple(parts))


def _age(found: Found) -> date:
    """The oldest first within its kind."""
    ours = found.ours
    return (ours and (ours.ended_on or ours.starts_on)) or date.max


class _Work:
    """What has come out so far."""

    def __init__(self, levels: frozenset[Level]) -> None:
        self.levels = levels
        self.found: list[Found] = []
        self.overlooked: list[Overlooked] = []
        self.alike = 0
        self.facets: dict[tuple[frozenset[str], frozenset[str]], tuple[Facet, ...]] = {}

    def lay(self, ours: Sequence[Standing], row: ImportedRow) -> None:
        """One row of the file beside what the province has under its code."""
        facets = self._facets(row)
        if not ours:
            self.alike += 0 if self._missing_here(row) else 1
        elif not any(each.is_alive for each in ours):
            self._ended(ours, row)
        else:
            for each in ours:
                if each.is_alive:
                    self._beside(each, row, facets)

    def absent(self, ours: Iterable[Standing]) -> None:
        """Nothing in the file under this code: only what is in force is missed there."""
        for each in ours:
            if each.content is not None and not each.is_internal:
                self._add(Mismatch.MISSING_THERE, each, There(is_absent=True))
            else:
                self.alike += 1

    def _facets(self, row: ImportedRow) -> tuple[Facet, ...]:
        key = (row.columns, row.speaks_of)
        if key not in self.facets:
            self.facets[key] = facets_of(row)
        return self.facets[key]

    def _missing_here(self, row: ImportedRow) -> bool:
        tells_levels = "levels" in row.speaks_of
        if row.is_withdrawn or row.content.is_internal:
            return False
        if tells_levels and not self.levels.intersection(row.content.levels):
            return False
        content = row.content
        found = Found(
            Mismatch.MISSING_HERE, base_of(content.code), content.code, content.name, _there(row), None, content.sector
        )
        self.found.append(found)
        return True

    def _ended(self, ours: Sequence[Standing], row: ImportedRow) -> None:
        if row.is_withdrawn:
            self.alike += 1
            return
        last = max(ours, key=lambda each: (each.ended_on or date.min, each.code))
        self._add(Mismatch.ABOLISHED_STILL_PUBLIC, last, _there(row))

    def _beside(self, each: Standing, row: ImportedRow, facets: Sequence[Facet]) -> None:
        if each.content is None:
            self.alike += 1
            return
        if row.is_withdrawn:
            ends = each.ended_on is not None
            self.alike += 1 if ends else 0
            if not ends:
                self._add(Mismatch.MISSING_THERE, each, _there(row))
            return
        told, spelling = _told(each.content, row, facets)
        if told and each.coming is not None and not _told(each.coming, row, facets)[0]:
            told = []
        self.overlooked += [Overlooked(each.code, difference) for difference in spelling]
        if told:
            self._add(Mismatch.DIFFERENT, each, _there(row), told)
        else:
            self.alike += 1

    def _add(self, kind: Mismatch, ours: Standing, there: There, told: Iterable[Difference] = ()) -> None:
        self.found.append(Found(kind, ours.base, ours.code, ours.name, there, ours, ours.sector, tuple(told)))


def _told(
    ours: ProcedureContent, row: ImportedRow, facets: Iterable[Facet]
) -> tuple[list[Difference], list[Difference]]:
    """What differs, and what differs in spelling only. A field that the file does not have is taken as ours."""
    there = row.content if row.columns else replace(merged(ours, row), code=ours.code)
    told: list[Difference] = []
    spelling: list[Difference] = []
    for difference, matters in differences(ours, there, facets):
        (told if matters else spelling).append(difference)
    return told, spelling


def _there(row: ImportedRow) -> There:
    levels = tuple(level.label for level in row.content.levels)
    return There(row.content.decision_number, levels, row.is_withdrawn is True)


def same_kind(found: Iterable[Found]) -> Iterator[tuple[Mismatch, list[Found]]]:
    """The mismatches by kind, in the order of harm; kinds without any stay."""
    groups: dict[Mismatch, list[Found]] = {kind: [] for kind in Mismatch}
    for each in found:
        groups[each.kind].append(each)
    yield from groups.items()

"""Finding procedures: names before bodies, bodies only when the page is not full, in few statements.

Everybody may read what is in force and public; nothing else is ever found here.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from rapidfuzz import fuzz, process

from thutuc.catalogue.models import ProcedureText
from thutuc.catalogue.queries import matching
from thutuc.catalogue.rules import searching
from thutuc.catalogue.rules.searching import Filters, Place, Reading, Scope, Tier
from thutuc.catalogue.rules.summary import Summary, from_plain
from thutuc.catalogue.rules.terms import CatalogueScope, Channel, Level

NEAR_HITS = 3
SPELLING_CUTOFF = 75
HIT_FIELDS = (
    "code",
    "name",
    "scope",
    "sector",
    "sector_slug",
    "agency",
    "agency_slug",
    "levels",
    "summary",
    "tier",
    "rank",
)


@dataclass(frozen=True)
class Hit:
    """One found procedure, as a result line tells it."""

    code: str
    name: str
    scope: CatalogueScope
    sector: str
    sector_slug: str
    agency: str
    agency_slug: str
    levels: tuple[Level, ...]
    summary: Summary
    tier: Tier
    rank: int

    @property
    def is_national_only(self) -> bool:
        return self.scope is CatalogueScope.NATIONAL


@dataclass(frozen=True)
class Found:
    """One page of an answer: `first` is the place of its first hit from 1; `next` continues it, or is None."""

    hits: tuple[Hit, ...]
    reading: Reading | None
    first: int = 1
    next: str | None = None

    @property
    def named(self) -> list[Hit]:
        """Hits whose name or code holds everything that was typed."""
        return [hit for hit in self.hits if hit.tier <= searching.NAMED]

    @property
    def near(self) -> list[Hit]:
        """Hits that hold most of it in the name, or all of it in the text."""
        return [hit for hit in self.hits if hit.tier > searching.NAMED]


@dataclass(frozen=True)
class Facet:
    """One choice of a filter with the number of procedures behind it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facets:
    """How the named hits divide; each filter counts as if it alone were open."""

    total: int
    sectors: tuple[Facet, ...]
    levels: tuple[Facet, ...]
    online: int
    counter: int


@dataclass(frozen=True)
class NothingFound:
    """Why an answer is empty and what may help: words, shorter texts, procedures near by."""

    advice: searching.Advice
    hits: tuple[Hit, ...]


def _page(rows: QuerySet[Any], place: Place | None, most: int) -> list[Hit]:
    if most <= 0:
        return []
    if place:
        after = Q(tier__gt=place.tier) | Q(tier=place.tier, rank__gt=place.rank)
        rows = rows.filter(after | Q(tier=place.tier, rank=place.rank, code__gt=place.code))
    found = rows.order_by("tier", "rank", "code").values_list(*HIT_FIELDS, named=True)[:most]
    return [hit_of(row) for row in found]


def plain_rows(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Rows that no text was asked for, as `hit_of` reads them."""
    return rows.annotate(tier=Value(int(Tier.CODE)), rank=Value(0)).values_list(*HIT_FIELDS, named=True)


def hit_of(row: Any) -> Hit:
    """A row as a result line."""
    return Hit(
        code=row.code,
        name=row.name,
        scope=CatalogueScope(row.scope),
        sector=row.sector,
        sector_slug=row.sector_slug,
        agency=row.agency,
        agency_slug=row.agency_slug,
        levels=tuple(Level(code) for code in row.levels),
        summary=from_plain(row.summary),
        tier=Tier(row.tier),
        rank=row.rank,
    )


def find(
    text: str,
    *,
    on: date,
    at: datetime,
    filters: Filters = Filters(),
    limit: int = 20,
    place: Place | None = None,
) -> Found:
    """The procedures that `text` means, the nearest first: names, then most of the words, then bodies."""
    asked = matching.Asked(on, at, filters)
    readings = searching.readings(text)
    found = Found((), readings[-1] if readings else None)
    for reading in readings:
        hits = _nearest(asked.rows(), reading, limit + 1, place)
        if hits:
            return _found(hits, reading, limit, place)
    return found


def _nearest(rows: QuerySet[ProcedureText], reading: Reading, most: int, place: Place | None) -> list[Hit]:
    """Tier after tier until the page is full; what a place has passed is not asked again."""
    if reading.code:
        return _page(matching.by_code(rows, reading), place, most)
    passed = place.tier if place else Tier.CODE
    hits = _page(matching.by_name(rows, reading), place, most) if passed <= searching.NAMED else []
    if len(hits) >= most:
        return hits
    known, size = matching.vocabulary()
    weights = searching.weigh(reading.words, known, size)
    if weights.of and passed <= Tier.MOST:
        near = matching.by_most_words(rows, reading, weights, needed=weights.needed)
        hits += _page(near, place, most - len(hits))
    return hits + _page(matching.by_body(rows, reading, weights), place, most - len(hits))


def _found(hits: Sequence[Hit], reading: Reading | None, limit: int, place: Place | None) -> Found:
    seen = place.seen if place else 0
    shown = tuple(hits[:limit])
    more = None
    if len(hits) > limit:
        last = shown[-1]
        more = searching.written(Place(int(last.tier), last.rank, last.code, seen + limit))
    return Found(shown, reading, seen + 1, more)


def listed(
    *, on: date, at: datetime, filters: Filters = Filters(), limit: int = 20, place: Place | None = None
) -> Found:
    """Every procedure, by code: the order in which machines read all of them."""
    rows = matching.Asked(on, at, filters).rows().annotate(tier=Value(int(Tier.CODE)), rank=Value(0))
    return _found(_page(rows, place, limit + 1), None, limit, place)


def public_texts(*, on: date, at: datetime) -> QuerySet[ProcedureText]:
    """The province's list as everybody may read it on a day."""
    return matching.in_scope(Scope.PROVINCE, on, at)


def browsed(*, on: date, at: datetime, filters: Filters = Filters()) -> QuerySet[ProcedureText]:
    """Every procedure in Vietnamese alphabetical order: the order in which people read a list."""
    return matching.Asked(on, at, filters).rows().order_by("sort_key", "code")


def suggest(text: str, *, on: date, at: datetime, limit: int = 4) -> Found:
    """Names for somebody who still types: the last word may go on. One statement, or two for a code."""
    rows = matching.Asked(on, at, Filters()).rows()
    for reading in searching.readings(text):
        named = matching.by_code(rows, reading) if reading.code else matching.by_name(rows, reading, unfinished=True)
        hits = _page(named, None, limit + 1)
        if hits:
            return _found(hits, reading, limit, None)
    return Found((), None)


def count(reading: Reading, *, on: date, at: datetime) -> int:
    """How many names of the province's list hold `reading`, its last word unfinished. One statement."""
    rows = public_texts(on=on, at=at)
    if reading.code:
        return matching.by_code(rows, reading).count()
    return rows.filter(matching.matches("name_vector", searching.all_words(reading.words, unfinished=True))).count()


def with_phrases(phrases: Sequence[str], *, on: date, at: datetime, limit: int = 300) -> list[Hit]:
    """The province's procedures whose name holds one of the phrases, by name. One statement."""
    together = Q()
    for phrase in phrases:
        together |= Q(name_folded__contains=searching.name_key(phrase))
    rows = public_texts(on=on, at=at).filter(matching.matches("name_vector", searching.any_phrase(phrases)), together)
    return [hit_of(row) for row in plain_rows(rows.order_by("sort_key", "code"))[:limit]]


def facets(reading: Reading | None, *, on: date, at: datetime, filters: Filters = Filters()) -> Facets:
    """How the procedures whose name or code holds `reading` (every one when None) divide. One statement."""
    rows = matching.Asked(on, at, replace(filters, sectors=(), levels=(), online=None)).rows()
    if reading:
        rows = matching.by_code(rows, reading) if reading.code else matching.by_name(rows, reading)
    grouped = rows.order_by().values_list("sector_slug", "sector", "levels", "channels").annotate(count=Count("pk"))
    groups = [_Group(*row) for row in grouped]
    labels = {group.slug: group.sector for group in groups}
    sectors = _counted(groups, filters, skip="sector", keys=lambda group: [group.slug])
    levels = _counted(groups, filters, skip="level", keys=lambda group: group.levels)
    channels = _counted(groups, filters, skip="online", keys=lambda group: [group.is_online])
    return Facets(
        total=sum(group.count for group in groups if group.passes(filters)),
        sectors=tuple(Facet(slug, labels[slug], count) for slug, count in sectors.most_common() if slug),
        levels=tuple(Facet(level.value, level.label, levels[level.value]) for level in Level if levels[level.value]),
        online=channels[True],
        counter=channels[False],
    )


@dataclass(frozen=True)
class _Group:
    slug: str
    sector: str
    levels: list[str]
    channels: list[str]
    count: int

    @property
    def is_online(self) -> bool:
        return Channel.ONLINE.value in self.channels

    def passes(self, filters: Filters, skip: str = "") -> bool:
        checks = {
            "sector": not filters.sectors or self.slug in filters.sectors,
            "level": not filters.levels or bool({level.value for level in filters.levels} & set(self.levels)),
            "online": filters.online is None or self.is_online is filters.online,
        }
        return all(passed for name, passed in checks.items() if name != skip)


def _counted(groups: Collection[_Group], filters: Filters, *, skip: str, keys: Any) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for group in groups:
        if group.passes(filters, skip):
            for key in keys(group):
                counts[key] += group.count
    return counts


def nothing_found(text: str, *, on: date, at: datetime, filters: Filters = Filters()) -> NothingFound:
    """Why nothing was found, shorter and mended texts, and a few procedures that share telling words."""
    known, size = matching.vocabulary()
    advice = searching.advise(text, known, _closest)
    mended = searching.as_words(advice.near[0] if advice.near else text)
    if mended is None:
        return NothingFound(advice, ())
    weights = searching.weigh(mended.words, known, size)
    if not weights.of:
        return NothingFound(advice, ())
    rows = matching.Asked(on, at, replace(filters, sectors=(), agency="", levels=(), online=None)).rows()
    near = matching.by_most_words(rows, mended, weights, needed=1, named=True)
    return NothingFound(advice, tuple(_page(near, None, NEAR_HITS)))


def _closest(word: str, known: Collection[str]) -> str | None:
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=SPELLING_CUTOFF)
    return found[0] if found else None

"""Finding procedures: names before bodies, bodies only when the page is not full, in few statements.

Everybody may read what is in force and public; nothing else is ever found here.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import BooleanField, Case, Count, F, Func, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from thutuc.catalogue.models import ProcedureText
from thutuc.catalogue.rules import searching
from thutuc.catalogue.rules.searching import LENGTH_STEP, Filters, Place, Reading, Scope, Tier
from thutuc.catalogue.rules.summary import Summary, from_plain
from thutuc.catalogue.rules.terms import CatalogueScope, Channel, Level

VOCABULARY_SECONDS = 300
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


@dataclass(frozen=True)
class _Asked:
    on: date
    at: datetime
    filters: Filters

    def rows(self) -> QuerySet[ProcedureText]:
        """The public texts of the wanted catalogue that pass the filters."""
        rows = _in_scope(self.filters.scope, self.on, self.at)
        if self.filters.sector:
            rows = rows.filter(sector_slug=self.filters.sector)
        if self.filters.agency:
            rows = rows.filter(agency_slug=self.filters.agency)
        if self.filters.level:
            rows = rows.filter(levels__contains=[self.filters.level.value])
        if self.filters.online is not None:
            online = Q(channels__contains=[Channel.ONLINE.value])
            rows = rows.filter(online if self.filters.online else ~online)
        return rows


def _public(on: date, at: datetime) -> Q:
    return Q(
        Q(procedure_version__withdrawn_at__isnull=True) | Q(procedure_version__withdrawn_at__gt=at),
        scope=CatalogueScope.PROVINCE.value,
        procedure_version__validity__contains=on,
        procedure_version__published_at__lte=at,
        procedure_version__is_internal=False,
    )


def _in_scope(scope: Scope, on: date, at: datetime) -> QuerySet[ProcedureText]:
    province = ProcedureText.objects.filter(_public(on, at))
    if scope is Scope.PROVINCE:
        return province
    national = Q(scope=CatalogueScope.NATIONAL.value, national_record__withdrawn_at__isnull=True)
    if scope is Scope.NATIONAL:
        return ProcedureText.objects.filter(national)
    only_national = national & ~Q(base_code__in=province.values("base_code"))
    return ProcedureText.objects.filter(_public(on, at) | only_national)


def _matches(column: str, query: str) -> Func:
    return Func(
        F(column),
        Value(query),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


class _Sum(Func):
    """The weights of the tests that a column passes, added up: one flat expression, cheap to compile."""

    HOLDS = "({} @@ %s::tsquery)"
    CONTAINS = "(strpos({}, %s) > 0)"
    output_field = IntegerField()

    def __init__(self, column: str, test: str, weights: tuple[tuple[str, int], ...]) -> None:
        super().__init__(F(column))
        self.test, self.weights = test, weights

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = compiler.compile(self.get_source_expressions()[0])
        terms = [f"{self.test.format(column)}::int * {weight}" for _, weight in self.weights]
        values = [value for text, _ in self.weights for value in (*params, text)]
        return f"({' + '.join(terms) or '0'})", values


def _by_code(rows: QuerySet[ProcedureText], reading: Reading) -> QuerySet[ProcedureText]:
    code = reading.code
    assert code is not None
    if code.exact:
        rows = rows.filter(code__startswith=code.base)
    elif "." in code.part:
        rows = rows.filter(code__startswith=code.part)
    else:
        rows = rows.filter(code__contains=code.part)
    return rows.annotate(
        tier=Value(int(Tier.CODE)),
        rank=Case(When(code=code.exact, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )


def _by_name(rows: QuerySet[ProcedureText], reading: Reading, *, unfinished: bool = False) -> QuerySet[ProcedureText]:
    rows = rows.filter(_matches("name_vector", searching.all_words(reading.words, unfinished=unfinished)))
    near = tuple((pair, 1) for pair in searching.pairs(reading.words))
    apart = Value(len(near)) - _Sum("name_folded", _Sum.CONTAINS, near)
    return rows.annotate(
        tier=Case(
            When(name_folded=reading.key, then=Value(int(Tier.NAME))),
            When(name_folded__startswith=reading.key, then=Value(int(Tier.BEGINS))),
            When(name_folded__contains=reading.key, then=Value(int(Tier.PHRASE))),
            default=Value(int(Tier.WORDS)),
            output_field=IntegerField(),
        ),
        rank=apart * Value(LENGTH_STEP) + Length("name_folded"),
    )


def _by_most_words(
    rows: QuerySet[ProcedureText], reading: Reading, weights: searching.Weights, *, needed: int
) -> QuerySet[ProcedureText]:
    """Most of the words in the name, else every word in the body; names that hold every word came before."""
    told = tuple((searching.all_words([word]), weight) for word, weight in weights.of.items())
    in_body = Q(_matches("body_vector", searching.all_words(reading.words)))
    rows = rows.annotate(score=_Sum("name_vector", _Sum.HOLDS, told))
    wanted = in_body
    if weights.of:
        in_name = Q(_matches("name_vector", searching.any_word(weights.deciding(needed))), score__gte=needed)
        wanted = in_name | in_body
    rows = rows.filter(wanted).exclude(_matches("name_vector", searching.all_words(reading.words)))
    return rows.annotate(
        tier=Case(
            When(score__gte=needed, then=Value(int(Tier.MOST))),
            default=Value(int(Tier.BODY)),
            output_field=IntegerField(),
        ),
        rank=(Value(weights.total) - F("score")) * Value(LENGTH_STEP) + Length("name_folded"),
    )


def _page(rows: QuerySet[Any], place: Place | None, most: int) -> list[Hit]:
    if most <= 0:
        return []
    if place:
        after = Q(tier__gt=place.tier) | Q(tier=place.tier, rank__gt=place.rank)
        rows = rows.filter(after | Q(tier=place.tier, rank=place.rank, code__gt=place.code))
    found = rows.order_by("tier", "rank", "code").values_list(*HIT_FIELDS, named=True)[:most]
    return [_hit(row) for row in found]


def _hit(row: Any) -> Hit:
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
    asked = _Asked(on, at, filters)
    readings = searching.readings(text)
    found = Found((), readings[-1] if readings else None)
    for reading in readings:
        hits = _nearest(asked.rows(), reading, limit + 1, place)
        if hits:
            return _found(hits, reading, limit, place)
    return found


def _nearest(rows: QuerySet[ProcedureText], reading: Reading, most: int, place: Place | None) -> list[Hit]:
    if reading.code:
        return _page(_by_code(rows, reading), place, most)
    hits = [] if place and place.tier > searching.NAMED else _page(_by_name(rows, reading), place, most)
    if len(hits) >= most:
        return hits
    known, size = vocabulary()
    weights = searching.weigh(reading.words, known, size)
    return hits + _page(_by_most_words(rows, reading, weights, needed=weights.needed), place, most - len(hits))


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
    rows = _Asked(on, at, filters).rows().annotate(tier=Value(int(Tier.CODE)), rank=Value(0))
    return _found(_page(rows, place, limit + 1), None, limit, place)


def browsed(*, on: date, at: datetime, filters: Filters = Filters()) -> QuerySet[ProcedureText]:
    """Every procedure in Vietnamese alphabetical order: the order in which people read a list."""
    rows = _Asked(on, at, filters).rows().annotate(tier=Value(int(Tier.CODE)), rank=Value(0))
    return rows.order_by("sort_key", "code")


def hits_of(rows: QuerySet[ProcedureText]) -> list[Hit]:
    """A slice of `browsed` as result lines."""
    return [_hit(row) for row in rows.values_list(*HIT_FIELDS, named=True)]


def suggest(text: str, *, on: date, at: datetime, limit: int = 4) -> Found:
    """Names for somebody who still types: the last word may go on. One statement, or two for a code."""
    rows = _Asked(on, at, Filters()).rows()
    for reading in searching.readings(text):
        named = _by_code(rows, reading) if reading.code else _by_name(rows, reading, unfinished=True)
        hits = _page(named, None, limit + 1)
        if hits:
            return _found(hits, reading, limit, None)
    return Found((), None)


def facets(reading: Reading | None, *, on: date, at: datetime, filters: Filters = Filters()) -> Facets:
    """How the procedures whose name or code holds `reading` (every one when None) divide. One statement."""
    rows = _Asked(on, at, replace(filters, sector="", level=None, online=None)).rows()
    if reading:
        rows = _by_code(rows, reading) if reading.code else _by_name(rows, reading)
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
            "sector": not filters.sector or self.slug == filters.sector,
            "level": filters.level is None or filters.level.value in self.levels,
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
    known, size = vocabulary()
    advice = searching.advise(text, known, _closest)
    mended = searching.as_words(advice.near[0] if advice.near else text)
    if mended is None:
        return NothingFound(advice, ())
    weights = searching.weigh(mended.words, known, size)
    rows = _Asked(on, at, replace(filters, sector="", agency="", level=None, online=None)).rows()
    return NothingFound(advice, tuple(_page(_by_most_words(rows, mended, weights, needed=1), None, NEAR_HITS)))


def _closest(word: str, known: Collection[str]) -> str | None:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SPELLING_CUTOFF)
    return found[0] if found else None


def vocabulary() -> tuple[Mapping[str, int], int]:
    """Every word of the names with the number of names that hold it, and the number of names; kept for minutes."""
    newest = ProcedureText.objects.aggregate(newest=Max("pk"))["newest"]
    key = f"catalogue.vocabulary.{connection.settings_dict['NAME']}.{newest}"
    kept = caches["local"].get(key)
    if kept is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT name_vector FROM catalogue_proceduretext')")
            words: dict[str, int] = dict(cursor.fetchall())
            cursor.execute("SELECT count(*) FROM catalogue_proceduretext")
            kept = (words, cursor.fetchone()[0])
        caches["local"].set(key, kept, VOCABULARY_SECONDS)
    return kept[0], kept[1]

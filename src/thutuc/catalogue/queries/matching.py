"""The SQL of a search: which public rows are asked, how near each is to a reading. Used by `queries.search` only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import BooleanField, Case, F, Func, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Length

from thutuc.catalogue.models import ProcedureText
from thutuc.catalogue.rules import searching
from thutuc.catalogue.rules.searching import LENGTH_STEP, Filters, Reading, Scope, Tier
from thutuc.catalogue.rules.terms import CatalogueScope, Channel

VOCABULARY_SECONDS = 300
STAMP_SECONDS = 10
VOCABULARY = """
    SELECT word, ndoc::int FROM ts_stat('SELECT name_vector FROM catalogue_proceduretext')
    UNION ALL SELECT '', count(*)::int FROM catalogue_proceduretext
"""
"""Each word with the number of names that hold it; the empty word counts the names."""


@dataclass(frozen=True)
class Asked:
    """Of what, on which day and at which moment is asked."""

    on: date
    at: datetime
    filters: Filters

    def rows(self) -> QuerySet[ProcedureText]:
        """The public texts of the wanted catalogue that pass the filters."""
        rows = in_scope(self.filters.scope, self.on, self.at)
        if self.filters.sectors:
            rows = rows.filter(sector_slug__in=self.filters.sectors)
        if self.filters.agency:
            rows = rows.filter(agency_slug=self.filters.agency)
        if self.filters.levels:
            rows = rows.filter(levels__overlap=[level.value for level in self.filters.levels])
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


def in_scope(scope: Scope, on: date, at: datetime) -> QuerySet[ProcedureText]:
    """The public texts of one catalogue, or of both: then the national ones that the province does not list."""
    province = ProcedureText.objects.filter(_public(on, at))
    if scope is Scope.PROVINCE:
        return province
    national = Q(scope=CatalogueScope.NATIONAL.value, national_record__withdrawn_at__isnull=True, is_internal=False)
    if scope is Scope.NATIONAL:
        return ProcedureText.objects.filter(national)
    only_national = national & ~Q(base_code__in=province.values("base_code"))
    return ProcedureText.objects.filter(_public(on, at) | only_national)


def matches(column: str, query: str) -> Func:
    """Whether a stored text holds a tsquery of ours; the index answers it."""
    return Func(
        F(column),
        Value(query),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


class Sum(Func):
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


def by_code(rows: QuerySet[ProcedureText], reading: Reading) -> QuerySet[ProcedureText]:
    """Rows whose code is the one read, or a part of it."""
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


def by_name(rows: QuerySet[ProcedureText], reading: Reading, *, unfinished: bool = False) -> QuerySet[ProcedureText]:
    """Rows whose name holds every word: whole, from its start, as a phrase, or scattered; then by length."""
    rows = rows.filter(matches("name_vector", searching.all_words(reading.words, unfinished=unfinished)))
    near = tuple((pair, 1) for pair in searching.pairs(reading.words))
    apart = Value(len(near)) - Sum("name_folded", Sum.CONTAINS, near)
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


def by_most_words(
    rows: QuerySet[ProcedureText], reading: Reading, weights: searching.Weights, *, needed: int, named: bool = False
) -> QuerySet[ProcedureText]:
    """Rows whose name holds most of the words; those that hold every word came before, unless `named`."""
    rows = rows.annotate(score=_score(weights)).filter(_holds_most(weights, needed))
    if not named:
        rows = rows.exclude(matches("name_vector", searching.all_words(reading.words)))
    return rows.annotate(
        tier=Value(int(Tier.MOST)),
        rank=(Value(weights.total) - F("score")) * Value(LENGTH_STEP) + Length("name_folded"),
    )


def by_body(rows: QuerySet[ProcedureText], reading: Reading, weights: searching.Weights) -> QuerySet[ProcedureText]:
    """Rows whose text holds every word and whose name holds fewer than most; short names first."""
    whole = searching.all_words(reading.words)
    rows = rows.filter(matches("body_vector", whole)).exclude(matches("name_vector", whole))
    if weights.of:
        rows = rows.alias(score=_score(weights)).exclude(_holds_most(weights, weights.needed))
    return rows.annotate(tier=Value(int(Tier.BODY)), rank=Length("name_folded"))


def _score(weights: searching.Weights) -> Sum:
    return Sum("name_vector", Sum.HOLDS, tuple((searching.all_words([w]), n) for w, n in weights.of.items()))


def _holds_most(weights: searching.Weights, needed: int) -> Q:
    return Q(matches("name_vector", searching.any_word(weights.deciding(needed))), score__gte=needed)


def vocabulary() -> tuple[Mapping[str, int], int]:
    """Every word of the names with the number of names that hold it, and the number of names.

    Kept in this process while no row is added; whether one was is asked every few seconds.
    """
    here = caches["local"]
    stamp = here.get(_stamp_key())
    if stamp is None:
        stamp = ProcedureText.objects.aggregate(newest=Max("pk"))["newest"] or 0
        here.set(_stamp_key(), stamp, STAMP_SECONDS)
    key = f"{_stamp_key()}.{stamp}"
    kept = here.get(key)
    if kept is None:
        with connection.cursor() as cursor:
            cursor.execute(VOCABULARY)
            words: dict[str, int] = dict(cursor.fetchall())
        kept = (words, words.pop("", 0))
        here.set(key, kept, VOCABULARY_SECONDS)
    return kept[0], kept[1]


def forget_vocabulary() -> None:
    """Rows were added: this process asks again; the others do within seconds."""
    caches["local"].delete(_stamp_key())


def _stamp_key() -> str:
    return f"catalogue.vocabulary.{connection.settings_dict['NAME']}"

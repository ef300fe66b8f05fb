"""The lists of the two catalogues, as an officer filters them; sectors and counts beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thutuc.catalogue.models import NationalRecord, Procedure, ProcedureText, ProcedureVersion, VersionBasis
from thutuc.catalogue.queries.timeline import visible_to
from thutuc.catalogue.rules.listing import ListFilters, ListState
from thutuc.catalogue.rules.searching import name_key, slug
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import sort_key, tidy


@dataclass(frozen=True)
class ListRow:
    """One line of a list, of either catalogue."""

    code: str
    name: str
    sector: str
    levels: tuple[Level, ...]
    agency: str
    decision: str
    starts_on: date | None = None
    ends_on: date | None = None
    number: int = 1
    is_public: bool = True
    is_internal: bool = False
    oddities: int = 0


@dataclass(frozen=True)
class SectorCount:
    """A sector with the number of procedures in it."""

    slug: str
    name: str
    count: int


def procedures() -> QuerySet[Procedure]:
    """Every procedure that the province ever had."""
    return Procedure.objects.order_by("code")


def listed(filters: ListFilters, *, actor: Actor, on: date) -> QuerySet[Any]:
    """The rows of a list in Vietnamese order; turn a page of them into `rows`."""
    if filters.scope is CatalogueScope.NATIONAL:
        found: QuerySet[Any] = _national(filters)
    else:
        found = _province(filters, actor, on)
    if filters.text:
        found = found.filter(_says(filters.text, filters.scope))
    if filters.sector:
        found = found.filter(search_text__sector_slug=filters.sector)
    if filters.agency:
        found = found.filter(search_text__agency_slug__contains=slug(filters.agency))
    if filters.level:
        found = found.filter(levels__contains=[filters.level.value])
    return found.order_by("sort_key", "pk")


def _national(filters: ListFilters) -> QuerySet[NationalRecord]:
    rows = NationalRecord.objects.defer("raw", "content")
    if filters.state is ListState.ENDED:
        return rows.filter(withdrawn_at__isnull=False)
    rows = rows.filter(withdrawn_at=None)
    if filters.basis:
        rows = rows.filter(content__legal_bases__contains=[{"number": filters.basis}])
    return rows.exclude(odd=[]) if filters.state is ListState.ODD else rows


def _province(filters: ListFilters, actor: Actor, on: date) -> QuerySet[ProcedureVersion]:
    rows = visible_to(actor).select_related("procedure", "sector", "agency").defer("content")
    if filters.internal is not None:
        rows = rows.filter(is_internal=filters.internal)
    if filters.basis:
        rows = rows.filter(Exists(VersionBasis.objects.filter(version=OuterRef("pk"), number=filters.basis)))
    if filters.state is ListState.COMING:
        return rows.filter(validity__startswith__gt=on)
    if filters.state is ListState.ENDED:
        alive = Q(validity__endswith=None) | Q(validity__endswith__gt=on)
        newer = Q(validity__startswith__gt=OuterRef("validity__startswith"))
        others = ProcedureVersion.objects.filter(procedure=OuterRef("procedure")).filter(alive | newer)
        return rows.filter(~Exists(others), validity__endswith__lte=on)
    rows = rows.filter(validity__contains=on)
    return rows.filter(published_at=None) if filters.state is ListState.UNPUBLISHED else rows


def _says(text: str, scope: CatalogueScope) -> Q:
    """Every word in the name, with and without marks; or the code, or the number of the decision."""
    named = Q()
    for word in name_key(text).split():
        named &= Q(search_text__name_folded__contains=word)
    code = tidy(text).replace(" ", "").upper()
    coded = Q(search_text__code__startswith=code)
    if scope is CatalogueScope.PROVINCE:
        coded |= Q(opened_basis__icontains=tidy(text))
    return named | coded if named else coded


def rows(items: Iterable[Any]) -> list[ListRow]:
    """Versions or records as lines."""
    return [_of_version(item) if isinstance(item, ProcedureVersion) else _of_record(item) for item in items]


def _of_version(version: ProcedureVersion) -> ListRow:
    return ListRow(
        code=version.procedure.code,
        name=version.name,
        sector=version.sector.name if version.sector else "",
        levels=tuple(Level(code) for code in version.levels),
        agency=version.agency.name if version.agency else version.resolving_agency,
        decision=version.opened_basis,
        starts_on=version.validity.lower,
        ends_on=version.validity.upper,
        number=version.number,
        is_public=version.published_at is not None and version.withdrawn_at is None,
        is_internal=version.is_internal,
    )


def _of_record(record: NationalRecord) -> ListRow:
    return ListRow(
        code=record.code,
        name=record.name,
        sector=record.sector,
        levels=tuple(Level(code) for code in record.levels),
        agency=record.regulating_agency,
        decision="",
        number=record.number,
        is_public=record.withdrawn_at is None,
        oddities=len(record.odd),
    )


def sectors(*, on: date, scope: CatalogueScope = CatalogueScope.PROVINCE) -> list[SectorCount]:
    """The sectors of a catalogue with their counts, in Vietnamese order. One statement."""
    found = ProcedureText.objects.filter(scope=scope.value).exclude(sector_slug="")
    if scope is CatalogueScope.PROVINCE:
        found = found.filter(procedure_version__validity__contains=on)
    else:
        found = found.filter(national_record__withdrawn_at=None)
    counted: dict[str, SectorCount] = {}
    for key, name, count in found.values_list("sector_slug", "sector").annotate(count=Count("pk")).order_by():
        known = counted.get(key)
        counted[key] = SectorCount(key, known.name if known else name, count + (known.count if known else 0))
    return sorted(counted.values(), key=lambda sector: sort_key(sector.name))


def counts(*, on: date) -> dict[str, int]:
    """The size of the province's list on a day: the total, then each level's column (control.md §2.4 rule a)."""
    found = ProcedureVersion.objects.filter(validity__contains=on)
    return found.aggregate(
        procedures=Count("pk"),
        internal=Count("pk", filter=Q(is_internal=True)),
        unpublished=Count("pk", filter=Q(published_at=None)),
        **{level.value: Count("pk", filter=Q(levels__contains=[level.value])) for level in Level},
    )

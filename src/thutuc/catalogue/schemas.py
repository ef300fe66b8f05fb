"""What the open interface tells of the catalogue, spelled per endpoint. Codes are English, names stay Vietnamese."""

import re
from datetime import date, datetime
from typing import Annotated, Self

from ninja import Field, Schema
from pydantic import BeforeValidator, StringConstraints

from thutuc.catalogue.queries.published import Edition, PublicProcedure
from thutuc.catalogue.queries.search import Facet, Found, Hit
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.searching import MOST_LETTERS, Filters, Scope
from thutuc.catalogue.rules.summary import FeeSpan, LimitSpan
from thutuc.catalogue.rules.terms import CatalogueScope, Channel, Level, TimeUnit

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.\-_]*$", max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zĐđ.\-_]{1,60}$")]


def _iso_only(given: object) -> object:
    """A day is written 2026-11-23: no seconds since 1970, no other order."""
    if isinstance(given, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise ValueError("2026-11-23")
    return given


Day = Annotated[date, BeforeValidator(_iso_only)]


class ProcedureQuery(Schema):
    """What is asked of the list; an empty part asks nothing."""

    q: str = Field("", max_length=MOST_LETTERS, description="Words of the name, or a code; with or without marks")
    limit: int = Field(20, ge=1, le=100, description="Items of one page")
    cursor: str = Field("", max_length=300, description="The `next` of the page before")
    as_of: Day | None = Field(None, description="The list as in force on this day; today when absent")
    scope: Scope = Field(Scope.PROVINCE, description="The province's list, the national original, or both")
    sector: Slug = Field("", description="`slug` of a sector")
    agency: Slug = Field("", description="`slug` of an agency")
    level: Level | None = Field(None, description="Level that carries the procedure out")
    online: bool | None = Field(None, description="Whether it can be filed online")

    def filters(self) -> Filters:
        sectors = (self.sector,) if self.sector else ()
        return Filters(self.scope, sectors, self.agency, (self.level,) if self.level else (), self.online)


class DayQuery(Schema):
    """The day as of which is asked."""

    as_of: Day | None = Field(None, description="As in force on this day; today when absent")


class Limit(Schema):
    """The shortest and the longest limit over all ways of filing."""

    unit: TimeUnit
    least: str | None
    most: str | None
    varies: bool

    @classmethod
    def of(cls, span: LimitSpan | None) -> Self | None:
        if span is None:
            return None
        return cls(unit=span.unit, least=span.least or None, most=span.most or None, varies=span.varies)


class Fees(Schema):
    """The lowest and the highest fee in đồng; `in_words` when some fee is told only in words."""

    least: int | None
    most: int | None
    in_words: bool

    @classmethod
    def of(cls, span: FeeSpan) -> Self:
        return cls(least=span.least, most=span.most, in_words=span.in_words)


class ProcedureItem(Schema):
    """One procedure in a list."""

    code: str
    name: str
    scope: CatalogueScope
    sector: str
    sector_slug: str
    agency: str
    agency_slug: str
    levels: list[Level]
    channels: list[Channel]
    limit: Limit | None
    fees: Fees
    match: str = Field(description="How the text was met: code, name, begins, phrase, words, most, body")

    @classmethod
    def of(cls, hit: Hit) -> Self:
        return cls(
            code=hit.code,
            name=hit.name,
            scope=hit.scope,
            sector=hit.sector,
            sector_slug=hit.sector_slug,
            agency=hit.agency,
            agency_slug=hit.agency_slug,
            levels=list(hit.levels),
            channels=list(hit.summary.channels),
            limit=Limit.of(hit.summary.limit),
            fees=Fees.of(hit.summary.fee),
            match=hit.tier.name.lower(),
        )


class ProcedurePage(Schema):
    """One page of procedures; `next` is the cursor of the page after it, or null."""

    items: list[ProcedureItem]
    next: str | None

    @classmethod
    def of(cls, found: Found) -> Self:
        return cls(items=[ProcedureItem.of(hit) for hit in found.hits], next=found.next)


class VersionItem(Schema):
    """One published version. `valid_until` is the first day on which it is no longer in force."""

    number: int
    name: str
    valid_from: date | None
    valid_until: date | None
    published_at: datetime
    recorded_at: datetime
    basis: str
    content_hash: str

    @classmethod
    def of(cls, edition: Edition) -> Self:
        return cls(
            number=edition.number,
            name=edition.name,
            valid_from=edition.days.start,
            valid_until=edition.days.end,
            published_at=edition.published_at,
            recorded_at=edition.recorded_at,
            basis=edition.basis,
            content_hash=edition.content_hash,
        )


class VersionList(Schema):
    """Every public version of a procedure, the oldest first."""

    code: str
    items: list[VersionItem]


class ProcedureDetail(Schema):
    """One procedure with all parts as it stands on a day."""

    code: str
    base_code: str
    name: str
    scope: CatalogueScope
    as_of: date
    in_force: bool
    version: VersionItem | None
    sector_slug: str
    agency_slug: str
    content: ProcedureContent

    @classmethod
    def of(cls, found: PublicProcedure) -> Self:
        return cls(
            code=found.code,
            base_code=found.base_code,
            name=found.content.name,
            scope=CatalogueScope.NATIONAL if found.is_national_only else CatalogueScope.PROVINCE,
            as_of=found.on,
            in_force=found.is_in_force,
            version=VersionItem.of(found.edition) if found.edition else None,
            sector_slug=found.sector_slug,
            agency_slug=found.agency_slug,
            content=found.content,
        )


class Shelf(Schema):
    """A sector or an agency with the number of procedures in force."""

    slug: str
    name: str
    procedures: int

    @classmethod
    def of(cls, shelf: Facet) -> Self:
        return cls(slug=shelf.value, name=shelf.label, procedures=shelf.count)


class ShelfList(Schema):
    """Sectors or agencies in Vietnamese alphabetical order."""

    items: list[Shelf]


class ProblemError(Schema):
    """One reason of a refusal."""

    code: str = ""
    message: str
    basis: str = ""
    field: str = ""


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[ProblemError] = []

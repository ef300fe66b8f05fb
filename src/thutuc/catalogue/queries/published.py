"""What everybody may read of the catalogue: one procedure on a day, its history, what changed, shelves with counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, Func, Min, OuterRef, Q, QuerySet

from thutuc.catalogue.models import ProcedureVersion
from thutuc.catalogue.queries.search import Facet, public_texts
from thutuc.catalogue.queries.timeline import national, public
from thutuc.catalogue.rules import canonical, codes
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.effects import Effects, effects
from thutuc.catalogue.rules.searching import slug
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.kernel.text import Labelled, gettext_noop, sort_key

MOST_NUMBER = 32_767


class Lower(Func):
    """The first day of a range."""

    function = "lower"
    output_field = DateField()


class Upper(Func):
    """The first day after a range; NULL while it is open."""

    function = "upper"
    output_field = DateField()


class ChangeKind(Labelled):
    """What a change did to the list."""

    NEW = "new", gettext_noop("Mới")
    AMENDED = "amended", gettext_noop("Sửa đổi")
    REPEALED = "repealed", gettext_noop("Bãi bỏ")


@dataclass(frozen=True)
class Edition:
    """One public version without its content."""

    id: int
    number: int
    name: str
    days: Days
    published_at: datetime
    recorded_at: datetime
    basis: str
    content_hash: str
    ended_by: str = ""
    """The words of the act that ends it."""


@dataclass(frozen=True)
class Standing:
    """How a procedure stands on a day: the version in force, or why there is none; the change that comes next."""

    edition: Edition | None
    following: Edition | None
    previous: Edition | None
    not_yet: bool = False
    ended: bool = False


@dataclass(frozen=True)
class PublicProcedure:
    """One procedure as everybody may read it on a day."""

    code: str
    base_code: str
    on: date
    content: ProcedureContent
    edition: Edition | None
    editions: tuple[Edition, ...]
    standing: Standing
    sector_slug: str
    agency_slug: str
    is_national_only: bool = False
    imported_at: datetime | None = None

    @property
    def is_in_force(self) -> bool:
        return self.standing.edition is not None


def standing_of(editions: Sequence[Edition], on: date) -> Standing:
    """Which of the public versions is law on the day, and what stands before and after."""
    now = next((edition for edition in editions if on in edition.days), None)
    later = [edition for edition in editions if edition.days.start and edition.days.start > on]
    earlier = [edition for edition in editions if edition.days.end and edition.days.end <= on]
    return Standing(
        edition=now,
        following=min(later, key=_first_day, default=None),
        previous=max(earlier, key=_first_day, default=None),
        not_yet=now is None and not earlier,
        ended=now is None and bool(earlier),
    )


def _first_day(edition: Edition) -> date:
    return edition.days.start or date.min


def procedure(code: str, *, on: date, at: datetime) -> PublicProcedure:
    """The procedure with this full or base code as it stands on a day; raises NotFound. At most three statements.

    A base code means the province's only procedure of that base. What the province does not have is shown as the
    national original.
    """
    wanted = code.strip().upper()
    rows = list(_public_versions(at).filter(Q(procedure__code=wanted) | Q(procedure__base_code=wanted)))
    full = [row for row in rows if row.procedure.code == wanted] or rows
    owned = [row for row in full if row.procedure_id == full[0].procedure_id]
    if not owned:
        return _national(wanted, on)
    return _of_province(owned, on)


def _public_versions(at: datetime) -> QuerySet[ProcedureVersion]:
    return public(at=at).defer("content").order_by("procedure_id", "number")


def _of_province(rows: Sequence[ProcedureVersion], on: date) -> PublicProcedure:
    editions = tuple(sorted((edition_of(row) for row in rows), key=_first_day))
    standing = standing_of(editions, on)
    edition = standing.edition or standing.previous or standing.following or editions[-1]
    row = next(row for row in rows if row.pk == edition.id)
    return PublicProcedure(
        code=row.procedure.code,
        base_code=row.procedure.base_code,
        on=on,
        content=contents([edition.id])[edition.id],
        edition=edition,
        editions=editions,
        standing=standing,
        sector_slug=slug(row.sector.name) if row.sector else "",
        agency_slug=row.agency.code if row.agency else slug(row.resolving_agency),
    )


def _national(code: str, on: date) -> PublicProcedure:
    record = national().filter(code=codes.base_of(code)).first()
    if record is None:
        raise NotFound(code)
    content: ProcedureContent = canonical.from_plain(record.content)
    if content.is_internal:
        raise NotFound(code)
    return PublicProcedure(
        code=record.code,
        base_code=record.code,
        on=on,
        content=content,
        edition=None,
        editions=(),
        standing=Standing(None, None, None),
        sector_slug=slug(content.sector),
        agency_slug=slug(content.resolving_agency),
        is_national_only=True,
        imported_at=record.imported_at,
    )


def edition_of(row: ProcedureVersion) -> Edition:
    """A version row without its content."""
    assert row.published_at is not None
    return Edition(
        id=row.pk,
        number=row.number,
        name=row.name,
        days=Days(row.validity.lower, row.validity.upper),
        published_at=row.published_at,
        recorded_at=row.recorded_at,
        basis=row.opened_basis,
        content_hash=row.content_hash,
        ended_by=row.closed_basis,
    )


def contents(version_ids: Sequence[int]) -> dict[int, ProcedureContent]:
    """The contents of versions, by their keys. One statement."""
    rows = ProcedureVersion.objects.filter(pk__in=version_ids).values_list("pk", "content")
    return {pk: canonical.from_plain(plain) for pk, plain in rows}


@dataclass(frozen=True)
class Comparison:
    """Two public versions of one procedure side by side."""

    code: str
    before: Edition
    after: Edition
    contents: tuple[ProcedureContent, ProcedureContent]


def comparison(code: str, before: int, after: int, *, at: datetime) -> Comparison:
    """Two public versions by their numbers; raises NotFound. Two statements."""
    if max(before, after) > MOST_NUMBER:
        raise NotFound(code)
    rows = _public_versions(at).filter(procedure__code=code.strip().upper(), number__in=[before, after])
    found = {row.number: edition_of(row) for row in rows}
    if before == after or before not in found or after not in found:
        raise NotFound(code)
    old, new = found[before], found[after]
    texts = contents([old.id, new.id])
    return Comparison(code.strip().upper(), old, new, (texts[old.id], texts[new.id]))


@dataclass(frozen=True)
class Changes:
    """The changes of one kind by one act on one day. `code` and `name` are those of the only procedure, or empty."""

    day: date
    kind: ChangeKind
    basis: str
    count: int
    code: str = ""
    name: str = ""


def changes(*, at: datetime, since: date | None = None, until: date | None = None, limit: int = 50) -> list[Changes]:
    """What was published, by the day of effect, newest first. Two statements."""
    groups = [*_opened(at, since, until, limit), *_repealed(at, since, until, limit)]
    return sorted(groups, key=lambda group: (-group.day.toordinal(), group.basis, group.kind))[:limit]


def _dated(at: datetime, day: Func, since: date | None, until: date | None) -> QuerySet[ProcedureVersion]:
    rows: QuerySet[Any] = public(at=at).select_related(None).annotate(day=day).filter(day__isnull=False)
    if since:
        rows = rows.filter(day__gte=since)
    return rows.filter(day__lt=until) if until else rows


def _neighbours(side: str) -> QuerySet[ProcedureVersion]:
    """The versions of the same procedure wholly before (`fully_lt`) or after (`fully_gt`) a version."""
    return ProcedureVersion.objects.filter(
        procedure=OuterRef("procedure"), **{f"validity__{side}": OuterRef("validity")}
    )


def _grouped(rows: QuerySet[Any], keys: Sequence[str], limit: int) -> QuerySet[Any, Any]:
    grouped = rows.order_by().values_list(*keys)
    grouped = grouped.annotate(count=Count("pk"), code=Min("procedure__code"), title=Min("name"))
    return grouped.order_by("-day")[:limit]


def _opened(at: datetime, since: date | None, until: date | None, limit: int) -> list[Changes]:
    rows = _dated(at, Lower("validity"), since, until)
    rows = rows.annotate(is_first=~Exists(_neighbours("fully_lt")))
    return [
        _change(day, ChangeKind.NEW if first else ChangeKind.AMENDED, basis, count, code, name)
        for day, basis, first, count, code, name in _grouped(rows, ["day", "opened_basis", "is_first"], limit)
    ]


def _repealed(at: datetime, since: date | None, until: date | None, limit: int) -> list[Changes]:
    rows = _dated(at, Upper("validity"), since, until).filter(~Exists(_neighbours("fully_gt")))
    return [
        _change(day, ChangeKind.REPEALED, basis, count, code, name)
        for day, basis, count, code, name in _grouped(rows, ["day", "closed_basis"], limit)
    ]


def _change(day: date, kind: ChangeKind, basis: str, count: int, code: str, name: str) -> Changes:
    alone = count == 1
    return Changes(day, kind, basis, count, code if alone else "", name if alone else "")


def effects_of(groups: Iterable[Changes]) -> dict[tuple[str, date], Effects]:
    """What each amendment of a single procedure means for people, by code and day. One statement."""
    wanted = {(group.code, group.day) for group in groups if group.code and group.kind is ChangeKind.AMENDED}
    if not wanted:
        return {}
    codes_wanted = {code for code, _ in wanted}
    rows = ProcedureVersion.objects.filter(
        procedure__code__in=codes_wanted, published_at__isnull=False, is_internal=False
    )
    spans = list(rows.values_list("procedure__code", "validity", "content"))
    found = {}
    for code, day in wanted:
        after = next((plain for own, days, plain in spans if own == code and days.lower == day), None)
        earlier = [(days.lower, plain) for own, days, plain in spans if own == code and days.lower < day]
        if after and earlier:
            before = max(earlier, key=lambda span: span[0])[1]
            found[code, day] = effects(canonical.from_plain(before), canonical.from_plain(after))
    return found


@dataclass(frozen=True)
class ChangedProcedure:
    """One procedure that changed on a day."""

    kind: ChangeKind
    code: str
    name: str
    basis: str


def changed_on(day: date, *, at: datetime, limit: int = 5_000) -> list[ChangedProcedure]:
    """Every procedure that opened, changed or ended on the day, by name. Two statements."""
    nextday = day + timedelta(days=1)
    opened = _dated(at, Lower("validity"), day, nextday).annotate(is_first=~Exists(_neighbours("fully_lt")))
    fields = ("is_first", "procedure__code", "name", "opened_basis")
    found = [
        ChangedProcedure(ChangeKind.NEW if is_first else ChangeKind.AMENDED, code, name, basis)
        for is_first, code, name, basis in opened.order_by("sort_key").values_list(*fields)[:limit]
    ]
    ended = _dated(at, Upper("validity"), day, nextday).filter(~Exists(_neighbours("fully_gt"))).order_by("sort_key")
    gone = [
        ChangedProcedure(ChangeKind.REPEALED, code, name, basis)
        for code, name, basis in ended.values_list("procedure__code", "name", "closed_basis")[:limit]
    ]
    return gone + found


def sector_shelves(*, on: date, at: datetime) -> list[Facet]:
    """The sectors with the number of procedures in force, by Vietnamese order. One statement."""
    return _shelves(on, at, "sector_slug", "sector")


def agency_shelves(*, on: date, at: datetime) -> list[Facet]:
    """Who resolves procedures, with how many, by Vietnamese order. One statement."""
    return _shelves(on, at, "agency_slug", "agency")


def _shelves(on: date, at: datetime, key: str, name: str) -> list[Facet]:
    rows = public_texts(on=on, at=at).exclude(**{key: ""}).order_by()
    counted = rows.values_list(key).annotate(count=Count("pk"), label=Min(name))
    shelves = [Facet(value, label, count) for value, count, label in counted]
    return sorted(shelves, key=lambda shelf: sort_key(shelf.label))


def addresses(*, on: date, at: datetime) -> Iterator[tuple[str, date]]:
    """Code and first day of every public procedure in force, for the site map. One statement, streamed."""
    rows = public_texts(on=on, at=at).order_by("code").annotate(day=Lower("procedure_version__validity"))
    yield from rows.values_list("code", "day").iterator(chunk_size=1_000)

"""What hung on a board at any past moment, and what was public on any past day: one statement each, then the tree."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, DateTimeField, ExpressionWrapper, Min, OuterRef, Q, QuerySet, Subquery

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.terms import Level
from thutuc.db.ranges import days_of
from thutuc.disclosure.models import Posting
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules import reach
from thutuc.disclosure.rules.facts import Version
from thutuc.kernel.periods import Days, local_date
from thutuc.organisations import queries as organisations


def board_as_of(place: Any, at: datetime) -> QuerySet[Posting]:
    """What hung at a place at a moment, by name. One statement over disclosure_posting_of_place."""
    rows = Posting.objects.filter(place=place, posted_at__lte=at).filter(
        Q(removed_at__isnull=True) | Q(removed_at__gt=at)
    )
    rows = rows.select_related("version__procedure", "sheet").defer("version__content")
    return rows.order_by("subject", "version__sort_key", "pk")


@dataclass(frozen=True)
class PublicRow:
    """One version on one day: was it law, could everybody read it, did it hang.

    `on_portal`: it stood there as the text that applies or is to come; a text that has ended is only history.
    `hung_since` is the first moment from which it hung that day, `boards` at how many places.
    """

    code: str
    name: str
    number: int
    days: Days
    basis: str
    is_law: bool
    is_owed: bool
    on_portal: bool
    portal_since: datetime | None
    hung_since: datetime | None
    boards: int

    @property
    def last_on(self) -> date | None:
        """The last day of the version; None while none is known."""
        return self.days.end - timedelta(days=1) if self.days.end else None

    @property
    def is_right(self) -> bool:
        """Law, readable and on the wall; or none of the three."""
        return self.is_law == self.on_portal == (self.boards > 0)


def public_as_of(agency: Any | None, day: date) -> list[PublicRow]:
    """What was public on a day for a unit (or in the whole province), by name. Three statements.

    The versions in force, public or hanging that day in one statement (catalogue_version_no_overlap for the law,
    disclosure_posting_of_place for the wall), the agencies and their tree in two.
    """
    end = ground.end_of(day)
    rows = organisations.tree(on=day)
    units = [ground.unit_of(row.agency, row.parent_id) for row in rows]
    owner = ground.owners(units, reach.shelves(units))
    hung = Posting.objects.filter(ground.hanging(end), version__isnull=False)
    if agency is not None:
        hung = hung.filter(place__agency_id__in=[house for house, unit in owner.items() if unit == agency.pk])
    found = list(_versions(day, end, hung))
    facts = {row.pk: _fact(row) for row in found}
    law = [version for version in facts.values() if day in version.days]
    owed = {
        version.id
        for unit, versions in reach.owed(units, law).items()
        if agency is None or unit == agency.pk
        for version in versions
    }
    return [_row(row, day, is_owed=row.pk in owed) for row in found if row.pk in owed or row.boards]


def _versions(day: date, end: datetime, hung: QuerySet[Posting]) -> QuerySet[Any]:
    of_this = hung.filter(version=OuterRef("pk")).order_by().values("version")
    public = Q(published_at__lt=end) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end))
    rows = catalogue.on_boards(on=day, also=hung.values("version_id"), past=True)
    return (
        rows.select_related("procedure")
        .defer("content")
        .annotate(
            on_portal=ExpressionWrapper(public, output_field=BooleanField()),
            boards=Subquery(of_this.annotate(n=Count("pk")).values("n")),
            hung_since=Subquery(of_this.annotate(t=Min("posted_at")).values("t"), output_field=DateTimeField()),
        )
        .order_by("sort_key", "pk")
    )


def _fact(row: Any) -> Version:
    return Version(
        id=row.pk,
        procedure=row.procedure_id,
        number=row.number,
        code=row.procedure.code,
        name=row.name,
        levels=frozenset(Level(level) for level in row.levels),
        agency=row.agency_id,
        days=days_of(row.validity),
        opened_on=local_date(row.recorded_at),
    )


def _row(row: Any, day: date, *, is_owed: bool) -> PublicRow:
    days = days_of(row.validity)
    return PublicRow(
        code=row.procedure.code,
        name=row.name,
        number=row.number,
        days=days,
        basis=row.opened_basis,
        is_law=day in days and row.voided_at is None,
        is_owed=is_owed,
        on_portal=row.on_portal and (days.end is None or day < days.end),
        portal_since=row.published_at,
        hung_since=row.hung_since,
        boards=row.boards or 0,
    )

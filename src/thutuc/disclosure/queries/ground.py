"""The facts of one day for the rules of posting: units, versions, places, what hangs. A constant number of statements.

Twelve at most for the whole province: agencies and their tree (2), places, postings (2), scans, versions, signed
decisions, the province's own number, its calendar (3). Indexes used: disclosure_place_validity (GiST),
catalogue_version_no_overlap (GiST), disclosure_scan_outdated (partial), and disclosure_posting_of_place for one unit;
what hangs in the whole province is read in one pass over the postings.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.terms import Level
from thutuc.db.ranges import days_of
from thutuc.disclosure.models import Posting, PostingPlace, SheetScan
from thutuc.disclosure.rules import reach
from thutuc.disclosure.rules.boards import Board, OwnRule
from thutuc.disclosure.rules.facts import Hung, Place, Unit, Version
from thutuc.disclosure.rules.terms import PlaceKind, Verdict
from thutuc.kernel.periods import LOCAL, local_date
from thutuc.legislation import queries as legislation
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind, AgencyLevel
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import OutsideCalendar

PARAMETER = "posting.office"
OUTDATED = [verdict.value for verdict in Verdict if verdict.is_outdated]


@dataclass(frozen=True)
class Ground:
    """The day's facts; `agencies` in reading order, `boards` only of units that post."""

    on: date
    agencies: dict[int, Any]
    parents: dict[int, int | None]
    boards: dict[int, Board]
    versions: dict[int, Version]
    rule: OwnRule
    places: dict[int, Any]

    def houses(self, unit: int) -> frozenset[int]:
        """The unit and the agency above it: whose officers keep its boards."""
        above = self.parents.get(unit)
        return frozenset({unit, above} if above else {unit})


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LOCAL)


def hanging(at: datetime) -> Q:
    """What hangs at a moment."""
    return Q(posted_at__lt=at) & (Q(removed_at__isnull=True) | Q(removed_at__gte=at))


def load(*, on: date, agency_ids: Collection[int] | None = None) -> Ground:
    """Everything for `rules.boards` on a day, for all units or some."""
    rows = organisations.tree(on=on)
    units = [unit_of(row.agency, row.parent_id) for row in rows]
    posting = reach.shelves(units)
    owner = owners(units, posting)
    wanted = posting.keys() if agency_ids is None else posting.keys() & set(agency_ids)
    houses = None if agency_ids is None else {house for house, unit in owner.items() if unit in wanted}
    places = {row.pk: row for row in _places(on, houses) if owner.get(row.agency_id) in wanted}
    hung, noticed = _hung(on, places, owner, narrowed=houses is not None)
    _add_scans(hung, _scans(on, houses), places, owner)
    versions, standing = _versions(on, {each.version for unit in hung.values() for each in unit})
    owed = reach.owed(units, standing)
    shown: dict[int, list[Place]] = defaultdict(list)
    for row in places.values():
        unit = owner[row.agency_id]
        shown[unit].append(Place(row.pk, unit, PlaceKind(row.kind), row.validity.lower, row.pk in noticed))
    boards = {unit.id: Board(unit, owed[unit.id], shown[unit.id], hung[unit.id]) for unit in units if unit.id in wanted}
    agencies = {row.agency.pk: row.agency for row in rows}
    return Ground(on, agencies, {row.agency.pk: row.parent_id for row in rows}, boards, versions, own_rule(), places)


def owners(units: Iterable[Unit], posting: Mapping[int, object]) -> dict[int, int]:
    """Whose boards the places of an agency are: its own, or those of the counter that serves a committee."""
    found = {unit: unit for unit in posting}
    for unit in units:
        if unit.kind in ONE_STOP_KINDS and unit.parent is not None and unit.id in posting:
            found.setdefault(unit.parent, unit.id)
    return found


def own_rule() -> OwnRule:
    """The province's own number of days with its calendar. Four statements."""
    _parameter, values = legislation.parameter_history(PARAMETER)
    try:
        return OwnRule(values, worktime.calendar())
    except OutsideCalendar:
        return OwnRule(values, None)


def unit_of(agency: Any, parent: int | None) -> Unit:
    """An agency of the day as the rules know it."""
    return Unit(agency.pk, AgencyKind(agency.kind), AgencyLevel(agency.level), parent, days_of(agency.validity))


def _places(on: date, houses: Collection[int] | None) -> QuerySet[PostingPlace]:
    found = PostingPlace.objects.filter(validity__contains=on).order_by("sort_key", "pk")
    return found if houses is None else found.filter(agency_id__in=houses)


def _hung(
    on: date, places: Mapping[int, PostingPlace], owner: Mapping[int, int], *, narrowed: bool
) -> tuple[dict[int, list[Hung]], set[int]]:
    """What hangs at the places by unit, and the places that have the feedback notice."""
    rows = Posting.objects.filter(hanging(end_of(on))).order_by()
    if narrowed:
        rows = rows.filter(place_id__in=places)
    found: dict[int, list[Hung]] = defaultdict(list)
    noticed = set(rows.filter(version__isnull=True).values_list("place_id", flat=True))
    unit_of_place = {pk: owner[row.agency_id] for pk, row in places.items()}
    for version, place, pk in rows.filter(version__isnull=False).values_list("version_id", "place_id", "pk"):
        unit = unit_of_place.get(place)
        if unit is not None:
            found[unit].append(Hung(version, place, pk))
    return found, noticed


def _scans(on: date, houses: Collection[int] | None) -> Iterable[Mapping[str, Any]]:
    """The last outdated answer for each version on a unit's sheets, unless the wall was put right since."""
    settled = Posting.objects.filter(place__agency=OuterRef("sheet__agency")).filter(
        Q(version=OuterRef("sheet__shown__version"), removed_at__gte=OuterRef("at"))
        | Q(version__procedure=OuterRef("sheet__shown__version__procedure"), posted_at__gt=OuterRef("at"))
    )
    rows = SheetScan.objects.filter(verdict__in=OUTDATED, at__lt=end_of(on), sheet__shown__isnull=False)
    if houses is not None:
        rows = rows.filter(sheet__agency_id__in=houses)
    keys = {"agency": F("sheet__agency_id"), "place": F("sheet__place_id"), "version": F("sheet__shown__version_id")}
    return rows.exclude(Exists(settled)).order_by().values("sheet_id", **keys).annotate(last=Max("at"))


def _add_scans(
    hung: dict[int, list[Hung]],
    scans: Iterable[Mapping[str, Any]],
    places: Mapping[int, PostingPlace],
    owner: Mapping[int, int],
) -> None:
    """A scan is evidence on the posting that it proves; without a posting it is a sheet that hangs unrecorded."""
    for scan in scans:
        unit = owner.get(scan["agency"])
        here = hung[unit] if unit is not None else []
        known = next((n for n, each in enumerate(here) if each.version == scan["version"]), None)
        if known is not None:
            here[known] = here[known]._replace(scanned_at=scan["last"], sheet=scan["sheet_id"])
            continue
        of_unit = [pk for pk, row in places.items() if owner[row.agency_id] == unit]
        place = scan["place"] if scan["place"] in of_unit else next(iter(of_unit), None)
        if place is not None:
            here.append(Hung(scan["version"], place, None, scan["last"], scan["sheet_id"]))


_COLUMNS = (
    *("pk", "procedure_id", "number", "procedure__code", "name", "levels", "agency_id", "validity"),
    *("published_at", "withdrawn_at", "recorded_at", "voided_at", "is_internal", "opened_by", "closed_by"),
    "notice_hash",
)


def _versions(on: date, hung: Collection[int]) -> tuple[dict[int, Version], list[Version]]:
    """Every version that hangs or must hang, by key; and those that must hang, by name."""
    signed = catalogue.signed_days()
    known: dict[int, Version] = {}
    standing: list[Version] = []
    rows = catalogue.on_boards(on=on, also=hung).order_by("sort_key", "pk")
    for row in rows.values_list(*_COLUMNS, named=True):
        version = _version(row, signed)
        known[version.id] = version
        shown = row.published_at and not row.withdrawn_at and not row.is_internal and not row.voided_at
        if shown and on in version.days:
            standing.append(version)
    return known, standing


def versions_from(rows: QuerySet[Any]) -> list[Version]:
    """Rows of the catalogue as the rules know them, without the days of signing. One statement."""
    return [_version(row, {}) for row in rows.order_by("sort_key", "pk").values_list(*_COLUMNS, named=True)]


def _version(row: Any, signed: Mapping[str, date]) -> Version:
    return Version(
        id=row.pk,
        procedure=row.procedure_id,
        number=row.number,
        code=row.procedure__code,
        name=row.name,
        levels=frozenset(Level(level) for level in row.levels),
        agency=row.agency_id,
        days=days_of(row.validity),
        opened_on=signed.get(row.opened_by) or local_date(row.published_at or row.recorded_at),
        ended_on=signed.get(row.closed_by),
        act=row.opened_by,
        notice=row.notice_hash,
        voided_on=local_date(row.voided_at) if row.voided_at else None,
    )

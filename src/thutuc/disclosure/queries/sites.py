"""Units' own pages, the last check of each, and what pages are held against."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from thutuc.catalogue import queries as catalogue
from thutuc.disclosure.models import SiteCheck, SiteFinding, UnitSite
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.sites import Decision, Expected, SiteFault, SiteOutcome, base
from thutuc.kernel.actor import Actor
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS

READER = Actor.system("sites")


def visible_to(actor: Actor) -> QuerySet[UnitSite]:
    """Every officer sees every page: they are public."""
    hidden = bool(policies.read_objections(actor))
    return UnitSite.objects.none() if hidden else UnitSite.objects.filter(closed_at__isnull=True)


def sites_of(actor: Actor, agency: Any) -> QuerySet[UnitSite]:
    """The addresses of a unit."""
    return visible_to(actor).filter(agency=agency).order_by("kind", "url")


def site(actor: Actor, agency: Any, pk: int) -> UnitSite | None:
    """One address of a unit."""
    return visible_to(actor).filter(agency=agency, pk=pk).first()


@dataclass(frozen=True)
class SiteRow:
    """A unit with its addresses and its last check."""

    agency: Any
    addresses: list[str]
    check: SiteCheck | None
    faults: Counter[SiteFault]

    @property
    def rank(self) -> tuple[int, int, str]:
        """Worst first; what was never visited follows what cannot be opened."""
        told = SiteOutcome(self.check.outcome).rank if self.check else SiteOutcome.UNREACHABLE.rank
        return told, -sum(self.faults.values()), self.agency.sort_key

    @property
    def dead(self) -> int:
        return self.faults[SiteFault.DEAD_LINK]

    @property
    def stale(self) -> int:
        return self.faults[SiteFault.ABOLISHED] + self.faults[SiteFault.OLD_DECISION]


def overview(actor: Actor) -> list[SiteRow]:
    """Every unit that has pages, worst first. Three statements."""
    units: dict[int, Any] = {}
    addresses: dict[int, list[str]] = defaultdict(list)
    for row in visible_to(actor).select_related("agency").order_by("kind", "url"):
        units[row.agency_id] = row.agency
        addresses[row.agency_id].append(row.url)
    checks = {row.agency_id: row for row in _last_checks(units)}
    faults: dict[int, Counter[SiteFault]] = defaultdict(Counter)
    found = SiteFinding.objects.filter(check_of__in=[check.pk for check in checks.values()])
    for agency, fault in found.values_list("check_of__agency_id", "fault"):
        faults[agency][SiteFault(fault)] += 1
    rows = [SiteRow(agency, addresses[pk], checks.get(pk), faults[pk]) for pk, agency in units.items()]
    return sorted(rows, key=lambda row: row.rank)


def _last_checks(agencies: Collection[int]) -> QuerySet[SiteCheck]:
    return SiteCheck.objects.filter(agency__in=agencies).order_by("agency_id", "-at", "-pk").distinct("agency_id")


def last_check(agency: Any) -> tuple[SiteCheck | None, list[SiteFinding]]:
    """The last check of a unit with what it found. Two statements."""
    check = _last_checks([agency.pk]).first()
    return check, list(check.findings.order_by("number")) if check else []


def to_visit(codes: Collection[str] = ()) -> dict[Any, list[UnitSite]]:
    """Units with the addresses to visit, all or those named by code."""
    rows = UnitSite.objects.filter(closed_at__isnull=True).select_related("agency")
    if codes:
        rows = rows.filter(agency__code__in=codes)
    found: dict[Any, list[UnitSite]] = defaultdict(list)
    for row in rows.order_by("agency__sort_key", "agency_id", "kind", "url"):
        found[row.agency].append(row)
    return dict(found)


def expected(*, on: date) -> dict[int, Expected]:
    """What each unit's pages are held against on a day, by the unit's key; the key 0 is for units that post nothing."""
    day = ground.load(on=on)
    current, ended, opened = _codes(on)
    decisions, numbers = _decisions(opened)
    nothing = Expected(
        unit="",
        codes=frozenset(),
        ended=ended - current,
        decisions=decisions,
        current_numbers=numbers,
        portal=settings.SITE_URL,
        national_portal=settings.SITE["national_portal"],
    )
    owed = _owed(day)
    return {0: nothing} | {
        pk: replace(nothing, unit=day.agencies[pk].code, codes=frozenset(codes)) for pk, codes in owed.items()
    }


def _owed(day: ground.Ground) -> dict[int, set[str]]:
    """What a unit's website must lead to: what it posts, what its counter posts, what it resolves itself."""
    found: dict[int, set[str]] = defaultdict(set)
    for pk, board in day.boards.items():
        codes = {base(version.code) for version in board.owed}
        above = day.parents.get(pk)
        found[pk] |= codes
        if above is not None and board.unit.kind in ONE_STOP_KINDS:
            found[above] |= codes
    for version in day.versions.values():
        if version.agency is not None and day.on in version.days and version.voided_on is None:
            found[version.agency].add(base(version.code))
    return found


def _codes(on: date) -> tuple[frozenset[str], frozenset[str], dict[str, bool]]:
    """Codes in force or to come, codes that have ended, and for each act whether a version that it opened stands."""
    current, ended = set[str](), set[str]()
    opened: dict[str, bool] = {}
    rows = catalogue.visible_to(READER).filter(published_at__isnull=False, is_internal=False, voided_at__isnull=True)
    for code, validity, act in rows.order_by().values_list("procedure__code", "validity", "opened_by"):
        stands = validity.upper is None or validity.upper > on
        (current if stands else ended).add(base(code))
        opened[act] = opened.get(act, False) or stands
    return frozenset(current), frozenset(ended), opened


def _decisions(opened: dict[str, bool]) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """Decisions whose every version has ended, and the numbers of the others."""
    signed = catalogue.decisions_visible_to(READER).filter(signed_on__isnull=False)
    rows = [(row.key, row.number, row.signed_on) for row in signed if row.signed_on]
    gone = tuple(Decision(number, day) for key, number, day in rows if opened.get(key) is False)
    return gone, frozenset(number for key, number, _day in rows if opened.get(key) is not False)

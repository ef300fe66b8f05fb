"""Comparison across a reorganisation: who answers for whom, and figures carried to the units of a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thutuc.db.ranges import days_of
from thutuc.kernel.periods import Days
from thutuc.organisations.models import Agency, AgencySuccession, Area, AreaSuccession
from thutuc.organisations.rules import succession
from thutuc.organisations.rules.kinds import Scope
from thutuc.organisations.rules.succession import Carried, Step


@dataclass(frozen=True)
class AreaHeir:
    """An area that answers for an old one."""

    area: Area
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class AgencyHeir:
    """An agency that answers for an old one."""

    agency: Agency
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class ComparablePart:
    """An agency whose figures of `days` belong to the agency compared; a default part deserves a mark."""

    agency: Agency
    days: Days
    scope: Scope
    is_default: bool


def successor_areas(area: Area, *, on: date) -> list[AreaHeir]:
    """The areas of `on` that hold what `area` held; the default first."""
    heirs = succession.successors(area.pk, _area_steps(), on=on)
    rows = Area.objects.in_bulk([heir.id for heir in heirs])
    return [AreaHeir(rows[heir.id], heir.scope, heir.is_default) for heir in heirs]


def successor_agencies(agency: Agency, *, on: date) -> list[AgencyHeir]:
    """The agencies of `on` that do what `agency` did; the default first."""
    heirs = succession.successors(agency.pk, _agency_steps(), on=on)
    rows = Agency.objects.in_bulk([heir.id for heir in heirs])
    return [AgencyHeir(rows[heir.id], heir.scope, heir.is_default) for heir in heirs]


def heirs(agencies: Collection[int], *, on: date) -> dict[int, list[AgencyHeir]]:
    """For many agencies at once, by id: who does on a day what each did; the default first. Two statements."""
    steps = _agency_steps()
    found = {agency: succession.successors(agency, steps, on=on) for agency in agencies}
    rows = Agency.objects.in_bulk({heir.id for each in found.values() for heir in each})
    return {
        agency: [AgencyHeir(rows[heir.id], heir.scope, heir.is_default) for heir in each]
        for agency, each in found.items()
    }


def carry_areas(figures: Mapping[int, int], *, on: date) -> dict[int, Carried]:
    """Figures by area of any day, added up under the areas of `on`: the sum stays, defaults are marked."""
    return succession.carry(figures, _area_steps(), on=on)


def carry_agencies(figures: Mapping[int, int], *, on: date) -> dict[int, Carried]:
    """Figures by agency of any day, added up under the agencies of `on`."""
    return succession.carry(figures, _agency_steps(), on=on)


def comparable(agency: Agency, days: Days) -> list[ComparablePart]:
    """Whose figures make up those of `agency` over `days`: itself and every predecessor that lived in them."""
    steps = _agency_steps()
    ids = {agency.pk, *(step.old for step in steps), *(step.new for step in steps)}
    rows = Agency.objects.in_bulk(ids)
    lives = {pk: days_of(row.validity) for pk, row in rows.items()}
    parts = succession.parts(agency.pk, days, steps, lives)
    return [ComparablePart(rows[part.id], part.days, part.scope, part.is_default) for part in parts]


def links(agency: Agency) -> QuerySet[AgencySuccession]:
    """What an agency came from and what it became, the default first."""
    found = AgencySuccession.objects.filter(Q(from_agency=agency) | Q(to_agency=agency))
    return found.select_related("from_agency", "to_agency", "reorganisation").order_by(
        "-is_default", "from_agency__sort_key", "to_agency__sort_key"
    )


def _area_steps() -> list[Step]:
    columns = ("from_area_id", "to_area_id", "scope", "is_default", "reorganisation__on")
    rows = AreaSuccession.objects.values_list(*columns)
    return [Step(old, new, Scope(scope), default, on) for old, new, scope, default, on in rows]


def _agency_steps() -> list[Step]:
    columns = ("from_agency_id", "to_agency_id", "scope", "is_default", "reorganisation__on")
    rows = AgencySuccession.objects.values_list(*columns)
    return [Step(old, new, Scope(scope), default, on) for old, new, scope, default, on in rows]

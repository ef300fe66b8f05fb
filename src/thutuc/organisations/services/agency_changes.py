"""Writing a plan of agencies in bulk. Part of the act `reorganise_agencies`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F

from thutuc.db.ranges import days_of, ended_on, range_of
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.organisations.models import (
    Agency,
    AgencyPlacement,
    AgencySuccession,
    Area,
    Reorganisation,
    ReorganisationItem,
)
from thutuc.organisations.rules import policies
from thutuc.organisations.rules.agencies import AgencyPlan, AgencyRow, HeldAgency
from thutuc.organisations.services.agencies import NewAgency, agency_row
from thutuc.organisations.services.writing import BATCH


def held_agencies(on: date) -> tuple[dict[str, HeldAgency], dict[str, int]]:
    """Agencies in force on the day, by code, with their parents; and the key of each."""
    rows = list(Agency.objects.filter(validity__contains=on))
    places = AgencyPlacement.objects.filter(validity__contains=on).values_list("agency_id", "parent__code")
    parents = dict(places)
    held = {row.code: HeldAgency(row.code, row.name, days_of(row.validity), parents.get(row.pk, "")) for row in rows}
    return held, {row.code: row.pk for row in rows}


def taken_codes(held: Iterable[str]) -> set[str]:
    """Codes of agencies that are not in force on the day: never used for another one."""
    return set(Agency.objects.values_list("code", flat=True)) - set(held)


def later_objections(rows: Sequence[AgencyRow], ids: Mapping[str, int], on: date) -> list[Objection]:
    """An agency that starts, or was placed, on or after the day cannot be ended or moved as of it."""
    named = [ids[row.old] for row in rows if row.old in ids]
    placed = AgencyPlacement.objects.filter(agency_id__in=named, validity__startswith__gte=on)
    started = Agency.objects.filter(pk__in=named, validity__startswith__gte=on)
    if not placed.exists() and not started.exists():
        return []
    words = gettext_noop("Có cơ quan trong tệp bắt đầu hoặc đổi nơi trực thuộc từ ngày này trở đi: kiểm tra lại ngày.")
    return [Objection("agencies.day", words, policies.BASIS, "on")]


def write(plan: AgencyPlan, ids: dict[str, int], on: date) -> None:
    """Close, open and place; `ids` learns the new keys."""
    closing = [ids[agency.code] for agency in plan.close]
    moving = [ids[code] for code, _parent in plan.move if code in ids]
    Agency.objects.filter(pk__in=closing).update(validity=ended_on(on), revision=F("revision") + 1)
    placed = AgencyPlacement.objects.filter(agency_id__in=[*closing, *moving], validity__contains=on)
    placed.update(validity=ended_on(on))
    areas = _areas_of(plan, on)
    rows = [agency_row(_new(row, on), areas.get((str(row.level), row.area))) for row in plan.open]
    Agency.objects.bulk_create(rows, batch_size=BATCH)
    ids.update({row.code: row.pk for row in rows})
    placements = [
        AgencyPlacement(agency_id=ids[code], parent_id=ids[parent], validity=range_of(on)) for code, parent in plan.move
    ]
    AgencyPlacement.objects.bulk_create(placements, batch_size=BATCH)


def link(plan: AgencyPlan, ids: Mapping[str, int], made: Reorganisation) -> None:
    """Successions and the list for people."""
    links = [
        AgencySuccession(
            from_agency_id=ids[link.old],
            to_agency_id=ids[link.new],
            scope=link.scope,
            is_default=link.is_default,
            reorganisation=made,
        )
        for link in plan.link
    ]
    AgencySuccession.objects.bulk_create(links, batch_size=BATCH)
    items = [ReorganisationItem(reorganisation=made, kind=item.kind, agency_id=ids[item.code]) for item in plan.decide]
    ReorganisationItem.objects.bulk_create(items, batch_size=BATCH)


def _areas_of(plan: AgencyPlan, on: date) -> dict[tuple[str, str], int]:
    codes = {row.area for row in plan.open if row.area}
    rows = Area.objects.filter(code__in=codes, validity__contains=on).values_list("level", "code", "pk")
    return {(str(level), code): pk for level, code, pk in rows}


def _new(row: AgencyRow, on: date) -> NewAgency:
    if row.kind is None or row.level is None:  # pragma: no cover - the rules have refused such a row
        raise ValueError(row.new)
    return NewAgency(
        code=row.new,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        level=row.level,
        start=on,
        identity_code=row.identity_code,
    )

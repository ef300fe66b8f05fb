"""Agencies and areas in office language."""

from datetime import date
from typing import Any

from thutuc.db.ranges import range_of
from thutuc.kernel.text import fold_words, sort_key
from thutuc.organisations.models import Agency, AgencyPlacement, Area
from thutuc.organisations.rules.areas import kind_of, number
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaKind, AreaLevel

EARLY = date(2015, 1, 1)
LEVELS = {
    AgencyKind.COMMUNE_PC: AgencyLevel.COMMUNE,
    AgencyKind.COMMUNE_CENTRE: AgencyLevel.COMMUNE,
    AgencyKind.DISTRICT_PC: AgencyLevel.DISTRICT,
    AgencyKind.MINISTRY: AgencyLevel.CENTRAL,
}


def agency(
    code: str,
    name: str = "",
    kind: AgencyKind = AgencyKind.DEPARTMENT,
    *,
    parent: Agency | None = None,
    start: date = EARLY,
    end: date | None = None,
    **fields: Any,
) -> Agency:
    """An agency, under a parent for all its days."""
    name = name or f"Sở {code}"
    row = Agency.objects.create(
        code=code,
        name=name,
        kind=kind,
        level=fields.pop("level", LEVELS.get(kind, AgencyLevel.PROVINCE)),
        validity=range_of(start, end),
        sort_key=sort_key(name),
        folded=" ".join(fold_words(f"{name} {code}")),
        **fields,
    )
    if parent is not None:
        AgencyPlacement.objects.create(agency=row, parent=parent, validity=range_of(start, end))
    return row


def area(
    code: str,
    name: str,
    level: AreaLevel = AreaLevel.COMMUNE,
    *,
    parent: Area | None = None,
    start: date = EARLY,
    end: date | None = None,
) -> Area:
    """An administrative area."""
    return Area.objects.create(
        code=code,
        number=number(level, code),
        name=name,
        kind=kind_of(name, level) or AreaKind.COMMUNE,
        level=level,
        parent=parent,
        validity=range_of(start, end),
        sort_key=sort_key(name),
        folded=" ".join(fold_words(f"{name} {code}")),
    )

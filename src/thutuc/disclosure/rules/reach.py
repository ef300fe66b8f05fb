"""Which unit must post which procedure: Decree 63/2010/NĐ-CP Art. 17(1b) as amended in 2017.

Posting is owed «tại trụ sở cơ quan, đơn vị trực tiếp tiếp nhận, giải quyết»: a procedure of the province at the agency
that resolves it and at the province's service centre; a procedure of the communes at the counter of every commune; a
procedure of the districts at the counters of the districts as long as there were any (until 30/06/2025).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.rules.facts import Unit, Version
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind, AgencyLevel

CENTRES = frozenset({AgencyKind.PROVINCIAL_CENTRE, AgencyKind.ONE_LEVEL_CENTRE, AgencyKind.CENTRE_BRANCH})
"""Counters of the province; where the centre has one level, it and its branches receive for the communes too."""
ONE_LEVEL = frozenset({AgencyKind.ONE_LEVEL_CENTRE, AgencyKind.CENTRE_BRANCH})
RESOLVING = frozenset(
    {
        AgencyKind.DEPARTMENT,
        AgencyKind.DEPT_JUSTICE,
        AgencyKind.DEPT_HOME,
        AgencyKind.DEPT_ICT,
        AgencyKind.PROVINCE_OFFICE,
    }
)
"""Agencies of the province with a house of their own; vertical agencies answer to their ministries."""
COMMITTEES = {AgencyKind.COMMUNE_PC: Level.COMMUNE, AgencyKind.DISTRICT_PC: Level.DISTRICT}
_LEVELS = {AgencyLevel.COMMUNE: Level.COMMUNE, AgencyLevel.DISTRICT: Level.DISTRICT, AgencyLevel.PROVINCE: None}


def shelves(units: Iterable[Unit]) -> dict[int, frozenset[Level]]:
    """The units that post, with the levels whose procedures each must show whoever resolves them.

    A committee posts itself only while it has no counter of its own. A department has an empty set: it shows what it
    resolves.
    """
    known = list(units)
    served = {unit.parent for unit in known if unit.kind in ONE_STOP_KINDS}
    found: dict[int, frozenset[Level]] = {}
    for unit in known:
        levels = _levels_of(unit, served)
        if levels is not None:
            found[unit.id] = levels
    return found


def _levels_of(unit: Unit, served: set[int | None]) -> frozenset[Level] | None:
    if unit.kind in CENTRES:
        return frozenset({Level.PROVINCE, Level.COMMUNE} if unit.kind in ONE_LEVEL else {Level.PROVINCE})
    if unit.kind in COMMITTEES:
        return None if unit.id in served else frozenset({COMMITTEES[unit.kind]})
    if unit.kind in RESOLVING:
        return frozenset()
    level = _LEVELS.get(unit.level) if unit.kind in ONE_STOP_KINDS else None
    return frozenset({level}) if level else None


def owed(units: Iterable[Unit], versions: Iterable[Version]) -> dict[int, Sequence[Version]]:
    """Unit → the versions that it must show, in the order given. Units with the same shelf share one list."""
    known = {unit.id: unit for unit in units}
    posting = shelves(known.values())
    by_levels: dict[frozenset[Level], list[Version]] = {levels: [] for levels in posting.values()}
    own: dict[int, list[Version]] = defaultdict(list)
    for version in versions:
        for levels, shelf in by_levels.items():
            if levels & version.levels:
                shelf.append(version)
        resolver = resolver_of(version, known, posting)
        if resolver is not None:
            own[resolver].append(version)
    return {unit: own[unit] if not levels else by_levels[levels] for unit, levels in posting.items()}


def resolver_of(version: Version, units: Mapping[int, Unit], posting: Mapping[int, frozenset[Level]]) -> int | None:
    """The house in which a procedure of the province is resolved: the agency itself or the one it is a part of."""
    if not version.levels & {Level.PROVINCE, Level.OTHER}:
        return None
    unit = units.get(version.agency) if version.agency else None
    for _step in range(4):
        if unit is None or (unit.id in posting and not posting[unit.id]):
            break
        unit = units.get(unit.parent) if unit.parent else None
    return unit.id if unit and not posting.get(unit.id, frozenset({Level.PROVINCE})) else None

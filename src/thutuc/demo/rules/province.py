"""Units of An Lạc: areas and agencies before, what the two reorganisations of 2025 made of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thutuc.demo.rules.notation import slug
from thutuc.organisations.rules.agencies import AgencyRow
from thutuc.organisations.rules.areas import Key, Unit
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaLevel, ItemKind, Scope
from thutuc.organisations.rules.reorganisation import MapRow

Table = Mapping[str, Any]


@dataclass(frozen=True)
class Body:
    """An agency to be added, with its parent and area by code."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    parent: str
    identity: str
    area: Key | None = None


def committee_code(name: str) -> str:
    """The people's committee of an area: `ubnd-xa-loc-ngai`."""
    return f"ubnd-{slug(name)}"


def former_code(name: str) -> str:
    """The committee of a commune until 30/06/2025: many of the new ones bear the same name."""
    return f"{committee_code(name)}-cu"


def counter_code(name: str) -> str:
    """The counter of a district."""
    return f"bpmc-{slug(name)}"


def centre_code(name: str) -> str:
    """The service centre of a commune."""
    return f"trung-tam-pvhcc-{slug(name)}"


def committee_name(name: str) -> str:
    """`Ủy ban nhân dân xã Lộc Ngãi`."""
    return f"Ủy ban nhân dân {lowered(name)}"


def lowered(name: str) -> str:
    """«Xã Lộc Ngãi» inside a longer name: «xã Lộc Ngãi»."""
    return name[:1].lower() + name[1:]


def units(told: Table) -> list[Unit]:
    """Areas until 30/06/2025, from the top."""
    province = Unit(AreaLevel.PROVINCE, told["code"], told["name"])
    found = [province]
    for district in told["district"]:
        above = Unit(AreaLevel.DISTRICT, district["code"], district["name"], province.key)
        found.append(above)
        found += [Unit(AreaLevel.COMMUNE, code, name, above.key) for code, name in district["communes"]]
    return found


def new_units(told: Table) -> list[Unit]:
    """The province and the communes since 01/07/2025."""
    province = Unit(AreaLevel.PROVINCE, told["code"], told["name"])
    communes = [Unit(AreaLevel.COMMUNE, each["code"], each["name"], province.key) for each in told["commune"]]
    return [province, *communes]


def bodies(told: Table) -> Iterator[Body]:
    """Every agency of the time before, parents first."""
    province = (AreaLevel.PROVINCE, told["code"])
    for code, name, short_name, kind, parent, identity in told["before"]["agencies"]:
        yield Body(code, name, short_name, AgencyKind(kind), AgencyLevel.PROVINCE, parent, identity, province)
    for district in told["district"]:
        yield from _district(district)


def _district(told: Table) -> Iterator[Body]:
    """The committee of a district, its counter, the committees of its communes."""
    name, area = told["name"], (AreaLevel.DISTRICT, told["code"])
    above, level = committee_code(name), AgencyLevel.DISTRICT
    yield Body(
        code=above,
        name=committee_name(name),
        short_name=f"UBND {lowered(name)}",
        kind=AgencyKind.DISTRICT_PC,
        level=level,
        parent="ubnd-tinh",
        identity=told["identity"],
        area=area,
    )
    counter = f"Bộ phận Tiếp nhận và Trả kết quả {lowered(name)}"
    identity = f"{told['identity']}.90"
    yield Body(counter_code(name), counter, "Bộ phận một cửa", AgencyKind.DISTRICT_UNIT, level, above, identity, area)
    for place, (code, commune) in enumerate(told["communes"], start=1):
        yield Body(
            code=former_code(commune),
            name=committee_name(commune),
            short_name=f"UBND {lowered(commune)}",
            kind=AgencyKind.COMMUNE_PC,
            level=AgencyLevel.COMMUNE,
            parent=above,
            identity=f"{told['identity']}.{place}",
            area=(AreaLevel.COMMUNE, code),
        )


def department_rows(told: Table) -> Iterator[AgencyRow]:
    """The merging of departments; a unit of a department that is shared out is told where it goes."""
    act = told["departments"]
    opened = {row[0]: row for row in act["opened"]}
    for line, (old, new, scope, is_default) in enumerate(act["links"], start=1):
        named = _department(opened[new], told["code"]) if new in opened else {}
        yield AgencyRow(line, old, new, scope=Scope(scope), is_default=is_default, **named)
    for line, (code, parent) in enumerate(act["moved"], start=len(act["links"]) + 1):
        yield AgencyRow(line, code, code, parent=parent)


def _department(row: Sequence[str], area: str) -> dict[str, Any]:
    _code, name, short_name, kind, parent, identity = row
    named: dict[str, Any] = {"name": name, "short_name": short_name, "kind": AgencyKind(kind), "parent": parent}
    return named | {"level": AgencyLevel.PROVINCE, "area": area, "identity_code": identity}


def area_rows(told: Table) -> Iterator[MapRow]:
    """The merging of communes."""
    names = {code: name for district in told["district"] for code, name in district["communes"]}
    for line, (old, commune, scope, is_default) in enumerate(_moves(told), start=1):
        yield MapRow(
            *(line, told["code"], old, names[old], told["code"], commune["code"], commune["name"]), scope, is_default
        )


def committee_rows(told: Table) -> Iterator[AgencyRow]:
    """Committees of communes merge, districts end, every new commune gets its service centre."""
    names = {code: name for district in told["district"] for code, name in district["communes"]}
    lines: list[dict[str, Any]] = []
    for old, commune, scope, is_default in _moves(told):
        line: dict[str, Any] = {"old": former_code(names[old]), "new": committee_code(commune["name"])}
        lines.append({**line, **_committee(commune), "scope": scope, "is_default": is_default})
    for district in told["district"]:
        ending = (committee_code(district["name"]), counter_code(district["name"]))
        lines += [{"old": code, "new": ""} for code in ending]
    for commune in told["commune"]:
        lines.append({"old": "", "new": centre_code(commune["name"]), **_centre(commune)})
    for number, line in enumerate(lines, start=1):
        yield AgencyRow(line=number, **line)


def split_of(told: Table) -> str:
    """The split commune, left for a person to decide."""
    return str(told["decisions"]["split_area"])


def decision_on(told: Table, kind: ItemKind, code: str) -> str:
    """What a person decided about an agency after a reorganisation; "" where nobody has decided yet."""
    decided = told["decisions"]
    return str(decided.get(code) or decided.get(kind.value, ""))


def opened_on(told: Table) -> tuple[date, date, date]:
    """From when the units stand, when departments merged, when the two levels began."""
    return told["since"], told["departments_on"], told["two_levels_on"]


def _moves(told: Table) -> Iterator[tuple[str, Table, Scope, bool]]:
    for commune in told["commune"]:
        for old in commune["from"]:
            yield old, commune, Scope.WHOLE, True
        for old in commune.get("parts", ()):
            yield old, commune, Scope.PARTIAL, old in commune.get("default_for", ())


def _committee(commune: Table) -> dict[str, Any]:
    return {
        "name": committee_name(commune["name"]),
        "short_name": f"UBND {lowered(commune['name'])}",
        "kind": AgencyKind.COMMUNE_PC,
        "level": AgencyLevel.COMMUNE,
        "parent": "ubnd-tinh",
        "area": commune["code"],
        "identity_code": commune["identity"],
    }


def _centre(commune: Table) -> dict[str, Any]:
    name = lowered(commune["name"])
    return {
        "name": f"Trung tâm Phục vụ hành chính công {name}",
        "short_name": f"Trung tâm PVHCC {name}",
        "kind": AgencyKind.COMMUNE_CENTRE,
        "level": AgencyLevel.COMMUNE,
        "parent": committee_code(commune["name"]),
        "area": commune["code"],
        "identity_code": f"{commune['identity']}.1",
    }

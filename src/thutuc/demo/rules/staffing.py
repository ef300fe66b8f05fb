"""Who works at the counters and in the agencies that resolve: posts by kind of agency, names put together by a rule."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from thutuc.demo.rules.notation import address_of
from thutuc.demo.rules.province import centre_code, committee_code, counter_code, former_code

Table = Mapping[str, Any]
Place = tuple[str, str, str, date, date | None]
"""(agency, role, title, from, to)."""


def people(staffing: Table, province: Table, *, taken: Sequence[str]) -> list[dict[str, Any]]:
    """Tables like those of people.toml, one for each place; no address is one of `taken`."""
    words = {(each["agency"], each["title"]): each["words"] for each in staffing["sign_in"]}
    names = _names(staffing["names"], {address_of(name) for name in taken})
    return [
        {
            "key": f"{agency}-{number}",
            "name": name,
            "sign_in": words.get((agency, title), ""),
            "posts": [{"role": role, "agency": agency, "from": start, "title": title, **_until(end)}],
        }
        for number, ((agency, role, title, start, end), name) in enumerate(
            zip(_places(staffing, province), names, strict=False), start=1
        )
    ]


def _until(end: date | None) -> dict[str, Any]:
    return {"to": end, "left": "Sắp xếp tổ chức bộ máy"} if end else {}


def _names(told: Table, taken: set[str]) -> Iterator[str]:
    """Families and given names in turns, so that neighbours differ; an address comes once."""
    given = [name for pair in zip(told["men"], told["women"], strict=True) for name in pair]
    turned = [given[number:] + given[:number] for number in range(0, len(given), 7)]
    for row, family in product(zip(*turned, strict=True), told["family"]):
        for name in row:
            whole = f"{family} {name}"
            if address_of(whole) not in taken:
                taken.add(address_of(whole))
                yield whole


def _places(staffing: Table, province: Table) -> Iterator[Place]:
    since, two_levels = staffing["since"], province["two_levels_on"]
    for role, title in staffing["provincial_centre"]["staff"]:
        yield "trung-tam-pvhcc-tinh", role, title, since, None
    yield from _departments(staffing["department"], since)
    for commune in province["commune"]:
        for role, title in staffing["commune"]["centre"]:
            yield centre_code(commune["name"]), role, title, two_levels, None
        for role, title in staffing["commune"]["committee"]:
            yield committee_code(commune["name"]), role, title, two_levels, None
    for district in province["district"]:
        yield from _district(staffing, district, since, two_levels)


def _departments(told: Table, since: date) -> Iterator[Place]:
    for code in (*told["codes"], *told["ended"]):
        for role, title in told["staff"]:
            yield code, role, title, told["opened"].get(code, since), told["ended"].get(code)


def _district(staffing: Table, district: Table, since: date, until: date) -> Iterator[Place]:
    for role, title in staffing["district"]["counter"]:
        yield counter_code(district["name"]), role, title, since, until
    for role, title in staffing["district"]["committee"]:
        yield committee_code(district["name"]), role, title, since, until
    for _code, name in district["communes"]:
        for role, title in staffing["old_commune"]["committee"]:
            yield former_code(name), role, title, since, until

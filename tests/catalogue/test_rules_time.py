"""Cases of tests/catalogue/cases/versions.toml, and what the table cannot say."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thutuc.catalogue.rules import validity
from thutuc.catalogue.rules.validity import End, Version
from thutuc.kernel.periods import Days

CASES = tomllib.loads((Path(__file__).parent / "cases" / "versions.toml").read_text())


def version(row: dict[str, Any]) -> Version:
    return Version(
        row["number"],
        Days(row["from"], row.get("to")),
        row.get("published"),
        row.get("withdrawn"),
        row.get("recorded"),
    )


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["name"] for row in rows]


@pytest.mark.parametrize("case", CASES["history"], ids=names(CASES["history"]))
def test_the_version_in_force_on_a_day_and_public_at_a_moment(case: dict[str, Any]) -> None:
    versions = [version(row) for row in case["versions"]]

    for asked in case["in_force"]:
        found = validity.in_force(versions, asked["on"])
        assert (found.number if found else 0) == asked["number"], asked
    for asked in case["public"]:
        assert [one.number for one in validity.public(versions, asked["at"])] == asked["numbers"], asked


@pytest.mark.parametrize("case", CASES["opening"], ids=names(CASES["opening"]))
def test_opening_closes_the_one_in_force_at_the_same_instant(case: dict[str, Any]) -> None:
    versions = [version(row) for row in case["versions"]]

    opening = validity.open_on(versions, case["starts_on"])

    assert opening.days == Days(case["starts_on"], case.get("ends_on"))
    assert (opening.closes.number if opening.closes else 0) == case["closes"]
    assert opening.number == case["number"]
    assert validity.opening_objections(versions, case["starts_on"]) == []


@pytest.mark.parametrize("case", CASES["refused"], ids=names(CASES["refused"]))
def test_what_may_not_open(case: dict[str, Any]) -> None:
    versions = [version(row) for row in case["versions"]]

    assert [o.code for o in validity.opening_objections(versions, case["starts_on"])] == [case["code"]]


@pytest.mark.parametrize("case", CASES["known"], ids=names(CASES["known"]))
def test_what_was_known_at_a_moment(case: dict[str, Any]) -> None:
    ends = tuple(End(row.get("ends_on"), row["recorded"]) for row in case["ends"])
    kept = Version(1, Days(case["from"], case.get("to")), recorded_at=case["recorded"], ends=ends)

    for asked in case["asked"]:
        believed = validity.as_known([kept], asked["at"])
        assert (validity.in_force(believed, asked["on"]) is not None) == asked["in_force"], asked


def test_a_version_without_recorded_ends_is_known_as_it_stands() -> None:
    kept = Version(1, Days(date(2020, 1, 1), date(2021, 1, 1)))

    assert validity.as_known([kept], CASES["known"][0]["recorded"]) == [kept]


def test_an_end_comes_after_the_start() -> None:
    kept = Version(1, Days(date(2020, 1, 1)))

    assert validity.closing_objections(kept, date(2020, 1, 2)) == []
    assert [o.code for o in validity.closing_objections(kept, date(2020, 1, 1))] == ["version.ends_before_start"]


def test_an_end_is_not_taken_back_over_a_successor() -> None:
    first = Version(1, Days(date(2020, 1, 1), date(2021, 1, 1)))
    second = Version(2, Days(date(2021, 1, 1)))

    assert validity.reopening_objections([first], 1) == []
    assert [o.code for o in validity.reopening_objections([first, second], 1)] == ["version.successor"]

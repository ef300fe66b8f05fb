"""The same change of the law gets the deadlines of its own era (control.md §3.4 and §10)."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.worktime.casebook import calendar_of
from thutuc.disclosure.rules.chain_limits import KEYS, UNIT, Change, Fault, Known, Link, Numbers, expected, fault, gap
from thutuc.kernel.periods import Days
from thutuc.legislation.queries.shipped import parameter_table
from thutuc.legislation.rules import parameters

BOOK = tomllib.loads((Path(__file__).parent / "cases" / "eras.toml").read_text(encoding="utf-8"))
CALENDAR = calendar_of(BOOK["calendar"])
LINKS = [link.value for link in Link]


def numbers(unit: str = "") -> Numbers:
    table = {key: parameter_table()[key] for key in KEYS}
    values = {key: parameter.values for key, parameter in table.items()}
    if unit:
        own = {"value": unit, "unit": "choice", "source": "12/2018/QĐ-UBND", "article": ""}
        values[UNIT] = (*values[UNIT], parameters.override(table[UNIT], days=Days(date(2018, 1, 1)), **own))
    return values


def change(case: dict[str, Any]) -> Change:
    return Change(
        effective_on=case.get("effective"),
        issued_on=case.get("issued"),
        is_shortened=case.get("shortened", False),
        province_signed_on=case.get("province_signed"),
    )


@pytest.mark.parametrize("case", BOOK["case"], ids=[case["name"] for case in BOOK["case"]])
def test_a_change_gets_the_deadlines_of_its_own_era(case: dict[str, Any]) -> None:
    found = expected(change(case), numbers(case.get("unit", "")), CALENDAR)

    days = {due.link.value: due.on for due in found.dues if due.on}
    assert days == {link: case[link] for link in LINKS if link in case}


def test_every_due_day_names_the_text_that_gives_it() -> None:
    found = expected(Change(date(2019, 7, 1)), numbers(), CALENDAR)

    assert all("92/2017/NĐ-CP" in due.basis for due in found.dues if due.on)
    boards = found.of(Link.BOARDS)
    assert boards is not None
    assert boards.is_event_expected
    assert not boards.is_law


def test_what_cannot_be_counted_says_why() -> None:
    undated = expected(Change(None), numbers(), CALENDAR)
    early = expected(Change(date(2010, 7, 1)), numbers(), CALENDAR)
    outside = expected(Change(date(2019, 7, 1)), numbers(), calendar_of(BOOK["calendar"] | {"first": date(2020, 1, 1)}))

    last = expected(Change(date.max, date.max, is_shortened=True), numbers(), CALENDAR)
    assert {due.known for due in last.dues} == {Known.NO_CALENDAR}
    told = [found.of(Link.PROVINCE) for found in (undated, early, outside)]
    assert [due and due.known for due in told] == [Known.NO_EVENT, Known.NO_NUMBER, Known.NO_CALENDAR]
    assert {due.on for found in (undated, early, outside) for due in found.dues} == {None}


DUE = date(2019, 6, 24)
FAULTS = [
    ("signed in time", Fault.NONE, {"signed_on": date(2019, 6, 24)}),
    ("still open before its day", Fault.NONE, {"on": date(2019, 6, 20)}),
    ("the ministry's decision lay here in time", Fault.OWN, {"arrived_on": date(2019, 6, 10)}),
    ("it arrived on the last day", Fault.OWN, {"arrived_on": DUE}),
    ("it arrived a day after our own deadline", Fault.UPSTREAM, {"arrived_on": date(2019, 6, 25)}),
    ("it was signed after our own deadline", Fault.UPSTREAM, {"ministry_signed_on": date(2019, 6, 28)}),
    ("it was signed but never sent", Fault.UPSTREAM, {"ministry_signed_on": date(2019, 6, 3)}),
    ("there is none", Fault.UPSTREAM, {}),
    ("the province details the content itself", Fault.OWN, {"needs_ministry": False}),
    ("signed late, arrival unknown", Fault.UNKNOWN, {"signed_on": date(2019, 7, 2)}),
]


@pytest.mark.parametrize(("name", "whose", "given"), FAULTS, ids=[row[0] for row in FAULTS])
def test_lateness_is_laid_at_the_right_door(name: str, whose: Fault, given: dict[str, Any]) -> None:
    told = {"signed_on": None, "on": date(2019, 7, 5)} | given

    assert fault(due=DUE, **told) is whose


def test_a_gap_is_told_in_days_and_working_days() -> None:
    assert gap(CALENDAR, date(2019, 6, 24), date(2019, 7, 1)) == (7, 5)
    assert gap(CALENDAR, date(2008, 6, 24), date(2008, 7, 1)) == (7, None)

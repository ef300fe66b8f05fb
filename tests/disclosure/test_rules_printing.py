"""Which sheets an order makes."""

from dataclasses import replace
from datetime import date

import pytest

from thutuc.disclosure.rules import printing
from thutuc.disclosure.rules.printing import Asked, UnitFacts, Version, What
from thutuc.disclosure.rules.sheet import Extent
from thutuc.disclosure.rules.terms import SheetKind

NOTICE = (("Điện thoại", "1900 1234"),)
VERSIONS = (
    Version(11, 3, "1.001193.000.00.00.H56", "decision:7"),
    Version(12, 1, "1.001194.000.00.00.H56", "decision:7"),
    Version(13, 2, "2.000912.000.00.00.H56", "decision:8"),
)
UNITS = (UnitFacts(1, 5, VERSIONS, frozenset({12})), UnitFacts(2, None, VERSIONS[:2]), UnitFacts(3, None, ()))


def sheets(asked: Asked) -> list[tuple[int, SheetKind, int | None, tuple[int, ...]]]:
    return [
        (order.agency_id, order.kind, order.place_id, tuple(version for version, _ in order.versions))
        for order in printing.orders(asked, UNITS, NOTICE)
    ]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (Asked(what=What.DUE), [(1, 12)]),
        (Asked(what=What.PROCEDURE, code="1.001193"), [(1, 11), (2, 11)]),
        (Asked(what=What.PROCEDURE, code="1.001193.000.00.00.H56"), [(1, 11), (2, 11)]),
        (Asked(what=What.DECISION, decision="decision:8"), [(1, 13)]),
        (Asked(what=What.ALL), [(1, 11), (1, 12), (1, 13), (2, 11), (2, 12)]),
        (Asked(what=What.NONE), []),
    ],
)
def test_each_unit_gets_only_what_it_must_show(asked: Asked, wanted: list[tuple[int, int]]) -> None:
    assert [(unit, versions[0]) for unit, _kind, _place, versions in sheets(asked)] == wanted


def test_a_list_holds_everything_of_the_unit_and_a_notice_its_addresses() -> None:
    made = sheets(Asked(what=What.NONE, with_list=True, with_notice=True))
    assert made[:2] == [(1, SheetKind.LIST, 5, (11, 12, 13)), (1, SheetKind.FEEDBACK_NOTICE, 5, ())]
    assert [unit for unit, kind, *_ in made if kind is SheetKind.LIST] == [1, 2]
    assert printing.orders(Asked(what=What.NONE, with_notice=True), UNITS, NOTICE)[0].lines == NOTICE


def test_a_named_place_goes_before_the_only_board() -> None:
    assert {place for _unit, _kind, place, _ in sheets(Asked(what=What.ALL, place=9))} == {9}


def test_an_order_is_kept_as_it_was_asked() -> None:
    asked = Asked((1, 2), 5, What.DECISION, "", "decision:7", date(2027, 1, 1), True, True, Extent.FULL)
    assert printing.from_plain(printing.to_plain(asked)) == asked
    assert printing.from_plain(printing.to_plain(replace(asked, on=None, place=None))).on is None


def test_nothing_and_too_much_are_refused() -> None:
    one = printing.orders(Asked(what=What.DUE), UNITS, NOTICE)
    assert printing.objections([])[0].code == "sheet.nothing"
    assert printing.objections(one) == []
    assert printing.objections(one * (printing.MOST + 1))[0].code == "sheet.many"

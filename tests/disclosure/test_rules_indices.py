"""Indices 1.1–1.3 of Decision 766 as the centre counts them (control.md §3.5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.disclosure.lines import CALENDAR
from thutuc.disclosure.rules.indices import (
    Filled,
    Ground,
    Index,
    Published,
    Ratio,
    complete_parts,
    disclosed_on_time,
    published_on_time,
    reporting_quarter,
)
from thutuc.kernel.periods import Days

QUARTER = Days(date(2019, 6, 15), date(2019, 9, 15))
IN_FORCE = date(2019, 7, 1)
"""A Monday; five working days before it is Monday 24/06."""
ROW = Published(
    code="1.000001",
    name="Đăng ký khai sinh",
    agency="Sở Tư pháp",
    decision="412/QĐ-UBND",
    signed_on=date(2019, 6, 24),
    is_full=True,
    newest_basis_on=IN_FORCE,
    changed_basis_on=IN_FORCE,
    changed_issued_on=date(2019, 5, 2),
    disclosed_on=date(2019, 7, 1),
)
LATE = replace(ROW, signed_on=date(2019, 6, 25))


def first(*rows: Published, period: Days = QUARTER) -> Index:
    return published_on_time(rows, period, lambda on: 5, CALENDAR)


def second(*rows: Published, period: Days = QUARTER) -> Index:
    return disclosed_on_time(rows, period, lambda on: 5, CALENDAR)


def test_published_five_working_days_before_the_newest_basis_is_on_time() -> None:
    found = first(ROW, replace(LATE, code="2"))

    assert [(row.code, row.on_time) for row in found.rows] == [("2", False), ("1.000001", True)]
    assert found.value == Ratio(1, 2)
    assert found.rows[1].cases[0].due_on == date(2019, 6, 24)


def test_only_contents_that_the_province_details_are_counted() -> None:
    found = first(ROW, replace(LATE, code="2", is_full=False), replace(ROW, code="3", is_full=False))

    assert found.value == Ratio(1, 1)
    assert [(row.code, row.grounds) for row in found.aside] == [("2", (Ground.LIST_DECISION,))]
    assert found.contested == found.aside


def test_a_procedure_of_several_decisions_counts_once_and_is_late_if_any_was() -> None:
    again = replace(ROW, decision="500/QĐ-UBND", signed_on=date(2019, 8, 1), newest_basis_on=date(2019, 9, 3))

    found = first(LATE, again)

    assert found.value == Ratio(0, 1)
    assert len(found.rows[0].cases) == 2


def test_what_lies_outside_the_period_is_not_counted() -> None:
    assert first(replace(ROW, signed_on=date(2019, 6, 14)), replace(ROW, signed_on=date(2019, 9, 15))).value.whole == 0


def test_the_last_day_of_the_period_belongs_to_it() -> None:
    assert first(replace(ROW, signed_on=date(2019, 9, 14))).value.whole == 1


def test_a_basis_without_a_day_of_effect_cannot_be_judged_and_is_told() -> None:
    found = first(replace(ROW, newest_basis_on=None), replace(LATE, code="2", newest_basis_on=None, is_full=False))

    assert (found.value.percent, [row.code for row in found.unjudged]) == (None, ["1.000001"])


GROUNDS = [
    ("the ministry's decision came after our own day", {"ministry_arrived_on": date(2019, 6, 25)}, Ground.UPSTREAM),
    ("the text itself was signed after our day", {"changed_issued_on": date(2019, 6, 25)}, Ground.LAW_TOO_LATE),
    ("the newest basis changed nothing here", {"changed_basis_on": date(2019, 7, 15)}, Ground.OTHER_BASIS),
    ("the shortened procedure has another limit", {"is_shortened": True}, Ground.SHORTENED),
]


@pytest.mark.parametrize(("name", "told", "ground"), GROUNDS, ids=[row[0] for row in GROUNDS])
def test_what_the_formula_counts_wrongly_is_listed_with_its_reason(
    name: str, told: dict[str, date], ground: Ground
) -> None:
    found = first(replace(LATE, **told), replace(ROW, code="2"))

    assert [row.grounds for row in found.contested] == [(ground,)]
    assert (found.value, found.if_accepted) == (Ratio(1, 2), Ratio(1, 1))


def test_late_by_our_own_fault_is_not_contested() -> None:
    in_time = replace(LATE, ministry_arrived_on=date(2019, 6, 10), changed_basis_on=date(2019, 6, 20))

    assert first(in_time).contested == ()


def test_a_second_late_decision_without_a_reason_spoils_the_explanation() -> None:
    explained = replace(LATE, ministry_arrived_on=date(2019, 6, 25))

    assert first(explained, replace(LATE, decision="413/QĐ-UBND")).contested == ()


def test_disclosed_within_five_working_days_of_the_decision_is_on_time() -> None:
    late = replace(ROW, code="2", disclosed_on=date(2019, 7, 2))

    found = second(ROW, late)

    assert found.value == Ratio(1, 2)
    assert found.rows[0].cases[0].due_on == date(2019, 7, 1)


def test_what_is_still_due_within_the_period_counts_as_not_done() -> None:
    due_inside = replace(ROW, code="2", signed_on=date(2019, 9, 6), disclosed_on=None)
    due_after = replace(ROW, code="3", signed_on=date(2019, 9, 12), disclosed_on=None)
    done_after = replace(ROW, code="4", signed_on=date(2019, 9, 5), disclosed_on=date(2019, 9, 20))
    signed_after = replace(ROW, code="5", signed_on=date(2019, 9, 16), disclosed_on=None)
    due_before = replace(ROW, code="6", signed_on=date(2019, 6, 3), disclosed_on=None)

    found = second(ROW, due_inside, due_after, done_after, signed_after, due_before)

    assert sorted(row.code for row in found.rows) == ["1.000001", "2", "4"]
    assert found.value == Ratio(1, 3)


def test_what_was_disclosed_in_an_earlier_period_is_not_counted_again() -> None:
    assert second(replace(ROW, signed_on=date(2019, 6, 3), disclosed_on=date(2019, 6, 7))).value.whole == 0


def test_a_decision_of_an_earlier_period_counts_where_it_is_disclosed() -> None:
    assert second(replace(ROW, signed_on=date(2019, 6, 12), disclosed_on=date(2019, 6, 18))).value == Ratio(1, 1)


def test_reasons_to_contest_the_second_index() -> None:
    shown = replace(ROW, disclosed_on=date(2019, 7, 3), shown_there_on=date(2019, 7, 1))
    reversed_ = replace(ROW, code="2", disclosed_on=None, reversed_on=date(2019, 6, 28))

    found = second(shown, reversed_)

    assert [row.grounds for row in found.contested] == [(Ground.SHOWN_EARLIER,), (Ground.REVERSED,)]
    assert found.if_accepted.percent is None


def test_outside_the_calendar_or_without_a_number_nothing_is_judged() -> None:
    old = replace(ROW, signed_on=date(2008, 7, 1), newest_basis_on=date(2008, 7, 8), disclosed_on=None)

    whole = Days(None, date(2019, 9, 15))

    assert first(old, period=whole).unjudged == (old,)
    assert second(old, period=whole).unjudged == (old,)
    assert published_on_time([ROW], QUARTER, lambda on: None, CALENDAR).unjudged == (ROW,)
    assert disclosed_on_time([ROW], QUARTER, lambda on: None, CALENDAR).unjudged == (ROW,)


def test_an_open_period_runs_on() -> None:
    assert second(replace(ROW, disclosed_on=None), period=Days(date(2019, 6, 15))).value == Ratio(0, 1)


def test_complete_parts_of_the_public_procedures() -> None:
    found = complete_parts(
        [
            Filled("1", "A", "Sở Y tế"),
            Filled("2", "B", "Sở Y tế", ("papers",), ("papers", "limits")),
            Filled("3", "C", "Sở Xây dựng", ("papers",), ()),
            Filled("4", "D", "Sở Xây dựng", ("limits",)),
        ]
    )

    assert found.value == Ratio(1, 4)
    assert [(row.code, row.grounds) for row in found.contested] == [("2", (Ground.CENTRAL_CONTENT,))]
    assert found.if_accepted == Ratio(1, 3)


def test_each_unit_has_its_own_value_with_its_rows() -> None:
    found = first(
        ROW,
        replace(LATE, code="2"),
        replace(LATE, code="3", agency="Sở Y tế"),
        replace(ROW, code="4", agency="Sở Y tế"),
    )

    units = [(agency, own.percent, len(rows)) for agency, own, rows in found.units]
    assert units == [("Sở Tư pháp", Decimal("50.00"), 2), ("Sở Y tế", Decimal("50.00"), 2)]
    assert found.value.percent == Decimal("50.00")


def test_percentages_have_two_decimals_and_nothing_divided_is_not_available() -> None:
    assert [Ratio(1, 3).percent, Ratio(2, 3).percent, Ratio(1, 800).percent, Ratio(0, 0).percent] == [
        Decimal("33.33"),
        Decimal("66.67"),
        Decimal("0.13"),
        None,
    ]


QUARTERS = [
    (date(2026, 11, 25), 15, Days(date(2026, 9, 15), date(2026, 12, 15))),
    (date(2026, 12, 20), 15, Days(date(2026, 12, 15), date(2027, 3, 15))),
    (date(2026, 2, 1), 15, Days(date(2025, 12, 15), date(2026, 3, 15))),
    (date(2019, 6, 14), 15, Days(date(2019, 3, 15), date(2019, 6, 15))),
    (date(2018, 12, 31), None, Days(date(2018, 10, 1), date(2019, 1, 1))),
    (date(2018, 1, 1), None, Days(date(2018, 1, 1), date(2018, 4, 1))),
]


@pytest.mark.parametrize(("on", "first_day", "quarter"), QUARTERS, ids=[str(case[0]) for case in QUARTERS])
def test_a_quarter_of_reports_runs_from_the_15th_to_the_14th(on: date, first_day: int | None, quarter: Days) -> None:
    assert reporting_quarter(on, first_day=first_day) == quarter

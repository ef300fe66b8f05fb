"""Dated numbers: one value a day, with its source; values read by their unit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thutuc.kernel.errors import Unreadable
from thutuc.kernel.periods import Days
from thutuc.legislation.rules import bases, parameters
from thutuc.legislation.rules.terms import Certainty, Direction, ValueUnit
from thutuc.legislation.rules.values import readable_objections, said, typed


def row(*values: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "key": "publication.province",
        "name": "Tỉnh công bố",
        "group": "Công bố",
        "direction": "before",
        "values": list(values),
        **changes,
    }


def value(number: int = 5, **changes: Any) -> dict[str, Any]:
    plain = {
        "value": number,
        "unit": "working_day",
        "from": date(2013, 7, 1),
        "source": "48/2013/NĐ-CP",
        "certainty": "V",
    }
    return {**plain, **changes}


def test_each_day_has_the_number_of_its_own_law() -> None:
    ten = value(10, **{"from": date(2010, 10, 14), "to": date(2013, 7, 1)}, source="63/2010/NĐ-CP")
    known = parameters.table([row(value(5), ten)])["publication.province"]

    before_any = parameters.value_on(known.values, date(2010, 10, 13))
    last_of_old = parameters.value_on(known.values, date(2013, 6, 30))
    first_of_new = parameters.value_on(known.values, date(2013, 7, 1))

    assert before_any is None
    assert last_of_old is not None
    assert (last_of_old.number, last_of_old.source) == (10, "63/2010/NĐ-CP")
    assert first_of_new is not None
    assert (first_of_new.number, first_of_new.direction) == (5, Direction.BEFORE)
    assert known.unit is ValueUnit.WORKING_DAY


def test_a_value_of_the_province_goes_before_the_law() -> None:
    known = parameters.table([row(value(5))])["publication.province"]
    days = Days(date(2026, 1, 1), date(2027, 1, 1))
    own = parameters.override(known, value="3", unit="working_day", days=days, source="12/QĐ-UBND", article="Điều 2")

    during = parameters.value_on([*known.values, own], date(2026, 6, 1))
    after = parameters.value_on([*known.values, own], date(2027, 1, 1))

    assert during is own
    assert own.certainty is Certainty.VERIFIED
    assert after is not None
    assert after.number == 5


def test_two_values_on_one_day_are_refused() -> None:
    with pytest.raises(Unreadable) as fault:
        parameters.table([row(value(5), value(7, **{"from": date(2017, 9, 25)}))])

    assert [objection.code for objection in fault.value.objections] == ["parameter.overlap"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(value(), key="")], "parameter.key"),
        ([row(value()), row(value())], "parameter.key"),
        ([row(value(), name="")], "parameter.missing"),
        ([row()], "parameter.missing"),
        ([row(value(source=""))], "parameter.missing"),
        ([row(value(to=date(2013, 7, 1)))], "parameter.dates"),
    ],
)
def test_a_faulty_row_is_named(rows: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(Unreadable) as fault:
        parameters.table(rows)

    assert code in {objection.code for objection in fault.value.objections}
    assert str(fault.value)


@pytest.mark.parametrize(
    ("unit", "text", "typed_value"),
    [
        (ValueUnit.WORKING_DAY, "5", 5),
        (ValueUnit.HOUR, "0,5", Decimal("0.5")),
        (ValueUnit.TIME_OF_DAY, "15:00", "15:00"),
        (ValueUnit.DAY_OF_YEAR, "31/01", "31/01"),
        (ValueUnit.DAY_OF_MONTH, "25", 25),
        (ValueUnit.PERCENT, "80", 80),
        (ValueUnit.SESSIONS, "07:30-11:30 13:00-17:00", "07:30-11:30 13:00-17:00"),
        (ValueUnit.CHOICE, "working_day", "working_day"),
    ],
)
def test_a_value_is_read_by_its_unit(unit: ValueUnit, text: str, typed_value: object) -> None:
    assert readable_objections(text, unit) == []
    assert typed(text, unit) == typed_value


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (ValueUnit.WORKING_DAY, "năm"),
        (ValueUnit.WORKING_DAY, "-1"),
        (ValueUnit.WORKING_DAY, "1e99"),
        (ValueUnit.WORKING_DAY, "NaN"),
        (ValueUnit.TIME_OF_DAY, "25:00"),
        (ValueUnit.DAY_OF_YEAR, "31/13"),
        (ValueUnit.DAY_OF_MONTH, "32"),
        (ValueUnit.PERCENT, "101"),
        (ValueUnit.SESSIONS, "07:30"),
        (ValueUnit.CHOICE, "Ngày làm việc"),
    ],
)
def test_a_value_that_its_unit_cannot_hold_is_refused_with_a_hint(unit: ValueUnit, text: str) -> None:
    assert [objection.field for objection in readable_objections(text, unit)] == ["value"]


@pytest.mark.parametrize(
    ("value_given", "unit", "words"),
    [
        (5, ValueUnit.WORKING_DAY, "5 ngày làm việc"),
        ("31/01", ValueUnit.DAY_OF_YEAR, "ngày 31/01"),
        (25, ValueUnit.DAY_OF_MONTH, "ngày 25 của tháng"),
        ("15:00", ValueUnit.TIME_OF_DAY, "15:00"),
        ("restart", ValueUnit.CHOICE, "tính lại từ đầu"),
        (80, ValueUnit.PERCENT, "80%"),
    ],
)
def test_a_value_is_said_as_an_office_says_it(value_given: Any, unit: ValueUnit, words: str) -> None:
    pattern, figure = said(value_given, unit)

    assert pattern % {"value": figure} == words


def test_only_a_whole_number_answers_as_number() -> None:
    known = parameters.table([row(value("15:00", unit="time_of_day"))])["publication.province"]

    with pytest.raises(TypeError):
        _ = known.values[0].number


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"value": "5", "unit": "working_day", "source": "12/QĐ-UBND"}, []),
        ({"value": "5", "unit": "fortnight", "source": "12/QĐ-UBND"}, ["parameter.unit"]),
        ({"value": "x", "unit": "working_day", "source": " "}, ["parameter.value", "parameter.source"]),
    ],
)
def test_an_own_value_needs_unit_value_and_source(given: dict[str, str], codes: list[str]) -> None:
    known = parameters.table([row(value())])["publication.province"]

    assert [objection.code for objection in parameters.override_objections(known, **given)] == codes


def test_an_unknown_parameter_cannot_be_overridden() -> None:
    found = parameters.override_objections(None, value="5", unit="working_day", source="12/QĐ-UBND")

    assert [objection.code for objection in found] == ["parameter.unknown"]


BASIS = {
    "key": "one_stop.acceptance",
    "what": "Tiếp nhận",
    "texts": [
        {"document": "118/2025/NĐ-CP", "article": "Điều 17", "from": date(2025, 7, 1), "certainty": "V"},
        {
            "document": "61/2018/NĐ-CP",
            "article": "Điều 17",
            "from": date(2018, 6, 21),
            "to": date(2025, 7, 1),
            "certainty": "M",
        },
    ],
}


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2018, 6, 20), None),
        (date(2025, 6, 30), "61/2018/NĐ-CP"),
        (date(2025, 7, 1), "118/2025/NĐ-CP"),
    ],
)
def test_a_basis_is_the_document_of_its_day(on: date, number: str | None) -> None:
    known = bases.table([BASIS])["one_stop.acceptance"]

    found = bases.text_on(known.texts, on)

    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{**BASIS, "key": ""}], "basis.key"),
        ([BASIS, BASIS], "basis.key"),
        ([{**BASIS, "texts": [{"document": "", "from": date(2020, 1, 1), "certainty": "V"}]}], "parameter.missing"),
        ([{**BASIS, "texts": [*BASIS["texts"], BASIS["texts"][0]]}], "parameter.overlap"),
    ],
)
def test_a_faulty_basis_is_named(rows: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(Unreadable) as fault:
        bases.table(rows)

    assert code in {objection.code for objection in fault.value.objections}


def test_a_parameter_is_its_own_basis() -> None:
    known = parameters.table([row(value(5, article="Điều 15"))])["publication.province"]

    found = bases.of_parameter(known).texts[0]

    assert (found.number, found.article) == ("48/2013/NĐ-CP", "Điều 15")

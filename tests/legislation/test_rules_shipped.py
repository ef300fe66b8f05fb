"""What comes with the product: every number has a source in the register, every key covers its time without gaps."""

from datetime import date
from itertools import pairwise

import pytest

from thutuc.legislation.queries import shipped
from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.documents import detail_objections
from thutuc.legislation.rules.terms import ValueUnit
from thutuc.legislation.rules.values import CHOICES, readable_objections
from thutuc.legislation.services.seed import details_of

GAP = {"report.central": (date(2013, 7, 1), date(2019, 3, 12))}
"""Keys whose number is not known for a time: control.md §8.1 gives no day for 2013–2019."""


def test_every_file_of_parameters_is_read() -> None:
    there = {path.stem for path in (shipped.FOLDER / "parameters").glob("*.toml")}

    assert there == set(shipped.FILES)


@pytest.mark.parametrize("key", sorted(shipped.basis_table()))
def test_every_key_covers_its_time_without_gaps(key: str) -> None:
    texts = shipped.basis_table()[key].texts

    for earlier, later in pairwise(texts):
        assert earlier.days.end == later.days.start or GAP.get(key) == (earlier.days.end, later.days.start)


@pytest.mark.parametrize("key", sorted(shipped.basis_table()))
def test_every_source_stands_in_the_shipped_register(key: str) -> None:
    known = {row["number"] for row in shipped.seed()["document"]}

    assert {text.number for text in shipped.basis_table()[key].texts} <= known


def test_every_value_fits_its_unit() -> None:
    values = [value for parameter in shipped.parameter_table().values() for value in parameter.values]

    assert [value for value in values if readable_objections(str(value.value), value.unit)] == []


def test_every_choice_has_words() -> None:
    values = [value for parameter in shipped.parameter_table().values() for value in parameter.values]

    assert {value.value for value in values if value.unit is ValueUnit.CHOICE} <= set(CHOICES)


def test_no_source_is_older_than_the_document() -> None:
    issued = {row["number"]: row.get("issued") for row in shipped.seed()["document"]}

    for basis in shipped.basis_table().values():
        for text in basis.texts:
            day = issued[text.number]
            assert day is None or text.days.start is None or text.days.start >= day, text


def test_the_shipped_documents_are_whole_and_numbered_in_the_normal_form() -> None:
    rows = shipped.seed()["document"]

    assert len({row["number"] for row in rows}) == len(rows)
    for row in rows:
        parsed = numbers.parse(row["number"], title=row["title"], latest_year=2026)
        assert (parsed.text, parsed.oddities) == (row["number"], ())
        assert detail_objections(details_of(row)) == [], row["number"]


def test_the_shipped_relations_join_shipped_documents() -> None:
    known = {row["number"] for row in shipped.seed()["document"]}

    for row in shipped.seed()["relation"]:
        assert {row["from"], row["to"]} <= known


@pytest.mark.parametrize(
    ("key", "on", "value", "unit"),
    [
        ("publication.province", date(2012, 1, 1), 10, "working_day"),
        ("publication.province", date(2015, 1, 1), 5, "working_day"),
        ("publication.province", date(2019, 7, 1), 5, "calendar_day"),
        ("publication.ministry", date(2019, 7, 1), 20, "calendar_day"),
        ("disclosure.province", date(2019, 7, 1), 5, "working_day"),
        ("feedback.answer", date(2019, 7, 1), 20, "calendar_day"),
        ("feedback.transfer", date(2019, 7, 1), 5, "working_day"),
        ("inspection.remedy", date(2016, 7, 1), 20, "working_day"),
        ("inspection.remedy", date(2019, 7, 1), 30, "working_day"),
        ("report.central", date(2019, 7, 1), 25, "day_of_month"),
        ("one_stop.first_answer", date(2026, 7, 1), 8, "working_hour"),
        ("one_stop.same_day_cutoff", date(2026, 7, 1), "15:00", "time_of_day"),
        ("online.stop_notice", date(2026, 7, 1), 7, "working_day"),
    ],
)
def test_known_numbers_of_the_law(key: str, on: date, value: object, unit: str) -> None:
    parameter = shipped.parameter_table()[key]

    found = next(each for each in parameter.values if on in each.days)

    assert (found.value, found.unit) == (value, unit)

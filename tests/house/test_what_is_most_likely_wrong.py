"""What developers of this field are most likely to get wrong, each as a sentence that can fail.

Only what no test of a package holds already: days and counts of the law over the shipped numbers and the shipped
calendar, and things that must not stand in the code at all.
"""

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.catalogue.published import listed
from tests.conftest import NOW
from tests.house.sources import ROOT, calls, chain, committed, product_files, short, tree
from thutuc.catalogue.queries import published, search
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import TWELVE
from thutuc.catalogue.rules.terms import LegacyLevel, Level, OnlineScheme, ProactiveLevel, ServiceLevel
from thutuc.legislation.queries import shipped
from thutuc.legislation.rules.parameters import ParameterValue
from thutuc.legislation.rules.terms import Certainty, Direction
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import (
    Calendar,
    Limit,
    TimeUnit,
    add_working_days,
    due_before,
    next_working_day,
    working_day_before,
)

TEXT_IN_FORCE = date(2019, 7, 1)
SIGNED = date(2019, 6, 24)
RECEIVED = date(2019, 6, 14)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return shipped_days().calendar()


def law(key: str, on: date) -> ParameterValue:
    """The shipped value of a parameter on a day."""
    return next(value for value in shipped.parameter_table()[key].values if on in value.days)


def limit(key: str, on: date) -> Limit:
    """A shipped number as a limit that can be counted."""
    value = law(key, on)
    return Limit(value.number, TimeUnit(value.unit.value))


def after(calendar: Calendar, event: date, key: str, on: date | None = None) -> date:
    """The last day of a limit that is counted forward from an event."""
    wanted = limit(key, on or event)
    assert law(key, on or event).direction is Direction.AFTER
    if wanted.unit is TimeUnit.WORKING_DAY:
        return add_working_days(calendar, event, wanted.days or 0)
    return next_working_day(calendar, event + timedelta(days=wanted.days or 0))


# -- one deadline for all; days and working days ----------------------------------------------------------------------


def test_a_province_publishes_five_days_before_the_text_takes_effect_in_the_words_of_2017(calendar: Calendar) -> None:
    five = limit("publication.province", TEXT_IN_FORCE)

    assert five == Limit(5, TimeUnit.CALENDAR_DAY)
    assert due_before(calendar, TEXT_IN_FORCE, five) == date(2019, 6, 26)


def test_a_province_publishes_five_working_days_before_where_the_stricter_reading_is_chosen(calendar: Calendar) -> None:
    chosen = law("publication.unit", TEXT_IN_FORCE).value
    five = Limit(law("publication.province", TEXT_IN_FORCE).number, TimeUnit(str(chosen)))

    assert due_before(calendar, TEXT_IN_FORCE, five) == SIGNED


@pytest.mark.parametrize(
    ("key", "on", "count", "unit", "direction"),
    [
        ("publication.province", date(2013, 6, 30), 10, "working_day", "before"),
        ("publication.province", date(2013, 7, 1), 5, "working_day", "before"),
        ("publication.province", date(2017, 9, 25), 5, "calendar_day", "before"),
        ("publication.ministry", date(2013, 6, 30), 10, "working_day", "before"),
        ("publication.ministry", date(2013, 7, 1), 20, "working_day", "before"),
        ("publication.ministry", date(2017, 9, 25), 20, "calendar_day", "before"),
        ("publication.shortened", date(2017, 9, 25), 3, "calendar_day", "after"),
        ("disclosure.province", date(2019, 7, 1), 5, "working_day", "after"),
        ("disclosure.ministry", date(2019, 7, 1), 10, "working_day", "after"),
        ("disclosure.shortened", date(2019, 7, 1), 2, "working_day", "after"),
        ("opinion.office", date(2012, 1, 1), 10, "working_day", "after"),
        ("feedback.transfer", date(2008, 3, 3), 5, "working_day", "after"),
        ("feedback.reject", date(2022, 6, 23), 2, "working_day", "after"),
        ("feedback.ask_more", date(2022, 6, 23), 5, "working_day", "after"),
        ("feedback.answer", date(2017, 12, 15), 20, "calendar_day", "after"),
        ("feedback.progress", date(2017, 12, 15), 7, "calendar_day", "after"),
        ("feedback.post", date(2017, 12, 15), 2, "working_day", "after"),
        ("feedback.answer_scored", date(2022, 6, 23), 15, "working_day", "after"),
        ("feedback.publish_scored", date(2022, 6, 23), 2, "working_day", "after"),
        ("inspection.plan_send", date(2016, 1, 1), 10, "working_day", "after"),
        ("inspection.notice", date(2016, 1, 1), 10, "working_day", "before"),
        ("inspection.notice_ad_hoc", date(2016, 1, 1), 3, "working_day", "before"),
        ("inspection.self_report", date(2016, 1, 1), 5, "working_day", "before"),
        ("inspection.conclusion", date(2019, 1, 1), 15, "working_day", "after"),
        ("inspection.remedy", date(2016, 1, 1), 20, "working_day", "after"),
        ("inspection.remedy", date(2019, 1, 1), 30, "working_day", "after"),
        ("online.stop_notice", date(2026, 7, 1), 7, "working_day", "before"),
    ],
)
def test_a_number_read_in_the_law_has_its_unit_its_direction_and_its_day(
    key: str, on: date, count: int, unit: str, direction: str
) -> None:
    found = law(key, on)

    assert (found.number, found.unit, found.direction) == (count, unit, direction)
    assert found.certainty is Certainty.VERIFIED


@pytest.mark.parametrize(
    "key",
    [
        "publication.control",
        "publication.send",
        "posting.office",
        "review.result",
        "report.unit",
        "report.district",
        "report.commune",
        "one_stop.apology_before",
        "one_stop.waiting",
        "one_stop.reappointments",
    ],
)
def test_a_number_that_nobody_has_read_is_marked_uncertain(key: str) -> None:
    assert shipped.parameter_table()[key].values[-1].certainty is Certainty.UNCERTAIN


def test_the_rule_of_an_amending_decree_is_read_only_from_its_day() -> None:
    for key in ("one_stop.transfer_cutoff", "one_stop.guidance_times"):
        before, since = law(key, date(2026, 8, 4)), law(key, date(2026, 8, 5))

        assert (before.source, before.certainty) == ("118/2025/NĐ-CP", Certainty.RECALLED)
        assert (since.source, since.certainty) == ("309/2026/NĐ-CP", Certainty.VERIFIED)


# -- counting forward and backward ------------------------------------------------------------------------------------


def test_a_decision_signed_on_24_june_2019_is_on_the_national_database_by_1_july(calendar: Calendar) -> None:
    assert after(calendar, SIGNED, "disclosure.province") == date(2019, 7, 1)


def test_feedback_of_14_june_2019_is_passed_on_answered_and_reported_on_in_time(calendar: Calendar) -> None:
    answered = after(calendar, RECEIVED, "feedback.answer")
    first = after(calendar, answered, "feedback.progress")

    assert after(calendar, RECEIVED, "feedback.transfer") == date(2019, 6, 21)
    assert answered == date(2019, 7, 4)
    assert (first, after(calendar, first, "feedback.progress")) == (date(2019, 7, 11), date(2019, 7, 18))


def test_fifteen_working_days_of_the_scoring_are_not_the_twenty_days_of_the_law(calendar: Calendar) -> None:
    scored = after(calendar, RECEIVED, "feedback.answer_scored", on=date(2022, 7, 1))

    assert scored == date(2019, 7, 5)


def test_counting_backwards_leaves_out_the_day_of_the_event_and_tet(calendar: Calendar) -> None:
    assert working_day_before(calendar, date(2026, 2, 23), 5) == date(2026, 2, 9)


def test_counting_backwards_knows_the_saturday_that_was_worked(calendar: Calendar) -> None:
    assert working_day_before(calendar, date(2026, 8, 24), 1) == date(2026, 8, 22)
    assert working_day_before(calendar, date(2026, 8, 24), 5) == date(2026, 8, 18)


def test_days_off_of_the_past_stand_in_the_calendar(calendar: Calendar) -> None:
    assert calendar.has_year(2019)
    assert add_working_days(calendar, date(2019, 2, 1), 1) == date(2019, 2, 11)


def product_of(package: str, room: str) -> list[Path]:
    return [path for path in product_files() if short(path).startswith(f"src/thutuc/{package}/{room}")]


def test_no_feast_day_and_no_hour_of_the_law_stands_in_the_arithmetic() -> None:
    literal = [
        f"{short(path)}:{call.lineno}"
        for path in product_of("worktime", "rules")
        for call in calls(path)
        if chain(call.func)[-1] in {"date", "datetime", "time"}
        and call.args
        and all(isinstance(each, ast.Constant) for each in call.args)
    ]

    assert literal == []


def test_hours_are_counted_in_whole_minutes_never_in_floats() -> None:
    floating = [
        f"{short(path)}:{node.lineno}"
        for path in product_of("worktime", "rules")
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and chain(node.func)[-1] == "float")
    ]

    assert floating == []


# -- the procedure ----------------------------------------------------------------------------------------------------


def test_the_result_and_the_legal_basis_are_no_compulsory_parts() -> None:
    always = [part.key for part in TWELVE if part.always]
    missing = completeness(ProcedureContent(code="1.000001", name="Một"))

    assert (len(TWELVE), len(always)) == (12, 7)
    assert not {"outputs", "legal_bases", "results"} & set(always)
    assert (missing.required, missing.required_parts_complete) == (1, False)


@pytest.mark.django_db
def test_a_procedure_at_two_levels_is_one_procedure_in_the_total() -> None:
    listed("1.000001", "Một", levels=(Level.PROVINCE, Level.COMMUNE))
    listed("1.000002", "Hai", levels=(Level.COMMUNE,))

    facets = search.facets(None, on=NOW.date(), at=NOW)
    by_level = {facet.value: facet.count for facet in facets.levels}

    assert (facets.total, by_level["province"], by_level["commune"]) == (2, 1, 2)


@pytest.mark.django_db
def test_inside_the_province_two_procedures_of_one_base_are_two() -> None:
    listed("1.000001.000.00.00.H98", "Của tỉnh trước khi hợp nhất")
    listed("1.000001.000.00.00.H99", "Của tỉnh")

    assert search.facets(None, on=NOW.date(), at=NOW).total == 2
    names = [
        published.procedure(f"1.000001.000.00.00.{code}", on=NOW.date(), at=NOW).content.name for code in ("H98", "H99")
    ]
    assert names == ["Của tỉnh trước khi hợp nhất", "Của tỉnh"]


def test_the_levels_of_2011_of_2022_and_of_2026_are_three_words() -> None:
    codes = [{level.value for level in kind} for kind in (LegacyLevel, ServiceLevel, ProactiveLevel)]

    assert len(OnlineScheme) == 3
    assert len(codes[0] | codes[1] | codes[2]) == sum(map(len, codes))


# -- what changes with time never stands in the code ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "on", "number"),
    [
        ("control.organisation", date(2019, 7, 1), "92/2017/NĐ-CP"),
        ("control.organisation", date(2026, 1, 9), "92/2017/NĐ-CP"),
        ("control.organisation", date(2026, 1, 10), "09/2026/NĐ-CP"),
        ("one_stop.forms", date(2025, 6, 30), "01/2018/TT-VPCP"),
        ("one_stop.forms", date(2025, 7, 1), "03/2025/TT-VPCP"),
        ("online.levels", date(2019, 7, 1), "43/2011/NĐ-CP"),
        ("online.levels", date(2026, 6, 30), "42/2022/NĐ-CP"),
        ("online.levels", date(2026, 7, 1), "224/2026/NĐ-CP"),
        ("online.national_portal", date(2026, 7, 19), "31/2021/QĐ-TTg"),
        ("online.national_portal", date(2026, 7, 20), "29/2026/QĐ-TTg"),
    ],
)
def test_the_law_of_a_day_is_the_law_of_that_day(key: str, on: date, number: str) -> None:
    assert next(text.number for text in shipped.basis_table()[key].texts if on in text.days) == number


def test_since_july_2025_people_file_on_the_national_portal() -> None:
    assert law("online.filing", date(2025, 6, 30)).value == "provincial_portal"
    assert law("online.filing", date(2025, 7, 1)).value == "national_portal"


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Strings that the program uses: everything but docstrings."""
    said = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


KNOWN_BODIES = ("src/thutuc/legislation/rules/", "src/thutuc/demo/")
"""Who issues which documents, every body there has ever been; and the story of the example province."""


def test_no_code_names_the_central_body_that_receives_reports() -> None:
    bodies = re.compile(r"Văn phòng Chính phủ|\bVPCP\b|Cục Kiểm soát|Bộ Tư pháp")
    named = [
        f"{short(path)}:{line}"
        for path in product_files()
        if not short(path).startswith(KNOWN_BODIES)
        for line, text in _texts(path)
        if bodies.search(text)
    ]
    named += [short(path) for path in committed("src/thutuc/*.html") if bodies.search(path.read_text(encoding="utf-8"))]

    assert named == []


def test_no_code_knows_a_real_province() -> None:
    """H99 and H98 belong to nobody; the code of a province is a setting and data."""
    code = re.compile(r"\bH(?!99|98)\d\d\b")
    named = [f"{short(path)}:{line}" for path in product_files() for line, text in _texts(path) if code.search(text)]
    named += [short(path) for path in committed("src/thutuc/*.html") if code.search(path.read_text(encoding="utf-8"))]

    assert named == []


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """Every text of the screens with the files that say it."""
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: [path for path, _line in message.locations]
            for message in read_po(file, locale="en")
            if message.id
        }


def test_checking_this_work_is_never_called_inspection_by_the_inspectorate(said: dict[str, list[str]]) -> None:
    assert [text for text in said if "thanh tra" in text.lower()] == []


def test_the_short_word_for_procedures_stays_in_the_office(said: dict[str, list[str]]) -> None:
    public = ("src/thutuc/portal/", "src/thutuc/web/templates/web/public")

    assert [
        text for text, files in said.items() if "TTHC" in text and any(file.startswith(public) for file in files)
    ] == []


def test_a_fee_and_a_charge_are_two_things(said: dict[str, list[str]]) -> None:
    """«Lệ phí» alone is only the name of that kind; what holds both says both."""
    alone = [text for text in said if re.search(r"(?<!phí, )(?<!phí và )lệ phí", text, re.IGNORECASE)]

    assert alone == ["Lệ phí"]

"""The cases of `cases/*.toml`: one test for each line, through `due_at` and `explain` alike."""

import os
from csv import DictReader
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.worktime import casebook
from thutuc.legislation.queries import shipped
from thutuc.worktime import rules
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import (
    Limit,
    Pause,
    TimeUnit,
    add_working_days,
    bulk,
    days_late,
    due_before,
    parse_limit,
    step_ends,
    timeliness,
)

EXAMPLES = casebook.read("examples.toml")
WORKING_DAYS = casebook.read("working_days.toml")
TEN_YEARS = casebook.calendar_of(WORKING_DAYS["calendar"])
SHARED = Path(os.environ.get("THUTUC_SHARED", Path(__file__).resolve().parents[3] / "shared"))
TODAY = date(2026, 11, 25)


def cutoff(key):
    """The hour that the shipped law gives today."""
    return next(value.time for value in shipped.parameter_table()[key].values if TODAY in value.days)


due_at = partial(rules.due_at, same_day_until=cutoff("one_stop.same_day_cutoff"))
explain = partial(rules.explain, same_day_until=cutoff("one_stop.same_day_cutoff"))
transfer_by = partial(rules.transfer_by, until=cutoff("one_stop.transfer_cutoff"))


def named(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


def calendar_for(case):
    swap = case.get("swap")
    return casebook.calendar_of(
        EXAMPLES["calendar"],
        off=[swap["off"]] if swap else [],
        worked=[swap["work"]] if swap else [],
        without=case.get("without", []),
    )


def pauses_of(case):
    return tuple(
        Pause(casebook.moment(each["from"]), casebook.moment(each["to"]), "", each.get("restarts", False))
        for each in case.get("pauses", ())
    )


@pytest.mark.parametrize("case", named(EXAMPLES["case"]))
def test_an_example_ends_where_the_law_says(case):
    calendar = calendar_for(case)
    limits = case.get("limits") or [case["limit"]]
    expected = case["due"] if isinstance(case["due"], list) else [case["due"]]

    for text, due in zip(limits, expected, strict=True):
        found = due_at(calendar, casebook.moment(case["accepted"]), parse_limit(text), pauses=pauses_of(case))

        assert (found.replace(tzinfo=None) if isinstance(due, datetime) else found.date()) == due


@pytest.mark.parametrize("case", named(EXAMPLES["case"]))
def test_an_example_is_explained_to_the_same_moment(case):
    calendar, start, pauses = calendar_for(case), casebook.moment(case["accepted"]), pauses_of(case)

    for text in case.get("limits") or [case["limit"]]:
        limit = parse_limit(text)

        assert explain(calendar, start, limit, pauses=pauses).due == due_at(calendar, start, limit, pauses=pauses)


@pytest.mark.parametrize("case", named(EXAMPLES["chain"]))
def test_a_chain_of_steps_ends_where_its_sum_ends(case):
    calendar = calendar_for(case)

    ends = step_ends(calendar, casebook.moment(case["start"]), map(parse_limit, case["steps"]))

    assert [end.replace(tzinfo=None) for end in ends] == case["ends"]


@pytest.mark.parametrize("case", named(EXAMPLES["transfer"]))
def test_a_paper_dossier_is_passed_on_in_time(case):
    found = transfer_by(calendar_for(case), casebook.moment(case["accepted"]))

    assert found.replace(tzinfo=None) == case["by"]


@pytest.mark.parametrize("case", named(EXAMPLES["finish"]))
def test_days_are_compared_not_hours(case):
    verdict = timeliness(case["due"], case["finished"])
    late = days_late(calendar_for(case), case["due"], case["finished"])

    assert (verdict.value, late) == (case["verdict"], case["late"])


@pytest.mark.parametrize("case", named(EXAMPLES["before"]))
def test_a_limit_before_an_event_is_counted_backwards(case):
    assert due_before(calendar_for(case), case["event"], parse_limit(case["limit"])) == case["by"]


@pytest.mark.parametrize(("accepted", "count", "due"), WORKING_DAYS["limits"])
def test_a_limit_in_working_days(accepted, count, due):
    limit = Limit(count, TimeUnit.WORKING_DAY)

    assert add_working_days(TEN_YEARS, accepted, count) == due
    assert explain(TEN_YEARS, casebook.at(f"{accepted} 09:00"), limit).due.date() == due


def test_all_limits_in_working_days_at_once():
    accepted, counts, due = (list(column) for column in zip(*WORKING_DAYS["limits"], strict=True))

    found = bulk.tables(TEN_YEARS).add_working_days(accepted, counts)

    assert len(due) == 299
    assert found.tolist() == due


def test_the_shipped_calendar_agrees_with_the_examples_of_the_coming_tet():
    calendar = shipped_days().calendar()

    for case in EXAMPLES["case"]:
        if "swap" in case or "without" in case or "limits" in case:
            continue
        due = due_at(calendar, casebook.moment(case["accepted"]), parse_limit(case["limit"]), pauses=pauses_of(case))
        assert (due.replace(tzinfo=None) if isinstance(case["due"], datetime) else due.date()) == case["due"]


def test_the_shipped_days_agree_with_the_shared_table_until_2026():
    table = SHARED / "data" / "holidays-2018-2027.csv"
    if not table.exists():
        pytest.skip(f"no shared data: {table.name} is not there (THUTUC_SHARED)")
    with table.open(encoding="utf-8") as lines:
        theirs = {date.fromisoformat(row["ngay"]) for row in DictReader(lines) if row["nam"] != "2027"}

    ours = {row.day for row in shipped_days().rows if row.is_off and row.day.year < 2027}

    assert ours == theirs


def test_the_shipped_days_agree_with_the_holidays_package_until_2026():
    holidays = pytest.importorskip("holidays")
    theirs = set(holidays.country_holidays("VN", years=range(2018, 2027)))
    announced_later = {date(2025, 5, 2), date(2026, 1, 2), date(2026, 8, 31), date(2026, 11, 24)}

    ours = {row.day for row in shipped_days().rows if row.is_off and row.day.year < 2027}

    assert ours - announced_later == theirs - announced_later

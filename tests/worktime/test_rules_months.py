"""A year laid out in months."""

from datetime import date

import pytest

from thutuc.kernel.errors import Refused
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import OutsideCalendar
from thutuc.worktime.rules.days import Session, parse_sessions
from thutuc.worktime.rules.months import Look, months, weeks_between

CALENDAR = shipped_days().calendar()
TODAY = date(2026, 11, 25)


def test_weeks_start_on_monday_and_hold_every_day_once():
    november = months(CALENDAR, 2026, today=TODAY)[10]

    assert [cell.day.day if cell else None for cell in november.weeks[0]] == [None] * 6 + [1]
    assert [cell.day.day for cell in november.cells] == list(range(1, 31))
    assert november.workdays == 20
    assert [cell.day for cell in november.cells if cell.is_today] == [TODAY]


def test_a_month_names_its_special_days():
    august = months(CALENDAR, 2026, today=TODAY)[7]

    assert [(cell.day.day, cell.look) for cell in august.named] == [(22, Look.EXTRA), (31, Look.OFF)]


def test_days_of_an_expected_year_are_marked():
    november = months(CALENDAR, 2027, today=TODAY)[10]

    assert [cell.day.day for cell in november.cells if cell.is_expected] == [24]


def test_a_year_that_was_not_entered_is_an_objection():
    with pytest.raises(OutsideCalendar):
        months(CALENDAR, 2028, today=TODAY)


def test_whole_weeks_around_a_stretch():
    weeks = weeks_between(CALENDAR, date(2026, 11, 27), date(2026, 12, 5))

    assert [week[0].day for week in weeks] == [date(2026, 11, 23), date(2026, 11, 30)]
    assert weeks[0][1].look is Look.OFF
    assert weeks[0][6].look is Look.REST


def test_sessions_are_read_as_people_write_them():
    usual = (Session(450, 690), Session(780, 1020))

    for text in ("07:30–11:30; 13:00–17:00", "7h30 - 11h30, 13h00 - 17h00", "7.30 đến 11.30 và 13.00 đến 17.00"):
        assert parse_sessions(text) == usual


@pytest.mark.parametrize("text", ["", "sáng", "7:30", "7:30-11:70", "25:00-26:00", "7:30-11:30 x"])
def test_other_words_are_no_sessions(text):
    with pytest.raises(Refused):
        parse_sessions(text)

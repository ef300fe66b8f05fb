"""Reading calendars: few statements, one calendar for equal rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worktime.factories import agency, load, officer
from thutuc.worktime import queries, services
from thutuc.worktime.rules import OutsideCalendar, Scope
from thutuc.worktime.rules.changes import Change

pytestmark = pytest.mark.django_db


def test_a_calendar_is_read_in_three_statements(system, now, django_assert_max_num_queries):
    load(system, now)
    units = [agency(f"xa-{number}").pk for number in range(5)]

    with django_assert_max_num_queries(3):
        queries.calendar()
    with django_assert_max_num_queries(3):
        queries.calendars([None, *units])


def test_a_change_is_one_act_of_few_statements(system, now):
    load(system, now)
    change = Change("Bão", "Công điện", off=date(2026, 11, 27), work=date(2026, 12, 5))

    with CaptureQueriesContext(connection) as captured:
        services.change_calendar(change=change, by=officer(), at=now)

    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) <= 10


def test_units_without_rows_of_their_own_share_one_calendar(system, now):
    load(system, now)
    first, second = agency("xa-1"), agency("xa-2")

    found = queries.calendars([first.pk, second.pk, None])

    assert found[first.pk] is found[second.pk] is found[None]


def test_an_empty_house_says_what_to_do():
    with pytest.raises(OutsideCalendar) as refused:
        queries.calendar()

    assert [objection.code for objection in refused.value.objections] == ["calendar.empty"]


def test_the_rows_of_a_year_hold_those_of_the_unit_asked_for(system, now):
    load(system, now)
    unit, other = agency("xa-1"), agency("xa-2")
    for owner, day in ((unit, 10), (other, 11)):
        change = Change("Bão", "Công điện", off=date(2026, 12, day), scope=Scope.UNIT, agency_ids=(owner.pk,))
        services.change_calendar(change=change, by=officer(), at=now)

    mine = [row.day for row in queries.days_of_year(2026, of=unit.pk) if row.agency_id]
    everyone = [row.day for row in queries.days_of_year(2026) if row.agency_id]

    assert mine == [date(2026, 12, 10)]
    assert everyone == []

"""A database with real people is never taken for the demo."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import NOW
from thutuc.accounts import services as accounts_acts
from thutuc.accounts.services import NewPerson
from thutuc.demo import loading, queries, services
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db


def test_the_province_is_not_loaded_over_somebody_elses_office(system: Actor) -> None:
    person = NewPerson("can.bo@example.org", "Nguyễn Thị Thử")
    accounts_acts.add_person(person=person, by=system, at=NOW)

    with pytest.raises(Refused) as refused:
        loading.load(at=NOW)

    assert refused.value.objections[0].code == "demo.not_empty"
    assert not queries.is_demo()


def test_a_day_before_the_story_ends_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        loading.load(at=datetime(2026, 3, 1, 2, tzinfo=UTC))

    assert refused.value.objections[0].code == "demo.day"


def test_an_officer_cannot_mark_a_database_as_the_demo() -> None:
    with pytest.raises(Refused):
        services.mark_as_demo(as_of=date(2026, 11, 25), shown=[], by=Actor.anonymous(), at=NOW)

    assert not queries.is_demo()


def test_nobody_can_be_tried_where_it_is_not_the_demo() -> None:
    with pytest.raises(NotFound):
        services.try_as(code="abc", by=Actor.anonymous(), at=NOW)

    assert queries.sign_ins(on=date(2026, 11, 25)) == []
    assert loading.sign_ins() == []

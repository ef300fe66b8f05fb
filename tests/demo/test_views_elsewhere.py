"""There is no one-click sign-in in a database that is not marked as the demo."""

import pytest
from django.test import Client

from tests.conftest import NOW
from thutuc.accounts import services as accounts_acts
from thutuc.accounts.services import NewPerson
from thutuc.kernel.actor import Actor

PAGE = "/dang-nhap/thu/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(db: None, system: Actor) -> str:
    """An officer of a real office."""
    person = NewPerson("can.bo@example.org", "Nguyễn Thị Thử")
    return accounts_acts.add_person(person=person, by=system, at=NOW).code


def test_there_is_no_such_page_in_a_database_that_is_not_the_demo(client: Client, somebody: str) -> None:
    assert client.get(PAGE).status_code == 404


def test_nobody_signs_in_without_a_password_where_it_is_not_the_demo(client: Client, somebody: str) -> None:
    answer = client.post(PAGE, {"person": somebody})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_offers_nobody_to_try(client: Client, somebody: str) -> None:
    assert PAGE not in client.get("/dang-nhap/").content.decode()

"""One-click sign-in exists only where the database itself says that it is the demo."""

import pytest
from django.test import Client

from tests.conftest import NOW
from thutuc.accounts import queries as accounts
from thutuc.accounts import services as accounts_acts
from thutuc.accounts.services import NewPerson
from thutuc.demo import queries
from thutuc.kernel.actor import Actor

PAGE = "/dang-nhap/thu/"


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


def test_the_page_shows_who_can_be_tried(an_lac: None, client: Client) -> None:
    page = client.get(PAGE).content.decode()

    assert "Đỗ Minh Khuê" in page
    assert "Ngô Thị Cúc" in page
    assert "Siu H" not in page


def test_one_click_signs_in(an_lac: None, client: Client) -> None:
    shown = next(each for each in queries.sign_ins(on=NOW.date()) if each.name == "Đỗ Minh Khuê")

    answer = client.post(PAGE, {"person": shown.code})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/ban-lam-viec/"
    signed_in = accounts.person_by_id(int(client.session["_auth_user_id"]))
    assert signed_in is not None
    assert signed_in.full_name == "Đỗ Minh Khuê"


def test_somebody_who_is_not_shown_cannot_be_tried(an_lac: None, client: Client) -> None:
    hidden = accounts.person_by_email("cao.the.bang@anlac.example")
    other = accounts.person_by_email("la.quoc.toan@anlac.example")
    assert hidden is not None
    assert other is not None

    answer = client.post(PAGE, {"person": other.code})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_code_of_nobody_is_not_found(an_lac: None, client: Client) -> None:
    assert client.post(PAGE, {"person": "x" * 300}).status_code == 404
    assert client.post(PAGE).status_code == 404
    assert client.put(PAGE).status_code == 405

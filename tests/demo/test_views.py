"""One-click sign-in where the database itself says that it is the demo."""

import pytest
from django.test import Client

from tests.conftest import NOW
from thutuc.accounts import queries as accounts
from thutuc.demo import queries

PAGE = "/dang-nhap/thu/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]


def test_the_page_shows_who_can_be_tried(client: Client) -> None:
    page = client.get(PAGE).content.decode()

    assert "Đỗ Minh Khuê" in page
    assert "Ngô Thị Cúc" in page
    assert "Siu H" not in page


def test_one_click_signs_in(client: Client) -> None:
    shown = next(each for each in queries.sign_ins(on=NOW.date()) if each.name == "Đỗ Minh Khuê")

    answer = client.post(PAGE, {"person": shown.code})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/ban-lam-viec/"
    signed_in = accounts.person_by_id(int(client.session["_auth_user_id"]))
    assert signed_in is not None
    assert signed_in.full_name == "Đỗ Minh Khuê"


def test_somebody_who_is_not_shown_cannot_be_tried(client: Client) -> None:
    hidden = accounts.person_by_email("cao.the.bang@anlac.example")
    other = accounts.person_by_email("la.quoc.toan@anlac.example")
    assert hidden is not None
    assert other is not None

    answer = client.post(PAGE, {"person": other.code})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_code_of_nobody_is_not_found(client: Client) -> None:
    assert client.post(PAGE, {"person": "x" * 300}).status_code == 404
    assert client.post(PAGE).status_code == 404
    assert client.put(PAGE).status_code == 405


def test_the_sign_in_page_leads_to_those_who_can_be_tried(client: Client) -> None:
    assert PAGE in client.get("/dang-nhap/").content.decode()

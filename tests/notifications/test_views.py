"""The inbox: one's own messages, marked by a button."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories
from thutuc.accounts.models import Person
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.notifications import services
from thutuc.notifications.models import Message

pytestmark = pytest.mark.django_db
INBOX = "/ban-lam-viec/hop-thu/"


@pytest.fixture
def clerk() -> Person:
    return factories.officer(Role.CLERK)


@pytest.fixture
def office(client: Client, clerk: Person) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def letter(clerk: Person, system: Actor, now: datetime) -> Message:
    return services.queue(
        kind="catalogue.imported",
        to=clerk,
        subject="Đã nhập xong tệp thủ tục",
        body="Thêm 12, đổi 3 thủ tục.",
        link="/ban-lam-viec/van-ban/",
        by=system,
        at=now,
    )


def text_of(answer: Any) -> str:
    return answer.content.decode()


def test_the_inbox_shows_ones_own_letters(office: Client, letter: Message) -> None:
    page = text_of(office.get(INBOX))

    assert letter.subject in page
    assert letter.code in page
    assert "Chưa đọc" in page


def test_an_empty_inbox_says_so(office: Client) -> None:
    assert "Hộp thư chưa có thư nào." in text_of(office.get(INBOX))
    assert "Không có thư chưa đọc." in text_of(office.get(f"{INBOX}?chua-doc=1"))


def test_looking_changes_nothing_and_the_button_marks(office: Client, letter: Message) -> None:
    office.get(f"{INBOX}{letter.code}/")
    letter.refresh_from_db()
    assert letter.read_at is None

    answer = office.post(f"{INBOX}da-doc/", {"chon": letter.code, "toi": letter.link})

    letter.refresh_from_db()
    assert letter.read_at is not None
    assert answer.url == letter.link


@pytest.mark.parametrize("onward", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_the_way_onward_stays_inside(office: Client, letter: Message, onward: str) -> None:
    assert office.post(f"{INBOX}da-doc/", {"chon": letter.code, "toi": onward}).url == INBOX


def test_all_are_marked_at_once(office: Client, letter: Message) -> None:
    office.post(f"{INBOX}da-doc/", {"tat-ca": "1"})

    letter.refresh_from_db()
    assert letter.read_at is not None


def test_a_letter_of_somebody_else_is_not_there(letter: Message) -> None:
    other = Client()
    other.force_login(factories.officer(Role.SPECIALIST))

    assert other.get(f"{INBOX}{letter.code}/").status_code == 404
    other.post(f"{INBOX}da-doc/", {"chon": letter.code})
    letter.refresh_from_db()
    assert letter.read_at is None


def test_a_stranger_signs_in_first(client: Client) -> None:
    assert client.get(INBOX).status_code == 302

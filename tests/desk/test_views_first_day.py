"""The desk on the first day of an installation: nothing has been entered yet."""

import pytest
from django.test import Client

from tests.accounts import factories as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.web import clock

pytestmark = pytest.mark.django_db


def test_an_empty_calendar_is_a_duty_and_not_a_closed_door(client: Client) -> None:
    client.force_login(accounts.officer(Role.CONTROL_OFFICER))

    answer = client.get("/ban-lam-viec/")

    assert answer.status_code == 200
    assert f"Chưa nhập ngày nghỉ năm {clock.today().year}" in answer.content.decode()

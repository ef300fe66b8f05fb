"""The sign-in library speaks Vietnamese, through the outbox, and lets nobody sign up."""

import pytest
from django.test import RequestFactory

from thutuc.notifications import jobs
from thutuc.notifications.adapters import AccountAdapter
from thutuc.notifications.adapters.accounts import CHANGES, CODES, OTHERS
from thutuc.notifications.models import Message

pytestmark = pytest.mark.django_db
CONTEXT = {
    "code": "482913",
    "password_reset_url": "http://testserver/dat-lai/x",
    "ip": "10.0.0.1",
    "user_agent": "Firefox",
    "timestamp": "25/11/2026 09:00",
}


@pytest.mark.parametrize("name", [*CODES, *CHANGES, *OTHERS])
def test_every_mail_is_ours_and_leaves_through_the_outbox(name: str, mailoutbox: list[object]) -> None:
    AccountAdapter().send_mail(f"account/email/{name}", "an@anlac.example", CONTEXT)

    message = Message.objects.get()
    assert mailoutbox == []
    assert (message.kind, message.channel, message.is_secret) == (f"accounts.{name}", "email", True)
    assert "Cổng dịch vụ công" in message.subject
    assert "Thư gửi tự động" in message.body
    assert "{{" not in message.body
    assert "&" not in message.body


def test_a_code_arrives(mailoutbox: list[object]) -> None:
    AccountAdapter().send_mail("account/email/login_code", "an@anlac.example", CONTEXT)

    jobs.send(Message.objects.get().pk)

    assert "482913" in mailoutbox[0].body  # type: ignore[attr-defined]
    assert Message.objects.get().body == ""


def test_nobody_signs_up_alone() -> None:
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False

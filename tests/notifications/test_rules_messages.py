"""What may be sent to whom, and what becomes of a message."""

import pytest

from thutuc.notifications.rules import messages as rules
from thutuc.notifications.rules.messages import Channel, MessageState


def said(channel: Channel, **changes: object) -> list[str]:
    plain = {"address": "", "has_person": False, "subject": "Hồ sơ đã có kết quả", "consent": False, "basis": ""}
    return [objection.code for objection in rules.objections(channel, **{**plain, **changes})]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("channel", "given", "codes"),
    [
        (Channel.IN_APP, {"has_person": True}, []),
        (Channel.IN_APP, {}, ["message.person"]),
        (Channel.IN_APP, {"has_person": True, "subject": " "}, ["message.subject"]),
        (Channel.EMAIL, {"address": "an@anlac.example"}, []),
        (Channel.EMAIL, {"address": "an"}, ["message.address"]),
        (Channel.EMAIL, {"address": "an@x.vn, binh@x.vn"}, ["message.address"]),
        (Channel.SMS, {"address": "0912 345 678", "consent": True}, []),
        (Channel.SMS, {"address": "0912345678", "basis": "online.status_notice"}, []),
        (Channel.SMS, {"address": "0912345678"}, ["message.consent"]),
        (Channel.ZALO, {"address": "an@x.vn"}, ["message.address", "message.consent"]),
    ],
)
def test_a_message_needs_a_reader_an_address_and_a_ground(
    channel: Channel, given: dict[str, object], codes: list[str]
) -> None:
    assert said(channel, **given) == codes


def test_a_message_is_given_up_after_the_last_attempt() -> None:
    assert rules.after_failure(1) is MessageState.QUEUED
    assert rules.after_failure(rules.MOST_ATTEMPTS) is MessageState.GIVEN_UP


@pytest.mark.parametrize(("address", "shown"), [("an@x.vn", "a…@x.vn"), ("0912345678", "…678")])
def test_a_log_shows_an_address_only_in_part(address: str, shown: str) -> None:
    assert rules.masked(address) == shown

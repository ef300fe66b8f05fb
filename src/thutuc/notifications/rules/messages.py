"""Outgoing messages: channels, states, consent.

Consent before a message to a private telephone: Law 91/2025/QH15 on personal data. Notices that a law itself orders
(a change of status of one's own dossier, Decree 224/2026 Art. 15) need none and name that law by its `basis` key.
"""

import re

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop

MOST_ATTEMPTS = 6
"""After these the message is given up and the doctor tells of it."""


class Channel(Labelled):
    """Kênh thông báo."""

    IN_APP = "in_app", gettext_noop("Trong hệ thống")
    EMAIL = "email", gettext_noop("Thư điện tử")
    SMS = "sms", gettext_noop("Tin nhắn SMS")
    ZALO = "zalo", gettext_noop("Zalo")


class MessageState(Labelled):
    """Tình trạng thông báo. SENDING stands only while a worker holds the message, or after one died holding it."""

    QUEUED = "queued", gettext_noop("Chờ gửi")
    SENDING = "sending", gettext_noop("Đang gửi")
    SENT = "sent", gettext_noop("Đã gửi")
    GIVEN_UP = "given_up", gettext_noop("Không gửi được")


FINAL = frozenset({MessageState.SENT, MessageState.GIVEN_UP})
"""States in which the address is forgotten."""

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_PHONE = re.compile(r"\+?\d[\d .-]{7,17}\d")
_SHAPES = {Channel.EMAIL: _EMAIL, Channel.SMS: _PHONE, Channel.ZALO: _PHONE}


def objections(
    channel: Channel, *, address: str, has_person: bool, subject: str, consent: bool, basis: str
) -> list[Objection]:
    """Why a message may not be queued."""
    found = []
    if not subject.strip():
        found.append(Objection("message.subject", gettext_noop("Ghi tiêu đề thông báo."), field="subject"))
    if channel is Channel.IN_APP:
        if not has_person:
            words = gettext_noop("Thông báo trong hệ thống phải gửi đến một người có tài khoản.")
            found.append(Objection("message.person", words, field="to"))
        return found
    if not _SHAPES[channel].fullmatch(address):
        words = gettext_noop("Địa chỉ nhận thông báo không đúng. Kiểm tra thư điện tử hoặc số điện thoại.")
        found.append(Objection("message.address", words, field="to"))
    if channel in {Channel.SMS, Channel.ZALO} and not (consent or basis):
        words = gettext_noop("Người nhận chưa đồng ý nhận tin nhắn qua kênh này.")
        found.append(Objection("message.consent", words, "data.personal", "consent"))
    return found


def after_failure(attempts: int) -> MessageState:
    """Back to the queue, or given up after the last attempt."""
    return MessageState.GIVEN_UP if attempts >= MOST_ATTEMPTS else MessageState.QUEUED


def masked(address: str) -> str:
    """An address as a log may show it: «a…@anlac.example», «…567»."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}" if at else f"…{address[-3:]}"

"""Writing messages into the outbox and settling what became of them.

The rows are their own record: a message is an effect of an act, and the act has the line in the journal.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import Protocol

from django.db import transaction

from thutuc.db import prepared
from thutuc.db.models import advance
from thutuc.db.queue import enqueue
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.text import tidy
from thutuc.notifications import queries
from thutuc.notifications.models import Message
from thutuc.notifications.rules import messages as rules
from thutuc.notifications.rules.messages import Channel, MessageState

SEND = "notifications.send"


class Recipient(Protocol):
    """A person of `accounts`, as far as a message needs them."""

    pk: int
    email: str
    phone: str


def queue(
    *,
    kind: str,
    to: Recipient | str,
    subject: str,
    body: str = "",
    channel: Channel = Channel.IN_APP,
    by: Actor,
    at: datetime,
    link: str = "",
    template_id: str = "",
    consent: bool = False,
    basis: str = "",
    secret: bool = False,
) -> Message:
    """Write one message; it leaves only if the act commits. In-app messages have arrived by being written.

    `to` is a person (their e-mail or telephone is taken) or an address. `kind` is the code of what happened
    (`dossiers.accepted`). `basis` names a law that orders the message, so that no consent is needed. A `secret` body
    (a code) is forgotten once sent.
    """
    person = None if isinstance(to, str) else to.pk
    message = Message(code=token_hex(8), kind=kind, channel=channel, person_id=person, address=_address(to, channel))
    message.subject, message.body, message.link = tidy(subject)[:300], body, link
    message.template_id, message.consent, message.basis, message.is_secret = template_id, consent, basis, secret
    message.queued_by, message.queued_at = by.key, at
    return _put(message)


def _put(message: Message) -> Message:
    """Refused without reader, address or ground. In-app messages have arrived; others wait for a worker.

    No savepoint inside the act: what is refused is refused before anything is written.
    """
    channel = Channel(message.channel)
    wrong = rules.objections(
        channel,
        address=message.address,
        has_person=message.person_id is not None,
        subject=message.subject,
        consent=message.consent,
        basis=message.basis,
    )
    refuse_if(wrong)
    if channel is Channel.IN_APP:
        message.state, message.sent_at = MessageState.SENT, message.queued_at
        prepared.insert(message)
        return message
    with transaction.atomic(savepoint=False):
        prepared.insert(message)
        enqueue(SEND, message=message.pk)
    return message


@transaction.atomic
def claim(*, pk: int, at: datetime) -> Message | None:
    """Take a queued message for sending; None when another worker has it or it has left: it is sent once."""
    waiting = Message.objects.select_for_update(skip_locked=True).filter(pk=pk, state=MessageState.QUEUED)
    message = waiting.first()
    if message is None:
        return None
    return advance(message, state=MessageState.SENDING, attempts=message.attempts + 1, tried_at=at)


def sent(*, message: Message, at: datetime) -> Message:
    """It has left: the address is forgotten, a secret body too."""
    body = "" if message.is_secret else message.body
    return advance(message, state=MessageState.SENT, sent_at=at, address="", body=body, fault="")


def failed(*, message: Message, fault: str) -> Message:
    """It did not leave: it waits for another attempt, or is given up. `fault` is a name, never a text with data."""
    state = rules.after_failure(message.attempts)
    forgotten = {"address": "", "body": "" if message.is_secret else message.body}
    return advance(message, state=state, fault=fault[:80], **(forgotten if state in rules.FINAL else {}))


@transaction.atomic
def ask_again(*, at: datetime) -> int:
    """Queue the sending of messages once more that have waited too long; how many."""
    waiting = queries.to_retry(at=at)
    for pk in waiting:
        enqueue(SEND, message=pk)
    return len(waiting)


def mark_read(*, codes: Sequence[str], by: Actor, at: datetime) -> int:
    """Đánh dấu đã đọc: one's own messages only; how many were unread."""
    return queries.visible_to(by).filter(code__in=codes, read_at=None).update(read_at=at)


def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Đánh dấu đã đọc tất cả."""
    return queries.visible_to(by).filter(read_at=None, queued_at__lte=at).update(read_at=at)


def _address(to: Recipient | str, channel: Channel) -> str:
    if channel is Channel.IN_APP:
        return ""
    if isinstance(to, str):
        return to.strip()
    return (to.email if channel is Channel.EMAIL else to.phone).strip()

"""Reading the inbox and the outbox."""

from datetime import datetime, timedelta

from django.db import models

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.notifications.models import Message
from thutuc.notifications.rules.messages import Channel, MessageState

PATIENCE = timedelta(minutes=5)
"""After this a queued message without a result is asked for again."""
DEAD_AFTER = timedelta(minutes=30)
"""A message that is «being sent» for so long was held by a worker that died."""


def visible_to(actor: Actor) -> models.QuerySet[Message]:
    """One's own in-app messages; nobody reads the messages of others."""
    mine = Message.objects.filter(channel=Channel.IN_APP)
    return mine.filter(person_id=actor.person_id) if actor.person_id else mine.none()


def inbox(actor: Actor, *, unread: bool = False) -> models.QuerySet[Message]:
    """One's own inbox, newest first."""
    rows = visible_to(actor).order_by("-queued_at", "-pk")
    return rows.filter(read_at=None) if unread else rows


def inbox_count(actor: Actor) -> int:
    """How many messages are unread: one statement, none for a stranger."""
    return visible_to(actor).filter(read_at=None).count() if actor.person_id else 0


def message_of(actor: Actor, code: str) -> Message:
    """One of one's own messages. NotFound otherwise."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"message {code}")
    return found


def to_retry(*, at: datetime) -> list[int]:
    """Queued messages that have waited longer than a worker should take."""
    waited = models.Q(tried_at=None, queued_at__lt=at - PATIENCE) | models.Q(tried_at__lt=at - PATIENCE)
    rows = Message.objects.filter(waited, state=MessageState.QUEUED).order_by("queued_at")
    return list(rows.values_list("pk", flat=True)[:1000])


def unfinished(*, at: datetime) -> models.QuerySet[Message]:
    """Messages held by a worker that died: whether they left is unknown, so that a person decides."""
    return Message.objects.filter(state=MessageState.SENDING, tried_at__lt=at - DEAD_AFTER).order_by("tried_at")


def doctor_faults(*, at: datetime) -> list[str]:
    """What `thutuc doctor` tells of the outbox: three counts."""
    counts = {
        "given up": Message.objects.filter(state=MessageState.GIVEN_UP).count(),
        "of unknown outcome": unfinished(at=at).count(),
        "waiting for more than an hour (does a worker run?)": Message.objects.filter(
            state=MessageState.QUEUED, queued_at__lt=at - timedelta(hours=1)
        ).count(),
    }
    return [f"notifications: {count} messages {what}" for what, count in counts.items() if count]

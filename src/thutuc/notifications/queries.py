"""Reading the inbox and the outbox."""

from datetime import datetime, timedelta

from django.db import models

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.text import gettext_noop
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


def doctor_faults(*, at: datetime) -> list[Objection]:
    """What `thutuc doctor` tells of the outbox: three counts, each with what to do."""
    late = Message.objects.filter(state=MessageState.QUEUED, queued_at__lt=at - timedelta(hours=1))
    given_up = Message.objects.filter(state=MessageState.GIVEN_UP)
    counted = (
        (given_up, gettext_noop("%(count)s thông báo đã thôi gửi sau nhiều lần lỗi: kiểm tra EMAIL_URL.")),
        (unfinished(at=at), gettext_noop("%(count)s thông báo chưa rõ đã đi hay chưa: hỏi người nhận rồi gửi lại.")),
        (late, gettext_noop("%(count)s thông báo chờ quá một giờ: chạy thutuc worker.")),
    )
    counts = [(rows.count(), words) for rows, words in counted]
    return [Objection("notifications.stuck", words, params={"count": count}) for count, words in counts if count]

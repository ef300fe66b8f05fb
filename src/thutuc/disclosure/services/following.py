"""Theo dõi thay đổi qua thư điện tử: asked for, confirmed from the mailbox, ended; each told of each decision once.

An address is personal data: it stands in its row and in the outbox, never in the journal, an address or a log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from thutuc.db.models import advance
from thutuc.disclosure.models import Subscription, SubscriptionNotice
from thutuc.disclosure.rules import subscriptions as rules
from thutuc.disclosure.rules.subscriptions import SubscriptionState, Topic
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.notifications import services as notifications
from thutuc.notifications.rules.messages import Channel

ASKED, CONFIRMED, ENDED = SubscriptionState.ASKED, SubscriptionState.CONFIRMED, SubscriptionState.ENDED


@dataclass(frozen=True)
class Mail:
    """The words of one mail."""

    subject: str
    body: str


Written = Callable[[Subscription], Mail]
"""Writes the mail of a subscription: only interfaces know addresses of pages and languages."""


@transaction.atomic
def subscribe(
    *,
    topic: Topic,
    target: str,
    address: str,
    language: str,
    is_known: bool,
    write: Written,
    by: Actor,
    at: datetime,
) -> None:
    """Đăng ký theo dõi: a mail asks the owner of the mailbox to confirm.

    The answer is the same whether the mailbox follows it already or was asked too often: it tells a stranger nothing.
    """
    refuse_if(rules.target_objections(topic, is_known=is_known))
    address = address.strip().lower()
    asked = Subscription.objects.filter(address=address).values_list("asked_at", flat=True)
    known = Subscription.objects.filter(address=address, topic=topic, target=target).first()
    if known is None and rules.may_mail(asked, at=at):
        told = {"topic": topic, "target": target, "address": address, "language": language}
        row = _created(Subscription(key=token_urlsafe(24), asked_at=at, mailed_at=at, **told))
        if row:
            _ask(row, write, by, at)
    elif (
        known
        and SubscriptionState(known.state) is ASKED
        and rules.may_repeat(known.mailed_at, asked=known.asked_at, at=at)
    ):
        _ask(advance(known, mailed_at=at), write, by, at)


def _created(row: Subscription) -> Subscription | None:
    """The new row; None when the same wish came through another door at the same moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    return row


def _ask(row: Subscription, write: Written, by: Actor, at: datetime) -> None:
    _mail(row, write(row), kind="disclosure.confirm", by=by, at=at)
    details = {"topic": row.topic, "target": row.target}
    journal.record("disclosure.ask_to_follow", of=row, by=by, at=at, details=details)


def _mail(row: Subscription, mail: Mail, *, kind: str, by: Actor, at: datetime) -> None:
    notifications.queue(
        kind=kind,
        to=row.address,
        subject=mail.subject,
        body=mail.body,
        channel=Channel.EMAIL,
        consent=True,
        secret=True,
        by=by,
        at=at,
    )


@transaction.atomic
def confirm(*, subscription: Subscription, by: Actor, at: datetime) -> Subscription:
    """Xác nhận theo dõi: from now on, not for what was before. Doing it twice changes nothing."""
    if SubscriptionState(subscription.state) is not ASKED:
        return subscription
    row = advance(subscription, state=CONFIRMED, confirmed_at=at)
    journal.record("disclosure.follow", of=row, by=by, at=at)
    return row


@transaction.atomic
def end(*, subscription: Subscription, by: Actor, at: datetime) -> Subscription:
    """Thôi theo dõi: the address is forgotten at once. Doing it twice changes nothing."""
    if SubscriptionState(subscription.state) is ENDED:
        return subscription
    row = advance(subscription, state=ENDED, ended_at=at, address="")
    journal.record("disclosure.unfollow", of=row, by=by, at=at)
    return row


@transaction.atomic
def tell(*, subscription: Subscription, decision_id: int, write: Written, by: Actor, at: datetime) -> bool:
    """Báo một quyết định cho một hộp thư, một lần; False when it was told already or has ended meanwhile."""
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    notice, is_new = SubscriptionNotice.objects.get_or_create(
        subscription=row, decision_id=decision_id, defaults={"at": at}
    )
    if not is_new or SubscriptionState(row.state) is not CONFIRMED:
        return False
    _mail(row, write(row), kind="disclosure.changed", by=by, at=at)
    journal.record("disclosure.tell_follower", of=row, by=by, at=notice.at, details={"decision": decision_id})
    return True

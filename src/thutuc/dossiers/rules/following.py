"""Who is told of a dossier by e-mail: by consent, confirmed from the mailbox, ended at any time (Law 91/2025/QH15)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop

CONFIRM_WITHIN = timedelta(days=7)
"""An address that nobody confirms is forgotten after so long."""
KEPT_AFTER_THE_END = timedelta(days=30)
"""A dossier that has ended has no more to tell; a corrected result soon after it still has."""
AGAIN_AFTER = timedelta(minutes=30)
MOST_A_DAY = 10
"""Confirmations that one mailbox may be sent in a day, for whatever dossiers."""
MOST_MAILBOXES = 5
"""Mailboxes that may follow one dossier."""


class FollowerState(Labelled):
    """Asked, confirmed from the mailbox, ended with the address forgotten."""

    ASKED = "asked", gettext_noop("Chờ xác nhận")
    CONFIRMED = "confirmed", gettext_noop("Đang theo dõi")
    ENDED = "ended", gettext_noop("Đã thôi")


def may_mail(asked: Iterable[datetime], *, at: datetime) -> bool:
    """Whether one more confirmation may go to a mailbox that was asked for at these moments."""
    return sum(1 for moment in asked if moment > at - timedelta(days=1)) < MOST_A_DAY


def may_repeat(last: datetime, *, asked: datetime, at: datetime) -> bool:
    """Whether a confirmation may be sent again: each time after twice as long."""
    return at - last >= max(AGAIN_AFTER, last - asked)


def objections(count: int) -> list[Objection]:
    """Why one more mailbox may not follow the dossier."""
    if count < MOST_MAILBOXES:
        return []
    words = gettext_noop("Hồ sơ này đã có %(count)s hộp thư nhận tin. Thôi nhận ở một hộp thư rồi đăng ký lại.")
    return [Objection("follower.count", words, field="email", params={"count": count})]

"""Who asked to be told of changes: by consent, confirmed from the mailbox, ended at any time.

Personal data protection (Law 91/2025/QH15): an address is kept only while its owner wants it kept.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop

CONFIRM_WITHIN = timedelta(days=7)
"""An address that nobody confirms is forgotten after so long."""
AGAIN_AFTER = timedelta(minutes=30)
MOST_A_DAY = 10


class Topic(Labelled):
    """What somebody follows."""

    PROCEDURE = "procedure", gettext_noop("Một thủ tục")
    SECTOR = "sector", gettext_noop("Một lĩnh vực")
    ALL = "all", gettext_noop("Mọi thủ tục")


class SubscriptionState(Labelled):
    """Asked, confirmed from the mailbox, ended with the address forgotten."""

    ASKED = "asked", gettext_noop("Chờ xác nhận")
    CONFIRMED = "confirmed", gettext_noop("Đang theo dõi")
    ENDED = "ended", gettext_noop("Đã thôi")


def may_mail(asked: Iterable[datetime], *, at: datetime) -> bool:
    """Whether one more confirmation may go to an address that was asked for at these moments.

    Silent towards the reader: an answer that differs would tell who is subscribed.
    """
    today = [moment for moment in asked if moment > at - timedelta(days=1)]
    return len(today) < MOST_A_DAY


def may_repeat(last: datetime, *, asked: datetime, at: datetime) -> bool:
    """Whether the confirmation of one subscription may be sent again: each time after twice as long."""
    return at - last >= max(AGAIN_AFTER, last - asked)


def target_objections(topic: Topic, *, is_known: bool) -> list[Objection]:
    """Only what the public can read may be followed."""
    if topic is Topic.ALL or is_known:
        return []
    words = gettext_noop("Không có thủ tục hoặc lĩnh vực này trong danh mục công khai.")
    return [Objection("subscription.target", words, field="target")]


def concerns(topic: Topic, target: str, code: str, sector_slug: str) -> bool:
    """Whether a change of a procedure is one that a reader follows."""
    if topic is Topic.ALL:
        return True
    return target == (code if topic is Topic.PROCEDURE else sector_slug)

"""What is new in the list, told to whoever follows it: signed decisions with the rows that people see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import Publication
from thutuc.catalogue.rules.searching import slug
from thutuc.disclosure.models import Subscription
from thutuc.disclosure.queries.lag import UNSEEN
from thutuc.disclosure.rules import subscriptions as rules
from thutuc.disclosure.rules.subscriptions import SubscriptionState, Topic
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries as organisations

LOOK_BACK = timedelta(days=366)
"""How far back a feed goes, by the day of signature."""
MOST = 60


@dataclass(frozen=True)
class News:
    """One signed decision as it concerns a reader: only the rows that he follows."""

    decision_id: int
    code: str
    number: str
    title: str
    signed_on: date
    effective_on: date
    known_at: datetime
    department: str
    is_recorded: bool
    rows: tuple[Publication, ...]
    reversed_on: date | None = None


def news(
    *, on: date, topic: Topic = Topic.ALL, target: str = "", since: date | None = None, limit: int = MOST
) -> list[News]:
    """The newest decisions that concern a topic, the last known first. Five statements."""
    codes = [target] if topic is Topic.PROCEDURE else []
    rows = catalogue.publications(since=since or on - LOOK_BACK, codes=codes)
    shown = [row for row in rows if is_seen(row) and rules.concerns(topic, target, row.code, slug(row.sector))]
    return told(shown)[:limit]


def told(rows: Iterable[Publication]) -> list[News]:
    """Rows under their decisions, the last known first. One statement."""
    grouped = _grouped(rows)
    names = organisations.names_of({own[0].agency_id for own in grouped.values()})
    return _newest_first(_news(own, names.get(own[0].agency_id, "")) for own in grouped.values())


def _newest_first(found: Iterable[News]) -> list[News]:
    return sorted(found, key=lambda each: (each.known_at, each.decision_id), reverse=True)


def is_seen(row: Publication) -> bool:
    """Whether people read of it: internal processes and procedures are between agencies."""
    return row.kind not in UNSEEN and not row.is_internal


def _news(rows: list[Publication], department: str) -> News:
    first = rows[0]
    return News(
        first.decision_id,
        first.decision_code,
        first.number,
        first.title,
        first.signed_on,
        first.effective_on,
        first.known_at,
        department,
        first.is_recorded,
        tuple(rows),
        first.reversed_on,
    )


def rows_of(decision_id: int) -> list[Publication]:
    """The rows of one signed decision that people see, in order. Four statements."""
    rows = catalogue.publications(decision_ids=[decision_id])
    return [row for row in rows if not row.is_internal]


def subscription(key: str) -> Subscription:
    """The subscription of a link in a mail; NotFound for a key that nobody was given."""
    found = Subscription.objects.filter(key=key).first() if key else None
    if found is None:
        raise NotFound("subscription")
    return found


def waiting(*, at: datetime) -> list[Subscription]:
    """Asked for and never confirmed in time: their addresses are to be forgotten."""
    rows = Subscription.objects.filter(state=SubscriptionState.ASKED.value, mailed_at__lte=at - rules.CONFIRM_WITHIN)
    return list(rows.order_by("pk"))


@dataclass(frozen=True)
class Owed:
    """A mail that is owed: one decision to one mailbox."""

    subscription: Subscription
    news: News


def owed(*, on: date, at: datetime, limit: int = 500) -> list[Owed]:
    """Every mailbox that follows something which a decision changed after it asked, and was not told yet.

    Statements: the mailboxes with what they were told, and the decisions.
    """
    live = Subscription.objects.filter(state=SubscriptionState.CONFIRMED.value).prefetch_related("notices")
    boxes = list(live.order_by("pk"))
    if not boxes:
        return []
    rows = [row for row in catalogue.publications(since=on - LOOK_BACK) if is_seen(row) and row.known_at <= at]
    found = []
    for box in boxes:
        done = {notice.decision_id for notice in box.notices.all()}
        wanted = [row for row in rows if row.decision_id not in done and _is_for(box, row)]
        found += [Owed(box, each) for each in reversed(told_plainly(wanted))]
    return found[:limit]


def told_plainly(rows: Iterable[Publication]) -> list[News]:
    """Rows under their decisions without the names of agencies. No statement."""
    return _newest_first(_news(own, "") for own in _grouped(rows).values())


def _grouped(rows: Iterable[Publication]) -> dict[int, list[Publication]]:
    grouped: dict[int, list[Publication]] = {}
    for row in rows:
        grouped.setdefault(row.decision_id, []).append(row)
    return grouped


def _is_for(box: Subscription, row: Publication) -> bool:
    return (
        box.confirmed_at is not None
        and row.known_at >= box.confirmed_at
        and rules.concerns(Topic(box.topic), box.target, row.code, slug(row.sector))
    )

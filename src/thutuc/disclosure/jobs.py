"""Long acts of disclosure that officers asked for, in their name as of the day of doing; mails to who follows."""

from typing import Any

from django.utils import translation

from thutuc.accounts import queries as accounts
from thutuc.disclosure.documents import mails
from thutuc.disclosure.documents.sheets import draw
from thutuc.disclosure.queries import comparisons, news, printing
from thutuc.disclosure.readers.exports import read_kept
from thutuc.disclosure.rules.subscriptions import Topic
from thutuc.disclosure.services import comparing, following
from thutuc.disclosure.services import printing as printer
from thutuc.kernel.actor import Actor
from thutuc.web import clock


def compare(request: str) -> None:
    """Compare an export with the province's list; run twice or late it does nothing more."""
    by = accounts.actor_of(comparisons.requested(request).person, on=clock.today())
    comparing.carry_out(key=request, read=read_kept, by=by, at=clock.now())


def print_order(order: str) -> None:
    """Make the sheets of an order, one PDF for each unit; run twice or late it does nothing more."""
    by, at = accounts.actor_of(printing.ordered(order).person, on=clock.today()), clock.now()
    printer.carry_out(key=order, draw=draw(at), by=by, at=at)


def tell_followers() -> None:
    """Every mailbox hears of each decision once, soon after it became known; run twice or late it tells no more."""
    now, by = clock.now(), Actor.system("disclosure")
    for each in news.owed(on=clock.today(), at=now):
        box = each.subscription

        def write(row: Any, told: news.News = each.news) -> following.Mail:
            with translation.override(row.language):
                what = mails.followed(Topic(row.topic), row.target, _name(row, told))
            return mails.changed(row, told, what=what)

        following.tell(subscription=box, decision_id=each.news.decision_id, write=write, by=by, at=now)


def _name(row: Any, told: news.News) -> str:
    """The name of what is followed, as the decision has it."""
    return told.rows[0].sector if Topic(row.topic) is Topic.SECTOR else told.rows[0].name


def forget_unconfirmed() -> None:
    """Addresses that nobody confirmed within a week are forgotten."""
    now = clock.now()
    for row in news.waiting(at=now):
        following.end(subscription=row, by=Actor.system("disclosure"), at=now)

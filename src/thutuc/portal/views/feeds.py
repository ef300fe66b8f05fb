"""Changes for machines that tell people: Atom feeds and calendars of effective days, of all, a sector, a procedure."""

from collections.abc import Callable
from datetime import timedelta

import icalendar
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.disclosure.documents import mails
from thutuc.disclosure.queries import news
from thutuc.disclosure.queries.news import News
from thutuc.disclosure.rules.subscriptions import Topic
from thutuc.portal.views.following import target_of
from thutuc.web import clock, words

MOST_NAMED = 20
KEPT = 600
"""Seconds that a feed may be kept by others."""


@require_safe
def atom(request: HttpRequest, topic: str = "all", target: str = "") -> HttpResponse:
    """The newest decisions, each with its rows, as an Atom feed."""
    return _answer(topic, target, _atom, "application/atom+xml; charset=utf-8")


@require_safe
def calendar(request: HttpRequest, topic: str = "all", target: str = "") -> HttpResponse:
    """The days on which decisions take effect, for one's own calendar."""
    return _answer(topic, target, _calendar, "text/calendar; charset=utf-8")


def _answer(topic: str, target: str, write: Callable[[list[News], str, str], bytes], kind: str) -> HttpResponse:
    wanted = Topic(topic)
    name = target_of(wanted, target)
    if name is None:
        raise Http404
    followed = mails.followed(wanted, target, name)
    found = news.news(on=clock.today(), topic=wanted, target=target)
    answer = HttpResponse(write(found, followed, f"{topic}:{target}"), content_type=kind)
    answer.headers["Cache-Control"] = f"public, max-age={KEPT}"
    return answer


def _url(path: str) -> str:
    return settings.SITE_URL + path


def _title(found: News) -> str:
    if len(found.rows) == 1:
        row = found.rows[0]
        return f"{_(row.kind.label)}: {row.name}"
    return found.title


def _summary(found: News) -> str:
    rows = [f"{_(row.kind.label)}: {row.name} ({row.code})" for row in found.rows[:MOST_NAMED]]
    days = _("Quyết định %(number)s, ký %(signed)s, có hiệu lực từ %(effective)s") % {
        "number": found.number,
        "signed": words.day(found.signed_on),
        "effective": words.day(found.effective_on),
    }
    return "\n".join([days, *rows, *(["…"] if len(found.rows) > MOST_NAMED else [])])


def _atom(found: list[News], followed: str, key: str) -> bytes:
    feed = Atom1Feed(
        title=_("Thay đổi của %(what)s") % {"what": followed},
        link=_url(reverse("portal:publications")),
        description=settings.SITE["name"],
        language=get_language(),
        feed_guid=_url(f"/cong-bo/{key}"),
        author_name=settings.SITE["authority"],
    )
    for each in found:
        feed.add_item(
            title=_title(each),
            link=_url(reverse("portal:decision", args=[each.code])),
            description=_summary(each),
            unique_id=_url(f"/cong-bo/quyet-dinh/{each.code}"),
            pubdate=each.known_at,
            updateddate=each.known_at,
        )
    return feed.writeString("utf-8").encode()


def _calendar(found: list[News], followed: str, key: str) -> bytes:
    host = settings.SITE_URL.split("//", 1)[-1]
    book = icalendar.Calendar()
    book.add("prodid", f"-//{host}//thutuc//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Ngày có hiệu lực: %(what)s") % {"what": followed})
    for each in found:
        event = icalendar.Event()
        event.add("uid", f"{each.code}@{host}")
        event.add("dtstamp", each.known_at)
        event.add("dtstart", each.effective_on)
        event.add("dtend", each.effective_on + timedelta(days=1))
        event.add("summary", _title(each))
        event.add("description", _summary(each))
        event.add("url", _url(reverse("portal:decision", args=[each.code])))
        event.add("transp", "TRANSPARENT")
        if each.reversed_on and each.reversed_on <= each.effective_on:
            event.add("status", "CANCELLED")
        book.add_component(event)
    return bytes(book.to_ical())

"""What stands in calendars and on papers of a dossier: read by anybody who was given the address, names nobody."""

from collections.abc import Iterator
from datetime import date, timedelta

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.dossiers.queries import genuine, links
from thutuc.dossiers.queries import tracking as queries
from thutuc.dossiers.queries.tracking import Tracked
from thutuc.dossiers.rules.telling.genuine import Worth
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date
from thutuc.portal.views.tracking import private
from thutuc.web import clock

SIGNS = {
    Worth.CURRENT: ("ok", "circle-check"),
    Worth.MOVED: ("soon", "clock"),
    Worth.REPLACED: ("soon", "refresh-cw"),
    Worth.DONE: ("neutral", "circle-check"),
}


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The dates of a dossier for one's own calendar: the code, the days, nothing of what it is about."""
    found = queries.tracked(queries.by_calendar_token(token), at=clock.now())
    answer = HttpResponse(_calendar(found), content_type="text/calendar; charset=utf-8")
    return private(answer)


def _days(found: Tracked) -> Iterator[tuple[str, date, str]]:
    """(name for the calendar, day, words)."""
    dossier, request = found.dossier, found.request
    code = {"code": dossier.code or dossier.key}
    due = dossier.appointed_at or dossier.due_at
    if due and found.days_left is not None:
        yield "due", local_date(due), _("Hẹn trả kết quả hồ sơ %(code)s") % code
    if request and request.due_on and not request.sent_at:
        yield "papers", request.due_on, _("Hạn nộp bổ sung hồ sơ %(code)s") % code
    if dossier.finished_at:
        yield "ready", local_date(dossier.finished_at), _("Hồ sơ %(code)s đã xong") % code


def _calendar(found: Tracked) -> bytes:
    host = settings.SITE_URL.split("//", 1)[-1]
    book = icalendar.Calendar()
    book.add("prodid", f"-//{host}//thutuc//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Hồ sơ %(code)s") % {"code": found.dossier.code or found.dossier.key})
    for name, day, words in _days(found):
        event = icalendar.Event()
        event.add("uid", f"{found.dossier.key}-{name}@{host}")
        event.add("dtstamp", found.dossier.state_since)
        event.add("sequence", found.dossier.event_count)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", words)
        event.add("url", links.look_up_link())
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    return bytes(book.to_ical())


@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Is this printed paper of ours, and does it still count? The verdict first."""
    context: dict[str, object] = {"now": clock.now()}
    try:
        found = genuine.paper_by_token(token)
    except NotFound:
        return private(render(request, "portal/paper.html", context, status=404))
    tone, sign = SIGNS[found.worth]
    context |= {"found": found, "tone": tone, "sign": sign, "label": found.worth.label, "worth": found.worth.value}
    return private(render(request, "portal/paper.html", context))

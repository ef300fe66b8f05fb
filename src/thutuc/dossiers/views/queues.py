"""The lists of dossiers: what is mine, my team's, late, waiting; filters in the address, pages by keyset."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.documents import lists
from thutuc.dossiers.forms.queues import FilterForm, SavedViewForm
from thutuc.dossiers.queries import facets, queues
from thutuc.dossiers.queries.queues import QueuePage, QueueRow
from thutuc.dossiers.rules import queues as rules
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.queues import Filters, Queue
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.services import saved
from thutuc.dossiers.views import frame as frames
from thutuc.dossiers.views.frame import Frame
from thutuc.kernel.errors import NotFound, Refused
from thutuc.web import clock, sheets, words
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.paging import query_without

CURSORS = ("sau", "truoc")
ALWAYS = (Queue.MINE, Queue.TEAM, Queue.LATE, Queue.ALL, Queue.DONE)
"""Tabs that are shown even when they hold nothing."""


@dataclass(frozen=True)
class Asked:
    """A list as the address asks for it."""

    frame: Frame
    queue: Queue
    form: FilterForm
    filters: Filters


def asked(request: HttpRequest, name: str) -> Asked:
    """The queue of that name with its filters. NotFound for a name that no queue has."""
    if name not in {queue.value for queue in Queue}:
        raise NotFound(f"queue {name}")
    queue, frame = Queue(name), frames.frame_of(request)
    offered = queues.IN_STATES.get(queue, states.OPEN)
    form = FilterForm(request.GET, facets=frames.kept_facets(frame), states=tuple(offered))
    return Asked(frame, queue, form, form.filters())


@require_safe
@officers_only
def queue(request: HttpRequest, name: str = Queue.MINE.value) -> HttpResponse:
    """One page of a list."""
    given = asked(request, name)
    frame, sight = given.frame, given.frame.sight
    after, before = (rules.unpacked(request.GET.get(name, "")) for name in CURSORS)
    page = queues.page_of(given.queue, sight, given.filters, after=after, before=before)
    narrowed = None if given.filters.is_empty or given.queue is Queue.DONE else given
    shown = queues.rows_of(given.queue, sight, given.filters) if narrowed else None
    counts = queues.counts_of(sight, shown=shown)
    request.dossier_counts = counts  # type: ignore[attr-defined]
    context = {
        "nav": f"dossiers_{given.queue.value}",
        "queue": given.queue,
        "title": _(given.queue.label),
        "now": frame.now,
        "form": given.form,
        "rows": [_line(row, frame) for row in page.rows],
        "tabs": list(_tabs(given.queue, counts)),
        "cells": list(_cells(given.queue, counts)),
        "chips": _chips(request, given.form),
        "pages": _pages(request, page),
        "counted": _counted(given, counts),
        "query": query_without(request, *CURSORS).rstrip("&"),
        "saved": [_saved(row) for row in facets.saved_views(frame.actor)],
        "may_bulk": bool(frame.actor.roles & states.ROLES) and given.queue is not Queue.DONE,
    }
    return render(request, "dossiers/queue.html", context, status=422 if given.form.errors else 200)


def _line(row: QueueRow, frame: Frame) -> dict[str, Any]:
    received = row.accepted_at or row.submitted_at
    due = row.due_at if row.state in states.ON_CLOCK else None
    return {
        "key": row.key,
        "url": reverse("dossiers:dossier", args=[row.key]),
        "code": row.code or row.source_code or _("Chưa có mã"),
        "procedure": row.procedure_name,
        "source": row.source,
        "owner": row.owner_name,
        "channel": _(Channel(row.channel).label),
        "step": _(DossierState(row.state).label),
        "holder": row.holder,
        "initials": frames.initials(row.holder or ""),
        "unit": row.unit or row.agency,
        "received": words.day(received),
        "deadline": frames.shown_deadline(frame, row.state, row.due_at),
        "due": words.day(due) if row.state not in states.PAUSED else _(DossierState(row.state).label),
    }


def _tabs(current: Queue, counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    for each in Queue:
        count = counts.get(each.value)
        if each is current or each in ALWAYS or count:
            told = None if count is None else rules.told(count)
            url = reverse("dossiers:queue", args=[each.value])
            yield {"label": _(each.label), "url": url, "count": told, "current": each is current}


def _cells(current: Queue, counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    notes = {
        Queue.MINE: _("Đang trong tay bạn"),
        Queue.LATE: _("Ngày hẹn đã qua"),
        Queue.NEAR: _("Hôm nay và những ngày tới"),
        Queue.WAITING: _("Không tính vào thời hạn"),
    }
    for each, note in notes.items():
        count = counts[each.value]
        yield {
            "label": _(each.label),
            "value": rules.told(count),
            "note": note,
            "url": reverse("dossiers:queue", args=[each.value]),
            "late": each is Queue.LATE and bool(count),
            "current": each is current,
        }


def _chips(request: HttpRequest, form: FilterForm) -> list[dict[str, str]]:
    return [
        {"label": said, "href": f"?{query_without(request, name, *CURSORS).rstrip('&')}"} for name, said in form.chips()
    ]


def _pages(request: HttpRequest, page: QueuePage) -> dict[str, str]:
    rest = query_without(request, *CURSORS)
    found = {}
    if page.rows and page.has_previous:
        found = {"start": f"?{rest.rstrip('&')}", "previous": f"?{rest}truoc={page.first}"}
    if page.rows and page.has_next:
        found["next"] = f"?{rest}sau={page.last}"
    return found


def _counted(given: Asked, counts: dict[str, int]) -> str:
    """«12 trên 24 hồ sơ, sắp theo hạn trả»."""
    if given.queue is Queue.DONE:
        return _("Mới nhất trước")
    total = rules.told(counts[given.queue.value])
    if given.filters.is_empty:
        return _("%(total)s hồ sơ, sắp theo hạn trả") % {"total": total}
    shown = rules.told(counts["shown"])
    return _("%(shown)s trên %(total)s hồ sơ, sắp theo hạn trả") % {"shown": shown, "total": total}


def _saved(row: Any) -> dict[str, str]:
    url = reverse("dossiers:queue", args=[row.queue])
    return {"name": row.name, "url": f"{url}?{row.search}" if row.search else url, "key": row.key}


@require_safe
@officers_only
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The list as filtered as a spreadsheet."""
    given = asked(request, name)
    rows = queues.every(given.queue, given.frame.sight, given.filters)
    content = lists.spreadsheet(_(given.queue.label), _sheet_rows(rows, given.frame))
    return sheets.answer(content, _("ho-so-%(day)s.xlsx") % {"day": f"{given.frame.today:%Y%m%d}"})


def _sheet_rows(rows: Iterable[QueueRow], frame: Frame) -> Iterator[list[object]]:
    for row in rows:
        line = _line(row, frame)
        due = words.local_day(row.due_at) if row.due_at else None
        yield [
            *(
                line["code"],
                row.procedure_name,
                row.owner_name,
                line["channel"],
                line["step"],
                row.holder,
                line["unit"],
            ),
            *(words.local_day(row.accepted_at or row.submitted_at), due, line["deadline"]["days"], row.source),
        ]


@require_safe
@officers_only
def counts(request: HttpRequest) -> HttpResponse:
    """The counters of the side navigation (`?nao=` names them), drawn into it while the page stays open."""
    wanted = set(request.GET.get("nao", "").split(","))
    found = queues.counts_of(frames.frame_of(request).sight)
    parts = [
        format_html("<div hx-swap-oob=\"innerHTML:[data-count='{}']\">{}</div>", name, rules.told(count))
        for name, count in found.items()
        if name in wanted
    ]
    return HttpResponse("".join(parts), headers={"Cache-Control": "no-store"})


@require_POST
@officers_only
def save_view(request: HttpRequest) -> HttpResponse:
    """The list under view gets a name."""
    form = SavedViewForm(request.POST)
    known = {each.value for each in Queue}
    if not form.is_valid() or form.cleaned_data["hang"] not in known:
        messages.error(request, _("Đặt tên cho bộ lọc rồi lưu lại."))
        return HttpResponseRedirect(reverse("dossiers:queue", args=[Queue.MINE.value]))
    given = form.cleaned_data
    url = reverse("dossiers:queue", args=[given["hang"]])
    try:
        saved.save_view(
            queue=Queue(given["hang"]),
            name=given["ten"],
            search=given["loc"],
            by=actor_of(request),
            at=clock.now(),
        )
        messages.success(request, _("Đã lưu bộ lọc «%(name)s».") % {"name": given["ten"]})
    except Refused as refused:
        messages.error(request, " ".join(words_of(each) for each in refused.objections))
    return HttpResponseRedirect(f"{url}?{given['loc']}" if given["loc"] else url)


@require_POST
@officers_only
def drop_view(request: HttpRequest, key: str) -> HttpResponse:
    """A kept list is no longer needed."""
    saved.drop_view(key=key, by=actor_of(request), at=clock.now())
    messages.success(request, _("Đã bỏ bộ lọc."))
    return HttpResponseRedirect(reverse("dossiers:queue", args=[Queue.MINE.value]))

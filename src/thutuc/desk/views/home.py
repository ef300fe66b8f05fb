"""Bàn việc tuần: what is late or due this week, whose, what next."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thutuc.desk import queries
from thutuc.desk.rules import week as rules
from thutuc.dossiers import queries as dossiers
from thutuc.dossiers.rules import queues as dossier_search
from thutuc.dossiers.rules import states as dossier_states
from thutuc.dossiers.rules.queues import Queue
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import Days
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.words import short_day, weekday
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, working_days_between

ICONS = {
    rules.Field.PUBLICATION: "git-branch",
    rules.Field.DISCLOSURE: "map-pin",
    rules.Field.CATALOGUE: "list-checks",
    rules.Field.LAW: "scale",
    rules.Field.PEOPLE: "users",
    rules.Field.UNITS: "landmark",
    rules.Field.CALENDAR: "clock",
}


@officers_only
def home(request: HttpRequest) -> HttpResponse:
    """The desk of a week: `?tuan=` a day in it, `?ngay=` one cell, `?cua=toi` one's own duties."""
    now, today = clock.now(), clock.today()
    monday = rules.monday_of(_day(request.GET.get("tuan"), today))
    calendar = _calendar(today, monday)
    found = list(queries.duties(actor_of(request), today=today, monday=monday))
    only_mine = request.GET.get("cua") == "toi"
    plan = rules.plan(
        [duty for duty in found if duty.mine or not only_mine],
        today=today,
        monday=monday,
        day_off=lambda on: "" if calendar.is_worked_by_rule(on) else _reason(calendar, on),
        days_left=lambda on: working_days_between(calendar, today, on) if on >= today else 0,
    )
    chosen = request.GET.get("ngay", "")
    keep = {"tuan": monday.isoformat()} if monday != rules.monday_of(today) else {}
    size = queries.size(on=today, at=now)
    context = {
        "week": plan,
        "now": now,
        "previous": monday - timedelta(days=7),
        "next": monday + timedelta(days=7),
        "cells": [_cell(cell, keep, chosen) for cell in plan.cells],
        "groups": [_group(group, calendar, today) for group in plan.groups if chosen in ("", group.key)],
        "total": len(found),
        "mine": sum(duty.mine for duty in found),
        "only_mine": only_mine,
        "not_mine": not only_mine,
        "keep": urlencode(keep) + "&" if keep else "",
        "areas": list(_areas(plan)),
        "figures": _figures(size),
    }
    return render(request, "desk/home.html", context)


@officers_only
def search(request: HttpRequest) -> HttpResponse:
    """The field in the masthead: the code of a dossier (typed, or read from its receipt) opens it.

    Other words look among dossiers for who handles them, among procedures for everybody else.
    """
    actor, words = actor_of(request), request.GET.get("q", "").strip()
    code = dossier_search.code_in(words)
    key = dossiers.key_of_code(actor, code, on=clock.today()) if code else None
    if key:
        return HttpResponseRedirect(reverse("dossiers:dossier", args=[key]))
    if dossier_search.is_personal_number(words):
        words = ""
    handles = actor.roles & dossier_states.ROLES and not dossier_search.is_procedure_code(words)
    url = reverse("dossiers:queue", args=[Queue.ALL.value]) if handles else reverse("catalogue:list")
    return HttpResponseRedirect(f"{url}?{urlencode({'q': words})}" if words else url)


def _calendar(today: date, monday: date) -> Calendar:
    """The province's calendar; plain weeks while a year in view has not been entered, so that the desk still opens."""
    margin = timedelta(days=21)
    try:
        calendar = worktime.calendar()
        calendar.index(min(today, monday) - margin)
        calendar.index(max(today, monday) + margin)
    except Refused:
        year = timedelta(days=400)
        return Calendar(Days(min(today, monday) - year, max(today, monday) + year))
    return calendar


def _day(given: str | None, today: date) -> date:
    try:
        return min(max(date.fromisoformat(given or ""), today - timedelta(days=370)), today + timedelta(days=370))
    except ValueError:
        return today


def _reason(calendar: Any, on: date) -> str:
    row = calendar.rows.get(on)
    return row.reason if row else _("Cuối tuần")


def _cell(cell: rules.Cell, keep: dict[str, str], chosen: str) -> dict[str, Any]:
    of_mine = _("%(count)s của bạn") % {"count": cell.mine} if cell.mine else ""
    closed = bool(cell.off) and not cell.total
    return {
        "label": _cell_label(cell),
        "value": _("Nghỉ") if closed else cell.total,
        "note": cell.off or of_mine,
        "href": "" if closed else "?" + urlencode({**keep, "ngay": cell.key}),
        "current": cell.key == chosen or (not chosen and cell.is_today),
        "late": cell.key == "late" and bool(cell.total),
    }


def _cell_label(cell: rules.Cell) -> str:
    if cell.start is None:
        return _("Trễ hạn")
    if cell.key == "next":
        return _("Tuần sau")
    words = _("%(weekday)s, hôm nay %(day)s") if cell.is_today else _("%(weekday)s %(day)s")
    return words % {"weekday": weekday(cell.start), "day": short_day(cell.start)}


def _group(group: rules.Group, calendar: Any, today: date) -> dict[str, Any]:
    titles = {
        "late": _("Trễ hạn"),
        "next": _("Tuần sau"),
        "later": _("Sau đó"),
        "undated": _("Không có hạn của luật"),
    }
    title = f"{weekday(group.day)} {short_day(group.day)}" if group.day else titles[group.key]
    return {
        "title": title,
        "late": group.key == "late",
        "days": group.left,
        "note": _("%(count)s việc") % {"count": len(group.duties)},
        "duties": [_duty(duty, calendar, today) for duty in group.duties],
    }


def _duty(duty: rules.Duty, calendar: Any, today: date) -> dict[str, Any]:
    late = duty.due is not None and duty.due < today
    return {
        "what": _(duty.what) % duty.params if duty.params else _(duty.what),
        "url": reverse(duty.url_name, args=duty.url_args) + duty.query,
        "next_act": _(duty.next_act),
        "area": _(duty.area.label),
        "icon": ICONS[duty.area],
        "holder": duty.holder or (_("Bạn") if duty.mine else _("Phòng Kiểm soát TTHC")),
        "note": duty.note,
        "due": duty.due,
        "days": -working_days_between(calendar, duty.due, today) if late and duty.due else None,
    }


def _areas(plan: rules.Week) -> Iterable[dict[str, Any]]:
    this_week = {cell.key for cell in plan.cells if cell.key not in ("late", "next")}
    for area in rules.Field:
        placed = [(group.key, duty) for group in plan.groups for duty in group.duties if duty.area is area]
        yield {
            "label": _(area.label),
            "late": sum(key == "late" for key, _duty in placed),
            "due": sum(key in this_week for key, _duty in placed),
        }


def _figures(size: Any) -> list[dict[str, Any]]:
    return [
        {"label": _("Đang có hiệu lực"), "value": size.in_force, "url": reverse("catalogue:list")},
        {"label": _("Đang công khai"), "value": size.public, "url": "/thu-tuc/"},
        {"label": _("Bản gốc quốc gia"), "value": size.national, "url": f"{reverse('catalogue:list')}?nguon=quoc-gia"},
    ]

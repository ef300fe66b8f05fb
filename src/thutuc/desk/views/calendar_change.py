"""«Đổi ngày nghỉ: xem trước»: what would move is shown before anything is saved; one call confirms."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thutuc.accounts.rules.roles import Role
from thutuc.desk.forms import CalendarChangeForm, CalendarRemovalForm
from thutuc.desk.rules.calendar_change import Effect, Outcome, Preview, changed_days, effects, examples
from thutuc.kernel.errors import NotFound, Objection, Refused
from thutuc.organisations import queries as organisations
from thutuc.organisations.queries.agencies import TreeRow
from thutuc.web import clock, words
from thutuc.web.doors import actor_of, roles_only
from thutuc.web.forms import add_objections
from thutuc.worktime import queries, readers, services
from thutuc.worktime.rules import Calendar, Scope
from thutuc.worktime.rules.changes import Change, changed, objections, without
from thutuc.worktime.rules.months import Cell, weeks_between

DIVISION = "division"
EDITORS = (Role.CONTROL_OFFICER, Role.SYSTEM_ADMIN)
SHOWN = 12  # rows of one group on the page; the rest is behind a link
Pairs = Mapping[int | None, tuple[Calendar, Calendar]]


@require_http_methods(["GET", "HEAD", "POST"])
@roles_only(*EDITORS)
def change(request: HttpRequest) -> HttpResponse:
    """The form, the calendar as it would be, what would move, and the box that confirms."""
    units = organisations.tree(on=clock.today())
    given = request.POST or (request.GET if "ly_do" in request.GET else None)
    form = CalendarChangeForm(given, initial={"noi": Scope.PROVINCE.value})
    form.offer((row.agency.pk, row.agency.name) for row in units if row.agency.kind != DIVISION)
    if not form.is_valid():
        return _change_page(request, form)
    wish = form.change({row.agency.pk: row.parent_id for row in units})
    if request.method == "POST" and _changed(request, form, wish):
        return redirect(f"{reverse('worktime:calendar')}?nam={wish.days[0].year}")
    calendars = queries.calendars((*wish.owners, None))
    if not form.errors:
        _object(form, objections(calendars, wish))
    if form.errors:
        return _change_page(request, form)
    pairs = {owner: (calendars[owner], changed(calendars[owner], wish)) for owner in wish.owners}
    return _change_page(request, form, where=_where(wish, units), **_preview(request, pairs))


def _change_page(request: HttpRequest, form: CalendarChangeForm, **context: Any) -> HttpResponse:
    context |= {
        "nav": "calendar",
        "form": form,
        "empty_week": "tuan_trong" in form.errors or form["tuan_trong"].value(),
    }
    return render(request, "desk/calendar_change.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, form: CalendarChangeForm, wish: Change) -> bool:
    try:
        services.change_calendar(change=wish, by=actor_of(request), at=clock.now())
    except Refused as refused:
        _object(form, refused.objections)
        return False
    messages.success(request, _("Đã đổi lịch làm việc. Hạn trả kết quả được tính lại."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@roles_only(*EDITORS)
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a day that is taken back, with the other day of its swap."""
    row = queries.day(pk)
    if row is None:
        raise NotFound(f"calendar day {pk}")
    form = CalendarRemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remove_day(day_id=pk, reason=form.cleaned_data["ly_do"], by=actor_of(request), at=clock.now())
        messages.success(request, _("Đã bỏ ngày này khỏi lịch. Hạn trả kết quả được tính lại."))
        return redirect(f"{reverse('worktime:calendar')}?nam={row.day.year}")
    calendar = queries.calendar(of=row.agency_id)
    days = [day for day in (row.day, row.swapped_with) if day]
    pairs = {row.agency_id: (calendar, without(calendar, days, Scope(row.scope)))}
    context = {"nav": "calendar", "form": form, "row": row, **_preview(request, pairs)}
    return render(request, "desk/calendar_removal.html", context, status=422 if form.errors else 200)


def _object(form: CalendarChangeForm, against: Iterable[Objection]) -> None:
    placed = [replace(objection, field=form.FIELDS.get(objection.field, "")) for objection in against]
    if placed:
        add_objections(form, Refused(placed))


def _where(wish: Change, units: Iterable[TreeRow]) -> list[str]:
    """Whose calendars change, in words."""
    if wish.scope is Scope.UNIT:
        return [row.agency.name for row in units if row.agency.pk in wish.agency_ids]
    return [_(wish.scope.label)]


# -- the preview ------------------------------------------------------------------------------------------------------


def _preview(request: HttpRequest, pairs: Pairs) -> dict[str, Any]:
    """What every page of a change shows: the new calendar, five numbers, the rows behind them."""
    found: list[Effect] = []
    days: set[date] = set()
    for owner, (before, after) in _distinct(pairs).items():
        changes = changed_days(before, after)
        days |= set(changes)
        found += effects(before, after, examples(before, changes, owner=owner))
    preview = Preview(tuple(found))
    after = next(iter(pairs.values()))[1]
    return {
        "weeks": _weeks(after, sorted(days)) if days else [],
        "span": _span_words(preview),
        "cells": [
            {"label": _(outcome.label), "value": words.number(len(preview.of(outcome))), "note": _note(outcome)}
            for outcome in Outcome
        ],
        "groups": [
            _group(outcome, preview, whole="het" in request.GET) for outcome in Outcome if _is_listed(outcome, preview)
        ],
        "total": len(found),
        "touched": len(preview.touched),
        "moved": len(preview.of(Outcome.MOVED)) + len(preview.of(Outcome.ON_DAY_OFF)),
        "kept": len(preview.of(Outcome.KEPT)),
    }


def _distinct(pairs: Pairs) -> Pairs:
    """One pair for each calendar: units without days of their own share the province's."""
    seen: dict[tuple[Calendar, Calendar], int | None] = {}
    for owner, pair in pairs.items():
        seen.setdefault(pair, owner)
    return {owner: pair for pair, owner in seen.items()}


def _is_listed(outcome: Outcome, preview: Preview) -> bool:
    return outcome is not Outcome.UNCHANGED and bool(preview.of(outcome))


def _group(outcome: Outcome, preview: Preview, *, whole: bool) -> dict[str, Any]:
    found = preview.of(outcome)
    shown = found if whole else found[:SHOWN]
    return {
        "title": _(outcome.label),
        "note": ngettext("%(count)s trường hợp", "%(count)s trường hợp", len(found)) % {"count": len(found)},
        "more": len(found) - len(shown),
        "rows": [(effect, readers.limit_words(effect.promise.limit), _why(effect)) for effect in shown],
    }


def _note(outcome: Outcome) -> str:
    return {
        Outcome.MOVED: _("Bớt ngày làm việc trong thời hạn"),
        Outcome.ON_DAY_OFF: _("Chuyển sang ngày làm việc tiếp theo"),
        Outcome.KEPT: _("Tính lại sớm hơn, lời hẹn không đổi"),
        Outcome.UNCHANGED: _("Không có ngày đổi trong thời hạn, hoặc đã bù đủ"),
    }[outcome]


def _why(effect: Effect) -> str:
    """The reason of one row, in words."""
    if effect.outcome is Outcome.ON_DAY_OFF:
        parts = [_("Ngày hẹn rơi vào ngày nghỉ")]
    else:
        parts = [_("Bớt ngày làm việc %(day)s") % {"day": words.short_day(day)} for day in effect.lost]
    parts += [_("%(day)s là ngày làm việc") % {"day": words.short_day(day)} for day in effect.gained]
    return "; ".join(parts)


def _span_words(preview: Preview) -> str:
    if preview.span is None:
        return _("Không ngày hẹn nào bị ảnh hưởng.")
    first, last = preview.span
    return _("Hẹn từ %(first)s đến %(last)s bị ảnh hưởng.") % {
        "first": words.short_day(first),
        "last": words.short_day(last),
    }


def _weeks(calendar: Calendar, days: list[date]) -> list[list[dict[str, Any]]]:
    """The weeks of the change as they would be, with one more behind them."""
    last = min(days[-1] + timedelta(days=7), calendar.midnights[-1].date())
    shown = weeks_between(calendar, days[0], last, today=clock.today())
    return [[_cell(cell, changed=cell.day in days) for cell in week] for week in shown]


def _cell(cell: Cell, *, changed: bool) -> dict[str, Any]:
    worked = cell.look in ("worked", "extra")
    label = words.short_day(cell.day) if cell.day.day == 1 else f"{cell.day:%d}"
    if changed:
        return {
            "day": label,
            "kind": "changed",
            "words": _("làm việc") if worked else _("nghỉ"),
            "today": cell.is_today,
        }
    note = {"off": _("nghỉ"), "extra": _("làm bù")}.get(cell.look, _("hôm nay") if cell.is_today else "")
    return {"day": label, "kind": "counted" if worked else "off", "words": note, "today": cell.is_today}

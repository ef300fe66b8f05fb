"""«Đổi ngày nghỉ: xem trước»: what would move is shown before anything is saved; one call confirms."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.accounts.rules.roles import Role
from thutuc.desk.forms import CalendarChangeForm, CalendarRemovalForm
from thutuc.desk.views.calendar_preview import preview
from thutuc.kernel.errors import NotFound, Objection, Refused
from thutuc.organisations import queries as organisations
from thutuc.organisations.queries.agencies import TreeRow
from thutuc.web import clock
from thutuc.web.doors import actor_of, roles_only
from thutuc.web.forms import add_objections
from thutuc.worktime import queries, services
from thutuc.worktime.rules import Scope
from thutuc.worktime.rules.changes import Change, changed, objections, without

DIVISION = "division"
EDITORS = (Role.CONTROL_OFFICER, Role.SYSTEM_ADMIN)


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
    return _change_page(
        request, form, where=_where(wish, units), **preview(request, pairs, lambda calendar: changed(calendar, wish))
    )


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
    context = {
        "nav": "calendar",
        "form": form,
        "row": row,
        **preview(request, pairs, lambda each: without(each, days, Scope(row.scope))),
    }
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

"""Dated numbers: all of a day, one through time, the province's own value."""

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.errors import NotFound, Refused
from thutuc.legislation import queries, services
from thutuc.legislation.forms import DayForm, EndForm, OverrideForm
from thutuc.legislation.rules.parameters import Parameter, ParameterValue, value_on
from thutuc.legislation.rules.terms import Direction
from thutuc.legislation.rules.values import said
from thutuc.legislation.views.told import certainty_told, may_keep
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections

keepers_only = roles_only(Role.CONTROL_OFFICER)


@require_safe
@officers_only
def parameters(request: HttpRequest) -> HttpResponse:
    """Tham số của luật on a day: value, source, certainty."""
    form = DayForm(request.GET)
    day = form.cleaned_data.get("ngay") if form.is_valid() else None
    day = day or clock.today()
    rows = [_row(known, value) for known, value in queries.parameters(on=day)]
    groups = [(_(group), list(members)) for group, members in groupby(rows, key=lambda row: row["group"])]
    context = {"groups": groups, "day": day, "filters": form, "count": len(rows), "nav": "parameters"}
    return render(request, "legislation/parameters.html", context)


@require_safe
@officers_only
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter through time."""
    known, values = queries.parameter_history(key)
    own = queries.overrides_of(key).first()
    current = value_on(values, clock.today())
    context = {
        "parameter": known,
        "group": _(known.group),
        "name": _(known.name),
        "event": _(known.event) if known.event else "",
        "direction": _direction(known),
        "current": _row(known, current) if current else None,
        "rows": [_row(known, value) | {"is_current": value is current} for value in values],
        "may_keep": may_keep(request),
        "may_end": own is not None and own.validity.upper is None,
        "nav": "parameters",
    }
    return render(request, "legislation/parameter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def override(request: HttpRequest, key: str) -> HttpResponse:
    """Đặt giá trị riêng của tỉnh."""
    known, _values = queries.parameter_history(key)
    form = OverrideForm(request.POST or None, initial={"unit": known.unit.value, "first_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.override_parameter(key=key, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã đặt giá trị riêng cho «%(name)s».") % {"name": _(known.name)})
            return redirect("legislation:parameter", key)
    return _form_page(request, known, form, title=_("Đặt giá trị riêng của tỉnh"), button=_("Đặt giá trị"))


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def end_override(request: HttpRequest, key: str) -> HttpResponse:
    """Thôi dùng giá trị riêng của tỉnh."""
    known, _values = queries.parameter_history(key)
    own = queries.overrides_of(key).first()
    if own is None:
        raise NotFound(key)
    form = EndForm(request.POST or None, initial={"end": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_override(override=own, on=form.cleaned_data["end"], by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã kết thúc giá trị riêng của «%(name)s».") % {"name": _(known.name)})
            return redirect("legislation:parameter", key)
    return _form_page(request, known, form, title=_("Thôi dùng giá trị riêng"), button=_("Thôi dùng giá trị riêng"))


def _form_page(request: HttpRequest, known: Parameter, form: Any, *, title: str, button: str) -> HttpResponse:
    context = {
        "form": form,
        "parameter": known,
        "name": _(known.name),
        "title": title,
        "button": button,
        "nav": "parameters",
    }
    return render(request, "legislation/parameter_form.html", context, status=422 if form.errors else 200)


def _direction(known: Parameter) -> str:
    if not known.event:
        return ""
    pattern = {
        Direction.BEFORE: _("Trước khi %(event)s"),
        Direction.AFTER: _("Từ khi %(event)s"),
    }.get(known.direction, "%(event)s")
    return pattern % {"event": _(known.event)}


def _said(value: ParameterValue) -> str:
    """«5 ngày làm việc», «ngày 31/01», «tính lại từ đầu»."""
    pattern, figure = said(value.value, value.unit)
    return (_(pattern) if pattern != "%(value)s" else pattern) % {"value": _(figure)}


def _row(known: Parameter, value: ParameterValue) -> dict[str, Any]:
    return {
        "key": known.key,
        "group": known.group,
        "name": _(known.name),
        "event": _direction(known),
        "value": _said(value),
        "first": value.days.start or date.min,
        "end": value.days.end,
        "source": value.source,
        "article": value.article,
        "note": _(value.note) if value.note else "",
        "certainty": certainty_told(value.certainty.value),
        "is_own": value.is_override,
    }

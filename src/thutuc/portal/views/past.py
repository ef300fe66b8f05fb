"""Ngày trước công khai gì: the list in force, the portal and the walls of one unit on any past day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.disclosure.queries import past
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries as organisations
from thutuc.portal import forms
from thutuc.web import clock, paging

LONGEST_CODE = 120


@require_safe
def public_day(request: HttpRequest) -> HttpResponse:
    """What was law, what the portal showed and what hung (`?ngay=23/11/2026&don-vi=…`); today without a day."""
    text = request.GET.get("ngay", "")[:20]
    today = clock.today()
    given = forms.day_of(text)
    on = given if given and given <= today else today
    code = request.GET.get("don-vi", "")[:LONGEST_CODE]
    unit = _unit(code)
    rows = [row for row in past.public_as_of(unit, on) if row.on_portal or row.boards]
    context: dict[str, Any] = {
        "on": on,
        "day_text": text,
        "day_is_wrong": bool(text) and (given is None or given > today),
        "unit": unit,
        "unit_is_wrong": bool(code) and unit is None,
        "units": organisations.agencies_in_force(on=on),
        "law": sum(row.is_law for row in rows),
        "portal": sum(row.on_portal for row in rows),
        "walls": sum(row.boards > 0 for row in rows),
        "page": paging.page(rows, request, size=50),
    }
    return render(request, "portal/public_day.html", context)


def _unit(code: str) -> Any:
    """The agency of a code, whatever its days; None for nonsense."""
    try:
        return organisations.agency_by_code(code) if code else None
    except NotFound:
        return None

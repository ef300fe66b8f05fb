"""Từ luật đến bảng: where the time goes, worst first; the line of one change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.disclosure.forms.lag import LagForm
from thutuc.disclosure.queries import lag as queries
from thutuc.disclosure.rules import lag as rules
from thutuc.disclosure.rules.lag import Figures, GroupBy
from thutuc.web import clock
from thutuc.web.doors import officers_only
from thutuc.web.paging import page

LONGEST_LABEL = 300


@require_safe
@officers_only
def lag(request: HttpRequest) -> HttpResponse:
    """The figures of a year, the groups worst first, and the rows behind whichever figure was chosen."""
    on = clock.today()
    form = LagForm(request.GET, today=on)
    since, until = form.span()
    rows = queries.rows(on=on, since=since, until=until)
    by = form.group_by()
    groups = rules.grouped(rows, by)
    chosen = _chosen(request, groups)
    whole = rules.figures(_("Toàn tỉnh"), rows)
    shown = (*chosen.rows, *chosen.coming) if chosen else tuple(rows)
    context: dict[str, Any] = {
        "nav": "lag",
        "form": form,
        "by": by,
        "groups": groups,
        "most": max((group.median or 0 for group in groups), default=0),
        "whole": whole,
        "hops": rules.hop_figures(rows),
        "chosen": chosen,
        "page": page(rules.worst_first(shown), request),
        "is_quarter": by is GroupBy.QUARTER,
        "on": on,
    }
    return render(request, "disclosure/lag.html", context)


def _chosen(request: HttpRequest, groups: list[Figures]) -> Figures | None:
    """The group that the address names (`?chon=Hộ tịch`); an empty name is the group without one."""
    if "chon" not in request.GET:
        return None
    wanted = request.GET["chon"][:LONGEST_LABEL]
    return next((group for group in groups if group.label == wanted), None)


@require_safe
@officers_only
def lag_line(request: HttpRequest, key: str) -> HttpResponse:
    """One change with its stations, the bar, the units that were late, and its procedures."""
    on = clock.today()
    found = queries.line_of(key, on=on)
    context = {
        "nav": "lag",
        "found": found,
        "late": queries.late_units(found, on=on),
        "page": page(rules.worst_first(found.rows), request),
        "on": on,
    }
    return render(request, "disclosure/lag_line.html", context)

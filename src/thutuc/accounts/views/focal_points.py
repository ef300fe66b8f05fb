"""Cán bộ đầu mối: by unit, and the units without one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.accounts import queries
from thutuc.accounts.forms.people import AsOfForm
from thutuc.accounts.rules import policies
from thutuc.accounts.rules.roles import Role
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.paging import page


@require_safe
@officers_only
def focal_points(request: HttpRequest) -> HttpResponse:
    """Two lists as of a day: `thieu=1` shows the units that have none."""
    form = AsOfForm(request.GET, today=clock.today())
    missing = queries.units_without_focal_point(on=form.day)
    held = queries.focal_points(on=form.day)
    lacking = request.GET.get("thieu") == "1"
    shown = page(missing if lacking else held, request)
    context = {
        "nav": "focal_points",
        "form": form,
        "lacking": lacking,
        "page": shown,
        "missing_count": shown.total if lacking else missing.count(),
        "held_count": held.count() if lacking else shown.total,
        "may_appoint": Role.FOCAL_POINT in policies.appointable(actor_of(request)),
    }
    return render(request, "accounts/focal_points.html", context)

"""Check rounds: the list, planning one, its result, the form at a unit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.disclosure.forms.boards import sent
from thutuc.disclosure.forms.rounds import PlanForm, SiteForm
from thutuc.disclosure.queries import rounds
from thutuc.disclosure.rules import policies
from thutuc.disclosure.services import rounds as services
from thutuc.kernel.errors import Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

NAV = "boards"


@require_safe
@officers_only
def listed(request: HttpRequest) -> HttpResponse:
    """Every round, newest first."""
    may_plan = not policies.check_objections(actor_of(request))
    context = {"nav": NAV, "page": page(rounds.check_rounds(), request), "may_plan": may_plan}
    return render(request, "disclosure/rounds.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(Role.CONTROL_OFFICER)
def plan(request: HttpRequest) -> HttpResponse:
    """Draw a sample."""
    form = PlanForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan_round(plan=form.plan(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã lập đợt kiểm tra «%(name)s».") % {"name": made.name})
            return redirect("disclosure:round", made.code)
    return render(request, "disclosure/round_plan.html", {"nav": NAV, "form": form})


@require_safe
@officers_only
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The result so far: units, what was looked at, what was wrong, which mismatches."""
    seen = rounds.round_page(code)
    return render(request, "disclosure/round.html", {"nav": NAV, "seen": seen, "page": page(seen.units, request)})


@require_http_methods(["GET", "POST"])
@officers_only
def at_unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What was found at one unit; the form for those who check."""
    seen = rounds.round_page(code)
    one = seen.unit(unit)
    may_find = not policies.find_objections(actor_of(request))
    form = SiteForm(*sent(request), states=one.items)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"found": form.found(), "photo": form.cleaned_data.get("photo")}
        try:
            rows = services.record_findings(
                round=seen.round, agency=one.agency, by=actor_of(request), at=clock.now(), **told
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi %(count)s kết quả.") % {"count": len(rows)})
            return redirect("disclosure:round", code)
    context = {"nav": NAV, "seen": seen, "unit": one, "form": form, "may_find": may_find}
    return render(request, "disclosure/round_unit.html", context)

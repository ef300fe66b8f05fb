"""Reorganisations that were recorded, and what they left to decide."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.kernel.errors import Conflict, Refused
from thutuc.organisations import queries, services
from thutuc.organisations.forms import DecisionForm
from thutuc.organisations.rules import policies
from thutuc.organisations.rules.kinds import ItemKind
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

REORGANISERS = tuple(sorted(policies.REORGANISERS))


@require_safe
@officers_only
def reorganisations(request: HttpRequest) -> HttpResponse:
    """Every act, latest first."""
    context = {
        "nav": "organisations",
        "page": page(queries.reorganisations(), request),
        "may_reorganise": policies.may_reorganise(actor_of(request)),
    }
    return render(request, "organisations/reorganisations.html", context)


@require_safe
@officers_only
def reorganisation(request: HttpRequest, on: date, code: str) -> HttpResponse:
    """One act: its figures and the list for people, by kind."""
    act = queries.reorganisation(on=on, code=code)
    asked = request.GET.get("loai", "")
    kind = ItemKind(asked) if asked in {known.value for known in ItemKind} else None
    undecided = request.GET.get("con") == "1"
    context = {
        "nav": "organisations",
        "act": act,
        "kind": kind,
        "undecided": undecided,
        "kinds": [(known, act.counts[known.value]) for known in ItemKind if act.counts.get(known.value)],
        "page": page(queries.items(act, kind=kind, undecided=undecided), request),
        "may_reorganise": policies.may_reorganise(actor_of(request)),
    }
    return render(request, "organisations/reorganisation.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(*REORGANISERS)
def item(request: HttpRequest, on: date, code: str, unit: str) -> HttpResponse:
    """Decide about one unit."""
    act = queries.reorganisation(on=on, code=code)
    row = queries.item(act, unit)
    form = DecisionForm(request.POST or None, initial={"decision": row.decision, "revision": row.revision})
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["revision"] != row.revision:
                raise Conflict("item", expected=form.cleaned_data["revision"], found=row.revision)
            services.decide(item=row, decision=form.cleaned_data["decision"], by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi quyết định về «%(name)s».") % {"name": row.unit_name})
            return redirect("organisations:reorganisation", on, code)
    context = {"nav": "organisations", "act": act, "item": row, "form": form}
    return render(request, "organisations/item.html", context)

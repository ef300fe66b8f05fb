"""The website check: units worst first, the findings of one unit, its addresses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thutuc.disclosure.documents import sites as documents
from thutuc.disclosure.forms.sites import AddressForm
from thutuc.disclosure.queries import places
from thutuc.disclosure.queries import sites as queries
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.sites import SiteKind, SiteOutcome
from thutuc.disclosure.services import sites as services
from thutuc.kernel.errors import NotFound, Refused
from thutuc.organisations import queries as organisations
from thutuc.web import clock, sheets
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

NAV = "boards"


@require_safe
@officers_only
def listed(request: HttpRequest) -> HttpResponse:
    """Every unit with pages, worst first."""
    rows = queries.overview(actor_of(request))
    counts = [
        (outcome, sum(row.check is not None and row.check.outcome == outcome for row in rows))
        for outcome in SiteOutcome
    ]
    context = {"nav": NAV, "page": page(rows, request), "counts": counts}
    return render(request, "disclosure/sites.html", context)


@require_safe
@officers_only
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    on = clock.today()
    return sheets.answer(
        documents.overview(queries.overview(actor_of(request)), on=on), f"trang-dien-tu-{on:%Y%m%d}.xlsx"
    )


@require_http_methods(["GET", "POST"])
@officers_only
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its addresses, its last check with every finding; adding an address."""
    actor, agency = actor_of(request), organisations.agency_by_code(code)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"url": form.cleaned_data["url"], "kind": SiteKind(form.cleaned_data["kind"])}
        try:
            services.add_site(agency=agency, by=actor, at=clock.now(), **told)
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã thêm địa chỉ. Lần kiểm tra sau sẽ xem trang này."))
            return redirect("disclosure:site_unit", code)
    check, findings = queries.last_check(agency)
    context = {
        "nav": NAV,
        "agency": agency,
        "form": form,
        "sites": queries.sites_of(actor, agency),
        "check": check,
        "findings": findings,
        "may_keep": policies.may_keep(actor, places.houses_of(agency.pk, on=clock.today())),
    }
    return render(request, "disclosure/site_unit.html", context)


@require_POST
@officers_only
def close(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Visit an address no longer."""
    actor, agency = actor_of(request), organisations.agency_by_code(code)
    found = queries.site(actor, agency, pk)
    if found is None:
        raise NotFound(f"site {pk}")
    services.close_site(site=found, by=actor, at=clock.now())
    messages.success(request, _("Đã thôi kiểm tra địa chỉ này."))
    return redirect("disclosure:site_unit", code)

"""The tree of agencies as of a day, and the forms that keep it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.kernel.errors import Refused
from thutuc.organisations import queries, services
from thutuc.organisations.forms import AgencyFilter, AgencyForm, ContactsForm, MoveForm
from thutuc.organisations.rules import policies
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

KEEPERS = tuple(sorted(policies.KEEPERS))


@require_safe
@officers_only
def tree(request: HttpRequest) -> HttpResponse:
    """Level by level from the top; searching or filtering gives one flat list. `duoi` is the agency looked under."""
    form = AgencyFilter(request.GET, today=clock.today())
    under = None
    if form.is_searching:
        rows = queries.find_agencies(form.text, on=form.day, kind=form.kind_asked, level=form.level_asked)
    else:
        code = request.GET.get("duoi", "")
        under = queries.agency_by_code(code) if code else None
        rows = queries.children(under, on=form.day)
    context = {
        "nav": "organisations",
        "form": form,
        "page": page(rows, request, size=50),
        "under": under,
        "above": queries.ancestors(under, on=form.day) if under else [],
        "may_keep": policies.may_keep(actor_of(request)),
    }
    return render(request, "organisations/tree.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(*KEEPERS)
def add(request: HttpRequest) -> HttpResponse:
    """Add an agency under a parent."""
    form = AgencyForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["parent"]
        parent = queries.agency_by_code(code) if code else None
        try:
            added = services.add_agency(agency=form.told(), parent=parent, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã thêm «%(name)s».") % {"name": added.name})
            return redirect("accounts:agency", added.code)
    context = {"nav": "organisations", "form": form, "heading": _("Thêm cơ quan, đơn vị"), "button": _("Thêm cơ quan")}
    return render(request, "organisations/agency_form.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(*KEEPERS)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put an agency under another parent from a day."""
    agency = queries.agency_by_code(code)
    form = MoveForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        parent = queries.agency_by_code(form.cleaned_data["parent"])
        try:
            services.move_agency(
                agency=agency, parent=parent, on=form.cleaned_data["on"], by=actor_of(request), at=clock.now()
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi nơi trực thuộc mới: «%(name)s».") % {"name": parent.name})
            return redirect("accounts:agency", agency.code)
    context = {
        "nav": "organisations",
        "form": form,
        "agency": agency,
        "heading": _("Chuyển nơi trực thuộc"),
        "button": _("Ghi nơi trực thuộc"),
    }
    return render(request, "organisations/agency_form.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(*KEEPERS)
def contacts(request: HttpRequest, code: str) -> HttpResponse:
    """Address, phone, e-mail, website."""
    agency = queries.agency_by_code(code)
    known = {name: getattr(agency, name) for name in ("address", "phone", "email", "website")}
    form = ContactsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        services.edit_contacts(agency=agency, contacts=form.cleaned_data, by=actor_of(request), at=clock.now())
        messages.success(request, _("Đã lưu liên hệ."))
        return redirect("accounts:agency", agency.code)
    context = {
        "nav": "organisations",
        "form": form,
        "agency": agency,
        "heading": _("Sửa liên hệ"),
        "button": _("Lưu liên hệ"),
    }
    return render(request, "organisations/agency_form.html", context)

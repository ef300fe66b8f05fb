"""Decisions of ministries: the register, one decision, what arrived, what was seen; what a legal document touches."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services
from thutuc.catalogue.queries import upstream as queries
from thutuc.catalogue.readers.ministry import read_ministry
from thutuc.catalogue.rules import policies
from thutuc.catalogue.rules.decisions.ministries import REGISTRARS, may_register
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind, SightingState
from thutuc.disclosure.documents.watch import ministry_template
from thutuc.disclosure.forms.upstream import (
    ArrivalForm,
    AssessmentForm,
    ImportForm,
    KeptForm,
    MinistryForm,
    RegisterForm,
    SightingForm,
)
from thutuc.disclosure.queries import watch
from thutuc.disclosure.queries.watch import WatchRow
from thutuc.disclosure.readers.kept import seal, unseal
from thutuc.disclosure.views.told_cases import maybe, told
from thutuc.kernel.errors import Refused, Unreadable
from thutuc.kernel.text import nfc
from thutuc.legislation import queries as legislation
from thutuc.web import clock, sheets
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

NAV = "upstream"
registrars_only = roles_only(*map(Role, sorted(REGISTRARS)))
keepers_only = roles_only(*map(Role, sorted(policies.KEEPERS)))
TONES = {SightingState.ABSENT: "late", SightingState.PARTIAL: "soon", SightingState.FULL: "ok"}


@require_safe
@officers_only
def ministries(request: HttpRequest) -> HttpResponse:
    """Quyết định của bộ: the register, as filtered."""
    filters = RegisterForm(request.GET)
    chosen = filters.chosen()
    context = {
        "nav": NAV,
        "filters": filters,
        "page": page(queries.ministry_decisions(actor_of(request), **chosen), request, size=25),
        "is_filtered": any(value not in ("", None) for value in chosen.values()),
        "may_register": not may_register(actor_of(request)),
    }
    return render(request, "disclosure/ministries.html", context)


@require_safe
@officers_only
def ministry(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: its procedures, its way to us, what the province made of it."""
    on = clock.today()
    found = queries.ministry_decision(actor_of(request), code)
    told_page = queries.ministry_page(found, on=on)
    context = {
        "nav": NAV,
        "decision": found,
        "items": [
            {
                "row": each,
                "kind": _(OperationKind(each.item.kind).label),
                "decisions": [_decision(row) for row in each.followed_by],
            }
            for each in told_page.items
        ],
        "documents": told_page.documents,
        "sightings": [
            {"row": row, "label": _(SightingState(row.state).label), "tone": TONES[SightingState(row.state)]}
            for row in told_page.sightings
        ],
        "followers": [_decision(row) for row in told_page.followed_by],
        "cases": [told(WatchRow(case)) for case in watch.cases_about([code], on=on)],
        "draft_url": _draft_url(code),
        "may_register": not may_register(actor_of(request)),
        "may_keep": not policies.may_keep(actor_of(request)),
    }
    return render(request, "disclosure/ministry.html", context)


def _draft_url(code: str) -> str:
    """Where a draft that follows the decision is begun."""
    base = maybe("desk:new_decision")
    return f"{base}?{urlencode({'theo': code})}" if base else ""


def _decision(row: Any) -> dict[str, Any]:
    return {"row": row, "label": _(DecisionState(row.state).label), "url": maybe("desk:decision", row.code)}


@require_http_methods(["GET", "HEAD", "POST"])
@registrars_only
def register(request: HttpRequest) -> HttpResponse:
    """Vào sổ một quyết định của bộ."""
    form = MinistryForm(request.POST or None, initial={"documents": request.GET.get("van-ban", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.receive_ministry_decision(details=form.told(), by=actor_of(request), at=clock.now())
        except (Refused, Unreadable) as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã vào sổ quyết định %(number)s.") % {"number": made.number})
            return redirect("disclosure:ministry", code=made.code)
    return _form(request, form, title=_("Vào sổ quyết định của bộ"), button=_("Vào sổ quyết định"))


@require_http_methods(["GET", "HEAD", "POST"])
@registrars_only
def bring(request: HttpRequest) -> HttpResponse:
    """A file of decisions: chosen, tried, shown; then taken in as it was shown."""
    if "noi_dung" in request.POST:
        return _take_in(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    tried, sealed = [], ""
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            found = read_ministry(upload.read(), upload.name, beside=form.details(), columns=form.columns())
            tried, sealed = queries.tried(found, on=clock.today()), seal(found)
        except Unreadable as refused:
            add_objections(form, refused)
    refused_rows = [each for each in tried if each.objections]
    context = {
        "nav": NAV,
        "form": form,
        "tried": [(each, [words_of(objection) for objection in each.objections]) for each in tried],
        "kept": KeptForm(initial={"noi_dung": sealed}) if tried and not refused_rows else None,
        "refused": len(refused_rows),
        "new": sum(each.known is None for each in tried),
    }
    return render(request, "disclosure/ministry_import.html", context, status=422 if form.errors else 200)


def _take_in(request: HttpRequest) -> HttpResponse:
    kept = KeptForm(request.POST)
    kept.is_valid()
    found = unseal(kept.cleaned_data.get("noi_dung", ""))
    made = services.take_in_all(found=found, by=actor_of(request), at=clock.now())
    new = sum(is_new for _row, is_new in made)
    said = ngettext("Đã vào sổ %(count)s quyết định.", "Đã vào sổ %(count)s quyết định.", new) % {"count": new}
    messages.success(request, said)
    return redirect("disclosure:ministries")


@require_safe
@officers_only
def template(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    return sheets.answer(ministry_template(), "mau-quyet-dinh-cua-bo.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@registrars_only
def arrival(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi ngày đến, số đến."""
    found = queries.ministry_decision(actor_of(request), code)
    initial = {"arrived_on": found.arrived_on or clock.today(), "register_number": found.register_number or ""}
    form = ArrivalForm(request.POST or None, initial=initial)

    def act(by: Any, at: Any) -> None:
        services.record_arrival(decision=found, by=by, at=at, **form.cleaned_data)

    return _act(request, form, found, act, title=_("Ghi ngày đến"), said=_("Đã ghi ngày đến."))


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def sighting(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi kết quả xem trên Cơ sở dữ liệu quốc gia."""
    found = queries.ministry_decision(actor_of(request), code)
    items = [
        (item.base_code, f"{item.base_code} {item.name}") for item in found.items.order_by("position") if item.base_code
    ]
    form = SightingForm(request.POST or None, initial={"seen_on": clock.today()}, items=items)

    def act(by: Any, at: Any) -> None:
        given = form.cleaned_data
        services.record_sighting(
            decision=found,
            state=SightingState(given["state"]),
            seen_on=given["seen_on"],
            listed_on=given["listed_on"],
            missing=given.get("missing", ()),
            note=nfc(given["note"]),
            by=by,
            at=at,
        )

    title, said = _("Kết quả xem trên CSDLQG"), _("Đã ghi kết quả xem trên CSDLQG.")
    return _act(request, form, found, act, title=title, said=said)


def _act(
    request: HttpRequest, form: forms.Form, found: Any, act: Callable[[Any, Any], None], *, title: str, said: str
) -> HttpResponse:
    """One form about one decision, back to its page."""
    if request.method == "POST" and form.is_valid():
        try:
            act(actor_of(request), clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, said)
            return redirect("disclosure:ministry", code=found.code)
    return _form(request, form, title=title, button=_("Lưu"), decision=found)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Rà soát một văn bản: which procedures it touches, as a person finds and as citations suggest."""
    on = clock.today()
    document = legislation.document_by_number(number)
    cited = _citing(document, on)
    found = list(queries.assessments(document.pk))
    known = found[0].touches if found else cited
    may_keep = not policies.may_keep(actor_of(request))
    initial = {"ket_luan": "cham", "touches": "\n".join(known)}
    form = AssessmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            by, at = actor_of(request), clock.now()
            services.assess_document(document=document, by=by, at=at, **form.found())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi kết quả rà soát %(number)s.") % {"number": document.number})
            return redirect(reverse("disclosure:assess", args=[document.number]))
    context = {
        "nav": NAV,
        "document": document,
        "cited": list(watch.names_of_procedures(cited, on=on).items()),
        "assessments": found,
        "cases": [told(WatchRow(case)) for case in watch.cases_about([document.number], on=on)],
        "form": form,
        "may_keep": may_keep,
        "may_register": not may_register(actor_of(request)),
    }
    return render(request, "disclosure/assess.html", context, status=422 if form.errors else 200)


def _citing(document: Any, on: date) -> list[str]:
    """Base codes of the procedures that cite the document or one that it changes."""
    acting = {row.document.pk: row.changes for row in legislation.acting(also=[document.pk])}
    rows = queries.citing([document.pk, *acting.get(document.pk, ())], on=on)
    return list(dict.fromkeys(rows.values_list("procedure__base_code", flat=True)))


def _form(request: HttpRequest, form: forms.Form, *, title: str, button: str, decision: Any = None) -> HttpResponse:
    context = {"nav": NAV, "form": form, "title": title, "button": button, "decision": decision}
    return render(request, "disclosure/ministry_form.html", context, status=422 if form.errors else 200)

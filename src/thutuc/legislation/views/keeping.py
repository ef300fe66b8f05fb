"""Keeping the register: describe, correct, relate, take a relation back."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.accounts.rules.roles import Role
from thutuc.files import queries as files
from thutuc.files.rules.kinds import PAPERS, extensions
from thutuc.kernel.errors import NotFound, Refused
from thutuc.legislation import queries, services
from thutuc.legislation.forms import DocumentForm, FileForm, ReasonForm, RelationForm
from thutuc.legislation.rules.terms import Certainty, RelationKind
from thutuc.legislation.views.told import address_of, document_of
from thutuc.web import clock
from thutuc.web.doors import actor_of, roles_only
from thutuc.web.forms import add_objections

keepers_only = roles_only(Role.CONTROL_OFFICER)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def register(request: HttpRequest) -> HttpResponse:
    """Vào sổ một văn bản."""
    form = DocumentForm(request.POST or None, initial={"number": request.GET.get("so", ""), "certainty": "M"})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.register(details=form.details(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã vào sổ văn bản %(number)s.") % {"number": made.number})
            return HttpResponseRedirect(address_of(made))
    return _page(request, form, title=_("Vào sổ văn bản"), button=_("Vào sổ văn bản"))


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def amend(request: HttpRequest, number: str) -> HttpResponse:
    """Sửa thông tin một văn bản."""
    found = document_of(request, number)
    initial = {name: value for name, value in asdict(queries.details_of(found)).items() if value not in (None, "")}
    form = DocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.amend(document=found, details=form.details(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã sửa văn bản %(number)s.") % {"number": found.number})
            return HttpResponseRedirect(address_of(found))
    return _page(request, form, title=_("Sửa văn bản"), button=_("Lưu thay đổi"), document=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def relate(request: HttpRequest, number: str) -> HttpResponse:
    """Ghi quan hệ với văn bản khác."""
    found = document_of(request, number)
    form = RelationForm(request.POST or None, initial={"certainty": "M"})
    if request.method == "POST" and form.is_valid() and _related(request, found, form):
        messages.success(request, _("Đã ghi quan hệ của văn bản %(number)s.") % {"number": found.number})
        return HttpResponseRedirect(address_of(found))
    return _page(request, form, title=_("Ghi quan hệ"), button=_("Ghi quan hệ"), document=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def unrelate(request: HttpRequest, number: str) -> HttpResponse:
    """Bỏ một quan hệ ghi nhầm."""
    found = document_of(request, number)
    asked = {name: request.GET.get(name, "") for name in ("voi", "loai", "dieu")}
    relation = queries.relation(found, target=asked["voi"], kind=asked["loai"], articles=asked["dieu"])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.unrelate(relation=relation, reason=form.cleaned_data["reason"], by=actor_of(request), at=clock.now())
        messages.success(request, _("Đã bỏ quan hệ với văn bản %(number)s.") % {"number": asked["voi"]})
        return redirect(address_of(found))
    note = {"kind": _(RelationKind(relation.kind).label), "number": relation.target.number}
    told = _("%(kind)s %(number)s") % note
    return _page(request, form, title=_("Bỏ quan hệ"), button=_("Bỏ quan hệ"), document=found, told=told)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Đính kèm tệp văn bản."""
    found = document_of(request, number)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            services.attach(
                document=found, content=given.chunks(), name=given.name, by=actor_of(request), at=clock.now()
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã đính kèm tệp vào văn bản %(number)s.") % {"number": found.number})
            return HttpResponseRedirect(address_of(found))
    return _page(request, form, title=_("Đính kèm tệp"), button=_("Đính kèm tệp"), document=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def detach(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Bỏ một tệp đính kèm nhầm."""
    found, use = document_of(request, number), files.use(code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.detach(document=found, code=code, reason=reason, by=actor_of(request), at=clock.now())
        messages.success(request, _("Đã bỏ tệp %(name)s.") % {"name": use.name})
        return HttpResponseRedirect(address_of(found))
    return _page(request, form, title=_("Bỏ tệp đính kèm"), button=_("Bỏ tệp"), document=found, told=use.name)


def _related(request: HttpRequest, found: Any, form: RelationForm) -> bool:
    given = form.cleaned_data
    try:
        services.relate(
            source=found,
            target=queries.document_by_number(given["target"]),
            kind=RelationKind(given["kind"]),
            on=given["on"],
            articles=given["articles"],
            certainty=Certainty(given["certainty"]),
            by=actor_of(request),
            at=clock.now(),
        )
    except NotFound:
        form.add_error("target", _("Sổ chưa có văn bản này. Vào sổ văn bản đó trước."))
        return False
    except Refused as refused:
        add_objections(form, refused)
        return False
    return True


def _page(
    request: HttpRequest, form: forms.Form, *, title: str, button: str, document: Any = None, told: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "button": button,
        "document": document,
        "told": told,
        "back": address_of(document) if document else "",
        "types": ", ".join(extensions(PAPERS)),
        "size": f"{settings.FILES_MAX_BYTES // 1024 // 1024} MB",
        "nav": "documents",
    }
    return render(request, "legislation/form.html", context, status=422 if form.errors else 200)

"""A draft begins: new, following a ministry's decision, or to take another decision back; its facts are mended."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.rules.decisions.operations import Operation, following
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.desk.forms.publication import DecisionForm
from thutuc.desk.forms.publication.details import FIELDS, initial_of
from thutuc.desk.views.publication import editing, frame
from thutuc.desk.views.publication.acts import renamed
from thutuc.kernel.errors import Conflict, NotFound, Refused, Unreadable
from thutuc.legislation.rules import numbers
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import AgencyLevel
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections

MINISTRIES = 40
"""Ministries' decisions offered on the form: the newest, and those already chosen."""


def agencies() -> list[tuple[str, str]]:
    """The agencies of the province that may propose a decision today."""
    found = organisations.agencies_in_force(on=clock.today(), level=AgencyLevel.PROVINCE)
    return [(str(each.pk), each.name) for each in found]


def ministries(request: HttpRequest, chosen: Sequence[Any] = ()) -> list[tuple[str, str]]:
    """The newest decisions of ministries, and those already chosen."""
    newest = list(catalogue.ministry_decisions(actor_of(request))[:MINISTRIES])
    rows = {each.pk: each for each in (*chosen, *newest)}
    return [(str(pk), f"{each.number}, {each.signed_on:%d/%m/%Y}: {each.title}"[:160]) for pk, each in rows.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def new(request: HttpRequest) -> HttpResponse:
    """Lập dự thảo; `?theo=` starts it from a ministry's decision with its rows."""
    followed = _followed(request)
    offered = ministries(request, [followed] if followed else [])
    form = DecisionForm(
        request.POST or None, initial=_initial(request, followed), agencies=agencies(), ministries=offered
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_decision(details=form.details(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, renamed(refused, FIELDS))
        else:
            messages.success(request, _("Đã lập dự thảo %(code)s. Thêm thủ tục vào bảng.") % {"code": made.code})
            return _with_rows(request, made, followed)
    context = {"nav": frame.NAV, "form": form, "followed": followed}
    return render(request, "desk/publication/new.html", context, status=422 if form.errors else 200)


def _followed(request: HttpRequest) -> Any:
    code = request.GET.get("theo", "")
    return catalogue.ministry_decision(actor_of(request), code) if code else None


def _initial(request: HttpRequest, followed: Any) -> dict[str, Any]:
    own = sorted(actor_of(request).agency_ids)
    found: dict[str, Any] = {"co_quan": str(own[0]) if own else ""}
    if followed:
        found |= {
            "theo": [str(followed.pk)],
            "trich_yeu": followed.title,
            "rut_gon": followed.is_shortened,
            "hieu_luc": max(followed.effective_on, clock.today()) if followed.effective_on else None,
        }
    return found


def _with_rows(request: HttpRequest, made: Any, followed: Any) -> HttpResponse:
    """The rows of the ministry's decision, as far as they name procedures: the rest is for the person."""
    operations = _rows_of(made, followed) if followed else []
    if operations:
        try:
            services.add_operations(decision=made, operations=operations, by=actor_of(request), at=clock.now())
        except (Refused, Unreadable):
            messages.warning(request, _("Chưa lấy được các dòng của quyết định bộ: thêm bằng tay."))
    return redirect("desk:decision", made.code)


def _rows_of(made: Any, followed: Any) -> list[Operation]:
    items = [item for item in followed.items.order_by("position") if item.base_code]
    found: list[Operation] = []
    for (kind, replaces), group in groupby(items, lambda item: (OperationKind(item.kind), tuple(item.replaces))):
        codes = [item.base_code for item in group]
        try:
            found += editing.built(kind, codes, made, replaces=replaces)
        except Refused:
            found += _one_by_one(kind, codes, made, replaces)
    return _as_published(found, followed.number)


def _one_by_one(kind: OperationKind, codes: Sequence[str], made: Any, replaces: Sequence[str]) -> Iterator[Operation]:
    """Those of the codes that the province knows."""
    for code in codes:
        with suppress(Refused):
            yield from editing.built(kind, [code], made, replaces=replaces)


def _as_published(operations: Sequence[Operation], number: str) -> list[Operation]:
    """Amended rows begin with the ministry's own content, where it has come in as of that decision. One statement."""
    amended = [each.code for each in operations if each.kind is OperationKind.AMENDED]
    theirs = catalogue.national_bases(amended) if amended else {}
    return [
        replace(each, content=following(each.content, told.content))
        if each.content
        and (told := theirs.get(each.code))
        and numbers.normalise(told.content.decision_number) == numbers.normalise(number)
        else each
        for each in operations
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def details(request: HttpRequest, code: str) -> HttpResponse:
    """Thông tin quyết định: read by everybody, mended while it is on the department's desk."""
    found = frame.decision_of(request, code)
    told = catalogue.details_of(found)
    chosen = list(found.ministry_decisions.all())
    editable = frame.may_edit(request, found)
    form = None
    if editable or request.method == "POST":
        form = DecisionForm(
            request.POST or None,
            initial=initial_of(told),
            agencies=agencies(),
            ministries=ministries(request, chosen),
        )
    if request.method == "POST" and form is not None and form.is_valid() and _mended(request, found, form):
        return redirect("desk:decision_details", found.code)
    if form is not None and form.errors:
        found = frame.decision_of(request, code)
    return frame.page(
        request,
        found,
        "details",
        "details.html",
        status=422 if form is not None and form.errors else 200,
        form=form,
        told=told,
        ministries=chosen,
        case_label=_(told.case.label),
        capacity_label=_(told.capacity.label),
    )


def _mended(request: HttpRequest, found: Any, form: DecisionForm) -> bool:
    found.revision = form.cleaned_data["phien"] or found.revision
    try:
        services.edit_decision(decision=found, details=form.details(), by=actor_of(request), at=clock.now())
    except Refused as refused:
        add_objections(form, renamed(refused, FIELDS))
        return False
    except Conflict:
        form.add_error(None, frame.conflict_words(found))
        return False
    messages.success(request, _("Đã lưu thông tin quyết định."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def reverse(request: HttpRequest, code: str) -> HttpResponse:
    """Lập dự thảo hủy bỏ một quyết định đã ký: its rows are whatever the other did."""
    of = frame.decision_of(request, code)
    if not of.signed_on:
        raise NotFound(code)
    told = {
        "trich_yeu": _("Hủy bỏ Quyết định %(number)s") % {"number": of.number},
        "co_quan": str(of.agency_id),
        "loai": of.case,
        "hieu_luc": clock.today(),
    }
    form = DecisionForm(request.POST or None, initial=told, agencies=agencies())
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_reversal(of=of, details=form.details(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, renamed(refused, FIELDS))
        else:
            messages.success(request, _("Đã lập dự thảo hủy bỏ. Chạy thử cho biết sẽ mở lại gì."))
            return redirect("desk:decision", made.code)
    context = {"nav": frame.NAV, "form": form, "of": of}
    return render(request, "desk/publication/new.html", context, status=422 if form.errors else 200)

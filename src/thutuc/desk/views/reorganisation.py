"""«Ghi lần sắp xếp: xem trước»: a file is read and rehearsed, what would happen is shown, one call records it."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.desk.forms import ReorganisationForm
from thutuc.kernel.errors import NotFound, Objection, Refused, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.legislation import queries as legislation
from thutuc.organisations import readers
from thutuc.organisations.rules.agencies import AgencyPlan
from thutuc.organisations.services import AgencyOutcome, Outcome
from thutuc.web import clock
from thutuc.web.doors import actor_of, roles_only
from thutuc.web.forms import add_objections

SHOWN = 25
"""Rows of one list on the page; the whole list stands on the page of the act once it is recorded."""
KEPT_SECONDS = 3600
Kept = list[tuple[str, bytes]]


@require_http_methods(["GET", "HEAD", "POST"])
@roles_only(Role.CONTROL_OFFICER)
def reorganise(request: HttpRequest) -> HttpResponse:
    """Files, day and basis; then the rehearsal; then the act. Files wait an hour between rehearsal and act."""
    form = ReorganisationForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    confirmed = "xac_nhan" in request.POST
    try:
        token, files = _files(request, form)
        outcome = _run(request, form, files, dry_run=not confirmed)
    except (Refused, Unreadable) as refused:
        add_objections(form, refused)
        return _page(request, form)
    if confirmed or outcome.repeated:
        return _recorded(request, outcome, token)
    return _page(request, form, token=token, **_preview(outcome))


def _page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    context |= {"nav": "organisations", "form": form}
    return render(request, "desk/reorganisation.html", context, status=422 if form.errors else 200)


def _key(request: HttpRequest, token: str) -> str:
    return f"reorganisation:{actor_of(request).person_id}:{token}"


def _files(request: HttpRequest, form: ReorganisationForm) -> tuple[str, Kept]:
    """New files are kept under a new token; without any, those of the token come back."""
    given = [(upload.name, upload.read()) for upload in form.cleaned_data["tep"]]
    token = secrets.token_hex(8) if given else form.cleaned_data["ma"]
    if given:
        cache.set(_key(request, token), given, KEPT_SECONDS)
    files: Kept | None = given or cache.get(_key(request, token))
    if not files:
        words = gettext_noop("Chọn tệp. Tệp đã tải lên chỉ được giữ một giờ.")
        raise Refused([Objection("reorganisation.file", words, field="tep")])
    return token, files


def _run(
    request: HttpRequest, form: ReorganisationForm, files: Sequence[tuple[str, bytes]], *, dry_run: bool
) -> Outcome | AgencyOutcome:
    data = form.cleaned_data
    return readers.reorganise_tables(
        [readers.read(content, name) for name, content in files],
        on=data["on"],
        basis=data["basis"],
        title=data["title"],
        document_number=data["document_number"] or _document(data["basis"], data["on"]),
        by=actor_of(request),
        at=clock.now(),
        dry_run=dry_run,
    )


def _document(basis: str, on: date) -> str:
    """The number of the document behind a key that the register knows."""
    try:
        return legislation.basis(basis, on=on).number
    except (KeyError, NotFound):
        return ""


def _recorded(request: HttpRequest, outcome: Outcome | AgencyOutcome, token: str) -> HttpResponse:
    cache.delete(_key(request, token))
    act = outcome.reorganisation
    if act is None:  # pragma: no cover - an act that was recorded has its row
        return redirect("organisations:reorganisations")
    if outcome.repeated:
        messages.info(request, _("Tệp này đã được ghi từ trước. Không có gì thay đổi."))
    else:
        messages.success(request, _("Đã ghi lần sắp xếp. Xem các đơn vị cần quyết định bên dưới."))
    return redirect("organisations:reorganisation", act.on, act.code)


def _preview(outcome: Outcome | AgencyOutcome) -> dict[str, Any]:
    """What would happen, in figures and in the first rows of each list."""
    plan = outcome.plan
    opening, closing = [unit.name for unit in plan.open], [unit.name for unit in plan.close]
    posts, people = _posts_ending(outcome)
    return {
        "preview": outcome,
        "counts": outcome.counts,
        "opening": opening[:SHOWN],
        "opening_more": max(len(opening) - SHOWN, 0),
        "closing": closing[:SHOWN],
        "closing_more": max(len(closing) - SHOWN, 0),
        "items": [(item.name, _(item.kind.label)) for item in plan.decide[:SHOWN]],
        "items_more": max(len(plan.decide) - SHOWN, 0),
        "posts": posts,
        "people": people,
    }


def _posts_ending(outcome: Outcome | AgencyOutcome) -> tuple[int, int]:
    """Areas have no officers; of agencies, whoever holds a post in one that ends."""
    if not isinstance(outcome.plan, AgencyPlan):
        return 0, 0
    return accounts.count_ending([agency.code for agency in outcome.plan.close], on=outcome.on)

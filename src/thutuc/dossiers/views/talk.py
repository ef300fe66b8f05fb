"""Trao đổi: other agencies asked and their answers, demands outside the published list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.dossiers import queries, services
from thutuc.dossiers.forms.talk import DemandAnswerForm, DemandForm, OpinionForm
from thutuc.dossiers.queries import pages
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import DemandBy, Opinion
from thutuc.dossiers.views import dossier as one
from thutuc.dossiers.views import dossier_parts as parts
from thutuc.dossiers.views.dossier_parts import Shown
from thutuc.kernel.errors import Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only

ANSWERERS = {Role.CONTROL_OFFICER, Role.OFFICE_HEAD}


@require_safe
@officers_only
def talk(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that was asked and answered."""
    return _page(request, parts.shown_to(request, key))


def _page(request: HttpRequest, shown: Shown, form: Any = None, at: str = "") -> HttpResponse:
    """`form` was refused; `at` names the question or demand it belongs to, "" the new demand."""
    roles = queries.standing_roles(shown.frame.actor, shown.dossier)
    asked = [
        {**each, "form": form if form and at == each["key"] else OpinionForm(auto_id=f"y-kien-{each['key']}-%s")}
        for each in parts.questions(shown.page, shown.frame)
    ]
    answers = bool(shown.frame.actor.roles & ANSWERERS)
    demands = [
        {
            "row": row,
            "by_whom": _(DemandBy(row.by_whom).label),
            "form": (form if form and at == row.key else DemandAnswerForm(auto_id=f"xu-ly-{row.key}-%s"))
            if answers and row.answered_at is None
            else None,
        }
        for row in pages.demands(shown.dossier)
    ]
    context = {
        **one.common(shown, "talk"),
        "asked": asked,
        "may_remind": bool(roles & set(states.HANDLERS)),
        "demands": demands,
        "may_report": bool(roles),
        "demand_form": form if form and not at else DemandForm(),
        "wrong": form,
    }
    return render(request, "dossiers/talk.html", context, status=422 if form else 200)


def _done(request: HttpRequest, key: str, form: Any, at: str, act: Callable[[], Any], words: str) -> HttpResponse:
    """One act of this page: done and said, or the page again with what was typed."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.object_to(refused)
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("dossiers:talk", args=[key]))
    return _page(request, parts.shown_to(request, key), form, at)


@require_POST
@officers_only
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """The opinion of the agency that was asked."""
    by = actor_of(request)
    row = queries.consultation(by, key, on=clock.today())
    form = OpinionForm(request.POST, auto_id=f"y-kien-{key}-%s")

    def act() -> Any:
        told = form.cleaned_data
        opinion = Opinion(told["y_kien"])
        return services.answer_consultation(
            consultation=row, opinion=opinion, answer=told["tra_loi"], by=by, at=clock.now()
        )

    return _done(request, row.dossier.key, form, key, act, _("Đã gửi ý kiến."))


@require_POST
@officers_only
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Asked again to answer; counted."""
    by = actor_of(request)
    row = queries.consultation(by, key, on=clock.today())
    services.remind_consultation(consultation=row, by=by, at=clock.now())
    messages.success(request, _("Đã nhắc %(agency)s.") % {"agency": row.agency.name})
    return HttpResponseRedirect(reverse("dossiers:talk", args=[row.dossier.key]))


@require_POST
@officers_only
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A demand outside the published list, told by an officer."""
    by = actor_of(request)
    row = queries.for_action(by, key, on=clock.today())
    form = DemandForm(request.POST)

    def act() -> Any:
        words = form.cleaned_data["giay_to"]
        return services.report_unlisted(dossier=row, words=words, by_whom=DemandBy.OFFICER, by=by, at=clock.now())

    return _done(request, key, form, "", act, _("Đã ghi. Văn phòng Ủy ban nhân dân tỉnh sẽ thấy."))


@require_POST
@officers_only
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """What the control office did about a demand."""
    by = actor_of(request)
    row = queries.demand(by, key, on=clock.today())
    form = DemandAnswerForm(request.POST, auto_id=f"xu-ly-{key}-%s")

    def act() -> Any:
        return services.answer_unlisted(demand=row, answer=form.cleaned_data["xu_ly"], by=by, at=clock.now())

    return _done(request, row.dossier.key, form, key, act, _("Đã ghi kết quả xử lý."))

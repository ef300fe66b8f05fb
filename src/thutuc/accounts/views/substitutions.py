"""Người thay thế: who stands in for whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts import queries, services
from thutuc.accounts.forms.substitutions import EndSubstitutionForm, SubstituteForm
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

MINE, UNIT, PAST = "cua-toi", "don-vi", "da-qua"


@require_safe
@officers_only
def substitutes(request: HttpRequest) -> HttpResponse:
    """One's own, those of one's units, those that are over: `xem`."""
    actor, today = actor_of(request), clock.today()
    told = request.GET.get("xem", MINE)
    shown = told if told in {UNIT, PAST} else MINE
    rows = queries.substitutions.substitutions(actor, on=today, mine=shown == MINE, past=shown == PAST)
    found = page(rows, request)
    context = {
        "nav": "substitutes",
        "shown": shown,
        "today": today,
        "page": found,
        "rows": [
            {
                "row": row,
                "may_end": queries.substitutions.may_record(actor, row.post) and shown != PAST,
                "may_see_reason": queries.substitutions.may_see_reason(actor, row),
            }
            for row in found.items
        ],
    }
    return render(request, "accounts/substitutes.html", context)


@require_safe
@officers_only
def choose(request: HttpRequest) -> HttpResponse:
    """For which post: one's own, or those of one's people. With only one it is chosen already."""
    posts = queries.substitutions.coverable(actor_of(request), on=clock.today())
    if len(posts) == 1:
        return redirect("accounts:substitute_add", posts[0].person.code, posts[0].number)  # type: ignore[attr-defined]
    return render(request, "accounts/substitute_choose.html", {"nav": "substitutes", "posts": posts})


@require_http_methods(["GET", "POST"])
@officers_only
def add(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Name a substitute for one post."""
    actor, today = actor_of(request), clock.today()
    post = queries.post(queries.person(actor, code), number)
    if not queries.substitutions.may_record(actor, post):
        raise NotFound("post")
    near = queries.substitutions.candidates(post, on=today)
    people = {each.person.code: each.person for each in near}
    form = SubstituteForm(request.POST or None, role=Role(post.role), candidates=near, initial={"start": today})
    if request.method == "POST" and form.is_valid():
        substitute = people[form.cleaned_data["substitute"]]
        try:
            services.record_substitution(post=post, substitute=substitute, told=form.told(), by=actor, at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            words = _("%(substitute)s thay %(absent)s.") % {"substitute": substitute, "absent": post.person}
            messages.success(request, words)
            return redirect("accounts:substitutes")
    context = {"nav": "substitutes", "form": form, "post": post, "anybody": bool(near)}
    return render(request, "accounts/substitute_form.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End one early."""
    actor = actor_of(request)
    row = queries.substitutions.substitution(actor, code)
    if not queries.substitutions.may_record(actor, row.post):
        raise NotFound("substitution")
    form = EndSubstitutionForm(request.POST or None, initial={"on": clock.today(), "revision": row.revision})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["revision"] != row.revision:
                raise Conflict("substitution", expected=data["revision"], found=row.revision)
            services.end_substitution(substitution=row, on=data["on"], reason=data["reason"], by=actor, at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi ngày thôi thay."))
            return redirect("accounts:substitutes")
    return render(request, "accounts/substitute_end.html", {"nav": "substitutes", "form": form, "row": row})

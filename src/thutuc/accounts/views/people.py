"""People and their posts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thutuc.accounts import queries, services
from thutuc.accounts.forms.people import AppointForm, EditPersonForm, EndPostForm, PeopleFilter, PersonForm
from thutuc.accounts.rules import policies
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

APPOINT = (Role.SYSTEM_ADMIN, Role.CONTROL_OFFICER)


@require_safe
@officers_only
def people(request: HttpRequest) -> HttpResponse:
    """The people whom the actor may see."""
    actor = actor_of(request)
    form = PeopleFilter(request.GET)
    rows = queries.people(actor, on=clock.today(), text=form.text, role=form.role_asked)
    may_keep = not policies.keep_people_objections(actor)
    context = {"nav": "people", "form": form, "page": page(rows, request), "may_keep": may_keep}
    return render(request, "accounts/people.html", context)


@require_safe
@officers_only
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person and every post ever held."""
    actor = actor_of(request)
    who = queries.person(actor, code)
    allowed = policies.appointable(actor)
    posts = queries.numbered_posts(who)
    context = {
        "nav": "people",
        "who": who,
        "posts": [
            (number, post, post.role in allowed, queries.substitutions.may_record(actor, post))
            for number, post in posts
        ],
        "today": clock.today(),
        "may_keep": not policies.keep_people_objections(actor),
        "may_appoint": bool(allowed) and who.pk != actor.person_id,
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(Role.SYSTEM_ADMIN)
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody who will sign in."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_person(person=form.told(), by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã thêm %(name)s. Giao vai trò để có quyền.") % {"name": added.full_name})
            return redirect("accounts:person", added.code)
    context = {"nav": "people", "form": form, "heading": _("Thêm người dùng"), "button": _("Thêm người dùng")}
    return render(request, "accounts/person_form.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(Role.SYSTEM_ADMIN)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name and phone."""
    who = queries.person(actor_of(request), code)
    form = EditPersonForm(request.POST or None, initial={"full_name": who.full_name, "phone": who.phone})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_person(person=who, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("accounts:person", code)
    context = {"nav": "people", "form": form, "who": who, "heading": _("Sửa người dùng"), "button": _("Lưu")}
    return render(request, "accounts/person_form.html", context)


@require_POST
@roles_only(Role.SYSTEM_ADMIN)
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Close an account, or open it again."""
    who = queries.person(actor_of(request), code)
    act = services.open_person if request.POST.get("act") == "open" else services.close_person
    act(person=who, by=actor_of(request), at=clock.now())
    words = _("Đã mở lại tài khoản.") if who.is_active else _("Đã khóa tài khoản.")
    messages.success(request, words)
    return redirect("accounts:person", code)


@require_http_methods(["GET", "POST"])
@roles_only(*APPOINT)
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Give a role in an agency."""
    actor, today = actor_of(request), clock.today()
    who = queries.person(actor, code)
    first = {"start": today, "agency": request.GET.get("don-vi", ""), "role": request.GET.get("vai-tro", "")}
    form = AppointForm(request.POST or None, by=actor, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            agency_code = form.cleaned_data["agency"]
            services.appoint(person=who, agency_code=agency_code, told=form.told(), by=actor, at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã giao vai trò cho %(name)s.") % {"name": who.full_name})
            return redirect("accounts:person", code)
    context = {"nav": "people", "form": form, "who": who, "heading": _("Giao vai trò"), "button": _("Giao vai trò")}
    return render(request, "accounts/person_form.html", context)


@require_http_methods(["GET", "POST"])
@roles_only(*APPOINT)
def end_post(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a role away from a day."""
    actor = actor_of(request)
    who = queries.person(actor, code)
    post = queries.post(who, number)
    if post.role not in policies.appointable(actor):
        raise NotFound("post")
    form = EndPostForm(request.POST or None, initial={"on": clock.today(), "revision": post.revision})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["revision"] != post.revision:
                raise Conflict("post", expected=data["revision"], found=post.revision)
            services.end_post(post=post, on=data["on"], reason=data["reason"], by=actor, at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi ngày thôi giữ vai trò."))
            return redirect("accounts:person", code)
    context = {
        "nav": "people",
        "form": form,
        "who": who,
        "post": post,
        "heading": _("Cho thôi giữ vai trò"),
        "button": _("Ghi ngày thôi giữ"),
    }
    return render(request, "accounts/person_form.html", context)

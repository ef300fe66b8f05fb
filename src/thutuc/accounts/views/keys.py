"""Khóa truy cập giao diện lập trình: the list, making one, revoking one."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts import queries, services
from thutuc.accounts.forms.keys import KeyForm, RevokeKeyForm
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.errors import Conflict, Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

YEAR = timedelta(days=364)


@require_safe
@roles_only(Role.SYSTEM_ADMIN)
def keys(request: HttpRequest) -> HttpResponse:
    """Every key, never a secret."""
    found = page(queries.keys.keys(actor_of(request)), request)
    return render(request, "accounts/keys.html", {"nav": "keys", "page": found, "today": clock.today()})


@require_http_methods(["GET", "POST"])
@roles_only(Role.SYSTEM_ADMIN)
def add(request: HttpRequest) -> HttpResponse:
    """Make a key; the answer shows its secret, once."""
    actor, today = actor_of(request), clock.today()
    first = {
        "start": today,
        "last": today + YEAR,
        "person": request.GET.get("tai-khoan", ""),
        "code": queries.keys.new_code(),
    }
    form = KeyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_key(
                email=form.cleaned_data["person"],
                **{name: form.cleaned_data[name] for name in ("name", "start", "last", "code")},
                by=actor,
                at=clock.now(),
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            return render(request, "accounts/key_made.html", {"nav": "keys", "made": made})
    return render(request, "accounts/key_form.html", {"nav": "keys", "form": form})


@require_http_methods(["GET", "POST"])
@roles_only(Role.SYSTEM_ADMIN)
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """From this moment the key opens nothing."""
    actor = actor_of(request)
    key = queries.keys.key(actor, code)
    form = RevokeKeyForm(request.POST or None, initial={"revision": key.revision})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["revision"] != key.revision:
                raise Conflict("key", expected=data["revision"], found=key.revision)
            services.revoke_key(key=key, reason=data["reason"], by=actor, at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã thu hồi khóa «%(name)s».") % {"name": key.name})
            return redirect("accounts:keys")
    return render(request, "accounts/key_revoke.html", {"nav": "keys", "form": form, "key": key})

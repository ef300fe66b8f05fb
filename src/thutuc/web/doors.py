"""Who comes in: staff pages ask for an officer with a post today."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thutuc.kernel.actor import Actor
from thutuc.kernel.text import Labelled

View = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """The current actor, set by accounts' middleware."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def officers_only(view: View) -> View:
    """Strangers sign in first; somebody signed in without a post today is told whom to ask."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        if actor.is_anonymous:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not actor.posts:
            return no_post(request)
        return view(request, *args, **kwargs)

    guarded.officers_only = True  # type: ignore[attr-defined]
    return guarded


def no_post(request: HttpRequest) -> HttpResponse:
    """The page for a signed-in person whose posts have all ended."""
    return render(request, "403.html", {"no_post": True}, status=403)


def roles_only(*roles: str) -> Callable[[View], View]:
    """Officers holding one of `roles` in any agency; others are told who can do it (rules still decide each act)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not actor_of(request).roles & set(roles):
                names = [_(role.label) for role in roles if isinstance(role, Labelled)]
                return render(request, "403.html", {"role_names": names}, status=403)
            return view(request, *args, **kwargs)

        return officers_only(guarded)

    return decorate

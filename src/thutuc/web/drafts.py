"""What was typed into a form survives the end of a session: kept for half an hour on the server, never in an address.

A long form is sent when nobody is signed in any more, or with the token of a session before. Nothing is done then; what
was typed waits in the cache, this browser's session knows the place, and it is shown again to the same person.
"""

import secrets
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from thutuc.web.doors import View, actor_of

KEPT = "draft"
LIFE = 30 * 60
MOST_BYTES = 60_000
OWNER = "chu_nhap"
"""The name of the hidden box that says, signed, who the form was shown to."""
_SALT = "web.drafts"
_CSRF = "csrfmiddlewaretoken"


def mark(request: HttpRequest) -> str:
    """Who this form is shown to, signed: goes into the hidden box."""
    return signing.dumps(actor_of(request).key, salt=_SALT)


def kept(view: View) -> View:
    """A view whose form outlives the session: goes outside the door (`officers_only`)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and actor_of(request).is_anonymous:
            keep(request)
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.keeps_drafts = True  # type: ignore[attr-defined]
    return guarded


def keep(request: HttpRequest) -> bool:
    """Put away what was typed, if somebody is named in it and it is no more than a form can hold."""
    owner = _owner(request.POST.get(OWNER, ""))
    typed = request.POST.copy()
    for name in (_CSRF, OWNER):
        typed.pop(name, None)
    text = typed.urlencode()
    if not owner or len(text) > MOST_BYTES:
        return False
    place = secrets.token_urlsafe(24)
    cache.set(f"draft:{place}", {"owner": owner, "typed": text}, LIFE)
    request.session[KEPT] = {"path": request.path_info, "place": place}
    return True


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed here before: given back once, to the person who typed it."""
    waiting = request.session.get(KEPT)
    if not waiting or waiting["path"] != request.path_info:
        return None
    del request.session[KEPT]
    name = f"draft:{waiting['place']}"
    found = cache.get(name)
    cache.delete(name)
    return QueryDict(found["typed"]) if found and found["owner"] == actor_of(request).key else None


def after_stale_token(request: HttpRequest) -> HttpResponse | None:
    """The same for a token that is out of date, when the form came from our own page; None for every other form."""
    match = request.resolver_match
    if not match or not getattr(match.func, "keeps_drafts", False) or not _is_own(request):
        return None
    if not keep(request):
        return None
    return redirect(request.path) if not actor_of(request).is_anonymous else _to_sign_in(request)


def _is_own(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def _owner(token: str) -> str:
    try:
        return str(signing.loads(token, salt=_SALT, max_age=24 * 3600))
    except signing.BadSignature:
        return ""


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    answer = redirect_to_login(request.path, reverse("account_login"))
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=401, headers={"HX-Redirect": answer.url})
    return answer

"""How many pages one address may open in a minute, so that one reader cannot slow the others.

Counted in this process; every tenth request is told to the shared cache, so that several nodes count together and
an ordinary reader costs no statement. Addresses are kept as keyed hashes for a minute, never as they are. This
machine itself is not limited. Staff pages are behind sign-in, which has limits of its own; the office interface counts
by key.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thutuc.web import clock

WINDOW = 60
GUESS_WINDOW = 15 * 60
REPORT_EVERY = 10
API, PAGES, OFFICE = "api", "pages", "office"
FREE = ("/health/", "/metrics", "/ban-lam-viec/", "/api/office/")


class RateLimits:
    """Answers 429 with Retry-After when an address asks too often (THUTUC_LIMIT_PAGES, THUTUC_LIMIT_API)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        kind = kind_of(request.path_info)
        address = client_address(request) if kind else None
        if address and is_over(kind, address):
            return refuse(request, kind)
        return self.get_response(request)


def _seconds() -> int:
    return int(clock.now().timestamp())


def kind_of(path: str) -> str:
    """Which limit a path falls under; empty when it is free."""
    if path.startswith((*FREE, settings.STATIC_URL)):
        return ""
    return API if path.startswith("/api/") else PAGES


def client_address(request: HttpRequest) -> str | None:
    """The reader's address, through as many proxies as THUTUC_TRUSTED_PROXIES says; None for this machine itself."""
    given = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if trusted and hops:
        given = hops[-min(trusted, len(hops))]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return None
    if address.is_loopback:
        return None
    length = 32 if address.version == 4 else 64
    return str(ipaddress.ip_network((address, length), strict=False).network_address)


def is_over(kind: str, whose: str) -> bool:
    """Count one more request of that kind by an address or a key; whether that is too many in this minute."""
    limit: int = settings.RATE_LIMITS[kind]
    return bool(limit) and count(kind, whose, minute=_seconds() // WINDOW) > limit


def count(kind: str, address: str, *, minute: int) -> int:
    """Count one more request; how many there were in this minute, as far as this process knows."""
    secret = f"{settings.SECRET_KEY}{minute}".encode()
    key = f"limit:{kind}:{hmac.new(secret, address.encode(), hashlib.sha256).hexdigest()[:32]}"
    here, everywhere = caches["local"], caches["default"]
    here.add(key, 0, WINDOW * 2)
    own = here.incr(key)
    if own % REPORT_EVERY == 0:
        shared = int(everywhere.get(key, 0)) + REPORT_EVERY
        everywhere.set(key, shared, WINDOW * 2)
        here.set(f"{key}:others", max(0, shared - own), WINDOW * 2)
    return int(own) + int(here.get(f"{key}:others", 0))


def guesses(kind: str, *keys: str) -> int:
    """The most wrong guesses that any of these keys (an address, a code) has made in this quarter of an hour."""
    named = [_guess_key(kind, key) for key in keys if key]
    shared, own = caches["default"].get_many(named), caches["local"].get_many([f"{name}:here" for name in named])
    return max((int(count) for count in (*shared.values(), *own.values())), default=0)


def guessed_wrong(kind: str, *keys: str) -> None:
    """Count a wrong guess, in this process and in the shared cache, for every key."""
    for name in [_guess_key(kind, key) for key in keys if key]:
        here, everywhere = caches["local"], caches["default"]
        here.add(f"{name}:here", 0, GUESS_WINDOW)
        own = here.incr(f"{name}:here")
        everywhere.set(name, max(own, int(everywhere.get(name, 0)) + 1), GUESS_WINDOW)


def guess_wait() -> int:
    """Seconds until wrong guesses are forgotten."""
    return GUESS_WINDOW - _seconds() % GUESS_WINDOW


def _guess_key(kind: str, key: str) -> str:
    window = _seconds() // GUESS_WINDOW
    secret = f"{settings.SECRET_KEY}{window}".encode()
    return f"guess:{kind}:{hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()[:32]}"


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    """429: a page for people, a problem document for machines, both with the seconds to wait."""
    wait = WINDOW - _seconds() % WINDOW
    if kind == API:
        body = {"type": "about:blank", "title": _("Quá nhiều yêu cầu"), "status": 429}
        answer: HttpResponse = JsonResponse(body, status=429, content_type="application/problem+json")
    else:
        answer = render(request, "429.html", {"wait": wait}, status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer


class BodyLimit:
    """Answers 413 before anything of a body is read that is larger than every form of ours may send."""

    FILES = 4

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("CONTENT_LENGTH") or "0"
        if given.isdecimal() and int(given) <= settings.FILES_MAX_BYTES * self.FILES:
            return self.get_response(request)
        words = _("Dữ liệu gửi lên quá lớn. Giảm dung lượng hoặc chia thành nhiều tệp.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")

"""Tra cứu hồ sơ: code and secret typed or scanned, then the page of one dossier; acts of its applicant.

Whoever has shown the secret holds a signed cookie for half an hour: no address that stays holds it. A wrong code, a
wrong secret and a dossier that does not exist give the same answer; after a few of them it is time to wait.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thutuc.dossiers.queries import tracking as queries
from thutuc.dossiers.rules import states
from thutuc.kernel.actor import Actor
from thutuc.portal.forms import LookUpForm, SupplementForm, WithdrawForm
from thutuc.portal.views import tracked
from thutuc.web import clock, limits

COOKIE, SALT, KEPT, MOST_KEPT = "ho-so", "portal.tracking", 30 * 60, 5
MOST_BY_ADDRESS, MOST_BY_CODE = 10, 20
"""Wrong guesses in a quarter of an hour, of one address on the network and at one code."""
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
TYPED: dict[str, tuple[type[Form], str]] = {
    "words": (SupplementForm, "portal/dossier_supplement.html"),
    "reason": (WithdrawForm, "portal/dossier_withdraw.html"),
}
"""Fields whose words outlive a proof that ran out, with the form that they go back to."""
View = Callable[..., HttpResponseBase]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponseBase:
    """Code and secret by hand, or by the QR code of the receipt: `?ma=…&so=…` leads to an address without them."""
    asked = request.POST if request.method == "POST" else request.GET
    if not asked.get("ma") and not asked.get("so") and request.method != "POST":
        return private(render(request, "portal/tracking.html", {"form": LookUpForm()}))
    form = LookUpForm(asked)
    if not form.is_valid():
        return private(render(request, "portal/tracking.html", {"form": form}, status=422))
    code = form.cleaned_data["ma"]
    if _must_wait(request, code):
        return wait(request)
    key = queries.look_up(code, form.cleaned_data["so"])
    if key is None:
        limits.guessed_wrong("dossier-address", _address(request))
        limits.guessed_wrong("dossier-code", queries.typed_code(code))
        form.add_error(None, _("Mã hồ sơ hoặc mã tra cứu không đúng. Xem lại hai mã in trên giấy tiếp nhận."))
        return private(render(request, "portal/tracking.html", {"form": form}, status=422))
    if request.POST.get("words") and request.POST.get("viec") in TYPED:
        return private(keep(request, _went_on(request, key), key))
    return private(keep(request, redirect("portal:dossier", key), key))


def _went_on(request: HttpRequest, key: str) -> HttpResponse:
    """The form in the middle of which the proof ran out, with the words that were typed."""
    now, doing = clock.now(), request.POST["viec"]
    form, template = TYPED[doing]
    context = tracked.page(queries.tracked(queries.proven(key), at=now), now=now)
    return render(request, template, {**context, "form": form(initial={doing: request.POST["words"]})})


def _address(request: HttpRequest) -> str:
    return limits.client_address(request) or ""


def _must_wait(request: HttpRequest, code: str) -> bool:
    """Asked before anything is looked up, so that waiting tells nothing of the code either."""
    by_address = limits.guesses("dossier-address", _address(request))
    return by_address >= MOST_BY_ADDRESS or limits.guesses("dossier-code", queries.typed_code(code)) >= MOST_BY_CODE


def wait(request: HttpRequest) -> HttpResponse:
    """429 in polite words, with the minutes to wait."""
    seconds = limits.guess_wait()
    context = {"minutes": -(-seconds // 60)}
    answer = render(request, "portal/tracking_wait.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return private(answer)


# -- the proof ---


def proofs(request: HttpRequest) -> list[str]:
    """Keys of the dossiers whose secret this browser has shown within half an hour."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT)
    return [key for key in (kept or "").split(".") if key]


def keep(request: HttpRequest, answer: HttpResponseBase, key: str) -> HttpResponseBase:
    """The proof kept for another half hour; the oldest of many goes."""
    keys = [key, *(each for each in proofs(request) if each != key)][:MOST_KEPT]
    _write(answer, keys)
    return answer


def _write(answer: HttpResponseBase, keys: list[str]) -> None:
    answer.set_signed_cookie(
        COOKIE,
        ".".join(keys),
        salt=SALT,
        max_age=KEPT,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def proven(view: View) -> View:
    """Only with the proof; without it the form to show the secret again, whether there is such a dossier or not."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if key not in proofs(request):
            return locked(request)
        return private(keep(request, view(request, key, *args, **kwargs), key))

    return guarded


def locked(request: HttpRequest) -> HttpResponse:
    """The secret is asked for again; words that were typed meanwhile stay."""
    doing = next((name for name in TYPED if request.POST.get(name)), "")
    context = {"form": LookUpForm(), "is_locked": True, "words": request.POST.get(doing, "")[:4000], "doing": doing}
    return private(render(request, "portal/tracking.html", context, status=403))


def applicant(key: str) -> Actor:
    """Who acts with the proof of this dossier."""
    return states.applicant(key)


def private(answer: Any) -> Any:
    """Not kept, not listed, and no address of ours given to others."""
    for name, value in PRIVATE.items():
        answer.headers[name] = value
    return answer


# -- the page ---


@require_safe
@proven
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """Where it is, whose turn, when: three statements, no name on it."""
    now = clock.now()
    found = queries.tracked(queries.proven(key), at=now)
    return render(request, "portal/dossier.html", tracked.page(found, now=now))


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Close every dossier of this browser: for a borrowed telephone, a shared computer."""
    answer = redirect("portal:tracking")
    answer.delete_cookie(COOKIE)
    return private(answer)

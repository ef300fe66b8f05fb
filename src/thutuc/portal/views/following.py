"""Theo dõi thay đổi: by e-mail with two steps, by Atom, in one's own calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thutuc.catalogue.queries import published
from thutuc.catalogue.queries.search import Facet
from thutuc.disclosure.documents import mails
from thutuc.disclosure.queries import news
from thutuc.disclosure.rules.subscriptions import SubscriptionState, Topic
from thutuc.disclosure.services import following as services
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.portal.forms import FollowForm
from thutuc.web import clock, limits

MOST_A_MINUTE = 5
"""Mails that one address of the network may ask for in a minute."""
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}


def target_of(topic: Topic, target: str) -> str | None:
    """The name of what may be followed; "" for everything, None where the public list has no such thing."""
    if topic is Topic.ALL:
        return ""
    on, at = clock.today(), clock.now()
    if topic is Topic.SECTOR:
        shelves: list[Facet] = published.sector_shelves(on=on, at=at)
        return next((shelf.label for shelf in shelves if shelf.value == target), None)
    try:
        found = published.procedure(target, on=on, at=at)
    except NotFound:
        return None
    return found.content.name if found.code == target and not found.is_national_only else None


def _asked(request: HttpRequest) -> tuple[Topic, str]:
    """What the address names: `?thu-tuc=` a code, `?linh-vuc=` a sector, else everything."""
    for name, topic in (("thu-tuc", Topic.PROCEDURE), ("linh-vuc", Topic.SECTOR)):
        if request.GET.get(name):
            return topic, request.GET[name][:120]
    return Topic.ALL, ""


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponseBase:
    """The ways to hear of changes; the address typed here is never in an address of a page."""
    topic, target = _asked(request)
    name = target_of(topic, target)
    if name is None:
        topic, target, name = Topic.ALL, "", ""
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _too_often(request):
            return limits.refuse(request, limits.PAGES)
        _subscribe(topic, target, name, form.cleaned_data["email"])
        return redirect("portal:followed")
    context: dict[str, Any] = {
        "form": form,
        "what": mails.followed(topic, target, name),
        "topic": topic.value,
        "target": target,
        "sectors": published.sector_shelves(on=clock.today(), at=clock.now()) if topic is Topic.ALL else (),
    }
    return _private(render(request, "portal/follow.html", context, status=422 if form.errors else 200))


def _too_often(request: HttpRequest) -> bool:
    address = limits.client_address(request)
    minute = int(clock.now().timestamp()) // limits.WINDOW
    return bool(address) and limits.count("follow", address or "", minute=minute) > MOST_A_MINUTE


def _subscribe(topic: Topic, target: str, name: str, email: str) -> None:
    language = get_language() or "vi"
    what = mails.followed(topic, target, name)
    services.subscribe(
        topic=topic,
        target=target,
        address=email,
        language=language,
        is_known=True,
        write=lambda row: mails.confirmation(row, what=what),
        by=Actor.anonymous(),
        at=clock.now(),
    )


@require_http_methods(["GET", "HEAD"])
def followed(request: HttpRequest) -> HttpResponse:
    """A mail is on its way; the same page whoever the mailbox belongs to."""
    return _private(render(request, "portal/followed.html"))


@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page of a link in a mail: reading it changes nothing, its buttons confirm or end."""
    row = news.subscription(key)
    if request.method == "POST":
        act = services.end if request.POST.get("viec") == "thoi" else services.confirm
        act(subscription=row, by=Actor.anonymous(), at=clock.now())
        return redirect("portal:following", key)
    topic = Topic(row.topic)
    context = {
        "what": mails.followed(topic, row.target, target_of(topic, row.target) or row.target),
        "is_asked": row.state == SubscriptionState.ASKED,
        "is_live": row.state == SubscriptionState.CONFIRMED,
    }
    return _private(render(request, "portal/following.html", context))


def _private(answer: HttpResponse) -> HttpResponse:
    """Not kept, not listed, and no address of ours given to others."""
    for name, value in PRIVATE.items():
        answer.headers[name] = value
    return answer

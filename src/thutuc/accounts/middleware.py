"""Who is acting, for every request."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from thutuc.accounts import queries
from thutuc.kernel.actor import Actor
from thutuc.web import clock


class CurrentActor:
    """Sets `request.actor`: nothing is asked of the database until somebody looks, or ever when nobody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.session.session_key:
            return Actor.anonymous()
        return cast("Actor", SimpleLazyObject(lambda: _signed_in(request)))


def _signed_in(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor.anonymous()
    return queries.actor_of(request.user, on=clock.today())

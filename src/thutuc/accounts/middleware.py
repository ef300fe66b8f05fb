"""Who is acting, for every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from thutuc.kernel.actor import Actor


class CurrentActor:
    """Sets `request.actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = Actor.anonymous()  # type: ignore[attr-defined]
        return self.get_response(request)

"""The door of the office interface: who comes in by a key, how often, and that a request sent twice acts once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from thutuc.accounts import queries, services
from thutuc.accounts.queries.keys import Bearer
from thutuc.kernel.actor import Actor
from thutuc.web import clock, limits

Act = Callable[[], dict[str, Any]]


class TooMany(HttpError):
    """More requests in a minute than a key, or an address without one, may send."""

    def __init__(self) -> None:
        super().__init__(429, _("Quá nhiều yêu cầu"))


class KeyBearer(HttpBearer):
    """`Authorization: Bearer tt_….…`. One statement; once a day one more, to note that the key is in use."""

    def __call__(self, request: HttpRequest) -> Bearer | None:
        found: Bearer | None = super().__call__(request)
        if found is None:
            address = limits.client_address(request)
            if address and limits.is_over(limits.API, address):
                raise TooMany
            return None
        if limits.is_over(limits.OFFICE, found.prefix):
            raise TooMany
        if not found.actor.posts:
            raise HttpError(403, _("Tài khoản của khóa này hôm nay không giữ vai trò nào."))
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        today = clock.today()
        found = queries.keys.bearer(token, on=today)
        if found is not None and found.last_used_on != today:
            services.note_use(prefix=found.prefix, on=today)
        return found


def actor_of(request: HttpRequest) -> Actor:
    """Who acts by the key of a request that came through the door."""
    found: Bearer = request.auth  # type: ignore[attr-defined]
    return found.actor


def once(request: HttpRequest, key: str, act: Act) -> dict[str, Any]:
    """The act, or what the same request (`Idempotency-Key`) was answered in the last 24 hours."""
    if not key:
        return act()
    asked = json.dumps([request.method, request.path_info, request.body.decode("utf-8", "replace")])
    digest = hashlib.sha256(asked.encode()).hexdigest()
    answer, _made = services.once(key=key, digest=digest, act=act, by=actor_of(request), at=clock.now())
    return answer

"""Handing out a file: the owner's package decides, the browser is told to do nothing clever with it."""

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from thutuc.files import queries, services
from thutuc.files.rules.access import Policy, model_of
from thutuc.files.rules.kinds import by_media_type
from thutuc.kernel.errors import NotFound
from thutuc.web import clock
from thutuc.web.doors import actor_of

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
def download(request: HttpRequest, code: str) -> FileResponse:
    """One file to whoever may read its owner; `?xem=1` shows kinds that a browser shows safely."""
    actor, use = actor_of(request), queries.use(code)
    content, access = queries.open_for(actor, use, policy=policy_of(use.owner))
    if access.journalled:
        services.read(use=use, by=actor, at=clock.now())
    kind = by_media_type(use.file.media_type)
    inline = bool(kind and kind.inline and request.GET.get("xem"))
    return FileResponse(
        content, as_attachment=not inline, filename=use.name, content_type=use.file.media_type, headers=HEADERS
    )


def policy_of(owner: str) -> Policy:
    """The policy that settings.FILE_POLICIES names for the owner's model; without one nobody reads."""
    path = settings.FILE_POLICIES.get(model_of(owner))
    if path is None:
        raise NotFound(owner)
    found: Policy = import_string(path)
    return found

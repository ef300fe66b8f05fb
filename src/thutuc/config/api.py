"""The root of the open interface: one description, ETags, open to all origins, read only."""

import hashlib
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, re_path
from django.utils.translation import gettext as _

from thutuc.catalogue.api import router as catalogue
from thutuc.config.interface import Interface, View, problem, unknown

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
PREFLIGHT = {
    **OPEN,
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
FRESH_SECONDS = 60


class OpenApi(Interface):
    """Every good answer carries the hash of its content; who has it already is told so in a few bytes."""

    def create_response(
        self, request: HttpRequest, data: Any, *, status: int | None = None, temporal_response: Any = None
    ) -> HttpResponse:
        response = super().create_response(request, data, status=status, temporal_response=temporal_response)
        if response.status_code != 200:
            return response
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if _has(request, tag):
            response = HttpResponse(status=304)
            del response.headers["Content-Type"]
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
        return response


def _has(request: HttpRequest, tag: str) -> bool:
    known = request.headers.get("If-None-Match", "")
    return known.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in known.split(",")}


api = OpenApi(
    title="thutuc",
    version="1",
    description="Danh mục thủ tục hành chính của tỉnh, dữ liệu mở. The administrative procedures as open data.",
    urls_namespace="api",
)
api.add_router("", catalogue)


def _door(view: View) -> View:
    """What every address of the interface does: preflight, HEAD, open origins, problems for unknown methods."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = _answer(view, request, args, kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _answer(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    if request.method not in {"GET", "HEAD"}:
        response = problem(405, _("Chỉ đọc: dùng GET."))
        response.headers["Allow"] = PREFLIGHT["Allow"]
        return response
    request.method, asked = "GET", request.method
    answer = view(request, *args, **kwargs)
    request.method = asked
    return answer


def description(request: HttpRequest) -> HttpResponse:
    """The description that a person reads, drawn from the same source as openapi.json."""
    schema = api.get_openapi_schema()
    operations = [
        {"path": route, "summary": each["summary"], "description": each.get("description", ""),
         "parameters": each.get("parameters", [])}
        for route, methods in schema["paths"].items()
        for each in methods.values()
    ]  # fmt: skip
    return render(request, "portal/api.html", {"operations": operations, "per_minute": settings.RATE_LIMITS["api"]})


app_name = "api"
urlpatterns = [
    path("docs", description, name="docs"),
    *api.patterns(_door),
    re_path(r"^(?P<rest>.*)$", _door(unknown)),
]

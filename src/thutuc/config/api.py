"""The root of the programming interface: one description, problem documents, ETags, open to all origins."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import orjson
from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from thutuc.catalogue.api import router as catalogue
from thutuc.kernel.errors import ThutucError
from thutuc.web import answers

PROBLEM = "application/problem+json"
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


class Orjson(BaseRenderer):
    """JSON as quick as it comes."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str)


class OpenApi(NinjaAPI):
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

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Refusals are described with their own media type."""
        schema = super().get_openapi_schema(**asked)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema


def _has(request: HttpRequest, tag: str) -> bool:
    known = request.headers.get("If-None-Match", "")
    return known.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in known.split(",")}


api = OpenApi(
    title="thutuc",
    version="1",
    description="Danh mục thủ tục hành chính của tỉnh, dữ liệu mở. The administrative procedures as open data.",
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=Orjson(),
    urls_namespace="api",
)
api.add_router("", catalogue)


def problem(status: int, title: str, *, detail: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors or []}
    return HttpResponse(orjson.dumps(body), status=status, content_type=PROBLEM)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {"code": str(each["type"]), "message": str(each["msg"]), "basis": "", "field": str(each["loc"][-1])}
        for each in error.errors
    ]
    return problem(422, _("Yêu cầu không đúng"), errors=errors)


@api.exception_handler(ThutucError)
def _refused(request: HttpRequest, error: ThutucError) -> HttpResponse:
    told = answers.problem(error)
    return HttpResponse(orjson.dumps({"detail": "", "errors": [], **told}), status=told["status"], content_type=PROBLEM)


@api.exception_handler(DataError)
@api.exception_handler(UnicodeEncodeError)
def _unstorable(request: HttpRequest, error: Exception) -> HttpResponse:
    return _refused(request, cast("ThutucError", answers.told(error)))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("Không tìm thấy"))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


View = Callable[..., HttpResponseBase]


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


def _unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, _("Không có địa chỉ này trong giao diện lập trình"))


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


def _patterns() -> list[URLPattern]:
    routes = [route for route in api.urls[0] if isinstance(route, URLPattern)]
    for route in routes:
        route.callback = _door(cast("View", route.callback))
    return routes


app_name = "api"
urlpatterns = [
    path("docs", description, name="docs"),
    *_patterns(),
    re_path(r"^(?P<rest>.*)$", _door(_unknown)),
]

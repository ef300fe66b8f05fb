"""What both programming interfaces share: JSON, problem documents for every refusal, their description."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import orjson
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from thutuc.kernel.errors import ThutucError
from thutuc.web import answers

PROBLEM = "application/problem+json"
View = Callable[..., HttpResponseBase]


class Orjson(BaseRenderer):
    """JSON as quick as it comes."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str)


class Interface(NinjaAPI):
    """Refusals are problem documents (RFC 9457), and described as such."""

    def __init__(self, **told: Any) -> None:
        super().__init__(docs_url=None, openapi_url="/openapi.json", renderer=Orjson(), **told)
        for kind, handler in _HANDLERS.items():
            self.add_exception_handler(kind, handler)

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Refusals are described with their own media type."""
        schema = super().get_openapi_schema(**asked)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema

    def patterns(self, door: Callable[[View], View]) -> list[URLPattern]:
        """Its addresses, each behind the door."""
        routes = [route for route in self.urls[0] if isinstance(route, URLPattern)]
        for route in routes:
            route.callback = door(cast("View", route.callback))
        return routes


def problem(status: int, title: str, *, detail: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors or []}
    return HttpResponse(orjson.dumps(body), status=status, content_type=PROBLEM)


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer where there is no address."""
    return problem(404, _("Không có địa chỉ này trong giao diện lập trình"))


def machine(view: View) -> View:
    """A view for programs: no form of a page sends to it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {"code": str(each["type"]), "message": str(each["msg"]), "basis": "", "field": str(each["loc"][-1])}
        for each in error.errors
    ]
    return problem(422, _("Yêu cầu không đúng"), errors=errors)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    told = answers.problem(error)
    return HttpResponse(orjson.dumps({"detail": "", "errors": [], **told}), status=told["status"], content_type=PROBLEM)


def _by_database(request: HttpRequest, error: Any) -> HttpResponse:
    told = answers.told(error)
    if told is None:
        raise error
    return _refused(request, told)


def _missing(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, _("Không tìm thấy"))


def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, _("Thiếu khóa truy cập, hoặc khóa không còn dùng được"))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _too_large(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(413, _("Dữ liệu gửi lên quá lớn. Chia thành nhiều lần gửi."))


_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ValidationError: _invalid,
    ThutucError: _refused,
    DataError: _by_database,
    IntegrityError: _by_database,
    UnicodeEncodeError: _by_database,
    Http404: _missing,
    RequestDataTooBig: _too_large,
    AuthenticationError: _stranger,
    HttpError: _http,
}

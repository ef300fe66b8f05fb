"""What every request passes: its log line, its language, its headers, the answer to a refusal."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import set_script_prefix
from django.utils import translation

from thutuc.web import answers, metrics

log = structlog.get_logger("thutuc.request")
Handler = Callable[[HttpRequest], HttpResponseBase]
_CODES = re.compile(r"[^A-Za-z0-9./_-]")


class RequestLog:
    """One line for each request: method, route, status, milliseconds. No query, no person, no address."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request.request_id)  # type: ignore[attr-defined]
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        route = request.resolver_match.route if request.resolver_match else "-"
        if not request.path.startswith(("/health/", settings.STATIC_URL)):
            log.info(
                "request",
                method=request.method,
                route=_CODES.sub("", route),
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
        metrics.observe(request.method or "-", route, response.status_code, seconds)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class PermissionsPolicy:
    """The browser's doors that no page of ours needs stay shut; the camera opens for posting photos only."""

    HEADER = "accelerometer=(), camera=(self), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.HEADER)
        return response


class LanguageFromPath:
    """Vietnamese at the root, English under /en/: the same addresses behind a prefix, no cookie."""

    PREFIX = "/en"

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        english = path == self.PREFIX or path.startswith(f"{self.PREFIX}/")
        if english:
            request.path_info = path[len(self.PREFIX) :] or "/"
            set_script_prefix(f"{self.PREFIX}/")
        else:
            set_script_prefix("/")
        language = "en" if english else "vi"
        translation.activate(language)
        request.LANGUAGE_CODE = language
        try:
            response = self.get_response(request)
        finally:
            set_script_prefix("/")
        response.headers.setdefault("Content-Language", language)
        return response


class Answers:
    """Turns a refusal raised anywhere in a view into its page: nothing was changed, the reasons are told."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        told = answers.told(error)
        if told is None:
            return None
        if told is not error:
            log.warning("refused by the database", kind=type(error).__name__)
        return answers.answer(request, told)


class PrivatePages:
    """Pages behind sign-in and pages about an account are kept by no cache: a shared computer shows nobody's work."""

    ROOMS = ("/ban-lam-viec/", "/tai-khoan/", "/dang-nhap/", "/dang-xuat/", "/api/office/")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(self.ROOMS):
            response.headers["Cache-Control"] = "private, no-store"
        return response

"""The root of the office interface: what officers do with dossiers, for the systems that do it for them.

Behind a key (`accounts.api`), never cached, closed to other origins.
"""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, re_path
from django.utils.translation import gettext as _

from thutuc.accounts.api import KeyBearer, TooMany
from thutuc.config.interface import Interface, View, machine, problem, unknown
from thutuc.dossiers.api import router as dossiers
from thutuc.web import limits

api = Interface(
    title="thutuc: hồ sơ",
    version="1",
    description="Hồ sơ một cửa cho hệ thống khác của tỉnh. What officers do with dossiers, with a key.",
    urls_namespace="office_api",
    auth=KeyBearer(),
)
api.add_router("", dossiers)


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    return limits.refuse(request, limits.API)


def _door(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 405:
            allowed = answer.headers.get("Allow", "")
            answer = problem(405, _("Địa chỉ này không nhận phương thức đó."))
            answer.headers["Allow"] = allowed
        return answer

    return machine(guarded)


def description(request: HttpRequest) -> HttpResponse:
    """The description that a person reads, drawn from the same source as openapi.json."""
    operations = [
        {
            "method": method.upper(),
            "path": route,
            "summary": each["summary"],
            "description": each.get("description", ""),
            "parameters": each.get("parameters", []),
        }
        for route, methods in api.get_openapi_schema()["paths"].items()
        for method, each in methods.items()
    ]
    context = {"operations": operations, "per_minute": settings.RATE_LIMITS["office"]}
    return render(request, "dossiers/api.html", context)


app_name = "office_api"
urlpatterns = [
    path("docs", description, name="docs"),
    *api.patterns(_door),
    re_path(r"^(?P<rest>.*)$", _door(unknown)),
]

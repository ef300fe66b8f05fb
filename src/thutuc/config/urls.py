"""Every address. Public pages stand at the root, staff pages under /ban-lam-viec/; English behind /en/."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

from thutuc.web import pages

STAFF = "ban-lam-viec/"
STAFF_PACKAGES = (
    "desk",
    "catalogue",
    "legislation",
    "organisations",
    "accounts",
    "worktime",
    "files",
    "notifications",
    "web",
)
"""Packages whose `urls.py` holds staff pages."""


def _staff() -> list[URLPattern | URLResolver]:
    modules = [f"thutuc.{package}.urls" for package in STAFF_PACKAGES]
    return [path(STAFF, include(module)) for module in modules if importlib.util.find_spec(module)]


def _optional(route: str, module: str) -> list[URLPattern | URLResolver]:
    return [path(route, include(module))] if importlib.util.find_spec(module) else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thutuc.web.health")),
    *_optional("", "thutuc.accounts.doors"),
    *_optional("", "thutuc.demo.urls"),
    *_optional("api/v1/", "thutuc.config.api"),
    *_staff(),
    *_optional("", "thutuc.portal.urls"),
]

handler400 = pages.bad_request
handler403 = pages.not_allowed
handler404 = pages.not_found
handler500 = pages.broken

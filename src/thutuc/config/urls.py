"""Every address. Public pages stand at the root, staff pages under /ban-lam-viec/; English behind /en/."""

from django.urls import URLPattern, URLResolver, include, path

from thutuc.web import pages

STAFF = "ban-lam-viec/"
STAFF_PACKAGES = (
    "desk",
    "dossiers",
    "catalogue",
    "disclosure",
    "legislation",
    "organisations",
    "accounts",
    "worktime",
    "files",
    "notifications",
    "web",
)
"""Packages whose `urls.py` holds staff pages."""


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thutuc.web.health")),
    path("", include("thutuc.accounts.doors")),
    path("", include("thutuc.demo.urls")),
    path("api/v1/", include("thutuc.config.api")),
    path("api/office/v1/", include("thutuc.config.office_api")),
    *(path(STAFF, include(f"thutuc.{package}.urls")) for package in STAFF_PACKAGES),
    path("", include("thutuc.portal.urls")),
]

handler400 = pages.bad_request
handler403 = pages.not_allowed
handler404 = pages.not_found
handler500 = pages.broken

"""Addresses for search engines."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published
from thutuc.portal.rules.life import LIFE_EVENTS
from thutuc.web import clock

PLAIN = (
    "home", "procedures", "sectors", "agencies", "life_events", "publications", "decisions", "follow", "tracking",
    "feedback", "help", "accessibility", "privacy", "data",
)  # fmt: skip


@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Every public address in Vietnamese with its English twin."""
    return StreamingHttpResponse(_sitemap(), content_type="application/xml; charset=utf-8")


def _sitemap() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    yield ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for name in PLAIN:
        yield _entry(reverse(f"portal:{name}"))
    for event in LIFE_EVENTS:
        yield _entry(reverse("portal:life_event", args=[event.slug]))
    for code, day in published.addresses(on=clock.today(), at=clock.now()):
        yield _entry(reverse("portal:procedure", args=[code]), f"<lastmod>{day.isoformat()}</lastmod>")
    yield "</urlset>\n"


def _entry(address: str, more: str = "") -> str:
    here, twin = escape(settings.SITE_URL + address), escape(f"{settings.SITE_URL}/en{address}")
    return f'<url><loc>{here}</loc>{more}<xhtml:link rel="alternate" hreflang="en" href="{twin}"/></url>\n'


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages are open; staff pages and endless searches are not."""
    lines = [
        "User-agent: *",
        "Disallow: /ban-lam-viec/",
        "Disallow: /en/ban-lam-viec/",
        "Disallow: /goi-y",
        "Disallow: /to/",
        "Disallow: /en/to/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

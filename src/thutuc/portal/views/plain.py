"""Pages that only tell: where to write, help, accessibility, privacy, open data."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """Where and how to send feedback about a procedure."""
    return render(request, "portal/feedback.html", {"code": request.GET.get("thu-tuc", "")[:60]})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to find, prepare, file and ask."""
    return render(request, "portal/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What this site does for everybody, and what it does not do yet."""
    return render(request, "portal/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visit."""
    return render(request, "portal/privacy.html")


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The interface and the export for machines."""
    return render(request, "portal/open_data.html", {"per_minute": settings.RATE_LIMITS["api"]})

"""Công bố, công khai: what changed, on which day, by which act."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published
from thutuc.web import clock, paging

MOST = 100


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """The changes by day of effect, the newest first."""
    groups = published.changes(at=clock.now(), limit=MOST)
    return render(request, "portal/publications.html", {"groups": groups, "today": clock.today()})


@require_safe
def publication_day(request: HttpRequest, day: str) -> HttpResponse:
    """Every procedure that opened, changed or ended on one day."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    changed = published.changed_on(on, at=clock.now())
    if not changed:
        raise Http404
    return render(request, "portal/publication_day.html", {"day": on, "page": paging.page(changed, request, size=50)})

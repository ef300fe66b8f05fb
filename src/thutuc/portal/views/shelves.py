"""Looking without a word to type: sectors, agencies, moments of life."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published, search
from thutuc.catalogue.queries.search import Hit
from thutuc.catalogue.rules.searching import Filters, holds
from thutuc.portal.rules.life import LIFE_EVENTS, LifeEvent, life_event
from thutuc.web import clock, paging

PAGE = 25


@require_safe
def sectors(request: HttpRequest) -> HttpResponse:
    """Every sector with its number of procedures."""
    shelves = published.sector_shelves(on=clock.today(), at=clock.now())
    return render(request, "portal/sectors.html", {"shelves": shelves})


@require_safe
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedures of one sector."""
    return _shelf(request, "portal/sector.html", Filters(sectors=(slug,)))


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Who resolves procedures, with how many."""
    shelves = published.agency_shelves(on=clock.today(), at=clock.now())
    return render(request, "portal/agencies.html", {"shelves": shelves})


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedures that one agency resolves."""
    return _shelf(request, "portal/agency.html", Filters(agency=slug))


def _shelf(request: HttpRequest, template: str, filters: Filters) -> HttpResponse:
    rows = search.plain_rows(search.browsed(on=clock.today(), at=clock.now(), filters=filters))
    page = paging.page(rows, request, size=PAGE)
    hits = [search.hit_of(row) for row in page.items]
    if not hits:
        raise Http404
    return render(request, template, {"page": page, "hits": hits, "first": hits[0]})


@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    """The eight moments."""
    return render(request, "portal/life_events.html", {"life_events": LIFE_EVENTS})


@require_safe
def moment(request: HttpRequest, slug: str) -> HttpResponse:
    """What people need to do at one moment of life, under its chapters."""
    event = life_event(slug)
    if event is None:
        raise Http404
    phrases = [phrase for chapter in event.chapters for phrase in chapter.phrases]
    hits = search.with_phrases(phrases, on=clock.today(), at=clock.now())
    return render(request, "portal/life_event.html", {"event": event, "chapters": _chapters(event, hits)})


def _chapters(event: LifeEvent, hits: list[Hit]) -> list[tuple[str, list[Hit]]]:
    """Each found procedure under the first chapter that asked for it."""
    found: list[tuple[str, list[Hit]]] = []
    left: list[Any] = list(hits)
    for chapter in event.chapters:
        here = [hit for hit in left if any(holds(hit.name, phrase) for phrase in chapter.phrases)]
        left = [hit for hit in left if hit not in here]
        if here:
            found.append((chapter.label, here))
    return found

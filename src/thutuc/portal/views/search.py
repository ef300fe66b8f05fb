"""Finding a procedure: results with filters, suggestions while typing, why nothing was found."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import search
from thutuc.catalogue.rules.searching import Filters, Scope
from thutuc.portal import forms
from thutuc.portal.templatetags.procedures import limit_words
from thutuc.web import clock, paging

PAGE = 20
SUGGESTIONS = 4


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure by name, or the nearest to what was typed."""
    asked = forms.asked_of(request.GET)
    now, on = clock.now(), asked.day or clock.today()
    context: dict[str, Any] = {"asked": asked, "on": on, "today": clock.today(), "scopes": list(Scope)}
    if asked.text:
        context |= _found(request, asked, on, now)
    else:
        context |= _browsed(request, asked, on, now)
    return render(request, "portal/search.html", context)


def _found(request: HttpRequest, asked: forms.Asked, on: date, now: datetime) -> dict[str, Any]:
    found = search.find(asked.text, on=on, at=now, filters=asked.filters, limit=PAGE, place=asked.place)
    facets = search.facets(found.reading, on=on, at=now, filters=asked.filters)
    context: dict[str, Any] = {"found": found, "facets": facets, "filters": _choices(facets, asked)}
    if found.next:
        context["next_url"] = "?" + paging.query_without(request, "sau") + urlencode({"sau": found.next})
    if not found.hits:
        context["nothing"] = search.nothing_found(asked.text, on=on, at=now, filters=Filters(asked.filters.scope))
    return context


def _browsed(request: HttpRequest, asked: forms.Asked, on: date, now: datetime) -> dict[str, Any]:
    facets = search.facets(None, on=on, at=now, filters=asked.filters)
    rows = search.plain_rows(search.browsed(on=on, at=now, filters=asked.filters))
    page = paging.page(rows, request, size=PAGE)
    hits = [search.hit_of(row) for row in page.items]
    return {"page": page, "hits": hits, "facets": facets, "filters": _choices(facets, asked)}


def _choices(facets: search.Facets, asked: forms.Asked) -> dict[str, Any]:
    """The filters with their counts; chosen ones stay in sight even when they hold nothing."""
    chosen = set(asked.filters.sectors)
    levels = {level.value for level in asked.filters.levels}
    first = [facet for facet in facets.sectors if facet.value in chosen] + [
        facet for facet in facets.sectors if facet.value not in chosen
    ]
    return {
        "sectors": [(facet, facet.value in chosen) for facet in first],
        "levels": [(facet, facet.value in levels) for facet in facets.levels],
        "is_open": asked.filters.is_open and asked.filters.scope is Scope.PROVINCE and not asked.day,
    }


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """At most four names for somebody who still types; a fragment of HTML."""
    text = forms.asked_of(request.GET).text
    now, on = clock.now(), clock.today()
    found = search.suggest(text, on=on, at=now, limit=SUGGESTIONS)
    total = search.count(found.reading, on=on, at=now) if found.reading else 0
    suggestions = [
        {
            "name": hit.name,
            "url": reverse("portal:procedure", args=[hit.code]),
            "note": _note(hit),
        }
        for hit in found.hits
    ]
    everything = f"{reverse('portal:procedures')}?{urlencode({'q': text})}"
    context = {"suggestions": suggestions, "query": text, "total": total, "all_url": everything}
    response = render(request, "web/suggestions.html", context)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _note(hit: search.Hit) -> str:
    limit = limit_words(hit.summary.limit) if hit.summary.limit else ""
    return " · ".join(part for part in (hit.sector, limit) if part)

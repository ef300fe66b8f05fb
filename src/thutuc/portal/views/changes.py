"""Công bố, công khai: what changed, on which day, by which act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published
from thutuc.catalogue.queries.published import Changes
from thutuc.catalogue.rules.effects import Effect, Effects
from thutuc.portal.views import lag
from thutuc.web import clock, paging

MOST = 30
EXPLAINED = 30


@dataclass(frozen=True)
class ToldChange:
    """Changes with what they mean for people: lighter first, then heavier."""

    group: Changes
    effects: tuple[Effect, ...]


def told_changes(groups: Sequence[Changes]) -> list[ToldChange]:
    """The changes, each amendment of a single procedure with what it means for people. One statement."""
    known = published.effects_of(groups[:EXPLAINED])
    nothing = Effects()
    found = []
    for group in groups:
        told = known.get((group.code, group.day), nothing)
        found.append(ToldChange(group, (*told.lighter, *told.heavier)))
    return found


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What changed, the newest first; where the time goes this year; decisions, past days, ways to follow."""
    today, now = clock.today(), clock.now()
    groups = published.changes(at=now, limit=MOST)
    context = {"changes": told_changes(groups), "today": today, "now": now}
    return render(request, "portal/publications.html", context | lag.figures(lag.year_rows(today)))


@require_safe
def publication_day(request: HttpRequest, day: str) -> HttpResponse:
    """Every procedure that opened, changed or ended on one day."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if on == date.max:
        raise Http404
    changed = published.changed_on(on, at=clock.now())
    if not changed:
        raise Http404
    return render(request, "portal/publication_day.html", {"day": on, "page": paging.page(changed, request, size=50)})

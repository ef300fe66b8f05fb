"""The first page: which procedure do I need?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published, search
from thutuc.catalogue.queries.published import ChangeKind, Changes
from thutuc.catalogue.queries.search import Facet
from thutuc.kernel.text import sort_key
from thutuc.portal.rules.life import LIFE_EVENTS
from thutuc.portal.views.changes import told_changes
from thutuc.web import clock

SECTORS = 12
DECISIONS = 4


@dataclass(frozen=True)
class Month:
    """The changes that take effect in the present month."""

    number: int
    new: int
    amended: int
    repealed: int

    @property
    def total(self) -> int:
        return self.new + self.amended + self.repealed


def _month(groups: list[Changes], today: date) -> Month:
    counts: Counter[ChangeKind] = Counter()
    for group in groups:
        if (group.day.year, group.day.month) == (today.year, today.month):
            counts[group.kind] += group.count
    return Month(today.month, counts[ChangeKind.NEW], counts[ChangeKind.AMENDED], counts[ChangeKind.REPEALED])


def _largest(sectors: tuple[Facet, ...]) -> list[Facet]:
    """The sectors with most procedures, in alphabetical order."""
    return sorted(sectors[:SECTORS], key=lambda sector: sort_key(sector.label))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first; then moments of life, sectors, three figures, what changed."""
    now, today = clock.now(), clock.today()
    facets = search.facets(None, on=today, at=now)
    groups = published.changes(at=now, limit=300)
    context = {
        "life_events": LIFE_EVENTS,
        "facets": facets,
        "sectors": _largest(facets.sectors),
        "month": _month(groups, today),
        "changes": told_changes(groups[:DECISIONS]),
        "now": now,
        "today": today,
    }
    return render(request, "portal/home.html", context)

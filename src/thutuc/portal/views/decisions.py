"""Quyết định công bố: the list and one of them, told as what it changes for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import Publication, published
from thutuc.catalogue.queries.published import ChangeKind, Changes
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind
from thutuc.catalogue.rules.effects import Effect
from thutuc.disclosure.queries import news
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import local_date
from thutuc.web import clock, paging

EXPLAINED = 30


@dataclass(frozen=True)
class ToldRow:
    """One row of a decision with what it means for people."""

    row: Publication
    effects: tuple[Effect, ...]


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every signed decision, the newest first."""
    rows = catalogue.decisions(Actor.anonymous(), states=[DecisionState.SIGNED.value])
    page = paging.page(rows.prefetch_related("reversals"), request)
    publications = catalogue.publications(decision_ids=[row.pk for row in page.items]) if page.items else []
    told = {each.decision_id: each for each in news.told(each for each in publications if not each.is_internal)}
    shown = [(row, told.get(row.pk)) for row in page.items]
    return render(request, "portal/decisions.html", {"page": page, "shown": shown, "today": clock.today()})


@require_safe
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: number and day, its procedures and what changes, by what it was taken back, since when known.

    A decision that only takes another back, or only lists internal procedures, has no rows here.
    """
    row = catalogue.decision(Actor.anonymous(), code)
    rows = news.rows_of(row.pk)
    page = paging.page(rows, request, size=50)
    context: dict[str, Any] = {
        "decision": row,
        "page": page,
        "rows": _told(page.items),
        "has_line": any(news.is_seen(each) for each in rows),
        "reversed_by": row.reversals.filter(state=DecisionState.SIGNED.value).first(),
        "is_known_later": bool(row.known_at and row.signed_on and local_date(row.known_at) > row.signed_on),
    }
    return render(request, "portal/decision.html", context)


def _told(rows: Sequence[Publication]) -> list[ToldRow]:
    """The rows, the first amendments with what they mean for people: lighter first. At most one statement."""
    amended = [row for row in rows if row.kind is OperationKind.AMENDED][:EXPLAINED]
    groups = [Changes(row.effective_on, ChangeKind.AMENDED, "", 1, row.code, row.name) for row in amended]
    known = published.effects_of(groups)
    found = []
    for row in rows:
        effects = known.get((row.code, row.effective_on))
        found.append(ToldRow(row, (*effects.lighter, *effects.heavier) if effects else ()))
    return found

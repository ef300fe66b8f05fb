"""The page of one dossier: one's own step first, the clock, what happened; further pages behind tabs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thutuc.dossiers import queries, services
from thutuc.dossiers.queries import attached, pages
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import Authority, DossierState, NoticeKind, Outcome, ReturnWay
from thutuc.dossiers.services import revealing
from thutuc.dossiers.views import dossier_line
from thutuc.dossiers.views import dossier_parts as parts
from thutuc.dossiers.views.dossier_clock import clock_of
from thutuc.dossiers.views.dossier_parts import Shown
from thutuc.kernel.errors import Conflict
from thutuc.web import clock, drafts
from thutuc.web.doors import actor_of, officers_only


@require_safe
@officers_only
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """What is to be done, and how it came to this."""
    shown = parts.shown_to(request, key)
    _opened(shown)
    return page(request, shown, opened=request.GET.get("viec", ""))


def page(
    request: HttpRequest,
    shown: Shown,
    *,
    opened: str = "",
    bound: Any = None,
    status: int = 200,
    revealed: bool = False,
) -> HttpResponse:
    """The first page, with the form that was typed into."""
    asked = parts.questions(shown.page, shown.frame)
    context = {
        **common(shown, "dossier"),
        "forms": parts.forms_of(request, shown, opened=opened, bound=bound),
        "bound": bound,
        "may_accept": shown.may_accept,
        "step_name": dossier_line.step_name(shown.page),
        "waiting_for": dossier_line.waiting_for(shown.dossier),
        "is_open": shown.dossier.state in states.OPEN,
        "is_mirrored": shown.dossier.authority != Authority.LOCAL,
        "components": parts.components(shown.page),
        "people": parts.persons(shown.page, revealed=revealed),
        "revealed": revealed,
        "facts": parts.more_facts(shown.dossier),
        "clock": clock_of(shown.frame, shown.page),
        "timeline": dossier_line.timeline(shown.frame, shown.page),
        "has_more": shown.dossier.event_count > pages.MOST_EVENTS,
        "my_question": next((each for each in asked if each["mine"]), None),
        "draft_mark": drafts.mark(request),
        "draft_owner": drafts.OWNER,
    }
    answer = render(request, "dossiers/dossier.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def common(shown: Shown, tab: str) -> dict[str, Any]:
    """What every page of a dossier shows: the bar at the top and the tabs."""
    return {
        "nav": "dossiers_tat-ca",
        "dossier": shown.dossier,
        "bar": parts.identity(shown),
        "tabs": list(parts.tabs(shown, tab)),
        "today": shown.frame.today,
    }


def _opened(shown: Shown) -> None:
    """The one for whom it waits has seen it: from now on the giver may not take it back."""
    row, actor = shown.dossier, shown.frame.actor
    if row.opened_at is not None or row.given_by_id in {None, actor.person_id} or not shown.offered.every:
        return
    try:
        services.look(dossier=row, by=actor, at=shown.frame.now)
    except Conflict:
        return


@require_safe
@officers_only
def papers(request: HttpRequest, key: str) -> HttpResponse:
    """The papers that came with it and those that were written to the applicant. Opening it is on record."""
    shown = parts.shown_to(request, key)
    services.look(dossier=shown.dossier, by=shown.frame.actor, at=shown.frame.now)
    written = [
        {
            "row": row,
            "label": _(NoticeKind(row.kind).label),
            "grounds": [(each.document_name, each.words) for each in row.grounds.all()],
        }
        for row in pages.notices(shown.dossier)
    ]
    context = {**common(shown, "papers"), "components": parts.components(shown.page), "written": written}
    return render(request, "dossiers/papers.html", context)


@require_safe
@officers_only
def result(request: HttpRequest, key: str) -> HttpResponse:
    """What came out, and how it was handed over."""
    shown = parts.shown_to(request, key)
    handed = pages.delivery(shown.dossier)
    context = {
        **common(shown, "result"),
        "results": [
            {"document": each.document, "uses": each.uses, "is_current": each.is_current, "told": _told(each.document)}
            for each in attached.results(shown.dossier)
        ],
        "handed": handed,
        "way": _(ReturnWay(handed.way).label) if handed else "",
        "may_do": [move for move in shown.offered.every if move.code in {"issue", "record_result", "correct_result"}],
    }
    return render(request, "dossiers/result.html", context)


def _told(document: Any) -> str:
    return _(Outcome(document.outcome).label)


@require_safe
@officers_only
def log(request: HttpRequest, key: str) -> HttpResponse:
    """Every act, with all that was written down of it."""
    shown = parts.shown_to(request, key)
    events = pages.events(shown.dossier)
    rows = [
        {
            "number": event.number,
            "at": event.at,
            "title": _(states.BY_CODE[event.code][0].label) if event.code in states.BY_CODE else event.code,
            "who": dossier_line.who(event),
            "state": _(DossierState(event.target).label),
            "unit": event.agency or "",
            "holder": event.holder or "",
            "due": event.due_at,
            "reason": event.reason,
        }
        for event in events
    ]
    return render(request, "dossiers/log.html", {**common(shown, "log"), "rows": rows})


@require_POST
@officers_only
def reveal(request: HttpRequest, key: str) -> HttpResponse:
    """«Hiện»: the numbers of the citizen, once, on record."""
    row = queries.for_action(actor_of(request), key, on=clock.today())
    revealing.reveal(dossier=row, by=actor_of(request), at=clock.now())
    return page(request, parts.shown_to(request, key), revealed=True)

"""«Chờ tiếp nhận»: dossiers filed on the national portal, by post, by file; the first answer has its own clock."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.rules.terms import DossierState, TimelinessOpen
from thutuc.dossiers.rules.waiting import FirstAnswer, View, first_answer
from thutuc.dossiers.views.intake.counter import counter_door
from thutuc.web import clock, words
from thutuc.web.doors import actor_of
from thutuc.web.paging import Page, number_of, query_without

SIZE = 25
TONES = {TimelinessOpen.LATE: ("late", "triangle-alert"), TimelinessOpen.NEAR_DUE: ("soon", "clock")}


@require_safe
@counter_door
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the officer's counters; `?xem=` is one of its parts."""
    actor, now = actor_of(request), clock.now()
    on = words.local_day(now)
    asked = request.GET.get("xem", "")
    view = View(asked) if asked in set(View) else View.ALL
    counts = queries.waiting_counts(actor, on=on)
    number = number_of(request)
    rows = list(queries.waiting(actor, view, on=on)[(number - 1) * SIZE : number * SIZE + 1])
    page = Page(rows[:SIZE], number, SIZE, counts[view], len(rows) > SIZE, query_without(request))
    context = {
        "nav": "intake",
        "view": view,
        "tabs": [(each, counts[each]) for each in View],
        "rows": [row_of(row, now) for row in page.items],
        "page": page,
        "now": now,
    }
    return render(request, "dossiers/intake/queue.html", context)


def row_of(dossier: Any, now: Any) -> dict[str, Any]:
    """One line: the dossier with the words of its states."""
    state = DossierState(dossier.state)
    answer = first_answer(state=state, due_at=dossier.intake_due_at, now=now)
    return {"dossier": dossier, "state": state, "channel": Channel(dossier.channel), "answer": answer, **tag_of(answer)}


def tag_of(answer: FirstAnswer) -> dict[str, str]:
    """Tone and sign of the first answer."""
    tone, sign = TONES.get(answer.standing, ("", ""))
    return {"tone": tone, "sign": sign}

"""Open dossiers of closed units: who goes where, what is undecided, and the handing over itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.dossiers.forms.foreign import SuccessorForm
from thutuc.dossiers.queries import closed_units
from thutuc.dossiers.rules.foreign.terms import LongKind
from thutuc.dossiers.services import foreign
from thutuc.dossiers.views.foreign import NAV, WAYS, keepers_only
from thutuc.dossiers.views.foreign.progress import after
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.doors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def hand_over(request: HttpRequest) -> HttpResponse:
    """The dry run of handing over; «Bàn giao» does it, for thousands through the worker."""
    on = clock.today()
    plan = closed_units.hand_over(on=on)
    form = SuccessorForm(request.POST if request.method == "POST" else None, undecided=_undecided(plan))
    choices: dict[int, int] = {}
    if request.method == "POST" and form.is_valid():
        choices = _chosen(form, on)
        plan = closed_units.hand_over(on=on, choices=choices) if choices else plan
        if "xem" not in request.POST and not form.errors:
            return _asked(request, plan, choices)
    context = {"nav": NAV, "plan": plan, "form": form, "all": plan.ready + plan.undecided}
    return render(request, "dossiers/foreign/hand_over.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, plan: Any, choices: dict[int, int]) -> HttpResponse:
    if not plan.ready:
        return redirect("dossiers:hand_over")
    asks = {"on": clock.today().isoformat(), "choices": {str(old): new for old, new in choices.items()}}
    done = foreign.request(
        kind=LongKind.HAND_OVER,
        asks=asks,
        rows=plan.ready + plan.undecided,
        by=actor_of(request),
        at=clock.now(),
        ways=WAYS,
    )
    return after(request, done.key)


def _undecided(plan: Any) -> list[tuple[int, str, list[tuple[str, str]]]]:
    return [
        (heir.old.pk, heir.old.name, [(option.code, option.name) for option in heir.options])
        for heir, _count in plan.rows
        if heir.new is None
    ]


def _chosen(form: SuccessorForm, on: Any) -> dict[int, int]:
    """Closed unit → agency; a code that nobody bears is told beside its field."""
    found: dict[int, int] = {}
    codes = form.codes()
    rows = {row.code: row.pk for row in organisations.agencies_in_force(on=on).filter(code__in=set(codes.values()))}
    for old, code in codes.items():
        if code in rows:
            found[old] = rows[code]
        else:
            form.add_error(f"thay_{old}", _("Không có cơ quan đang hoạt động với mã này."))
    return found

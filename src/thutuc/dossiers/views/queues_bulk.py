"""One thing done with many dossiers: each is an act of its own, those refused are named with the reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.dossiers import queries, services
from thutuc.dossiers.forms.bulk import GiveForm, PassForm
from thutuc.dossiers.queries import people
from thutuc.dossiers.rules.queues import Queue
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.web import clock
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of, officers_only

MOST = 100
GIVE, PASS = "giao", "chuyen"
Act = Callable[[Any], Any]


@dataclass(frozen=True)
class Chosen:
    """What was ticked, and where one came from."""

    keys: Sequence[str]
    back: str
    what: str


def _chosen(request: HttpRequest) -> Chosen:
    back = request.POST.get("ve", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("dossiers:queue", args=[Queue.MINE.value])
    what = request.POST.get("viec", "")
    keys = list(dict.fromkeys(request.POST.getlist("chon")))[:MOST]
    return Chosen(keys, back, what if what in {GIVE, PASS} else GIVE)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def bulk(request: HttpRequest) -> HttpResponse:
    """First to whom, then what became of each."""
    given = _chosen(request)
    if request.method != "POST" or not given.keys:
        return HttpResponseRedirect(given.back)
    found = list(queries.visible_to(actor_of(request), on=clock.today()).filter(key__in=given.keys).order_by("due_key"))
    sent = request.POST if "lam" in request.POST else None
    form = _form(given.what, sent, found)
    if sent is not None and form.is_valid():
        act = _giving(form, request) if given.what == GIVE else _passing(form, request)
        return _told(request, given, found, act)
    context = {
        "nav": "dossiers_cua-toi",
        "form": form,
        "rows": [_row(dossier) for dossier in found],
        "given": given,
        "gives": given.what == GIVE,
        "missing": len(given.keys) - len(found),
    }
    return render(request, "dossiers/bulk.html", context, status=422 if form.errors else 200)


def _form(what: str, sent: Any, found: Sequence[Any]) -> Any:
    on = clock.today()
    if what == GIVE:
        units = {pk for dossier in found for pk in (dossier.unit_id, dossier.agency_id) if pk}
        return GiveForm(sent, handlers=people.handlers(units, on=on))
    agencies = {dossier.agency_id for dossier in found}
    return PassForm(sent, units=people.units_of(agencies.pop(), on=on) if len(agencies) == 1 else ())


def _giving(form: GiveForm, request: HttpRequest) -> Act:
    person, reason = form.people[form.cleaned_data["nguoi"]], form.cleaned_data["ly_do"]
    who: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}

    def give(dossier: Any) -> Any:
        if dossier.state == DossierState.ASSIGNED:
            return services.assign(dossier=dossier, person_id=person, **who)
        return services.reassign(dossier=dossier, person_id=person, reason=reason, **who)

    return give


def _passing(form: PassForm, request: HttpRequest) -> Act:
    unit = form.units.get(form.cleaned_data["don_vi"])
    who: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}
    return lambda dossier: services.hand_over(dossier=dossier, unit_id=unit, **who)


def _told(request: HttpRequest, given: Chosen, found: Sequence[Any], act: Act) -> HttpResponse:
    done, refused = [], []
    for dossier in found:
        row = _row(dossier)
        try:
            act(dossier)
            done.append(row)
        except Refused as error:
            refused.append({**row, "reasons": [words_of(each) for each in error.objections]})
        except (Conflict, NotFound):
            refused.append({**row, "reasons": [_("Có người vừa làm với hồ sơ này: mở lại để xem.")]})
    context = {"nav": "dossiers_cua-toi", "done": done, "refused": refused, "given": given}
    return render(request, "dossiers/bulk_done.html", context)


def _row(dossier: Any) -> dict[str, str]:
    return {
        "key": dossier.key,
        "url": reverse("dossiers:dossier", args=[dossier.key]),
        "code": dossier.code or dossier.source_code or _("Chưa có mã"),
        "procedure": dossier.procedure_name,
        "owner": dossier.owner_name,
        "step": _(DossierState(dossier.state).label),
    }

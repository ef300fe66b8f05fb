"""The list of dossiers of other systems, and taking over those of the former one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.dossiers import queries as dossiers
from thutuc.dossiers.forms.foreign import ListForm, TakeOverForm
from thutuc.dossiers.queries import foreign as queries
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.foreign.terms import LongKind
from thutuc.dossiers.rules.terms import Authority
from thutuc.dossiers.services import foreign
from thutuc.dossiers.views.foreign import NAV, WAYS, keepers_only
from thutuc.dossiers.views.foreign.progress import after
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page


@require_safe
@officers_only
def listed(request: HttpRequest) -> HttpResponse:
    """What other systems say of their dossiers, as far as the officer may see them. Four statements."""
    actor, now = actor_of(request), clock.now()
    sources = [(each.code, each.name) for each in queries.sources()]
    form = ListForm(request.GET or None, sources=sources)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.mirrored(
        dossiers.visible_to(actor, on=clock.today()),
        source=asked.get("nguon", ""),
        state=asked.get("trang_thai", ""),
        text=asked.get("q", ""),
    )
    names = dict(sources)
    shown = page(rows, request)
    is_keeper = Role.CONTROL_OFFICER in actor.roles
    context = {
        "nav": NAV,
        "form": form,
        "page": shown,
        "rows": [_row(row, names, now) for row in shown.items],
        "is_filtered": any(asked.values()),
        "is_keeper": is_keeper,
        "may_take": is_keeper and any(row.authority == Authority.FORMER for row in shown.items),
    }
    return render(request, "dossiers/foreign/list.html", context)


def _row(row: Any, names: dict[str, str], now: Any) -> dict[str, Any]:
    late = row.state in states.ON_CLOCK and row.due_key.date() < now.date()
    takeable = row.authority == Authority.FORMER and row.state in states.OPEN
    return {"dossier": row, "source": names.get(row.source, row.source), "late": late, "takeable": takeable}


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def take_over(request: HttpRequest) -> HttpResponse:
    """Who takes over what, before it is confirmed: dossiers named (`?ho-so=`), or all open ones of a source."""
    keys, source = request.GET.getlist("ho-so")[:100], request.GET.get("nguon", "")
    rows = queries.to_take_over(dossiers.visible_to(actor_of(request), on=clock.today()), source=source, keys=keys)
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            asks = _asks(form.cleaned_data, list(rows.values_list("key", flat=True)))
            size, by, at = len(asks["keys"]), actor_of(request), clock.now()
            done = foreign.request(kind=LongKind.TAKE_OVER, asks=asks, rows=size, ways=WAYS, by=by, at=at)
        except Refused as refused:
            add_objections(form, refused)
        else:
            return after(request, done.key)
    receivers = queries.receivers(rows, on=clock.today())
    context = {
        "nav": NAV,
        "form": form,
        "receivers": receivers,
        "count": sum(each.count for each in receivers),
        "undecided": sum(each.count for each in receivers if not each.new),
    }
    return render(request, "dossiers/foreign/take_over.html", context, status=422 if form.errors else 200)


def _asks(asked: dict[str, str], keys: list[str]) -> dict[str, Any]:
    """Codes as typed → ids; what is not in force is told beside its field."""
    codes = {name: asked[name] for name in ("agency", "received_by", "unit")}
    here = organisations.agencies_in_force(on=clock.today()).filter(code__in=[code for code in codes.values() if code])
    agencies = {row.code: row.pk for row in here}
    procedure = catalogue.procedures().filter(code=asked["procedure"]).first() if asked["procedure"] else None
    nobody = gettext_noop("Không có cơ quan đang hoạt động với mã này.")
    nothing = gettext_noop("Danh mục của tỉnh không có mã này.")
    faults = [
        Objection("take_over.agency", nobody, field=name)
        for name, code in codes.items()
        if code and code not in agencies
    ]
    if asked["procedure"] and procedure is None:
        faults.append(Objection("take_over.procedure", nothing, field="procedure"))
    if not keys:
        faults.append(Objection("take_over.none", gettext_noop("Không có hồ sơ nào để tiếp quản.")))
    refuse_if(faults)
    ids = {name: agencies.get(code) for name, code in codes.items()}
    return {"keys": keys, **ids, "procedure": procedure.pk if procedure else None}

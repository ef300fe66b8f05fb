"""In tờ niêm yết: the order, its progress, the PDFs unit by unit or all in one file."""

from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.catalogue.rules.requests import GOING_ON, Stage
from thutuc.disclosure import documents
from thutuc.disclosure.forms.printing import PrintForm
from thutuc.disclosure.queries import places, printing
from thutuc.disclosure.rules.printing import What, from_plain
from thutuc.disclosure.rules.sheet import Extent
from thutuc.disclosure.services import printing as printer
from thutuc.files import queries as files
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections

NAV = "boards"
DECISIONS = 40


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def sheets(request: HttpRequest) -> HttpResponse:
    """What to print; `?don-vi=…&viec=procedure&ma=…&noi=…` fills the form from where the officer comes."""
    actor = actor_of(request)
    form = _form(request, actor)
    if request.method == "POST" and form.is_valid():
        try:
            at = clock.now()
            asked = form.asked(today=clock.today(), place=_place(request, actor))
            order = printer.request_print(asked=asked, draw=documents.draw(at), by=actor, at=at)
            return _lead(order.key)
        except Refused as refused:
            add_objections(form, refused)
    context = {
        "nav": NAV,
        "form": form,
        "place": request.GET.get("noi", "")[:80],
        "orders": list(printing.latest()),
    }
    return render(request, "disclosure/print.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, actor: Actor) -> PrintForm:
    control = Role.CONTROL_OFFICER.value in actor.roles
    given = request.GET
    initial = {
        "don_vi": given.get("don-vi", ""),
        "viec": given.get("viec") or What.DUE.value,
        "ma": given.get("ma", "")[:60],
        "quyet_dinh": given.get("quyet-dinh", ""),
        "danh_muc": "danh-muc" in given,
        "thong_bao": "thong-bao" in given,
        "muc": Extent.SHORT.value,
    }
    signed = catalogue.decisions(actor, states=[DecisionState.SIGNED.value])
    return PrintForm(
        request.POST or None,
        initial=initial,
        units=printing.units_for(actor, on=clock.today()),
        decisions=list(signed[:DECISIONS]),
        all_units=control,
    )


def _place(request: HttpRequest, actor: Actor) -> Any:
    """The place that was named in the address; none when it is not known any more."""
    code = request.POST.get("noi", "")
    try:
        return places.place(actor, code) if code else None
    except NotFound:
        return None


def _lead(key: str) -> HttpResponse:
    """One unit's sheets are shown for printing at once; anything else leads to its page."""
    standing = printing.standing(key, at=clock.now())
    if standing.stage is Stage.DONE and standing.order.units == 1:
        return redirect(f"{reverse('files:download', args=[printing.pdfs(standing.order)[0].code])}?xem=1")
    return redirect("disclosure:print_order", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def order(request: HttpRequest, key: str) -> HttpResponse:
    """How an order stands; one whose worker died is queued again from here."""
    if request.method == "POST":
        printer.ask_again(key=key, by=actor_of(request), at=clock.now())
        return redirect("disclosure:print_order", key=key)
    standing = printing.standing(key, at=clock.now())
    context = {
        "nav": NAV,
        "standing": standing,
        "order": standing.order,
        "asked": from_plain(standing.order.asked),
        "stage": standing.stage.value,
        "goes_on": standing.stage in GOING_ON,
        "reasons": reasons(standing.objections),
        "files": list(printing.pdfs(standing.order)) if standing.stage is Stage.DONE else [],
    }
    return render(request, "disclosure/print_order.html", context)


@require_safe
@officers_only
def order_zip(request: HttpRequest, key: str) -> HttpResponseBase:
    """Every PDF of an order in one file."""
    uses = list(printing.pdfs(printing.ordered(key)))
    if not uses:
        raise NotFound(f"files of print order {key}")
    whole = documents.zipped((use.name, files.opened(use.file)) for use in uses)
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return cast(
        "HttpResponseBase", FileResponse(whole, as_attachment=True, filename=f"to-niem-yet-{key}.zip", headers=headers)
    )

"""At the wall, with a phone: the list of duties, one confirmed, one not found, many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.disclosure.forms.boards import DutyForm, ManyForm, sent
from thutuc.disclosure.queries import duties, places
from thutuc.disclosure.queries.duties import UnitBoards, Work
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.terms import DutyKind, PlaceKind
from thutuc.disclosure.services import postings, settling
from thutuc.kernel.errors import NotFound, Refused, refuse_if
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

NAV = "boards"
ELSEWHERE = "chua-treo"
"""The tab of what hangs nowhere yet."""
DONE = {
    DutyKind.POST: gettext_noop("Đã ghi: treo «%(name)s»."),
    DutyKind.REPLACE: gettext_noop("Đã ghi: thay bản «%(name)s»."),
    DutyKind.TAKE_DOWN: gettext_noop("Đã ghi: gỡ «%(name)s»."),
    DutyKind.FEEDBACK_NOTICE: gettext_noop("Đã ghi: treo thông báo."),
}


def _boards(code: str) -> UnitBoards:
    return duties.duties_of(organisations.agency_by_code(code), on=clock.today())


@require_safe
@officers_only
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """One card a duty, the most urgent first; tabs by place."""
    boards, asked = _boards(code), request.GET.get("noi", "")
    shown = [work for work in boards.works if not asked or _tab(work) == asked]
    context = {
        "nav": NAV,
        "agency": boards.agency,
        "boards": boards,
        "asked": asked,
        "tabs": _tabs(boards),
        "page": page(shown, request, size=20),
        "late": sum(work.is_late for work in boards.works),
        "may_keep": policies.may_keep(actor_of(request), boards.houses),
    }
    return render(request, "disclosure/duties.html", context)


def _tab(work: Work) -> str:
    return work.place.code if work.place else ELSEWHERE


def _tabs(boards: UnitBoards) -> list[dict[str, Any]]:
    named = [(place.code, place.name) for place in boards.places] + [(ELSEWHERE, _("Chưa treo ở đâu"))]
    counted = [(code, name, sum(_tab(work) == code for work in boards.works)) for code, name in named]
    return [{"code": code, "name": name, "count": count} for code, name, count in counted if count]


@require_http_methods(["GET", "POST"])
@officers_only
def duty(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Confirm one duty with a photo."""
    boards = _boards(code)
    work, actor = boards.work(key), actor_of(request)
    refuse_if(policies.keep_objections(actor, boards.houses))
    kind = work.duty.kind
    targets = [work.place] if work.place else boards.papers
    form = DutyForm(
        *sent(request),
        places=targets,
        hangs=kind in {DutyKind.POST, DutyKind.REPLACE},
        removes=kind is DutyKind.REPLACE,
    )
    if request.method == "POST" and targets and form.is_valid():
        place = next((one for one in targets if one.code == form.cleaned_data.get("place")), targets[0])
        told: dict[str, Any] = {
            "version_id": work.new.id if work.new else None,
            "old": work.duty.hung,
            "proof": form.proof(),
        }
        try:
            settling.settle(kind=kind, place=place, by=actor, at=clock.now(), **told)
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _(DONE[kind]) % {"name": work.version.name if work.version else ""})
            return redirect("disclosure:duties", boards.agency.code)
    position = boards.works.index(work) + 1
    context = {"nav": NAV, "agency": boards.agency, "boards": boards, "work": work, "form": form}
    context |= {"position": position, "total": len(boards.works), "targets": targets}
    return render(request, "disclosure/duty.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@officers_only
def unseen(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The sheet is not there: the record ends."""
    boards = _boards(code)
    work, actor = boards.work(key), actor_of(request)
    refuse_if(policies.keep_objections(actor, boards.houses))
    if work.duty.hung is None:
        raise NotFound(f"sheet of {key}")
    if request.method == "POST":
        settling.report_unseen(place=work.place, old=work.duty.hung, by=actor, at=clock.now())
        messages.success(request, _("Đã ghi: không thấy tờ này."))
        return redirect("disclosure:duties", boards.agency.code)
    return render(request, "disclosure/unseen.html", {"nav": NAV, "agency": boards.agency, "work": work})


@require_http_methods(["GET", "POST"])
@officers_only
def many(request: HttpRequest, code: str) -> HttpResponse:
    """Many sheets at one place at once, with one photo: when a board is first recorded, or a bundle was hung."""
    place = places.place(actor_of(request), code)
    boards = duties.duties_of(place.agency, on=clock.today())
    refuse_if(policies.keep_objections(actor_of(request), boards.houses))
    if PlaceKind(place.kind).renews_itself:
        raise NotFound(f"hanging at {code}")
    bare = any(w.duty.kind is DutyKind.FEEDBACK_NOTICE and w.place == place for w in boards.works)
    form = ManyForm(*sent(request), offered=boards.unposted, notice=bare)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"version_ids": form.chosen(), "with_notice": bool(form.cleaned_data.get("notice"))}
        try:
            hung = postings.confirm_posting(
                place=place, proof=form.proof(), by=actor_of(request), at=clock.now(), **told
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi %(count)s tờ ở «%(name)s».") % {"count": len(hung), "name": place.name})
            return redirect("disclosure:place", place.code)
    context = {"nav": NAV, "place": place, "form": form, "agency": place.agency, "offered": boards.unposted}
    return render(request, "disclosure/many.html", context, status=422 if form.errors else 200)

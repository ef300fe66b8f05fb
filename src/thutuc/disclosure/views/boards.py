"""The overview of notice boards, a unit's page, a place on any day, what was public on a day."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.disclosure.documents import boards as documents
from thutuc.disclosure.forms.boards import CloseForm, DayForm, OverviewForm, PlaceForm
from thutuc.disclosure.queries import duties, past, places, rounds
from thutuc.disclosure.queries.duties import Overview, UnitRow
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.disclosure.services import places as services
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import LOCAL
from thutuc.kernel.text import fold, fold_words
from thutuc.legislation import queries as legislation
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import AgencyKind
from thutuc.web import clock, sheets, words
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page, query_without

NAV = "boards"


@require_safe
@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    """Four numbers, then the units, worst first."""
    on = clock.today()
    seen = duties.overview(on=on)
    form, rows = _asked(request, seen)
    context = {
        "nav": NAV,
        "on": on,
        "seen": seen,
        "form": form,
        "page": page(rows, request),
        "chips": list(_chips(request, form)),
        "query": request.GET.urlencode(),
        "right_share": words.percent(100 * seen.right / seen.owed) if seen.owed else "–",
        "sums": _sums(seen),
        "rule": legislation.parameter("posting.office", on=on),
        "may_plan": not policies.check_objections(actor_of(request)),
    }
    return render(request, "disclosure/boards.html", context)


def _sums(seen: Overview) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in seen.rows) for name in ("post", "replace", "take_down")}


@require_safe
@officers_only
def export(request: HttpRequest) -> HttpResponse:
    """The overview as filtered, every unit."""
    on = clock.today()
    _form, rows = _asked(request, duties.overview(on=on))
    return sheets.answer(documents.overview(rows, on=on), f"niem-yet-{on:%Y%m%d}.xlsx")


def _asked(request: HttpRequest, seen: Overview) -> tuple[OverviewForm, list[UnitRow]]:
    kinds = sorted({row.agency.kind for row in seen.rows})
    form = OverviewForm(request.GET, kinds=[(kind, _(AgencyKind(kind).label)) for kind in kinds])
    return form, [row for row in seen.rows if _is_asked(row, form)]


def _is_asked(row: UnitRow, form: OverviewForm) -> bool:
    work, kind = form.value("viec"), form.value("loai")
    if work and not getattr(row, work):
        return False
    if kind and row.agency.kind != kind:
        return False
    name = fold(f"{row.agency.name} {row.agency.short_name} {row.agency.code}")
    return all(word in name for word in fold_words(form.value("q")))


def _chips(request: HttpRequest, form: OverviewForm) -> Iterator[dict[str, Any]]:
    for name, field in form.fields.items():
        value = form.value(name)
        if value:
            told = dict(getattr(field, "choices", ())).get(value, value)
            yield {"label": f"{field.label}: {told}", "href": f"?{query_without(request, name)}"}


@require_safe
@officers_only
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its places, its duties in figures, its last check."""
    on, actor = clock.today(), actor_of(request)
    agency = organisations.agency_by_code(code)
    boards = duties.duties_of(agency, on=on)
    context = {
        "nav": NAV,
        "on": on,
        "agency": agency,
        "boards": boards,
        "late": sum(work.is_late for work in boards.works),
        "works": boards.works[:5],
        "places": places.places_of(actor, agency),
        "check": rounds.last_checks(on=on).get(agency.pk),
        "may_keep": policies.may_keep(actor, boards.houses),
    }
    return render(request, "disclosure/unit.html", context)


@require_safe
@officers_only
def place(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at a place, today or at the end of any past day."""
    actor, today = actor_of(request), clock.today()
    found = places.place(actor, code)
    form = DayForm(request.GET, today=today)
    day = form.day
    at = datetime.combine(day + timedelta(days=1), time(), tzinfo=LOCAL) - timedelta(microseconds=1)
    shown = page(past.board_as_of(found, at), request, size=50)
    context = {
        "nav": NAV,
        "place": found,
        "form": form,
        "day": day,
        "is_today": day == today,
        "page": shown,
        "renews": PlaceKind(found.kind).renews_itself,
        "is_open": today in found.validity,
        "may_keep": policies.may_keep(actor, places.houses_of(found.agency_id, on=today)),
    }
    return render(request, "disclosure/place.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def place_add(request: HttpRequest, code: str) -> HttpResponse:
    """Open a posting place of a unit."""
    agency = organisations.agency_by_code(code)
    form = PlaceForm(request.POST or None, initial={"opened_on": clock.today(), "kind": PlaceKind.BOARD.value})
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "kind": PlaceKind(form.cleaned_data["kind"])}
        try:
            opened = services.open_place(agency=agency, by=actor_of(request), at=clock.now(), **told)
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã mở nơi niêm yết «%(name)s».") % {"name": opened.name})
            return redirect("disclosure:unit", agency.code)
    context = {"nav": NAV, "agency": agency, "form": form}
    context |= {"heading": _("Mở nơi niêm yết"), "button": _("Mở nơi niêm yết")}
    return render(request, "disclosure/place_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@officers_only
def place_close(request: HttpRequest, code: str) -> HttpResponse:
    """Stop using a place: what hangs there ends with it."""
    found = places.place(actor_of(request), code)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.close_place(place=found, on=form.cleaned_data["on"], by=actor_of(request), at=clock.now())
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã ghi thôi dùng «%(name)s».") % {"name": found.name})
            return redirect("disclosure:unit", found.agency.code)
    context = {"nav": NAV, "agency": found.agency, "form": form, "place": found}
    context |= {"heading": _("Thôi dùng nơi niêm yết"), "button": _("Ghi thôi dùng")}
    return render(request, "disclosure/place_form.html", context, status=422 if form.errors else 200)


@require_safe
@officers_only
def public_day(request: HttpRequest, code: str = "") -> HttpResponse:
    """What was public on a day: the law, the portal, the wall; of one unit or of the province."""
    agency = organisations.agency_by_code(code) if code else None
    form = DayForm(request.GET, today=clock.today())
    rows = past.public_as_of(agency, form.day)
    shown = page(rows, request, size=50)
    context = {
        "nav": NAV,
        "agency": agency,
        "form": form,
        "day": form.day,
        "page": shown,
        "law": sum(row.is_law for row in rows),
        "portal": sum(row.on_portal for row in rows),
        "wall": sum(row.boards > 0 for row in rows),
        "odd": sum(not row.is_right for row in rows),
    }
    return render(request, "disclosure/public_day.html", context)

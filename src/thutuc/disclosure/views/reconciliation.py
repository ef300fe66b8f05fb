"""Đối soát CSDLQG: bring an export, watch it being compared, work through what differs, see the runs before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.requests import GOING_ON
from thutuc.disclosure.documents import national as documents
from thutuc.disclosure.forms.national import DecideForm, ExportForm, FilterForm, part_label
from thutuc.disclosure.queries import comparisons as queries
from thutuc.disclosure.readers.exports import original, read_export, read_kept
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.disclosure.services import comparing, deciding
from thutuc.disclosure.views.mismatches import cells, shown
from thutuc.kernel.errors import Refused, Unreadable
from thutuc.web import clock, sheets
from thutuc.web.answers import Reason, reasons
from thutuc.web.doors import actor_of, officers_only, roles_only
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

keepers_only = roles_only(Role.CONTROL_OFFICER)
NAV = "reconcile"
FIRST = 5
"""Mismatches of each kind on the page of all of them."""


@require_safe
@officers_only
def newest(request: HttpRequest) -> HttpResponse:
    """The last run; before the first one, where to bring a file."""
    last = queries.newest()
    if last:
        return redirect("disclosure:comparison", key=last.request.key)
    return redirect("disclosure:bring_export" if _keeps(request) else "disclosure:comparisons")


def _keeps(request: HttpRequest) -> bool:
    return Role.CONTROL_OFFICER.value in actor_of(request).roles


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def bring(request: HttpRequest) -> HttpResponse:
    """Choose an export; a large one is compared by a worker, a small one at once."""
    saved = [(mapping.key, mapping.name) for mapping in catalogue.mappings()]
    told: list[Reason] = []
    today = f"{clock.today():%d/%m/%Y}"
    given = None if "ban_goc" in request.POST else request.POST or None
    form = ExportForm(given, request.FILES or None, mappings=saved, initial={"as_of": today})
    if request.method == "POST" and ("ban_goc" in request.POST or form.is_valid()):
        try:
            asked = _ask_original(request) if "ban_goc" in request.POST else _ask(form, request)
        except (Unreadable, Refused) as refused:
            if form.is_bound:
                add_objections(form, refused)
            told = [] if form.is_bound else reasons(refused.objections)
        else:
            return redirect("disclosure:comparison", key=asked)
    context = {
        "nav": NAV,
        "form": form,
        "reasons": told,
        "requests": list(queries.going_on()),
        "runs": list(queries.runs()[:5]),
    }
    return render(request, "disclosure/bring_export.html", context, status=422 if told or form.errors else 200)


def _ask_original(request: HttpRequest) -> str:
    """The national original that was imported last takes the place of a file."""
    data, name = original(clock.today())
    asked = comparing.request_comparison(
        reading=read_export(data, name),
        content=data,
        as_of=clock.today(),
        read=read_kept,
        by=actor_of(request),
        at=clock.now(),
    )
    return asked.key


def _ask(form: ExportForm, request: HttpRequest) -> str:
    upload, mapping = form.cleaned_data["file"], form.cleaned_data["mapping"]
    data = upload.read()
    reading = read_export(data, upload.name, mapping=mapping)
    asked = comparing.request_comparison(
        reading=reading,
        content=data,
        as_of=form.cleaned_data["as_of"],
        mapping=mapping,
        read=read_kept,
        by=actor_of(request),
        at=clock.now(),
    )
    return asked.key


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def comparison(request: HttpRequest, key: str) -> HttpResponse:
    """One run: what differs, by harm; POST decides the chosen ones. While it is not done: how far it is."""
    run = queries.done(key)
    if run is None:
        return _progress(request, queries.progress_of(key, at=clock.now()))
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": reverse("disclosure:comparison", args=[key])})
    return _decide(request, run) if request.method == "POST" else _worklist(request, run)


def _progress(request: HttpRequest, progress: queries.Progress) -> HttpResponse:
    if request.method == "POST":
        comparing.ask_again(key=progress.asked.key, by=actor_of(request), at=clock.now())
        return redirect("disclosure:comparison", key=progress.asked.key)
    context = {
        "nav": NAV,
        "progress": progress,
        "asked": progress.asked,
        "stage": progress.stage.value,
        "goes_on": progress.stage in GOING_ON,
        "reasons": reasons(progress.objections),
    }
    return render(request, "disclosure/comparison_progress.html", context)


def _decide(request: HttpRequest, run: Any) -> HttpResponse:
    positions = queries.items(run).values_list("position", flat=True)
    form = DecideForm(request.POST, positions=positions)
    try:
        if "ket_thuc" in request.POST:
            deciding.close(run=run, by=actor_of(request), at=clock.now())
            messages.success(request, _("Đã kết thúc lần đối soát."))
        elif form.is_valid():
            _record(request, run, form.cleaned_data)
    except Refused as refused:
        return _worklist(request, run, refused=refused)
    if form.errors and "ket_thuc" not in request.POST:
        return _worklist(request, run, form=form)
    return redirect(request.get_full_path())


def _record(request: HttpRequest, run: Any, asked: dict[str, Any]) -> None:
    state = ItemState(asked["huong"])
    decided = deciding.decide(
        run=run, positions=asked["chon"], state=state, note=asked["note"], by=actor_of(request), at=clock.now()
    )
    words = ngettext("%(number)s thủ tục: %(state)s.", "%(number)s thủ tục: %(state)s.", decided)
    messages.success(request, words % {"number": decided, "state": _(state.label)})


def _worklist(
    request: HttpRequest, run: Any, *, refused: Refused | None = None, form: DecideForm | None = None
) -> HttpResponse:
    kind = _kind(request)
    choices = queries.choices(run)
    filters_form = FilterForm(request.GET, sectors=choices.sectors, parts=choices.parts)
    filters = filters_form.filters(kind)
    paged = page(queries.items(run, filters), request) if kind else None
    groups = [] if kind else queries.overview(run, filters, each=FIRST)
    rows = list(paged.items) if paged else [item for group in groups for item in group.items]
    shown_rows = shown(rows, on=clock.today())
    context = {
        "nav": NAV,
        "run": run,
        "kind": kind.value if kind else "",
        "cells": cells(run, choices),
        "filters": filters_form,
        "groups": [(group, [shown_rows[item.position] for item in group.items]) for group in groups],
        "rows": [shown_rows[item.position] for item in rows],
        "page": paged,
        "undecided": sum(choices.undecided.values()),
        "states": [(state, _(state.label)) for state in ItemState],
        "parts": [part_label(key) for key in run.parts],
        "may_decide": _keeps(request) and _is_open(run),
        "may_bring": _keeps(request),
        "reasons": reasons(refused.objections) if refused else [],
        "form": form,
    }
    status = 422 if refused or form else 200
    return render(request, "disclosure/comparison.html", context, status=status)


def _is_open(run: Any) -> bool:
    last = queries.newest()
    return last is not None and last.pk == run.pk and not hasattr(run, "closing")


def _kind(request: HttpRequest) -> Mismatch | None:
    asked = request.GET.get("loai", "")
    return Mismatch(asked) if asked in {kind.value for kind in Mismatch} else None


@require_safe
@officers_only
def runs(request: HttpRequest) -> HttpResponse:
    """Every run, newest first: what differed, what was mended since the one before."""
    context = {"nav": NAV, "page": page(queries.runs(), request), "may_bring": _keeps(request)}
    return render(request, "disclosure/comparisons.html", context)


@require_safe
@officers_only
def overlooked(request: HttpRequest, key: str) -> HttpResponse:
    """The places that differ in spelling, blanks or punctuation only."""
    run = queries.run(key)
    context = {"nav": NAV, "run": run, "page": page(run.overlooked, request)}
    return render(request, "disclosure/comparison_spelling.html", context)


@require_safe
@officers_only
def mismatch(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """One procedure with everything that differs, uncut."""
    run = queries.run(key)
    item = queries.item(run, position)
    row = shown([item], on=clock.today(), whole=True)[position]
    return render(request, "disclosure/mismatch.html", {"nav": NAV, "run": run, "row": row, "item": item})


@require_safe
@officers_only
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The mismatches as filtered."""
    run = queries.run(key)
    choices = queries.choices(run)
    form = FilterForm(request.GET, sectors=choices.sectors, parts=choices.parts)
    content = documents.of_run(run, queries.items(run, form.filters(_kind(request))))
    return sheets.answer(content, _("doi-soat-%(number)s.xlsx") % {"number": run.number})

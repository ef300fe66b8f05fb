"""Files of other systems: choose, match columns and states, try, read the report, confirm."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.dossiers.documents.foreign import template
from thutuc.dossiers.forms.foreign import LayoutForm, UploadForm, layout_initial
from thutuc.dossiers.queries import closed_units
from thutuc.dossiers.queries import foreign as queries
from thutuc.dossiers.readers.foreign import head_of
from thutuc.dossiers.rules.foreign import columns
from thutuc.dossiers.rules.foreign.columns import BY_KEY
from thutuc.dossiers.rules.terms import Authority
from thutuc.dossiers.services import foreign
from thutuc.dossiers.views.foreign import NAV, WAYS, keepers_only
from thutuc.dossiers.views.foreign.progress import after
from thutuc.kernel.errors import NotFound, Objection, Refused, Unreadable
from thutuc.web import clock, sheets
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of
from thutuc.web.forms import add_objections
from thutuc.web.paging import page


@require_safe
@keepers_only
def sources(request: HttpRequest) -> HttpResponse:
    """The other systems with their figures; what was brought lately, what goes on, what closed units left."""
    now = clock.now()
    context = {
        "nav": NAV,
        "sources": queries.figures(now=now),
        "runs": list(queries.runs()[:8]),
        "requests": list(queries.going_on()[:5]),
        "closed": closed_units.of_closed_units(on=clock.today()).count(),
    }
    return render(request, "dossiers/foreign/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; its head row is read, and the page of the file answers."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        data = upload.read()
        try:
            kept = foreign.keep_file(
                content=data, name=upload.name, head=head_of(data), by=actor_of(request), at=clock.now()
            )
        except (Unreadable, Refused) as refused:
            add_objections(form, refused)
        else:
            return redirect("dossiers:foreign_file", key=kept.key)
    status = 422 if form.errors else 200
    return render(request, "dossiers/foreign/bring.html", {"nav": NAV, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def file(request: HttpRequest, key: str) -> HttpResponse:
    """How a file is read: guessed, or as saved (`?ghep=source/name`), or as tried before (`?lan=run`)."""
    shown = queries.file(key)
    start = _start(request, shown)
    sources = [(each.code, each.name) for each in queries.sources()]
    offered = {"headings": shown.headings, "words": start["words"], "sources": sources}
    form = LayoutForm(request.POST or None, initial=start["initial"], **offered)
    if request.method == "POST" and form.is_valid():
        try:
            asked = _try(request, form, shown)
        except (Refused, Unreadable) as refused:
            add_objections(form, refused)
        else:
            return after(request, asked.key)
    context = {"nav": NAV, "file": shown, "form": form, "mappings": list(queries.mappings())}
    return render(request, "dossiers/foreign/file.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest, shown: Any) -> dict[str, Any]:
    """Words of states to be matched, and what the form begins with."""
    words = [word for each in shown.words for word in each] if sum(map(bool, shown.words)) == 1 else []
    layout: dict[str, Any] = {"columns": columns.guessed(shown.headings)}
    initial: dict[str, Any] = {}
    run, saved = request.GET.get("lan", ""), request.GET.get("ghep", "")
    if run:
        tried = queries.run(run)
        layout, initial = tried.mapping, {"source": tried.source.code}
        words += [word for word, _count in tried.report["states"]]
    elif saved:
        source, _slash, name = saved.partition("/")
        kept = queries.mapping(source, name)
        layout = {"columns": kept.columns, "states": kept.states}
        initial = {"source": source, "name": kept.name}
    words = list(dict.fromkeys([*words, *layout.get("states", {})]))[:80]
    return {"words": words, "initial": {**initial, **layout_initial(layout, words)}}


def _try(request: HttpRequest, form: LayoutForm, shown: Any) -> Any:
    asked, by, at = form.cleaned_data, actor_of(request), clock.now()
    if asked["source"]:
        source = queries.source(asked["source"])
    else:
        authority = Authority(asked["authority"] or Authority.MINISTRY)
        source = foreign.save_source(
            code=asked["new_source"], name=asked["source_name"], authority=authority, by=by, at=at
        )
    layout = form.layout(header_row=shown.header_row)
    foreign.save_mapping(source=source, name=asked["name"], layout=layout, by=by, at=at)
    return foreign.request_trial(file=shown, source=source.code, layout=layout, by=by, at=at, ways=WAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def run(request: HttpRequest, key: str) -> HttpResponse:
    """The report of a run; a trial can be confirmed from here."""
    shown = queries.run(key)
    if request.method == "POST":
        asked = foreign.request_import(trial=shown, by=actor_of(request), at=clock.now(), ways=WAYS)
        return after(request, asked.key)
    context = {
        "nav": NAV,
        "run": shown,
        "asked": queries.confirmed(shown) if shown.dry_run else None,
        "good": shown.counts["rows"] - shown.counts["faulty"],
        "page": page([_told(fault) for fault in shown.report["faults"]], request),
    }
    return render(request, "dossiers/foreign/run.html", context)


def _told(fault: dict[str, Any]) -> dict[str, Any]:
    column = BY_KEY.get(fault["column"])
    words = words_of(Objection(fault["code"], fault["message"], params=fault["params"]))
    return {"row": fault["row"], "column": _(column.heading) if column else "", "words": words}


@require_safe
@keepers_only
def errors(request: HttpRequest, key: str) -> HttpResponse:
    """The faulty rows as they came, with reasons; opening it is recorded, since it holds people's data."""
    shown = queries.run(key)
    if not shown.counts["faulty"]:
        raise NotFound(f"error file {key}")
    content = foreign.open_errors(run=shown, by=actor_of(request), at=clock.now())
    return sheets.answer(content, _("dong-loi-%(key)s.xlsx") % {"key": shown.key})


@require_safe
@keepers_only
def empty(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    return sheets.answer(template(), _("mau-ho-so.xlsx"))

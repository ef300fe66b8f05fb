"""Bringing files in: choose, try, read the report, confirm; and the history of it all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thutuc.catalogue import documents, queries, services
from thutuc.catalogue.forms import FileForm
from thutuc.catalogue.readers import mapping_of, read, read_kept
from thutuc.catalogue.rules.odd import Oddity
from thutuc.catalogue.rules.report import Outcome
from thutuc.catalogue.views.requests import after, keepers_only
from thutuc.kernel.errors import Refused, Unreadable
from thutuc.web import clock, sheets
from thutuc.web.doors import actor_of
from thutuc.web.forms import add_objections
from thutuc.web.paging import page

TABS = ("thay-doi", "them-moi", "cho-la", "giu-nguyen")


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is tried, and the page of the trial answers."""
    saved = [(mapping.key, mapping.name) for mapping in queries.mappings()]
    form = FileForm(request.POST or None, request.FILES or None, mappings=saved)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            tried = _try(upload.read(), upload.name, form.cleaned_data["mapping"], request)
        except (Unreadable, Refused) as refused:
            add_objections(form, refused)
        else:
            return redirect("catalogue:run", key=tried.run.key)
    context = {
        "nav": "import",
        "form": form,
        "requests": list(queries.going_on()),
        "runs": list(queries.runs()[:5]),
        "openings": list(queries.openings()),
    }
    return render(request, "catalogue/import.html", context, status=422 if form.errors else 200)


def _try(data: bytes, name: str, mapping: str, request: HttpRequest) -> services.Imported:
    reading = read(data, name, mapping=mapping_of(mapping))
    return services.import_rows(
        reading=reading, by=actor_of(request), at=clock.now(), dry_run=True, content=data, mapping=mapping
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def run(request: HttpRequest, key: str) -> HttpResponse:
    """The report of a run; a trial can be confirmed from here."""
    shown = queries.run(key)
    if request.method == "POST":
        asked = services.request_import(trial=shown, read=read_kept, by=actor_of(request), at=clock.now())
        return after(request, asked.key)
    tab = request.GET.get("xem", "")
    rows = shown.report["rows"]
    tabs = {name: [row for row in rows if _in_tab(row, name)] for name in TABS}
    chosen = tab if tab in TABS else next((name for name in TABS if tabs[name]), TABS[0])
    context = {
        "nav": "import",
        "run": shown,
        "asked": queries.request_of(shown) if shown.dry_run else None,
        "tab": chosen,
        "tabs": {name.replace("-", "_"): len(found) for name, found in tabs.items()},
        "page": page([_told(row) for row in tabs[chosen]], request),
    }
    return render(request, "catalogue/run.html", context)


def _in_tab(row: dict[str, Any], tab: str) -> bool:
    if tab == "cho-la":
        return bool(row.get("odd"))
    outcomes = {"thay-doi": Outcome.CHANGED, "them-moi": Outcome.CREATED, "giu-nguyen": Outcome.UNCHANGED}
    return bool(row["outcome"] == outcomes[tab].value)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    oddities = {oddity.value: oddity.label for oddity in Oddity}
    odd = [(_(oddities.get(flag["kind"], flag["kind"])), flag["detail"]) for flag in row.get("odd", ())]
    return {**row, "odd": odd, "label": _(Outcome(row["outcome"]).label)}


@require_safe
@keepers_only
def runs(request: HttpRequest) -> HttpResponse:
    """Every run, newest first."""
    return render(request, "catalogue/runs.html", {"nav": "import", "page": page(queries.runs(), request)})


@require_safe
@keepers_only
def run_report(request: HttpRequest, key: str) -> HttpResponse:
    """The report as a spreadsheet."""
    shown = queries.run(key)
    report = {"counts": shown.counts, "rows": shown.report["rows"]}
    return sheets.answer(documents.report_of(report), _("bao-cao-nhap-%(key)s.xlsx") % {"key": shown.key})


@require_safe
@keepers_only
def template(request: HttpRequest) -> HttpResponse:
    """The empty template."""
    return sheets.answer(documents.template(), _("mau-thu-tuc.xlsx"))

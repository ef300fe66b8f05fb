"""Saved column mappings: made from a spreadsheet's own headings, used again for the next one of its kind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries, services
from thutuc.catalogue.forms import MappingForm, SheetForm, part_field
from thutuc.catalogue.readers import headings
from thutuc.catalogue.rules.columns import COLUMNS, guess
from thutuc.catalogue.views.requests import keepers_only
from thutuc.kernel.errors import Refused, Unreadable
from thutuc.web import clock
from thutuc.web.doors import actor_of
from thutuc.web.forms import add_objections


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def mappings(request: HttpRequest) -> HttpResponse:
    """The saved mappings; a sample spreadsheet starts a new one with its columns guessed."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            _sheets, found = headings(asked["file"].read(), sheet=asked["sheet"], header_row=asked["header_row"])
        except Unreadable as unreadable:
            add_objections(form, unreadable)
        else:
            return _proposal(request, found, asked["sheet"], asked["header_row"])
    rows = [(row, _told(row.columns)) for row in queries.mappings()]
    context = {"nav": "import", "form": form, "mappings": rows}
    return render(request, "catalogue/mappings.html", context, status=422 if form.errors else 200)


def _told(columns: dict[str, str]) -> list[tuple[str, str]]:
    return [(column.heading, columns[column.key]) for column in COLUMNS if column.key in columns]


def _proposal(request: HttpRequest, found: list[str], sheet: str, header_row: int) -> HttpResponse:
    initial = {part_field(key): found[place] for key, place in guess(found).items()}
    form = MappingForm(headings=found, initial={**initial, "sheet": sheet, "header_row": header_row})
    return render(request, "catalogue/mapping.html", {"nav": "import", "form": form, "headings": found})


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def mapping(request: HttpRequest, key: str = "") -> HttpResponse:
    """One mapping, to be saved."""
    initial = {}
    if key:
        saved = queries.mapping(key)
        initial = {part_field(part): heading for part, heading in saved.columns.items()}
        initial |= {"name": saved.name, "sheet": saved.sheet, "header_row": saved.header_row}
    form = MappingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            services.save_mapping(
                name=asked["name"],
                columns=form.columns(),
                sheet=asked["sheet"],
                header_row=asked["header_row"],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refused as refused:
            add_objections(form, refused)
        else:
            messages.success(request, _("Đã lưu bảng ghép cột «%(name)s».") % {"name": asked["name"]})
            return redirect("catalogue:mappings")
    context = {"nav": "import", "form": form, "key": key}
    return render(request, "catalogue/mapping.html", context, status=422 if form.errors else 200)

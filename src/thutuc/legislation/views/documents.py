"""The register: its list, its spreadsheet, one document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.files import queries as files
from thutuc.legislation import queries
from thutuc.legislation.documents import register_sheet
from thutuc.legislation.forms import DocumentFilters
from thutuc.legislation.rules.effect import ENDING
from thutuc.legislation.rules.terms import DocumentKind, RelationKind
from thutuc.legislation.views.told import address_of, certainty_told, document_of, may_keep, status_told
from thutuc.web import clock, sheets
from thutuc.web.doors import officers_only
from thutuc.web.paging import page, query_without


@require_safe
@officers_only
def documents(request: HttpRequest) -> HttpResponse:
    """Văn bản pháp luật: what is known, in force or not, as filtered."""
    filters = DocumentFilters(request.GET)
    chosen = filters.chosen()
    shown = page(queries.documents(**chosen), request, size=25)
    day = chosen["in_force_on"] or clock.today()
    status = queries.statuses(shown.items, on=day)
    rows = [
        {
            "document": row,
            "url": address_of(row),
            "kind": _(DocumentKind(row.kind).label),
            "status": status_told(status[row.pk]),
        }
        for row in shown.items
    ]
    context = {
        "filters": filters,
        "page": shown,
        "rows": rows,
        "day": day,
        "is_filtered": any(chosen.values()),
        "export_query": query_without(request),
        "may_keep": may_keep(request),
        "nav": "documents",
    }
    return render(request, "legislation/documents.html", context)


@require_safe
@officers_only
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a spreadsheet, whole."""
    chosen = DocumentFilters(request.GET).chosen()
    rows = list(queries.documents(**chosen))
    statuses = queries.statuses(rows, on=chosen["in_force_on"] or clock.today())
    return sheets.answer(register_sheet(rows, statuses), "van-ban-phap-luat.xlsx")


@require_safe
@officers_only
def document(request: HttpRequest, number: str) -> HttpResponse:
    """One document: dates, state, what it does and what is done to it."""
    found = document_of(request, number)
    on = clock.today()
    told = queries.document_page(found, on=on)
    context = {
        "document": found,
        "url": address_of(found),
        "kind": _(DocumentKind(found.kind).label),
        "status": status_told(told.status),
        "certainty": certainty_told(found.certainty),
        "oddities": [_(oddity) for oddity in told.oddities],
        "acts_on": [_relation(row, row.target) | {"remove_url": _remove(found, row)} for row in told.acts_on],
        "touched_by": [_relation(row, row.source) for row in told.touched_by],
        "files": [(use, address_of(found, "legislation:detach", use.code)) for use in files.of_owner(found)],
        "attach_url": address_of(found, "legislation:attach"),
        "edit_url": address_of(found, "legislation:amend"),
        "relate_url": address_of(found, "legislation:relate"),
        "may_keep": may_keep(request),
        "nav": "documents",
    }
    return render(request, "legislation/document.html", context)


def _relation(row: object, other: object) -> dict[str, object]:
    return {
        "row": row,
        "other": other,
        "url": address_of(other),
        "kind": _(RelationKind(row.kind).label),  # type: ignore[attr-defined]
        "is_ending": row.kind in ENDING,  # type: ignore[attr-defined]
        "certainty": certainty_told(row.certainty),  # type: ignore[attr-defined]
    }


def _remove(document: object, row: object) -> str:
    """Where a relation is taken back: named by what it says, not by a key."""
    url = address_of(document, "legislation:unrelate")
    said = {"voi": row.target.number, "loai": row.kind, "dieu": row.articles}  # type: ignore[attr-defined]
    return f"{url}{'&' if '?' in url else '?'}{urlencode(said)}"

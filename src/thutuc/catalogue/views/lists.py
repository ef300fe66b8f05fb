"""The list of procedures with its filters in the address, and the same list as a spreadsheet."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.catalogue import documents, queries
from thutuc.catalogue.forms import ListForm
from thutuc.catalogue.rules.listing import ListFilters
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.web import clock, sheets
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.paging import page, query_without

MOST_EXPORTED = 20_000


@require_safe
@officers_only
def catalogue(request: HttpRequest) -> HttpResponse:
    """One page of the list as filtered."""
    on = clock.today()
    form, filters = _asked(request)
    found = page(queries.listed(filters, actor=actor_of(request), on=on), request)
    context = {
        "nav": "catalogue",
        "form": form,
        "page": replace(found, items=queries.rows(found.items)),
        "chips": list(_chips(request, form)),
        "counts": queries.counts(on=on),
        "on": on,
        "is_national": filters.scope is CatalogueScope.NATIONAL,
        "query": request.GET.urlencode(),
    }
    return render(request, "catalogue/list.html", context)


def _asked(request: HttpRequest) -> tuple[ListForm, ListFilters]:
    national = request.GET.get("danh_muc") == CatalogueScope.NATIONAL.value
    scope = CatalogueScope.NATIONAL if national else CatalogueScope.PROVINCE
    sectors = queries.sectors(on=clock.today(), scope=scope)
    form = ListForm(request.GET, sectors=sectors, national=national)
    return form, form.filters()


def _chips(request: HttpRequest, form: ListForm) -> Any:
    """Each filter in use, with the address without it."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name != "danh_muc":
            words = dict(getattr(field, "choices", ())).get(value, value)
            yield {"label": f"{field.label}: {words}", "href": f"?{query_without(request, name)}"}


@require_safe
@officers_only
def export(request: HttpRequest) -> HttpResponse:
    """The list as filtered, every page of it."""
    on = clock.today()
    _form, filters = _asked(request)
    found = queries.listed(filters, actor=actor_of(request), on=on)[:MOST_EXPORTED]
    return sheets.answer(
        documents.list_of(queries.rows(found), on=on), _("danh-muc-%(day)s.xlsx") % {"day": f"{on:%Y%m%d}"}
    )

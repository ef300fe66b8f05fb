"""Chỉ số 766, nhóm công bố, công khai: the official value and each unit's own, the rows behind, what to contest."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.disclosure.documents import contests
from thutuc.disclosure.forms.lag import PeriodForm
from thutuc.disclosure.queries import indices as queries
from thutuc.disclosure.rules.indices import Index, IndexCode, Judged, Ratio
from thutuc.kernel.periods import Days
from thutuc.web import clock, sheets
from thutuc.web.doors import officers_only
from thutuc.web.paging import page, query_without

LONGEST_LABEL = 300


def _asked(request: HttpRequest) -> tuple[PeriodForm, Days]:
    usual = queries.quarter_of(clock.today())
    given = request.GET if {"tu", "den"} & set(request.GET) else None
    form = PeriodForm(given, initial={"tu": usual.start, "den": _last(usual)})
    return form, form.period(usual)


def _all(period: Days) -> list[Index]:
    on = clock.today()
    last = period.end and min(on, _last(period))
    return [*queries.published_and_disclosed(period, on=on), queries.complete(on=last or on)]


def _last(period: Days) -> date:
    return date.fromordinal(period.end.toordinal() - 1) if period.end else clock.today()


@require_safe
@officers_only
def indices(request: HttpRequest) -> HttpResponse:
    """The three indices of a period and every unit beside the province."""
    form, period = _asked(request)
    found = _all(period)
    context = {
        "nav": "indices",
        "form": form,
        "period": period,
        "last": _last(period),
        "indices": found,
        "units": _units(found),
        "query": query_without(request, "don_vi", "nhom"),
        "on": clock.today(),
    }
    return render(request, "disclosure/indices.html", context)


def _units(found: list[Index]) -> list[tuple[str, list[Ratio | None]]]:
    """Each unit with its own values in the order of the indices; None where it has no row."""
    own = [{agency: value for agency, value, _rows in index.units} for index in found]
    names = sorted({agency for values in own for agency in values})
    return [(name, [values.get(name) for values in own]) for name in names]


@require_safe
@officers_only
def index_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows behind one value: of the province, of one unit, or only those to contest."""
    if code not in {member.value for member in IndexCode}:
        raise Http404
    form, period = _asked(request)
    index = next(each for each in _all(period) if each.code.value == code)
    unit = request.GET.get("don_vi", "")[:LONGEST_LABEL]
    group = request.GET.get("nhom", "")
    context = {
        "nav": "indices",
        "form": form,
        "index": index,
        "unit": unit,
        "is_all": not group,
        "is_late": group == "tre",
        "is_right": group == "dung-han",
        "is_contest": group == "giai-trinh",
        "contested": len(index.contested),
        "period": period,
        "last": _last(period),
        "page": page(_rows(index, unit, group), request),
        "query": query_without(request, "nhom"),
        "kept": query_without(request, "nhom", "don_vi"),
    }
    return render(request, "disclosure/index_rows.html", context)


def _rows(index: Index, unit: str, group: str) -> list[Judged]:
    rows = index.contested if group == "giai-trinh" else index.rows
    if group == "tre":
        rows = tuple(row for row in rows if not row.on_time)
    if group == "dung-han":
        rows = tuple(row for row in rows if row.on_time)
    return [row for row in rows if not unit or row.agency == unit]


@require_safe
@officers_only
def contest(request: HttpRequest) -> HttpResponse:
    """Every row to contest of the three indices with its reasons, as a spreadsheet."""
    _form, period = _asked(request)
    name = _("giai-trinh-766-%(day)s.xlsx") % {"day": f"{_last(period):%Y%m%d}"}
    return sheets.answer(contests.contested(_all(period), period), name)

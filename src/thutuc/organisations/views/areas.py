"""Administrative areas as of a day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.organisations import queries
from thutuc.organisations.forms import AreaFilter
from thutuc.organisations.rules.kinds import AreaLevel
from thutuc.web import clock
from thutuc.web.doors import officers_only
from thutuc.web.paging import page


@require_safe
@officers_only
def areas(request: HttpRequest) -> HttpResponse:
    """Every area of a day, or those that are searched for."""
    form = AreaFilter(request.GET, today=clock.today())
    province = form.value("province") or ""
    rows = queries.find_areas(form.text, on=form.day, level=form.level_asked, province=province)
    context = {"nav": "organisations", "form": form, "page": page(rows, request)}
    return render(request, "organisations/areas.html", context)


@require_safe
@officers_only
def area(request: HttpRequest, level: str, code: str) -> HttpResponse:
    """One area code through time: its names, where it came from, what became of it."""
    if level not in {known.value for known in AreaLevel}:
        raise Http404
    rows = list(queries.area_history(code, level=AreaLevel(level)))
    if not rows:
        raise Http404
    context = {"nav": "organisations", "rows": rows, "latest": rows[0], "today": clock.today()}
    return render(request, "organisations/area.html", context)

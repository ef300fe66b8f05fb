"""Yêu cầu ngoài danh mục: what was asked of applicants beyond the published lists, for those who put an end to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.dossiers.queries import demands
from thutuc.dossiers.rules.terms import DemandBy
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only
from thutuc.web.paging import page


@require_safe
@officers_only
def unlisted(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer; `?xem=xong` those that have one."""
    done = request.GET.get("xem") == "xong"
    shown = page(demands.listed(actor_of(request), on=clock.today(), answered=done), request)
    rows = [{"demand": each, "by_whom": _(DemandBy(each.by_whom).label)} for each in shown.items]
    return render(request, "dossiers/demands.html", {"nav": "demands", "rows": rows, "page": shown, "done": done})

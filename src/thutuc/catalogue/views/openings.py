"""The opening act: the national rows of some levels become the province's list; tried first, then recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries, services
from thutuc.catalogue.forms import OpeningForm
from thutuc.catalogue.readers import read_kept
from thutuc.catalogue.rules.terms import Level
from thutuc.catalogue.views.requests import after, keepers_only
from thutuc.kernel.errors import Refused
from thutuc.web import clock
from thutuc.web.doors import actor_of
from thutuc.web.forms import add_objections


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def opening(request: HttpRequest) -> HttpResponse:
    """Form, trial with the size of the list, record."""
    form = OpeningForm(request.POST or None)
    tried = None
    if request.method == "POST" and form.is_valid():
        try:
            if "ghi" in request.POST:
                return after(request, _record(request, form))
            tried = _try(request, form)
        except Refused as refused:
            add_objections(form, refused)
    context = {
        "nav": "import",
        "form": form,
        "tried": tried,
        "columns": [(level.label, tried.counts[level.value]) for level in Level] if tried else [],
        "requests": list(queries.going_on()),
        "openings": list(queries.openings()),
    }
    return render(request, "catalogue/opening.html", context, status=422 if form.errors else 200)


def _try(request: HttpRequest, form: OpeningForm) -> services.OpenedCatalogue:
    return services.open_catalogue(**form.asked(), by=actor_of(request), at=clock.now(), dry_run=True)


def _record(request: HttpRequest, form: OpeningForm) -> str:
    asked = services.request_opening(**form.asked(), read=read_kept, by=actor_of(request), at=clock.now())
    return asked.key

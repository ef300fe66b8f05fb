"""The opening act: the national rows of some levels become the province's list; tried first, then recorded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries, services
from thutuc.catalogue.forms import OpeningForm
from thutuc.catalogue.rules.terms import Level
from thutuc.catalogue.views.imports import keepers_only
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
        recording = "ghi" in request.POST
        try:
            done = _open(request, form, dry_run=not recording)
        except Refused as refused:
            add_objections(form, refused)
        else:
            if recording and done.act:
                words = _("Danh mục của tỉnh có thêm %(number)s thủ tục từ ngày %(day)s.")
                day = f"{done.act.effective_on:%d/%m/%Y}"
                messages.success(request, words % {"number": done.counts["procedures"], "day": day})
                return redirect("catalogue:list")
            tried = done
    context = {
        "nav": "import",
        "form": form,
        "tried": tried,
        "columns": [(level.label, tried.counts[level.value]) for level in Level] if tried else [],
        "openings": list(queries.openings()),
    }
    return render(request, "catalogue/opening.html", context, status=422 if form.errors else 200)


def _open(request: HttpRequest, form: OpeningForm, *, dry_run: bool) -> services.OpenedCatalogue:
    asked = form.cleaned_data
    return services.open_catalogue(
        effective_on=asked["effective_on"],
        basis=asked["basis"],
        levels=[Level(code) for code in asked["levels"]],
        by=actor_of(request),
        at=clock.now(),
        dry_run=dry_run,
    )

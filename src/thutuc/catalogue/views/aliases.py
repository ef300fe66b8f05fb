"""How files name agencies, and which agency a person says each name is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thutuc.catalogue import queries, services
from thutuc.catalogue.forms import AliasForm
from thutuc.catalogue.views.requests import keepers_only
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries as organisations
from thutuc.web import clock
from thutuc.web.doors import actor_of
from thutuc.web.paging import page


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def aliases(request: HttpRequest) -> HttpResponse:
    """The names, those without an agency first when asked; one is decided at a time."""
    form = AliasForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, form)
        except NotFound:
            words = _("Không có cơ quan mang mã %(code)s.")
            form.add_error("agency", words % {"code": form.cleaned_data["agency"]})
    waiting = request.GET.get("xem") != "tat-ca"
    rows = queries.aliases(text=request.GET.get("q", ""), undecided=waiting)
    context = {
        "nav": "import",
        "form": form,
        "page": page(rows, request),
        "waiting": waiting,
        "q": request.GET.get("q", ""),
        "agencies": list(organisations.agencies_in_force(on=clock.today()).values_list("code", "name")),
    }
    return render(request, "catalogue/aliases.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, form: AliasForm) -> HttpResponse:
    alias = queries.alias(form.cleaned_data["key"])
    code = form.cleaned_data["agency"].split(" ")[0].strip()
    agency = organisations.agency_by_code(code) if code else None
    services.decide_agency(alias=alias, agency_id=agency.pk if agency else None, by=actor_of(request), at=clock.now())
    told = {"name": alias.text, "agency": agency.name if agency else _("không có cơ quan")}
    messages.success(request, _("«%(name)s» là: %(agency)s.") % told)
    return redirect(f"{request.path}?{request.GET.urlencode()}")

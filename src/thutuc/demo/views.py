"""One-click sign-in (đăng nhập thử): there is no such page unless the database itself is marked as the demo."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thutuc.accounts import queries as accounts
from thutuc.demo import queries, services
from thutuc.web import clock
from thutuc.web.doors import actor_of

BACKEND = "thutuc.accounts.adapters.sessions.Backend"
HOME = "/ban-lam-viec/"


@never_cache
@require_http_methods(["GET", "POST"])
def try_sign_in(request: HttpRequest) -> HttpResponse:
    """The people who can be tried; a click signs in as one of them."""
    if not queries.is_demo():
        raise Http404
    if request.method == "GET":
        return render(request, "demo/sign_in.html", {"people": queries.sign_ins(on=clock.today())})
    person = accounts.person_by_id(
        services.try_as(code=request.POST.get("person", ""), by=actor_of(request), at=clock.now())
    )
    login(request, person, backend=BACKEND)
    return redirect(HOME)

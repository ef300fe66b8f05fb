"""The page of one dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.dossiers import queries
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only


@require_safe
@officers_only
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """What is to be done, and how it came to this."""
    found = queries.for_action(actor_of(request), key, on=clock.today())
    return render(request, "dossiers/dossier.html", {"dossier": found})

"""An agency with its people: who it is, under whom it has stood, what it came from, who holds which post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.accounts import queries
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules import policies
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only


@require_safe
@officers_only
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one agency, also of one that has ended."""
    row = organisations.agency_by_code(code)
    today = clock.today()
    posts = list(queries.posts_in(row.pk))
    links = list(organisations.links(row))
    context = {
        "nav": "organisations",
        "agency": row,
        "today": today,
        "placements": list(organisations.placements(row)),
        "origins": [link for link in links if link.to_agency_id == row.pk],
        "heirs": [link for link in links if link.from_agency_id == row.pk],
        "posts": [post for post in posts if today in post.validity],
        "former": [post for post in posts if today not in post.validity],
        "may_keep": policies.may_keep(actor_of(request)),
    }
    return render(request, "accounts/agency.html", context)

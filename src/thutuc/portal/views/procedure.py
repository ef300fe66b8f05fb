"""One procedure as everybody may read it, on any day; two of its versions side by side."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.catalogue.queries import published
from thutuc.catalogue.rules import difference, effects, summary
from thutuc.catalogue.rules.content import DossierCase, ProcedureContent
from thutuc.legislation import queries as legislation
from thutuc.portal import documents, forms
from thutuc.web import clock, words

NATIONAL_PORTAL = "national_portal"


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponseBase:
    """What do I bring, how long, how much, where; on the day asked (`?ngay=23/11/2026`), else today."""
    day_text = request.GET.get("ngay", "")[:20]
    day = forms.day_of(day_text)
    on = day or clock.today()
    found = published.procedure(code, on=on, at=clock.now())
    address = reverse("portal:procedure", args=[found.code])
    if found.code != code:
        return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    told = summary.summary_of(found.content)
    filed_at = _filed_at(told)
    context = {
        "found": found,
        "content": found.content,
        "summary": told,
        "filed_at": filed_at,
        "is_past_day": on != clock.today(),
        "day_text": day_text,
        "day_is_wrong": bool(day_text) and day is None,
        "today": clock.today(),
        "papers": _papers(found.content),
        "offers": summary.by_case(found.content.offers),
        "bases": _bases(found.content),
        "editions": _history(found.editions),
        "address": settings.SITE_URL + address,
        "service": documents.government_service(found, told, settings.SITE_URL + address, filed_at=filed_at),
    }
    return render(request, "portal/procedure.html", context)


def _filed_at(told: summary.Summary) -> str:
    """The national portal where the law of today says that people file there; else empty. At most one statement."""
    if not told.is_online or legislation.parameter("online.filing", on=clock.today()).value != NATIONAL_PORTAL:
        return ""
    return settings.SITE["national_portal"]


def _papers(content: ProcedureContent) -> list[DossierCase]:
    """The cases that ask for papers."""
    return [case for case in content.cases if case.documents]


@dataclass(frozen=True)
class Basis:
    """One legal basis as the page tells it: cited number, title where known, issuer and day of effect."""

    number: str
    title: str
    note: str
    url: str


def _bases(content: ProcedureContent) -> list[Basis]:
    """The legal bases with what the register of documents knows of them. One statement."""
    if not content.legal_bases:
        return []
    known = legislation.documents_by_numbers(basis.number for basis in content.legal_bases)
    found = []
    for basis in content.legal_bases:
        document = known.get(basis.number)
        issuer = document.issuer if document else basis.issuer
        day = document.effective_on if document else None
        effect = _("Hiệu lực từ %(day)s") % {"day": words.day(day)} if day else ""
        note = " · ".join(part for part in (issuer, effect) if part)
        title = basis.title or (document.title if document else "")
        found.append(Basis(basis.number, title, note, document.url if document else ""))
    return found


def _history(editions: tuple[published.Edition, ...]) -> list[tuple[published.Edition, published.Edition | None]]:
    """The versions, the newest first, each with the one before it."""
    before = [None, *editions]
    return list(zip(editions, before, strict=False))[::-1]


@require_safe
def comparison(request: HttpRequest, code: str, before: int, after: int) -> HttpResponse:
    """What is different between two versions, and for whom."""
    found = published.comparison(code, before, after, at=clock.now())
    changes = difference.compare(*found.contents)
    context = {
        "found": found,
        "changes": [(change, difference.pairs(change)) for change in changes],
        "effects": effects.effects(*found.contents),
    }
    return render(request, "portal/comparison.html", context)

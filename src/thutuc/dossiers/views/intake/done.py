"""After the counter: what was given out, the papers to print, the scans to add, the next dossier of the same person."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thutuc.accounts.rules.roles import RECEPTION_ROLES
from thutuc.dossiers import documents, queries
from thutuc.dossiers.forms.scans import ScanForm
from thutuc.dossiers.queries import intake as intake_queries
from thutuc.dossiers.queries import papers
from thutuc.dossiers.rules.papers import OneStopPaper
from thutuc.dossiers.rules.terms import ComponentState, DossierState, NoticeKind, ReturnWay
from thutuc.files import queries as files
from thutuc.files import services as keeping
from thutuc.files.rules.kinds import PAPERS, extensions
from thutuc.kernel.errors import NotFound, Refused
from thutuc.web import clock
from thutuc.web.answers import words_of
from thutuc.web.doors import actor_of, officers_only, roles_only

_KEY = re.compile(r"[0-9a-f]{16}")
MOST_TOGETHER = 20
PDF = "application/pdf"


def _together(request: HttpRequest) -> list[str]:
    """The other dossiers of the same visit, by their keys in the address."""
    return [key for key in request.GET.get("cung", "").split(",") if _KEY.fullmatch(key)][:MOST_TOGETHER]


@require_safe
@officers_only
def done(request: HttpRequest, key: str) -> HttpResponse:
    """One dossier as the counter leaves it."""
    return _page(request, key)


def _page(request: HttpRequest, key: str, errors: dict[int, Sequence[str]] | None = None) -> HttpResponse:
    actor, on = actor_of(request), clock.today()
    dossier = queries.for_action(actor, key, on=on)
    others = [queries.for_action(actor, other, on=on) for other in _together(request) if other != key]
    accepted = [each for each in (*others, dossier) if each.accepted_at]
    context = {
        "nav": "intake",
        "dossier": dossier,
        "state": DossierState(dossier.state),
        "notices": [(each, NoticeKind(each.kind).label) for each in papers.notices_of(dossier)],
        "return_way": ReturnWay(dossier.return_way),
        "components": _components(dossier, errors or {}),
        "extensions": ", ".join(extensions(PAPERS)),
        "others": others,
        "together": ",".join(each.key for each in (*others, dossier)),
        "has_one_receipt": len(accepted) > 1,
        "may_take": bool(actor.roles & RECEPTION_ROLES),
        "wrong": bool(errors),
    }
    return render(request, "dossiers/intake/done.html", context, status=422 if errors else 200)


def _components(dossier: Any, errors: dict[int, Sequence[str]]) -> list[dict[str, Any]]:
    """The papers with their files. Two statements."""
    rows = intake_queries.components(dossier)
    owned = files.of_owners(intake_queries.file_owner(row) for row in rows)
    return [
        {
            "row": row,
            "state": ComponentState(row.state),
            "files": owned.get(intake_queries.file_owner(row), []),
            "form": ScanForm(prefix=f"giay-{row.position}"),
            "errors": errors.get(row.position, ()),
        }
        for row in rows
    ]


@require_POST
@roles_only(*RECEPTION_ROLES)
def scan(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """One scanned paper, checked and kept under its line."""
    by = actor_of(request)
    dossier = queries.for_action(by, key, on=clock.today())
    row = next((each for each in intake_queries.components(dossier) if each.position == position), None)
    if row is None:
        raise NotFound(f"paper {position}")
    form = ScanForm(request.POST, request.FILES, prefix=f"giay-{position}")
    if not form.is_valid():
        return _page(request, key, {position: [str(error) for error in form.errors["tep"]]})
    upload = form.cleaned_data["tep"]
    try:
        owner = intake_queries.file_owner(row)
        keeping.store(upload.chunks(), name=upload.name, owner=owner, by=by, at=clock.now())
    except Refused as refused:
        return _page(request, key, {position: [words_of(each) for each in refused.objections]})
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('dossiers:intake_done', args=[key])}{query}#giay-{position}")


@require_safe
@officers_only
def receipt(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Form 01 as a file."""
    dossier = queries.for_action(actor_of(request), key, on=clock.today())
    return _file(papers.receipt(dossier), kind, f"giay-tiep-nhan-{dossier.code}")


@require_safe
@officers_only
def receipt_of_several(request: HttpRequest, key: str) -> HttpResponse:
    """One receipt for all dossiers of a visit."""
    actor, on = actor_of(request), clock.today()
    dossiers = [queries.for_action(actor, each, on=on) for each in dict.fromkeys([*_together(request), key])]
    accepted = [each for each in dossiers if each.accepted_at]
    if not accepted:
        raise NotFound("receipt")
    return _file(papers.receipt_of_several(accepted), "pdf", f"phieu-tiep-nhan-{accepted[-1].code}")


@require_safe
@officers_only
def notice(request: HttpRequest, key: str, number: int, kind: str) -> HttpResponse:
    """Form 02 or 03 as a file."""
    dossier = queries.for_action(actor_of(request), key, on=clock.today())
    found = papers.notice(dossier, number)
    return _file(papers.request_or_refusal(dossier, found), kind, f"{found.kind}-{number}")


def _file(paper: OneStopPaper, kind: str, name: str) -> HttpResponse:
    if kind not in ("pdf", "docx"):
        raise NotFound(f"paper as {kind}")
    content = documents.render(paper, "pdf" if kind == "pdf" else "docx")
    place = "inline" if kind == "pdf" else "attachment"
    types = {"pdf": PDF, "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    headers = {
        "Content-Disposition": f'{place}; filename="{name}.{kind}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=types[kind], headers=headers)

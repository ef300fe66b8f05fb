"""The papers of the course as files."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thutuc.dossiers import documents, queries
from thutuc.dossiers.queries import papers_course
from thutuc.kernel.errors import NotFound
from thutuc.web import clock
from thutuc.web.doors import actor_of, officers_only

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PAPERS: Mapping[str, Callable[[Any], Any]] = {
    "phieu-kiem-soat": papers_course.control_slip,
    "bien-nhan": papers_course.acknowledgement,
}


@require_safe
@officers_only
def paper(request: HttpRequest, key: str, which: str, kind: str) -> HttpResponse:
    """Control slip, acknowledgement of a result."""
    if which not in PAPERS:
        raise NotFound(f"paper {which}")
    dossier = queries.for_action(actor_of(request), key, on=clock.today())
    return _file(PAPERS[which](dossier), kind, f"{which}-{dossier.code or dossier.key}")


@require_safe
@officers_only
def letter(request: HttpRequest, key: str, number: int, kind: str) -> HttpResponse:
    """Apology, notice of stopping: the letter that an act made."""
    dossier = queries.for_action(actor_of(request), key, on=clock.today())
    found = papers_course.letter(dossier, number)
    return _file(found, kind, f"{found.kind.value}-{dossier.code or dossier.key}-{number}")


def _file(paper: Any, kind: str, name: str) -> HttpResponse:
    if kind not in TYPES:
        raise NotFound(f"paper as {kind}")
    content = documents.render(paper, "pdf" if kind == "pdf" else "docx")
    place = "inline" if kind == "pdf" else "attachment"
    headers = {
        "Content-Disposition": f'{place}; filename="{name}.{kind}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)

"""What a notice sheet on the wall is worth: its code is scanned or typed by anybody, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.disclosure.queries import scans
from thutuc.disclosure.queries.scans import Scanned
from thutuc.disclosure.rules import tokens
from thutuc.disclosure.rules.scanning import Figure, Row
from thutuc.disclosure.rules.terms import Verdict
from thutuc.disclosure.services import sheets
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.web import clock

SIGNS = {
    Verdict.IN_FORCE: ("ok", "circle-check"),
    Verdict.NOT_YET: ("soon", "clock"),
    Verdict.SUPERSEDED: ("soon", "refresh-cw"),
    Verdict.ABOLISHED: ("neutral", "circle-slash"),
}
"""Tone and sign of the band. Abolished is grey, not red: nothing is late."""
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
SHORT_CELL = 48
MOST_TYPED = 40


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Is the sheet on the wall right? The verdict first, then what helps."""
    bare = tokens.normalise(code)
    if bare != code and tokens.check(bare, scans.secrets()):
        return redirect("portal:sheet", bare)
    try:
        found = scans.sheet_by_code(code)
    except NotFound:
        return _unknown(request, code)
    answer = scans.scanned(found, on=clock.today(), at=clock.now())
    if request.method == "GET" and "Sec-Purpose" not in request.headers:
        sheets.record_scan(sheet=found, verdict=answer.verdict, by=Actor.anonymous(), at=clock.now())
    return _page(request, "portal/sheet.html", _context(answer))


@require_safe
def sheet_code(request: HttpRequest) -> HttpResponse:
    """The code typed by hand, for whoever has no camera."""
    typed = request.GET.get("ma", "")
    if not typed.strip():
        error = _("Nhập mã in cạnh mã QR của tờ niêm yết.") if "ma" in request.GET else ""
        return _page(request, "portal/sheet_code.html", {"typed": "", "error": error})
    bare = tokens.normalise(typed)
    if tokens.check(bare, scans.secrets()):
        return redirect("portal:sheet", bare)
    return _unknown(request, typed)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """No such sheet: said politely, with the field to type the code again."""
    context = {"typed": typed.strip()[:MOST_TYPED], "unknown": True, "now": clock.now()}
    return _page(request, "portal/sheet_code.html", context, status=404)


def _page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """An answer that holds now and not later: neither kept nor listed by others."""
    answer = render(request, template, context, status=status)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


def _context(answer: Scanned) -> dict[str, object]:
    tone, sign = SIGNS[answer.verdict]
    rows = answer.procedure.rows if answer.procedure else ()
    return {
        "found": answer,
        "sheet": answer.sheet,
        "code": tokens.grouped(answer.sheet.code),
        "verdict": answer.verdict.value,
        "label": answer.verdict.label,
        "tone": tone,
        "sign": sign,
        "now": clock.now(),
        "is_wide": not all(_is_short(row) for row in rows),
    }


def _is_short(row: Row) -> bool:
    """Whether a row of the comparison stays a row on a phone."""
    lines = () if row.figure in {Figure.LIMIT, Figure.FEE} else (*row.paper, *row.now)
    return all(len(line) <= SHORT_CELL for line in lines)

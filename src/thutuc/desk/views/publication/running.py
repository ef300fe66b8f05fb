"""«Chạy thử»: what a draft would do, in the order of what stops it, what changes when, and what else it touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Finding, Plan
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.desk import queries
from thutuc.desk.views.publication import frame
from thutuc.kernel.errors import NotFound
from thutuc.legislation import queries as legislation
from thutuc.web import clock, words
from thutuc.web.doors import officers_only

NAMED = 8
"""Codes named in one line; the others are counted."""
SHOWN_BLOCKS = 12


@dataclass(frozen=True)
class Told:
    """A finding in the reader's words, with its row."""

    position: int
    text: str


@dataclass(frozen=True)
class Panel:
    """The dry run as the page shows it."""

    plan: Plan
    at: datetime
    seconds: str
    rows: int
    blocks: tuple[Told, ...]
    more_blocks: int
    warnings: tuple[Told, ...]
    more_warnings: int
    opened: str
    closed: str
    reopened: str
    voided: str
    skipped: str
    dossiers: Any
    boards: Any
    pages: int
    moved_addresses: int
    forms: int
    entries: int
    entry_days: int | None


def panel(decision: Any, rows: int, operations: Sequence[Operation] | None = None) -> Panel:
    """Run it now; nothing is saved. `operations` are the rows where the page has read them."""
    started = perf_counter()
    today = clock.today()
    plan = catalogue.dry_run(decision, on=today, operations=operations)
    return shown(plan, rows=rows, seconds=perf_counter() - started)


def shown(plan: Plan, *, rows: int, seconds: float) -> Panel:
    """Any plan as a panel: of a draft, or of rows that are not stored yet."""
    today = clock.today()
    new = [each.code for each in plan.opens if each.closes is None]
    anew = [each.code for each in plan.opens if each.closes is not None]
    gone = [each.code for each in plan.closes if each.without_successor]
    old = [each.code for each in plan.closes if not each.without_successor]
    replaced = {each.code for each in plan.closes if each.without_successor and each.by is OperationKind.REPLACED}
    told, cautions = _told(plan.blocks), _told(plan.warnings)
    return Panel(
        plan=plan,
        at=clock.now(),
        seconds=words.number(seconds, 1),
        rows=rows,
        blocks=told[:SHOWN_BLOCKS],
        more_blocks=max(len(told) - SHOWN_BLOCKS, 0),
        warnings=cautions[:SHOWN_BLOCKS],
        more_warnings=max(len(cautions) - SHOWN_BLOCKS, 0),
        opened=_both(new, anew, _("bản mới của %(codes)s")),
        closed=_both(gone, old, _("bản cũ của %(codes)s")),
        reopened=_named([each.code for each in plan.reopens]),
        voided=_named([each.code for each in plan.voids]),
        skipped=_skipped(plan.skipped),
        dossiers=queries.running_dossiers([each.code for each in plan.closes]),
        boards=queries.boards_touched(plan, on=today),
        pages=len({*(each.code for each in plan.opens), *(each.code for each in plan.closes)}),
        moved_addresses=len(replaced),
        forms=sum(any(change.part.key == "forms" for change in each.changes) for each in plan.opens),
        entries=sum(each.redraws for each in plan.opens) + len(gone),
        entry_days=_entry_days(today),
    )


def _told(findings: tuple[Finding, ...]) -> tuple[Told, ...]:
    return tuple(Told(each.position, finding_words(each)) for each in findings)


def finding_words(finding: Finding) -> str:
    """A finding in the reader's language."""
    message = _(finding.message)
    params = {key: _(value) if isinstance(value, str) and value else value for key, value in finding.params.items()}
    return message % params if params else message


def _named(codes: list[str]) -> str:
    if len(codes) <= NAMED:
        return ", ".join(codes)
    more = len(codes) - NAMED
    rest = ngettext("và %(count)s mã nữa", "và %(count)s mã nữa", more) % {"count": words.number(more)}
    return f"{', '.join(codes[:NAMED])} {rest}"


def _both(first: list[str], second: list[str], pattern: str) -> str:
    return "; ".join(filter(None, [_named(first), pattern % {"codes": _named(second)} if second else ""]))


def _skipped(rows: tuple[int, ...]) -> str:
    if not rows:
        return ""
    told = ", ".join(map(str, rows[:NAMED])) + (" …" if len(rows) > NAMED else "")
    return ngettext("Chưa tính dòng %(rows)s.", "Chưa tính dòng %(rows)s.", len(rows)) % {"rows": told}


def _entry_days(today: Any) -> int | None:
    try:
        return legislation.parameter("disclosure.province", on=today).number
    except NotFound:
        return None


@require_safe
@officers_only
def dry_run(request: HttpRequest, code: str) -> HttpResponse:
    """The panel alone, for a page that refreshes it; as a page of its own without a script."""
    decision = frame.decision_of(request, code)
    counts = catalogue.tab_counts(decision)
    found = panel(decision, counts.operations)
    context = {
        "nav": frame.NAV,
        "decision": decision,
        "panel": found,
        "buttons": frame.buttons(request, decision, found.plan),
        "waiting": frame.waiting_for(request, decision),
    }
    whole = request.headers.get("HX-Request") != "true"
    return render(request, "desk/publication/dry_run.html" if whole else "desk/publication/_dry.html", context)

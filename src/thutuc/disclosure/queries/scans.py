"""What a code on a sheet leads to: the sheet, and what it is worth on a day. Everybody may ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import published
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.summary import Summary, summary_of
from thutuc.disclosure.models import Sheet, SheetVersion
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules import bundles, reach, scanning, tokens
from thutuc.disclosure.rules.scanning import Edition, Judgement, Listed, ListJudgement
from thutuc.disclosure.rules.terms import SheetKind, Verdict
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.organisations import queries as organisations


def secrets() -> list[str]:
    """The secrets under which codes were made: today's first, then those before it."""
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def sheet_by_code(text: str) -> Sheet:
    """The sheet whose code was typed or scanned. A code that was never made here costs no statement."""
    code = tokens.normalise(text)
    found = None
    if tokens.check(code, secrets()):
        found = Sheet.objects.select_related("agency", "place").filter(code=code).first()
    if found is None:
        raise NotFound(f"sheet {code}")
    return found


def procedure_of(text: str) -> str:
    """The code of the procedure that a sheet shows, or "" when it shows none or several. For the counter's reader."""
    try:
        sheet = sheet_by_code(text)
    except NotFound:
        return ""
    shown = SheetVersion.objects.filter(sheet=sheet).values_list("version__procedure__code", flat=True)
    found = set(shown.order_by()[:2])
    return str(found.pop()) if len(found) == 1 else ""


@dataclass(frozen=True)
class OfProcedure:
    """A sheet of one procedure, judged; both texts when it was replaced, else the one that helps the reader."""

    code: str
    name: str
    mark: str
    judgement: Judgement
    content: ProcedureContent
    rows: tuple[scanning.Row, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    """Code and name of what took its place."""

    @property
    def summary(self) -> Summary:
        return summary_of(self.content)


@dataclass(frozen=True)
class OfNotice:
    """A notice of where to send feedback, judged: what it says, what holds now."""

    verdict: Verdict
    printed: tuple[tuple[str, str], ...]
    now: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Scanned:
    """The answer to one scan."""

    sheet: Sheet
    verdict: Verdict
    procedure: OfProcedure | None = None
    listed: ListJudgement | None = None
    notice: OfNotice | None = None


def scanned(sheet: Sheet, *, on: date, at: datetime) -> Scanned:
    """What a sheet is worth on a day, as far as the public knows at a moment.

    Three or four statements for a procedure, seven for a list, none for a notice.
    """
    if sheet.kind == SheetKind.FEEDBACK_NOTICE.value:
        return _of_notice(sheet)
    shown = list(
        SheetVersion.objects.filter(sheet=sheet).select_related("version__procedure").defer("version__content")
    )
    editions = _editions({each.version.procedure_id for each in shown}, at)
    if sheet.kind == SheetKind.LIST.value:
        return _of_list(sheet, shown, editions, on)
    return _of_procedure(sheet, shown[0], editions, on)


Known = Mapping[int, Mapping[int, Edition]]
"""Procedure → version → what a verdict needs of it."""


def _editions(procedures: Iterable[int], at: datetime) -> Known:
    rows = catalogue.public(at=at).filter(procedure__in=set(procedures)).defer("content")
    found: dict[int, dict[int, Edition]] = {}
    for row in rows:
        found.setdefault(row.procedure_id, {})[row.pk] = _edition(row)
    return found


def _edition(row: Any) -> Edition:
    days = Days(row.validity.lower, row.validity.upper)
    return Edition(row.number, days, row.opened_basis, row.closed_basis, row.closed_by, row.notice_hash)


def _judged(shown: SheetVersion, editions: Known, on: date) -> Judgement:
    known = editions.get(shown.version.procedure_id, {})
    return scanning.judge(known.get(shown.version_id) or _edition(shown.version), known.values(), on=on)


def _of_procedure(sheet: Sheet, shown: SheetVersion, editions: Known, on: date) -> Scanned:
    judgement = _judged(shown, editions, on)
    known = editions.get(shown.version.procedure_id, {})
    now = next((pk for pk, edition in known.items() if edition is judgement.now), None)
    wanted = {shown.version_id, now or shown.version_id}
    contents = published.contents(sorted(wanted))
    paper, current = contents[shown.version_id], contents[now or shown.version_id]
    replaced = judgement.verdict is Verdict.SUPERSEDED
    code, act = shown.version.procedure.code, judgement.ended_act
    told = OfProcedure(
        code=code,
        name=current.name,
        mark=shown.mark,
        judgement=judgement,
        content=paper if judgement.verdict is Verdict.NOT_YET else current,
        rows=scanning.differences(paper, current) if replaced else (),
        instead=tuple(catalogue.replacing(code, act=act)) if act else (),
    )
    return Scanned(sheet, judgement.verdict, procedure=told)


def _of_list(sheet: Sheet, shown: Iterable[SheetVersion], editions: Known, on: date) -> Scanned:
    lines = [Listed(each.version.procedure.code, each.version.name, _judged(each, editions, on)) for each in shown]
    judged = scanning.judge_list(lines, _owed(sheet, on))
    return Scanned(sheet, judged.verdict, listed=judged)


def _owed(sheet: Sheet, on: date) -> list[tuple[str, str]]:
    """Code and name of what the unit of a list must show now. Four statements."""
    units = [ground.unit_of(row.agency, row.parent_id) for row in organisations.tree(on=on)]
    standing = ground.versions_from(catalogue.on_boards(on=on))
    return [(version.code, version.name) for version in reach.owed(units, standing).get(sheet.agency_id, ())]


def _of_notice(sheet: Sheet) -> Scanned:
    printed = tuple((str(label), str(value)) for label, value in sheet.lines)
    now = bundles.feedback_lines(settings.SITE)
    verdict = scanning.judge_notice([value for _, value in printed], [value for _, value in now])
    return Scanned(sheet, verdict, notice=OfNotice(verdict, printed, now))

"""An annex in work: its tables, the mapping that a person may correct, what becomes of every row."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.readers import NO_TABLE, grids_of_file, grids_of_text
from thutuc.catalogue.rules.annex import AnnexRow, AnnexTable, Grid, How, Index, Match, match, operation_of, tables_of
from thutuc.catalogue.rules.annex.columns import AnnexColumn
from thutuc.catalogue.rules.annex.reading import code_of, replaced_codes
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import BRINGING, OperationKind, PublicationCase
from thutuc.desk.forms.publication import MappingForm, RowForms
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.text import gettext_noop
from thutuc.web.doors import actor_of

KEPT_SECONDS = 3600
SHOWN = 300


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row."""

    row: AnnexRow
    kind: OperationKind | None
    match: Match
    operation: Operation | None
    notes: tuple[str, ...]
    is_out: bool
    problem: str = ""
    chosen: str = ""
    position: int = 0
    """Its place among the rows that would be added; 0 when it is none of them."""

    @property
    def how(self) -> str:
        """«khớp theo tên (93%)»."""
        words = _(self.match.how.label)
        return f"{words} ({self.match.score}%)" if self.match.how is How.NAME else words

    @property
    def state(self) -> str:
        if self.is_out:
            return "out"
        if self.problem:
            return "block"
        return "warn" if self.notes or self.match.how is How.NAME else "ok"

    @property
    def name(self) -> str:
        return self.row.cell(AnnexColumn.NAME) or self.match.name

    @property
    def kind_label(self) -> str:
        return _(self.kind.label) if self.kind else ""


@dataclass(frozen=True)
class Annex:
    """Everything on the check page."""

    token: str
    tables: tuple[tuple[AnnexTable, MappingForm], ...]
    outcomes: tuple[Outcome, ...]

    @property
    def operations(self) -> list[Operation]:
        return [each.operation for each in self.outcomes if each.operation and not each.is_out]

    @property
    def problems(self) -> int:
        return sum(each.state == "block" for each in self.outcomes)

    @property
    def left_out(self) -> int:
        return sum(each.is_out for each in self.outcomes)

    @property
    def shown(self) -> Sequence[Outcome]:
        """The rows on the page: those that need a person first."""
        order = {"block": 0, "warn": 1, "ok": 2, "out": 3}
        rows = sorted(self.outcomes, key=lambda each: (order[each.state], each.row.table, each.row.line))
        return rows[:SHOWN] if self.problems <= SHOWN else rows[: self.problems]


def kept(request: HttpRequest, *, upload: Any, pasted: str, token: str) -> tuple[str, list[Grid]]:
    """The grids of a new file or paste under a new token; without any, those of the token come back for an hour."""
    if upload is not None:
        grids = grids_of_file(upload.read(), upload.name)
    elif pasted.strip():
        grids = grids_of_text(pasted)
    else:
        found: list[Grid] | None = cache.get(_key(request, token)) if is_token(token) else None
        if not found:
            words = gettext_noop("Chọn tệp hoặc dán bảng. Bảng đã tải lên chỉ được giữ một giờ.")
            raise Refused([Objection("annex.file", words, field="tep")])
        return token, found
    token = secrets.token_hex(8)
    cache.set(_key(request, token), grids, KEPT_SECONDS)
    return token, grids


def forget(request: HttpRequest, token: str) -> None:
    """The rows are stored: the grids go."""
    if is_token(token):
        cache.delete(_key(request, token))


_TOKEN = re.compile(r"[0-9a-f]{16}")


def is_token(text: str) -> bool:
    """Whether a page of ours may have sent it: nothing else is asked of the cache."""
    return bool(_TOKEN.fullmatch(text))


def _key(request: HttpRequest, token: str) -> str:
    return f"annex:{actor_of(request).person_id}:{token}"


def read(token: str, grids: Sequence[Grid], data: Any, *, on: date, case: PublicationCase) -> Annex:
    """The annex with the corrections in `data`. Five statements whatever its size."""
    guessed = tables_of(grids)
    if not guessed:
        raise Refused([Objection("annex.no_table", NO_TABLE, field="tep")])
    corrected = data if data is not None and f"b{guessed[0].number}-c0" in data else None
    forms = [MappingForm(table, corrected) for table in guessed]
    for form in forms:
        form.is_valid()
    kinds = {form.table.number: kind for form in forms if (kind := form.kind())}
    tables = tables_of(grids, columns={form.table.number: form.columns() for form in forms}, kinds=kinds)
    rows = [row for table in tables for row in table.rows]
    outcomes = _outcomes(rows, RowForms(data if corrected is not None else None), on=on, case=case)
    return Annex(token, tuple(zip(tables, forms, strict=True)), _numbered(outcomes))


def _numbered(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    places = count(1)
    return tuple(
        replace(each, position=next(places)) if each.operation and not each.is_out else each for each in outcomes
    )


def _outcomes(rows: Sequence[AnnexRow], told: RowForms, *, on: date, case: PublicationCase) -> list[Outcome]:
    listed, national = catalogue.listed_index(), catalogue.national_index()
    found = [(row, _matched(row, told.code(row.key), listed, national)) for row in rows]
    codes = {each.code for _row, each in found if each.code}
    standing = catalogue.standing_bases(codes, on=on)
    theirs = catalogue.national_bases(codes)
    return [_outcome(row, each, told, standing, theirs, listed, case) for row, each in found]


def _matched(row: AnnexRow, given: str, listed: Index, national: Index) -> Match:
    if row.kind is None:
        return Match(How.NONE)
    name = row.cell(AnnexColumn.NAME) or row.cell(AnnexColumn.OLD_NAME)
    found = match(row.kind, given or code_of(row), name, listed=listed, national=national)
    if given and found.is_found:
        return Match(How.CHOSEN, found.code, found.name, 100)
    return found


def _outcome(
    row: AnnexRow,
    found: Match,
    told: RowForms,
    standing: Mapping[str, Any],
    theirs: Mapping[str, Any],
    listed: Index,
    case: PublicationCase,
) -> Outcome:
    is_out, chosen = told.is_out(row.key), told.code(row.key)
    problem = _problem(row, found)
    if row.kind is None or problem:
        return Outcome(row, row.kind, found, None, (), is_out, problem, chosen)
    base = theirs.get(found.code) if row.kind in BRINGING else standing.get(found.code)
    read = operation_of(
        row,
        found,
        kind=row.kind,
        base=base.content if base else None,
        base_number=base.number if base and row.kind not in BRINGING else None,
        replaced=[_own(code, listed) for code in replaced_codes(row)],
        case=case,
    )
    return Outcome(row, row.kind, found, read.operation, tuple(map(_, read.notes)), is_out, "", chosen)


def _own(code: str, listed: Index) -> str:
    found = listed.coded(code)
    return found.code if found and found.is_found else code


def _problem(row: AnnexRow, found: Match) -> str:
    if row.kind is None:
        return _("Chưa rõ thao tác: chọn ở phần ghép cột.")
    if found.is_found:
        return ""
    if found.others:
        return _("Không khớp chắc chắn: chọn một mã gợi ý, ghi mã khác hoặc bỏ dòng.")
    return _("Không khớp thủ tục nào: ghi mã đúng hoặc bỏ dòng.")

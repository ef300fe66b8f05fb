"""From grids of cells to rows: where the head is, which rows are titles, which go on with the row above."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.annex.columns import AnnexColumn, guess, heading_key, section_kinds
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.text import fold, tidy

MOST_ROWS = 2_000
HEAD_WITHIN = 8
"""The head stands in one of the first rows; above it there may be titles."""
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """One table as it stands in the file, merged cells repeated; `title` is the last heading before it."""

    title: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True)
class AnnexRow:
    """One procedure of an annex; `line` is its row in the table."""

    table: int
    line: int
    cells: Mapping[AnnexColumn, str]
    kind: OperationKind | None
    title: str = ""
    sector: str = ""
    levels: tuple[Level, ...] = ()

    def cell(self, column: AnnexColumn) -> str:
        """The words of a cell, "" when the annex has no such column."""
        return self.cells.get(column, "")

    @property
    def key(self) -> str:
        """How a page names the row."""
        return f"{self.table}-{self.line}"


@dataclass(frozen=True)
class AnnexTable:
    """One table with its head understood as far as the words tell."""

    number: int
    title: str
    head: Cells
    columns: tuple[AnnexColumn | None, ...]
    kinds: tuple[OperationKind, ...]
    rows: tuple[AnnexRow, ...] = field(default=(), repr=False)


def tables_of(
    grids: Iterable[Grid],
    *,
    columns: Mapping[int, Sequence[AnnexColumn | None]] | None = None,
    kinds: Mapping[int, OperationKind] | None = None,
) -> list[AnnexTable]:
    """The tables that list procedures; `columns` and `kinds` are a person's corrections by number of the table."""
    found: list[AnnexTable] = []
    for grid in grids:
        number = len(found) + 1
        table = _table(grid, number, (columns or {}).get(number), (kinds or {}).get(number))
        if table:
            found.append(table)
    return found


def _table(
    grid: Grid, number: int, told: Sequence[AnnexColumn | None] | None, kind: OperationKind | None
) -> AnnexTable | None:
    at = _head_at(grid.rows)
    if at is None:
        return None
    head, first = _whole_head(grid.rows, at)
    columns = tuple(told) if told and len(told) == len(head) else guess(head)
    titles = [_title_of(row) for row in grid.rows[:at]]
    title = next((text for text in reversed(titles) if text and section_kinds(text)), grid.title)
    rows = _Rows(number, columns, title, kind)
    for line, cells in enumerate(grid.rows[first:], start=first + 1):
        rows.take(line, cells)
    return AnnexTable(number, title, head, columns, section_kinds(title), tuple(rows.found))


def _head_at(rows: Sequence[Cells]) -> int | None:
    for place, cells in enumerate(rows[:HEAD_WITHIN]):
        named = [column for column in guess(cells) if column]
        if AnnexColumn.NAME in named and len(named) >= 2:
            return place
        if AnnexColumn.CODE in named and len(named) >= 3:
            return place
    return None


def _whole_head(rows: Sequence[Cells], at: int) -> tuple[Cells, int]:
    """The head with a second row under merged headings, and the first row behind it."""
    head, first = list(rows[at]), at + 1
    named = [place for place, column in enumerate(guess(head)) if column in (AnnexColumn.NUMBER, AnnexColumn.NAME)]
    below = rows[first] if first < len(rows) else ()
    if below and named and all(_same_or_empty(below, head, place) for place in named) and any(map(str.strip, below)):
        for place, text in enumerate(below[: len(head)]):
            if text.strip() and heading_key(text) != heading_key(head[place]):
                head[place] = f"{head[place]} {text}".strip()
        first += 1
    while first < len(rows) and _only_numbers(rows[first]):
        first += 1
    return tuple(tidy(text) for text in head), first


def _same_or_empty(below: Cells, head: Sequence[str], place: int) -> bool:
    text = below[place] if place < len(below) else ""
    return not text.strip() or heading_key(text) == heading_key(head[place])


def _only_numbers(cells: Cells) -> bool:
    """The row «(1) (2) (3)» under a head."""
    told = [text.strip() for text in cells if text.strip()]
    return len(told) >= 2 and all(re.fullmatch(r"\(\s*[\d=+ ]+\)|\[\d+\]", text) for text in told)


_ENUMERATOR = re.compile(r"(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)\s*[.)/]?")


def _title_of(cells: Cells) -> str:
    """The words of a row that is a title across the table, else ""."""
    told = list(dict.fromkeys(tidy(text) for text in cells if text.strip()))
    if len(told) == 2 and _ENUMERATOR.fullmatch(told[0]) and _looks_like_title(told[1]):
        return told[1]
    if len(told) == 1 and (_looks_like_title(told[0]) or len(cells) - cells.count("") > 2):
        return told[0]
    return ""


def _looks_like_title(text: str) -> bool:
    key = fold(text)
    levels = re.search(r"cap (?:trung uong|tinh|huyen|xa)\b", key)
    return bool(section_kinds(text) or "linh vuc" in key or (levels and len(key) < 160))


class _Rows:
    """Rows one after another, under the titles that stand between them."""

    def __init__(
        self, number: int, columns: Sequence[AnnexColumn | None], title: str, kind: OperationKind | None
    ) -> None:
        self.number, self.columns, self.title, self.told = number, columns, title, kind
        self.sector, self.levels = _sector(title), _levels(title)
        self.found: list[AnnexRow] = []

    def take(self, line: int, cells: Cells) -> None:
        """One more row: a title, a repeated head, more of the row above, or a procedure."""
        if not any(text.strip() for text in cells) or _only_numbers(cells) or self._is_head(cells):
            return
        if title := _title_of(cells):
            self._under(title)
            return
        told = self._told(cells)
        if self.found and self._goes_on(told):
            self._add_to_last(told)
        else:
            kinds = section_kinds(self.title)
            kind = self.told or (kinds[0] if len(kinds) == 1 else None)
            self.found.append(AnnexRow(self.number, line, told, kind, self.title, self.sector, self.levels))

    def _is_head(self, cells: Cells) -> bool:
        again = guess(cells)
        return AnnexColumn.NAME in again and AnnexColumn.NUMBER in again

    def _under(self, title: str) -> None:
        if section_kinds(title):
            self.title = title
        self.sector = _sector(title) or self.sector
        self.levels = _levels(title) or self.levels

    def _told(self, cells: Cells) -> dict[AnnexColumn, str]:
        found: dict[AnnexColumn, str] = {}
        for column, text in zip(self.columns, cells, strict=False):
            if column and text.strip():
                text = words.clean(text)
                found[column] = f"{found[column]}\n{text}" if column in found and found[column] != text else text
        return found

    def _goes_on(self, told: Mapping[AnnexColumn, str]) -> bool:
        last = self.found[-1].cells
        named = (AnnexColumn.NUMBER, AnnexColumn.CODE, AnnexColumn.NAME)
        return all(not told.get(column) or told[column] == last.get(column) for column in named)

    def _add_to_last(self, told: Mapping[AnnexColumn, str]) -> None:
        last = self.found[-1]
        cells = dict(last.cells)
        for column, text in told.items():
            have = cells.get(column, "")
            cells[column] = f"{have}\n{text}".strip() if text not in have.split("\n") and text != have else have
        self.found[-1] = AnnexRow(last.table, last.line, cells, last.kind, last.title, last.sector, last.levels)


def _sector(title: str) -> str:
    found = re.search(r"[Ll]ĩnh vực\s*:?\s*(.+)", tidy(title)) or re.search(r"LĨNH VỰC\s*:?\s*(.+)", tidy(title))
    return re.split(r"[(:;,]", found[1])[0].strip(" .") if found else ""


def _levels(title: str) -> tuple[Level, ...]:
    key = fold(title)
    named = ((Level.PROVINCE, "cap tinh"), (Level.DISTRICT, "cap huyen"), (Level.COMMUNE, "cap xa"))
    return tuple(level for level, word in named if word in key)

"""Annex tables in: .docx, .xlsx, cells pasted from either. Bounded; a damaged file is refused whole."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from thutuc.catalogue.readers.bounded import BROKEN, check_zip, refuse
from thutuc.catalogue.readers.cells import shown
from thutuc.catalogue.readers.workbook import DAMAGE
from thutuc.catalogue.rules import words
from thutuc.catalogue.rules.annex import MOST_ROWS, Grid, section_kinds
from thutuc.kernel.text import gettext_noop

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
"""An annex of 1,000 rows is 2 MB unpacked; merged cells need the whole sheet in memory."""
MOST_COLUMNS = 40
MOST_TEXT = 2_000_000
MOST_MERGED = 200_000
"""Cells of merged ranges in one sheet."""
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

TOO_BIG = gettext_noop("Tệp phụ lục lớn hơn %(most)s MB. Bỏ hình ảnh hoặc chia thành nhiều tệp.")
TOO_MANY = gettext_noop("Phụ lục có hơn %(most)s dòng. Chia thành nhiều tệp.")
NOT_OURS = gettext_noop("Chỉ đọc được .docx và .xlsx. Mở tệp bằng Word hoặc Excel rồi lưu lại theo một trong hai dạng.")
NO_TABLE = gettext_noop(
    "Không thấy bảng nào có cột tên hoặc mã thủ tục. Kiểm tra dòng tiêu đề của bảng, ví dụ: STT, Mã TTHC, Tên TTHC."
)


def grids_of_file(data: bytes, file_name: str) -> list[Grid]:
    """The tables of a document or workbook as grids of text; `Unreadable` says what is wrong."""
    if len(data) > MOST_BYTES:
        raise refuse("annex_too_big", TOO_BIG, most=MOST_BYTES // 1024 // 1024)
    if data.startswith(OLD_OFFICE) or not data.startswith(ZIP):
        raise refuse("annex_kind", NOT_OURS)
    check_zip(data)
    names = _names(data)
    if any(name.startswith("word/") for name in names):
        return _bounded(_of_document(data))
    if any(name.startswith("xl/") for name in names):
        return _bounded(_of_workbook(data))
    raise refuse("annex_kind", NOT_OURS)


def grids_of_text(text: str) -> list[Grid]:
    """Cells pasted from Word or Excel: tabs between cells, quotes around a cell of several lines.

    Lines without a tab before a table are its title.
    """
    if len(text) > MOST_TEXT:
        raise refuse("annex_too_big", TOO_BIG, most=MOST_TEXT // 1_000_000)
    return _bounded(_pasted(text.replace("\r\n", "\n")))


def _names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise refuse("annex_too_big", TOO_BIG, most=MOST_UNPACKED // 1024 // 1024)
        return archive.namelist()


def _bounded(grids: Iterator[Grid]) -> list[Grid]:
    found, rows = [], 0
    for grid in grids:
        rows += len(grid.rows)
        if rows > MOST_ROWS:
            raise refuse("annex_too_many", TOO_MANY, most=MOST_ROWS)
        found.append(grid)
    if not found:
        raise refuse("annex_no_table", NO_TABLE)
    return found


# --- Word ---


def _of_document(data: bytes) -> Iterator[Grid]:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.oxml.table import CT_Tbl

    title = ""
    try:
        for block in Document(io.BytesIO(data)).element.body.inner_content_elements:
            if isinstance(block, CT_Tbl):
                yield Grid(title, _grid(block))
            elif (text := _text(block)) and (section_kinds(text) or not title):
                title = text
    except (*DAMAGE, OpcError, zlib.error) as error:
        raise refuse("broken", BROKEN) from error


def _grid(table: Any) -> tuple[tuple[str, ...], ...]:
    """The cells of a table; what is merged is repeated in every place that it covers."""
    rows: list[list[str]] = []
    for line in table.tr_lst:
        cells: list[str] = []
        for cell in line.tc_lst:
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
            text = above if cell.vMerge == "continue" else _text(cell)
            cells += [text] * min(cell.grid_span, MOST_COLUMNS)
        rows.append(cells[:MOST_COLUMNS])
        if len(rows) > MOST_ROWS:
            raise refuse("annex_too_many", TOO_MANY, most=MOST_ROWS)
    return tuple(map(tuple, rows))


_TEXT, _TAB, _BREAK, _PARAGRAPH = (
    f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("t", "tab", "br", "p")
)


def _text(element: Any) -> str:
    """The words of a cell or paragraph: inserted ones too, deleted ones not, a line for each paragraph."""
    parts: list[str] = []
    for node in element.iter(_TEXT, _TAB, _BREAK, _PARAGRAPH):
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag == _TAB:
            parts.append(" ")
        else:
            parts.append("\n")
    return words.clean("".join(parts))


# --- Excel ---


def _of_workbook(data: bytes) -> Iterator[Grid]:
    from openpyxl import load_workbook

    _check_merged(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = _sheet(sheet)
            if rows:
                yield Grid(str(sheet.title), rows)
    except DAMAGE as error:
        raise refuse("broken", BROKEN) from error


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*>")
_SPAN = re.compile(rb"""\bref=["']([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)["']""")


def _check_merged(data: bytes) -> None:
    """A merged range is laid out cell by cell when it is read: one over a whole sheet would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            try:
                written = _MERGED.findall(archive.read(name))
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
                raise refuse("broken", BROKEN) from error
            if sum(map(_area, written)) > MOST_MERGED:
                raise refuse("annex_merged", gettext_noop("Bảng tính gộp quá nhiều ô. Bỏ gộp ô rồi thử lại."))


def _area(written: bytes) -> int:
    from openpyxl.utils import range_boundaries

    span = _SPAN.search(written)
    if span is None:
        return MOST_MERGED + 1
    left, top, right, bottom = (edge or 0 for edge in range_boundaries(span[1].decode()))
    return (right - left + 1) * (bottom - top + 1)


def _sheet(sheet: Any) -> tuple[tuple[str, ...], ...]:
    if sheet.max_row > MOST_ROWS * 5:
        raise refuse("annex_too_many", TOO_MANY, most=MOST_ROWS)
    rows = [
        [shown(value, keep=True) for value in values]
        for values in sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS), values_only=True)
    ]
    for span in sheet.merged_cells.ranges:
        text = rows[span.min_row - 1][span.min_col - 1] if span.min_col <= MOST_COLUMNS else ""
        for place in range(span.min_row - 1, min(span.max_row, len(rows))):
            for column in range(span.min_col - 1, min(span.max_col, len(rows[place]))):
                rows[place][column] = text
    return tuple(tuple(row) for row in rows if any(row))


# --- pasted ---


def _pasted(text: str) -> Iterator[Grid]:
    title = ""
    rows: list[tuple[str, ...]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=False):
            told = [words.clean(cell) for cell in cells[:MOST_COLUMNS]]
            if len(told) == 1 and section_kinds(told[0]) and not rows:
                title = told[0]
            elif any(told):
                rows.append(tuple(told))
    except csv.Error as error:
        raise refuse(
            "annex_pasted", gettext_noop("Không đọc được phần dán. Chọn lại cả bảng rồi dán lần nữa.")
        ) from error
    if rows:
        yield Grid(title, tuple(rows))

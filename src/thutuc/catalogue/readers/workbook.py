"""Spreadsheets of procedures: the system's own template, or a foreign sheet by its column mapping.

What reads a workbook is imported when there is one: it takes longer to import than most commands take.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from thutuc.catalogue.readers.bounded import BROKEN, check_zip, refuse
from thutuc.catalogue.readers.cells import Cells, shown
from thutuc.catalogue.readers.fields import Faults
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules.columns import BY_KEY, COLUMNS, TEMPLATE_SHEET, heading_key
from thutuc.catalogue.rules.rows import MOST_ROWS, ImportedRow
from thutuc.catalogue.rules.terms import ImportFormat
from thutuc.kernel.text import gettext_noop

MOST_COLUMNS = 200
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, RuntimeError),
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError),
)
"""What the reader of workbooks raises at a part that is cut off, encrypted, or no longer XML."""
TEMPLATE = Mapping("", {column.key: column.heading for column in COLUMNS}, TEMPLATE_SHEET)


def rows_of_workbook(data: bytes, faults: Faults, mapping: Mapping | None) -> tuple[ImportFormat, list[ImportedRow]]:
    """The rows of a template (known by its sheet) or of a foreign workbook (by its mapping)."""
    with opened(data) as book:
        if mapping is None and TEMPLATE_SHEET not in book.sheetnames:
            words = gettext_noop("Bảng tính này không theo mẫu của hệ thống. Chọn một bảng ghép cột.")
            raise refuse("no_mapping", words)
        chosen = mapping or TEMPLATE
        sheet = _sheet(book, chosen.sheet)
        kind = ImportFormat.MAPPED if mapping else ImportFormat.TEMPLATE
        return kind, list(_rows(sheet, chosen, faults, optional=mapping is None))


def headings(data: bytes, *, sheet: str = "", header_row: int = 1) -> tuple[list[str], list[str]]:
    """The names of the sheets and the headings of one: what a person sees when making a mapping."""
    with opened(data) as book:
        found = _sheet(book, sheet)
        lines = found.iter_rows(min_row=header_row, max_row=header_row, max_col=MOST_COLUMNS, values_only=True)
        return list(book.sheetnames), _head(next(lines, ()))


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The workbook; its sheets are unpacked while they are read, so that a broken part may show only then."""
    check_zip(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except DAMAGE as error:
        raise refuse("broken", BROKEN) from error


def _sheet(book: Any, name: str) -> Any:
    if not name:
        return book.worksheets[0]
    by_key = {heading_key(sheet.title): sheet for sheet in book.worksheets}
    if heading_key(name) not in by_key:
        raise refuse("no_sheet", gettext_noop("Không có trang tính «%(sheet)s» trong tệp."), sheet=name)
    return by_key[heading_key(name)]


def _rows(sheet: Any, mapping: Mapping, faults: Faults, *, optional: bool) -> Iterator[ImportedRow]:
    lines = sheet.iter_rows(min_row=mapping.header_row, max_col=MOST_COLUMNS, values_only=True)
    head = _head(next(lines, ()))
    places = _places(head, mapping, optional=optional)
    for number, values in enumerate(lines, start=mapping.header_row + 1):
        if number - mapping.header_row > MOST_ROWS:
            raise refuse(
                "too_many", gettext_noop("Tệp có hơn %(most)s dòng. Chia tệp thành nhiều phần."), most=MOST_ROWS
            )
        if any(shown(value) for value in values):
            cells = Cells({key: values[at] if at < len(values) else None for key, at in places.items()}, number, faults)
            yield cells.row(_raw(head, values))


def _head(values: Sequence[Any]) -> list[str]:
    """The headings, without the empty cells behind the last one."""
    found = [shown(value) for value in values]
    while found and not found[-1]:
        found.pop()
    return found


def _places(head: Sequence[str], mapping: Mapping, *, optional: bool) -> dict[str, int]:
    at = {heading_key(text): place for place, text in reversed(list(enumerate(head))) if text}
    found, missing = {}, []
    for key, heading in mapping.columns.items():
        if key not in BY_KEY or not heading:
            continue
        if heading_key(heading) in at:
            found[key] = at[heading_key(heading)]
        elif not optional or key == "code":
            missing.append(heading)
    if missing:
        words = gettext_noop("Không thấy cột «%(columns)s» ở dòng tiêu đề %(row)s.")
        raise refuse("no_column", words, columns="», «".join(missing), row=mapping.header_row)
    if "code" not in found:
        raise refuse("no_column", gettext_noop("Bảng ghép cột chưa chỉ ra cột mã thủ tục."))
    return found


def _raw(head: Sequence[str], values: Sequence[Any]) -> str:
    """The row as it came, by heading (by place where a heading is empty or repeated)."""
    kept: dict[str, str] = {}
    for place, value in enumerate(values):
        if text := shown(value, keep=True):
            name = head[place] if place < len(head) and head[place] not in ("", *kept) else str(place + 1)
            kept[name] = text
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

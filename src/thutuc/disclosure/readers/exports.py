"""An export of the national database: full content in the formats of the import, or a list by its headings."""

import gzip
import json
from datetime import date

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.readers import headings, mapping_of, read
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.columns import TEMPLATE_SHEET, guess
from thutuc.catalogue.rules.rows import Reading
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.disclosure.models import ComparisonRequest
from thutuc.disclosure.queries import comparisons
from thutuc.kernel.errors import Objection, Unreadable
from thutuc.kernel.text import gettext_noop

ZIP = b"PK\x03\x04"
DEEPEST_HEAD = 12
"""Exports carry a title, a day, a name of the agency above their head row."""


def read_export(data: bytes, file_name: str, *, mapping: str = "") -> Reading:
    """The rows of an export: by the saved mapping, else by the headings that the sheet itself has."""
    chosen = mapping_of(mapping) or _by_headings(data)
    return read(data, file_name, mapping=chosen)


def read_kept(asked: ComparisonRequest) -> Reading:
    """The file of a request, read as it was when it was brought."""
    return read_export(comparisons.bytes_of(asked), asked.file_name, mapping=asked.mapping_key)


def original(on: date) -> tuple[bytes, str]:
    """The national original as it was last brought in, as a file of the day: what is public there."""
    contents = catalogue.contents(on=on, scope=CatalogueScope.NATIONAL)
    lines = "\n".join(json.dumps(canonical.to_plain(each), ensure_ascii=False) for each in contents)
    if not lines:
        words = gettext_noop("Bản gốc quốc gia chưa có thủ tục nào. Nhập dữ liệu trước, hoặc nạp tệp.")
        raise Unreadable([Objection("comparison.no_original", words)])
    return gzip.compress(lines.encode(), 6, mtime=0), f"ban-goc-{on:%Y-%m-%d}.jsonl.gz"


def _by_headings(data: bytes) -> Mapping | None:
    """The first row whose cells name code and name; None for our own template, for files that are no workbook."""
    if not data.startswith(ZIP):
        return None
    for row in range(1, DEEPEST_HEAD + 1):
        sheets, head = headings(data, header_row=row)
        if TEMPLATE_SHEET in sheets:
            return None
        columns = guess(head)
        if {"code", "name"} <= set(columns):
            return Mapping("", {key: head[place] for key, place in columns.items()}, header_row=row)
    return None

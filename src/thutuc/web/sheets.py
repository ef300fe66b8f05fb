"""Spreadsheets out: one sheet with a frozen head row, whose cells are text, numbers and days, never formulas."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000
"""A cell holds 32,767 characters; the rest would be dropped without a word."""
RISKY = ("=", "+", "-", "@", "\t")


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: each column with its heading and width, each row as given."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        sheet = book.add_worksheet(title[:31])
        for place, (heading, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, head)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, date) and not isinstance(value, datetime):
                    sheet.write_datetime(line, place, value, day)
                elif isinstance(value, int | float):
                    sheet.write_number(line, place, value, text)
                elif value not in (None, ""):
                    words = str(value)[:LONGEST_CELL]
                    sheet.write_string(line, place, words, guarded if words.startswith(RISKY) else text)
    return out.getvalue()


def answer(content: bytes, name: str) -> HttpResponse:
    """The file as a download; `name` in plain letters, without the extension."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)

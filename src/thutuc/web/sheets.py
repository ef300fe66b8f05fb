"""Spreadsheets out: sheets with a frozen head row, whose cells are text, numbers and days, never formulas."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000
"""Excel keeps 32,767 characters in a cell and drops the rest without a word."""
RISKY = ("=", "+", "-", "@", "\t")


class Book:
    """A workbook whose cells hold text, numbers and days, never formulas or links."""

    def __init__(self) -> None:
        import xlsxwriter

        self.out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.out, options)
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.guarded = self.book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})

    def sheet(self, title: str, columns: Sequence[tuple[str, int]]) -> Any:
        """A sheet with a frozen head row; each column with its width."""
        sheet = self.book.add_worksheet(title[:31])
        for place, (heading, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, self.head)
        sheet.freeze_panes(1, 0)
        return sheet

    def write(self, sheet: Any, row: int, values: Iterable[object]) -> None:
        """One line."""
        for place, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, date) and not isinstance(value, datetime):
                sheet.write_datetime(row, place, value, self.day)
            elif isinstance(value, int | float):
                sheet.write_number(row, place, value, self.text)
            else:
                text = shortened(str(value))
                sheet.write_string(row, place, text, self.guarded if text.startswith(RISKY) else self.text)

    def done(self) -> bytes:
        """The file."""
        self.book.close()
        return self.out.getvalue()


def shortened(text: str) -> str:
    """What a cell can hold; a longer text says that it goes on."""
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + " […]"


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]) -> bytes:
    """A file of one sheet: each column with its heading and width, each row as given."""
    book = Book()
    sheet = book.sheet(title, columns)
    for line, row in enumerate(rows, start=1):
        book.write(sheet, line, row)
    return book.done()


def answer(content: bytes, name: str) -> HttpResponse:
    """The file as a download under `name` (plain letters), never shown in place."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)

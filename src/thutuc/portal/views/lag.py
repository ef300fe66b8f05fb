"""Từ luật đến bảng niêm yết: one change as a line, the same figures as the office has, all of them as a file."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.disclosure.queries import lag as queries
from thutuc.disclosure.rules import lag as rules
from thutuc.disclosure.rules.chain import Station
from thutuc.disclosure.rules.lag import ChangeRow, GroupBy
from thutuc.web import clock, words

MOST_ROWS = 100
BOM = "\ufeff"
"""Spreadsheets take the file for UTF-8 with it."""


def year_rows(on: date) -> list[ChangeRow]:
    """The changes of this year, as everybody may see them."""
    return queries.rows(on=on, since=date(on.year, 1, 1))


def figures(rows: Sequence[ChangeRow]) -> dict[str, Any]:
    """The figures of the year: the whole, by sector the worst first, the size of the file."""
    groups = rules.grouped(rows, GroupBy.SECTOR)
    return {
        "whole": rules.figures("", rows),
        "groups": [group for group in groups if group.count],
        "most": max((group.median or 0 for group in groups), default=0),
        "file_bytes": len(_written(rows)),
    }


@require_safe
def change_line(request: HttpRequest, key: str) -> HttpResponse:
    """One change from the law to the last board: seven stations, the bar, its procedures, the sectors of the year."""
    on = clock.today()
    found = queries.line_of(key, on=on)
    late = queries.late_units(found, on=on)
    context = {
        "found": found,
        "late": late,
        "most_late": max((unit.late for unit in late), default=0),
        "least_late": min((unit.late for unit in late), default=0),
        "rows": found.rows[:MOST_ROWS],
        "on": on,
        "now": clock.now(),
        **figures(year_rows(on)),
    }
    return render(request, "portal/change_line.html", context)


@require_safe
def lag_table(request: HttpRequest) -> HttpResponse:
    """The changes of the year as CSV, one line for each procedure of each decision."""
    name = _("tu-luat-den-bang-%(day)s.csv") % {"day": f"{clock.today():%Y%m%d}"}
    answer = HttpResponse(_written(year_rows(clock.today())), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(rows: Iterable[ChangeRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_heads())
    for row in rows:
        writer.writerow([_guarded(cell) for cell in _cells(row)])
    return (BOM + out.getvalue()).encode()


def _heads() -> list[str]:
    stations = [_(station.label) for station in Station]
    before = [_("Mã thủ tục"), _("Tên thủ tục"), _("Lĩnh vực"), _("Việc"), _("Quyết định"), _("Cơ quan soạn thảo")]
    after = [_("Số tờ phải thay"), _("Số tờ đã thay"), _("Số ngày chậm"), _("Chặng chậm nhất")]
    return [*before, _("Văn bản"), _("Bộ, ngành"), *stations, *after]


def _cells(row: ChangeRow) -> list[str]:
    days = [words.day(stop.on) for stop in row.line.stops]
    boards, longest = row.line.dates.boards, row.line.longest
    told = [row.code, row.name, row.sector, _(row.kind.label), row.number, row.department, row.law, row.ministry]
    slow = _(longest.hop.label) if longest else ""
    return [*told, *days, str(boards.owed), str(boards.done), str(row.days), slow]


def _guarded(cell: str) -> str:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell

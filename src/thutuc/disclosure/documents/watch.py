"""Spreadsheets of the upstream watch: the list as filtered, and the empty sheet for ministries' decisions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thutuc.catalogue.rules.decisions.ministry_columns import COLUMNS
from thutuc.disclosure.queries.watch import WatchRow
from thutuc.web import sheets


def watch_sheet(rows: Iterable[WatchRow]) -> bytes:
    """Theo dõi công bố của bộ, ngành: one line a case."""
    columns = (
        (_("Việc"), 34),
        (_("Văn bản, quyết định, thủ tục"), 24),
        (_("Trích yếu"), 60),
        (_("Bộ, ngành"), 28),
        (_("Cơ quan của tỉnh"), 28),
        (_("Số thủ tục"), 10),
        (_("Phát sinh"), 12),
        (_("Số ngày"), 10),
        (_("Số ngày làm việc"), 12),
        (_("Hạn"), 12),
        (_("Căn cứ của hạn"), 40),
        (_("Chậm do ai"), 20),
        (_("Bước tiếp"), 34),
        (_("Đôn đốc gần nhất"), 14),
    )
    lines = (
        (
            _(row.case.kind.label),
            row.case.number,
            row.case.title,
            row.case.to,
            row.agency,
            len(row.case.missing or row.case.codes),
            row.case.since,
            row.case.age[0],
            row.case.age[1],
            row.case.due.on,
            row.case.due.basis,
            _(row.case.fault.label),
            _(row.case.step.label),
            row.reminder.sent_on if row.reminder else None,
        )
        for row in rows
    )
    return sheets.workbook(_("Bộ công bố"), columns, lines)


def ministry_template() -> bytes:
    """The empty sheet in which decisions of ministries may be brought."""
    columns = [(_(column.heading), 40 if column.key in {"name", "title"} else 20) for column in COLUMNS]
    return sheets.workbook(_("Quyết định của bộ"), columns, ())

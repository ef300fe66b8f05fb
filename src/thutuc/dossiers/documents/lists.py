"""A list of dossiers as a spreadsheet; no cell is ever a formula."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from thutuc.web import sheets


def spreadsheet(title: str, rows: Iterable[Sequence[object]]) -> bytes:
    """The columns of the screen, with dates as dates."""
    columns = [
        (_("Mã hồ sơ"), 24),
        (_("Thủ tục"), 48),
        (_("Người nộp"), 26),
        (_("Cách nộp"), 14),
        (_("Bước"), 22),
        (_("Người xử lý"), 24),
        (_("Đơn vị"), 34),
        (_("Ngày nhận"), 12),
        (_("Hạn trả"), 12),
        (_("Còn (ngày làm việc)"), 12),
        (_("Nguồn"), 16),
    ]
    return sheets.workbook(title, columns, rows)

"""Notice boards as a spreadsheet."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from thutuc.disclosure.queries.duties import UnitRow
from thutuc.web.sheets import workbook


def overview(rows: Iterable[UnitRow], *, on: date) -> bytes:
    """The overview as filtered, one line a unit."""
    columns = [
        *((_("Mã đơn vị"), 26), (_("Đơn vị"), 44), (_("Phải niêm yết"), 12), (_("Đang treo đúng"), 12)),
        *((_("Quá hạn nội bộ"), 12), (_("Treo mới"), 10), (_("Thay bản"), 10), (_("Gỡ"), 10)),
        *((_("Số nơi"), 8), (_("Có ảnh, 30 ngày (%)"), 12), (_("Kiểm mẫu: số tờ"), 12), (_("Kiểm mẫu: sai"), 12)),
        *((_("Ngày kiểm"), 12), (_("Đầu mối"), 26), (_("Điện thoại"), 16)),
    ]
    return workbook(f"{_('Niêm yết')} {on:%d-%m-%Y}", columns, (_line(row) for row in rows))


def _line(row: UnitRow) -> list[object]:
    check = row.check
    contact = [row.contact.full_name, row.contact.phone] if row.contact else ["", ""]
    checked = [check.looked_at, check.wrong, check.on] if check else [None, None, None]
    figures = row.standing
    return [
        *(row.agency.code, row.agency.name, figures.owed, figures.right, row.late, row.post, row.replace),
        *(row.take_down, figures.places, row.photo_share, *checked, *contact),
    ]

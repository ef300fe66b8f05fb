"""The website check as a spreadsheet."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from thutuc.disclosure.queries.sites import SiteRow
from thutuc.disclosure.rules.sites import SiteOutcome
from thutuc.kernel.periods import local_date
from thutuc.web.sheets import workbook


def overview(rows: Iterable[SiteRow], *, on: date) -> bytes:
    """One line a unit, worst first."""
    columns = [
        *((_("Mã đơn vị"), 26), (_("Đơn vị"), 44), (_("Địa chỉ"), 50), (_("Kết quả"), 18), (_("Ngày kiểm tra"), 14)),
        *((_("Thủ tục được liên kết"), 12), (_("Phải công khai"), 12), (_("Có thông báo phản ánh, kiến nghị"), 16)),
        *((_("Nội dung cũ"), 10), (_("Liên kết hỏng"), 10)),
    ]
    return workbook(f"{_('Trang điện tử')} {on:%d-%m-%Y}", columns, (_line(row) for row in rows))


def _line(row: SiteRow) -> list[object]:
    unit = [row.agency.code, row.agency.name, " ".join(row.addresses)]
    if row.check is None:
        return [*unit, _("Chưa kiểm tra")]
    notice = _("Có") if row.check.shows_notice else _("Không")
    checked = [_(SiteOutcome(row.check.outcome).label), local_date(row.check.at)]
    return [*unit, *checked, row.check.linked, row.check.owed, notice, row.stale, row.dead]

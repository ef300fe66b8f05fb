"""Spreadsheets out: the empty template, a list as filtered, the report of an import. Text never becomes a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thutuc.catalogue.queries import ListRow
from thutuc.catalogue.rules.columns import COLUMNS, TEMPLATE_SHEET
from thutuc.catalogue.rules.odd import Oddity
from thutuc.catalogue.rules.report import Outcome
from thutuc.web.sheets import Book


def template() -> bytes:
    """The empty template of an import, with a sheet that explains its columns."""
    book = Book()
    sheet = book.sheet(TEMPLATE_SHEET, [(column.heading, 24) for column in COLUMNS])
    sheet.set_column(0, 0, 16)
    guide = book.sheet(_("Hướng dẫn"), [(_("Cột"), 28), (_("Cách ghi"), 60)])
    for row, column in enumerate(COLUMNS, start=1):
        book.write(guide, row, [column.heading, _(column.hint) if column.hint else _("Chữ, không bắt buộc")])
    return book.done()


def list_of(rows: Iterable[ListRow], *, on: date) -> bytes:
    """A list as filtered."""
    book = Book()
    sheet = book.sheet(
        _("Danh mục %(day)s") % {"day": f"{on:%d-%m-%Y}"},
        [
            *((_("Mã thủ tục"), 22), (_("Tên thủ tục"), 70), (_("Lĩnh vực"), 28), (_("Cấp thực hiện"), 20)),
            *((_("Cơ quan"), 34), (_("Căn cứ công bố"), 24), (_("Hiệu lực từ"), 13), (_("Hết hiệu lực"), 13)),
            *((_("Phiên bản"), 10), (_("Công khai"), 12), (_("Nội bộ"), 8)),
        ],
    )
    for place, row in enumerate(rows, start=1):
        levels = "; ".join(_(level.label) for level in row.levels)
        shown = _("Có") if row.is_public else _("Chưa")
        told = [row.code, row.name, row.sector, levels, row.agency, row.decision, row.starts_on, row.ends_on]
        book.write(sheet, place, [*told, row.number, shown, _("Có") if row.is_internal else ""])
    return book.done()


def report_of(report: Mapping[str, Any]) -> bytes:
    """The report of an import: the sums, every row, every changed part, every oddity."""
    book = Book()
    _sums(book, report["counts"])
    _every_row(book, report["rows"])
    _changes(book, report["rows"])
    _odd(book, report["rows"])
    return book.done()


def _sums(book: Book, counts: Mapping[str, int]) -> None:
    labels = {
        "rows": _("Số dòng"),
        "created": _("Thêm mới"),
        "changed": _("Thay đổi"),
        "unchanged": _("Giữ nguyên"),
        "fields": _("Số phần thay đổi"),
        "odd": _("Dòng có chỗ lạ"),
        "withdrawn": _("Bãi bỏ"),
    }
    sheet = book.sheet(_("Tổng hợp"), [(_("Mục"), 30), (_("Số lượng"), 14)])
    for place, (key, label) in enumerate(labels.items(), start=1):
        book.write(sheet, place, [label, counts.get(key, 0)])


def _every_row(book: Book, rows: Sequence[Mapping[str, Any]]) -> None:
    outcomes = {outcome.value: _(outcome.label) for outcome in Outcome}
    columns = [(_("Dòng"), 8), (_("Mã thủ tục"), 18), (_("Tên thủ tục"), 70), (_("Kết quả"), 16)]
    sheet = book.sheet(_("Các dòng"), columns)
    for place, row in enumerate(rows, start=1):
        book.write(sheet, place, [row["row"], row["code"], row["name"], outcomes[row["outcome"]]])


def _changes(book: Book, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [(_("Dòng"), 8), (_("Mã thủ tục"), 18), (_("Phần"), 26), (_("Trước"), 60), (_("Sau"), 60)]
    sheet = book.sheet(_("Các chỗ thay đổi"), columns)
    told = [(row, change) for row in rows for change in row.get("changes", ())]
    for place, (row, change) in enumerate(told, start=1):
        words = [_(change["label"]), change["before"], change["after"]]
        book.write(sheet, place, [row["row"], row["code"], *words])


def _odd(book: Book, rows: Sequence[Mapping[str, Any]]) -> None:
    oddities = {oddity.value: _(oddity.label) for oddity in Oddity}
    columns = [(_("Dòng"), 8), (_("Mã thủ tục"), 18), (_("Lý do"), 44), (_("Chi tiết"), 60)]
    sheet = book.sheet(_("Chỗ lạ"), columns)
    told = [(row, flag) for row in rows for flag in row.get("odd", ())]
    for place, (row, flag) in enumerate(told, start=1):
        words = [oddities.get(flag["kind"], flag["kind"]), flag["detail"]]
        book.write(sheet, place, [row["row"], row["code"], *words])

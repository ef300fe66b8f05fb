"""A comparison as a spreadsheet: every mismatch, every part that differs, the places that differ in spelling only."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thutuc.disclosure.models import ComparisonItem, ComparisonRun
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.web.sheets import Book


def of_run(run: ComparisonRun, items: Iterable[ComparisonItem]) -> bytes:
    """The mismatches as filtered."""
    book, rows = Book(), list(items)
    _items(book, rows)
    _parts(book, rows)
    _spelling(book, run)
    return book.done()


def _items(book: Book, items: list[ComparisonItem]) -> None:
    columns = [
        *((_("Loại lệch"), 24), (_("Mã thủ tục"), 22), (_("Tên thủ tục"), 70), (_("Lĩnh vực"), 28)),
        *((_("Căn cứ ở tỉnh"), 26), (_("Từ ngày"), 13), (_("Quyết định trên CSDLQG"), 24)),
        *((_("Số thành phần lệch"), 12), (_("Hướng xử lý"), 20), (_("Ghi chú"), 40), (_("Người quyết định"), 26)),
    ]
    sheet = book.sheet(_("Chỗ lệch"), columns)
    for place, item in enumerate(items, start=1):
        kind, state = _(Mismatch(item.kind).label), _(ItemState(item.state).label)
        told = [kind, item.code, item.name, item.sector, item.basis, item.since, item.there.get("decision", "")]
        book.write(sheet, place, [*told, len(item.parts) or "", state, item.note, item.decided_by_name])


def _parts(book: Book, items: list[ComparisonItem]) -> None:
    columns = [(_("Mã thủ tục"), 22), (_("Thành phần"), 26), (_("Danh mục của tỉnh"), 70), (_("CSDLQG"), 70)]
    sheet = book.sheet(_("Thành phần lệch"), columns)
    told = [(item, field) for item in items for field in item.fields]
    for place, (item, field) in enumerate(told, start=1):
        sides = ["\n".join(field[side]) for side in ("ours", "there")]
        book.write(sheet, place, [item.code, _(field["label"]), *sides])


def _spelling(book: Book, run: ComparisonRun) -> None:
    columns = [(_("Mã thủ tục"), 22), (_("Thành phần"), 26), (_("Danh mục của tỉnh"), 70), (_("CSDLQG"), 70)]
    sheet = book.sheet(_("Chỉ khác chính tả"), columns)
    for place, spot in enumerate(run.overlooked, start=1):
        book.write(sheet, place, [spot["code"], _(spot["label"]), spot["ours"], spot["there"]])

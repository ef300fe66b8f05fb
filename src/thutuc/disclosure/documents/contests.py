"""Danh sách giải trình: what the national formula counts wrongly, row by row, as a spreadsheet."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from thutuc.disclosure.rules.indices import Case, Index, Judged
from thutuc.kernel.periods import Days
from thutuc.web import sheets


def contested(found: Sequence[Index], period: Days) -> bytes:
    """One line for each decision of each procedure to contest."""
    columns = [
        (_("Chỉ số"), 10),
        (_("Mã thủ tục"), 24),
        (_("Tên thủ tục"), 60),
        (_("Đơn vị"), 32),
        (_("Quyết định"), 20),
        (_("Ngày ký"), 12),
        (_("Hạn theo công thức"), 14),
        (_("Ngày thực hiện"), 14),
        (_("Căn cứ có hiệu lực mới nhất"), 26),
        (_("Ngày hiệu lực của căn cứ làm thay đổi"), 16),
        (_("Ngày quyết định của bộ đến"), 16),
        (_("Bộ phận còn thiếu"), 32),
        (_("Lý do"), 70),
    ]
    title = _("Giải trình %(first)s") % {"first": f"{period.start:%d.%m.%Y}" if period.start else ""}
    return sheets.workbook(title, columns, _lines(found))


def _lines(found: Sequence[Index]) -> Iterable[Sequence[object]]:
    for index in found:
        for row in index.contested:
            late = [case for case in row.cases if not case.on_time]
            yield from (_line(index, row, case) for case in late)
            if not late:
                yield _line(index, row, None)


def _line(index: Index, row: Judged, case: Case | None) -> Sequence[object]:
    told = case.row if case else None
    return (
        index.code.value,
        row.code,
        row.name,
        row.agency,
        told.decision if told else "",
        told.signed_on if told else None,
        case.due_on if case else None,
        case.done_on if case else None,
        told.newest_basis if told else "",
        told.changed_basis_on if told else None,
        told.ministry_arrived_on if told else None,
        ", ".join(_(part) for part in row.missing),
        "; ".join(_(ground.label) for ground in (case.grounds if case else row.own_grounds)),
    )

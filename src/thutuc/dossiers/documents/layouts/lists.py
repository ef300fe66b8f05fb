"""Papers that are tables: control slip, register, hand-over of results (one-stop.md §4.6 to §4.8)."""

from thutuc.dossiers.documents.layouts import parts
from thutuc.dossiers.documents.layouts.parts import NUMBER, centred
from thutuc.dossiers.documents.slip import Block, Line, Sign, Slip, Table, Text
from thutuc.dossiers.rules.papers import ControlSlipPaper, Form, HandoverLine, HandoverPaper, RegisterPaper, RegisterRow
from thutuc.dossiers.rules.papers.deadlines import moment_words
from thutuc.web.papers import Column

SMALL = 8
"""Points of the register's letters: fifteen columns stand on one page."""

_FROM_FACTS = "Phiếu lập từ các lần giao nhận đã xác nhận trên hệ thống, không sửa, không xóa."


def control_slip(paper: ControlSlipPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ: one block for each hand-over."""
    columns = (
        NUMBER,
        Column("Tên cơ quan, đơn vị", 4.4),
        Column("Giờ, phút, ngày, tháng, năm", 2.8),
        centred("Người giao", 2.4),
        centred("Người nhận", 2.4),
        centred("Kết quả giải quyết", 1.9),
        Column("Ghi chú", 2),
    )
    groups = (("", 1), ("", 1), ("Thời gian giao, nhận hồ sơ", 3), ("", 1), ("", 1))
    blocks: list[Block] = [
        Line("Chủ hồ sơ", paper.owner),
        Line("Nội dung yêu cầu giải quyết", paper.request),
        Line("Cơ quan giải quyết hồ sơ", paper.solving_agency),
        *([Line("Cơ quan phối hợp giải quyết hồ sơ", "; ".join(paper.coordinating))] if paper.coordinating else ()),
        Line("Thời gian nhận hồ sơ", moment_words(paper.received_at)),
        Line("Thời gian trả kết quả", parts.promise(paper.due_at, has_no_due_date=paper.has_no_due_date)),
        Table(columns, tuple(_handover_line(place, line) for place, line in enumerate(paper.lines, start=1)), groups),
        Text(_FROM_FACTS, is_italic=True, is_flush=True),
    ]
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(),
            subtitle=parts.code_line(paper.dossier_code),
            code=parts.kept_code(paper.dossier_code),
        ),
    )


def _handover_line(place: int, line: HandoverLine) -> tuple[str, ...]:
    return (
        str(place),
        f"1. Giao: {line.giving}\n2. Nhận: {line.receiving}",
        moment_words(line.at),
        line.giver,
        line.receiver,
        line.result.label if line.result else "",
        line.note,
    )


REGISTER_COLUMNS = (
    centred("TT", 9),
    Column("Mã hồ sơ", 22),
    Column("Tên thủ tục hành chính", 25),
    centred("Số lượng hồ sơ (bộ)", 10),
    Column("Tên tổ chức, cá nhân", 21),
    Column("Địa chỉ, số điện thoại", 25),
    Column("Cơ quan chủ trì giải quyết", 17),
    centred("Nhận hồ sơ", 17),
    centred("Hẹn trả kết quả", 17),
    centred("Chuyển hồ sơ đến cơ quan giải quyết", 17),
    centred("Nhận kết quả từ cơ quan giải quyết", 17),
    centred("Ngày, tháng, năm", 17),
    Column("Phương thức nhận kết quả", 15),
    Column("Ký nhận", 14),
    Column("Ghi chú", 14),
)
"""The fifteen columns of the register, in their order."""
REGISTER_GROUPS = (*((("", 1),) * 7), ("Ngày, tháng, năm", 4), ("Trả kết quả", 3), ("", 1))


def register(paper: RegisterPaper, form: Form) -> tuple[Slip, ...]:
    """Sổ theo dõi hồ sơ across the page."""
    rows = tuple(tuple(map(_told, values)) for values in register_rows(paper))
    return (
        parts.slip(
            paper.head,
            form,
            Table(REGISTER_COLUMNS, rows, REGISTER_GROUPS, has_numbers=True, size=SMALL),
            signs=(),
            subtitle=f"Quyển số: {paper.book_number}" if paper.book_number else "",
            under=(paper.span,) if paper.span else (),
            is_landscape=True,
        ),
    )


def register_rows(paper: RegisterPaper) -> list[tuple[object, ...]]:
    """The values of the register, days as days."""
    return [_register_row(place, row) for place, row in enumerate(paper.rows, start=1)]


def _register_row(place: int, row: RegisterRow) -> tuple[object, ...]:
    return (
        row.entry or place,
        row.code,
        row.procedure,
        row.set_count,
        row.owner,
        row.contact,
        row.solving_agency,
        row.received_on,
        parts.NO_DUE_DATE if row.has_no_due_date else row.due_on,
        row.handed_on,
        row.result_on,
        row.returned_on,
        row.return_way,
        row.signed_by,
        row.note,
    )


def _told(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else _number_or_day(value)


def _number_or_day(value: object) -> str:
    return str(value) if isinstance(value, int) else f"{value:%d/%m/%Y}"


def handover(paper: HandoverPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu bàn giao kết quả."""
    columns = (
        NUMBER,
        Column("Mã hồ sơ", 2.9),
        Column("Nội dung yêu cầu giải quyết", 4.6),
        Column("Kết quả", 3),
        Column("Chủ hồ sơ", 2.6),
        Column("Địa chỉ", 3.6),
        centred("Có thu phí", 1),
        centred("Trả qua bưu chính", 1.2),
    )
    rows = tuple(
        (
            str(place),
            each.code,
            each.request,
            each.result,
            each.owner,
            each.address,
            parts.MARK if each.has_fee else "",
            parts.MARK if each.goes_by_post else "",
        )
        for place, each in enumerate(paper.rows, start=1)
    )
    return (
        parts.slip(
            paper.head,
            form,
            Line("Bên giao", paper.giving),
            Line("Bên nhận", paper.receiving),
            Line("Thời gian bàn giao", moment_words(paper.at)),
            Table(columns, rows),
            signs=(Sign(("Người giao",), paper.giver), Sign(("Người nhận",), paper.receiver)),
            is_landscape=True,
        ),
    )

"""Letters and notices of the course: apology, stopping, urging, acknowledgement (one-stop.md §4.4, §4.5, §4.8)."""

from collections.abc import Sequence

from thutuc.dossiers.documents.layouts import parts
from thutuc.dossiers.documents.layouts.parts import NUMBER, centred
from thutuc.dossiers.documents.slip import Block, Line, Sign, Slip, Table, Text
from thutuc.dossiers.rules.papers import ApologyPaper, Copy, Form, LateDossier, ResultAckPaper, StopPaper, UrgingPaper
from thutuc.dossiers.rules.papers.deadlines import moment_words
from thutuc.kernel.periods import day_words, local_date
from thutuc.web.papers import Column

_EXTENDING = "đề nghị gia hạn"
"""In the name of the form since 2025: the paper asks for more time, it does not only promise a new day."""


def apology(paper: ApologyPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả; văn bản xin lỗi và đề nghị gia hạn."""
    who, agency = paper.addressee, paper.agency
    asks = "đề nghị gia hạn thời gian giải quyết hồ sơ" if _EXTENDING in form.name else "hẹn lại ngày trả kết quả"
    blocks: list[Block] = [
        *parts.contact(who),
        Text(
            f"{_capital(parts.day_of(paper.received_at))}, {agency} tiếp nhận hồ sơ thuộc lĩnh vực {paper.sector} của "
            f"{who.name} về việc: {paper.request}. Mã số hồ sơ: {paper.dossier_code}."
        ),
        Line("Thời gian hẹn trả kết quả", moment_words(paper.due_at_old)),
        Text(f"{agency} không trả được kết quả giải quyết hồ sơ của {who.called} đúng thời gian đã hẹn."),
        Line("Lý do", paper.reason),
        Text(f"{agency} xin lỗi {who.called} vì sự chậm trễ này và {asks}."),
        Line("Thời gian hẹn trả lại", moment_words(paper.due_at_new), is_strong=True),
        Line("Lần hẹn lại", f"thứ {paper.occurrence}"),
        Text(f"{agency} mong nhận được sự thông cảm của {who.called}./."),
    ]
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(parts.office(paper.signer),),
            has_number=True,
            addressee=who.name,
            subtitle=parts.code_line(paper.dossier_code),
            code=parts.tracking_code(paper.tracking, paper.dossier_code),
            recipients=paper.recipients,
        ),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def stop(paper: StopPaper, form: Form) -> tuple[Slip, ...]:
    """Thông báo dừng giải quyết hồ sơ."""
    asked = (
        f"{paper.asked_by}, lúc {moment_words(paper.asked_at)}"
        if paper.asked_by and paper.asked_at
        else "không có; cơ quan dừng theo căn cứ nêu dưới đây"
    )
    since = day_words(paper.stopped_on or paper.head.on)
    blocks: list[Block] = [
        *parts.contact(paper.addressee),
        Text(f"{paper.head.agency} thông báo dừng giải quyết hồ sơ sau đây:"),
        Line("Mã hồ sơ", paper.dossier_code),
        Line("Nội dung yêu cầu giải quyết", paper.request),
        Line("Thời gian tiếp nhận", moment_words(paper.received_at)),
        Line("Đề nghị dừng của", asked),
        Line("Giai đoạn giải quyết", paper.stage),
        Text("Đến thời điểm này, hồ sơ chưa có quyết định giải quyết."),
        Line("Căn cứ, lý do dừng", paper.ground),
        Line("Quyết định", f"dừng giải quyết hồ sơ kể từ {since}", is_strong=True),
        Line("Xử lý giấy tờ đã nộp", paper.papers),
        Line("Xử lý phí, lệ phí", paper.fees),
        Text(f"{paper.head.agency} thông báo để {paper.addressee.name} biết./."),
    ]
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(parts.office(paper.signer),),
            has_number=True,
            addressee=paper.addressee.name,
            code=parts.tracking_code(paper.tracking, paper.dossier_code),
            recipients=paper.recipients,
        ),
    )


def urging(paper: UrgingPaper, form: Form) -> tuple[Slip, ...]:
    """Phiếu đôn đốc to a late agency."""
    who, unit = paper.addressee, paper.head.agency
    blocks: list[Block] = [
        Text(f"{unit} theo dõi thấy {len(paper.dossiers):02} hồ sơ quá hạn đang ở {who}:"),
        _late(paper.dossiers),
        Text(
            f"Đề nghị {who} giải quyết dứt điểm, chuyển kết quả về {unit}, gửi văn bản xin lỗi đến người nộp và trả "
            f"lời bằng văn bản về nguyên nhân chậm trước {day_words(paper.answer_by)}."
        ),
        *([Text(paper.request)] if paper.request else ()),
    ]
    return (
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=(parts.office(paper.signer),),
            has_number=True,
            addressee=who,
            recipients=paper.recipients,
        ),
    )


def _late(dossiers: Sequence[LateDossier]) -> Table:
    columns = (
        NUMBER,
        Column("Mã hồ sơ", 3.8),
        Column("Thủ tục, chủ hồ sơ", 5),
        centred("Ngày hẹn trả", 2.2),
        centred("Quá hạn (ngày làm việc)", 1.8),
        Column("Nơi đang giữ", 3.6),
    )
    rows = tuple(
        (
            str(place),
            each.code,
            f"{each.procedure}\n{each.owner}",
            parts.day(local_date(each.due_at)),
            str(each.days_late),
            each.holder,
        )
        for place, each in enumerate(dossiers, start=1)
    )
    return Table(columns, rows)


def result_ack(paper: ResultAckPaper, form: Form) -> tuple[Slip, ...]:
    """Giấy biên nhận trả kết quả, one for each side."""
    number = f", số {paper.result_number}" if paper.result_number else ""
    blocks: list[Block] = [
        Line("Thủ tục hành chính", paper.procedure),
        Line("Chủ hồ sơ", paper.owner),
        Line("Người trả kết quả", f"{paper.returner}{parts.GAP}Số điện thoại: {parts.phone(paper.returner_phone)}"),
        Line("Người nhận kết quả", f"{paper.receiver}{parts.GAP}Số điện thoại: {parts.phone(paper.receiver_phone)}"),
        *([Line("Số giấy tờ tùy thân của người nhận", paper.receiver_id)] if paper.receiver_id else ()),
        Line("Kết quả", f"{paper.result_kind}{number}"),
        Line("Trích yếu", paper.result_abstract),
        Line("Ngày trả kết quả", day_words(paper.on)),
        *([Line("Bản gốc thu lại", "; ".join(paper.taken_back))] if paper.taken_back else ()),
    ]
    signs = (Sign(("Người nhận kết quả",), paper.receiver), Sign(("Người trả kết quả",), paper.returner))
    return tuple(
        parts.slip(
            paper.head,
            form,
            *blocks,
            signs=signs,
            subtitle=parts.code_line(paper.dossier_code),
            under=(f"(Liên: {copy.label})",),
            code=parts.kept_code(paper.dossier_code)
            if copy is Copy.KEPT
            else parts.tracking_code(paper.tracking, paper.dossier_code),
        )
        for copy in paper.copies
    )

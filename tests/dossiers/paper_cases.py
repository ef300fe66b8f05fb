"""One whole paper of every kind, as the one-stop unit of a made-up province would print it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from thutuc.dossiers.rules.papers import (
    ApologyPaper,
    ComponentLine,
    ControlSlipPaper,
    HandedResult,
    HandoverLine,
    HandoverPaper,
    Help,
    LateDossier,
    OneStopPaper,
    OwnedDossier,
    PaperHead,
    PaperKind,
    Party,
    ReceiptPaper,
    ReceivedDossier,
    RefusalPaper,
    RegisterPaper,
    RegisterRow,
    ResultAckPaper,
    SeveralReceiptPaper,
    Signer,
    Stage,
    StopPaper,
    SupplementItem,
    SupplementPaper,
    Tracking,
    UrgingPaper,
)
from thutuc.kernel.periods import LOCAL, Days
from thutuc.worktime.rules import (
    Calendar,
    DayKind,
    DayRow,
    Explanation,
    Limit,
    Timeliness,
    TimeUnit,
    explain,
)

NEW, OLD = date(2026, 11, 19), date(2019, 8, 6)
CODE = "H19.15-261119-0042"
AGENCY = "Sở Công Thương"
CENTRE = "Trung tâm Phục vụ hành chính công tỉnh An Lạc"
LINK = f"https://anlac.example/ho-so/{CODE}?k=K7QD-4M2X"
REQUEST = "Cấp giấy phép bán lẻ rượu cho hộ kinh doanh Ưu Đãi tại phường Hữu Nghị"
OWNER = Party(
    name="Nguyễn Thị Ngọc Ánh",
    address="Số 12, đường Lý Thường Kiệt, phường Hữu Nghị, tỉnh An Lạc",
    phone="0912 000 123",
    email="ngocanh@example.vn",
    id_number="019190000123",
)
SUBMITTER = Party(
    name="Trần Quốc Vượng",
    address="Tổ 3, xã Bằng Lũng, tỉnh An Lạc",
    phone="0987 000 456",
    id_number="019085000456",
)
HELP = Help(website="https://anlac.example", officer="Lê Thị Hạnh", phone="0209 3900 123")
TRACKING = Tracking(link=LINK, secret="K7QD-4M2X")
SIGNER = Signer(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phạm Quốc Hưng")


def at(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment by the clock of the province."""
    return datetime.combine(date(year, month, day), time(hour, minute), tzinfo=LOCAL)


def calendar() -> Calendar:
    """Two sittings of four hours, one holiday in the way."""
    row = DayRow(date(2026, 11, 24), DayKind.DAY_OFF, "Ngày Văn hóa Việt Nam")
    return Calendar(Days(date(2026, 1, 1), date(2027, 1, 1)), (row,))


def deadline() -> Explanation:
    """Example E2: five working days from 19/11/2026 over a weekend and a holiday."""
    return explain(calendar(), at(2026, 11, 19, 9, 15), Limit(5, TimeUnit.WORKING_DAY))


def head(form_day: date = NEW, number: str = "", on: date | None = None, agency: str = CENTRE) -> PaperHead:
    """The head of a paper."""
    return PaperHead(
        superior="Ủy ban nhân dân tỉnh An Lạc",
        agency=agency,
        place="An Lạc",
        on=on or form_day,
        form_day=form_day,
        number=number,
    )


def dossier(code: str = CODE, tracking: Tracking = TRACKING) -> ReceivedDossier:
    """A dossier of four papers with a due date that explains itself."""
    return ReceivedDossier(
        code=code,
        request=REQUEST,
        stage=Stage(at(2026, 11, 19, 9, 15), due_at=at(2026, 11, 27, 17), deadline=deadline()),
        limit="05 ngày làm việc",
        components=(
            ComponentLine("Đơn đề nghị cấp giấy phép theo Mẫu số 01", originals=1),
            ComponentLine("Bản sao Giấy chứng nhận đăng ký hộ kinh doanh", certified=1),
            ComponentLine("Hợp đồng mua bán với thương nhân phân phối rượu", photocopies=2, note="đã đối chiếu"),
            ComponentLine("Bản cam kết bảo đảm an toàn thực phẩm", originals=1, electronic=1),
        ),
        set_count=2,
        book_number="04",
        entry_number="1286",
        return_place="Bộ phận Tiếp nhận và Trả kết quả",
        tracking=tracking,
    )


def receipt(form_day: date = NEW, **more: Any) -> ReceiptPaper:
    """Form 01."""
    whole = ReceiptPaper(
        head=head(form_day),
        reception_unit=CENTRE,
        owner=OWNER,
        submitter=SUBMITTER,
        dossier=dossier(),
        officer="Lê Thị Hạnh",
    )
    return replace(whole, **more)


def several(form_day: date = NEW) -> SeveralReceiptPaper:
    """Three dossiers of one person."""
    codes = [f"H19.15-261119-00{number}" for number in (43, 44, 45)]
    return SeveralReceiptPaper(
        head=head(form_day),
        reception_unit=CENTRE,
        submitter=SUBMITTER,
        dossiers=tuple(
            OwnedDossier(OWNER.name, dossier(code, Tracking(f"https://anlac.example/ho-so/{code}", "AB2C")))
            for code in codes
        ),
        officer="Lê Thị Hạnh",
        received_at=at(2026, 11, 19, 9, 15),
    )


def supplement(form_day: date = NEW) -> SupplementPaper:
    """Form 02 after acceptance, with one demand beyond the published list."""
    return SupplementPaper(
        head=head(form_day, number="87/HDHS"),
        reception_unit=CENTRE,
        owner=OWNER,
        request=REQUEST,
        items=(
            SupplementItem(
                "Đơn đề nghị cấp giấy phép",
                "Ghi đúng địa chỉ kinh doanh như trong giấy đăng ký.",
                originals=1,
                ground="Thành phần số 1 trong danh mục đã công bố",
            ),
            SupplementItem(
                "Xác nhận của tổ dân phố",
                "Nộp bản có chữ ký.",
                originals=1,
                ground="Không có trong danh mục đã công bố",
                is_outside_list=True,
            ),
        ),
        reason="Địa chỉ trong đơn khác địa chỉ trong giấy chứng nhận đăng ký hộ kinh doanh.",
        help=HELP,
        guide="Lê Thị Hạnh",
        dossier_code=CODE,
        is_accepted=True,
        due_for_applicant=date(2026, 12, 10),
        clock="Thời hạn giải quyết được tính lại từ đầu khi hồ sơ bổ sung được tiếp nhận.",
        report_link="https://anlac.example/phan-anh?v=1",
        tracking=TRACKING,
    )


def refusal(form_day: date = NEW) -> RefusalPaper:
    """Form 03 of an online filing."""
    return RefusalPaper(
        head=head(form_day, number="12/TCTN"),
        reception_unit=CENTRE,
        owner=OWNER,
        request=REQUEST,
        reason="Việc này thuộc thẩm quyền của Ủy ban nhân dân phường Hữu Nghị; đề nghị nộp tại đó.",
        help=HELP,
        refuser="Lê Thị Hạnh",
        grounds=("Không thuộc thẩm quyền giải quyết (Điều 17 Nghị định số 118/2025/NĐ-CP)",),
        dossier_code=CODE,
        filed_at=at(2026, 11, 18, 20, 5),
        is_online=True,
        tracking=TRACKING,
    )


def apology(form_day: date = NEW) -> ApologyPaper:
    """Form 04."""
    return ApologyPaper(
        head=head(form_day, number="05/PXL", on=date(2026, 11, 26), agency=AGENCY),
        addressee=OWNER,
        dossier_code=CODE,
        request=REQUEST,
        sector="Lưu thông hàng hóa trong nước",
        agency=AGENCY,
        received_at=at(2026, 11, 19, 9, 15),
        due_at_old=at(2026, 11, 27, 17),
        due_at_new=at(2026, 12, 1, 17),
        reason="Đoàn kiểm tra thực tế chưa đến được vì đường vào xã bị sạt lở.",
        signer=SIGNER,
        recipients=("Như trên", CENTRE, "Lưu: VT"),
        tracking=TRACKING,
    )


def stop(form_day: date = NEW) -> StopPaper:
    """Form 05 of 2025 after the applicant asked."""
    return StopPaper(
        head=head(form_day, number="31/TB-SCT", on=date(2026, 11, 25), agency=AGENCY),
        addressee=OWNER,
        dossier_code=CODE,
        request=REQUEST,
        received_at=at(2026, 11, 19, 9, 15),
        stage="Đang thẩm định tại Phòng Quản lý thương mại",
        ground="Người nộp đề nghị rút hồ sơ khi chưa có quyết định giải quyết",
        papers="Trả lại toàn bộ giấy tờ đã nộp tại Bộ phận Tiếp nhận và Trả kết quả",
        fees="Hoàn lại phí thẩm định 1.200.000 đồng đã nộp",
        signer=SIGNER,
        asked_by="bà Nguyễn Thị Ngọc Ánh",
        asked_at=at(2026, 11, 24, 14, 30),
        stopped_on=date(2026, 11, 25),
        recipients=("Như trên", CENTRE, "Lưu: VT"),
        tracking=TRACKING,
    )


def control_slip(form_day: date = NEW) -> ControlSlipPaper:
    """Form 05 of 2018, form 06 of 2025."""
    counter, trade, sign = CENTRE, "Phòng Quản lý thương mại, Sở Công Thương", "Lãnh đạo Sở Công Thương"
    return ControlSlipPaper(
        head=head(form_day),
        dossier_code=CODE,
        request=REQUEST,
        owner=OWNER.name,
        received_at=at(2026, 11, 19, 9, 15),
        due_at=at(2026, 11, 27, 17),
        solving_agency=AGENCY,
        coordinating=("Công an phường Hữu Nghị", "Sở Y tế"),
        lines=(
            HandoverLine(counter, trade, at(2026, 11, 19, 10, 5), "Lê Thị Hạnh", "Vũ Đức Thắng", Timeliness.BEFORE_DUE),
            HandoverLine(
                trade,
                sign,
                at(2026, 11, 25, 16, 42),
                "Vũ Đức Thắng",
                "Phạm Quốc Hưng",
                Timeliness.ON_DUE,
                "Kèm biên bản kiểm tra thực tế",
            ),
            HandoverLine(sign, counter, at(2026, 11, 30, 8, 10), "Phạm Quốc Hưng", "Lê Thị Hạnh", Timeliness.LATE),
        ),
    )


def register(form_day: date = NEW, count: int = 3) -> RegisterPaper:
    """Form 06 of 2018, form 07 of 2025."""
    row = RegisterRow(
        code=CODE,
        procedure="Cấp giấy phép bán lẻ rượu",
        owner=OWNER.name,
        contact=f"{OWNER.address}, {OWNER.phone}",
        solving_agency=AGENCY,
        received_on=date(2026, 11, 19),
        due_on=date(2026, 11, 27),
        handed_on=date(2026, 11, 19),
        result_on=date(2026, 11, 26),
        returned_on=date(2026, 11, 27),
        return_way="Tại Bộ phận Một cửa",
        signed_by="Trần Quốc Vượng",
        note="Có 01 lần bổ sung",
    )
    waiting = replace(row, due_on=None, has_no_due_date=True, result_on=None, returned_on=None, return_way="", note="")
    rows = (row, waiting, replace(row, set_count=2))
    return RegisterPaper(
        head=head(form_day),
        rows=tuple(replace(rows[place % 3], code=f"H19.15-261119-{place + 1:04}") for place in range(count)),
        span="Từ ngày 01 tháng 11 năm 2026 đến ngày 30 tháng 11 năm 2026",
        book_number="04",
    )


def handover(form_day: date = NEW) -> HandoverPaper:
    """Two results on their way to the counter."""
    return HandoverPaper(
        head=head(form_day),
        giving="Văn phòng Sở Công Thương",
        receiving=CENTRE,
        at=at(2026, 11, 26, 15, 20),
        rows=(
            HandedResult(CODE, REQUEST, "Giấy phép số 214/GP-SCT", OWNER.name, OWNER.address, has_fee=True),
            HandedResult(CODE[:-1] + "3", REQUEST, "Văn bản từ chối giải quyết", SUBMITTER.name, goes_by_post=True),
        ),
        giver="Vũ Đức Thắng",
        receiver="Lê Thị Hạnh",
    )


def result_ack(form_day: date = NEW) -> ResultAckPaper:
    """The result goes to who brought the dossier."""
    return ResultAckPaper(
        head=head(form_day),
        dossier_code=CODE,
        procedure="Cấp giấy phép bán lẻ rượu",
        owner=OWNER.name,
        returner="Lê Thị Hạnh",
        returner_phone="0209 3900 123",
        receiver=SUBMITTER.name,
        receiver_phone=SUBMITTER.phone,
        receiver_id=SUBMITTER.id_number,
        result_kind="Giấy phép",
        result_number="214/GP-SCT",
        result_abstract="Giấy phép bán lẻ rượu của hộ kinh doanh Ưu Đãi",
        on=date(2026, 11, 27),
        taken_back=("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Giấy phép cũ số 98/GP-SCT"),
        tracking=TRACKING,
    )


def urging(form_day: date = NEW) -> UrgingPaper:
    """Two late dossiers of one agency."""
    return UrgingPaper(
        head=head(form_day, number="44/PĐĐ-TTHCC", on=date(2026, 12, 1)),
        addressee="Sở Công Thương",
        dossiers=(
            LateDossier(
                CODE, "Cấp giấy phép bán lẻ rượu", OWNER.name, at(2026, 11, 27, 17), 2, "Lãnh đạo Sở, ông Hưng"
            ),
            LateDossier(
                CODE[:-1] + "9",
                "Cấp giấy chứng nhận đủ điều kiện kinh doanh xăng dầu",
                "Công ty TNHH Đông Á",
                at(2026, 11, 25, 17),
                4,
                "Phòng Quản lý thương mại, ông Thắng",
            ),
        ),
        answer_by=date(2026, 12, 3),
        signer=Signer(("GIÁM ĐỐC TRUNG TÂM",), "Hoàng Thị Yến"),
        recipients=("Như trên", "Văn phòng UBND tỉnh", "Lưu: VT"),
    )


EVERY: dict[PaperKind, Callable[..., OneStopPaper]] = {
    PaperKind.RECEIPT: receipt,
    PaperKind.SUPPLEMENT: supplement,
    PaperKind.REFUSAL: refusal,
    PaperKind.APOLOGY: apology,
    PaperKind.STOP: stop,
    PaperKind.CONTROL_SLIP: control_slip,
    PaperKind.REGISTER: register,
    PaperKind.HANDOVER: handover,
    PaperKind.RESULT_ACK: result_ack,
    PaperKind.RECEIPT_OF_SEVERAL: several,
    PaperKind.URGING: urging,
}


def every(form_day: date = NEW) -> list[OneStopPaper]:
    """One of each kind."""
    return [make(form_day) for make in EVERY.values()]

"""The gallery: every component in every state, with long text and a form in error. Invented samples, not translated."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thutuc.web import charts
from thutuc.web.doors import officers_only
from thutuc.web.paging import page

LONG_NAME = (
    "Cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất cho hộ gia đình, cá nhân, cộng đồng "
    "dân cư đang sử dụng đất mà thửa đất nằm trên địa bàn từ hai đơn vị hành chính cấp xã trở lên"
)
CHOICES = [
    ("dat", "Đạt, trình lãnh đạo ký"),
    ("bo_sung", "Cần bổ sung giấy tờ (tạm dừng tính hạn)"),
    ("tra", LONG_NAME),
]


class Sample(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Họ tên người nộp", help_text="Ghi đúng như trên căn cước.", max_length=80)
    day = forms.DateField(label="Ngày nhận", help_text="Ví dụ 23/11/2026")
    amount = forms.IntegerField(label="Số bản sao", required=False, min_value=0)
    sector = forms.ChoiceField(
        label="Lĩnh vực", choices=[("", "Chọn lĩnh vực"), ("ho_tich", "Hộ tịch"), ("dat", LONG_NAME)]
    )
    outcome = forms.ChoiceField(label="Kết quả thẩm định", choices=CHOICES, widget=forms.RadioSelect)
    papers = forms.MultipleChoiceField(
        label="Giấy tờ đã nhận",
        choices=[("don", "Đơn đề nghị"), ("ban_ve", "Bản vẽ thiết kế"), ("cam_ket", "Cam kết")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu giấy tờ đã kiểm tra bản gốc.",
    )
    opinion = forms.CharField(
        label="Ý kiến thẩm định",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lãnh đạo và người nộp cùng đọc được.",
        required=False,
    )
    password = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)
    file = forms.FileField(label="Bản vẽ mặt cắt", required=False)
    told = forms.BooleanField(
        label="Đã báo người nộp qua điện thoại", required=False, help_text="Ghi giờ gọi vào ý kiến."
    )

    def clean(self) -> dict[str, Any]:
        """One error that belongs to no field."""
        self.add_error(None, "Hồ sơ đang do người khác giữ. Xin chuyển lại trước khi lưu.")
        return self.cleaned_data


class Filters(forms.Form):
    """A filter row: nothing in it is obligatory, so nothing says so."""

    show_optional = False
    q = forms.CharField(label="Tìm trong danh sách", required=False)
    sector = forms.ChoiceField(label="Lĩnh vực", required=False, choices=[("", "Tất cả"), ("x", LONG_NAME)])
    step = forms.ChoiceField(label="Bước", required=False, choices=[("", "Tất cả"), ("x", "Thẩm định")])
    due = forms.ChoiceField(label="Hạn trả", required=False, choices=[("", "Trong 5 ngày")])


@dataclass(frozen=True)
class Row:
    """A row of the sample queue."""

    code: str
    procedure: str
    person: str
    channel: str
    days: int
    state: str
    due: str


ROWS = [
    Row(
        "H99.16-261113-0382",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "Trần Quốc Việt",
        "Trực tuyến",
        -3,
        "",
        "18/11/2026",
    ),
    Row("H99.16-261114-0419", LONG_NAME, "Công ty TNHH Gốm Bình An", "Tại quầy", -1, "", "20/11/2026"),
    Row("H99.16-261116-0493", "Trợ cấp xã hội hằng tháng", "Phạm Thị Thu Hương", "Trực tuyến", 0, "", "25/11/2026"),
    Row("H99.16-261120-0567", "Xác nhận tình trạng hôn nhân", "Đỗ Văn Khiêm", "Tại quầy", 1, "", "26/11/2026"),
    Row("H99.16-261119-0678", "Đăng ký hộ kinh doanh", "Võ Thị Sáu Nữ", "Trực tuyến", 0, "paused", "Chờ bổ sung"),
    Row("H99.16-261117-0715", "Cấp bản sao trích lục hộ tịch", "Huỳnh Ngọc Ẩn", "Trực tuyến", 4, "", "01/12/2026"),
    Row("H99.16-261116-0752", "Đăng ký khai sinh", "Hồ Nguyên Vũ", "Tại quầy", 0, "done", "Trả 24/11/2026"),
]
DIFF = [
    ("same", "Người yêu cầu nộp hồ sơ "),
    ("out", "tại UBND cấp xã"),
    ("in", "tại quầy bất kỳ trong tỉnh"),
    ("same", "."),
]
PROSE = """\
Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công.
- Bản chính để đối chiếu;
- Bản sao có chứng thực.
Bước 2: Công chức kiểm tra. Thiếu giấy tờ thì hướng dẫn một lần.
a) Hồ sơ đủ thì nhận và hẹn ngày;
b) Hồ sơ thiếu thì ghi phiếu yêu cầu bổ sung.
Lưu ý: Không yêu cầu giấy tờ đã có trong cơ sở dữ liệu quốc gia."""


def _week(*cells: str) -> list[dict[str, object] | None]:
    """Cells written as «day|kind|words|number»; an empty one is no day."""
    return [_cell(*cell.split("|")) if cell else None for cell in cells]


def _cell(day: str, kind: str = "", words: str = "", number: str = "") -> dict[str, object]:
    return {"day": day, "kind": kind, "words": words, "number": number, "today": day == "25"}


WEEKS = [
    _week(
        "16|counted||1",
        "17|counted||2",
        "18|counted||3",
        "19|pause|dừng",
        "20|pause|dừng",
        "21|off|nghỉ",
        "22|off|nghỉ",
    ),
    _week(
        "23|counted||4", "24|off|nghỉ lễ", "25||hôm nay|5", "26|planned||6", "27|due|hẹn trả|7", "28|changed|làm bù", ""
    ),
]
DAYS = [
    {"weekday": "T2", "day": "23", "kind": "start", "words": "ngày nhận"},
    {"weekday": "T3", "day": "24", "kind": "off", "words": "nghỉ lễ"},
    {"weekday": "T4", "day": "25", "kind": "counted", "words": "tính"},
    {"weekday": "T5", "day": "26", "kind": "counted", "words": "tính"},
    {"weekday": "T6", "day": "27", "kind": "counted", "words": "tính"},
    {"weekday": "T7", "day": "28", "kind": "off", "words": "nghỉ"},
    {"weekday": "CN", "day": "29", "kind": "off", "words": "nghỉ"},
    {"weekday": "T2", "day": "30", "kind": "due", "words": "hẹn trả"},
]


def _samples(request: HttpRequest) -> dict[str, Any]:
    wrong = Sample(data={"day": "31/02/2026", "amount": "-1", "opinion": "Bản vẽ thiếu cao độ nền."})
    return {
        "nav": "gallery",
        "sample": Sample(initial={"outcome": "dat"}),
        "wrong": wrong,
        "filters": Filters(),
        "rows": ROWS,
        "long_name": LONG_NAME,
        "parts": DIFF,
        "prose": PROSE,
        "weeks": WEEKS,
        "days": DAYS,
        "page": page(list(range(640)), request),
        "small_page": page(list(range(7)), request),
        "bars": charts.bars([3, 4, 9, 5, 2, 1], "9 hồ sơ hôm nay, nhiều nhất trong 6 ngày", now=2),
        "late_bars": charts.bars([9, 8, 10, 7, 7, 4], "Quá hạn giảm còn 3", late=True),
        "trend": charts.line([92, 94, 92.5, 95.5, 95.8, 96.4], "Đúng hạn tăng lên 96,4%", target=95),
        "suggestions": [
            {"name": "Cấp giấy phép xây dựng nhà ở riêng lẻ", "url": "#", "note": "Xây dựng · 7 ngày làm việc"},
            {"name": "Cấp giấy phép sửa chữa, cải tạo nhà đang xây", "url": "#", "note": "Xây dựng · 7 ngày làm việc"},
        ],
    }


@require_safe
@officers_only
def office(request: HttpRequest) -> HttpResponse:
    """Components of the office and those that both faces share."""
    return render(request, "web/gallery/office.html", _samples(request))


@require_safe
@officers_only
def public(request: HttpRequest) -> HttpResponse:
    """Components of the public face."""
    return render(request, "web/gallery/public.html", {**_samples(request), "nav": "procedures"})

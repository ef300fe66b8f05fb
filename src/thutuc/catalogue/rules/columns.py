"""Columns of spreadsheets: the template that the system writes, and the parts that a foreign column may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thutuc.kernel.text import fold, gettext_noop, tidy


@dataclass(frozen=True)
class Column:
    """One part that a column may hold; `fields` are the fields of the content that it fills."""

    key: str
    heading: str
    fields: tuple[str, ...]
    hint: str = ""
    names: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(
        "code",
        gettext_noop("Mã thủ tục"),
        ("code",),
        gettext_noop("Bắt buộc. Ví dụ 1.000894"),
        ("mã tthc", "mã số", "mã"),
    ),
    Column("name", gettext_noop("Tên thủ tục"), ("name",), "", ("tên tthc", "tên thủ tục hành chính", "tên")),
    Column("sector", gettext_noop("Lĩnh vực"), ("sector",)),
    Column("sector_code", gettext_noop("Mã lĩnh vực"), ("sector_code",)),
    Column(
        "levels",
        gettext_noop("Cấp thực hiện"),
        ("levels",),
        gettext_noop("Nhiều cấp: ngăn bằng dấu chấm phẩy"),
        ("cấp",),
    ),
    Column(
        "decision_number",
        gettext_noop("Số quyết định công bố"),
        ("decision_number",),
        "",
        ("quyết định", "số quyết định"),
    ),
    Column("state", gettext_noop("Trạng thái"), (), gettext_noop("Đang công khai hoặc Bãi bỏ"), ("tình trạng",)),
    Column("type", gettext_noop("Loại thủ tục"), ("procedure_type",)),
    Column(
        "subjects",
        gettext_noop("Đối tượng thực hiện"),
        ("subjects", "subjects_note"),
        gettext_noop("Ngăn bằng dấu chấm phẩy"),
    ),
    Column("resolving_agency", gettext_noop("Cơ quan giải quyết"), ("resolving_agency",), "", ("cơ quan thực hiện",)),
    Column("competent_authority", gettext_noop("Cơ quan có thẩm quyền"), ("competent_authority",)),
    Column("delegated_agency", gettext_noop("Cơ quan được ủy quyền"), ("delegated_agency",)),
    Column("cooperating_agency", gettext_noop("Cơ quan phối hợp"), ("cooperating_agency",)),
    Column(
        "reception_address",
        gettext_noop("Địa chỉ tiếp nhận hồ sơ"),
        ("reception_address",),
        "",
        ("địa điểm thực hiện",),
    ),
    Column("regulating_agency", gettext_noop("Cơ quan công bố"), ("regulating_agency",), "", ("bộ, ngành",)),
    Column("steps", gettext_noop("Trình tự thực hiện"), ("steps",), gettext_noop("Mỗi bước một dòng trong ô")),
    Column(
        "channels",
        gettext_noop("Cách thức thực hiện"),
        ("offers",),
        gettext_noop("Trực tiếp; Trực tuyến; Dịch vụ bưu chính"),
    ),
    Column(
        "limit", gettext_noop("Thời hạn giải quyết"), ("offers",), gettext_noop("Ví dụ 5 ngày làm việc"), ("thời hạn",)
    ),
    Column(
        "fees", gettext_noop("Phí, lệ phí"), ("offers",), gettext_noop("Mỗi mức một dòng trong ô"), ("phí", "lệ phí")
    ),
    Column("papers", gettext_noop("Thành phần hồ sơ"), ("cases",), gettext_noop("Mỗi giấy tờ một dòng trong ô")),
    Column("sets", gettext_noop("Số bộ hồ sơ"), ("sets",)),
    Column(
        "outputs",
        gettext_noop("Kết quả thực hiện"),
        ("outputs",),
        gettext_noop("Mỗi kết quả một dòng trong ô"),
        ("kết quả",),
    ),
    Column("conditions", gettext_noop("Yêu cầu, điều kiện"), ("conditions",)),
    Column(
        "bases",
        gettext_noop("Căn cứ pháp lý"),
        ("legal_bases",),
        gettext_noop("Mỗi số, ký hiệu một dòng trong ô"),
        ("căn cứ",),
    ),
    Column("keywords", gettext_noop("Từ khóa"), ("keywords",)),
    Column("description", gettext_noop("Mô tả"), ("description",)),
    Column(
        "effective_from", gettext_noop("Có hiệu lực từ ngày"), (), gettext_noop("ngày/tháng/năm"), ("ngày có hiệu lực",)
    ),
    Column(
        "effective_to", gettext_noop("Hết hiệu lực ngày"), (), gettext_noop("ngày/tháng/năm"), ("ngày hết hiệu lực",)
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
TEMPLATE_SHEET = "Thủ tục"
"""The sheet by which a file of the system's own template is known."""
LIST_KEYS = ("code", "name", "sector", "levels", "decision_number", "state")
"""What a list-level sheet of the national database holds (control.md §16.5)."""


def heading_key(text: str) -> str:
    """Headings are compared without marks, case and punctuation."""
    return fold(tidy(text)).strip(" .:*()")


def guess(headings: Sequence[str], columns: Iterable[Column] = COLUMNS) -> dict[str, int]:
    """Which column is which part, as far as the headings tell: a first proposal for a new mapping."""
    places = {heading_key(text): place for place, text in reversed(list(enumerate(headings))) if text.strip()}
    found: dict[str, int] = {}
    for column in columns:
        for name in (column.heading, *column.names):
            place = places.get(heading_key(name))
            if place is not None and place not in found.values():
                found[column.key] = place
                break
    return found

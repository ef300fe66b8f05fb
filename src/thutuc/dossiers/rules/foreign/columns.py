"""Columns of a file of dossiers: what each may be called in the systems we know (one-stop.md §9.5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thutuc.catalogue.rules.columns import Column, guess, heading_key
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop


def _column(key: str, heading: str, *names: str) -> Column:
    return Column(key, heading, (), "", names)


COLUMNS: tuple[Column, ...] = (
    _column("code", gettext_noop("Mã hồ sơ"), "mã số hồ sơ", "số hồ sơ", "mahoso", "số biên nhận", "mã hs"),
    _column("procedure_code", gettext_noop("Mã thủ tục"), "mã tthc", "matthc", "mã thủ tục hành chính"),
    _column("procedure_name", gettext_noop("Tên thủ tục"), "tên tthc", "tentthc", "thủ tục", "thủ tục hành chính"),
    _column(
        "owner_name",
        gettext_noop("Chủ hồ sơ"),
        "chuhoso",
        "họ tên chủ hồ sơ",
        "tên chủ hồ sơ",
        "họ và tên",
        "người nộp",
    ),
    _column("owner_kind", gettext_noop("Loại đối tượng"), "loaidoituong", "đối tượng", "loại chủ hồ sơ"),
    _column(
        *("id_number", gettext_noop("Số giấy tờ chủ hồ sơ"), "sogiaytochuhoso", "số định danh", "số định danh cá nhân"),
        *("cccd", "số cccd", "số giấy tờ", "cmnd/cccd"),
    ),
    _column("channel", gettext_noop("Kênh thực hiện"), "kenhthuchien", "kênh", "hình thức nộp", "kênh nộp"),
    _column("submitted_at", gettext_noop("Ngày nộp"), "ngaynophoso", "ngày nộp hồ sơ"),
    _column("accepted_at", gettext_noop("Ngày tiếp nhận"), "ngaytiepnhan", "ngày nhận", "thời điểm tiếp nhận"),
    _column("due_at", gettext_noop("Ngày hẹn trả"), "ngayhentra", "hạn xử lý", "hạn trả", "hẹn trả"),
    _column(
        *("finished_at", gettext_noop("Ngày kết thúc xử lý"), "ngayketthucxuly", "ngày xử lý xong", "ngày kết thúc"),
        *("ngày hoàn thành", "ngày có kết quả"),
    ),
    _column("returned_at", gettext_noop("Ngày trả kết quả"), "ngaytra", "ngày trả"),
    _column("state", gettext_noop("Trạng thái"), "trangthaihoso", "trạng thái hồ sơ", "tình trạng", "tình trạng hồ sơ"),
    _column(
        *("agency", gettext_noop("Đơn vị xử lý"), "donvixuly", "đơn vị", "cơ quan", "cơ quan giải quyết"),
        *("đơn vị giải quyết", "cơ quan thực hiện"),
    ),
    _column(
        *(
            "holder_name",
            gettext_noop("Người đang xử lý"),
            "cán bộ xử lý",
            "người xử lý",
            "cán bộ thụ lý",
            "chuyên viên",
        ),
        "nguoixuly",
    ),
    _column("title", gettext_noop("Trích yếu"), "trichyeuhoso", "trích yếu hồ sơ", "nội dung", "nội dung hồ sơ"),
)
BY_KEY = {column.key: column for column in COLUMNS}
NEEDED = ("code", "owner_name", "state", "agency")
"""Without them nobody knows whose, where and how a dossier is."""
MOMENTS = ("submitted_at", "accepted_at", "due_at", "finished_at", "returned_at")


@dataclass(frozen=True)
class Head:
    """What a file looks like before anybody says how it is read."""

    row: int
    headings: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    """Distinct words of each column that has few, of the first rows: what a state may be called."""
    rows: int


@dataclass(frozen=True)
class Layout:
    """How a file is read: part → heading, their word for a state → ours; `sheet` "" is the first."""

    columns: Mapping[str, str]
    states: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 1

    def plain(self) -> dict[str, object]:
        """As a run keeps it."""
        return {
            "columns": dict(self.columns),
            "states": dict(self.states),
            "sheet": self.sheet,
            "header_row": self.header_row,
        }


def layout_from(plain: Mapping[str, object]) -> Layout:
    """A kept layout."""
    return Layout(**plain)  # type: ignore[arg-type]


def guessed(headings: Sequence[str]) -> dict[str, str]:
    """Part → heading, as far as the headings tell."""
    return {key: headings[place] for key, place in guess(headings, COLUMNS).items()}


def places(head: Sequence[str], layout: Layout) -> dict[str, int]:
    """Part → place of its column in this file."""
    at = {heading_key(text): place for place, text in reversed(list(enumerate(head))) if text}
    return {key: at[heading_key(text)] for key, text in layout.columns.items() if text and heading_key(text) in at}


def objections(columns: Mapping[str, str], head: Iterable[str] | None = None) -> list[Objection]:
    """Parts that must have a column, columns that the file does not have, one column for two parts."""
    found = []
    for key in NEEDED:
        if not columns.get(key):
            words = gettext_noop("Chỉ ra cột «%(column)s».")
            found.append(
                Objection("foreign.column", words, field=f"part_{key}", params={"column": BY_KEY[key].heading})
            )
    known = {heading_key(text) for text in head} if head is not None else None
    taken: dict[str, str] = {}
    for key, text in columns.items():
        if not text or key not in BY_KEY:
            continue
        here = heading_key(text)
        if known is not None and here not in known:
            words = gettext_noop("Không thấy cột «%(heading)s» trong tệp. Chọn lại cột.")
            found.append(Objection("foreign.no_column", words, field=f"part_{key}", params={"heading": text}))
        if here in taken:
            words = gettext_noop("Cột «%(heading)s» đã chọn cho phần khác. Mỗi cột chỉ một phần.")
            found.append(Objection("foreign.column_twice", words, field=f"part_{key}", params={"heading": text}))
        taken[here] = key
    return found

"""Columns of a sheet of ministries' decisions: one row a procedure, the decision repeated or told beside the file."""

import re
from collections.abc import Sequence

from thutuc.catalogue.rules import columns
from thutuc.catalogue.rules.columns import Column
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.kernel.text import fold, gettext_noop

COLUMNS: tuple[Column, ...] = (
    Column("code", gettext_noop("Mã thủ tục"), (), gettext_noop("Ví dụ 1.000894"), ("mã tthc", "mã số", "mã")),
    Column("name", gettext_noop("Tên thủ tục"), (), "", ("tên tthc", "tên thủ tục hành chính", "thủ tục")),
    Column(
        "kind",
        gettext_noop("Hình thức công bố"),
        (),
        gettext_noop("Mới, Sửa đổi, Thay thế hoặc Bãi bỏ"),
        ("loại", "loại công bố", "nội dung công bố", "hình thức"),
    ),
    Column("sector", gettext_noop("Lĩnh vực"), ()),
    Column("levels", gettext_noop("Cấp thực hiện"), (), gettext_noop("Nhiều cấp: ngăn bằng dấu chấm phẩy"), ("cấp",)),
    Column("replaces", gettext_noop("Thay thế mã"), (), "", ("mã bị thay thế", "thay thế thủ tục")),
    Column("note", gettext_noop("Ghi chú"), ()),
    Column("number", gettext_noop("Số quyết định"), (), "", ("số, ký hiệu", "quyết định công bố", "quyết định")),
    Column("signed_on", gettext_noop("Ngày ký"), (), gettext_noop("ngày/tháng/năm"), ("ngày ban hành",)),
    Column("issuer", gettext_noop("Cơ quan ban hành"), (), "", ("bộ, ngành", "bộ", "cơ quan công bố")),
    Column("title", gettext_noop("Trích yếu"), ()),
    Column("effective_on", gettext_noop("Ngày hiệu lực"), (), "", ("có hiệu lực từ ngày", "ngày có hiệu lực")),
    Column(
        "documents",
        gettext_noop("Văn bản quy định thủ tục"),
        (),
        gettext_noop("Mỗi số, ký hiệu một dòng trong ô"),
        ("văn bản", "căn cứ", "căn cứ pháp lý"),
    ),
    Column("arrived_on", gettext_noop("Ngày đến"), ()),
    Column("register_number", gettext_noop("Số đến"), ()),
)
BY_KEY = {column.key: column for column in COLUMNS}
DECISION_KEYS = ("number", "signed_on", "issuer", "title", "effective_on", "documents", "arrived_on", "register_number")
"""What a row says of the decision; the first row of a decision that says it counts."""
_KINDS = (
    (re.compile(r"bai bo|huy bo"), OperationKind.ABOLISHED),
    (re.compile(r"thay the"), OperationKind.REPLACED),
    (re.compile(r"sua doi|bo sung"), OperationKind.AMENDED),
    (re.compile(r"chuan hoa"), OperationKind.STANDARDISED),
    (re.compile(r"moi|ban hanh"), OperationKind.NEW),
)


def kind_of(text: str) -> OperationKind | None:
    """«Sửa đổi, bổ sung», «TTHC mới ban hành», «bị bãi bỏ»; None where it says nothing that we know."""
    folded = fold(text)
    return next((kind for pattern, kind in _KINDS if pattern.search(folded)), None)


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Which column is which part, by the names that are in use."""
    return columns.guess(headings, COLUMNS)

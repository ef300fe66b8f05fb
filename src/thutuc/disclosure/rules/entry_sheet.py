"""Phiếu nhập: a procedure in the order of the national database's own screen, value by value (control.md §2.3)."""

from collections.abc import Callable
from dataclasses import dataclass

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import fee_words, limit_words
from thutuc.kernel.text import gettext_noop

Lines = tuple[str, ...]
EMPTY = gettext_noop("Không có thông tin")
"""What the national screen prints for nothing."""


@dataclass(frozen=True)
class Box:
    """One box of the screen: its label and the text to type into it. `columns` is a table instead."""

    key: str
    label: str
    text: str = ""
    columns: Lines = ()
    rows: tuple[Lines, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.rows


def sheet(content: ProcedureContent) -> tuple[Box, ...]:
    """Every box in the order of the screen; empty ones too: an officer sees that nothing is to be typed."""
    return tuple(make(content) for make in _BOXES)


def _line(key: str, label: str, value: Callable[[ProcedureContent], str]) -> Callable[[ProcedureContent], Box]:
    return lambda content: Box(key, label, value(content))


def _labels(members: tuple[object, ...]) -> str:
    return "; ".join(str(getattr(member, "label", member)) for member in members)


def _steps(content: ProcedureContent) -> str:
    found = []
    for step in content.steps:
        head = " ".join(filter(None, [f"[{step.case}]" if step.case else "", f"{step.title}:" if step.title else ""]))
        found.append(f"{head} {step.text}".strip())
    return "\n".join(found)


def _channels(content: ProcedureContent) -> Box:
    rows = tuple(
        (
            f"{offer.channel.label}, {offer.case}" if offer.case else offer.channel.label,
            limit_words(offer.limit),
            "\n".join(fee_words(fee) for fee in offer.fees),
            offer.description,
        )
        for offer in content.offers
    )
    heads = (gettext_noop("Hình thức nộp"), gettext_noop("Thời hạn giải quyết"), gettext_noop("Phí, lệ phí"))
    return Box("channels", gettext_noop("Cách thức thực hiện"), "", (*heads, gettext_noop("Mô tả")), rows)


def _papers(content: ProcedureContent) -> Box:
    rows = tuple(
        (
            case.name,
            paper.name,
            paper.form or (paper.name if paper.has_form else ""),
            f"Bản chính: {paper.originals or 0}, Bản sao: {paper.copies or 0}",
        )
        for case in content.cases
        for paper in case.documents
    )
    heads = (gettext_noop("Trường hợp"), gettext_noop("Tên giấy tờ"), gettext_noop("Mẫu đơn, tờ khai"))
    return Box("papers", gettext_noop("Thành phần hồ sơ"), "", (*heads, gettext_noop("Số lượng")), rows)


def _bases(content: ProcedureContent) -> Box:
    rows = tuple(
        (basis.number, basis.title, f"{basis.issued_on:%d/%m/%Y}" if basis.issued_on else "", basis.issuer)
        for basis in content.legal_bases
    )
    heads = (gettext_noop("Số ký hiệu"), gettext_noop("Trích yếu"), gettext_noop("Ngày ban hành"))
    return Box("bases", gettext_noop("Căn cứ pháp lý"), "", (*heads, gettext_noop("Cơ quan ban hành")), rows)


_BOXES: tuple[Callable[[ProcedureContent], Box], ...] = (
    _line("code", gettext_noop("Mã thủ tục"), lambda content: content.code),
    _line("decision", gettext_noop("Số quyết định"), lambda content: content.decision_number),
    _line("name", gettext_noop("Tên thủ tục"), lambda content: content.name),
    _line("levels", gettext_noop("Cấp thực hiện"), lambda content: _labels(content.levels)),
    _line(
        "type",
        gettext_noop("Loại thủ tục"),
        lambda content: content.procedure_type.label if content.procedure_type else "",
    ),
    _line("sector", gettext_noop("Lĩnh vực"), lambda content: content.sector),
    _line("steps", gettext_noop("Trình tự thực hiện"), _steps),
    _channels,
    _papers,
    _line(
        "subjects",
        gettext_noop("Đối tượng thực hiện"),
        lambda content: "; ".join(filter(None, [_labels(content.subjects), content.subjects_note])),
    ),
    _line("agency", gettext_noop("Cơ quan thực hiện"), lambda content: content.resolving_agency),
    _line("authority", gettext_noop("Cơ quan có thẩm quyền"), lambda content: content.competent_authority),
    _line("delegated", gettext_noop("Cơ quan được ủy quyền"), lambda content: content.delegated_agency),
    _line("cooperating", gettext_noop("Cơ quan phối hợp"), lambda content: content.cooperating_agency),
    _line("address", gettext_noop("Địa chỉ tiếp nhận HS"), lambda content: content.reception_address),
    _line(
        "outputs",
        gettext_noop("Kết quả thực hiện"),
        lambda content: "\n".join(output.name for output in content.outputs),
    ),
    _bases,
    _line("conditions", gettext_noop("Yêu cầu, điều kiện thực hiện"), lambda content: content.conditions or "Không"),
    _line("keywords", gettext_noop("Từ khóa"), lambda content: content.keywords),
    _line("description", gettext_noop("Mô tả"), lambda content: content.description),
)

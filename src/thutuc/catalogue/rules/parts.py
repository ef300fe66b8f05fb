"""The parts of a procedure by name, told in lines of Vietnamese: for difference, export, print (control.md §2.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from thutuc.catalogue.rules.content import Fee, Offer, ProcedureContent, ProcessStep, RequiredDocument, TimeLimit
from thutuc.catalogue.rules.terms import ONLINE_VALUES, TimeUnit
from thutuc.kernel.text import Labelled, gettext_noop

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part: `number` is its place among the twelve, 0 for what stands beside them."""

    key: str
    label: str
    number: int
    lines: Callable[[ProcedureContent], Lines]
    fields: tuple[str, ...]
    always: bool = False


def _text(*names: str) -> Callable[[ProcedureContent], Lines]:
    def lines(content: ProcedureContent) -> Lines:
        words = [str(getattr(content, name)) for name in names]
        return tuple(line.strip() for word in words for line in word.split("\n") if line.strip())

    return lines


def _labels(name: str) -> Callable[[ProcedureContent], Lines]:
    def lines(content: ProcedureContent) -> Lines:
        value = getattr(content, name)
        members = value if isinstance(value, tuple) else (value,) if value else ()
        return tuple(member.label for member in members)

    return lines


def _flag(name: str, words: str) -> Callable[[ProcedureContent], Lines]:
    return lambda content: (words,) if getattr(content, name) else ()


def number_words(value: object) -> str:
    """5, 5,5: a decimal comma and no needless noughts."""
    return str(value).rstrip("0").rstrip(".").replace(".", ",") if "." in str(value) else str(value)


def limit_words(limit: TimeLimit) -> str:
    """«5 ngày làm việc»; the published note behind it."""
    if limit.unit is TimeUnit.SAME_DAY:
        head = limit.unit.label
    elif limit.amount is None:
        head = ""
    elif limit.unit is TimeUnit.UNSPECIFIED:
        head = f"{number_words(limit.amount)} (không ghi đơn vị)"
    else:
        head = f"{number_words(limit.amount)} {limit.unit.label}"
    return "; ".join(filter(None, [head, " ".join(limit.note.split())]))


def money_words(amount: int) -> str:
    """«75.000 đ», «Miễn phí»."""
    return f"{amount:,}".replace(",", ".") + " đ" if amount else "Miễn phí"


def fee_words(fee: Fee) -> str:
    """«Lệ phí: 75.000 đ (cấp mới)»."""
    head = f"{fee.kind.label}: " if fee.kind.value != "unspecified" and fee.amount != 0 else ""
    amount = money_words(fee.amount) if fee.amount is not None else ""
    note = " ".join(fee.note.split())
    return head + (f"{amount} ({note})" if amount and note else amount or note)


def _where(offer: Offer) -> str:
    return f"{offer.channel.label}, {offer.case}" if offer.case else offer.channel.label


def _channels(content: ProcedureContent) -> Lines:
    return tuple(
        f"{_where(offer)}: {' '.join(offer.description.split())}" if offer.description else _where(offer)
        for offer in content.offers
    )


def _limits(content: ProcedureContent) -> Lines:
    found = []
    for offer in content.offers:
        words = limit_words(offer.limit)
        if offer.legal_limit:
            words += f" (theo luật: {limit_words(offer.legal_limit)})"
        if words:
            found.append(f"{_where(offer)}: {words}")
    return tuple(found)


def _fees(content: ProcedureContent) -> Lines:
    return tuple(f"{_where(offer)}: {fee_words(fee)}" for offer in content.offers for fee in offer.fees)


def paper_words(paper: RequiredDocument) -> str:
    """«Tờ khai: 1 bản chính, 0 bản sao»."""
    counts = [(paper.originals, "bản chính"), (paper.copies, "bản sao")]
    words = ", ".join(f"{number} {kind}" for number, kind in counts if number)
    tail = "" if paper.required else " (nếu có)"
    return " ".join(f"{paper.name}{f' — {words}' if words else ''}{tail}".split())


def _papers(content: ProcedureContent) -> Lines:
    found = []
    for case in content.cases:
        head = f"[{' '.join(case.name.split())}] " if case.name else ""
        found += [head + paper_words(paper) for paper in case.documents]
    if content.sets is not None:
        found.append(f"Số bộ hồ sơ: {content.sets}")
    return tuple(found)


def _forms(content: ProcedureContent) -> Lines:
    return tuple(paper.form or paper.name for paper in content.documents if paper.has_form or paper.form)


def _steps(content: ProcedureContent) -> Lines:
    found = []
    for step in content.steps:
        head = " ".join(filter(None, [f"[{step.case}]" if step.case else "", f"{step.title}:" if step.title else ""]))
        lines = [line.strip() for line in step.text.split("\n") if line.strip()]
        found += [f"{head} {lines[0]}".strip(), *lines[1:]] if lines else [head]
    return tuple(found)


def _outputs(content: ProcedureContent) -> Lines:
    return tuple(f"{o.name} ({o.code})" if o.code else o.name for o in content.outputs)


def _bases(content: ProcedureContent) -> Lines:
    return tuple(f"{b.number} — {b.title}" if b.title else b.number for b in content.legal_bases)


def _subjects(content: ProcedureContent) -> Lines:
    return (*_labels("subjects")(content), *_text("subjects_note")(content))


def step_words(step: ProcessStep) -> str:
    """«Thẩm định hồ sơ — Phòng Hộ tịch: trực tiếp 16 giờ, trực tuyến 12 giờ»."""
    hours = [("trực tiếp", step.hours_direct), ("trực tuyến", step.hours_online)]
    times = ", ".join(f"{way} {number_words(value)} giờ" for way, value in hours if value is not None)
    return step.name + (f" — {step.unit}" if step.unit else "") + (f": {times}" if times else "")


def _workflow(content: ProcedureContent) -> Lines:
    return (*(step_words(step) for step in content.workflow), *_text("workflow_decision")(content))


def _online(content: ProcedureContent) -> Lines:
    found = []
    for offer in content.online_levels:
        kind: type[Labelled] = ONLINE_VALUES[offer.scheme]
        label = next((member.label for member in kind if member.value == offer.value), offer.value)
        found.append(f"{offer.agency}: {label}" if offer.agency else label)
    return tuple(found)


TWELVE: tuple[Part, ...] = (
    Part("name", gettext_noop("Tên thủ tục"), 1, _text("name"), ("name",), True),
    Part("steps", gettext_noop("Trình tự thực hiện"), 2, _steps, ("steps",), True),
    Part("channels", gettext_noop("Cách thức thực hiện"), 3, _channels, ("offers",), True),
    Part("papers", gettext_noop("Thành phần hồ sơ"), 4, _papers, ("cases", "sets"), True),
    Part("limits", gettext_noop("Thời hạn giải quyết"), 5, _limits, ("offers",), True),
    Part("subjects", gettext_noop("Đối tượng thực hiện"), 6, _subjects, ("subjects", "subjects_note"), True),
    Part("agency", gettext_noop("Cơ quan giải quyết"), 7, _text("resolving_agency"), ("resolving_agency",), True),
    Part("outputs", gettext_noop("Kết quả thực hiện"), 8, _outputs, ("outputs",)),
    Part("forms", gettext_noop("Mẫu đơn, mẫu tờ khai"), 9, _forms, ("cases",)),
    Part("fees", gettext_noop("Phí, lệ phí"), 10, _fees, ("offers",)),
    Part("conditions", gettext_noop("Yêu cầu, điều kiện"), 11, _text("conditions"), ("conditions",)),
    Part("bases", gettext_noop("Căn cứ pháp lý"), 12, _bases, ("legal_bases",)),
)
BESIDE: tuple[Part, ...] = (
    Part("code", gettext_noop("Mã thủ tục"), 0, _text("code"), ("code",)),
    Part("levels", gettext_noop("Cấp thực hiện"), 0, _labels("levels"), ("levels",)),
    Part("type", gettext_noop("Loại thủ tục"), 0, _labels("procedure_type"), ("procedure_type",)),
    Part("sector", gettext_noop("Lĩnh vực"), 0, _text("sector", "sector_code"), ("sector", "sector_code")),
    Part("authority", gettext_noop("Cơ quan có thẩm quyền"), 0, _text("competent_authority"), ("competent_authority",)),
    Part("delegated", gettext_noop("Cơ quan được ủy quyền"), 0, _text("delegated_agency"), ("delegated_agency",)),
    Part("cooperating", gettext_noop("Cơ quan phối hợp"), 0, _text("cooperating_agency"), ("cooperating_agency",)),
    Part("address", gettext_noop("Địa chỉ tiếp nhận hồ sơ"), 0, _text("reception_address"), ("reception_address",)),
    Part(
        "regulator",
        gettext_noop("Cơ quan công bố"),
        0,
        _text("regulating_agency", "regulating_agency_code"),
        ("regulating_agency", "regulating_agency_code"),
    ),
    Part("decision", gettext_noop("Số quyết định công bố"), 0, _text("decision_number"), ("decision_number",)),
    Part("related", gettext_noop("Thủ tục liên quan"), 0, _text("related"), ("related",)),
    Part("keywords", gettext_noop("Từ khóa"), 0, _text("keywords"), ("keywords",)),
    Part("description", gettext_noop("Mô tả"), 0, _text("description"), ("description",)),
    Part("mechanism", gettext_noop("Cơ chế giải quyết"), 0, _labels("mechanism"), ("mechanism",)),
    Part("authority_mode", gettext_noop("Thẩm quyền giải quyết"), 0, _labels("authority_mode"), ("authority_mode",)),
    Part(
        "boundary",
        gettext_noop("Địa giới hành chính"),
        0,
        _flag("is_boundary_free", gettext_noop("Không phụ thuộc địa giới hành chính")),
        ("is_boundary_free",),
    ),
    Part(
        "internal",
        gettext_noop("Thủ tục nội bộ"),
        0,
        _flag("is_internal", gettext_noop("Thủ tục nội bộ giữa các cơ quan")),
        ("is_internal",),
    ),
    Part("online", gettext_noop("Mức độ trực tuyến"), 0, _online, ("online_levels",)),
    Part("workflow", gettext_noop("Quy trình nội bộ"), 0, _workflow, ("workflow", "workflow_decision")),
    Part("national_id", gettext_noop("Mã trên Cổng quốc gia"), 0, _text("national_id"), ("national_id",)),
)
PARTS: tuple[Part, ...] = TWELVE + BESIDE
"""Every field of the content belongs to a part: a test proves it."""


_BY_KEY = {item.key: item for item in PARTS}


def part(key: str) -> Part:
    """The part with this key; KeyError when there is none."""
    return _BY_KEY[key]

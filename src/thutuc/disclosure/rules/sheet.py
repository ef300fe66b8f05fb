"""What a notice sheet says: the parts of Decree 63/2010/NĐ-CP Art. 8 in the order in which people ask for them.

A sheet is an administrative paper: its words are Vietnamese. In short form long parts are cut where a wall cannot hold
them, and the sheet says what is left and that its QR code shows the whole; in full form nothing is cut. What is cut is
never changed: an item is shown whole or up to a word, with «…».
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thutuc.catalogue.rules.content import Offer, ProcedureContent, RequiredDocument, Step
from thutuc.catalogue.rules.parts import fee_words, limit_words, money_words, number_words
from thutuc.catalogue.rules.summary import FeeSpan, LimitSpan, OfferGroup, Summary, by_case, summary_of
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.kernel.text import Labelled, gettext_noop, join_words

NBSP = "\u00a0"


class Extent(Labelled):
    """How much of a long procedure hangs on the wall."""

    SHORT = "short", gettext_noop("Rút gọn phần dài, xem đủ bằng mã QR")
    FULL = "full", gettext_noop("Đủ từng chữ, nhiều trang")


@dataclass(frozen=True)
class Measure:
    """The most that a part takes: items of each kind, letters of one item, letters of running text."""

    papers: int
    paper_letters: int
    steps: int
    step_letters: int
    text_letters: int
    bases: int


MEASURES = {
    Extent.SHORT: Measure(papers=24, paper_letters=420, steps=10, step_letters=420, text_letters=1_500, bases=8),
    Extent.FULL: Measure(*[1_000_000] * 6),
}
SIZES = ((64, 31.0), (110, 25.0), (190, 20.0), (330, 16.5), (620, 14.0))
SMALLEST = 12.0


@dataclass(frozen=True)
class Fact:
    """One of the four facts in the box."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Item:
    """One line of a part, with a smaller line below it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Items under one case; `name` "" is every case."""

    items: tuple[Item, ...]
    name: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the sheet; `left` says what is not printed here."""

    heading: str
    groups: tuple[Group, ...]
    left: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class SheetText:
    """Everything that a procedure's sheet says of the procedure itself."""

    code: str
    name: str
    size: float
    lead: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    forms: tuple[str, ...]
    bases: str
    sector: str
    is_cut: bool


def sheet_of(content: ProcedureContent, extent: Extent = Extent.SHORT) -> SheetText:
    """The words of a sheet."""
    most, told = MEASURES[extent], summary_of(content)
    found = (
        _papers(content, most),
        _steps(content.steps, most),
        _offers(content.offers),
        _outputs(content),
        _running("Yêu cầu, điều kiện", content.conditions, most),
        _bases(content, most),
    )
    sections = tuple(section for section in found if section)
    return SheetText(
        code=content.code,
        name=one_line(content.name),
        size=name_size(content.name),
        lead=_lead(content, told),
        facts=_facts(content, told),
        sections=sections,
        forms=forms_of(content),
        bases=bases_line(content),
        sector=one_line(content.sector),
        is_cut=any(section.left for section in sections),
    )


def name_size(name: str) -> float:
    """31 pt for a short name, smaller steps for longer ones: the longest real name has 1,094 letters."""
    return next((size for most, size in SIZES if len(name) <= most), SMALLEST)


def one_line(text: str) -> str:
    """Runs of blanks and line ends as one blank."""
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """Up to a word, with «…» where something is left out."""
    line = one_line(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;.:") + "…"


def shortened_lines(text: str, most: int) -> str:
    """The lines of a text without empty ones and without their bullets' noise, cut like `shortened`."""
    lines = [one_line(line) for line in _bare_start(text).split("\n") if line.strip()]
    shown: list[str] = []
    room = most
    for line in lines:
        shown.append(shortened(line, room))
        room -= len(line)
        if room <= 0:
            break
    return "\n".join(shown) if len(shown) == len(lines) or shown[-1].endswith("…") else "\n".join(shown) + "…"


def limit_span_words(span: LimitSpan | None) -> str:
    """«5 ngày làm việc», «3–10 ngày», «Trong ngày»; without a number «Theo từng trường hợp»."""
    if span is None:
        return "Theo từng trường hợp"
    if span.unit is TimeUnit.SAME_DAY:
        return "Trong ngày"
    least, most = number_words(span.least), number_words(span.most)
    amount = least if least == most else f"{least}–{most}"
    return f"{amount}{NBSP}{span.unit.label}"


def fee_span_words(span: FeeSpan) -> str:
    """«Miễn phí», «8.000 đ», «Từ 0 đ đến 8.000 đ»; never free when some fee is told in words."""
    if span.is_free:
        return "Miễn phí"
    if span.least is None or span.most is None:
        return "Theo từng trường hợp" if span.in_words else "Không quy định"
    if span.most == 0:
        return "Theo từng trường hợp"
    if span.least == span.most:
        return money_words(span.most).replace(" ", NBSP)
    least = money_words(span.least) if span.least else "0 đ"
    return f"{least} đến {money_words(span.most)}".replace(" đ", f"{NBSP}đ").replace(f"{NBSP}đến", " đến")


def _lead(content: ProcedureContent, told: Summary) -> str:
    """For whom it is, else the first words of its description."""
    if told.first_words:
        return told.first_words
    who = [subject.label for subject in content.subjects]
    return f"Dành cho: {join_words(who, 'và')}." if who else ""


def _facts(content: ProcedureContent, told: Summary) -> tuple[Fact, ...]:
    varies = "Tùy trường hợp, xem bên dưới"
    limit = Fact("Thời hạn", limit_span_words(told.limit), varies if told.limit and told.limit.varies else "")
    several = told.fee.in_words and told.fee.least is not None
    fee = Fact("Phí, lệ phí", fee_span_words(told.fee), varies if several else "")
    outputs = [one_line(output.name) for output in content.outputs if output.name.strip()]
    more = f"và {len(outputs) - 1} kết quả khác" if len(outputs) > 1 else ""
    result = Fact("Kết quả", shortened(outputs[0], 70) if outputs else "Theo quy định", more)
    return limit, fee, Fact("Cách nộp", channel_words(told.channels)), result


def channel_words(channels: Iterable[Channel]) -> str:
    """«Tại quầy, trực tuyến, bưu chính»."""
    names = {Channel.DIRECT: "tại quầy", Channel.ONLINE: "trực tuyến", Channel.POSTAL: "bưu chính"}
    given = set(channels)
    told = ", ".join(name for channel, name in names.items() if channel in given)
    return told[:1].upper() + told[1:] or "Tại quầy"


def _papers(content: ProcedureContent, most: Measure) -> Section | None:
    """The papers of every case. The first cases are shown whole as far as the measure goes."""
    cases = [case for case in content.cases if case.documents]
    total = sum(len(case.documents) for case in cases)
    if not total:
        return None
    groups, room = [], most.papers if total > most.papers + 4 else total
    for case in cases:
        if not room:
            break
        shown = case.documents[:room]
        room -= len(shown)
        items = tuple(_paper(paper, most.paper_letters) for paper in shown)
        groups.append(Group(items, shortened(_bare(case.name), most.paper_letters)))
    shown_papers = sum(len(group.items) for group in groups)
    left = _papers_left(total - shown_papers, len(cases) - len(groups))
    cut = _cut(left, is_cut=any(len(one_line(paper.name)) > most.paper_letters for paper in content.documents))
    heading = "Giấy tờ cần nộp" + (f" ({content.sets} bộ)" if content.sets and content.sets > 1 else "")
    return Section(heading, tuple(groups), cut)


def _paper(paper: RequiredDocument, most: int) -> Item:
    counts = [(paper.originals, "bản chính"), (paper.copies, "bản sao")]
    told = [f"{number} {kind}" for number, kind in counts if number]
    told += [] if paper.required else ["nếu có"]
    told += ["có mẫu treo phía sau"] if paper.has_form else []
    note = ", ".join(told)
    return Item(shortened_lines(paper.name, most), note[:1].upper() + note[1:])


def _papers_left(papers: int, cases: int) -> str:
    if not papers:
        return ""
    of_cases = f" của {cases} trường hợp" if cases > 0 else ""
    return f"Còn {papers} giấy tờ khác{of_cases}"


def _cut(left: str, *, is_cut: bool = False) -> str:
    """«Còn 64 giấy tờ khác của 6 trường hợp: xem đầy đủ bằng mã QR ở trang đầu.»"""
    if left:
        return f"{left}: xem đầy đủ bằng mã QR ở trang đầu."
    return "Lời văn dài được rút gọn: xem đầy đủ bằng mã QR ở trang đầu." if is_cut else ""


def _bare(text: str) -> str:
    """A line without the bullet that a flattened list left behind."""
    line = one_line(text)
    return _bare_start(line).rstrip(": ;") or line


def _bare_start(text: str) -> str:
    return re.sub(r"^[\s\-–—+*•.]+(?=\S)", "", text)


def _steps(steps: Sequence[Step], most: Measure) -> Section | None:
    told = [step for step in steps if step.text.strip() or step.title.strip()]
    if not told:
        return None
    shown = told if len(told) <= most.steps + 2 else told[: most.steps]
    texts = [_step(step) for step in shown]
    items = tuple(Item(shortened_lines(text, most.step_letters)) for text in texts)
    left = f"Còn {len(told) - len(shown)} bước khác" if len(told) > len(shown) else ""
    cut = _cut(left, is_cut=any(len(text) > most.step_letters for text in texts))
    return Section("Các bước", (Group(items),), cut, numbered=len(items) > 1)


def _step(step: Step) -> str:
    case = f"({one_line(step.case)}) " if step.case.strip() else ""
    title = one_line(step.title).rstrip(":. ")
    text = re.sub(r"^(bước|Bước)\s+\d+\s*[:.\-–]\s*", "", _bare_start(step.text))
    return case + (f"{title}: {text}" if title and text else title or text)


def _offers(offers: Sequence[Offer]) -> Section | None:
    """Each way of filing with its own limit and fees; nothing when the box says it all."""
    groups = by_case(offers)
    items = tuple(_offer(group) for group in groups)
    told = tuple(item for item in items if item.text)
    box_says_all = len(groups) == 1 and not any(fee.note for fee in groups[0].offer.fees) and not _noted(groups[0])
    return Section("Cách nộp, thời hạn, phí", (Group(told),)) if told and not box_says_all else None


def _noted(group: OfferGroup) -> bool:
    return bool(group.offer.case or group.offer.limit.note or group.offer.legal_limit)


def _offer(group: OfferGroup) -> Item:
    offer = group.offer
    head = channel_words(group.channels) + (f", {shortened(offer.case, 200)}" if offer.case else "")
    limit = shortened(limit_words(offer.limit), 240)
    law = f" (luật định {limit_words(offer.legal_limit)})" if offer.legal_limit else ""
    fees = "; ".join(shortened(fee_words(fee), 320) for fee in offer.fees if fee.amount is not None or fee.note)
    return Item(f"{head}: {limit}{law}" if limit else head, fees[:1].upper() + fees[1:])


def _outputs(content: ProcedureContent) -> Section | None:
    names = [one_line(output.name) for output in content.outputs if output.name.strip()]
    if not names or (len(names) == 1 and len(names[0]) <= 70):
        return None
    return Section("Kết quả nhận được", (Group(tuple(Item(_bare(name)) for name in names)),))


def _running(heading: str, text: str, most: Measure) -> Section | None:
    """Running text by its lines, cut at a line where the measure ends."""
    lines = [_bare_start(one_line(line)) for line in text.split("\n") if line.strip()]
    if not lines:
        return None
    shown: list[str] = []
    room = most.text_letters if sum(map(len, lines)) > most.text_letters * 5 // 4 else 1_000_000
    for line in lines:
        if shown and len(line) > room:
            break
        shown.append(shortened(line, max(room, 1)))
        room -= len(line)
        if room <= 0:
            break
    is_cut = shown != lines
    return Section(heading, (Group(tuple(Item(line) for line in shown)),), _cut("", is_cut=is_cut))


def _bases(content: ProcedureContent, most: Measure) -> Section | None:
    """The legal bases with their titles; nothing when the foot of the sheet names them all."""
    if len(content.legal_bases) <= IN_FOOT:
        return None
    shown = content.legal_bases if len(content.legal_bases) <= most.bases + 2 else content.legal_bases[: most.bases]
    items = tuple(
        Item(f"{basis.number}: {shortened(basis.title, 200)}" if basis.title else basis.number) for basis in shown
    )
    left = len(content.legal_bases) - len(shown)
    return Section("Căn cứ pháp lý", (Group(items),), _cut(f"Còn {left} văn bản khác" if left else ""))


IN_FOOT = 3


def bases_line(content: ProcedureContent) -> str:
    """«60/2014/QH13, 123/2015/NĐ-CP và 4 văn bản khác»."""
    numbers = [basis.number for basis in content.legal_bases]
    if len(numbers) <= IN_FOOT:
        return ", ".join(numbers)
    return f"{', '.join(numbers[: IN_FOOT - 1])} và {len(numbers) - IN_FOOT + 1} văn bản khác"


def forms_of(content: ProcedureContent) -> tuple[str, ...]:
    """The forms that hang right behind the sheet, each once."""
    names = [shortened(_bare(paper.form or paper.name), 220) for paper in content.documents if paper.has_form]
    return tuple(dict.fromkeys(names))

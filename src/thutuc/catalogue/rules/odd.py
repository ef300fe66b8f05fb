"""Odd content: kept as text and pointed out, never a reason to refuse a file (data README, known faults)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thutuc.catalogue.rules import codes
from thutuc.catalogue.rules.content import Offer, ProcedureContent
from thutuc.catalogue.rules.terms import TimeUnit
from thutuc.kernel.text import Labelled, fold, gettext_noop, tidy
from thutuc.legislation.rules import numbers

LONG_NAME = 300
MANY_PAPERS = 40
LONG_TEXT = 20_000
MANY_COPIES = 20
_DECISION = re.compile(r"\d+[a-zđ]?/QĐ-[A-ZĐ0-9]+(-[A-ZĐ0-9]+)*")


class Oddity(Labelled):
    """Why a row deserves a look."""

    CODE_SHAPE = "code_shape", gettext_noop("Mã không theo mẫu")
    NO_NAME = "no_name", gettext_noop("Không có tên")
    LONG_NAME = "long_name", gettext_noop("Tên quá dài")
    SAME_NAME = "same_name", gettext_noop("Trùng tên với mã khác")
    NO_LEVEL = "no_level", gettext_noop("Không ghi cấp thực hiện")
    UNKNOWN_WORDS = "unknown_words", gettext_noop("Từ không có trong danh mục")
    NO_OFFER = "no_offer", gettext_noop("Không có cách thức nộp")
    NO_UNIT = "no_unit", gettext_noop("Thời hạn không ghi đơn vị")
    LIMIT_IS_FEE = "limit_is_fee", gettext_noop("Số của thời hạn có vẻ là phần đầu của mức phí")
    FEE_NOT_A_NUMBER = "fee_not_a_number", gettext_noop("Mức phí ghi bằng chữ, không phải số tiền đồng")
    MANY_PAPERS = "many_papers", gettext_noop("Rất nhiều giấy tờ")
    MANY_COPIES = "many_copies", gettext_noop("Số bản giấy tờ bất thường")
    NO_PAPERS = "no_papers", gettext_noop("Không có thành phần hồ sơ")
    LONG_TEXT = "long_text", gettext_noop("Nội dung rất dài")
    ODD_DECISION = "odd_decision", gettext_noop("Số quyết định không theo mẫu")
    ODD_DOCUMENT = "odd_document", gettext_noop("Số hiệu căn cứ pháp lý không theo mẫu")
    NO_AGENCY = "no_agency", gettext_noop("Không ghi cơ quan giải quyết")


@dataclass(frozen=True)
class Flag:
    """One oddity with the words that show it."""

    kind: Oddity
    detail: str = ""

    def plain(self) -> dict[str, str]:
        """For the report and the table."""
        return {"kind": self.kind.value, "detail": self.detail}


def flags(content: ProcedureContent, unknown: Iterable[str] = (), *, year: int) -> list[Flag]:
    """Every oddity of one content in the given `year`. `unknown` are words that named no member of an enumeration."""
    found = [Flag(Oddity.UNKNOWN_WORDS, words) for words in unknown]
    found += _of_identity(content)
    found += _of_offers(content.offers)
    found += _of_papers(content)
    found += _of_documents(content, year)
    return found


def _of_identity(content: ProcedureContent) -> Iterable[Flag]:
    if codes.parse(content.code).shape is codes.CodeShape.OTHER:
        yield Flag(Oddity.CODE_SHAPE, content.code)
    if not content.name:
        yield Flag(Oddity.NO_NAME)
    if len(content.name) > LONG_NAME:
        yield Flag(Oddity.LONG_NAME, str(len(content.name)))
    if not content.levels:
        yield Flag(Oddity.NO_LEVEL)
    if not content.resolving_agency:
        yield Flag(Oddity.NO_AGENCY)
    longest = max(len(content.conditions), *(len(step.text) for step in content.steps), 0)
    if longest > LONG_TEXT:
        yield Flag(Oddity.LONG_TEXT, str(longest))


def _of_offers(offers: tuple[Offer, ...]) -> Iterable[Flag]:
    if not offers:
        yield Flag(Oddity.NO_OFFER)
    kinds = {kind for offer in offers for kind in _of_offer(offer)}
    yield from (Flag(kind) for kind in Oddity if kind in kinds)


def _of_offer(offer: Offer) -> Iterable[Oddity]:
    cut = fold(offer.description).startswith("vnd") or any(fee.note.startswith(",") for fee in offer.fees)
    if cut and offer.limit.unit is TimeUnit.UNSPECIFIED:
        yield Oddity.LIMIT_IS_FEE
    elif offer.limit.amount is not None and offer.limit.unit is TimeUnit.UNSPECIFIED:
        yield Oddity.NO_UNIT
    for fee in offer.fees:
        if fee.amount is None:
            yield Oddity.FEE_NOT_A_NUMBER


def _of_papers(content: ProcedureContent) -> Iterable[Flag]:
    papers = content.documents
    if not papers:
        yield Flag(Oddity.NO_PAPERS)
    if len(papers) > MANY_PAPERS:
        yield Flag(Oddity.MANY_PAPERS, str(len(papers)))
    most = max((max(paper.originals or 0, paper.copies or 0) for paper in papers), default=0)
    if most > MANY_COPIES:
        yield Flag(Oddity.MANY_COPIES, str(most))


def _of_documents(content: ProcedureContent, year: int) -> Iterable[Flag]:
    number = content.decision_number
    if number and not _DECISION.fullmatch(number):
        yield Flag(Oddity.ODD_DECISION, number)
    for basis in content.legal_bases:
        if numbers.parse(basis.number, latest_year=year).oddities:
            yield Flag(Oddity.ODD_DOCUMENT, basis.number)


def repeated_names(names: Mapping[str, str]) -> dict[str, str]:
    """Codes whose name stands under another code too: code → the name."""
    keys = {code: fold(tidy(name)) for code, name in names.items() if name}
    counted = Counter(keys.values())
    return {code: names[code] for code, key in keys.items() if counted[key] > 1}

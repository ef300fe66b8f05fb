"""From an open case to the letter about it: who is written to, what is listed, which rule is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.disclosure.rules.chain_limits import Due
from thutuc.disclosure.rules.letters import Letter, LetterRow
from thutuc.disclosure.rules.watch.facts import Case
from thutuc.disclosure.rules.watch_terms import CaseKind

OFFICE = "Văn phòng Ủy ban nhân dân tỉnh"
MOST_ROWS = 300
AMENDED = "sửa đổi "
"""How the shipped parameters name an article that a later text changed."""


@dataclass(frozen=True)
class Office:
    """Who writes: the control division's own office. `place` is the province as it stands in a dateline."""

    issuer: str
    superior: str
    place: str
    symbol: str = "VP-KSTT"
    contact: str = ""
    bureau: str = ""


def addressee(case: Case, agency: str) -> str:
    """To whom a letter about a case goes."""
    if case.kind.is_upstream:
        return case.to
    return agency or OFFICE


def letter_of(
    case: Case,
    *,
    to: str,
    office: Office,
    names: Mapping[str, str],
    before: Sequence[tuple[str, date]] = (),
    on: date,
) -> Letter:
    """The letter about one case; `before` are the letters that went out, as (number, day)."""
    return Letter(
        kind=case.kind,
        to=(to,),
        issuer=office.issuer,
        superior=office.superior,
        symbol=office.symbol,
        place=office.place,
        drafted_on=on,
        rows=_rows(case, names),
        basis=_basis(case.due),
        before=tuple(_before(number, day) for number, day in before),
        contact=office.contact,
        bureau=office.bureau,
    )


def _basis(due: Due) -> str:
    """«quy định tại Điều 15 Nghị định …, sửa đổi bởi 92/2017/NĐ-CP»; the province's own rule is no law to carry out."""
    number = due.number
    if number is None or not due.is_law:
        return ""
    amended = number.article.removeprefix(AMENDED)
    if amended != number.article:
        return f"quy định tại {amended}, sửa đổi bởi {number.source}"
    return f"quy định tại {' '.join(filter(None, [number.article, number.source]))}"


def _rows(case: Case, names: Mapping[str, str]) -> tuple[LetterRow, ...]:
    """Each procedure with the text behind it; the decision or document itself where it names none."""
    late = -case.left if case.left is not None and case.left < 0 else 0
    due = case.due.on
    codes = case.missing or case.codes
    is_text = case.kind in (CaseKind.LAW_NO_MINISTRY, CaseKind.MINISTRY_NOT_SENT) or not codes
    if is_text:
        note = f"{len(case.codes)} thủ tục" if case.codes else ""
        return (LetterRow(case.title or case.number, case.number, due, late, note),)
    source = "" if case.kind is CaseKind.SHEET_OUTDATED else case.number
    return tuple(LetterRow(f"{code} {names.get(code, '')}".strip(), source, due, late) for code in codes[:MOST_ROWS])


def _before(number: str, day: date) -> str:
    return f"Công văn số {number} ngày {day:%d/%m/%Y}" if number else f"văn bản ngày {day:%d/%m/%Y}"

"""How a legal text is cited in the preamble (Decree 30/2020/NĐ-CP, annex I; M)."""

from datetime import date

from thutuc.kernel.periods import day_words
from thutuc.legislation.rules.terms import DocumentKind

UNNUMBERED = (DocumentKind.CONSTITUTION, DocumentKind.LAW, DocumentKind.ORDINANCE)
"""Cited by name and day."""
_HEADS = ("Thông tư liên tịch", "Nghị định", "Thông tư", "Nghị quyết", "Quyết định", "Chỉ thị")


def citation(*, kind: str, number: str, title: str, issued_on: date | None, issuer: str) -> str:
    """«Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính»."""
    day = f" {day_words(issued_on)}" if issued_on else ""
    if kind in {member.value for member in UNNUMBERED}:
        return f"Căn cứ {title}{day}"
    head = next((word for word in _HEADS if title.startswith(word)), "")
    rest = title.removeprefix(head).strip()
    by = f" của {issuer}" if issuer else ""
    return f"Căn cứ {head or 'văn bản'} số {number}{day}{by} {rest}".strip()

"""Document numbers (số, ký hiệu): one normal form, and what the suffix tells.

Shape of the number: Decree 34/2016/NĐ-CP (legal documents) and Decree 30/2020/NĐ-CP (other papers). What looks
wrong is kept as it was cited and flagged; nothing is corrected by guessing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from thutuc.kernel.text import gettext_noop, tidy
from thutuc.legislation.rules.issuers import ISSUERS
from thutuc.legislation.rules.terms import DocumentKind

_NUMBER = re.compile(
    r"(?<![\w/])(?P<serial>\d+[a-zA-Z]?(?:\.\d+)?)\s*/\s*(?:(?P<year>\d{4})\s*/\s*)?"
    r"(?P<suffix>[A-ZĐ][A-ZĐ0-9&]*(?:\s*-\s*[A-ZĐ][A-ZĐ0-9&]*)*)",
    re.IGNORECASE,
)
_CANONICAL = {
    "TTG": "TTg",
    "ND": "NĐ",
    "QD": "QĐ",
    "CD": "CĐ",
    "HDND": "HĐND",
    "BLDTBXH": "BLĐTBXH",
    "BKHDT": "BKHĐT",
    "BGDDT": "BGDĐT",
    "TLDLD": "TLĐLĐ",
}
_BY_FIRST = {
    "NĐ": DocumentKind.DECREE,
    "PL": DocumentKind.ORDINANCE,
    "CT": DocumentKind.DIRECTIVE,
    "TT": DocumentKind.CIRCULAR,
    "TTLT": DocumentKind.JOINT_CIRCULAR,
    "VBHN": DocumentKind.CONSOLIDATED,
    "CĐ": DocumentKind.TELEGRAM,
    "KH": DocumentKind.PLAN,
}
_BY_BOTH = {
    ("NQ", "CP"): DocumentKind.GOVERNMENT_RESOLUTION,
    ("NQ", "HĐND"): DocumentKind.COUNCIL_RESOLUTION,
    ("QĐ", "TTg"): DocumentKind.PRIME_MINISTER_DECISION,
    ("QĐ", "UBND"): DocumentKind.COMMITTEE_DECISION,
}
_TERMS = {9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021)}
_TERMS |= {15: (2021, 2026), 16: (2026, 2031)}
_ASSEMBLY = re.compile(r"^(UBTV)?QH(\d{1,2})$")
LOCAL_KINDS = frozenset({DocumentKind.COUNCIL_RESOLUTION, DocumentKind.COMMITTEE_DECISION})
"""Kinds whose numbers repeat from province to province."""

ODD_SHAPE = gettext_noop("Số, ký hiệu không đúng mẫu; giữ nguyên như đã trích.")
ODD_YEAR = gettext_noop("Năm trong số, ký hiệu ở tương lai; kiểm tra lại.")
ODD_TERM = gettext_noop("Năm không thuộc khóa Quốc hội ghi trong ký hiệu; kiểm tra lại.")


@dataclass(frozen=True)
class DocumentNumber:
    """What a cited number says: its normal form, the kind, the year and the issuer as far as the suffix tells."""

    text: str
    kind: DocumentKind = DocumentKind.OTHER
    year: int | None = None
    issuer: str = ""
    serial: str = ""
    oddities: tuple[str, ...] = ()


@lru_cache(maxsize=8_192)
def normalise(text: str) -> str:
    """«Nghị định số 63/2010/NĐ-CP» → «63/2010/NĐ-CP»; a text without such a number comes back tidied."""
    return parse(text).text


def parse(text: str, *, title: str = "", latest_year: int | None = None) -> DocumentNumber:
    """The number within `text`. `title` tells a law from a resolution; years after `latest_year` are odd."""
    plain = tidy(text).replace("–", "-").replace("—", "-").replace("‑", "-")
    found = _NUMBER.search(plain)
    if not found:
        return DocumentNumber(plain, kind_of_title(title), oddities=(ODD_SHAPE,))
    tokens = tuple(_token(token) for token in re.split(r"\s*-\s*", found["suffix"]))
    year = int(found["year"]) if found["year"] else None
    serial = found["serial"].zfill(2)
    parts = [serial, *([found["year"]] if year else []), "-".join(tokens)]
    return DocumentNumber(
        text="/".join(parts),
        kind=_kind(tokens, title),
        year=year,
        issuer=_issuer(tokens),
        serial=serial,
        oddities=_oddities(tokens, year, latest_year),
    )


def kind_of_title(title: str) -> DocumentKind:
    """The kind that a title begins with, for documents without a number («Hiến pháp năm 2013»)."""
    words = tidy(title).lower()
    for start, kind in (
        ("hiến pháp", DocumentKind.CONSTITUTION),
        ("nghị quyết", DocumentKind.ASSEMBLY_RESOLUTION),
        ("luật", DocumentKind.LAW),
        ("bộ luật", DocumentKind.LAW),
    ):
        if words.startswith(start):
            return kind
    return DocumentKind.OTHER


def _token(token: str) -> str:
    upper = token.upper()
    return _CANONICAL.get(upper, upper)


def _kind(tokens: tuple[str, ...], title: str) -> DocumentKind:
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else ""
    term = _ASSEMBLY.match(first) or _ASSEMBLY.match(second)
    if term and first not in {"PL", "VBHN"}:
        if term[1]:
            return DocumentKind.STANDING_RESOLUTION
        resolution = kind_of_title(title) is DocumentKind.ASSEMBLY_RESOLUTION or first == "NQ"
        return DocumentKind.ASSEMBLY_RESOLUTION if resolution else DocumentKind.LAW
    if (first, second) in _BY_BOTH:
        return _BY_BOTH[first, second]
    return _BY_FIRST.get(first, DocumentKind.DECISION if first == "QĐ" else DocumentKind.OTHER)


def _issuer(tokens: tuple[str, ...]) -> str:
    """The issuer named by the last tokens; "" for local bodies, whose province the number does not tell."""
    for token in tokens:
        term = _ASSEMBLY.match(token)
        if term:
            return ISSUERS["UBTVQH" if term[1] else "QH"]
    names = [ISSUERS[token] for token in tokens[1:] if token in ISSUERS]
    return ", ".join(names)


def _oddities(tokens: tuple[str, ...], year: int | None, latest_year: int | None) -> tuple[str, ...]:
    found = []
    if year is not None and latest_year is not None and year > latest_year:
        found.append(ODD_YEAR)
    for token in tokens:
        term = _ASSEMBLY.match(token)
        first, last = _TERMS.get(int(term[2]), (0, 9999)) if term else (0, 9999)
        if year is not None and not first <= year <= last:
            found.append(ODD_TERM)
    return tuple(found)

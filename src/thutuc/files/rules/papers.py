"""Number, day and signer read out of the words of a signed paper, as guesses that an officer confirms.

The places are those of the rules of form (Circular 01/2011/TT-BNV, Decree 30/2020/NĐ-CP): «Số: 3218/QĐ-UBND» and
«An Lạc, ngày … tháng … năm …» in the head, the name under the office at the end.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.text import nfc

_NUMBER = re.compile(
    r"\bSố\s*[:.]?\s*(\d{1,6})\s*/\s*([A-ZĐƯ][A-ZĐƯ0-9a-zđư&.-]*(?:\s*-\s*[A-ZĐƯ][A-ZĐƯ0-9a-zđư&.-]*)*)"
)
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_TITLE = re.compile(r"(?:(?:KT|TUQ|TL|TM|Q)\.\s*)?(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|CHÁNH VĂN PHÒNG)\b")
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]*){1,5}")
_UNDER = 12
"""So many lines under the office the name may stand: signature and seal come between."""
_HEAD = 2500
"""So many signs of the first page hold its head."""


@dataclass(frozen=True)
class PaperFacts:
    """What a paper says of itself; "" and None where it says nothing that can be read."""

    number: str = ""
    signed_on: date | None = None
    signers: tuple[str, ...] = ()


def facts_of(pages: Sequence[str], *, signers: Iterable[str] = ()) -> PaperFacts:
    """The facts in the words of a paper; `signers` of the electronic signatures go before names in the text."""
    head = " ".join(nfc(pages[0]).split())[:_HEAD] if pages else ""
    number = _NUMBER.search(head)
    by_name = [name for page in pages for name in _names(page)]
    return PaperFacts(
        number=f"{number[1]}/{''.join(number[2].split()).rstrip('.')}" if number else "",
        signed_on=_day(head),
        signers=tuple(dict.fromkeys([*filter(None, signers), *by_name])),
    )


def _day(head: str) -> date | None:
    for day, month, year in _DAY.findall(head):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _names(page: str) -> list[str]:
    """Names that stand under an office."""
    lines = [" ".join(line.split()) for line in nfc(page).split("\n")]
    found = []
    for place, line in enumerate(lines):
        if _TITLE.search(line):
            under = (each for each in lines[place + 1 : place + 1 + _UNDER] if _NAME.fullmatch(each))
            found += [name for name in [next(under, "")] if name]
    return found

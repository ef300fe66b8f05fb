"""What a barcode reader types at the counter: a notice sheet, the address of a procedure, an identity card.

The QR code of the identity card (Circular 17/2024/TT-BCA) holds seven parts between bars: number, old number, name, day
of birth, sex, residence, day of issue. A reader types it and ends with Enter.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote

from thutuc.catalogue.rules import codes
from thutuc.catalogue.rules.codes import CodeShape
from thutuc.kernel.text import nfc, tidy

LONGEST = 300
_SHEET = re.compile(r"(?:.*/to/)?([2-9A-HJKMNP-TV-Z]{4}[-\s]?[2-9A-HJKMNP-TV-Z]{4})/?")
_ADDRESS = re.compile(r"https?://\S+/([^/\s?#]+)/?(?:[?#]\S*)?", re.IGNORECASE)
_BAR = "|"


@dataclass(frozen=True)
class Wanted:
    """Which procedure is meant: by its code, by the code of a sheet on the wall, or by words."""

    text: str
    code: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Card:
    """An identity card as its QR code says it."""

    number: str
    name: str = ""
    born_on: date | None = None
    address: str = ""


def wanted(text: str) -> Wanted:
    """Read what was typed or scanned into the box of procedures."""
    plain = tidy(nfc(text))[:LONGEST]
    sheet = _SHEET.fullmatch(plain)
    if sheet:
        return Wanted(plain, sheet=re.sub(r"[-\s]", "", sheet[1]))
    address = _ADDRESS.fullmatch(plain)
    named = unquote(address[1]) if address else plain
    code = codes.parse(named)
    return Wanted(plain, code=code.full if code.shape is not CodeShape.OTHER else "")


def card(text: str) -> Card | None:
    """The card that was scanned into the box of the number; None for a number typed by hand."""
    parts = [tidy(part) for part in nfc(text).split(_BAR)]
    if len(parts) < 3 or not parts[0].isdecimal():
        return None
    parts += [""] * 6
    return Card(number=parts[0], name=parts[2], born_on=_day(parts[3]), address=parts[5])


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 — a day has no zone
    except ValueError:
        return None

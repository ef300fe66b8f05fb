"""The parts of an administrative paper as plain values, in the order in which the rules of form name them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from thutuc.kernel.periods import BLANK, day_words

_WIDTH_OF_SIGN = 2.0
"""Millimetres that a sign of a table takes on the average."""
_TALL = 8
"""Lines."""
_COMMITTEES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")


@dataclass(frozen=True)
class Head:
    """Cơ quan ban hành at the left, number under it; country, motto, place and day at the right.

    `number` is "" before it is given; `symbol` is «QĐ-UBND», "" where numbers have none. `subject` is the V/v of
    a letter.
    """

    issuer: str
    symbol: str
    place: str
    superior: str = ""
    number: str = ""
    on: date | None = None
    year: int | None = None
    subject: str = ""

    @property
    def own_name(self) -> str:
        """«Văn phòng» under «Ủy ban nhân dân tỉnh An Lạc»: what stands above is not said again."""
        return self.issuer.removesuffix(self.superior).strip() or self.issuer

    @property
    def reference(self) -> str:
        """«Số: 3218/QĐ-UBND», with room where the number is to come."""
        symbol = f"/{self.symbol}" if self.symbol and "/" not in self.number else ""
        return f"Số: {self.number or BLANK * 6}{symbol}"

    @property
    def dateline(self) -> str:
        """«An Lạc, ngày 05 tháng 02 năm 2026»."""
        return f"{self.place}, {day_words(self.on, year=self.year)}"


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside the text or an annex."""

    text: str
    is_centred: bool = False


@dataclass(frozen=True)
class Article:
    """Điều 1. Its text, and paragraphs under it."""

    number: int
    text: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """Names with texts behind them, one a paragraph: the parts of a procedure in full."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column: its heading and its share of the width."""

    heading: str
    share: float
    is_centred: bool = False


@dataclass(frozen=True)
class GroupRow:
    """A row over the whole width that names what follows it."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table whose head row stands again on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | GroupRow, ...]

    def is_tall(self, row: tuple[str, ...], width: float) -> bool:
        """Whether a row may go over two pages: low ones stay whole. `width` of the table in millimetres."""
        share = sum(column.share for column in self.columns) * _WIDTH_OF_SIGN / width
        lines = (
            sum(1 + len(line) * share // column.share for line in text.split("\n"))
            for text, column in zip(row, self.columns, strict=True)
        )
        return max(lines) > _TALL


Block = Paragraph | Heading | Article | Terms | Grid


@dataclass(frozen=True)
class Annex:
    """Phụ lục: numbered in Roman figures when there are several, its pages counted for themselves."""

    title: str
    blocks: tuple[Block, ...]
    label: str = "Phụ lục"
    note: str = ""
    is_landscape: bool = True


@dataclass(frozen=True)
class Signature:
    """«KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH» and the name under the room for signature and seal."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper. `kind` is "" for a letter (công văn)."""

    head: Head
    signature: Signature
    kind: str = ""
    summary: str = ""
    authority: str = ""
    preamble: tuple[str, ...] = ()
    enacts: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    contact: str = ""
    annexes: tuple[Annex, ...] = ()

    @property
    def title(self) -> str:
        """How the file names itself."""
        number = self.head.reference.removeprefix("Số: ") if self.head.number else ""
        kind = self.kind.capitalize() if self.kind else "Công văn"
        return " ".join(filter(None, [kind, number, self.summary or about(self.head.subject)]))


def name_lines(name: str) -> tuple[str, ...]:
    """«ỦY BAN NHÂN DÂN», «TỈNH AN LẠC»: a committee's name stands on two lines, others on one."""
    words = name.strip().upper()
    head = next((each for each in _COMMITTEES if words.startswith(f"{each} ")), "")
    return (head, words.removeprefix(head).strip()) if head else (words,) if words else ()


def about(text: str) -> str:
    """«Về việc công bố …»: how a summary begins."""
    words = text.strip().rstrip(".")
    if not words or words.lower().startswith(("về ", "v/v")):
        return words
    first = words[0].lower() if words[1:2].islower() else words[0]
    return f"Về việc {first}{words[1:]}"


def numbered(annexes: Iterable[Annex]) -> tuple[Annex, ...]:
    """«Phụ lục I», «Phụ lục II»; a single one has no number."""
    found = tuple(annexes)
    if len(found) < 2:
        return found
    return tuple(replace(annex, label=f"{annex.label} {roman(place)}") for place, annex in enumerate(found, start=1))


def roman(number: int) -> str:
    """IV for 4."""
    pairs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    told = ""
    for value, letters in pairs:
        told += letters * (number // value)
        number %= value
    return told


def closed(lines: Iterable[str], last: str) -> tuple[str, ...]:
    """Lines that end with a semicolon, the last with its own mark."""
    bare = [line.strip().rstrip(".;,") for line in lines if line.strip()]
    return tuple(f"{line}{last if place == len(bare) else ';'}" for place, line in enumerate(bare, start=1))

"""Administrative areas as values: keys, words at the head of a name, which levels exist on which day.

Luật Tổ chức chính quyền địa phương; codes of Quyết định 124/2004/QĐ-TTg and its successors.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import fold, gettext_noop
from thutuc.organisations.rules.kinds import AreaKind, AreaLevel, ItemKind, Scope

Key = tuple[AreaLevel, str]
"""Level and code: what names an area on any one day."""

LEVELS_IN_LAW = {
    AreaLevel.PROVINCE: Days(None),
    AreaLevel.DISTRICT: Days(None, date(2025, 7, 1)),
    AreaLevel.COMMUNE: Days(None),
}
"""Luật 72/2025/QH15 (basis `organisations.two_levels`): no district level from 01/07/2025."""
TWO_LEVELS = "organisations.two_levels"


def has_districts(on: date) -> bool:
    """Whether the law of the day knows the district level."""
    return on in LEVELS_IN_LAW[AreaLevel.DISTRICT]


_RANKS = {AreaLevel.PROVINCE: 1, AreaLevel.DISTRICT: 2, AreaLevel.COMMUNE: 3}
_HEADS = {
    AreaLevel.PROVINCE: {"thanh pho": AreaKind.CENTRAL_CITY, "tinh": AreaKind.PROVINCE},
    AreaLevel.DISTRICT: {
        "thanh pho": AreaKind.CITY,
        "thi xa": AreaKind.TOWN,
        "quan": AreaKind.URBAN_DISTRICT,
        "huyen": AreaKind.DISTRICT,
    },
    AreaLevel.COMMUNE: {
        "dac khu": AreaKind.SPECIAL_ZONE,
        "thi tran": AreaKind.TOWNSHIP,
        "phuong": AreaKind.WARD,
        "xa": AreaKind.COMMUNE,
    },
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Unit:
    """An area as a file names it."""

    level: AreaLevel
    code: str
    name: str
    parent: Key | None = None

    @property
    def key(self) -> Key:
        return self.level, self.code

    @property
    def kind(self) -> AreaKind | None:
        return kind_of(self.name, self.level)


@dataclass(frozen=True)
class Held(Unit):
    """An area as the table holds it: a row and its days."""

    id: int = 0
    days: Days = field(default=Days(None))


@dataclass(frozen=True)
class Link:
    """Old to new, by key: an old area of the day before, a new one of the day."""

    old: Key
    new: Key
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class Item:
    """Something that a person must decide about one area."""

    kind: ItemKind
    key: Key
    name: str


@dataclass(frozen=True)
class Odd:
    """A list says of one day what another list of that day has said otherwise: the first stays, this is reported."""

    given: Unit
    kept: str


@dataclass(frozen=True)
class Plan:
    """What an act would do on its day: rows to open (parents first) and close, links, and what it cannot decide."""

    open: tuple[Unit, ...] = ()
    close: tuple[Held, ...] = ()
    link: tuple[Link, ...] = ()
    decide: tuple[Item, ...] = ()
    odd: tuple[Odd, ...] = ()
    kept: int = 0
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return not (self.open or self.close or self.link)


def number(level: AreaLevel, code: str) -> int:
    """Level and code as one whole number, for the exclusion constraint."""
    return _RANKS[level] * 1_000_000 + int(code)


def is_code(code: str) -> bool:
    """A code of the statistics office: two digits for a province, three for a district, five for a commune."""
    return code.isascii() and code.isdigit() and len(code) <= 6


def kind_of(name: str, level: AreaLevel) -> AreaKind | None:
    """The kind that the first words of the name tell; None when they tell none of this level."""
    folded = fold(name)
    return next((kind for head, kind in _HEADS[level].items() if folded.startswith(f"{head} ")), None)


def spelling(name: str) -> str:
    """A key under which «Hòa An» and «Hoà An», «Thị Xã» and «Thị xã», «H' Drai» and «H'Drai» are one name.

    Tones stay (Tân Lập is not Tân Lạp), only their place inside the word and the punctuation do not count.
    """
    letters, tones = [], []
    for char in unicodedata.normalize("NFD", name).lower():
        if char in _TONES:
            tones.append(char)
        elif char.isalnum() or unicodedata.combining(char):
            letters.append(char)
    return "".join(letters) + "!" + "".join(tones)


def levels_on(day: date) -> frozenset[AreaLevel]:
    """The levels that the law knows on that day."""
    return frozenset(level for level, days in LEVELS_IN_LAW.items() if day in days)


def level_objections(units: Iterable[Unit], *, on: date) -> list[Objection]:
    """An area of a level that no longer exists on the day it is said to start."""
    lawful = levels_on(on)
    wrong = next((unit for unit in units if unit.level not in lawful), None)
    if wrong is None:
        return []
    words = gettext_noop("Từ ngày 01/07/2025 không còn cấp huyện: «%(name)s» không thể bắt đầu ngày %(day)s.")
    return [Objection("area.level", words, TWO_LEVELS, "on", {"name": wrong.name, "day": f"{on:%d/%m/%Y}"})]

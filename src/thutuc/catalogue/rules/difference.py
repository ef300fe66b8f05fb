"""What differs between two contents, part by part, in words that a reader sees on the page."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.parts import PARTS, Part
from thutuc.kernel.text import nfc


@dataclass(frozen=True)
class Change:
    """One part that differs, as lines before and after."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]


def compare(before: ProcedureContent, after: ProcedureContent, *, tolerant: bool = False) -> tuple[Change, ...]:
    """The parts that differ, in the order of the law.

    `tolerant` ignores blanks, punctuation, case, hyphens, tone placement (hòa, hoà) and y/i (kỹ, kĩ).
    """
    found = []
    for part in PARTS:
        if not _fields_differ(part, before, after):
            continue
        old, new = part.lines(before), part.lines(after)
        same = _keys(old) == _keys(new) if tolerant else old == new
        if not same:
            found.append(Change(part, old, new))
    return tuple(found)


def _fields_differ(part: Part, before: ProcedureContent, after: ProcedureContent) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in part.fields)


def _keys(lines: Iterable[str]) -> list[str]:
    return [key for key in map(tolerant_key, lines) if key]


_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD = re.compile(r"[^\W_\u0300-\u036f][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*|[%‰≤≥<>]")
"""What counts: letters and figures with their marks, and the signs that change a figure."""
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_FREE_Y = re.compile(r"(?:[bcdđghklmnprstvx]{0,3}|qu)y")
"""A syllable whose only vowel is y: there alone y and i are two spellings (kỹ, kĩ; quy, qui), «tay» is not «tai»."""


def tolerant_key(text: str) -> str:
    """The words of a text without what printers do differently; marks and letters still count: «bán» is not «bàn».

    Figures keep their place: 1,5 is not 15, 1.000.000 is 1000000.
    """
    told = _THOUSANDS.sub("", nfc(text).lower())
    return " ".join(map(_word_key, _WORD.findall(told)))


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    letters, tones = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tones += char
        else:
            letters += "đ" if char == "ð" else char
    if letters.endswith("y") and _FREE_Y.fullmatch(letters):
        letters = letters[:-1] + "i"
    return unicodedata.normalize("NFC", letters) + tones


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, or `changed` on this side."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Pair:
    """Two lines side by side; an empty side is a line added or taken away."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.changed for piece in (*self.before, *self.after))


def pairs(change: Change) -> tuple[Pair, ...]:
    """The lines of a change laid side by side, with the words that differ marked."""
    old, new = change.before, change.after
    found: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair((Piece(line, False),), (Piece(line, False),)) for line in old[i1:i2]]
        else:
            found += _align(old[i1:i2], new[j1:j2])
    return tuple(found)


def _align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    found = [_marked(before, after) for before, after in zip(old, new, strict=False)]
    found += [Pair((Piece(line, True),), ()) for line in old[len(new) :]]
    found += [Pair((), (Piece(line, True),)) for line in new[len(old) :]]
    return found


def _marked(before: str, after: str) -> Pair:
    old, new = before.split(), after.split()
    if len(old) * len(new) > 4_000_000:
        return Pair((Piece(before, True),), (Piece(after, True),))
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i2 > i1:
            left.append(Piece(" ".join(old[i1:i2]), tag != "equal"))
        if j2 > j1:
            right.append(Piece(" ".join(new[j1:j2]), tag != "equal"))
    return Pair(tuple(left), tuple(right))


def places(change: Change) -> int:
    """How many lines differ: «2 chỗ»."""
    return sum(1 for pair in pairs(change) if pair.is_changed)


@dataclass(frozen=True)
class Tally:
    """How many lines a change adds, takes away and rewords."""

    added: int
    removed: int
    reworded: int


def tally(change: Change) -> Tally:
    """«thêm 1, bớt 2, sửa 1»."""
    changed = [pair for pair in pairs(change) if pair.is_changed]
    added = sum(1 for pair in changed if not pair.before)
    removed = sum(1 for pair in changed if not pair.after)
    return Tally(added, removed, len(changed) - added - removed)

"""Vietnamese text: one Unicode form, folding for search, a key for order, labels for codes.

Needs no database extension and no ICU: keys are computed here and stored beside the text.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Self


def gettext_noop(message: str) -> str:
    """Mark a Vietnamese message for the extractor; interfaces translate it on the way out."""
    return message


class Labelled(StrEnum):
    """A code with its Vietnamese words: the code is stored, the words are shown, neither is guessed from the other."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        """(code, Vietnamese label) of every member, in the order of the law."""
        return [(member.value, member.label) for member in cls]


def nfc(text: str) -> str:
    """The one Unicode form in which text is kept (NFC)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC, no control characters, runs of blanks made one, ends trimmed. For one-line fields."""
    text = nfc(text)
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(text.split())


def _folding() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
        bare = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        table[code] = bare.lower()
    table[ord("đ")] = table[ord("Đ")] = "d"
    table.update(dict.fromkeys(range(0x0300, 0x0370), ""))
    return table


_FOLD = _folding()


def fold(text: str) -> str:
    """Lower case without marks, đ as d: «Đường bộ», «duong bo» and a decomposed «đường bộ» become one.

    Old and new tone placement (hoá, hóa) fall together because all marks go.
    """
    return nfc(text).lower().translate(_FOLD)


def fold_words(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits; a code such as 1.000894 stays whole."""
    return "".join(c if c.isalnum() or c == "." else " " for c in fold(text)).replace(". ", " ").strip(".").split()


# Vietnamese alphabetical order: letters first, then tone (ngang, huyền, hỏi, ngã, sắc, nặng).
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def _rank(letter: str) -> str:
    position = _LETTERS.find(letter)
    return chr(0x61 + position // 26) + chr(0x61 + position % 26) if position >= 0 else ""


_RANKS = {letter: _rank(letter) for letter in _LETTERS}


def _split(char: str) -> tuple[str, str]:
    """(letter with its own hat or horn, tone digit): ậ → (â, 5)."""
    letter, tone = "", "0"
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            letter += part
    return unicodedata.normalize("NFC", letter), tone


def sort_key(text: str) -> str:
    """A plain ASCII key whose byte order is Vietnamese alphabetical order; digits sort by value, before letters.

    Words are compared one by one: first all letters, then all tones, as in a Vietnamese dictionary.
    """
    keys, tones = [], []
    for word in tidy(text).lower().split():
        letters, marks, digits = "", "", ""
        for char in word:
            if char.isdecimal():
                digits += str(unicodedata.decimal(char))
                continue
            letters, digits = letters + _number(digits), ""
            letter, tone = _split(char)
            rank = _RANKS.get(letter)
            letters, marks = letters + (rank or ""), marks + (tone if rank else "")
        keys.append(letters + _number(digits))
        tones.append(marks)
    return " ".join(keys) + "!" + " ".join(tones)


def _number(digits: str) -> str:
    digits = digits.lstrip("0") or digits[:1]
    return f"{len(digits):02d}{digits}" if digits else ""


def join_words(words: Iterable[str], last: str) -> str:
    """«a, b và c»: `last` is the word before the last item."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""

"""How a typed text finds procedures: what it may mean, in which order the found ones stand, what to offer instead.

No law fixes this; the duty behind it is that a published procedure can be found by anybody (control.md §8).
Text is compared folded (`kernel.text.fold`), so marks, đ/d, old and new tones and decomposed Unicode fall together.
"""

import base64
import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.text import Labelled, fold, fold_words, gettext_noop

MOST_LETTERS = 1_500
MOST_WORDS = 120
MOST_PAIRS = 12
TELLING_WORDS = 12
ENOUGH = 0.6
LENGTH_STEP = 10_000
LONGEST_SLUG = 120


class Scope(Labelled):
    """Which of the two catalogues is searched."""

    PROVINCE = CatalogueScope.PROVINCE.value, CatalogueScope.PROVINCE.label
    NATIONAL = CatalogueScope.NATIONAL.value, CatalogueScope.NATIONAL.label
    ALL = "all", gettext_noop("Cả hai danh mục")


class Tier(IntEnum):
    """How near a procedure is to the text: the first order of every answer."""

    CODE = 0
    NAME = 1
    BEGINS = 2
    PHRASE = 3
    WORDS = 4
    MOST = 5
    BODY = 6


NAMED = Tier.WORDS
"""Up to here the name itself holds everything that was typed."""


@dataclass(frozen=True)
class CodeReading:
    """The text as a code: whole (`exact`, with the base of a local code) or a part of one (`part`)."""

    exact: str = ""
    base: str = ""
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """One way in which a text may be meant: as words, or as a code. `shown` is set when it is not what was typed."""

    key: str
    words: tuple[str, ...] = ()
    code: CodeReading | None = None
    shown: str = ""


@dataclass(frozen=True)
class Filters:
    """What the reader narrows to; an empty part narrows nothing. Sectors and agencies are named by slug."""

    scope: Scope = Scope.PROVINCE
    sectors: tuple[str, ...] = ()
    agency: str = ""
    levels: tuple[Level, ...] = ()
    online: bool | None = None

    @property
    def is_open(self) -> bool:
        """Nothing is narrowed."""
        return not (self.sectors or self.agency or self.levels or self.online is not None)


_CODE = re.compile(r"\d{1,2}\.\d{6}(?:[.\-][0-9a-z.\-]{1,40})?")
_PART = re.compile(r"\d{1,2}\.\d{1,5}|\d{4,6}")


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, each once, in order; the long tail of a pasted page is left out."""
    return tuple(dict.fromkeys(fold_words(text[:MOST_LETTERS])))[:MOST_WORDS]


def name_key(name: str) -> str:
    """A name as it is compared: folded words with one blank between; stored beside the name."""
    return " ".join(fold_words(name))


def slug(name: str) -> str:
    """A name as it stands in an address: «Hộ tịch» is ho-tich."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:LONGEST_SLUG].strip("-")


def lexemes(texts: Iterable[str]) -> list[str]:
    """The words stored for a search in `texts`, sorted, each once."""
    return sorted({word for text in texts for word in fold_words(text)})


def code_reading(text: str) -> CodeReading | None:
    """The text as a procedure code, or None. «1.004227.H99» also means its base 1.004227."""
    typed = fold(text).strip().strip(".")
    if _CODE.fullmatch(typed):
        base = re.match(r"\d{1,2}\.\d{6}", typed)
        return CodeReading(exact=typed.upper(), base=base.group() if base else "")
    return CodeReading(part=typed) if _PART.fullmatch(typed) else None


def as_code(text: str) -> Reading | None:
    """The text as a code, whole or in part."""
    code = code_reading(text)
    return Reading(code.exact or code.part, code=code) if code else None


def as_words(text: str) -> Reading | None:
    """The text as it stands: its words."""
    words = words_of(text)
    return Reading(name_key(text[:MOST_LETTERS]), words) if words else None


READERS: tuple[Callable[[str], Reading | None], ...] = (as_code, as_words)
"""Every way of understanding a typed text, the plainest first; the first reading that finds something is the answer.

This is the place for abbreviations (gplx → giấy phép lái xe), raw Telex keys (giaasy → giấy) and spelling slips:
each is one more function here that returns None when it has nothing to add, with `Reading.shown` for the reader.
"""


def readings(text: str) -> list[Reading]:
    """The ways in which `text` may be meant, in the order in which they are tried."""
    found = [reading for reader in READERS if (reading := reader(text))]
    return list(dict.fromkeys(found))


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def all_words(words: Sequence[str], *, unfinished: bool = False) -> str:
    """The tsquery for texts with every word; the last word of somebody who still types may go on."""
    if not words:
        return ""
    last = _quoted(words[-1]) + (":*" if unfinished else "")
    return " & ".join([*map(_quoted, words[:-1]), last])


def any_word(words: Sequence[str]) -> str:
    """The tsquery for texts with one of the words."""
    return " | ".join(map(_quoted, words))


def any_phrase(phrases: Iterable[str]) -> str:
    """The tsquery for texts that hold every word of one of the phrases."""
    return " | ".join(f"({all_words(words_of(phrase))})" for phrase in phrases)


def holds(name: str, phrase: str) -> bool:
    """Whether the words of a phrase stand together in a name, in this order."""
    return f" {name_key(phrase)} " in f" {name_key(name)} "


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words as they would stand in a name: the more of them, the nearer the name."""
    return [f"{first} {second}" for first, second in pairwise(words)][:MOST_PAIRS]


@dataclass(frozen=True)
class Weights:
    """What the telling words of a text are worth: rare words tell more than «cấp», «giấy» or «của»."""

    of: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.of.values())

    @property
    def needed(self) -> int:
        """The weight from which a name holds most of the words."""
        return max(math.ceil(self.total * ENOUGH), 1)

    def deciding(self, needed: int) -> list[str]:
        """The fewest rarest words of which a name must hold one to weigh `needed`: without them it cannot."""
        chosen: list[str] = []
        left = self.total
        for word, weight in self.of.items():
            if left < needed:
                break
            chosen.append(word)
            left -= weight
        return chosen


def weigh(words: Iterable[str], vocabulary: Mapping[str, int], size: int) -> Weights:
    """Weights of the rarest words that some name holds, rarest first; `vocabulary` counts the names with each word."""
    known = {word: vocabulary[word] for word in words if word in vocabulary}
    told = sorted(known, key=lambda word: (known[word], word))[:TELLING_WORDS]
    return Weights({word: max(round(100 * math.log(1 + size / known[word])), 1) for word in told})


@dataclass(frozen=True)
class Advice:
    """Why nothing was found and what may help."""

    unknown: tuple[str, ...] = ()
    shorter: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


Closest = Callable[[str, Collection[str]], str | None]
MENDED_FROM = 4
"""Shorter words are too near to too many others to be mended."""


def advise(text: str, vocabulary: Mapping[str, int], closest: Closest, *, most: int = 3) -> Advice:
    """Words that no name holds, shorter texts that some name holds, and the text with unknown words mended."""
    typed = fold_words(text[:MOST_LETTERS])[:20]
    unknown = tuple(dict.fromkeys(word for word in typed if word not in vocabulary))
    mended = [_mended(word, vocabulary, closest) for word in typed]
    near = " ".join(word for word in mended if word) if unknown and any(mended) else ""
    known = [word for word in dict.fromkeys(typed) if word in vocabulary and len(word) > 1]
    rare_first = sorted(known, key=lambda word: (vocabulary[word], word))
    shorter = tuple(rare_first[:most]) if len(typed) > 1 else ()
    return Advice(unknown[:most], shorter, (near,) if near and near not in shorter else ())


def _mended(word: str, vocabulary: Mapping[str, int], closest: Closest) -> str | None:
    if word in vocabulary:
        return word
    return closest(word, vocabulary) if len(word) >= MENDED_FROM else None


@dataclass(frozen=True)
class Place:
    """Where an answer broke off: the order (tier, rank, code) of its last row, and how many came before."""

    tier: int
    rank: int
    code: str
    seen: int = 0


def written(place: Place) -> str:
    """A place as the opaque cursor of an address."""
    plain = json.dumps([place.tier, place.rank, place.code, place.seen], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def place_of(cursor: str) -> Place | None:
    """The place that a cursor names, or None when it is none of ours."""
    if not re.fullmatch(r"[A-Za-z0-9_\-]{4,200}", cursor):
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        tier, rank, code, seen = found
    except (ValueError, TypeError):
        return None
    numbers = [number for number in (tier, rank, seen) if type(number) is int and 0 <= number < 2**31]
    whole = len(numbers) == 3 and isinstance(code, str) and len(code) <= 60 and code.isprintable()
    return Place(tier, rank, code, seen) if whole else None

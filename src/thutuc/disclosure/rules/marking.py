"""A difference on the page: our words plain on the left, theirs on the right with what is taken away and added.

Words that differ in spelling only are not marked; the marks say what somebody has to change there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thutuc.catalogue.rules.difference import tolerant_key
from thutuc.disclosure.rules.facets import ANY_ORDER

Marks = tuple[tuple[str, str], ...]
MOST_WORDS = 4_000_000


@dataclass(frozen=True)
class Row:
    """Our line beside theirs; `there` holds ("same" | "out" | "in", words)."""

    ours: str
    there: Marks

    @property
    def differs(self) -> bool:
        return any(kind != "same" for kind, _ in self.there)


def rows(key: str, ours: Sequence[str], there: Sequence[str]) -> tuple[Row, ...]:
    """The lines of a part side by side; equal lines stay, so that the page can fold them."""
    if key in ANY_ORDER:
        there = _in_our_order(ours, there)
    mine, theirs = [tolerant_key(line) for line in ours], [tolerant_key(line) for line in there]
    found: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Row(line, (("same", line),)) for line in ours[i1:i2]]
        else:
            found += _beside(ours[i1:i2], there[j1:j2])
    return tuple(found)


def _in_our_order(ours: Sequence[str], there: Sequence[str]) -> list[str]:
    """Lines that both sides have stand where ours stand; theirs alone follow."""
    left = list(there)
    keys = [tolerant_key(line) for line in left]
    found = []
    for line in ours:
        key = tolerant_key(line)
        if key in keys:
            place = keys.index(key)
            keys.pop(place)
            found.append(left.pop(place))
    return found + left


def _beside(ours: Sequence[str], there: Sequence[str]) -> list[Row]:
    found = [Row(mine, _marked(mine, theirs)) for mine, theirs in zip(ours, there, strict=False)]
    found += [Row(line, (("out", line),)) for line in ours[len(there) :]]
    found += [Row("", (("in", line),)) for line in there[len(ours) :]]
    return found


def _marked(ours: str, there: str) -> Marks:
    old, new = ours.split(), there.split()
    if len(old) * len(new) > MOST_WORDS:
        return (("out", ours), ("same", " "), ("in", there))
    pieces: list[tuple[str, str]] = []
    left, right = [tolerant_key(word) for word in old], [tolerant_key(word) for word in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", " ".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(("out", " ".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(("in", " ".join(new[j1:j2])))
    spaced: list[tuple[str, str]] = []
    for piece in pieces:
        spaced += [("same", " "), piece] if spaced else [piece]
    return tuple(spaced)

"""A difference on the page: our words plain on the left, theirs on the right with what is taken away and added.

Words that differ in spelling only are not marked; the marks say what somebody has to change there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thutuc.catalogue.rules.difference import tolerant_key
from thutuc.disclosure.rules.facets import ANY_ORDER

Marks = list[tuple[str, str]]
MOST_WORDS = 4_000_000
AROUND = 48
"""Characters of equal text that are shown on each side of a change where a line is cut."""


@dataclass(frozen=True)
class Run:
    """A run of words: on both sides, or on one of them only."""

    ours: str
    there: str
    is_same: bool


@dataclass(frozen=True)
class Row:
    """Our line beside theirs."""

    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        return not all(run.is_same for run in self.runs)

    @property
    def ours(self) -> str:
        """Our words, unmarked."""
        return " ".join(run.ours for run in self.runs if run.ours)

    @property
    def there(self) -> Marks:
        """Their words: ("same" | "out" | "in", words), the blanks between them outside the marks."""
        found: Marks = []
        for run in self.runs:
            kinds = [("same", run.there)] if run.is_same else [("out", run.ours), ("in", run.there)]
            for piece in kinds:
                if piece[1]:
                    found += [("same", " "), piece] if found else [piece]
        return found

    def cut(self) -> "Row":
        """Long equal text on both sides cut to what stands around the changes."""
        last = len(self.runs) - 1
        runs = (_cut(run, is_first=place == 0, is_last=place == last) for place, run in enumerate(self.runs))
        return Row(tuple(runs))


def rows(key: str, ours: Sequence[str], there: Sequence[str]) -> tuple[Row, ...]:
    """The lines of a part side by side; equal lines stay, so that the page can fold them."""
    if key in ANY_ORDER:
        there = _in_our_order(ours, there)
    mine, theirs = [tolerant_key(line) for line in ours], [tolerant_key(line) for line in there]
    found: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(ours[i1:i2], there[j1:j2], strict=True)
            found += [Row((Run(mine_, theirs_, is_same=True),)) for mine_, theirs_ in pairs]
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
    found = [Row(tuple(_runs(mine, theirs))) for mine, theirs in zip(ours, there, strict=False)]
    found += [Row((Run(line, "", is_same=False),)) for line in ours[len(there) :]]
    found += [Row((Run("", line, is_same=False),)) for line in there[len(ours) :]]
    return found


def _runs(ours: str, there: str) -> Iterator[Run]:
    old, new = ours.split(), there.split()
    if len(old) * len(new) > MOST_WORDS:
        yield Run(ours, there, is_same=False)
        return
    left, right = [tolerant_key(word) for word in old], [tolerant_key(word) for word in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield Run(" ".join(old[i1:i2]), " ".join(new[j1:j2]), is_same=tag == "equal")


def _cut(run: Run, *, is_first: bool, is_last: bool) -> Run:
    if not run.is_same or (is_first and is_last):
        return run
    ours, there = (_cut_text(text, is_first=is_first, is_last=is_last) for text in (run.ours, run.there))
    return Run(ours, there, is_same=True)


def _cut_text(text: str, *, is_first: bool, is_last: bool) -> str:
    if len(text) <= 3 * AROUND:
        return text
    head, tail = text[:AROUND].rsplit(" ", 1)[0], text[-AROUND:].split(" ", 1)[-1]
    return f"{'' if is_first else head + ' '}…{'' if is_last else ' ' + tail}"

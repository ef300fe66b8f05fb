"""A difference on the page: our words plain on the left, theirs on the right with what is taken away and added.

Words that differ in spelling only are not marked; the marks say what somebody has to change there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

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
        return tuple(_row(mine, theirs) for mine, theirs in _paired(ours, there))
    mine, theirs = [tolerant_key(line) for line in ours], [tolerant_key(line) for line in there]
    found: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(ours[i1:i2], there[j1:j2], strict=True)
            found += [Row((Run(mine_, theirs_, is_same=True),)) for mine_, theirs_ in pairs]
        else:
            found += _beside(ours[i1:i2], there[j1:j2])
    return tuple(found)


def _paired(ours: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lists without an order: equal lines belong together, then those that are most alike; the others stand alone."""
    left = {place: tolerant_key(line) for place, line in enumerate(there)}
    partner: dict[int, int] = {}
    keys = [tolerant_key(line) for line in ours]
    for wanted in (_equal, _alike):
        for place, key in enumerate(keys):
            chosen = None if place in partner else wanted(key, left)
            if chosen is not None:
                partner[place] = chosen
                del left[chosen]
    for place, line in enumerate(ours):
        yield line, there[partner[place]] if place in partner else ""
    yield from (("", there[place]) for place in left)


def _equal(key: str, left: Mapping[int, str]) -> int | None:
    return next((place for place, other in left.items() if other == key), None)


def _alike(key: str, left: Mapping[int, str]) -> int | None:
    """The line that shares most with ours: its first words, then any, as long as that is half of the shorter one."""
    words = key.split()
    shared = {place: _shared(words, other.split()) for place, other in left.items()}
    best = max(shared, key=lambda place: shared[place], default=None)
    return best if best is not None and shared[best] > (0, 0) else None


def _shared(words: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    pairs = zip(words, others, strict=False)
    shorter = min(len(words), len(others))
    first = next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)
    common = len(set(words) & set(others))
    return first, common if first or common * 2 >= shorter else 0


def _beside(ours: Sequence[str], there: Sequence[str]) -> list[Row]:
    return [_row(mine, theirs) for mine, theirs in zip_longest(ours, there, fillvalue="")]


def _row(ours: str, there: str) -> Row:
    if not ours or not there:
        return Row((Run(ours, there, is_same=False),))
    return Row(tuple(_runs(ours, there)))


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

"""Long parts stay readable: the first lines are shown, the rest opens on demand. Nothing published is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from thutuc.catalogue.rules.content import Step

T = TypeVar("T")
SHOWN_LETTERS = 900
SPARED_LETTERS = 400
SHOWN_ROWS = 12
SPARED_ROWS = 4
LONG_NAME = 110
LONGEST_HEADING = 320
HEADING_LETTERS = 180


@dataclass(frozen=True)
class Folded(Generic[T]):
    """What is shown at once, and what is folded behind a summary (empty when everything is shown)."""

    shown: T
    rest: T


def fold_text(text: str, most: int = SHOWN_LETTERS) -> Folded[str]:
    """Whole lines up to about `most` letters; a short remainder is not worth a fold."""
    if len(text) <= most + SPARED_LETTERS:
        return Folded(text, "")
    lines = text.split("\n")
    shown: list[str] = []
    while lines and (not shown or sum(map(len, shown)) + len(lines[0]) <= most):
        shown.append(lines.pop(0))
    return Folded("\n".join(shown), "\n".join(lines))


def fold_rows(rows: Sequence[T], most: int = SHOWN_ROWS) -> Folded[Sequence[T]]:
    """The first rows; a few more are not worth a fold."""
    if len(rows) <= most + SPARED_ROWS:
        return Folded(rows, ())
    return Folded(rows[:most], rows[most:])


@dataclass(frozen=True)
class StepGroup:
    """Steps that belong to one case; "" is every case."""

    case: str
    steps: tuple[Step, ...]


def step_groups(steps: Sequence[Step]) -> list[StepGroup]:
    """Neighbouring steps of the same case together, in order."""
    return [StepGroup(case, tuple(found)) for case, found in groupby(steps, key=lambda step: step.case)]


def is_long(name: str) -> bool:
    """Whether a name needs the smaller heading: the longest real one has 1,094 characters."""
    return len(name) > LONG_NAME

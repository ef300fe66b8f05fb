"""What became of a unit: following links forward and back, and carrying figures across a reorganisation."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.periods import Days
from thutuc.organisations.rules.kinds import Scope


@dataclass(frozen=True)
class Step:
    """One link between rows: `old` went to `new` on a day."""

    old: int
    new: int
    scope: Scope
    is_default: bool
    on: date


@dataclass(frozen=True)
class Heir:
    """A unit that answers for an old one: wholly, or for a part (`is_default` marks where figures go)."""

    id: int
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class Carried:
    """A figure under a unit of today: what came for certain, and what came from split units by default."""

    whole: int = 0
    by_default: int = 0

    @property
    def total(self) -> int:
        return self.whole + self.by_default

    @property
    def is_marked(self) -> bool:
        """Part of the figure rests on a default: say so beside it."""
        return self.by_default != 0


@dataclass(frozen=True)
class Part:
    """A unit whose figures belong to another one's for some days of a comparison."""

    id: int
    days: Days
    scope: Scope
    is_default: bool


def successors(start: int, steps: Iterable[Step], *, on: date) -> list[Heir]:
    """Who answers on `on` for the unit `start`: itself when nothing happened to it by then."""
    after = _by_old(steps, until=on)
    found: dict[int, Heir] = {}
    front = [Heir(start, Scope.WHOLE, is_default=True)]
    seen: set[int] = set()
    while front:
        heir = front.pop()
        if heir.id in seen:
            continue
        seen.add(heir.id)
        onward = after.get(heir.id)
        if not onward:
            found[heir.id] = heir
            continue
        front += [
            Heir(step.new, _joined(heir.scope, step.scope), heir.is_default and step.is_default)
            for step in sorted(onward, key=lambda step: step.is_default)
        ]
    return sorted(found.values(), key=lambda heir: (not heir.is_default, heir.id))


def carry(figures: Mapping[int, int], steps: Sequence[Step], *, on: date) -> dict[int, Carried]:
    """Figures counted by units of any day, added up under the units of `on`; the sum never changes."""
    after = _by_old(steps, until=on)
    whole: dict[int, int] = defaultdict(int)
    default: dict[int, int] = defaultdict(int)
    for start, figure in figures.items():
        unit, certain = _default_end(start, after)
        (whole if certain else default)[unit] += figure
    return {unit: Carried(whole[unit], default[unit]) for unit in {*whole, *default}}


def parts(unit: int, days: Days, steps: Sequence[Step], lives: Mapping[int, Days]) -> list[Part]:
    """Every unit whose figures must be added to compare `unit` over `days`: itself and those that led to it."""
    before: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        before[step.new].append(step)
    found: dict[int, Part] = {}
    front = [Heir(unit, Scope.WHOLE, is_default=True)]
    while front:
        heir = front.pop()
        shared = _shared(lives[heir.id], days)
        if heir.id not in found and shared is not None:
            found[heir.id] = Part(heir.id, shared, heir.scope, heir.is_default)
        front += [
            Heir(step.old, _joined(heir.scope, step.scope), heir.is_default and step.is_default)
            for step in sorted(before[heir.id], key=lambda step: step.is_default)
            if step.old not in found
        ]
    return sorted(found.values(), key=lambda part: (part.days.start or date.min, part.id))


def _by_old(steps: Iterable[Step], *, until: date) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        if step.on <= until:
            found[step.old].append(step)
    return found


def _joined(first: Scope, second: Scope) -> Scope:
    return Scope.WHOLE if first is second is Scope.WHOLE else Scope.PARTIAL


def _default_end(start: int, after: Mapping[int, Collection[Step]]) -> tuple[int, bool]:
    """Where a unit's figures end up, and whether that is certain. Stays where it is when no default is known."""
    unit, certain, seen = start, True, {start}
    while True:
        onward = [step for step in after.get(unit, ()) if step.is_default and step.new not in seen]
        if not onward:
            return unit, certain
        step = onward[0]
        unit, certain = step.new, certain and step.scope is Scope.WHOLE
        seen.add(unit)


def _shared(one: Days, other: Days) -> Days | None:
    if not one.overlaps(other):
        return None
    starts = [day for day in (one.start, other.start) if day]
    ends = [day for day in (one.end, other.end) if day]
    return Days(max(starts, default=None), min(ends, default=None))

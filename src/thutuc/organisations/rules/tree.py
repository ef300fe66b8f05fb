"""The tree of agencies valid by date: no cycle on any day, every parent in force, rows in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Place:
    """An agency stands under a parent for some days."""

    agency: int
    parent: int
    days: Days


def cycle(parents: Mapping[Key, Key]) -> list[Key]:
    """The first circle of agencies each standing under the next, or nothing."""
    safe: set[Key] = set()
    for start in parents:
        path: list[Key] = []
        unit: Key | None = start
        while unit is not None and unit not in safe:
            if unit in path:
                return path[path.index(unit) :]
            path.append(unit)
            unit = parents.get(unit)
        safe.update(path)
    return []


def parents_on(places: Iterable[Place], day: date) -> dict[int, int]:
    """The tree of one day: agency → parent."""
    return {place.agency: place.parent for place in places if day in place.days}


def placement_objections(
    new: Place, others: Sequence[Place], *, lives: Mapping[int, Days], names: Mapping[int, str]
) -> list[Objection]:
    """Why an agency may not stand under a parent in that period."""
    params = {"agency": names.get(new.agency, ""), "parent": names.get(new.parent, "")}
    if not _covers(lives.get(new.parent), new.days):
        words = gettext_noop("«%(parent)s» không có hiệu lực trong suốt thời gian đó. Chọn đơn vị khác hoặc ngày khác.")
        return [Objection("agency.parent_ended", words, field="parent", params=params)]
    if not _covers(lives.get(new.agency), new.days):
        words = gettext_noop("«%(agency)s» không có hiệu lực trong suốt thời gian đó.")
        return [Objection("agency.not_in_force", words, field="on", params=params)]
    kept = [place for place in others if place.agency != new.agency]
    for day in _turns(new, kept):
        circle = cycle({**parents_on(kept, day), new.agency: new.parent})
        if circle:
            words = gettext_noop(
                "«%(agency)s» không thể trực thuộc «%(parent)s»: ngày %(day)s sẽ thành vòng %(circle)s. "
                "Chọn đơn vị không nằm dưới nó."
            )
            first = circle.index(new.agency) if new.agency in circle else 0
            circle = [*circle[first:], *circle[:first], circle[first]]
            shown = " → ".join(names.get(unit, str(unit)) for unit in circle)
            params = {**params, "day": f"{day:%d/%m/%Y}", "circle": shown}
            return [Objection("agency.cycle", words, field="parent", params=params)]
    return []


@dataclass(frozen=True)
class Node:
    """One row of the tree in reading order."""

    id: int
    parent: int | None
    depth: int
    children: int


def in_order(ids: Sequence[int], parents: Mapping[int, int]) -> list[Node]:
    """Parents before their children, each in the order of `ids`; one whose parent is not there stands at the top."""
    known = set(ids)
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit in ids:
        parent = parents.get(unit)
        below[parent if parent in known else None].append(unit)
    nodes: list[Node] = []
    front: list[tuple[int, int | None, int]] = [(unit, None, 0) for unit in reversed(below[None])]
    while front:
        unit, parent, depth = front.pop()
        nodes.append(Node(unit, parent, depth, len(below[unit])))
        front += [(child, unit, depth + 1) for child in reversed(below[unit])]
    return nodes


def _covers(life: Days | None, days: Days) -> bool:
    if life is None:
        return False
    starts = life.start is None or (days.start is not None and life.start <= days.start)
    return starts and (life.end is None or (days.end is not None and days.end <= life.end))


def _turns(new: Place, others: Iterable[Place]) -> list[date]:
    """The days inside the period on which the tree changes: only there can a circle begin."""
    first = new.days.start or date.min
    later = {place.days.start for place in others if place.days.start and place.days.start in new.days}
    return sorted({first, *later})

"""What a plan would touch outside the catalogue: boards of units, running dossiers."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.decisions.planning import Closed, Opened, Plan
from thutuc.disclosure.queries.walls import Units
from thutuc.disclosure.rules import reach
from thutuc.disclosure.rules.facts import Version
from thutuc.dossiers.queries import recounting as dossiers
from thutuc.kernel.periods import Days


@dataclass(frozen=True)
class Boards:
    """Sheets to hang, swap and take down; how many units do it by hand, how many renew themselves."""

    hang: int
    swap: int
    take_down: int
    units: int
    screens: int

    @property
    def is_none(self) -> bool:
        return not (self.hang or self.swap or self.take_down)


def boards_touched(plan: Plan, *, on: date) -> Boards:
    """By the levels and houses of the procedures, on the organisation of the day of effect. Four statements.

    A content that reads the same on a notice re-hangs nothing.
    """
    opened = [each for each in plan.opens if each.redraws and each.content and not each.content.is_internal]
    gone = [each for each in plan.closes if each.without_successor]
    hang = sum(each.closes is None for each in opened)
    if not opened and not gone:
        return Boards(0, 0, 0, 0, 0)
    units = Units(on)
    day = plan.effective_on or on
    houses = catalogue.houses_of([*(each.code for each in opened), *(each.code for each in gone)])
    versions = list(_versions(opened, gone, houses, day))
    owing = {unit for unit, owed in reach.owed(units.of(day)[1], versions).items() if owed and unit in units.living}
    by_hand = owing - units.electronic
    return Boards(hang, len(opened) - hang, len(gone), len(by_hand), len(owing & units.electronic))


def _versions(
    opened: Collection[Opened], gone: Collection[Closed], houses: Mapping[str, catalogue.House], day: date
) -> Iterator[Version]:
    """What changes on the walls: what opens at its new levels, what goes where it hung, each in the house it had."""
    changed: tuple[Opened | Closed, ...] = (*opened, *gone)
    for number, each in enumerate(changed, start=1):
        known = houses.get(each.code, catalogue.House())
        content = each.content if isinstance(each, Opened) else None
        levels = frozenset(content.levels) if content else known.levels
        yield Version(number, number, 1, each.code, each.name, levels, known.agency_id, Days(day), day)


@dataclass(frozen=True)
class Running:
    """Dossiers that keep the version of their acceptance, by procedure."""

    by_code: tuple[tuple[str, int], ...]
    last_due_on: date | None = None

    @property
    def total(self) -> int:
        return sum(count for _code, count in self.by_code)


def running_dossiers(codes: Collection[str]) -> Running:
    """How many dossiers run on the versions that would end, and keep them. One statement."""
    by_code, last_due_on = dossiers.running_by_procedure(codes)
    return Running(tuple(by_code), last_due_on)

"""Check rounds: what was drawn, what was found; the last check of every unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thutuc.disclosure.models import CheckFinding, CheckItem, CheckRound
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules.sampling import Candidate
from thutuc.disclosure.rules.terms import Outcome
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date


@dataclass(frozen=True)
class UnitCheck:
    """The last check of a unit: so many of its sheets were looked at, so many were wrong."""

    looked_at: int
    wrong: int
    on: date
    round_code: str


@dataclass
class ItemState:
    """One thing of the sample with the findings that count: those of the last record."""

    item: CheckItem
    findings: list[CheckFinding] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return bool(self.findings)

    @property
    def is_wrong(self) -> bool:
        return any(Outcome(finding.outcome).is_mismatch for finding in self.findings)


@dataclass(frozen=True)
class RoundUnit:
    """One unit of a round."""

    agency: Any
    items: list[ItemState]
    beside: list[CheckFinding]
    """What was found although nobody drew it."""

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)

    @property
    def wrong(self) -> int:
        return sum(item.is_wrong for item in self.items)


@dataclass(frozen=True)
class RoundPage:
    """A round with its units in reading order."""

    round: CheckRound
    units: list[RoundUnit]

    @property
    def total(self) -> int:
        return sum(len(unit.items) for unit in self.units)

    @property
    def done(self) -> int:
        return sum(unit.done for unit in self.units)

    @property
    def wrong(self) -> int:
        return sum(unit.wrong for unit in self.units)

    @property
    def kinds(self) -> list[tuple[Outcome, int]]:
        """How often each kind of mismatch was found, the most frequent first."""
        counted: dict[Outcome, int] = defaultdict(int)
        for unit in self.units:
            for finding in [*unit.beside, *(each for item in unit.items for each in item.findings)]:
                counted[Outcome(finding.outcome)] += 1
        counted.pop(Outcome.OK, None)
        return sorted(counted.items(), key=lambda pair: -pair[1])

    def unit(self, code: str) -> RoundUnit:
        """One unit of the round; NotFound when it was not drawn."""
        found = next((unit for unit in self.units if unit.agency.code == code), None)
        if found is None:
            raise NotFound(f"unit {code}")
        return found


def check_rounds() -> QuerySet[CheckRound]:
    """The rounds, newest first, with how many things each looks at and how many were looked at."""
    counted = CheckRound.objects.annotate(
        drawn=Count("items", distinct=True),
        looked_at=Count("items", filter=Q(items__findings__isnull=False), distinct=True),
    )
    return counted.order_by("-on", "-pk")


def check_round(code: str) -> CheckRound:
    """One round; NotFound otherwise."""
    found = CheckRound.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"round {code}")
    return found


def round_page(code: str) -> RoundPage:
    """A round with every item and finding. Three statements."""
    one = check_round(code)
    items = CheckItem.objects.filter(round=one).select_related("agency", "version__procedure")
    states = {
        item.pk: ItemState(item)
        for item in items.defer("version__content").order_by("agency__level", "agency__sort_key", "number")
    }
    beside: dict[int, list[CheckFinding]] = defaultdict(list)
    for finding in CheckFinding.objects.filter(round=one).select_related("place").order_by("at", "pk"):
        if finding.item_id is None:
            beside[finding.agency_id].append(finding)
        else:
            _count(states[finding.item_id], finding)
    units: dict[int, list[ItemState]] = defaultdict(list)
    for state in states.values():
        units[state.item.agency_id].append(state)
    return RoundPage(one, [RoundUnit(own[0].item.agency, own, beside[unit]) for unit, own in units.items()])


def _count(state: ItemState, finding: CheckFinding) -> None:
    """A later record of the same item replaces the earlier one."""
    if state.findings and state.findings[0].at != finding.at:
        state.findings = []
    state.findings.append(finding)


def last_checks(*, on: date) -> dict[int, UnitCheck]:
    """The last round in which something was found out at each unit. One statement, over this year's findings."""
    since = date(on.year - 1, on.month, 1)
    rows = CheckFinding.objects.filter(round__on__gte=since, at__lt=ground.end_of(on), item__isnull=False)
    columns = ("agency_id", "round_id", "round__code", "item_id", "outcome", "at")
    latest: dict[int, tuple[int, str]] = {}
    kept: dict[tuple[int, int], dict[int, tuple[Any, bool]]] = defaultdict(dict)
    for agency, key, code, item, outcome, at in rows.order_by("at", "pk").values_list(*columns):
        latest[agency] = (key, code)
        before = kept[agency, key].get(item)
        wrong = Outcome(outcome).is_mismatch or (before is not None and before[0] == at and before[1])
        kept[agency, key][item] = (at, wrong)
    return {agency: _checked(kept[agency, key], code) for agency, (key, code) in latest.items()}


def _checked(items: dict[int, tuple[Any, bool]], code: str) -> UnitCheck:
    last = max(at for at, _wrong in items.values())
    return UnitCheck(len(items), sum(wrong for _at, wrong in items.values()), local_date(last), code)


def candidates(*, on: date, kinds: Iterable[str] = ()) -> tuple[list[Candidate], dict[str, int], dict[str, int]]:
    """Whom a sample of that day may draw: units with what they must show; agencies and versions by their codes."""
    day, wanted = ground.load(on=on), set(kinds)
    found = [
        Candidate(day.agencies[unit].code, str(board.unit.kind.value), tuple(version.code for version in board.owed))
        for unit, board in day.boards.items()
        if not wanted or board.unit.kind.value in wanted
    ]
    agencies = {day.agencies[unit].code: unit for unit in day.boards}
    return found, agencies, {v.code: v.id for board in day.boards.values() for v in board.owed}

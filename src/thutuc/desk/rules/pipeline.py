"""Dây chuyền công bố: the stages in order, how long a draft lies at each, its way drawn on one scale of days.

Days are working days. The norms are the province's own but where a parameter of the law gives one (control.md §3.3).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.kernel.text import Labelled, gettext_noop

Count = Callable[[date, date], int]
"""Working days between two days."""


class Stage(Labelled):
    """A desk that a draft passes."""

    DRAFTING = "drafting", gettext_noop("Sở soạn thảo")
    CONSULTING = "consulting", gettext_noop("Lấy ý kiến")
    CONTROL = "control", gettext_noop("Kiểm soát chất lượng")
    ENDORSING = "endorsing", gettext_noop("Văn phòng trình")
    SIGNING = "signing", gettext_noop("Chờ ký")
    SIGNED = "signed", gettext_noop("Đã ký, chờ nhập")


STAGE_OF = {
    DecisionState.DRAFT: Stage.DRAFTING,
    DecisionState.RETURNED: Stage.DRAFTING,
    DecisionState.CONSULTING: Stage.CONSULTING,
    DecisionState.CONTROL: Stage.CONTROL,
    DecisionState.ENDORSING: Stage.ENDORSING,
    DecisionState.SIGNING: Stage.SIGNING,
    DecisionState.SIGNED: Stage.SIGNED,
}
OWN_NORMS = {Stage.DRAFTING: 6, Stage.CONSULTING: 5, Stage.CONTROL: 3, Stage.ENDORSING: 1, Stage.SIGNING: 2}
"""What the office asks of itself where the law is silent."""


@dataclass(frozen=True)
class Norm:
    """How long a stage may take; `of_law` is told as the law's."""

    days: int
    of_law: bool = False


@dataclass(frozen=True)
class Aged:
    """A draft at a stage since so many working days."""

    stage: Stage
    age: int
    is_late: bool


@dataclass(frozen=True)
class Cell:
    """One stage on top of the board."""

    stage: Stage
    count: int
    median_age: float | None
    late: int
    norm: Norm | None


def cells(drafts: Iterable[Aged], norms: dict[Stage, Norm]) -> list[Cell]:
    """Every stage in order, empty ones too."""
    rows = list(drafts)
    found = []
    for stage in Stage:
        here = [row for row in rows if row.stage is stage]
        middle = median(row.age for row in here) if here else None
        late = sum(row.is_late for row in here)
        found.append(Cell(stage, len(here), middle, late, norms.get(stage)))
    return found


class Leg(Labelled):
    """How a stretch of the way is drawn."""

    PAST = "past", gettext_noop("chặng đã qua")
    NOW = "now", gettext_noop("chặng hiện tại")
    LATE = "late", gettext_noop("chặng hiện tại, quá hạn")
    REDONE = "redone", gettext_noop("bị trả, làm lại")
    REST = "rest", gettext_noop("chưa tới")


@dataclass(frozen=True)
class Stretch:
    """So many working days at one state."""

    leg: Leg
    state: DecisionState | None
    days: int


@dataclass(frozen=True)
class Passed:
    """A step of a decision as far as its way needs it."""

    target: DecisionState
    on: date


def way(steps: Sequence[Passed], *, today: date, due: date | None, norm: Norm | None, count: Count) -> list[Stretch]:
    """The stretches of a draft: what is behind, where it lies, what is left until it is due."""
    found: list[Stretch] = []
    for place, step in enumerate(steps):
        is_last = place == len(steps) - 1
        until = today if is_last else steps[place + 1].on
        days = max(count(step.on, until), 0)
        found.append(Stretch(_leg(step, is_last, days, norm, due, today), step.target, days))
    left = count(today, due) if due and due > today else 0
    return [*found, Stretch(Leg.REST, None, left)] if left > 0 else found


def _leg(step: Passed, is_last: bool, days: int, norm: Norm | None, due: date | None, today: date) -> Leg:  # noqa: FBT001
    if step.target is DecisionState.RETURNED:
        return Leg.REDONE
    if not is_last:
        return Leg.PAST
    is_over = bool(norm and days > norm.days) or bool(due and today > due)
    return Leg.LATE if is_over else Leg.NOW


@dataclass(frozen=True)
class Bar:
    """One rectangle of a way on the scale of the board."""

    leg: Leg
    x: int
    width: int


SCALE = 1000
GAP = 6


def bars(stretches: Sequence[Stretch], longest: int) -> list[Bar]:
    """The way in parts of a thousand of the longest one; a stretch of less than a day is a thin mark."""
    unit = (SCALE - GAP * 12) / max(longest, 1)
    found, x = [], 0
    for stretch in stretches:
        width = max(int(stretch.days * unit), 10)
        if x + width > SCALE:
            width = max(SCALE - x, 0)
        if width:
            found.append(Bar(stretch.leg, x, width))
        x += width + GAP
    return found


@dataclass(frozen=True)
class Returned:
    """One remark of a return."""

    reason: str
    agency: str


@dataclass(frozen=True)
class Why:
    """How often a reason sent drafts back, and whose most."""

    reason: str
    count: int
    most_at: str


def reasons(rows: Iterable[Returned]) -> list[Why]:
    """The reasons, most frequent first."""
    by_reason: dict[str, dict[str, int]] = {}
    for row in rows:
        agencies = by_reason.setdefault(row.reason, {})
        agencies[row.agency] = agencies.get(row.agency, 0) + 1
    found = [
        Why(reason, sum(agencies.values()), max(agencies, key=lambda name: (agencies[name], name)))
        for reason, agencies in by_reason.items()
    ]
    return sorted(found, key=lambda why: (-why.count, why.reason))


@dataclass
class Quality:
    """How well an agency's drafts were prepared in a quarter."""

    agency: str
    submitted: int = 0
    returned: int = 0
    faults: int = 0
    rounds: int = 0

    @property
    def share(self) -> int | None:
        """Of a hundred submissions so many went back."""
        return round(self.returned * 100 / self.submitted) if self.submitted else None


def quality(
    submitted: Iterable[str], returned: Iterable[str], faults: Iterable[str], rounds: Iterable[tuple[str, int]]
) -> list[Quality]:
    """By agency: submissions, returns, mistakes found after signing, the most rounds; worst first."""
    found: dict[str, Quality] = {}
    for names, field in ((submitted, "submitted"), (returned, "returned"), (faults, "faults")):
        for name in names:
            row = found.setdefault(name, Quality(name))
            setattr(row, field, getattr(row, field) + 1)
    for name, many in rounds:
        row = found.setdefault(name, Quality(name))
        row.rounds = max(row.rounds, many)
    return sorted(found.values(), key=lambda row: (-row.faults, -row.returned, row.agency))


def quarter(day: date) -> tuple[date, date]:
    """The quarter of a day as [first day, first day after)."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)

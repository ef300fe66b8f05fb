"""What an act on many units says of itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thutuc.organisations.models import Reorganisation
from thutuc.organisations.rules.agencies import AgencyPlan
from thutuc.organisations.rules.areas import Plan
from thutuc.organisations.rules.kinds import ItemKind

Progress = Callable[[str, int, int], None]
"""Called with a Vietnamese word for the step, how many rows are done, how many there are."""


def silent(step: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True)
class Act:
    """The paper behind a reorganisation: day, legal basis, the deciding document, the file's SHA-256."""

    on: date
    basis: str
    content_hash: str
    title: str = ""
    document_number: str = ""


@dataclass(frozen=True)
class Outcome:
    """What was done with areas, or would be (`dry_run`); `repeated` when nothing was left to do."""

    on: date
    plan: Plan
    dry_run: bool
    reorganisation: Reorganisation | None = None
    repeated: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Figures for the journal, the screen and the command."""
        plan = self.plan
        found = {"opened": len(plan.open), "closed": len(plan.close), "kept": plan.kept, "linked": len(plan.link)}
        found["odd"] = len(plan.odd)
        return {**found, "to_decide": len(plan.decide), **_by_kind(item.kind for item in plan.decide)}


@dataclass(frozen=True)
class AgencyOutcome:
    """The same for agencies."""

    on: date
    plan: AgencyPlan
    dry_run: bool
    reorganisation: Reorganisation | None = None
    repeated: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Figures for the journal, the screen and the command."""
        plan = self.plan
        found = {"opened": len(plan.open), "closed": len(plan.close), "moved": len(plan.move), "linked": len(plan.link)}
        return {**found, "to_decide": len(plan.decide), **_by_kind(item.kind for item in plan.decide)}


def _by_kind(kinds: Iterable[ItemKind]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in kinds:
        found[kind.value] = found.get(kind.value, 0) + 1
    return found

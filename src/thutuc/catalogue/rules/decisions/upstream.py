"""What the upstream watch looks at, as values: laws, ministries' decisions, what stands here, drafts under way."""

from dataclasses import dataclass
from datetime import date

from thutuc.catalogue.rules.decisions.ministries import OURS
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind, SightingState
from thutuc.catalogue.rules.terms import Level


@dataclass(frozen=True)
class Law:
    """A legal document that may touch procedures. `assessed` is what a person found: base codes, empty for none."""

    key: int
    number: str
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    is_shortened: bool = False
    is_local: bool = False
    """Made by the province itself: no ministry publishes it."""
    changes: frozenset[int] = frozenset()
    """The documents that it amends, replaces or repeals."""
    assessed: frozenset[str] | None = None
    brings_new: bool = False


@dataclass(frozen=True)
class Item:
    """One procedure in a ministry's decision."""

    base_code: str
    name: str
    kind: OperationKind
    levels: frozenset[Level] = frozenset()

    @property
    def may_be_ours(self) -> bool:
        """A new procedure of a ministry's own level never comes into the province's list."""
        return not self.levels or bool(self.levels & OURS)


@dataclass(frozen=True)
class Sighted:
    """What was last seen of a decision on the national database."""

    state: SightingState
    seen_on: date
    missing: tuple[str, ...] = ()
    listed_on: date | None = None


@dataclass(frozen=True)
class Ministry:
    """One decision of a ministry."""

    code: str
    number: str
    issuer: str
    title: str
    signed_on: date
    effective_on: date | None = None
    is_shortened: bool = False
    arrived_on: date | None = None
    register_number: str = ""
    documents: frozenset[int] = frozenset()
    items: tuple[Item, ...] = ()
    sighted: Sighted | None = None


@dataclass(frozen=True)
class Standing:
    """A procedure in force here: since when, by what, citing which documents."""

    code: str
    base_code: str
    name: str
    since: date
    is_opening: bool = False
    """Taken over as it stood: whatever was law by then is in it."""
    agency_id: int | None = None
    ministry: str = ""
    sector: str = ""
    cites: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Followed:
    """A row of a provincial decision, signed or under way, with the ministries' decisions that it follows."""

    decision_code: str
    base_code: str
    state: DecisionState
    signed_on: date | None = None
    number: str = ""
    agency_id: int | None = None
    ministries: frozenset[str] = frozenset()
    basis: str = ""

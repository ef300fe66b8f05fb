"""Open dossiers of units that no longer exist: a duty until each is handed to a successor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thutuc.dossiers.models import Dossier
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.foreign.succession import PLACES, Places, handed
from thutuc.dossiers.rules.terms import Authority
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries as organisations

READER = Actor.system("dossiers")
_OPEN = [state.value for state in states.OPEN]


@dataclass(frozen=True)
class Heir:
    """Who goes on for a closed unit; `chosen` by a person, else the default of the reorganisation."""

    old: Any
    new: Any | None
    options: tuple[Any, ...]
    chosen: bool = False
    is_needed: bool = False
    """It decides or has the counter: without a successor its dossiers stay. A division's go back to the agency."""


@dataclass
class HandOver:
    """Who goes where: closed units with their successor, dossiers that can go and those that wait for a word."""

    heirs: dict[int, Heir] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    ready: int = 0
    undecided: int = 0

    @property
    def new_of(self) -> dict[int, int | None]:
        """Closed unit → successor, as ids."""
        return {old: heir.new.pk if heir.new else None for old, heir in self.heirs.items()}

    @property
    def rows(self) -> list[tuple[Heir, int]]:
        """Each closed unit with how many open dossiers are with it, those without successor first."""
        found = [(heir, self.counts.get(old, 0)) for old, heir in self.heirs.items()]
        return sorted(found, key=lambda each: (each[0].new is not None, each[0].old.sort_key))


def of_closed_units(*, on: date) -> QuerySet[Dossier]:
    """Open dossiers of this system whose agency, unit or counter is not in force on a day."""
    gone = organisations.visible_to(READER).exclude(validity__contains=on).values("pk")
    where = Q()
    for place in PLACES:
        where |= Q(**{f"{place}_id__in": gone})
    return Dossier.objects.filter(where, authority=Authority.LOCAL.value, state__in=_OPEN).order_by("pk")


def hand_over(*, on: date, choices: Mapping[int, int] | None = None) -> HandOver:
    """Who goes where, without moving anybody. `choices`: closed unit → successor that a person named. Five statements.

    A unit whose tasks went to several without a default one waits for a person.
    """
    plan = HandOver()
    groups = list(
        of_closed_units(on=on).order_by().values_list(*(f"{place}_id" for place in PLACES)).annotate(Count("pk"))
    )
    ids = {pk for *places, _count in groups for pk in places if pk}
    gone = {row.pk: row for row in organisations.visible_to(READER).filter(pk__in=ids).exclude(validity__contains=on)}
    options = organisations.heirs(gone, on=on)
    named = organisations.agencies_in_force(on=on).in_bulk(set((choices or {}).values()))
    for pk, old in gone.items():
        offered = [heir for heir in options[pk] if on in heir.agency.validity and heir.agency.pk != pk]
        chosen = named.get((choices or {}).get(pk, 0))
        default = next((heir.agency for heir in offered if heir.is_default), None)
        needed = any(pk in (agency, counter) for agency, _unit, counter, _count in groups)
        plan.heirs[pk] = Heir(
            old, chosen or default, tuple(heir.agency for heir in offered), chosen is not None, needed
        )
    for agency, unit, counter, count in groups:
        for pk in {agency, unit, counter} & set(gone):
            plan.counts[pk] = plan.counts.get(pk, 0) + count
        if handed(Places(agency, unit, counter), plan.new_of):
            plan.ready += count
        else:
            plan.undecided += count
    return plan

"""To whom a dossier can be given: people with their open work, units under the competent agency, agencies to ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.models import Dossier
from thutuc.dossiers.rules import states
from thutuc.organisations import queries as organisations

HANDLING = (Role.SPECIALIST, Role.UNIT_HEAD)
MOST_ASKED = 400


@dataclass(frozen=True)
class Handler:
    """Somebody who may handle dossiers of a unit, with how many they hold."""

    id: int
    code: str
    name: str
    unit: str
    open: int


def handlers(units: Collection[int], *, on: date) -> list[Handler]:
    """Who handles dossiers in these units, by name. Two statements."""
    posts = accounts.posts(on=on, agency_ids=units).filter(role__in=HANDLING, person__is_active=True)
    found = {post.person_id: (post.person, post.agency) for post in posts}
    held = dict(
        Dossier.objects.filter(holder__in=found, state__in=[state.value for state in states.OPEN])
        .values_list("holder")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [
        Handler(pk, person.code, person.full_name, agency.short_name or agency.name, held.get(pk, 0))
        for pk, (person, agency) in found.items()
    ]


def units_of(agency_id: int | None, *, on: date) -> Sequence[tuple[int, str, str]]:
    """(id, code, name) of the units under an agency on a day. Two statements."""
    if agency_id is None:
        return ()
    below = organisations.below({agency_id}, on=on) - {agency_id}
    rows = organisations.agencies_in_force(on=on).filter(pk__in=below)
    return list(rows.values_list("pk", "code", "name"))


def agencies_to_ask(*, on: date, without: int | None) -> Sequence[tuple[int, str, str]]:
    """(id, code, name) of every agency of the day but one. One statement."""
    rows = organisations.agencies_in_force(on=on).exclude(pk=without or 0)
    return list(rows.values_list("pk", "code", "name")[:MOST_ASKED])

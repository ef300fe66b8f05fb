"""Who sees which dossiers: `reach` names the agencies of a dossier, a post opens those of its agency."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.models import Dossier
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries as organisations

SEE_ALL = frozenset({Role.CONTROL_OFFICER, Role.OFFICE_HEAD, Role.CHAIR})
"""The control of procedures looks into every dossier of the province."""
HEADS = frozenset({Role.UNIT_HEAD, Role.CENTRE_HEAD, Role.SIGNER})
"""They see the units under theirs too."""
BLIND = frozenset({Role.SYSTEM_ADMIN})
"""Who keeps the system has no business in dossiers."""


def houses_of(actor: Actor, *, on: date) -> frozenset[int] | None:
    """The agencies whose dossiers the actor sees on a day; None is every one. A statement for heads only."""
    if actor.is_system or actor.roles & SEE_ALL:
        return None
    own = frozenset(post.agency_id for post in actor.posts if post.role not in BLIND)
    heading = {post.agency_id for post in actor.posts if post.role in HEADS}
    return own | organisations.below(heading, on=on) if heading else own


def visible_to(actor: Actor, *, on: date) -> QuerySet[Dossier]:
    """The dossiers that the actor may see on a day; for a stranger none."""
    return seen_from(houses_of(actor, on=on))


def seen_from(houses: Collection[int] | None) -> QuerySet[Dossier]:
    """The dossiers that `houses_of` opens: where it was asked already."""
    if houses is None:
        return Dossier.objects.all()
    return Dossier.objects.filter(reach__overlap=sorted(houses)) if houses else Dossier.objects.none()


def is_seen_from(houses: Collection[int] | None, dossier: Dossier) -> bool:
    """The same for a dossier that is read already."""
    return houses is None or not set(houses).isdisjoint(dossier.reach)

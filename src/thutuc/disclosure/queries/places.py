"""Places, photos and printed sheets of a unit."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thutuc.catalogue import queries as catalogue
from thutuc.disclosure.models import Posting, PostingPlace, Sheet
from thutuc.disclosure.queries import ground
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules.facts import Version
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries as organisations


def visible_to(actor: Actor) -> QuerySet[PostingPlace]:
    """Every officer sees every place: boards hang in public."""
    hidden = bool(policies.read_objections(actor))
    return PostingPlace.objects.none() if hidden else PostingPlace.objects.select_related("agency")


def place(actor: Actor, code: str) -> PostingPlace:
    """One place; NotFound otherwise."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"place {code}")
    return found


def places_of(actor: Actor, agency: Any) -> QuerySet[PostingPlace]:
    """Every place that a unit has or had, in use first, with `hanging` now."""
    now = Count("postings", filter=Q(postings__removed_at__isnull=True))
    return visible_to(actor).filter(agency=agency).annotate(hanging=now).order_by("-validity__endswith", "sort_key")


def houses_of(agency_id: int, *, on: date) -> frozenset[int]:
    """The unit and the agency above it on a day: whose officers keep its boards."""
    above = organisations.parent_ids(on=on).get(agency_id)
    return frozenset({agency_id, above} if above else {agency_id})


def hanging_at(place: PostingPlace) -> QuerySet[Posting]:
    """What hangs at a place now."""
    return Posting.objects.filter(place=place, removed_at__isnull=True)


def versions_for_posting(ids: Collection[int]) -> list[Version]:
    """Public versions by their keys, those of the future and of the past too. One statement."""
    rows = catalogue.on_boards(on=date.min, also=ids).filter(published_at__isnull=False, is_internal=False)
    return ground.versions_from(rows)


def postings_at(place: PostingPlace, version_ids: Collection[int]) -> list[Posting]:
    """What hangs at a place of these versions."""
    return list(hanging_at(place).filter(version_id__in=version_ids).select_related("place"))


def photos_of(place: PostingPlace) -> dict[str, Any]:
    """Photos of a place by the code of their use. One statement."""
    return {use.code: use for use in files.of_owner(place)}


def sheet_by_code(code: str) -> Sheet:
    """A printed sheet; NotFound for a code that was never printed."""
    found = Sheet.objects.filter(code=code).select_related("agency", "place").first()
    if found is None:
        raise NotFound(f"sheet {code}")
    return found


def may_read_photos(actor: Actor, owner: str) -> Access:
    """Photos of boards are for officers: a passer-by may be in the picture."""
    return Access(tuple(policies.read_objections(actor)))

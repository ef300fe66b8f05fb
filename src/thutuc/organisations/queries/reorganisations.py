"""Reorganisations and what they left for people to decide."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from thutuc.kernel.errors import NotFound
from thutuc.organisations.models import Reorganisation, ReorganisationItem
from thutuc.organisations.rules.kinds import ItemKind


def reorganisations() -> QuerySet[Reorganisation]:
    """Every act, latest day first, with `item_count` and `open_count`."""
    undecided = Count("items", filter=Q(items__decided_at__isnull=True))
    return Reorganisation.objects.annotate(item_count=Count("items"), open_count=undecided).order_by("-on", "-pk")


def reorganisation(pk: int) -> Reorganisation:
    """One act."""
    found = reorganisations().filter(pk=pk).first()
    if found is None:
        raise NotFound(f"reorganisation {pk}")
    return found


def same_act(*, on: date, content_hash: str) -> Reorganisation | None:
    """The act that this very file has already become on that day."""
    return Reorganisation.objects.filter(on=on, content_hash=content_hash).first()


def items(
    act: Reorganisation, *, kind: ItemKind | None = None, undecided: bool = False
) -> QuerySet[ReorganisationItem]:
    """What a person must decide, undecided first, in Vietnamese order."""
    found = ReorganisationItem.objects.filter(reorganisation=act).select_related("area__parent__parent", "agency")
    if kind is not None:
        found = found.filter(kind=kind)
    if undecided:
        found = found.filter(decided_at__isnull=True)
    return found.order_by("kind", "area__sort_key", "agency__sort_key", "pk").prefetch_related(
        "area__successions__to_area", "agency__successions__to_agency"
    )


def open_items() -> int:
    """How many decisions are awaited: a duty on the control officers' desk."""
    return ReorganisationItem.objects.filter(decided_at__isnull=True).count()


def item(pk: int) -> ReorganisationItem:
    """One thing to decide."""
    found = (
        ReorganisationItem.objects.filter(pk=pk)
        .select_related("reorganisation", "area__parent", "agency")
        .prefetch_related("area__successions__to_area", "agency__successions__to_agency")
        .first()
    )
    if found is None:
        raise NotFound(f"item {pk}")
    return found

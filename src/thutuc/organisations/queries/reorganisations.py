"""Reorganisations and what they left for people to decide."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thutuc.kernel.errors import NotFound
from thutuc.organisations.models import AgencySuccession, AreaSuccession, Reorganisation, ReorganisationItem
from thutuc.organisations.rules.kinds import ItemKind

CODE = 12
"""How much of a hash names an act."""


def reorganisations() -> QuerySet[Reorganisation]:
    """Every act, latest day first, with `item_count` and `open_count`."""
    undecided = Count("items", filter=Q(items__decided_at__isnull=True))
    return Reorganisation.objects.annotate(item_count=Count("items"), open_count=undecided).order_by("-on", "-pk")


def reorganisation(*, on: date, code: str) -> Reorganisation:
    """One act, by its day and the beginning of its file's hash (what stands in addresses)."""
    found = reorganisations().filter(on=on, content_hash__startswith=code).first() if len(code) >= CODE else None
    if found is None:
        raise NotFound(f"reorganisation {on} {code}")
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
    default_first = ("-is_default", "pk")
    return found.order_by("kind", "area__sort_key", "agency__sort_key", "pk").prefetch_related(
        Prefetch("area__successions", AreaSuccession.objects.select_related("to_area").order_by(*default_first)),
        Prefetch("agency__successions", AgencySuccession.objects.select_related("to_agency").order_by(*default_first)),
    )


def open_items() -> int:
    """How many decisions are awaited: a duty on the control officers' desk."""
    return ReorganisationItem.objects.filter(decided_at__isnull=True).count()


def item(act: Reorganisation, unit: str) -> ReorganisationItem:
    """One thing to decide, by the code of its area or agency."""
    found = items(act).filter(Q(area__code=unit) | Q(agency__code=unit)).first()
    if found is None:
        raise NotFound(f"item {unit}")
    return found

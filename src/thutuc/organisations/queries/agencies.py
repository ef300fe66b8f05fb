"""Agencies and their tree as of a day. Agencies are public knowledge: everybody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold_words
from thutuc.organisations.models import Agency, AgencyPlacement
from thutuc.organisations.rules import tree as shape
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind, AgencyLevel


def visible_to(actor: Actor) -> QuerySet[Agency]:
    """Every agency of every time: who the State is is no secret."""
    return Agency.objects.all()


def agencies_in_force(
    *, on: date, level: AgencyLevel | None = None, kind: AgencyKind | None = None
) -> QuerySet[Agency]:
    """The agencies of a day in Vietnamese order."""
    found = Agency.objects.filter(validity__contains=on)
    if level is not None:
        found = found.filter(level=level)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by("sort_key", "pk")


def in_force(agency: Agency, *, on: date) -> bool:
    """Whether the agency exists on that day."""
    return on in agency.validity


def agency_by_code(code: str) -> Agency:
    """The one agency of that code, whatever its days."""
    agency = Agency.objects.filter(code=code).select_related("area").first()
    if agency is None:
        raise NotFound(f"agency {code}")
    return agency


def one_stop_centres(*, on: date) -> QuerySet[Agency]:
    """Places where a citizen hands in a dossier on that day."""
    return agencies_in_force(on=on).filter(kind__in=[kind.value for kind in ONE_STOP_KINDS])


def find_agencies(
    text: str, *, on: date, level: AgencyLevel | None = None, kind: AgencyKind | None = None
) -> QuerySet[Agency]:
    """Agencies of a day whose name, short name or code has every word of `text`, with or without marks."""
    found = agencies_in_force(on=on, level=level, kind=kind)
    for word in fold_words(text):
        found = found.filter(folded__contains=word)
    return found


def names_of(ids: set[int] | frozenset[int]) -> dict[int, str]:
    """Names by key, for pages that hold keys only."""
    return dict(Agency.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def parent_names(ids: Iterable[int], *, on: date) -> dict[int, str]:
    """The name of what each agency stands under on a day. One statement."""
    rows = AgencyPlacement.objects.filter(agency__in=list(ids), validity__contains=on)
    return dict(rows.values_list("agency_id", "parent__name"))


def placed(ids: Iterable[int], *, on: date) -> list[AgencyPlacement]:
    """Agencies in force on a day with what each stands under, in Vietnamese order. One statement."""
    rows = AgencyPlacement.objects.filter(agency__in=list(ids), validity__contains=on, agency__validity__contains=on)
    return list(rows.select_related("agency", "parent").order_by("agency__sort_key", "agency_id"))


def children(of: Agency | None, *, on: date) -> QuerySet[Agency]:
    """The agencies directly under one (or at the top), each with `child_count` of the same day."""
    placed = AgencyPlacement.objects.filter(agency=OuterRef("pk"), validity__contains=on)
    found = agencies_in_force(on=on)
    found = found.filter(~Exists(placed)) if of is None else found.filter(Exists(placed.filter(parent=of)))
    below = Q(child_placements__validity__contains=on, child_placements__agency__validity__contains=on)
    return found.annotate(child_count=Count("child_placements", filter=below))


@dataclass(frozen=True)
class TreeRow:
    """An agency with its place in the tree of a day."""

    agency: Agency
    parent_id: int | None
    depth: int
    child_count: int


def tree(*, on: date) -> list[TreeRow]:
    """The whole tree of a day in reading order; two statements."""
    agencies = {agency.pk: agency for agency in agencies_in_force(on=on)}
    return [
        TreeRow(agencies[node.id], node.parent, node.depth, node.children)
        for node in shape.in_order(list(agencies), _parents(on))
    ]


def ancestors(agency: Agency, *, on: date) -> list[Agency]:
    """From the top down to the agency's own parent on that day; two statements."""
    parents, path = _parents(on), []
    unit = parents.get(agency.pk)
    while unit is not None and unit not in path:
        path.append(unit)
        unit = parents.get(unit)
    rows = Agency.objects.in_bulk(path)
    return [rows[pk] for pk in reversed(path)]


def descendant_ids(agency: Agency, *, on: date) -> frozenset[int]:
    """The agency and everything below it on that day."""
    below: dict[int, list[int]] = {}
    for child, parent in _parents(on).items():
        below.setdefault(parent, []).append(child)
    found, front = set(), [agency.pk]
    while front:
        unit = front.pop()
        found.add(unit)
        front += [child for child in below.get(unit, []) if child not in found]
    return frozenset(found)


_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT placed.agency_id FROM below
    JOIN organisations_agencyplacement placed ON placed.parent_id = below.id AND placed.validity @> %s
) SELECT id FROM below
"""


def below(ids: Iterable[int], *, on: date) -> frozenset[int]:
    """These agencies and everything under them on that day. One statement that reads nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [list(ids), on])
        return frozenset(int(row[0]) for row in cursor.fetchall())


def parent_ids(*, on: date) -> dict[int, int]:
    """Agency → the one above it on a day. One statement."""
    return _parents(on)


def placements(agency: Agency) -> QuerySet[AgencyPlacement]:
    """Under whom the agency has stood, latest first."""
    return agency.placements.select_related("parent").order_by("-validity")


def _parents(on: date) -> dict[int, int]:
    rows = AgencyPlacement.objects.filter(validity__contains=on, parent__validity__contains=on)
    return dict(rows.values_list("agency_id", "parent_id"))

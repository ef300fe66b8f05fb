"""The page of one dossier in four statements, however long its history: the row with what belongs to it, the events,
the files, the state of the reference data (asked by the caller)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from thutuc.dossiers.models import (
    Component,
    Consultation,
    Dossier,
    DossierEvent,
    Notice,
    Party,
    ResultDocument,
    UnlistedDemand,
)
from thutuc.dossiers.queries.visibility import visible_to
from thutuc.files import queries as files
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound

MOST_EVENTS = 60
"""Events on the timeline; all of them stand in the log."""
Plain = Mapping[str, Any]


@dataclass(frozen=True)
class EventRow:
    """One act of the past with the names that belong to it."""

    number: int
    code: str
    source: str
    target: str
    at: datetime
    by: str
    person: str | None
    agency: str | None
    agency_id: int | None
    holder: str | None
    due_at: datetime | None
    reason: str
    details: Plain


@dataclass(frozen=True)
class DossierPage:
    """One dossier with everything that its page shows. Plain rows are dicts as the database made them."""

    dossier: Dossier
    events: Sequence[EventRow]
    """Newest first, at most MOST_EVENTS."""
    parties: Sequence[Plain]
    components: Sequence[Plain]
    consultations: Sequence[Plain]
    files: Mapping[int, Sequence[Any]]
    """By the id of the component."""
    counts: Mapping[str, int]


def page(actor: Actor, key: str, *, on: date) -> DossierPage:
    """The dossier for whoever may see it. Three statements, a head's four; the caller asks for the world."""
    rows = visible_to(actor, on=on).filter(key=key)
    rows = rows.select_related("version", "agency", "unit", "received_by", "helped_by", "holder")
    found = rows.defer("words", "version__content").annotate(**_belonging(), **_counted()).first()
    if found is None:
        raise NotFound(f"dossier {key}")
    told: Any = found
    label = Component._meta.label
    owners = {f"{label}:{each['id']}": int(each["id"]) for each in told.told_components}
    uses = files.of_owners(owners) if owners else {}
    return DossierPage(
        found,
        events(found, most=MOST_EVENTS),
        told.told_parties,
        told.told_components,
        told.told_consultations,
        {owners[owner]: kept for owner, kept in uses.items()},
        {"notices": told.notice_count, "results": told.result_count, "demands": told.demand_count},
    )


def _belonging() -> dict[str, ArraySubquery]:
    return {
        "told_parties": _rows(Party, "role", **_same("role kind name id_kind id_number born_on address phone email")),
        "told_components": _rows(
            Component, "position", **_same("id position name code state originals certified copies note")
        ),
        "told_consultations": _rows(
            Consultation,
            "-asked_at",
            **_same("key agency_id question asked_at due_at reminders state opinion answer answered_at"),
            agency=F("agency__name"),
        ),
    }


def _same(names: str) -> dict[str, F]:
    return {name: F(name) for name in names.split()}


def _rows(model: Any, order: str, **columns: F) -> ArraySubquery:
    rows = model.objects.filter(dossier=OuterRef("pk")).order_by(order, "pk")
    return ArraySubquery(rows.values(row=JSONObject(**columns)))


def _counted() -> dict[str, Coalesce]:
    return {
        "notice_count": _count(Notice.objects.all()),
        "result_count": _count(ResultDocument.objects.filter(withdrawn_at=None)),
        "demand_count": _count(UnlistedDemand.objects.all()),
    }


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(dossier=OuterRef("pk")).order_by().values("dossier").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), Value(0))


_EVENT = (
    *("number", "code", "source", "target", "at", "by", "person__full_name", "agency__name", "agency_id"),
    *("holder__full_name", "due_at", "reason", "details"),
)


def events(dossier: Dossier, *, most: int | None = None) -> list[EventRow]:
    """What happened, newest first. One statement."""
    rows = DossierEvent.objects.filter(dossier=dossier).order_by("-number").values_list(*_EVENT)
    return [EventRow(*values) for values in (rows[:most] if most else rows)]


def events_after(dossier: Dossier, number: int) -> list[EventRow]:
    """What happened since somebody looked, oldest first. One statement."""
    rows = DossierEvent.objects.filter(dossier=dossier, number__gt=number).order_by("number")
    return [EventRow(*values) for values in rows.values_list(*_EVENT)]


def notices(dossier: Dossier) -> QuerySet[Notice]:
    """The papers written to the applicant, newest first, with their grounds. Two statements."""
    rows = Notice.objects.filter(dossier=dossier).select_related("event").prefetch_related("grounds")
    return rows.order_by("-at", "-pk")


def demands(dossier: Dossier) -> QuerySet[UnlistedDemand]:
    """Demands outside the published list, newest first."""
    return UnlistedDemand.objects.filter(dossier=dossier).order_by("-at", "-pk")


def delivery(dossier: Dossier) -> Any:
    """How the result was handed over; None while it was not."""
    return getattr(dossier, "handed_over", None) if dossier.returned_at else None

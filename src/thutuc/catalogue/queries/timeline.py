"""Reading versions on their three times: in force on a day, public at a moment, as known at a moment."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from thutuc.catalogue.models import NationalRecord, Procedure, ProcedureVersion
from thutuc.catalogue.rules import canonical, validity
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days


def visible_to(actor: Actor) -> QuerySet[ProcedureVersion]:
    """Officers read the whole list; everybody else what has been made public and is not internal."""
    rows = ProcedureVersion.objects.all()
    if actor.is_system or actor.posts:
        return rows
    return rows.filter(published_at__isnull=False, is_internal=False)


def in_force(*, on: date) -> QuerySet[ProcedureVersion]:
    """The province's list as of a day: at most one version of each procedure."""
    return ProcedureVersion.objects.filter(validity__contains=on).select_related("procedure", "sector", "agency")


def public(*, at: datetime) -> QuerySet[ProcedureVersion]:
    """What citizens can read at a moment."""
    rows = ProcedureVersion.objects.filter(published_at__lte=at, is_internal=False)
    return rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)).select_related("procedure", "sector", "agency")


def known(*, at: datetime) -> QuerySet[ProcedureVersion]:
    """The versions that had been recorded at a moment; their ends as known then come from `as_known`."""
    return ProcedureVersion.objects.filter(recorded_at__lte=at)


def national() -> QuerySet[NationalRecord]:
    """The national original, for reference and comparison."""
    return NationalRecord.objects.filter(withdrawn_at=None)


def procedure_by_code(code: str) -> Procedure:
    """The procedure of the province under its full code, or by its base code when only one has it."""
    found = Procedure.objects.filter(code=code).first()
    if found is None:
        by_base = list(Procedure.objects.filter(base_code=code)[:2])
        found = by_base[0] if len(by_base) == 1 else None
    if found is None:
        raise NotFound(f"procedure {code}")
    return found


def version_in_force(procedure_id: int, *, on: date) -> ProcedureVersion:
    """The version that is law on the day. NotFound when none is."""
    found = in_force(on=on).filter(procedure=procedure_id).first()
    if found is None:
        raise NotFound(f"procedure {procedure_id}: {on}")
    return found


def versions(code: str) -> QuerySet[ProcedureVersion]:
    """Every version of a procedure, newest first by its first day."""
    rows = ProcedureVersion.objects.filter(procedure__code=code)
    return rows.select_related("procedure", "sector", "agency").order_by("-validity__startswith", "-number")


def content_of(row: ProcedureVersion | NationalRecord) -> ProcedureContent:
    """The whole content of a version or record."""
    return canonical.from_plain(row.content)


def contents(*, on: date, scope: CatalogueScope = CatalogueScope.PROVINCE) -> Iterator[ProcedureContent]:
    """Every content of one catalogue in the order of codes, read piece by piece."""
    if scope is CatalogueScope.NATIONAL:
        plains: QuerySet[Any, Any] = national().order_by("code").values_list("content", flat=True)
    else:
        plains = in_force(on=on).order_by("procedure__code").values_list("content", flat=True)
    for plain in plains.iterator(chunk_size=200):
        yield canonical.from_plain(plain)


def span_of(version: ProcedureVersion) -> validity.Version:
    """A version on its three times, as rules take it (without the history of its ends)."""
    return validity.Version(
        version.number,
        Days(version.validity.lower, version.validity.upper),
        version.published_at,
        version.withdrawn_at,
        version.recorded_at,
    )


def as_known(code: str, *, at: datetime) -> list[validity.Version]:
    """What the office believed of a procedure at a moment."""
    rows = versions(code).prefetch_related("ends")
    spans = [
        validity.Version(
            *(row.number, Days(row.validity.lower, row.validity.upper), row.published_at, row.withdrawn_at),
            row.recorded_at,
            tuple(validity.End(end.ends_on, end.recorded_at) for end in row.ends.all()),
        )
        for row in rows
    ]
    return validity.as_known(spans, at)

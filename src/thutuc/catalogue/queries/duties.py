"""What the catalogue asks somebody to do, and its size today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from thutuc.catalogue.models import AgencyAlias, NationalRecord, ProcedureVersion


@dataclass(frozen=True)
class Size:
    """How many procedures: in force on the day, readable by citizens, in the national original."""

    in_force: int
    public: int
    national: int


def changing(first: date, until: date) -> QuerySet[ProcedureVersion]:
    """Versions that start or end on a day of [first, until), internal ones too."""
    span = Q(validity__startswith__gte=first, validity__startswith__lt=until)
    span |= Q(validity__endswith__gte=first, validity__endswith__lt=until)
    return ProcedureVersion.objects.filter(span).select_related("procedure").order_by("validity", "sort_key")


def unknown_agencies() -> int:
    """How many names of executing bodies nobody has tied to an agency yet."""
    return AgencyAlias.objects.filter(agency=None, decided_at=None).count()


def size(*, on: date, at: datetime) -> Size:
    """The size of both catalogues: two statements."""
    shown = Q(published_at__lte=at, is_internal=False) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    counted = ProcedureVersion.objects.filter(validity__contains=on).aggregate(
        in_force=Count("pk"), public=Count("pk", filter=shown)
    )
    national = NationalRecord.objects.filter(withdrawn_at=None).count()
    return Size(counted["in_force"], counted["public"], national)

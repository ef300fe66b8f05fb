"""Versions as notice boards need them, and the days on which the acts that open and end them were signed."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thutuc.catalogue.models import ProcedureVersion, PublicationDecision


def on_boards(*, on: date, also: Any = (), past: bool = False) -> QuerySet[ProcedureVersion]:
    """What must hang on a day (in force, public, not internal), and the versions of `also`, whatever they are.

    `also` are keys or a query of keys. `past`: in force on that day, whether public or not.

    Uses catalogue_version_no_overlap (GiST over validity) and the primary key.
    """
    standing = Q(validity__contains=on, is_internal=False, voided_at__isnull=True)
    if not past:
        standing &= Q(published_at__isnull=False, withdrawn_at__isnull=True)
    return ProcedureVersion.every.filter(standing | Q(pk__in=also))


def signed_days() -> dict[str, date]:
    """Signed decisions as versions name them, with the day of the signature. One statement."""
    rows = PublicationDecision.objects.filter(signed_on__isnull=False).only("pk", "signed_on")
    return {row.key: row.signed_on for row in rows if row.signed_on}

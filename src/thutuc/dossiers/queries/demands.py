"""Yêu cầu ngoài thành phần hồ sơ đã công bố, over all dossiers: what the control office reads."""

from datetime import date

from django.db.models import QuerySet

from thutuc.dossiers.models import UnlistedDemand
from thutuc.dossiers.queries.visibility import houses_of, seen_from
from thutuc.kernel.actor import Actor


def listed(actor: Actor, *, on: date, answered: bool) -> QuerySet[UnlistedDemand]:
    """Demands in the dossiers that the actor sees, newest first: waiting for an answer, or answered. One statement."""
    rows = UnlistedDemand.objects.filter(answered_at__isnull=not answered).select_related("dossier", "agency")
    houses = houses_of(actor, on=on)
    if houses is not None:
        rows = rows.filter(dossier__in=seen_from(houses))
    return rows.defer("dossier__words").order_by("-at", "-pk")

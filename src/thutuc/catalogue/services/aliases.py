"""Names of agencies as files write them: seen by imports, decided by a person. No agency is ever created here."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from thutuc.catalogue.models import AgencyAlias
from thutuc.catalogue.rules import policies
from thutuc.catalogue.services.writing import alias_key
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.text import tidy


def see_agencies(texts: Iterable[str], *, at: datetime) -> int:
    """Remember the names not seen before. Part of the act of an import."""
    wanted: dict[str, str] = {}
    for text in texts:
        if text:
            wanted.setdefault(alias_key(text), tidy(text))
    known = set(AgencyAlias.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [AgencyAlias(text=text, key=key, seen_at=at) for key, text in wanted.items() if key not in known]
    AgencyAlias.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def decide_agency(*, alias: AgencyAlias, agency_id: int | None, by: Actor, at: datetime) -> AgencyAlias:
    """Say which agency a name means, or that it means none."""
    refuse_if(policies.may_keep(by))
    alias = advance(alias, agency_id=agency_id, decided_at=at, decided_by=by.key)
    journal.record("catalogue.name_agency", of=alias, by=by, at=at, details={"agency": agency_id})
    return alias

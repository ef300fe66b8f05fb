"""Names of agencies as files write them: seen by imports, decided by a person. No agency is ever created here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thutuc.catalogue.models import AgencyAlias
from thutuc.catalogue.rules import policies
from thutuc.catalogue.services.writing import alias_key
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import tidy
from thutuc.organisations import queries as organisations


def see_agencies(texts: Iterable[str], *, at: datetime) -> int:
    """Remember the names not seen before; a name that exactly one agency in force bears is that agency's.

    Part of the act of an import; every other name waits for a person.
    """
    wanted: dict[str, str] = {}
    for text in texts:
        if text:
            wanted.setdefault(alias_key(text), tidy(text))
    known = set(AgencyAlias.objects.filter(key__in=wanted).values_list("key", flat=True))
    fresh = {key: text for key, text in wanted.items() if key not in known}
    bearers = _bearers(on=local_date(at)) if fresh else {}
    new = [AgencyAlias(text=text, key=key, agency_id=bearers.get(key), seen_at=at) for key, text in fresh.items()]
    AgencyAlias.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _bearers(*, on: date) -> dict[str, int]:
    """Agencies by name, as far as the name is borne by one alone."""
    found: dict[str, set[int]] = defaultdict(set)
    for pk, name, short_name in organisations.agencies_in_force(on=on).values_list("pk", "name", "short_name"):
        for text in filter(None, (name, short_name)):
            found[alias_key(text)].add(pk)
    return {key: keys.pop() for key, keys in found.items() if len(keys) == 1}


@transaction.atomic
def decide_agency(*, alias: AgencyAlias, agency_id: int | None, by: Actor, at: datetime) -> AgencyAlias:
    """Say which agency a name means, or that it means none."""
    refuse_if(policies.may_keep(by))
    alias = advance(alias, agency_id=agency_id, decided_at=at, decided_by=by.key)
    journal.record("catalogue.name_agency", of=alias, by=by, at=at, details={"agency": agency_id})
    return alias

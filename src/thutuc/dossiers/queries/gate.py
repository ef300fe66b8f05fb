"""Who may see which dossier; a missing one and a forbidden one give the same answer."""

from datetime import date

from django.db.models import QuerySet

from thutuc.db import prepared
from thutuc.dossiers.models import Consultation, Dossier, UnlistedDemand
from thutuc.dossiers.queries.facts import hands_of
from thutuc.dossiers.queries.visibility import houses_of, is_seen_from, visible_to
from thutuc.dossiers.rules import states
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound


def for_action(actor: Actor, key: str, *, on: date) -> Dossier:
    """One dossier to act on or to read, by its key or its code. One statement (a leader's: two)."""
    houses = houses_of(actor, on=on)
    found = _BY_KEY.first(key=key) or (_BY_CODE.first(code=key) if "-" in key else None)
    if found is None or not is_seen_from(houses, found):
        raise NotFound(f"dossier {key}")
    return found


def _whole(**wanted: str) -> QuerySet[Dossier]:
    return Dossier.objects.select_related("version").defer("words", "version__content").filter(**wanted)


_BY_KEY = prepared.Rows(_whole, key="a key")
_BY_CODE = prepared.Rows(_whole, code="a code")


def key_of_code(actor: Actor, code: str, *, on: date) -> str | None:
    """The key of the dossier with exactly that code, of ours or of its source; None when there is none in view."""
    rows = visible_to(actor, on=on).order_by().values_list("key", flat=True)
    own = rows.filter(code=code.upper()).first()
    return own or rows.filter(source_code=code, source__gt="").first()


def standing_roles(actor: Actor, dossier: Dossier) -> frozenset[str]:
    """The roles that count for the dossier."""
    return states.acting_roles(actor, hands_of(dossier))


def consultation(actor: Actor, key: str, *, on: date) -> Consultation:
    """One question to another agency: for those who see the dossier and for the agency asked."""
    rows = Consultation.objects.select_related("dossier", "agency").filter(key=key)
    found = rows.filter(dossier__in=visible_to(actor, on=on)).first()
    if found is None:
        raise NotFound(f"consultation {key}")
    return found


def demand(actor: Actor, key: str, *, on: date) -> UnlistedDemand:
    """One demand outside the published list."""
    rows = UnlistedDemand.objects.select_related("dossier").filter(key=key)
    found = rows.filter(dossier__in=visible_to(actor, on=on)).first()
    if found is None:
        raise NotFound(f"demand {key}")
    return found

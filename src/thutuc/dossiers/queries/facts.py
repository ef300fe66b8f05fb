"""From the row of a dossier to the values that rules take."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.content import ProcedureContent, RequiredDocument
from thutuc.dossiers.models import Dossier
from thutuc.dossiers.rules import clock, grounds
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.states import Hands
from thutuc.dossiers.rules.terms import Authority, DossierState


def hands_of(dossier: Dossier) -> Hands:
    """Where a dossier is, as far as rights depend on it."""
    return Hands(
        state=DossierState(dossier.state),
        reception=frozenset(key for key in (dossier.received_by_id, dossier.helped_by_id) if key),
        competent=frozenset(key for key in (dossier.agency_id, dossier.unit_id) if key),
        holder=dossier.holder_id,
        return_state=dossier.return_state,
        authority=Authority(dossier.authority),
        key=dossier.key,
    )


def clock_of(dossier: Dossier) -> Running | None:
    """The clock of an accepted dossier; None before acceptance."""
    if dossier.accepted_at is None:
        return None
    return Running(
        started_at=dossier.accepted_at,
        limit=clock.limit_from(dossier.limit_amount, dossier.limit_unit),
        pauses=clock.pauses_from(dossier.pauses),
        extra=Fraction(dossier.extra_amount),
        same_day_until=dossier.same_day_until,
    )


def limit_text(dossier: Dossier) -> str:
    """«5 ngày làm việc»; "" for a procedure without a due day."""
    limit = clock.limit_from(dossier.limit_amount, dossier.limit_unit)
    return str(limit) if limit else ""


_KEPT = 4_000


@lru_cache(maxsize=_KEPT)
def _content(content_hash: str) -> list[ProcedureContent]:
    """A place for the content of that hash: equal hashes are equal contents, whatever database they are read from."""
    return []


def content_of(dossier: Dossier) -> ProcedureContent:
    """The accepted version's content, kept by its hash. A dossier that waits has that of the version it names."""
    assert dossier.version is not None
    place = _content(dossier.version.content_hash)
    if not place:
        place.append(catalogue.content_of(dossier.version))
    return place[0]


def documents_of(dossier: Dossier) -> Sequence[RequiredDocument]:
    """The published list of the dossier's case."""
    return grounds.documents_of(content_of(dossier), dossier.case)

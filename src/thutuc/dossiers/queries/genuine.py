"""A printed paper looked up by the token of its QR code: two statements, and never a person."""

from dataclasses import dataclass
from datetime import date, datetime

from thutuc.dossiers.models import Dossier, DossierEvent
from thutuc.dossiers.queries import links
from thutuc.dossiers.queries.tracking import proven
from thutuc.dossiers.rules import states, tokens
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.dossiers.rules.telling import Happened
from thutuc.dossiers.rules.telling.genuine import Printed, Worth, made_by, worth
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date


@dataclass(frozen=True)
class Genuine:
    """What the page of a paper says."""

    kind: PaperKind
    dossier: Dossier
    made_at: datetime
    worth: Worth
    promised_on: date | None
    due_on: date | None


def paper_by_token(token: str) -> Genuine:
    """The paper of this token. One that was never made here costs no statement; NotFound."""
    named = tokens.paper_of(token, links.secrets())
    if named is None:
        raise NotFound("paper")
    dossier = proven(named.key)
    rows = DossierEvent.objects.filter(dossier=dossier).order_by("number")
    found = rows.values_list("number", "code", "target", "at", "notice__kind", "notice__new_due_at")
    acts = [(number, Happened(code, DossierState(target), at)) for number, code, target, at, _kind, _due in found]
    place = made_by(named.kind, named.number, acts)
    if place is None:
        raise NotFound("paper")
    printed = _day(dossier, named.kind, found[place][-1])
    due = dossier.appointed_at or dossier.due_at
    due_on = local_date(due) if due else None
    after = tuple(act for _number, act in acts[place + 1 :])
    final = DossierState(dossier.state) in (*states.FINAL, DossierState.RESULT_READY)
    paper = Printed(named.kind, acts[place][1], after, printed, due_on, final)
    return Genuine(named.kind, dossier, acts[place][1].at, worth(paper), printed, due_on)


def _day(dossier: Dossier, kind: PaperKind, told: datetime | None) -> date | None:
    """The day that stands on the paper."""
    at = dossier.promised_at if kind is PaperKind.RECEIPT else told
    return local_date(at) if at and kind in (PaperKind.RECEIPT, PaperKind.APOLOGY) else None

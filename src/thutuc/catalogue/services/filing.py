"""The signed paper of a decision: kept beside it; signing and recording with the file are one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thutuc.catalogue.models import PublicationDecision
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.details import DecisionDetails, Signature
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.catalogue.services.signing import Issued, record_signed, sign_decision
from thutuc.files import services as files
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

PDF = ("pdf",)


@dataclass(frozen=True)
class SignedPaper:
    """A file as it was uploaded."""

    name: str
    content: bytes


@transaction.atomic
def sign_with_paper(
    *, decision: PublicationDecision, signature: Signature, paper: SignedPaper | None, by: Actor, at: datetime
) -> Issued:
    """Ban hành with the signed file; a file that is refused refuses the signature too."""
    issued = sign_decision(decision=decision, signature=signature, by=by, at=at)
    _keep(issued.decision, paper, by=by, at=at)
    return issued


@transaction.atomic
def record_with_paper(
    *,
    details: DecisionDetails,
    operations: Sequence[Operation],
    signature: Signature,
    paper: SignedPaper | None,
    by: Actor,
    at: datetime,
) -> Issued:
    """Ghi quyết định đã ký with its file."""
    issued = record_signed(details=details, operations=operations, signature=signature, by=by, at=at)
    _keep(issued.decision, paper, by=by, at=at)
    return issued


@transaction.atomic
def attach_signed(*, decision: PublicationDecision, paper: SignedPaper, by: Actor, at: datetime) -> None:
    """Kèm tệp đã ký: afterwards, when the file comes later than the number."""
    found = list(moves.may_record(by))
    if decision.state != DecisionState.SIGNED:
        words = gettext_noop("Chỉ kèm tệp đã ký cho quyết định đã ban hành.")
        found.append(Objection("decision.paper", words, "publication.authority", "tep"))
    refuse_if(found)
    _keep(decision, paper, by=by, at=at)
    journal.record("publication.attach", of=decision, by=by, at=at, details={"name": paper.name})


def _keep(decision: PublicationDecision, paper: SignedPaper | None, *, by: Actor, at: datetime) -> None:
    if paper is not None:
        files.store(paper.content, name=paper.name, owner=decision, by=by, at=at, kinds=PDF)

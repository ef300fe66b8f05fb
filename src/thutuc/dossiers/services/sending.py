"""What the applicant sends with the secret: files and words in one act (Decree 118/2025 Art. 17, 19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries import attached, hands_of
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.services.supplements import send_supplement
from thutuc.files import services as files
from thutuc.files.services.storing import Content
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy

MOST_FILES = 10


@dataclass(frozen=True)
class Upload:
    """One file as it was sent."""

    name: str
    content: Content


@transaction.atomic
def send_papers(*, dossier: Dossier, uploads: Sequence[Upload], words: str, by: Actor, at: datetime) -> Dossier:
    """Nộp phần bổ sung: every file checked and tied to the request that it answers, then the move."""
    request = attached.open_request(dossier)
    refuse_if([*_faults(uploads, words), *_may_not(dossier, by)])
    if request is not None:
        for upload in uploads:
            files.store(upload.content, name=upload.name, owner=attached.owner_of(request), by=by, at=at)
    return send_supplement(dossier=dossier, words=words, by=by, at=at)


def _faults(uploads: Sequence[Upload], words: str) -> list[Objection]:
    if not uploads and not tidy(words):
        text = gettext_noop("Chọn tệp muốn nộp, hoặc ghi điều muốn trả lời.")
        return [Objection("supplement.empty", text, states.SUPPLEMENT, "tep")]
    if len(uploads) > MOST_FILES:
        text = gettext_noop("Mỗi lần nộp tối đa %(most)s tệp. Gộp các trang vào một tệp PDF.")
        return [Objection("supplement.many", text, states.SUPPLEMENT, "tep", {"most": MOST_FILES})]
    return []


def _may_not(dossier: Dossier, by: Actor) -> list[Objection]:
    """Before any file is read: whether it is asked for at all, and of whom."""
    hands = hands_of(dossier)
    code = "send_again" if hands.state is DossierState.INTAKE_SUPPLEMENT else "send_supplement"
    return states.objections(code, hands=hands, roles=states.acting_roles(by, hands), person=states.hand_of(by, hands))

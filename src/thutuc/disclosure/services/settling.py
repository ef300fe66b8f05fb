"""One duty done, whatever it is: what a card on the phone asks for, in one act."""

from datetime import datetime

from django.db import transaction

from thutuc.disclosure.models import Posting, PostingPlace
from thutuc.disclosure.rules.facts import Hung
from thutuc.disclosure.rules.proof import Proof
from thutuc.disclosure.rules.terms import DutyKind
from thutuc.disclosure.services import postings
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound


@transaction.atomic
def settle(
    *,
    kind: DutyKind,
    place: PostingPlace,
    version_id: int | None,
    old: Hung | None,
    proof: Proof,
    by: Actor,
    at: datetime,
) -> None:
    """Xác nhận một việc niêm yết: hang, swap, take down, or hang the feedback notice."""
    if kind is DutyKind.FEEDBACK_NOTICE:
        postings.confirm_posting(place=place, with_notice=True, proof=proof, by=by, at=at)
    elif kind is DutyKind.TAKE_DOWN:
        postings.take_down(postings=[_standing(place, old, by=by, at=at)], proof=proof, by=by, at=at)
    elif kind is DutyKind.REPLACE and version_id:
        posting = _standing(place, old, by=by, at=at)
        postings.replace_posting(posting=posting, version_id=version_id, proof=proof, by=by, at=at)
    else:
        wanted = [version_id] if version_id else []
        postings.confirm_posting(place=place, version_ids=wanted, proof=proof, by=by, at=at)


@transaction.atomic
def report_unseen(*, place: PostingPlace, old: Hung, by: Actor, at: datetime) -> None:
    """Không thấy tờ này."""
    postings.not_seen(posting=_standing(place, old, by=by, at=at), by=by, at=at)


def _standing(place: PostingPlace, old: Hung | None, *, by: Actor, at: datetime) -> Posting:
    """The record of what hangs; a sheet known only by a scan is recorded first."""
    if old is None:
        raise NotFound("posting")
    if old.posting is not None:
        return Posting.objects.select_related("place").get(pk=old.posting)
    return postings.record_scanned(
        place=place, version_id=old.version, sheet_id=old.sheet, seen_at=old.scanned_at or at, by=by, at=at
    )

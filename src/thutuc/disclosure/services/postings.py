"""Hanging, taking down and swapping sheets, with a photo as proof. One line in the journal of the place each."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from thutuc.db.ranges import days_of
from thutuc.disclosure.models import Posting, PostingPlace
from thutuc.disclosure.queries import places as queries
from thutuc.disclosure.rules import policies
from thutuc.disclosure.rules import proof as rules
from thutuc.disclosure.rules.proof import Photo, Proof
from thutuc.disclosure.rules.terms import PlaceKind, Subject
from thutuc.files import queries as files
from thutuc.files import services as keeping
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy

SCANNED = "Ghi theo lượt quét mã trên tờ"
UNSEEN = "Không thấy tờ này tại nơi niêm yết"


@transaction.atomic
def confirm_posting(
    *,
    place: PostingPlace,
    version_ids: Sequence[int] = (),
    with_notice: bool = False,
    proof: Proof,
    by: Actor,
    at: datetime,
    sheet_id: int | None = None,
) -> list[Posting]:
    """Xác nhận đã treo một hay nhiều tờ ở một nơi, với một ảnh. Ahead of the first day too."""
    _may_act(place, by, at)
    done = proof.done_at(at)
    refuse_if(rules.time_objections(done, at))
    _may_hang(place, version_ids, with_notice=with_notice, at=at)
    postings = _hang(place, version_ids, with_notice, proof, done, sheet_id, by=by, at=at)
    record("disclosure.post", of=place, by=by, at=done, recorded_at=at, details={"postings": _keys(postings)})
    return postings


@transaction.atomic
def take_down(*, postings: Sequence[Posting], proof: Proof, by: Actor, at: datetime) -> list[Posting]:
    """Xác nhận đã gỡ các tờ ở một nơi."""
    place = _one_place(postings)
    _may_act(place, by, at)
    done = _take_down(place, postings, proof, by=by, at=at)
    record("disclosure.take_down", of=place, by=by, at=done, recorded_at=at, details={"postings": _keys(postings)})
    return list(postings)


@transaction.atomic
def replace_posting(*, posting: Posting, version_id: int, proof: Proof, by: Actor, at: datetime) -> Posting:
    """Thay bản: the old sheet goes and the new one hangs, in one act with one photo."""
    place = _one_place([posting])
    _may_act(place, by, at)
    _may_hang(place, [version_id], with_notice=False, at=at)
    done = _take_down(place, [posting], proof, by=by, at=at)
    (hung,) = _hang(place, [version_id], False, proof, done, None, by=by, at=at)
    details = {"removed": posting.pk, "postings": [hung.pk]}
    record("disclosure.replace", of=place, by=by, at=done, recorded_at=at, details=details)
    return hung


@transaction.atomic
def not_seen(*, posting: Posting, by: Actor, at: datetime, note: str = "") -> Posting:
    """Không thấy tờ này: the record ends; the duty of what must hang stays."""
    place = _one_place([posting])
    _may_act(place, by, at)
    words = f"{UNSEEN}. {tidy(note)}".strip() if note else UNSEEN
    _take_down(place, [posting], Proof(note=words), by=by, at=at)
    record("disclosure.not_seen", of=place, by=by, at=at, details={"postings": [posting.pk]})
    return posting


@transaction.atomic
def record_scanned(
    *, place: PostingPlace, version_id: int, sheet_id: int | None, seen_at: datetime, by: Actor, at: datetime
) -> Posting:
    """Ghi tờ mà lượt quét cho thấy đang treo, before it is taken down: nobody had recorded it."""
    _may_act(place, by, at)
    posting = Posting.objects.create(
        place=place,
        subject=Subject.PROCEDURE,
        version_id=version_id,
        sheet_id=sheet_id,
        posted_at=seen_at,
        posted_by=by.key,
        recorded_at=at,
        note=SCANNED,
    )
    record("disclosure.scanned", of=place, by=by, at=seen_at, recorded_at=at, details={"postings": [posting.pk]})
    return posting


def _may_act(place: PostingPlace, by: Actor, at: datetime) -> None:
    on = local_date(at)
    refuse_if(policies.keep_objections(by, queries.houses_of(place.agency_id, on=on)))
    refuse_if(rules.place_objections(PlaceKind(place.kind), days_of(place.validity), on))


def _may_hang(place: PostingPlace, version_ids: Sequence[int], *, with_notice: bool, at: datetime) -> None:
    wanted = list(dict.fromkeys(version_ids))
    versions = queries.versions_for_posting(wanted)
    standing = queries.hanging_at(place)
    hanging = frozenset(key for key in standing.values_list("version_id", flat=True) if key)
    refuse_if(
        rules.post_objections(versions, asked=len(wanted), with_notice=with_notice, hanging=hanging, on=local_date(at))
    )
    if with_notice and standing.filter(subject=Subject.FEEDBACK_NOTICE).exists():
        refuse_if([Objection("posting.notice_twice", gettext_noop("Thông báo đang treo ở nơi này rồi."))])


def _hang(
    place: PostingPlace,
    version_ids: Sequence[int],
    with_notice: bool,  # noqa: FBT001
    proof: Proof,
    done: datetime,
    sheet_id: int | None,
    *,
    by: Actor,
    at: datetime,
) -> list[Posting]:
    latitude, longitude = proof.position
    evidence = _evidence(place, proof.photo, by=by, at=at)
    wanted: list[int | None] = [*dict.fromkeys(version_ids), *([None] if with_notice else [])]
    return Posting.objects.bulk_create(
        Posting(
            place=place,
            subject=Subject.PROCEDURE if version else Subject.FEEDBACK_NOTICE,
            version_id=version,
            sheet_id=sheet_id,
            posted_at=done,
            posted_by=by.key,
            recorded_at=at,
            evidence=evidence,
            latitude=latitude,
            longitude=longitude,
            note=proof.note,
        )
        for version in wanted
    )


def _take_down(place: PostingPlace, postings: Sequence[Posting], proof: Proof, *, by: Actor, at: datetime) -> datetime:
    latest = max(posting.posted_at for posting in postings)
    done = proof.done_at(at, not_before=latest)
    refuse_if(rules.time_objections(done, at, not_before=latest))
    ended = Posting.objects.filter(pk__in=[posting.pk for posting in postings], removed_at__isnull=True).update(
        removed_at=done,
        removed_by=by.key,
        removal_evidence=_evidence(place, proof.photo, by=by, at=at),
        removal_note=proof.note,
        revision=F("revision") + 1,
    )
    if ended != len(postings):
        words = gettext_noop("Có tờ đã được gỡ trước đó. Tải lại trang để xem việc còn lại.")
        refuse_if([Objection("posting.gone", words)])
    return done


def _one_place(postings: Sequence[Posting]) -> PostingPlace:
    places = {posting.place_id: posting.place for posting in postings}
    if len(places) != 1:
        refuse_if([Objection("posting.places", gettext_noop("Chọn các tờ của cùng một nơi niêm yết."))])
    return next(iter(places.values()))


def _evidence(place: PostingPlace, photo: Photo | None, *, by: Actor, at: datetime) -> str:
    """The code of the photo's use; "" without one."""
    if photo is None:
        return ""
    stored = keeping.store(photo.content, name=photo.name, owner=place, by=by, at=at, kinds={"jpeg"})
    return files.of_owner(place).get(file=stored).code


def _keys(postings: Sequence[Posting]) -> list[int]:
    return [posting.pk for posting in postings]

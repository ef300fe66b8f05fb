"""Hanging, swapping and taking down: with a photo, at a true time, by those who may; nothing half done."""

import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from PIL import ExifTags, Image

from tests.accounts import factories as people
from tests.conftest import NOW
from tests.disclosure import walls as walls_of
from tests.disclosure.walls import TODAY, Walls, picture
from thutuc.accounts.rules.roles import Role
from thutuc.disclosure.models import Posting
from thutuc.disclosure.queries import duties, past
from thutuc.disclosure.readers.photos import read_photo
from thutuc.disclosure.rules.proof import Proof
from thutuc.disclosure.rules.terms import DutyKind, PlaceKind
from thutuc.disclosure.services import places, postings
from thutuc.files import queries as files
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Refused, Unreadable

pytestmark = pytest.mark.django_db


@pytest.fixture
def walls(settings: object, tmp_path: Path) -> Walls:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return walls_of.walls()


def kinds(walls: Walls, agency: object = None) -> list[DutyKind]:
    return [work.duty.kind for work in duties.duties_of(agency or walls.counters[0], on=TODAY).works]


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def test_confirming_without_a_photo_takes_few_statements(walls: Walls, django_assert_max_num_queries: Any) -> None:
    """Seven and the savepoints of two transactions, however many sheets."""
    versions = [walls.versions[name].pk for name in ("Khai tử", "Bệnh viện")]

    with django_assert_max_num_queries(11):
        postings.confirm_posting(place=walls.board, version_ids=versions, proof=Proof(), by=walls.officer, at=NOW)


def test_one_photo_confirms_many_sheets_in_one_act(walls: Walls) -> None:
    photo = read_photo(io.BytesIO(picture()), size=900)
    with pytest.raises(Refused) as refused:
        postings.confirm_posting(
            place=walls.board, version_ids=[walls.versions["Khai sinh"].pk], proof=Proof(), by=walls.officer, at=NOW
        )
    assert codes(refused) == {"posting.twice"}

    done = postings.confirm_posting(
        place=walls.board,
        version_ids=[walls.versions["Khai tử"].pk],
        proof=Proof(photo, latitude=Decimal("10.12345"), longitude=Decimal("106.5"), note="Ô A1"),
        by=walls.officer,
        at=NOW,
    )

    assert kinds(walls) == []
    assert files.use(done[0].evidence).file.media_type == "image/jpeg"
    assert (done[0].latitude, done[0].note) == (Decimal("10.12345"), "Ô A1")
    assert [line.code for line in journal.of_subject(walls.board)][-1] == "disclosure.post"


def test_swapping_takes_the_old_sheet_down_and_hangs_the_new_one_in_one_act(walls: Walls) -> None:
    new = walls_of.amend(walls, "Khai sinh")
    assert set(kinds(walls)) == {DutyKind.REPLACE, DutyKind.POST}
    old = Posting.objects.get(version=walls.versions["Khai sinh"])

    hung = postings.replace_posting(posting=old, version_id=new.pk, proof=Proof(), by=walls.officer, at=NOW)

    old.refresh_from_db()
    assert (old.removed_at, hung.posted_at) == (NOW, NOW)
    assert kinds(walls) == [DutyKind.POST]


def test_what_hung_on_any_past_moment_is_one_statement(walls: Walls, django_assert_num_queries: object) -> None:
    walls_of.abolish(walls, "Vỉa hè")
    posting = Posting.objects.get(version=walls.versions["Vỉa hè"])
    postings.take_down(postings=[posting], proof=Proof(), by=walls.officer, at=NOW)

    with django_assert_num_queries(1):  # type: ignore[operator]
        before = [row.version and row.version.name for row in past.board_as_of(walls.board, NOW - timedelta(days=1))]

    now = [row.version and row.version.name for row in past.board_as_of(walls.board, NOW)]
    assert before == [None, "Khai sinh", "Vỉa hè"]
    assert now == [None, "Khai sinh"]
    assert list(past.board_as_of(walls.board, walls_of.FIRST - timedelta(seconds=1))) == []


def test_a_scan_shows_a_sheet_that_nobody_recorded_and_it_can_be_reported_as_gone(walls: Walls) -> None:
    walls_of.amend(walls, "Khai tử")
    sheet = walls_of.scanned(walls, walls.versions["Khai tử"], NOW - timedelta(hours=3))
    (replace,) = [w for w in duties.duties_of(walls.counters[0], on=TODAY).works if w.duty.kind is DutyKind.REPLACE]
    assert replace.duty.hung is not None
    assert (replace.duty.hung.scanned_at, replace.duty.hung.sheet) == (NOW - timedelta(hours=3), sheet.pk)

    posting = postings.record_scanned(
        place=walls.board,
        version_id=walls.versions["Khai tử"].pk,
        sheet_id=sheet.pk,
        seen_at=NOW - timedelta(hours=3),
        by=walls.officer,
        at=NOW,
    )
    postings.not_seen(posting=posting, by=walls.officer, at=NOW)

    assert kinds(walls) == [DutyKind.POST]


def test_only_the_end_of_a_posting_may_change(walls: Walls) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.update(posted_at=NOW)


def test_officers_of_another_unit_may_not_touch_the_board_and_those_above_may(walls: Walls) -> None:
    stranger = people.actor(Role.COUNTER_OFFICER, walls.counters[1], email="khac@anlac.example")
    head = people.actor(Role.UNIT_HEAD, walls.counters[0].placements.get().parent, email="chu-tich@anlac.example")
    khai_tu = [walls.versions["Khai tử"].pk]

    with pytest.raises(Refused) as refused:
        postings.confirm_posting(place=walls.board, version_ids=khai_tu, proof=Proof(), by=stranger, at=NOW)

    assert codes(refused) == {"posting.keeper"}
    postings.confirm_posting(place=walls.board, version_ids=khai_tu, proof=Proof(), by=head, at=NOW)


def test_bad_acts_at_the_wall_are_refused_with_what_to_do(walls: Walls) -> None:
    walls_of.abolish(walls, "Khai tử")
    screen = places.open_place(
        agency=walls.counters[0], kind=PlaceKind.SCREEN, name="Màn hình", opened_on=TODAY, by=walls.officer, at=NOW
    )

    def refusal(**given: object) -> set[str]:
        told = {"place": walls.board, "proof": Proof(), "by": walls.officer, "at": NOW, **given}
        with pytest.raises(Refused) as refused:
            postings.confirm_posting(**told)  # type: ignore[arg-type]
        return codes(refused)

    assert refusal() == {"posting.nothing"}
    assert refusal(version_ids=[987654]) == {"posting.unknown"}
    assert refusal(version_ids=[walls.versions["Khai tử"].pk]) == {"posting.ended"}
    assert refusal(with_notice=True) == {"posting.notice_twice"}
    assert refusal(place=screen, with_notice=True) == {"posting.electronic"}
    late = Proof(at=NOW + timedelta(hours=1))
    assert refusal(version_ids=[walls.versions["Bệnh viện"].pk], proof=late) == {"posting.future"}
    assert Posting.objects.count() == 3


def test_closing_a_place_ends_what_hangs_there(walls: Walls) -> None:
    with pytest.raises(Refused):
        places.close_place(place=walls.board, on=date(2026, 12, 1), by=walls.officer, at=NOW)

    places.close_place(place=walls.board, on=TODAY, by=walls.officer, at=NOW)

    assert not Posting.objects.filter(removed_at=None).exists()
    with pytest.raises(Refused):
        places.close_place(place=walls.board, on=TODAY, by=walls.officer, at=NOW)


def test_a_photo_is_made_small_turned_upright_and_loses_its_metadata_but_for_time_and_place() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Orientation] = "Máy của bà An", 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:25 08:30:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps.update({1: "N", 2: (10.0, 30.0, 0.0), 3: "E", 4: (106.0, 15.0, 0.0)})
    raw = picture((3000, 2000), exif=exif)

    photo = read_photo(io.BytesIO(raw), size=len(raw))

    kept = Image.open(io.BytesIO(photo.content))
    assert kept.size == (1067, 1600)
    assert not dict(kept.getexif())
    assert "Máy".encode() not in photo.content
    assert (photo.latitude, photo.longitude) == (Decimal("10.5"), Decimal("106.25"))
    assert photo.taken_at is not None
    assert Proof(photo).done_at(NOW) == photo.taken_at
    assert Proof(photo).done_at(NOW + timedelta(days=60)) == NOW + timedelta(days=60)


@pytest.mark.parametrize(
    ("content", "size", "code"),
    [
        (b"khong phai anh", 14, "photo.no_picture"),
        (b"", 0, "photo.no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 40, "photo.no_picture"),
        (picture()[:400], 400, "photo.broken"),
        (picture(), 500 * 1024 * 1024, "photo.size"),
    ],
)
def test_what_is_no_picture_is_told_so(content: bytes, size: int, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_photo(io.BytesIO(content), size=size)

    assert [objection.code for objection in unreadable.value.objections] == [code]


def test_pictures_of_other_kinds_and_with_transparency_become_jpeg() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")

    kept = Image.open(io.BytesIO(read_photo(io.BytesIO(out.getvalue()), size=200).content))

    assert (kept.format, kept.mode) == ("JPEG", "RGB")
    pixel = kept.getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250

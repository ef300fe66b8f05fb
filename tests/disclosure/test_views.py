"""Pages of notice boards: read by officers, acts by the unit's own, a photo through a form, few statements."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import NOW
from tests.disclosure import walls as walls_of
from tests.disclosure.walls import TODAY, Walls, picture
from thutuc.accounts.models import Person
from thutuc.disclosure.models import CheckFinding, CheckRound, Posting, PostingPlace
from thutuc.disclosure.queries import duties
from thutuc.disclosure.rules.terms import DutyKind
from thutuc.disclosure.services import rounds as checking

pytestmark = pytest.mark.django_db
BASE = "/ban-lam-viec/niem-yet"


@pytest.fixture
def walls(settings: Any, tmp_path: Path) -> Walls:
    settings.HOME = tmp_path
    settings.AS_OF = "2026-11-25"
    return walls_of.walls()


@pytest.fixture
def officer(client: Client, walls: Walls) -> Client:
    client.force_login(Person.objects.get(pk=walls.officer.person_id))
    return client


@pytest.fixture
def keeper(walls: Walls) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=walls.keeper.person_id))
    return client


def photo(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", content or picture(), "image/jpeg")


def key_of(walls: Walls, kind: DutyKind) -> str:
    works = duties.duties_of(walls.counters[0], on=TODAY).works
    return next(work.key for work in works if work.duty.kind is kind)


def test_every_page_answers_and_the_spreadsheet_has_every_unit(officer: Client, walls: Walls) -> None:
    walls_of.amend(walls, "Khai sinh")
    code, board = walls.counters[0].code, walls.board.code
    pages = [
        *("/", "/?viec=late&q=trung+tam", "/?viec=xx&loai=yy", "/cong-khai/", "/cong-khai/?ngay=xx", "/kiem-tra/"),
        *(
            f"/don-vi/{code}/",
            f"/don-vi/{code}/viec/",
            f"/don-vi/{code}/viec/?noi={board}",
            f"/don-vi/{code}/them-noi/",
        ),
        *(f"/don-vi/{code}/cong-khai/?ngay=01/11/2026", f"/noi/{board}/", f"/noi/{board}/?ngay=01/02/2026"),
        *(f"/noi/{board}/treo/", f"/noi/{board}/thoi-dung/"),
    ]

    answers = {path: officer.get(BASE + path).status_code for path in pages}
    assert set(answers.values()) == {200}, answers
    assert officer.get(f"{BASE}/don-vi/ubnd-tinh/").status_code == 404
    assert Client().get(f"{BASE}/").status_code == 302

    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{BASE}/xuat/").content))
    assert len(list(book.active.iter_rows())) == 5


def test_a_duty_is_confirmed_with_a_photo_from_the_phone(officer: Client, walls: Walls) -> None:
    new = walls_of.amend(walls, "Khai sinh")
    url = f"{BASE}/don-vi/{walls.counters[0].code}/viec/{key_of(walls, DutyKind.REPLACE)}/"
    assert "Đã gỡ tờ cũ" in officer.get(url).content.decode()

    assert "Đánh dấu: đã gỡ tờ cũ" in officer.post(url, {"complete": "on"}).content.decode()
    refused = officer.post(url, {"complete": "on", "removed": "on", "photo": photo(b"khong phai anh")})
    assert "không phải ảnh đọc được" in refused.content.decode()
    assert not Posting.objects.filter(version=new).exists()
    done = officer.post(url, {"complete": "on", "removed": "on", "photo": photo(), "note": "Ô A1"}, follow=True)

    posting = Posting.objects.get(version=new)
    assert "Đã ghi: thay bản" in done.content.decode()
    assert posting.note == "Ô A1"
    shown = officer.get(f"/ban-lam-viec/tep/{posting.evidence}/?xem=1")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert shown["Content-Type"] == "image/jpeg"
    assert officer.get(url).status_code == 404


def test_a_whole_board_is_recorded_at_once_and_a_sheet_can_be_missing(officer: Client, walls: Walls) -> None:
    walls_of.abolish(walls, "Vỉa hè")
    board = walls.board

    done = officer.post(f"{BASE}/noi/{board.code}/treo/", {"every": "on", "photo": photo()}, follow=True)
    assert "Đã ghi 1 tờ" in done.content.decode()

    key = key_of(walls, DutyKind.TAKE_DOWN)
    gone = officer.post(f"{BASE}/don-vi/{walls.counters[0].code}/viec/{key}/khong-thay/", follow=True)
    assert "Không còn việc nào" in gone.content.decode()


def test_the_unit_of_another_commune_is_not_ones_own(officer: Client, walls: Walls) -> None:
    other = walls.counters[1].code

    told = officer.post(
        f"{BASE}/don-vi/{other}/them-noi/", {"name": "Bảng", "kind": "board", "opened_on": "01/11/2026"}
    )

    assert "công chức của chính đơn vị" in told.content.decode()
    assert not PostingPlace.objects.filter(agency=walls.counters[1]).exists()
    assert "Chụp để xác nhận" not in officer.get(f"{BASE}/don-vi/{other}/viec/").content.decode()


def test_a_round_is_planned_and_filled_in_on_the_spot(officer: Client, keeper: Client, walls: Walls) -> None:
    plan = {"name": "Kiểm mẫu quý IV", "on": "25/11/2026", "size": "6", "per_unit": "2"}
    assert officer.post(f"{BASE}/kiem-tra/lap/", plan).status_code == 403
    page = keeper.post(f"{BASE}/kiem-tra/lap/", plan, follow=True)
    made = CheckRound.objects.get()
    assert "Đã lập đợt kiểm tra" in page.content.decode()
    item = made.items.order_by("number").first()
    url = f"{BASE}/kiem-tra/{made.code}/{item.agency.code}/"
    assert "Chưa xem" in officer.get(url).content.decode()

    assert "Chọn kết quả" in keeper.post(url, {}).content.decode()
    keeper.post(url, {f"to_{item.number}": ["not_posted", "missing_forms"], "photo": photo()})

    assert CheckFinding.objects.count() == 2
    assert "Còn hiệu lực nhưng chưa niêm yết: 1" in keeper.get(f"{BASE}/kiem-tra/{made.code}/").content.decode()
    assert "1 sai trên 1" in keeper.get(f"{BASE}/").content.decode()


def test_the_overview_does_not_ask_more_with_more_units(
    officer: Client, walls: Walls, django_assert_max_num_queries: Any
) -> None:
    checking.plan_round(plan=checking.Plan("Q", TODAY, "", size=4, per_unit=2), by=walls.keeper, at=NOW)
    officer.get(f"{BASE}/")

    with django_assert_max_num_queries(22):
        officer.get(f"{BASE}/")

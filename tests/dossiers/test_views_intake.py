"""The counter over HTTP: taken in once, guided, refused, found again after the session; nothing personal leaks."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.dossiers.factories import CODE, Ward, moment
from thutuc.accounts.models import Person
from thutuc.dossiers import services
from thutuc.dossiers.models import Component, Dossier, Notice, Party, UnlistedDemand
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.views.intake import people
from thutuc.files import queries as files
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.web import drafts

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/tiep-nhan/"
SHELL = 4
"""Session, person, posts, inbox."""
BACKEND = "thutuc.accounts.adapters.sessions.Backend"
PERSON = {
    "so_dinh_danh": "049170004318",
    "ho_ten": "Huỳnh Ngọc Ẩn",
    "ngay_sinh": "06/09/1970",
    "dia_chi": "Tổ 14",
    "dien_thoai": "0905 123 112",
}
GIVEN = {"giay_1": "given", "chinh_1": "1", "giay_2": "given", "chinh_2": "2"}


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend=BACKEND)
    return client


def typed(ward: Ward, **changes: str) -> dict[str, str]:
    """The screen filled in, as a browser sends it."""
    boxes = {
        "thu_tuc": CODE,
        "ban": str(ward.version.number),
        "khoa": "0123456789abcdef",
        "noi_nhan": ward.centre.code,
        "truong_hop": "0",
        "giay_cua": "0",
        "nhan_ket_qua": "counter",
    }
    return {**boxes, **PERSON, **GIVEN, **changes}


def test_a_dossier_is_taken_in_and_two_clicks_make_one(ward: Ward) -> None:
    client = as_(ward.counter)

    first = client.post(HERE, typed(ward, viec="nhan"))
    second = client.post(HERE, typed(ward, viec="nhan"))

    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"] == f"{HERE}xong/0123456789abcdef/"
    dossier = Dossier.objects.get()
    assert dossier.code is not None
    assert dossier.code.startswith("H14.16.1-")
    assert (dossier.agency_id, dossier.received_by_id) == (ward.committee.pk, ward.centre.pk)
    assert list(Component.objects.order_by("position").values_list("originals", flat=True)) == [1, 2]
    page = client.get(first.headers["Location"]).content.decode()
    assert dossier.code in page
    assert "049170004318" not in page


def test_counting_again_asks_five_statements_and_changes_nothing(
    ward: Ward, django_assert_max_num_queries: Any
) -> None:
    client = as_(ward.counter)
    client.post(HERE, typed(ward), headers={"HX-Request": "true"})

    with django_assert_max_num_queries(SHELL - 1 + 5):
        part = client.post(HERE, typed(ward, viec="nhan"), headers={"HX-Request": "true"}).content.decode()

    assert 'id="hen-tra"' in part
    assert "15.000" in part
    assert "<html" not in part
    assert not Dossier.objects.exists()


def test_every_fault_is_told_at_once_and_nothing_typed_is_lost(ward: Ward) -> None:
    wrong = typed(ward, viec="nhan", so_dinh_danh="12", ngay_sinh="01/01/2999", dien_thoai="", ho_ten="Trần <b>")

    page = as_(ward.counter).post(HERE, wrong)

    text = page.content.decode()
    assert page.status_code == 422
    for words in ("gồm 12 chữ số", "không thể sau hôm nay", "Nhập điện thoại"):
        assert words in text
    assert "Trần &lt;b&gt;" in text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"giay_2": "missing"}, "thiếu. Hướng dẫn hoàn thiện"),
        ({"giay_2": ""}, "Xem giấy tờ này"),
        ({"thu_tuc": "9.999999"}, "Chọn thủ tục trước"),
        ({"cach_nop": "postal"}, "Nhập ngày hồ sơ đến"),
        ({"cach_nop": "postal", "ngay_den": "01/01/2999"}, "không thể sau bây giờ"),
        ({"nop_thay": "co", "nop_ho_ten": "Lê Văn Tám"}, "Nhập số định danh người nộp"),
    ],
)
def test_what_cannot_be_taken_in_says_what_to_do(ward: Ward, changes: dict[str, str], words: str) -> None:
    page = as_(ward.counter).post(HERE, typed(ward, viec="nhan", **changes))

    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_card_fills_the_boxes_and_a_code_picks_the_procedure(ward: Ward) -> None:
    card = "049170004318||Huỳnh Ngọc Ẩn|06091970|Nữ|Tổ 14|01012022"

    page = as_(ward.counter).post(HERE, {"viec": "tim", "tim": f" {CODE} ", "so_dinh_danh": card})

    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="06/09/1970"' in text
    assert "Cấp giấy phép bán hoa" in text
    assert "Hẹn trả" in text


def test_an_earlier_dossier_fills_in_for_a_whole_number_only_and_is_written_down(ward: Ward) -> None:
    ward.accepted("2026-11-16 08:00")
    client = as_(ward.counter)
    headers = {"Accept": "application/json"}

    known = client.post(HERE, {"viec": "tra", "so_dinh_danh": "049170004318"}, headers=headers).json()
    part = client.post(HERE, {"viec": "tra", "so_dinh_danh": "04917"}, headers=headers).json()

    assert known["boxes"]["ho_ten"] == "Huỳnh Ngọc Ẩn"
    assert part["boxes"] == {}
    line = JournalEntry.objects.get(code="dossier.remember")
    assert "049170004318" not in json.dumps(line.details)
    assert as_(ward.specialist).post(HERE, {"viec": "tra", "so_dinh_danh": "049170004318"}).status_code == 403


def test_nobody_tries_out_numbers_of_people(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_UNKNOWN", 1)
    ward.accepted("2026-11-16 08:00")
    client, headers = as_(ward.counter), {"Accept": "application/json"}

    client.post(HERE, {"viec": "tra", "so_dinh_danh": "049170004319"}, headers=headers)
    next_one = client.post(HERE, {"viec": "tra", "so_dinh_danh": "049170004318"}, headers=headers).json()

    assert next_one["boxes"] == {}


def test_guidance_at_the_counter_cites_the_list_and_records_what_was_asked_beyond_it(ward: Ward) -> None:
    client, lines = as_(ward.counter), typed(ward, giay_2="missing", chu_2="Chụp cả hai bên")
    asked = client.post(HERE, {**lines, "viec": "huong-dan"}).content.decode()
    assert 'value="missing_paper" selected' in asked
    told = {**lines, "can_cu_2": "missing_paper", "loi_2": "Chụp cả hai bên", "ly_do": "Còn thiếu ảnh"}

    made = client.post(HERE, {**told, "ngoai_danh_muc": "Sổ hộ khẩu", "viec": "ghi-huong-dan"})

    dossier = Dossier.objects.get()
    assert made.status_code == 302
    assert dossier.state == DossierState.INTAKE_SUPPLEMENT
    assert UnlistedDemand.objects.get().words == "Sổ hộ khẩu"
    form = client.get(f"{made.headers['Location']}phieu-1.pdf")
    assert form.content.startswith(b"%PDF")

    accepted = client.post(f"{HERE}cho/{dossier.key}/", {**GIVEN, "truong_hop": "0", "viec": "nhan"})
    assert accepted.status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == DossierState.ACCEPTED
    assert set(Component.objects.values_list("state", flat=True)) == {"given"}
    assert Notice.objects.get().settled_at is not None
    assert client.get(f"{HERE}xong/{dossier.key}/giay-tiep-nhan.pdf").content.startswith(b"%PDF")


def test_a_refusal_needs_more_than_a_missing_paper(ward: Ward) -> None:
    client, lines = as_(ward.counter), typed(ward, giay_2="missing", ly_do="Thiếu ảnh", viec="ghi-tu-choi")

    only = client.post(HERE, {**lines, "can_cu_2": "missing_paper"})
    short = client.post(HERE, {**lines, "can_cu_not_competent": "on", "loi_not_competent": "sai"})
    made = client.post(HERE, {**lines, "can_cu_not_competent": "on", "loi_not_competent": "Nộp tại phường Lộc Hà"})

    assert (only.status_code, short.status_code, made.status_code) == (422, 422, 302)
    assert "hướng dẫn hoàn thiện, không từ chối" in only.content.decode()
    assert Dossier.objects.get().state == DossierState.REJECTED


def test_the_session_may_end_in_the_middle_of_the_form(ward: Ward) -> None:
    client = as_(ward.counter)
    page = client.get(HERE)
    token = drafts.mark(page.wsgi_request)
    client.logout()

    sent = client.post(HERE, typed(ward, viec="nhan", chu_nhap=token, ho_ten="Người Giữ Lại"))

    assert sent.status_code == 302
    assert sent.headers["Location"] == f"/dang-nhap/?next={HERE}"
    client.force_login(Person.objects.get(pk=ward.counter.person_id), backend=BACKEND)
    again = client.get(HERE).content.decode()
    assert "Người Giữ Lại" in again
    assert "còn nguyên" in again
    assert "Người Giữ Lại" not in client.get(HERE).content.decode()
    assert not Dossier.objects.exists()


def test_a_token_of_a_session_before_loses_nothing_and_does_nothing(ward: Ward) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(pk=ward.counter.person_id), backend=BACKEND)
    lines = typed(ward, viec="nhan", chu_nhap=drafts.mark(client.get(HERE).wsgi_request), ho_ten="Người Giữ Lại")

    stranger = client.post(HERE, lines, headers={"Origin": "https://elsewhere.example"})
    own = client.post(HERE, lines, headers={"Origin": "http://testserver"})

    assert (stranger.status_code, own.status_code) == (403, 302)
    assert "Người Giữ Lại" in client.get(own.headers["Location"]).content.decode()
    assert not Dossier.objects.exists()


def test_somebody_else_who_signs_in_does_not_see_what_was_typed(ward: Ward) -> None:
    client = as_(ward.counter)
    token = drafts.mark(client.get(HERE).wsgi_request)
    client.logout()
    client.post(HERE, typed(ward, chu_nhap=token, ho_ten="Người Giữ Lại"))

    client.force_login(Person.objects.get(pk=ward.specialist.person_id), backend=BACKEND)
    assert client.get(HERE).status_code == 403
    client.force_login(Person.objects.get(pk=ward.counter.person_id), backend=BACKEND)
    assert "Người Giữ Lại" not in client.get(HERE).content.decode()


def test_scans_are_kept_under_their_paper_and_a_lie_is_not(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-16 08:00")
    client, here = as_(ward.counter), f"{HERE}xong/{dossier.key}/giay/1/"
    good = SimpleUploadedFile("to-khai.pdf", b"%PDF-1.4\n%%EOF")
    bad = SimpleUploadedFile("to-khai.pdf", b"MZ\x90\x00")

    assert client.post(here, {"giay-1-tep": good}).status_code == 302
    refused = client.post(here, {"giay-1-tep": bad})

    assert refused.status_code == 422
    assert "không đúng với phần mở rộng" in refused.content.decode()
    row = Component.objects.get(position=1)
    (use,) = files.of_owner(row)
    opened: Any = client.get(f"/ban-lam-viec/tep/{use.code}/")
    assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert as_(ward.adviser).get(f"/ban-lam-viec/tep/{use.code}/").status_code == 404


def test_the_queue_shows_what_waits_and_numbers_only_when_asked(ward: Ward, django_assert_max_num_queries: Any) -> None:
    at = moment("2026-11-25 08:00")
    waiting = services.register(intake=ward.intake(), by=ward.counter, at=at)
    client = as_(ward.counter)
    client.get(f"{HERE}cho/")

    with django_assert_max_num_queries(SHELL + 5):
        queue = client.get(f"{HERE}cho/?xem=moi").content.decode()

    assert f"{HERE}cho/{waiting.key}/" in queue
    page = client.get(f"{HERE}cho/{waiting.key}/").content.decode()
    assert "049 ••• ••• 318" in page
    assert "049170004318" not in page
    whole = client.post(f"{HERE}cho/{waiting.key}/", {"viec": "hien"}).content.decode()
    assert "049170004318" in whole
    assert JournalEntry.objects.filter(code="dossier.look").count() == 1
    lines = {"can_cu_2": "wrong_content", "loi_2": "Ảnh mờ, chụp lại", "ly_do": "Ảnh mờ", "truong_hop": "0"}
    assert client.post(f"{HERE}cho/{waiting.key}/", {**lines, "viec": "ghi-huong-dan"}).status_code == 302
    again = {"viec": "chuyen:send_again", "ly_do": "Đã chụp lại ảnh"}
    assert client.post(f"{HERE}cho/{waiting.key}/", again).status_code == 302
    assert "«Đã chụp lại ảnh»" in client.get(f"{HERE}cho/{waiting.key}/").content.decode()
    assert Notice.objects.get().settled_at is not None
    withdrawn = client.post(f"{HERE}cho/{waiting.key}/", {"viec": "chuyen:withdraw", "ly_do": "Người nộp đổi ý"})
    assert withdrawn.status_code == 302
    assert as_(ward.specialist).get(f"{HERE}cho/").status_code == 403


def test_dossiers_of_the_portal_are_tried_then_brought_in_once(ward: Ward) -> None:
    record = {
        "MaHoSo": "G22.99-261125-0001",
        "MaTTHC": CODE,
        "ChuHoSo": "Lê Thị Bưởi",
        "SoGiayToChuHoSo": "049185004318",
        "LoaiDoiTuong": "1",
        "NgayNopHoSo": "20261120154500",
        "TrangThaiHoSo": "1",
    }
    content = json.dumps([record, {**record, "MaHoSo": "G22.99-261125-0002", "MaTTHC": "9.999999"}]).encode()
    client, here = as_(ward.counter), f"{HERE}cong-quoc-gia/"

    def tried() -> str:
        upload = SimpleUploadedFile("hs.json", content)
        return client.post(here, {"noi_nhan": ward.centre.code, "tep": upload}).content.decode()

    page = tried()
    assert "Thủ tục 9.999999 không có hiệu lực hôm nay" in page
    assert not Dossier.objects.exists()
    place = page.split('name="da_xem" value="')[1].split('"')[0]

    assert client.post(here, {"da_xem": place}).status_code == 200
    assert client.post(here, {"da_xem": place}).status_code == 422
    dossier = Dossier.objects.get()
    assert (dossier.national_code, dossier.state) == ("G22.99-261125-0001", DossierState.SUBMITTED)
    assert Party.objects.get().id_number == "049185004318"
    assert "Đã có" in tried()


def test_the_next_dossier_of_the_same_person_and_one_receipt_for_both(ward: Ward) -> None:
    first, second = ward.accepted("2026-11-16 08:00"), ward.accepted("2026-11-16 08:10")
    client = as_(ward.counter)

    page = client.post(HERE, {"viec": "tiep", "tu_ho_so": first.key, "cung": first.key}).content.decode()
    together = client.get(f"{HERE}xong/{second.key}/phieu-chung.pdf?cung={first.key}")

    assert 'value="049170004318"' in page
    assert f'value="{first.key}"' in page
    assert together.content.startswith(b"%PDF")

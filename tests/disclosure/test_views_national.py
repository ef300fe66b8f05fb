"""The pages of the work with the national database, as officers walk them."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.factories import officer
from tests.catalogue.contents import content
from tests.catalogue.files import collected, lines
from tests.catalogue.published import DECISION, SYSTEM, listed, national
from tests.conftest import NOW
from tests.organisations import factories as organisations
from tests.worktime.factories import load
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.requests import SMALL
from thutuc.disclosure import jobs
from thutuc.disclosure.models import ComparisonRequest, NationalEntry
from thutuc.disclosure.queries import comparisons
from thutuc.disclosure.rules.national import ItemState
from thutuc.web import clock

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(officer(Role.CONTROL_OFFICER))
    return client


@pytest.fixture
def run(desk: Client) -> str:
    """The address of a run with one mismatch of each kind."""
    load(SYSTEM, NOW)
    names = {"1.000001": "Bán hoa", "1.000002": "Bán cây", "1.000003": "Bán quả", "1.000004": "Bán cỏ"}
    versions = [listed(code, name) for code, name in names.items()]
    catalogue.end_version(version=versions[3], ends_on=date(2026, 8, 14), act=DECISION, by=SYSTEM, at=NOW)
    first, second, _third, gone = (content(code=code, name=name) for code, name in names.items())
    there = (
        replace(first, name="BÁN HOA"),
        replace(second, conditions="Phải mặc áo mưa"),
        gone,
        content(code="2.000009"),
    )
    answer = bring(desk, lines(*(canonical.to_plain(each) for each in there)))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"])


def bring(desk: Client, data: bytes, name: str = "csdlqg.jsonl"):  # type: ignore[no-untyped-def]
    given = {"file": SimpleUploadedFile(name, data), "as_of": "25/11/2026"}
    return desk.post(f"{DESK}doi-soat/nap/", given)


def read(desk: Client, address: str, most: int = 12, **query: str) -> str:
    answer = desk.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_run_is_worked_through_by_harm(desk: Client, run: str, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(18):
        page = read(desk, run)
    order = [page.index(code) for code in ("1.000004", "1.000003", "1.000002", "2.000009")]
    assert order == sorted(order)
    assert "Bỏ qua 1 chỗ chỉ khác" in page
    assert "<ins>Phải mặc áo mưa</ins>" in page
    assert "nhap-csdlqg/1.000004/1/bai-bo/" in page
    only = read(desk, run, loai="different", thanh_phan="conditions")
    assert "1.000002" in only
    assert "1.000004" not in only
    assert "Không có chỗ lệch nào khớp" in read(desk, run, q="không đâu có")

    refused = desk.post(run, {"chon": ["1", "2"], "huong": "accepted", "note": ""})
    assert refused.status_code == 422
    assert "Ghi lý do chấp nhận khác biệt" in refused.content.decode()
    assert desk.post(run, {"chon": ["1", "2", "3", "4"], "huong": "mend_there"}).status_code == 302
    assert desk.post(run, {"ket_thuc": "1"}).status_code == 302
    assert "Đã kết thúc" in read(desk, run)
    assert comparisons.undecided() == 0


def test_the_pages_beside_a_run(desk: Client, run: str) -> None:
    assert desk.get(f"{DESK}doi-soat/")["Location"] == run
    assert "Lần 1" in read(desk, f"{DESK}doi-soat/cac-lan/")
    assert "BÁN HOA" in read(desk, f"{run}chinh-ta/")
    assert "<ins>Phải mặc áo mưa</ins>" in read(desk, f"{run}3/")
    assert "Thiếu ở CSDLQG" in read(desk, f"{run}2/")
    assert desk.get(f"{run}9/").status_code == 404
    book = load_workbook(io.BytesIO(desk.get(f"{run}xuat.xlsx", {"loai": "different"}).content))
    assert [sheet.max_row for sheet in book.worksheets] == [2, 2, 2]


def test_an_export_of_another_province_is_told_at_the_form(desk: Client) -> None:
    answer = bring(desk, lines(collected(ma_tthc="1.000001.000.00.00.H56")))

    assert answer.status_code == 422
    assert "Tệp này của tỉnh khác" in answer.content.decode()
    assert not ComparisonRequest.objects.exists()
    assert bring(desk, b"khong phai json").status_code == 422


def test_a_large_export_is_watched_until_it_is_done(desk: Client) -> None:
    rows = [canonical.to_plain(content(code=f"1.{number:06}")) for number in range(SMALL + 1)]
    address = bring(desk, lines(*rows))["Location"]
    assert "Đang chờ tiến trình làm việc nền" in read(desk, address)

    jobs.compare(request=address.rstrip("/").split("/")[-1])

    assert desk.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    assert "Xem cả 201" in read(desk, address)
    assert "1–25 trên 201" in read(desk, address, loai="missing_here")


def test_the_original_that_was_imported_serves_as_a_file(desk: Client) -> None:
    assert desk.post(f"{DESK}doi-soat/nap/", {"ban_goc": "1"}).status_code == 422
    national("1.000001", "Bán hoa", workflow=())
    listed("1.000001", "Bán hoa")

    answer = desk.post(f"{DESK}doi-soat/nap/", {"ban_goc": "1"})

    assert "Hai danh mục khớp nhau" in read(desk, answer["Location"])


def test_two_officers_enter_and_publish(desk: Client, run: str) -> None:
    address = f"{DESK}nhap-csdlqg/1.000003/1/cong-bo/"
    assert address in read(desk, f"{DESK}nhap-csdlqg/")
    sheet = read(desk, address)
    assert "data-copy" in sheet
    assert sheet.index("Số quyết định") < sheet.index("Trình tự thực hiện") < sheet.index("Căn cứ pháp lý")
    assert desk.post(address, {"entered_on": f"{clock.today() + timedelta(days=2):%d/%m/%Y}"}).status_code == 422
    assert desk.post(address, {"entered_on": "25/11/2026"}).status_code == 302
    assert "Chuyển người thứ hai" in read(desk, address)
    alone = desk.post(address, {"published_on": "25/11/2026", "national_code": "1.000003"})
    assert "không tự công khai" in alone.content.decode()

    other = Client()
    other.force_login(officer(Role.OFFICE_HEAD, organisations.agency("van-phong")))
    assert address in read(other, f"{DESK}nhap-csdlqg/", xem="cho-cong-khai")
    picture = SimpleUploadedFile("man-hinh.png", PNG)
    told = {"published_on": "25/11/2026", "national_code": "1.000003", "picture": picture}
    assert other.post(address, told).status_code == 302
    assert "man-hinh.png" in read(other, address)
    entry = NationalEntry.objects.get()
    corrected = {
        "reason": "Nhầm ngày",
        "entered_on": "24/11/2026",
        "published_on": "25/11/2026",
        "national_code": "1.000003",
    }
    back = f"{DESK}nhap-csdlqg/phieu/{entry.key}/dinh-chinh/"
    assert "25/11/2026" in read(other, back)
    assert other.post(back, corrected)["Location"] == address
    assert "Nhầm ngày" in read(other, address)
    assert "24/11/2026" in read(other, f"{DESK}nhap-csdlqg/", xem="da-xong")


def test_a_sheet_of_something_else_is_not_found(desk: Client, run: str) -> None:
    assert desk.get(f"{DESK}nhap-csdlqg/1.000003/1/bai-bo/").status_code == 404
    assert desk.get(f"{DESK}nhap-csdlqg/1.000003/7/cong-bo/").status_code == 404
    assert desk.get(f"{DESK}nhap-csdlqg/1.000003/1/xoa/").status_code == 404
    assert "Gỡ thủ tục đã bãi bỏ" in read(desk, f"{DESK}nhap-csdlqg/1.000004/1/bai-bo/")


def test_who_does_not_keep_the_list_reads_and_does_not_decide(client: Client, desk: Client, run: str) -> None:
    reader = Client()
    reader.force_login(officer(Role.SPECIALIST))

    assert 'name="chon"' not in read(reader, run)
    assert reader.post(run, {"chon": ["1"], "huong": "mend_there"}).status_code == 422
    assert reader.get(f"{DESK}doi-soat/nap/").status_code == 403
    assert {item.state for item in comparisons.items(comparisons.run(run.rstrip("/").split("/")[-1]))} == {
        ItemState.OPEN
    }

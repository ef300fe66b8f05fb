"""The doors of the register: officers read, the control officer keeps, strangers sign in."""

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories
from thutuc.accounts.rules.roles import Role
from thutuc.files import queries as stored
from thutuc.files import services as files
from thutuc.kernel.actor import Actor
from thutuc.legislation import queries, services
from thutuc.legislation.models import DocumentRelation, LegalDocument, ParameterOverride
from thutuc.legislation.rules.documents import Citation

pytestmark = pytest.mark.django_db
BASE = "/ban-lam-viec"
ONE_STOP = f"{BASE}/van-ban/so/61/2018/NĐ-CP/"


@pytest.fixture(autouse=True)
def _register(now: datetime, system: Actor) -> None:
    services.load_seed(by=system, at=now)
    services.ensure_documents([Citation("999/QĐ-UBND", issuer="UBND tỉnh Bình Yên")], by=system, at=now)


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(factories.officer(Role.CONTROL_OFFICER))
    return client


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(factories.officer(Role.FOCAL_POINT))
    return client


def text_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/van-ban/",
        "/van-ban/?q=ho+tich&loai=law&ngay=01/07/2025&nam=2014",
        "/van-ban/?ngay=xx&loai=nothing&nam=zz&trang=99",
        "/van-ban/so/61/2018/NĐ-CP/",
        "/van-ban/so/999/QĐ-UBND/?co-quan=UBND+tỉnh+Bình+Yên",
        "/tham-so/",
        "/tham-so/?ngay=01/07/2019",
        "/tham-so/publication.province/",
        "/tham-so/opinion.office/",
        "/tham-so/can-cu/",
        "/tham-so/can-cu/?ngay=01/01/1990",
    ],
)
def test_every_officer_reads(reader: Client, path: str) -> None:
    answer = reader.get(BASE + path)

    assert answer.status_code == 200
    assert "Vào sổ văn bản" not in text_of(answer)
    assert "Đặt giá trị riêng" not in text_of(answer)


@pytest.mark.parametrize("path", ["/van-ban/", "/van-ban/xuat/", "/tham-so/", "/tham-so/can-cu/", "/van-ban/vao-so/"])
def test_a_stranger_signs_in_first(client: Client, path: str) -> None:
    assert client.get(BASE + path).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/van-ban/vao-so/",
        "/van-ban/so/61/2018/NĐ-CP/sua/",
        "/van-ban/so/61/2018/NĐ-CP/quan-he/",
        "/tham-so/publication.control/gia-tri-rieng/",
    ],
)
def test_forms_are_for_the_keeper(keeper: Client, reader: Client, path: str) -> None:
    assert keeper.get(BASE + path).status_code == 200
    assert reader.get(BASE + path).status_code == 403


@pytest.mark.parametrize("path", ["/van-ban/so/1/1999/NĐ-CP/", "/tham-so/khong.co/"])
def test_what_is_not_there_is_404(reader: Client, path: str) -> None:
    assert reader.get(BASE + path).status_code == 404


def test_the_list_finds_without_marks_and_tells_the_state(reader: Client) -> None:
    page = text_of(reader.get(f"{BASE}/van-ban/?q=co+che+mot+cua"))

    assert "61/2018/NĐ-CP" in page
    assert "Hết hiệu lực" in page
    assert "Trích yếu" not in page or "60/2014/QH13" not in page


def test_an_empty_list_says_what_next(reader: Client) -> None:
    assert "Không có văn bản nào khớp bộ lọc." in text_of(reader.get(f"{BASE}/van-ban/?q=khongcogi"))


def test_the_list_stays_within_its_statements(reader: Client, django_assert_max_num_queries: Any) -> None:
    reader.get(f"{BASE}/van-ban/")

    with django_assert_max_num_queries(5 + 5):  # the shell: session, person, actor, inbox
        reader.get(f"{BASE}/van-ban/")


def test_the_page_of_a_document_tells_who_ended_it(reader: Client) -> None:
    page = text_of(reader.get(ONE_STOP))

    assert "Bị 118/2025/NĐ-CP thay thế từ ngày 01/07/2025." in page
    assert "107/2021/NĐ-CP" in page


def test_the_spreadsheet_holds_the_filtered_list(reader: Client) -> None:
    answer = reader.get(f"{BASE}/van-ban/xuat/?q=ho+tich")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    numbers = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert numbers == list(queries.documents(text="ho tich").values_list("number", flat=True))
    assert answer["Content-Disposition"] == 'attachment; filename="van-ban-phap-luat.xlsx"'


def test_what_is_attached_opens_for_officers_only(
    client: Client, reader: Client, system: Actor, now: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    decree = queries.document_by_number("61/2018/NĐ-CP")
    files.store(b"%PDF-1.7\n%%EOF\n", name="Nghị định 61.pdf", owner=decree, by=system, at=now)

    page = text_of(reader.get(ONE_STOP))
    link = re.search(r'href="([^"]*/tep/[^"]*)"', page)

    assert link
    assert "Nghị định 61.pdf" in page
    opened = reader.get(link[1])
    assert b"".join(opened) == b"%PDF-1.7\n%%EOF\n"
    assert client.get(link[1]).status_code == 404


def test_the_keeper_attaches_the_text_and_takes_it_off(keeper: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert keeper.get(f"{ONE_STOP}tep/").status_code == 200
    pdf = SimpleUploadedFile("Nghị định.pdf", b"%PDF-1.7\n%%EOF\n")
    word = SimpleUploadedFile("Nghị định.doc", b"x")

    assert keeper.post(f"{ONE_STOP}tep/", {"file": pdf}).status_code == 302
    refused = keeper.post(f"{ONE_STOP}tep/", {"file": word})

    assert refused.status_code == 422
    assert "Dạng tệp cũ không được nhận" in text_of(refused)
    use = stored.of_owner(queries.document_by_number("61/2018/NĐ-CP")).get()
    assert keeper.get(f"{ONE_STOP}tep/{use.code}/bo/").status_code == 200
    other = f"{BASE}/van-ban/so/63/2010/NĐ-CP/tep/{use.code}/bo/"
    assert keeper.post(other, {"reason": "Nhầm"}).status_code == 404
    keeper.post(f"{ONE_STOP}tep/{use.code}/bo/", {"reason": "Nhầm"})
    assert not stored.of_owner(use.owner).exists()


def test_a_number_of_two_provinces_has_two_addresses(reader: Client, system: Actor, now: datetime) -> None:
    ours = Citation("999/QĐ-UBND", "Quyết định của An Lạc", issuer="UBND tỉnh An Lạc")
    services.ensure_documents([ours], by=system, at=now)

    listed = text_of(reader.get(f"{BASE}/van-ban/?q=999"))
    links = re.findall(r'href="([^"]*co-quan=[^"]*)"', listed)

    pages = [text_of(reader.get(link)) for link in links]
    assert len(pages) == 2
    assert "UBND tỉnh An Lạc" in pages[0] + pages[1]
    assert "UBND tỉnh Bình Yên" in pages[0] + pages[1]


def test_an_odd_number_is_flagged_on_its_page(reader: Client, system: Actor, now: datetime) -> None:
    services.ensure_documents([Citation("40/2029/QH14")], by=system, at=now)

    page = text_of(reader.get(f"{BASE}/van-ban/so/40/2029/QH14/"))

    assert "Năm trong số, ký hiệu ở tương lai" in page
    assert "mới được trích dẫn" in page


NEW = {
    "number": "Quyết định số 12/2026/QĐ-UBND",
    "title": "Quyết định quy định mức thu lệ phí",
    "issuer": "Ủy ban nhân dân tỉnh An Lạc",
    "issued_on": "01/02/2026",
    "effective_on": "10/02/2026",
    "certainty": "V",
}


def test_the_keeper_registers_a_document(keeper: Client) -> None:
    answer = keeper.post(f"{BASE}/van-ban/vao-so/", NEW, follow=True)

    made = LegalDocument.objects.get(number="12/2026/QĐ-UBND")
    assert answer.status_code == 200
    assert "Đã vào sổ văn bản 12/2026/QĐ-UBND." in text_of(answer)
    assert f"{made.effective_on:%d/%m/%Y}" == "10/02/2026"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"effective_on": "01/01/2026"}, "Ngày có hiệu lực không được trước ngày ban hành"),
        ({"issuer": ""}, "Ghi cơ quan ban hành"),
        ({"number": "61/2018/NĐ-CP", "issued_on": "", "effective_on": ""}, "đã có trong sổ"),
        ({"title": ""}, "trích yếu"),
        ({"issued_on": "31/02/2026"}, "ngày ban hành"),
    ],
)
def test_a_refused_description_keeps_what_was_typed(keeper: Client, wrong: dict[str, str], words: str) -> None:
    answer = keeper.post(f"{BASE}/van-ban/vao-so/", {**NEW, **wrong})

    assert answer.status_code == 422
    assert words.lower() in text_of(answer).lower()
    assert "Ủy ban nhân dân tỉnh An Lạc" in text_of(answer) or wrong.get("issuer") == ""
    assert not LegalDocument.objects.filter(number="12/2026/QĐ-UBND").exists()


def test_the_keeper_corrects_a_document(keeper: Client) -> None:
    form = keeper.get(f"{ONE_STOP}sua/")
    assert "23/04/2018" in text_of(form)

    keeper.post(
        f"{ONE_STOP}sua/",
        {"number": "61/2018/NĐ-CP", "title": "Tên mới", "issued_on": "23/04/2018", "certainty": "V"},
    )

    assert queries.document_by_number("61/2018/NĐ-CP").title == "Tên mới"


def test_the_keeper_relates_and_takes_back(keeper: Client) -> None:
    given = {"kind": "guides", "target": "63/2010/NĐ-CP", "articles": "Điều 5", "on": "", "certainty": "M"}
    related = keeper.post(f"{ONE_STOP}quan-he/", given)
    assert related.status_code == 302
    assert keeper.post(f"{ONE_STOP}quan-he/", given).status_code == 422
    assert keeper.post(f"{ONE_STOP}quan-he/", {**given, "target": "1/1999/NĐ-CP"}).status_code == 422

    query = "?voi=63/2010/NĐ-CP&loai=guides&dieu=Điều+5"
    assert keeper.get(f"{ONE_STOP}bo-quan-he/{query}").status_code == 200
    keeper.post(f"{ONE_STOP}bo-quan-he/{query}", {"reason": "Ghi nhầm"})

    assert not DocumentRelation.objects.filter(articles="Điều 5").exists()
    assert keeper.get(f"{ONE_STOP}bo-quan-he/{query}").status_code == 404


OWN = {
    "value": "2",
    "unit": "working_day",
    "first_day": "01/12/2026",
    "source": "12/2026/QĐ-UBND",
    "reason": "Quy chế của tỉnh",
}


def test_the_keeper_sets_and_ends_an_own_value(keeper: Client) -> None:
    base = f"{BASE}/tham-so/publication.control/"

    assert keeper.post(f"{base}gia-tri-rieng/", OWN).status_code == 302
    assert "Riêng của tỉnh" in text_of(keeper.get(base))
    assert keeper.post(f"{base}thoi-gia-tri-rieng/", {"end": "01/01/2020"}).status_code == 422
    assert keeper.post(f"{base}thoi-gia-tri-rieng/", {"end": "01/01/2027"}).status_code == 302

    assert f"{ParameterOverride.objects.get().validity.upper:%d/%m/%Y}" == "01/01/2027"


def test_a_wrong_own_value_is_told_beside_its_field(keeper: Client) -> None:
    base = f"{BASE}/tham-so/publication.control/"
    answer = keeper.post(f"{base}gia-tri-rieng/", {**OWN, "value": "nhiều"})

    assert answer.status_code == 422
    assert "Ghi một số không âm." in text_of(answer)
    assert keeper.get(f"{base}thoi-gia-tri-rieng/").status_code == 404

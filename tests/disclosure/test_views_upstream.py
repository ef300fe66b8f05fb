"""Bộ công bố on screen: a change of the law from its first day to the letter, one client, one story."""

import io
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from tests.accounts.factories import actor, officer
from tests.catalogue.contents import content
from tests.catalogue.test_readers_ministry import sheet
from tests.conftest import NOW
from tests.disclosure.changes import CODE, SYSTEM, law, ministry
from tests.worktime.factories import load
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services
from thutuc.catalogue.models import MinistryDecision
from thutuc.catalogue.rules.content import LegalBasis
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.disclosure.models import Reminder
from thutuc.disclosure.queries import watch
from thutuc.disclosure.rules.watch_terms import CaseKind
from thutuc.legislation.models import DocumentRelation, LegalDocument
from thutuc.legislation.rules.terms import RelationKind
from thutuc.web import clock

pytestmark = pytest.mark.django_db
ROOT = "/ban-lam-viec/bo-cong-bo/"
TODAY = date(2026, 11, 25)
OLD, NEW = "08/2025/TT-BTP", "12/2026/TT-BTP"
HEAD = ("Mã TTHC", "Tên thủ tục", "Loại", "Số quyết định", "Ngày ký", "Bộ, ngành", "Trích yếu", "Căn cứ")


@pytest.fixture
def changed_law() -> LegalDocument:
    """A circular in force from 20/11/2026 amends what a procedure here cites; the catalogue was taken over before."""
    load(SYSTEM, NOW)
    old, new = law(OLD, date(2025, 1, 2), date(2025, 2, 1)), law(NEW, date(2026, 10, 1), date(2026, 11, 20))
    LegalDocument.objects.filter(pk=new.pk).update(issuer="Bộ Tư pháp")
    DocumentRelation.objects.create(source=new, target=old, kind=RelationKind.AMENDS)
    services.open_version(
        content=content(code=CODE, legal_bases=(LegalBasis(OLD),)),
        effective_on=date(2026, 1, 1),
        act=services.Act("catalogue.OpeningAct:1", "Tiếp nhận"),
        by=SYSTEM,
        at=NOW,
        published_at=NOW,
    )
    return new


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(officer(Role.CONTROL_OFFICER, full_name="Trần Thị Kiểm"))
    return client


def case_page(key: str, page: str = "viec/") -> str:
    return f"{ROOT}{page}?{urlencode({'viec': key})}"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_watch_shows_the_late_ministry_and_the_letter_to_it_opens(
    changed_law: LegalDocument, keeper: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60):
        page = words(keeper.get(ROOT))
    assert NEW in page
    assert "Chậm do cấp trên" in page

    key = f"{CaseKind.LAW_NO_MINISTRY.value}:{NEW}"
    assert "Soạn công văn đôn đốc" in words(keeper.get(case_page(key)))
    letter = Document(io.BytesIO(keeper.get(case_page(key, "viec/cong-van.docx")).content))
    told = " ".join(paragraph.text for paragraph in letter.paragraphs)
    assert "Bộ Tư pháp" in told

    sent = {"to": "Bộ Tư pháp", "number": "55/VP-KSTT", "sent_on": "24/11/2026", "note": ""}
    assert keeper.post(case_page(key), sent).status_code == 302
    to_come = f"{clock.today() + timedelta(days=2):%d/%m/%Y}"
    assert keeper.post(case_page(key), sent | {"sent_on": to_come}).status_code == 422
    assert Reminder.objects.get().number == "55/VP-KSTT"
    assert "Đã đôn đốc ngày 24/11/2026" in words(keeper.get(ROOT))
    assert keeper.get(case_page("law_no_ministry:không có")).status_code == 404


def test_filters_narrow_the_list_and_the_sheet_is_as_filtered(changed_law: LegalDocument, keeper: Client) -> None:
    assert "Không có việc nào khớp bộ lọc" in words(keeper.get(f"{ROOT}?loai=sheet_outdated"))
    assert NEW in words(keeper.get(f"{ROOT}?loai=law_no_ministry&bo=Bộ+Tư+pháp&loi=upstream&q=12/2026"))
    assert NEW in words(keeper.get(f"{ROOT}?loai=gì+đó"))

    book = load_workbook(io.BytesIO(keeper.get(f"{ROOT}xuat.xlsx?loai=law_no_ministry").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert (len(rows), rows[1][1]) == (2, NEW)


def test_a_person_finds_that_it_touches_none_and_the_case_closes(changed_law: LegalDocument, keeper: Client) -> None:
    address = f"{ROOT}van-ban/{NEW}/"
    assert CODE in words(keeper.get(address))

    assert keeper.post(address, {"ket_luan": "cham", "touches": "9.999999"}).status_code == 422
    assert keeper.post(address, {"ket_luan": "cham", "touches": ""}).status_code == 422
    assert keeper.post(address, {"ket_luan": "khong", "touches": CODE}).status_code == 302

    assert "Không có việc nào đang dừng" in words(keeper.get(ROOT))
    assert watch.duties(SYSTEM, on=TODAY) == []


def test_a_focal_point_registers_what_arrived_and_the_case_moves_on(changed_law: LegalDocument, client: Client) -> None:
    client.force_login(officer(Role.FOCAL_POINT))
    told = {
        "number": "1904/QĐ-BTP",
        "issuer": "Bộ Tư pháp",
        "title": "Công bố thủ tục hộ tịch",
        "signed_on": "02/11/2026",
        "documents": NEW,
        "rows": f"{CODE}\tSửa đổi, bổ sung\t\n;Mới;Thủ tục chưa có mã",
    }
    refused = client.post(f"{ROOT}quyet-dinh/vao-so/", told | {"rows": f"{CODE} chuyển giao"})
    assert "Dòng 1: ghi Mới" in words(refused)
    made = client.post(f"{ROOT}quyet-dinh/vao-so/", told)

    assert made["Location"] == f"{ROOT}quyet-dinh/1904-qd-btp-2026/"
    page = words(client.get(made["Location"]))
    assert "Chưa gửi tỉnh" in page
    kinds = {case.kind for case in watch.cases(on=TODAY)}
    assert kinds == {CaseKind.MINISTRY_NOT_SENT, CaseKind.MINISTRY_NO_PROVINCE}
    assert [count.open for count in watch.duties(SYSTEM, on=TODAY)] == [1, 1]
    assert watch.duties(actor(Role.SPECIALIST), on=TODAY) == []

    late = client.post(f"{made['Location']}ngay-den/", {"arrived_on": "01/11/2026", "register_number": "7"})
    assert late.status_code == 422
    client.post(f"{made['Location']}ngay-den/", {"arrived_on": "04/11/2026", "register_number": "7"})
    assert [case.kind for case in watch.cases(on=TODAY)] == [CaseKind.MINISTRY_NO_PROVINCE]
    assert client.get(f"{made['Location']}csdlqg/").status_code == 403


def test_what_is_partly_on_the_national_database_is_told(changed_law: LegalDocument, keeper: Client) -> None:
    ministry(changed_law, CODE)
    address = f"{ROOT}quyet-dinh/1904-qd-btp-2026/"
    seen = {"state": "partial", "seen_on": "20/11/2026", "missing": [CODE]}

    assert keeper.post(f"{address}csdlqg/", seen | {"seen_on": "01/01/2026"}).status_code == 422
    assert keeper.post(f"{address}csdlqg/", seen).status_code == 302

    assert "Còn thiếu" in words(keeper.get(address))
    assert CaseKind.MINISTRY_NOT_NATIONAL in {case.kind for case in watch.cases(on=TODAY)}
    assert "1904/QĐ-BTP" in words(keeper.get(f"{ROOT}quyet-dinh/?nam=2026&den=roi"))


def test_a_file_is_tried_first_and_taken_in_as_it_was_shown(changed_law: LegalDocument, keeper: Client) -> None:
    row = (CODE, "Đăng ký", "Sửa đổi", "1904/QĐ-BTP", "02/11/2026", "Bộ Tư pháp", "Công bố", NEW)
    address = f"{ROOT}quyet-dinh/nhap/"
    tried = keeper.post(address, {"file": SimpleUploadedFile("bo.xlsx", sheet(HEAD, row))})
    assert "1904/QĐ-BTP" in words(tried)
    assert not MinistryDecision.objects.exists()
    sealed = tried.context["kept"].initial["noi_dung"]

    assert keeper.post(address, {"noi_dung": sealed[:-2]}).status_code == 422
    assert keeper.post(address, {"noi_dung": sealed}).status_code == 302
    assert MinistryDecision.objects.get().items.get().kind == OperationKind.AMENDED

    nameless = keeper.post(address, {"file": SimpleUploadedFile("bo.xlsx", sheet(HEAD[:3], row[:3]))})
    assert "Ghi số, ký hiệu của quyết định." in words(nameless)
    assert keeper.post(address, {"file": SimpleUploadedFile("bo.xlsx", b"PK\x03\x04")}).status_code == 422
    assert keeper.get(f"{address}mau.xlsx").status_code == 200


def test_strangers_sign_in_and_specialists_only_read(changed_law: LegalDocument, client: Client) -> None:
    assert client.get(ROOT).status_code == 302
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(ROOT).status_code == 200
    key = f"{CaseKind.LAW_NO_MINISTRY.value}:{NEW}"
    assert client.post(case_page(key), {"to": "Bộ", "sent_on": "24/11/2026"}).status_code == 422
    for page in ("quyet-dinh/vao-so/", "quyet-dinh/nhap/", "viec/cong-van.docx"):
        assert client.get(f"{ROOT}{page}").status_code == 403

"""The preview of a reorganisation: rehearsed, shown, recorded by one call."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories as accounts
from tests.organisations import cases
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries
from thutuc.organisations.models import Agency, Reorganisation
from thutuc.organisations.rules.kinds import AreaLevel

pytestmark = pytest.mark.django_db
URL = "/ban-lam-viec/sap-xep/ghi/"
TOLD = {"on": "01/07/2025", "basis": cases.BASIS, "document_number": "202/2025/QH15", "title": "", "ma": ""}


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(accounts.officer(Role.CONTROL_OFFICER))
    return client


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def main_of(response: Any) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def token_of(page: str) -> str:
    return page.split('name="ma" value="')[1].split('"')[0]


def test_what_would_happen_is_shown_and_nothing_is_saved_until_it_is_confirmed(
    officer: Client, system: Actor, now: datetime
) -> None:
    cases.load(system, now, cases.LEGACY)
    files = [upload("old-new.csv", cases.MAPPING), upload("new.csv", cases.NEW)]

    page = main_of(officer.post(URL, {**TOLD, "tep": files}))

    assert "Xã Bị Chia" in page
    assert "Đặc khu Đảo Ngọc" in page
    assert not Reorganisation.objects.exists()

    answer = officer.post(URL, {**TOLD, "ma": token_of(page), "xac_nhan": "1"})
    made = Reorganisation.objects.get()
    assert answer.url == f"/ban-lam-viec/sap-xep/2025-07-01/{made.code}/"
    assert queries.areas_in_force(on=date(2025, 7, 1), level=AreaLevel.COMMUNE).count() == 4
    assert made.document_number == "202/2025/QH15"

    again = officer.post(URL, {**TOLD, "tep": [upload("old-new.csv", cases.MAPPING)], "xac_nhan": "1"}, follow=True)
    assert "đã được ghi từ trước" in again.content.decode()


def test_who_loses_access_is_told_before(officer: Client, now: datetime) -> None:
    cases.AGENCIES.make()
    district = Agency.objects.get(code="huyen-hoa-an")
    accounts.officer(Role.CLERK, district, email="vt@anlac.example")

    page = main_of(officer.post(URL, {**TOLD, "tep": [upload("agencies.csv", cases.AGENCIES.FILE)]}))

    assert "1 người sẽ hết quyền truy cập theo 1 vai trò" in page


def test_a_broken_file_is_told_with_its_line_and_nothing_changes(officer: Client) -> None:
    wrong = cases.MAPPING.replace("một phần,1", "nửa,1")

    answer = officer.post(URL, {**TOLD, "tep": [upload("old-new.csv", wrong)]})

    assert answer.status_code == 422
    assert "Dòng 5: phạm vi phải là" in main_of(answer)
    binary = officer.post(URL, {**TOLD, "tep": [SimpleUploadedFile("x.csv", b"\xff\xfe\x00")]})
    assert "không phải UTF-8" in main_of(binary)


def test_without_a_file_or_with_an_old_token_the_file_is_asked_for(officer: Client) -> None:
    assert "Chọn tệp" in main_of(officer.post(URL, TOLD))
    assert "Chọn tệp" in main_of(officer.post(URL, {**TOLD, "ma": "khong-co", "xac_nhan": "1"}))
    assert "Nhập ngày có hiệu lực" in main_of(officer.post(URL, {**TOLD, "on": ""}))
    assert officer.get(URL).status_code == 200


def test_only_a_control_officer_reorganises(client: Client) -> None:
    assert client.get(URL).status_code == 302
    client.force_login(accounts.officer(Role.SYSTEM_ADMIN))
    assert client.get(URL).status_code == 403

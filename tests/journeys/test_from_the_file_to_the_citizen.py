"""A file of the national database becomes the province's list, and a citizen reads it: through HTTP only."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories as accounts
from tests.catalogue.files import collected, lines
from tests.organisations import factories as organisations
from thutuc.accounts.rules.roles import Role
from thutuc.journal.queries import verify
from thutuc.organisations.rules.kinds import AgencyKind
from thutuc.web import clock

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"


@pytest.fixture
def officer() -> Client:
    """A control officer who has signed in with the password."""
    division = organisations.agency("phong-kiem-soat", "Phòng Kiểm soát TTHC", AgencyKind.CONTROL_DIVISION)
    person = accounts.officer(Role.CONTROL_OFFICER, division, email="khue@anlac.example", full_name="Đỗ Minh Khuê")
    client = Client()
    answer = client.post("/dang-nhap/", {"login": person.email, "password": accounts.PASSWORD})
    assert answer.status_code == 302
    return client


def bring(officer: Client, *rows: dict[str, object]) -> str:
    """Upload a file, look at the trial, confirm it; the text of the report."""
    file = SimpleUploadedFile("quoc-gia.jsonl", lines(*rows))
    trial = officer.post(f"{DESK}danh-muc/nhap/", {"file": file})
    done = officer.post(trial["Location"])
    return officer.get(done["Location"]).content.decode()


def open_list(officer: Client) -> None:
    """The opening act on 01/07/2025."""
    act = {"effective_on": "01/07/2025", "basis": "1286/QĐ-UBND", "levels": ["province", "commune"], "ghi": "1"}
    assert officer.post(f"{DESK}danh-muc/tiep-nhan/", act).status_code == 302


def test_a_citizen_finds_what_the_office_brought_in_this_morning(officer: Client, client: Client) -> None:
    report = bring(officer, collected())
    assert "Đã nhập 1 thủ tục" in report
    national = client.get("/thu-tuc/1.009901").content.decode()
    open_list(officer)

    found = client.get("/thu-tuc/?q=cap+giay+phep+ban+hoa").content.decode()
    page = client.get("/thu-tuc/1.009901").content.decode()

    assert "Bản gốc quốc gia" in national
    assert "/thu-tuc/1.009901" in found
    assert "Bản gốc quốc gia, không thuộc" not in page
    assert client.get("/api/v1/procedures?q=ban hoa").json()["items"][0]["code"].startswith("1.009901")
    assert client.get("/en/thu-tuc/1.009901").status_code == 200
    assert list(verify()) == []


def test_before_its_first_day_the_page_says_that_nothing_was_in_force(officer: Client, client: Client) -> None:
    bring(officer, collected())
    open_list(officer)

    page = client.get("/thu-tuc/1.009901?ngay=30/06/2025")

    assert page.status_code == 200
    assert "30/06/2025" in page.content.decode()
    assert client.get("/api/v1/procedures?q=ban hoa&as_of=2025-06-30").json()["items"] == []


def test_bringing_the_same_file_again_changes_nothing(officer: Client) -> None:
    bring(officer, collected())

    again = bring(officer, collected())

    assert "thêm 0, thay đổi 0, giữ nguyên 1" in again


def test_a_file_with_one_code_twice_is_refused_and_nothing_is_kept(officer: Client, client: Client) -> None:
    file = SimpleUploadedFile("quoc-gia.jsonl", lines(collected(), collected(ten="Tên khác")))

    answer = officer.post(f"{DESK}danh-muc/nhap/", {"file": file})

    assert answer.status_code == 422
    assert "1.009901" in answer.content.decode()
    assert client.get("/api/v1/procedures?scope=national").json()["items"] == []


def test_a_leaver_loses_the_desk_on_the_day_the_post_ends(officer: Client) -> None:
    admin = Client()
    admin.force_login(accounts.officer(Role.SYSTEM_ADMIN, email="quan-tri@anlac.example"))
    leaver = accounts.officer(Role.FOCAL_POINT, email="di@anlac.example", full_name="Phan Hữu Tài")
    signed_in = Client()
    signed_in.post("/dang-nhap/", {"login": leaver.email, "password": accounts.PASSWORD})
    assert signed_in.get(DESK).status_code == 200
    people = admin.get(f"{DESK}nguoi-dung/").content.decode()
    page = _first(r'href="([^"]+)"[^>]*>\s*Phan Hữu Tài', people)
    end = _first(r'href="([^"]+/thoi-giu/)"', admin.get(page).content.decode())
    revision = admin.get(end).context["form"].initial["revision"]

    today = f"{clock.today():%d/%m/%Y}"
    answer = admin.post(end, {"on": today, "reason": "Chuyển công tác", "revision": revision})

    assert answer.status_code == 302
    assert signed_in.get(DESK).status_code == 403
    assert "Phan Hữu Tài" in admin.get(page).content.decode()


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found.group(1)

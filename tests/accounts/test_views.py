"""Screens of people, posts and focal points."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts import queries
from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.organisations.models import Agency
from thutuc.organisations.rules.kinds import AgencyKind

pytestmark = pytest.mark.django_db
HOUSE = "/ban-lam-viec"


@pytest.fixture
def unit() -> Agency:
    return agency("so-y-te", "Sở Y tế")


@pytest.fixture
def clerk(unit: Agency) -> Person:
    return factories.officer(Role.CLERK, unit, full_name="Đỗ Thị Văn Thư")


def client_of(role: Role) -> Client:
    client = Client()
    client.force_login(factories.officer(role, email=f"toi.{role.value}@anlac.example"))
    return client


def main_of(response: Any) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_an_administrator_adds_somebody_and_gives_a_role(unit: Agency) -> None:
    admin = client_of(Role.SYSTEM_ADMIN)

    answer = admin.post(f"{HOUSE}/nguoi-dung/them/", {"full_name": "Lê Mới", "email": "moi@anlac.example"})
    new = Person.objects.get(email="moi@anlac.example")
    assert answer.url == f"{HOUSE}/nguoi-dung/{new.code}/"
    assert "Chưa giữ vai trò nào" in main_of(admin.get(answer.url))

    told = {"role": "specialist", "agency": "so-y-te", "start": "25/11/2026"}
    done = admin.post(f"{answer.url}giao-vai-tro/", told)
    assert done.url == answer.url
    assert "Chuyên viên thụ lý" in main_of(admin.get(answer.url))
    assert "Lê Mới" in main_of(admin.get(f"{HOUSE}/co-quan/so-y-te/"))


def test_what_is_wrong_is_told_beside_the_field(unit: Agency, clerk: Person) -> None:
    admin = client_of(Role.SYSTEM_ADMIN)

    taken = admin.post(f"{HOUSE}/nguoi-dung/them/", {"full_name": "Lê Mới", "email": clerk.email})
    assert "đã có tài khoản" in main_of(taken)
    backwards = {"role": "signer", "agency": "so-y-te", "start": "25/11/2026", "end": "01/11/2026"}
    order = admin.post(f"{HOUSE}/nguoi-dung/{clerk.code}/giao-vai-tro/", backwards)
    assert "Ngày kết thúc phải sau ngày bắt đầu" in main_of(order)
    assert "Lỗi:" in order.content.decode()
    assert Post.objects.filter(person=clerk).count() == 1


def test_a_control_officer_appoints_focal_points_only(unit: Agency, clerk: Person) -> None:
    officer = client_of(Role.CONTROL_OFFICER)
    url = f"{HOUSE}/nguoi-dung/{clerk.code}/giao-vai-tro/"
    told = {"role": "focal_point", "agency": "so-y-te", "start": "25/11/2026"}

    assert 'value="signer"' not in main_of(officer.get(url))
    assert "Ghi số quyết định" in main_of(officer.post(url, told))
    officer.post(url, {**told, "decision_number": "12/QĐ-UBND", "decided_on": "20/11/2026", "share_of_time": "30"})

    page = main_of(officer.get(f"{HOUSE}/dau-moi/?on=25/11/2026"))
    assert "Đỗ Thị Văn Thư" in page
    assert "12/QĐ-UBND" in page
    assert "30%" in page
    assert officer.get(f"{HOUSE}/nguoi-dung/them/").status_code == 403


def test_the_post_ends_and_access_with_it(unit: Agency, clerk: Person) -> None:
    admin = client_of(Role.SYSTEM_ADMIN)
    url = f"{HOUSE}/nguoi-dung/{clerk.code}/vai-tro/1/thoi-giu/"

    assert "Thôi giữ từ ngày" in main_of(admin.get(url))
    answer = admin.post(url, {"on": "26/11/2026", "reason": "", "revision": 1})

    assert answer.url == f"{HOUSE}/nguoi-dung/{clerk.code}/"
    assert "đến 25/11/2026" in main_of(admin.get(answer.url))
    assert queries.actor_of(clerk, on=date(2026, 11, 26)).posts == ()
    assert admin.post(url, {"on": "20/11/2026", "reason": "", "revision": 1}).status_code == 409


def test_a_control_officer_does_not_end_another_role(unit: Agency, clerk: Person) -> None:
    assert (
        client_of(Role.CONTROL_OFFICER).get(f"{HOUSE}/nguoi-dung/{clerk.code}/vai-tro/1/thoi-giu/").status_code == 404
    )


def test_units_without_a_focal_point_are_listed(unit: Agency) -> None:
    agency("xa-xa", "UBND xã Xa", AgencyKind.COMMUNE_PC)

    page = main_of(client_of(Role.CONTROL_OFFICER).get(f"{HOUSE}/dau-moi/?thieu=1"))

    assert "UBND xã Xa" in page
    assert "Sở Y tế" in page


def test_an_account_is_closed_and_opened(clerk: Person) -> None:
    admin = client_of(Role.SYSTEM_ADMIN)
    url = f"{HOUSE}/nguoi-dung/{clerk.code}/"

    admin.post(f"{url}khoa/", {"act": "close"})
    assert "Tài khoản đã khóa" in main_of(admin.get(url))
    admin.post(f"{url}khoa/", {"act": "open"})
    assert "Tài khoản đang mở" in main_of(admin.get(url))
    admin.post(f"{url}sua/", {"full_name": "Đỗ Thị Vân", "phone": "0905"})
    assert "Đỗ Thị Vân" in main_of(admin.get(url))


def test_people_are_searched_without_marks_within_the_budget(clerk: Person, django_assert_max_num_queries: Any) -> None:
    admin = client_of(Role.SYSTEM_ADMIN)

    with django_assert_max_num_queries(9):
        page = main_of(admin.get(f"{HOUSE}/nguoi-dung/?q=do+thi+van&role=clerk"))

    assert "Đỗ Thị Văn Thư" in page
    assert "Không có ai" in main_of(admin.get(f"{HOUSE}/nguoi-dung/?q=khong+co&role=vua"))


def test_a_page_of_somebody_hidden_does_not_exist(clerk: Person) -> None:
    assert client_of(Role.SPECIALIST).get(f"{HOUSE}/nguoi-dung/{clerk.code}/").status_code == 404


@pytest.mark.parametrize("path", ["nguoi-dung/", "dau-moi/", "nguoi-dung/them/"])
def test_a_stranger_signs_in_first(client: Client, path: str) -> None:
    assert client.get(f"{HOUSE}/{path}").url.startswith("/dang-nhap/")


def test_somebody_whose_posts_have_ended_is_told_whom_to_ask(client: Client, unit: Agency) -> None:
    former = factories.officer(Role.CLERK, unit, end=date(2026, 1, 1))
    client.force_login(former)

    assert client.get(f"{HOUSE}/dau-moi/").status_code == 403


def test_system_sees_everybody(clerk: Person) -> None:
    assert list(queries.people(Actor.system("cli"), on=factories.TODAY)) == [clerk]

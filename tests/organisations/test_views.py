"""Screens of agencies, areas and reorganisations: one happy path, one refusal, one stranger for each door."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories as accounts
from tests.organisations import factories
from tests.organisations.cases import AGENCIES, reorganise_areas
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries, readers
from thutuc.organisations.models import Agency, ReorganisationItem
from thutuc.organisations.rules.kinds import AgencyKind

pytestmark = pytest.mark.django_db
HOUSE = "/ban-lam-viec"


@pytest.fixture
def office() -> Agency:
    return factories.agency("ubnd-tinh", "Ủy ban nhân dân tỉnh An Lạc", AgencyKind.PROVINCE_PC)


@pytest.fixture
def officer(client: Client, office: Agency) -> Client:
    client.force_login(accounts.officer(Role.CONTROL_OFFICER, office))
    return client


@pytest.fixture
def clerk(client: Client, office: Agency) -> Client:
    client.force_login(accounts.officer(Role.CLERK, office))
    return client


def main_of(response: Any) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_the_tree_opens_level_by_level_as_of_a_day(clerk: Client, office: Agency) -> None:
    health = factories.agency("so-y-te", "Sở Y tế", parent=office)
    factories.agency("phong-duoc", "Phòng Dược", AgencyKind.DIVISION, parent=health)
    factories.agency("so-cu", "Sở Cũ", parent=office, end=date(2025, 7, 1))

    top = main_of(clerk.get(f"{HOUSE}/co-quan/"))
    below = main_of(clerk.get(f"{HOUSE}/co-quan/?duoi=ubnd-tinh"))
    then = main_of(clerk.get(f"{HOUSE}/co-quan/?duoi=ubnd-tinh&on=30/06/2025"))

    assert "Ủy ban nhân dân tỉnh An Lạc" in top
    assert "Sở Y tế" not in top
    assert "Sở Y tế" in below
    assert "1 đơn vị" in below
    assert "Sở Cũ" not in below
    assert "Sở Cũ" in then


def test_an_agency_is_found_without_marks_and_nonsense_finds_none(clerk: Client, office: Agency) -> None:
    factories.agency("so-y-te", "Sở Y tế", parent=office)

    found = main_of(clerk.get(f"{HOUSE}/co-quan/?q=so+y+te"))
    none = main_of(clerk.get(f"{HOUSE}/co-quan/?q=khong+co"))
    wrong_day = clerk.get(f"{HOUSE}/co-quan/?on=31/31/2025&kind=vua&level=troi")

    assert "Sở Y tế" in found
    assert "Không có cơ quan nào" in none
    assert wrong_day.status_code == 200


def test_a_thousand_agencies_stay_within_budget(
    clerk: Client, office: Agency, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        factories.agency(f"xa-{number}", f"UBND xã {number}", AgencyKind.COMMUNE_PC, parent=office)

    with django_assert_max_num_queries(11):
        page = main_of(clerk.get(f"{HOUSE}/co-quan/?duoi=ubnd-tinh"))

    assert "1–50 trên 60" in page


def test_an_officer_adds_moves_and_corrects_an_agency(officer: Client, office: Agency) -> None:
    told = {
        "code": "so-y-te",
        "name": "Sở  Y tế",
        "kind": "department",
        "level": "province",
        "start": "01/03/2025",
        "parent": "ubnd-tinh",
        "identity_code": "H99.15",
    }
    answer = officer.post(f"{HOUSE}/co-quan/them/", told)
    assert answer.url == f"{HOUSE}/co-quan/so-y-te/"

    page = main_of(officer.get(answer.url))
    assert "Sở Y tế" in page
    assert "000.00.15.H99" in page

    factories.agency("van-phong", "Văn phòng", AgencyKind.PROVINCE_OFFICE, parent=office)
    officer.post(f"{HOUSE}/co-quan/so-y-te/truc-thuoc/", {"parent": "van-phong", "on": "01/01/2026"})
    health = queries.agency_by_code("so-y-te")
    assert [above.code for above in queries.ancestors(health, on=date(2026, 1, 1))] == ["ubnd-tinh", "van-phong"]
    assert [above.code for above in queries.ancestors(health, on=date(2025, 12, 31))] == ["ubnd-tinh"]

    officer.post(f"{HOUSE}/co-quan/so-y-te/lien-he/", {"phone": "0299 123"})
    assert "0299 123" in main_of(officer.get(answer.url))


def test_a_cycle_is_told_beside_the_field_and_nothing_changes(officer: Client, office: Agency) -> None:
    factories.agency("so-y-te", "Sở Y tế", parent=office)

    answer = officer.post(f"{HOUSE}/co-quan/ubnd-tinh/truc-thuoc/", {"parent": "so-y-te", "on": "01/01/2026"})

    assert "sẽ thành vòng" in main_of(answer)
    assert not queries.placements(office).exists()


def test_forms_of_agencies_say_what_is_missing(officer: Client) -> None:
    answer = officer.post(f"{HOUSE}/co-quan/them/", {"code": "Sai mã", "start": "31/31/2025"})

    assert answer.status_code == 200
    assert "Nhập «Tên đầy đủ»" in main_of(answer)


@pytest.mark.parametrize("path", ["co-quan/them/", "co-quan/ubnd-tinh/truc-thuoc/", "co-quan/ubnd-tinh/lien-he/"])
def test_a_clerk_may_look_but_not_keep(clerk: Client, path: str) -> None:
    assert clerk.get(f"{HOUSE}/{path}").status_code == 403


@pytest.mark.parametrize("path", ["co-quan/", "dia-gioi/", "sap-xep/", "co-quan/ubnd-tinh/"])
def test_a_stranger_signs_in_first(client: Client, office: Agency, path: str) -> None:
    assert client.get(f"{HOUSE}/{path}").url.startswith("/dang-nhap/")


@pytest.mark.parametrize(
    "path", ["co-quan/khong-co/", "dia-gioi/xom/1/", "dia-gioi/commune/99999/", "sap-xep/2025-07-01/a/"]
)
def test_what_is_not_there_is_404(clerk: Client, path: str) -> None:
    assert clerk.get(f"{HOUSE}/{path}").status_code == 404


def test_areas_are_listed_as_of_a_day_with_their_origins(clerk: Client, system: Actor, now: datetime) -> None:
    reorganise_areas(system, now)

    before = main_of(clerk.get(f"{HOUSE}/dia-gioi/?on=30/06/2025&q=tan+lap&level=commune"))
    after = main_of(clerk.get(f"{HOUSE}/dia-gioi/?q=tan+lap&province=97"))
    one = main_of(clerk.get(f"{HOUSE}/dia-gioi/commune/97102/"))

    assert "Huyện Hòa An" in before
    assert "Phường Tân Lập" in after
    assert "Huyện Hòa An" not in after
    assert "Hình thành từ" in one or "Chuyển thành" in one


def test_a_reorganisation_lists_what_a_person_must_decide(officer: Client, system: Actor, now: datetime) -> None:
    made = reorganise_areas(system, now).reorganisation
    assert made is not None
    url = f"{HOUSE}/sap-xep/2025-07-01/{made.code}/"

    assert "30/06/2025" not in main_of(officer.get(f"{HOUSE}/sap-xep/"))
    page = main_of(officer.get(url))
    assert "Xã Bị Chia" in page
    assert "Xã Bị Chia" not in main_of(officer.get(f"{url}?loai=no_predecessor"))

    empty = officer.post(f"{url}97103/", {"decision": " ", "revision": 1})
    assert "Ghi quyết định" in main_of(empty)
    done = officer.post(f"{url}97103/", {"decision": "Phần phía bắc về Tân Lập, NQ 12", "revision": 1})
    assert done.url == url
    assert ReorganisationItem.objects.get(area__code="97103").decided_by.startswith("person:")
    assert officer.post(f"{url}97103/", {"decision": "Khác", "revision": 1}).status_code == 409
    assert "Xã Bị Chia" not in main_of(officer.get(f"{url}?con=1"))


def test_an_agency_page_tells_what_it_came_from(officer: Client, system: Actor, now: datetime) -> None:
    AGENCIES.make()
    readers.reorganise_tables([readers.read(AGENCIES.FILE.encode())], on=AGENCIES.ON, basis="x", by=system, at=now)

    old = main_of(officer.get(f"{HOUSE}/co-quan/xa-tan-lap-cu/"))
    new = main_of(officer.get(f"{HOUSE}/co-quan/phuong-tan-lap/"))

    assert "Chuyển thành" in old
    assert "UBND phường Tân Lập" in old
    assert "Hình thành từ" in new

"""The desk's home: what waits, for whom, until when."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tests.accounts import factories as accounts
from tests.organisations import factories as organisations
from tests.worktime import factories as worktime
from thutuc.accounts.models import Person
from thutuc.accounts.rules.roles import Role
from thutuc.desk import queries
from thutuc.kernel.actor import Actor
from thutuc.organisations.models import Agency
from thutuc.organisations.rules.kinds import AgencyKind
from thutuc.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _days_of_the_nation(now: datetime, system: Actor) -> None:
    worktime.load(system, now)


@pytest.fixture
def division() -> Agency:
    return organisations.agency("phong-kiem-soat", "Phòng Kiểm soát TTHC", AgencyKind.CONTROL_DIVISION)


@pytest.fixture
def officer(division: Agency) -> Person:
    return accounts.officer(Role.CONTROL_OFFICER, division, full_name="Đỗ Minh Khuê")


def test_a_stranger_signs_in_first(client: Client) -> None:
    answer = client.get("/ban-lam-viec/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


def test_somebody_whose_posts_have_ended_is_told_so(client: Client, division: Agency) -> None:
    gone = accounts.person()
    accounts.post(gone, Role.FOCAL_POINT, division, end=clock.today())
    client.force_login(gone)

    answer = client.get("/ban-lam-viec/")

    assert answer.status_code == 403


def test_a_post_that_ends_this_week_is_a_duty_on_its_last_day(client: Client, officer: Person) -> None:
    department = organisations.agency("so-y-te", "Sở Y tế")
    last = clock.today()
    leaver = accounts.person("di@anlac.example", "Phan Hữu Tài")
    accounts.post(leaver, Role.FOCAL_POINT, department, end=last + timedelta(days=1))
    client.force_login(officer)

    page = client.get("/ban-lam-viec/").content.decode()

    assert "Hết nhiệm kỳ: Phan Hữu Tài" in page
    assert "Hôm nay" in page


def test_a_department_without_focal_point_is_a_duty_without_a_day(officer: Person) -> None:
    organisations.agency("so-y-te", "Sở Y tế")

    found = list(queries.duties(Actor.system("test"), today=date(2026, 11, 25), monday=date(2026, 11, 23)))

    missing = [duty for duty in found if duty.what == "Chưa có cán bộ đầu mối"]
    assert "Sở Y tế" in [duty.holder for duty in missing]
    assert {duty.due for duty in missing} == {None}


def test_duties_cost_at_most_eleven_statements(django_assert_max_num_queries, officer: Person) -> None:
    for number in range(12):
        organisations.agency(f"so-{number}")

    with django_assert_max_num_queries(11):
        list(queries.duties(Actor.system("test"), today=date(2026, 11, 25), monday=date(2026, 11, 23)))


def test_nonsense_in_the_address_shows_this_week(client: Client, officer: Person) -> None:
    client.force_login(officer)

    answer = client.get("/ban-lam-viec/?tuan=hom-qua&ngay=<b>&cua=ai")

    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().split("<main")[1].split("o-week")[1][:400]


def test_every_kind_of_duty_leads_to_a_page(client: Client, officer: Person, system: Actor) -> None:
    organisations.agency("so-y-te", "Sở Y tế")
    client.force_login(officer)

    page = client.get("/ban-lam-viec/").content.decode()

    assert "/ban-lam-viec/co-quan/so-y-te/" in page
    assert client.get("/ban-lam-viec/co-quan/so-y-te/").status_code == 200

"""Screens of substitutes."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts.models import Person, Substitution
from thutuc.accounts.rules.roles import Role
from thutuc.organisations.models import Agency

pytestmark = pytest.mark.django_db
HOUSE = "/ban-lam-viec"
LIST = f"{HOUSE}/thay-the/"
TOLD = {"start": "25/11/2026", "last": "30/11/2026", "capacity": "kt", "reason": "nghỉ phép"}


@pytest.fixture(autouse=True)
def _on_the_day(settings: Any) -> None:
    settings.AS_OF = "2026-11-25"


@pytest.fixture
def unit() -> Agency:
    return agency("so-y-te", "Sở Y tế")


@pytest.fixture
def signer(unit: Agency) -> Person:
    return factories.officer(Role.SIGNER, unit, full_name="Trần Ký")


@pytest.fixture
def deputy(unit: Agency) -> Person:
    return factories.officer(Role.SPECIALIST, unit, full_name="Lê Thay")


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def main_of(response: Any) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_signer_names_a_substitute_who_is_told_so_on_every_page(
    signer: Person, deputy: Person, unit: Agency, django_assert_max_num_queries: Any
) -> None:
    mine, theirs = client_of(signer), client_of(deputy)
    clerk = client_of(factories.officer(Role.CLERK, unit))
    form = mine.get(f"{LIST}them/").url

    assert form == f"{HOUSE}/nguoi-dung/{signer.code}/vai-tro/1/nguoi-thay/"
    assert "Lê Thay" in main_of(mine.get(form))
    assert mine.post(form, {**TOLD, "substitute": deputy.code}).url == LIST

    with django_assert_max_num_queries(8):
        page = main_of(theirs.get(LIST))
    assert "Đang thay Trần Ký đến 30/11/2026" in page
    assert "KT. (ký thay)" in page
    assert "nghỉ phép" in page
    assert "nghỉ phép" in main_of(mine.get(LIST))
    seen = main_of(clerk.get(f"{LIST}?xem=don-vi"))
    assert "Lê Thay" in seen
    assert "nghỉ phép" not in seen
    assert "Kết thúc sớm" not in seen

    row = Substitution.objects.get()
    end = f"{LIST}{row.code}/ket-thuc/"
    assert theirs.get(end).status_code == clerk.get(end).status_code == 404
    assert "Chọn từ ngày hôm nay" in main_of(mine.post(end, {"on": "24/11/2026", "revision": row.revision}))
    assert mine.post(end, {"on": "27/11/2026", "revision": row.revision}).url == LIST
    assert "dự kiến đến 30/11/2026" in main_of(mine.get(LIST))
    assert mine.post(end, {"on": "26/11/2026", "revision": row.revision}).status_code == 409


def test_a_head_chooses_among_the_posts_of_the_unit_and_every_fault_is_told(
    signer: Person, deputy: Person, unit: Agency
) -> None:
    head = client_of(factories.officer(Role.UNIT_HEAD, unit, full_name="Phạm Trưởng"))
    form = f"{HOUSE}/nguoi-dung/{signer.code}/vai-tro/1/nguoi-thay/"

    assert form in main_of(head.get(f"{LIST}them/"))
    answer = head.post(form, {**TOLD, "substitute": deputy.code, "capacity": "tuq", "last": "24/11/2026"})
    assert "Thừa ủy quyền phải bằng văn bản" in main_of(answer)
    assert "Ngày cuối cùng phải từ ngày bắt đầu" in main_of(answer)
    assert "Nhập «Lý do»" in main_of(head.post(form, {**TOLD, "substitute": deputy.code, "reason": ""}))
    assert "capacity" not in main_of(head.get(form.replace(signer.code, deputy.code)))
    assert client_of(deputy).get(form).status_code == 404
    assert "Không có ai" in main_of(head.get(LIST))
    assert "Chưa có việc thay thế" in main_of(head.get(f"{LIST}?xem=da-qua"))
    assert not Substitution.objects.exists()

"""Lists of dossiers on screen: filters in the address, many at once, the field in the masthead."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.dossiers import factories as of
from tests.dossiers.factories import Ward
from thutuc.accounts.models import Person
from thutuc.dossiers.models import Dossier, SavedView
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.actor import Actor

pytestmark = pytest.mark.django_db
SHELL = 4
"""Session, person, posts, inbox."""
LISTS = "/ban-lam-viec/ho-so"


@pytest.fixture
def ward() -> Ward:
    return of.ward()


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def test_a_list_has_few_statements_and_says_what_is_late(ward: Ward, django_assert_max_num_queries: Any) -> None:
    late = ward.handled("2026-11-02 08:00")
    client = as_(ward.specialist)
    client.get(f"{LISTS}/")

    with django_assert_max_num_queries(SHELL + 5):
        page = client.get(f"{LISTS}/")

    text = page.content.decode()
    assert late.code is not None
    assert late.code in text
    assert "tt-tag--late" in text
    assert "Quá hạn" in text
    assert "049170004318" not in text

    paged = client.get(f"{LISTS}/danh-sach/tat-ca/?q=huynh+an&buoc=in_process&han=qua-han&tu=01/11/2026")
    assert late.code in paged.content.decode()
    assert client.get(f"{LISTS}/danh-sach/tat-ca/?q=049170004318").status_code == 422
    assert client.get(f"{LISTS}/danh-sach/khong-co/").status_code == 404
    assert late.code not in as_(ward.adviser).get(f"{LISTS}/danh-sach/tat-ca/").content.decode()

    sheet = client.get(f"{LISTS}/danh-sach/cua-toi/xuat/")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert rows[1][0] == late.code
    assert "[data-count='qua-han']\">1<" in client.get(f"{LISTS}/so-luong/?nao=qua-han,cua-toi").content.decode()


def test_many_are_given_at_once_and_what_is_refused_is_named(ward: Ward) -> None:
    first, second = ward.accepted("2026-11-23 08:00"), ward.accepted("2026-11-23 09:00")
    counter, head = as_(ward.counter), as_(ward.head)
    chosen = {"chon": [first.key, second.key], "ve": f"{LISTS}/", "viec": "chuyen"}

    asked = counter.post(f"{LISTS}/nhieu/", chosen)
    passed = counter.post(f"{LISTS}/nhieu/", {**chosen, "lam": "1", "don_vi": ward.division.code})
    again = counter.post(f"{LISTS}/nhieu/", {**chosen, "lam": "1", "don_vi": ward.division.code})

    assert "Chuyển 2 hồ sơ" in asked.content.decode()
    assert "Xong 2 hồ sơ, chưa làm được 0" in passed.content.decode()
    assert "Xong 0 hồ sơ, chưa làm được 2" in again.content.decode()
    assert set(Dossier.objects.values_list("state", flat=True)) == {DossierState.ASSIGNED}

    person = Person.objects.get(pk=ward.specialist.person_id)
    given = head.post(f"{LISTS}/nhieu/", {**chosen, "viec": "giao", "lam": "1", "nguoi": person.code})
    assert "Xong 2 hồ sơ" in given.content.decode()
    assert set(Dossier.objects.values_list("holder", flat=True)) == {person.pk}


def test_a_list_is_kept_under_a_name_and_dropped(ward: Ward) -> None:
    client = as_(ward.head)

    client.post(f"{LISTS}/bo-loc/", {"ten": "Sắp đến hạn", "hang": "cua-to", "loc": "han=2-ngay"})

    kept = SavedView.objects.get()
    assert f"{LISTS}/danh-sach/cua-to/?han=2-ngay" in client.get(f"{LISTS}/").content.decode()
    assert as_(ward.specialist).post(f"{LISTS}/bo-loc/{kept.key}/bo/").status_code == 404
    client.post(f"{LISTS}/bo-loc/{kept.key}/bo/")
    assert not SavedView.objects.exists()


def test_the_field_in_the_masthead_opens_a_dossier_by_its_code_or_its_receipt(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-23 08:00")
    client = as_(ward.counter)
    page = f"{LISTS}/{dossier.key}/"

    assert client.get("/ban-lam-viec/tim/", {"q": f" {dossier.code} "})["Location"] == page
    receipt = f"https://tthc.example/tra-cuu-ho-so/?ma={dossier.code}&so=7K4M2PX9"
    assert client.get("/ban-lam-viec/tim/", {"q": receipt})["Location"] == page
    assert client.get("/ban-lam-viec/tim/", {"q": "an"})["Location"] == f"{LISTS}/danh-sach/tat-ca/?q=an"
    assert "danh-muc" in client.get("/ban-lam-viec/tim/", {"q": "1.009901"})["Location"]
    hidden = as_(ward.adviser).get("/ban-lam-viec/tim/", {"q": dossier.code})["Location"]
    assert dossier.key not in hidden

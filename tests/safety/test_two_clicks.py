"""Two clicks at the same moment are one act; the second is told, never a broken page."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client

from tests.accounts import factories as people
from tests.catalogue.files import collected
from tests.conftest import NOW
from tests.organisations import factories as organisations
from tests.worktime import factories as worktime
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.readers import read
from thutuc.kernel.actor import Actor
from thutuc.organisations import readers
from thutuc.organisations import services as organisations_services
from thutuc.web import answers
from thutuc.worktime import services as calendars

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor.system("test")
CLICKS = 4


def at_once(act: Callable[[], int]) -> Counter[int]:
    """The statuses of the same act done by several threads that start together."""
    statuses: list[int] = []
    start = threading.Barrier(CLICKS)

    def run() -> None:
        try:
            start.wait(timeout=20)
            statuses.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _click in range(CLICKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == CLICKS
    return Counter(statuses)


def clicks(person: Any, path: str, **data: Any) -> Counter[int]:
    """The same form sent by the same person from several windows."""
    signed_in = Client()
    signed_in.force_login(person)
    cookies = signed_in.cookies

    def click() -> int:
        client = Client(raise_request_exception=False)
        client.cookies.update(cookies)
        return client.post(path, data).status_code

    return at_once(click)


def rows(label: str, **where: Any) -> int:
    return apps.get_model(label)._default_manager.filter(**where).count()


def lines(code: str) -> int:
    return rows("journal.JournalEntry", code=code)


def test_an_import_confirmed_twice_writes_its_rows_once() -> None:
    officer = people.officer(Role.CONTROL_OFFICER)
    data = json.dumps(collected()).encode()
    tried = catalogue.import_rows(reading=read(data, "thu-tuc.jsonl"), by=SYSTEM, at=NOW, dry_run=True, content=data)

    statuses = clicks(officer, f"/ban-lam-viec/danh-muc/nhap/{tried.run.key}/")

    assert set(statuses) == {302}
    assert rows("catalogue.NationalRecord") == 1
    assert rows("catalogue.NationalRevision") == 0
    assert apps.get_model("catalogue.NationalRecord")._default_manager.get().number == 1


def test_the_list_is_opened_once() -> None:
    officer = people.officer(Role.CONTROL_OFFICER)
    data = json.dumps(collected()).encode()
    catalogue.import_rows(reading=read(data, "thu-tuc.jsonl"), by=SYSTEM, at=NOW)

    told = {"effective_on": "01/07/2025", "basis": "412/QĐ-UBND", "levels": ["province", "commune"], "ghi": "1"}
    statuses = clicks(officer, "/ban-lam-viec/danh-muc/tiep-nhan/", **told)

    assert max(statuses) < 500
    assert rows("catalogue.OpeningAct") == 1
    assert rows("catalogue.ProcedureVersion") == 1
    assert lines("catalogue.open") == 1


def test_a_day_off_is_entered_once() -> None:
    worktime.load(SYSTEM, NOW)
    officer = people.officer(Role.CONTROL_OFFICER)

    told = {"nghi": "2026-12-15", "ly_do": "Bão", "can_cu": "12/QĐ-UBND", "noi": "province", "xac_nhan": "1"}
    statuses = clicks(officer, "/ban-lam-viec/lich-lam-viec/doi/", **told)

    assert max(statuses) < 500
    assert lines("calendar.change") == 1


def test_a_change_of_the_calendar_is_one_of_equal_ones() -> None:
    worktime.load(SYSTEM, NOW)
    year = calendars.open_year

    def act() -> int:
        try:
            year(year=2028, by=SYSTEM, at=NOW)
        except Exception as error:
            told = answers.told(error)
            return answers.status_of(told) if told else 500
        return 200

    statuses = at_once(act)

    assert statuses[200] == 1
    assert 500 not in statuses


def test_a_role_is_given_once() -> None:
    admin = people.officer(Role.SYSTEM_ADMIN)
    who = people.person("moi@anlac.example", "Người Mới")
    organisations.agency("so-moi")

    told = {"role": "specialist", "agency": "so-moi", "start": "25/11/2026"}
    statuses = clicks(admin, f"/ban-lam-viec/nguoi-dung/{who.code}/giao-vai-tro/", **told)

    assert max(statuses) < 500
    assert rows("accounts.Post", person=who) == 1
    assert lines("post.appoint") == 1


def test_an_agency_is_added_once() -> None:
    officer = people.officer(Role.CONTROL_OFFICER)

    told = {"code": "so-moi", "name": "Sở Mới", "kind": "department", "level": "province", "start": "25/11/2026"}
    statuses = clicks(officer, "/ban-lam-viec/co-quan/them/", **told)

    assert max(statuses) < 500
    assert rows("organisations.Agency", code="so-moi") == 1


def test_a_document_is_registered_once() -> None:
    officer = people.officer(Role.CONTROL_OFFICER)

    told = {"number": "77/2026/QĐ-UBND", "title": "Quyết định mới", "certainty": "M", "issuer": "UBND tỉnh"}
    statuses = clicks(officer, "/ban-lam-viec/van-ban/vao-so/", **told)

    assert max(statuses) < 500
    assert rows("legislation.LegalDocument", number="77/2026/QĐ-UBND") == 1


def test_an_account_is_made_once() -> None:
    admin = people.officer(Role.SYSTEM_ADMIN)

    statuses = clicks(admin, "/ban-lam-viec/nguoi-dung/them/", full_name="Người Mới", email="moi@anlac.example")

    assert max(statuses) < 500
    assert rows("accounts.Person", email="moi@anlac.example") == 1


MAPPING = """ma_tinh_cu,ma_xa_cu,ten_xa_cu,ma_tinh_moi,ma_xa_moi,ten_xa_moi,pham_vi,mac_dinh
99,99001,Xã Hòa Bình,99,99501,Xã Hòa An,toàn bộ,1
"""
UNITS = """ma_tinh,ten_tinh,ma_huyen,ten_huyen,loai_huyen,ma_xa,ten_xa
99,Tỉnh An Lạc,990,Huyện Bình An,Huyện,99001,Xã Hòa Bình
"""


def test_a_reorganisation_is_recorded_once() -> None:
    old = readers.units(readers.read(UNITS.encode(), "cu.csv"))
    organisations_services.load_areas(lists={date(2025, 1, 1): old}, hashes=["a" * 64], by=SYSTEM, at=NOW)

    def act() -> int:
        try:
            readers.reorganise_tables(
                [readers.read(MAPPING.encode(), "moi.csv")],
                on=date(2025, 7, 1),
                basis="organisations.reorganisation_2025",
                title="Sắp xếp",
                document_number="1/NQ",
                by=SYSTEM,
                at=NOW,
                dry_run=False,
            )
        except Exception as error:
            told = answers.told(error)
            return answers.status_of(told) if told else 500
        return 200

    statuses = at_once(act)

    assert 500 not in statuses
    assert rows("organisations.Reorganisation", basis="organisations.reorganisation_2025") == 1


def test_two_moves_at_once_make_no_circle() -> None:
    one, two = organisations.agency("so-mot"), organisations.agency("so-hai")
    pairs = [(one, two), (two, one)] * (CLICKS // 2)

    def act() -> int:
        agency, parent = pairs.pop()
        try:
            organisations_services.move_agency(agency=agency, parent=parent, on=date(2026, 12, 1), by=SYSTEM, at=NOW)
        except Exception as error:
            told = answers.told(error)
            return answers.status_of(told) if told else 500
        return 200

    statuses = at_once(act)

    assert 500 not in statuses
    assert rows("organisations.AgencyPlacement") == statuses[200] == 1

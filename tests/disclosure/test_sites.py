"""The website check from the address to the list: local test sites, the record, the pages at the desk."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.conftest import NOW
from tests.disclosure import walls as walls_of
from tests.disclosure.walls import SYSTEM, TODAY, Walls
from tests.disclosure.websites import NOTICE, website
from thutuc.accounts.models import Person
from thutuc.disclosure.adapters import visiting
from thutuc.disclosure.adapters.fetching import Manner, Visitor
from thutuc.disclosure.models import SiteCheck, SiteFinding, UnitSite
from thutuc.disclosure.queries import sites as queries
from thutuc.disclosure.rules.sites import SiteFault, SiteKind, SiteOutcome
from thutuc.disclosure.services import sites as services
from thutuc.kernel.errors import Refused
from thutuc.organisations.models import Agency

pytestmark = pytest.mark.django_db
HOUSE = Manner(timeout=2, whole=4, pause=0, private=frozenset({"127.0.0.1"}))
BASE = "/ban-lam-viec/niem-yet/trang-dien-tu/"
CODES = ("1.000001", "1.000002", "1.000003")


@pytest.fixture
def walls(settings: Any, tmp_path: Path) -> Walls:
    settings.HOME = tmp_path
    settings.AS_OF = "2026-11-25"
    return walls_of.walls()


def test_two_units_are_visited_judged_recorded_and_listed_worst_first(
    walls: Walls, client: Client, settings: Any
) -> None:
    walls_of.abolish(walls, "Vỉa hè")
    good, bad = walls.counters
    with website() as site:
        settings.SITE_URL = site.address
        site.shows("/thu-tuc/", "<h1>Thủ tục hành chính</h1>")
        first = site.shows("/xa-an", f'<a href="/thu-tuc/">Thủ tục hành chính</a>{NOTICE}')
        second = site.shows(
            "/xa-binh", f'<a href="/thu-tuc/1.000001">Khai sinh</a><p>1.000003 theo 12/QĐ-UBND</p>{NOTICE}'
        )
        for agency, url in ((good, first), (bad, second)):
            services.add_site(agency=agency, url=url, kind=SiteKind.PROCEDURES, by=walls.keeper, at=NOW)

        found = visiting.check_sites(visitor=Visitor(HOUSE), by=SYSTEM, at=NOW)

    assert [(agency.code, result.outcome) for agency, result in found] == [
        (bad.code, SiteOutcome.STALE),
        (good.code, SiteOutcome.GOOD),
    ]
    faults = list(SiteFinding.objects.order_by("number").values_list("fault", "subject"))
    assert (SiteFault.ABOLISHED, "1.000003") in faults
    assert (SiteFault.DEAD_LINK, f"{site.address}/thu-tuc/1.000001") in faults
    assert [row.agency.code for row in queries.overview(walls.keeper)] == [bad.code, good.code]
    _looked_at(walls, client, bad.code)


def _looked_at(walls: Walls, client: Client, code: str) -> None:
    client.force_login(Person.objects.get(pk=walls.officer.person_id))

    listed = client.get(BASE).content.decode()
    unit = client.get(f"{BASE}{code}/").content.decode()
    rows = list(openpyxl.load_workbook(io.BytesIO(client.get(f"{BASE}xuat.xlsx").content)).active.values)

    assert listed.index(code) < listed.index(walls.counters[0].code)
    assert "Còn nêu thủ tục đã hết hiệu lực" in unit
    assert [row[0] for row in rows[1:]] == [code, walls.counters[0].code]
    assert "Còn nội dung cũ" in rows[1]


def test_the_list_is_read_in_few_statements(walls: Walls, django_assert_max_num_queries: Any) -> None:
    for agency in walls.counters:
        services.add_site(agency=agency, url="https://xa.example/", kind=SiteKind.HOME, by=walls.keeper, at=NOW)

    with django_assert_max_num_queries(3):
        rows = queries.overview(walls.keeper)

    assert [row.check for row in rows] == [None, None]


def test_a_committee_answers_for_its_counter(walls: Walls) -> None:
    held = queries.expected(on=TODAY)
    committee = Agency.objects.get(code="xa-an")

    assert held[walls.counters[0].pk].codes == held[committee.pk].codes == set(CODES)
    assert held[walls.centre.pk].codes == {"1.000004"}
    assert held[0].codes == frozenset()


def test_a_unit_keeps_its_own_addresses(walls: Walls, client: Client) -> None:
    client.force_login(Person.objects.get(pk=walls.officer.person_id))
    own, other = walls.counters
    told = {"url": "https://xaan.example/", "kind": "home"}

    added = client.post(f"{BASE}{own.code}/", told)
    again = client.post(f"{BASE}{own.code}/", told)
    broken = client.post(f"{BASE}{own.code}/", {"url": "file:///etc/passwd", "kind": "home"})
    foreign = client.post(f"{BASE}{other.code}/", told)
    site = UnitSite.objects.get()
    closed = client.post(f"{BASE}{own.code}/{site.pk}/thoi/")
    gone = client.post(f"{BASE}{own.code}/{site.pk}/thoi/")

    assert (added.status_code, closed.status_code, gone.status_code) == (302, 302, 404)
    assert "Địa chỉ này đã có" in again.content.decode()
    assert "Ghi địa chỉ đầy đủ" in broken.content.decode()
    assert "chính đơn vị" in foreign.content.decode()
    assert queries.to_visit() == {}


def test_only_the_control_office_records_a_check(walls: Walls) -> None:
    services.add_site(agency=walls.counters[0], url="http://127.0.0.1:1/", kind=SiteKind.HOME, by=walls.keeper, at=NOW)

    with pytest.raises(Refused):
        visiting.check_sites(visitor=Visitor(HOUSE), by=walls.officer, at=NOW)
    ((_agency, result),) = visiting.check_sites(visitor=Visitor(HOUSE), by=walls.keeper, at=NOW)

    assert result.outcome is SiteOutcome.UNREACHABLE
    assert SiteCheck.objects.get().owed == len(CODES)

"""Sheets are ordered for units, made by a worker or at once, one PDF for each unit, all of them in one file."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import NOW
from tests.disclosure import printing as read
from tests.disclosure.walls import CHANGED, TODAY, Walls, amend, walls
from thutuc.accounts.models import Person
from thutuc.disclosure import documents, jobs
from thutuc.disclosure.models import PrintOrder, Sheet
from thutuc.disclosure.queries import printing as queries
from thutuc.disclosure.rules import printing as rules
from thutuc.disclosure.rules.printing import Asked, What
from thutuc.disclosure.services import printing
from thutuc.files import queries as files
from thutuc.kernel.errors import Refused
from thutuc.web import clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not any(Path(settings.TYPEFACES).glob("*.ttf")), reason="the front was not built: make front"),
]
DESK = "/ban-lam-viec/niem-yet/in/"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Walls:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return walls()


def test_what_is_due_is_printed_for_every_unit_and_each_gets_its_own_file(here: Walls) -> None:
    new = amend(here, "Khai sinh", CHANGED)
    asked = Asked(what=What.DUE, with_notice=True)

    order = printing.request_print(asked=asked, draw=documents.draw(NOW), by=here.keeper, at=NOW)

    uses = list(queries.pdfs(order))
    assert order.units == len(uses) == 4
    assert order.answer.sheets == order.sheets == Sheet.objects.filter(printed_at=NOW).count()
    first = Sheet.objects.get(agency=here.counters[0], shown__version=new)
    assert first.place == here.board
    packed = documents.zipped((use.name, files.opened(use.file)) for use in uses)
    with packed, zipfile.ZipFile(packed) as whole:
        assert whole.testzip() is None
        pages = read.codes(whole.read(next(name for name in whole.namelist() if "(quay-xa-an)" in name)))
    assert documents.address(first.code) in {code for page in pages for code in page}
    assert pages[0] == pages[1] == []  # the cover and its blank back


def test_many_sheets_are_left_to_a_worker_who_makes_them_once(here: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 1)
    asked = Asked(what=What.ALL, with_list=True)

    order = printing.request_print(asked=asked, draw=documents.draw(NOW), by=here.keeper, at=NOW)
    again = printing.request_print(asked=asked, draw=documents.draw(NOW), by=here.keeper, at=NOW)
    assert again == order
    assert not queries.pdfs(order)

    jobs.print_order(order=order.key)
    jobs.print_order(order=order.key)
    assert order.answer.sheets == order.sheets
    assert queries.pdfs(order).count() == order.units == Sheet.objects.values("agency").distinct().count()


def test_an_officer_prints_for_the_own_unit_only_and_nothing_is_said_clearly(here: Walls) -> None:
    own = Asked(agencies=(here.counters[0].pk,), what=What.PROCEDURE, code="1.000002")
    other = Asked(agencies=(here.counters[1].pk,), what=What.ALL)
    nothing = Asked(agencies=(here.counters[0].pk,), what=What.PROCEDURE, code="9.999999")

    printing.request_print(asked=own, draw=documents.draw(NOW), by=here.officer, at=NOW)
    with pytest.raises(Refused, match="công chức của chính đơn vị"):
        printing.request_print(asked=other, draw=documents.draw(NOW), by=here.officer, at=NOW)
    with pytest.raises(Refused, match="Không có tờ nào để in"):
        printing.request_print(asked=nothing, draw=documents.draw(NOW), by=here.officer, at=NOW)

    assert PrintOrder.objects.count() == Sheet.objects.count() == 1
    assert [unit.pk for unit in queries.units_for(here.officer, on=TODAY)] == [here.counters[0].pk]


def test_the_page_of_one_unit_answers_with_its_pdf_and_of_many_with_their_files(here: Walls, client: Client) -> None:
    client.force_login(Person.objects.get(pk=here.keeper.person_id))
    form = {"don_vi": here.counters[0].code, "viec": "procedure", "ma": "1.000002", "muc": "short"}

    assert client.get(f"{DESK}?don-vi={here.counters[0].code}&viec=procedure&ma=1.000002").status_code == 200
    assert client.post(DESK, {**form, "ma": ""}).status_code == 422
    answer = client.post(DESK, form, follow=True)
    pdf = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(read.codes(pdf)) == 1

    many = client.post(DESK, {**form, "don_vi": "xa", "viec": "all", "danh_muc": "on"}, follow=True)
    page = many.content.decode()
    assert page.count(".pdf</a>") == 2
    address = many.redirect_chain[-1][0]
    zipped = b"".join(client.get(f"{address}tat-ca.zip").streaming_content)
    assert len(zipfile.ZipFile(io.BytesIO(zipped)).namelist()) == 2

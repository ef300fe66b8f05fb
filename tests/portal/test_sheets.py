"""A sheet is printed, its QR code is read from the paper, the page it names says what the paper is worth."""

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.catalogue import decisions
from tests.catalogue.contents import content
from tests.catalogue.published import SYSTEM, listed
from tests.conftest import NOW
from tests.disclosure import printing
from tests.organisations.factories import agency
from thutuc.catalogue import services as catalogue
from thutuc.catalogue.rules.content import DossierCase, Offer, RequiredDocument, TimeLimit
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.disclosure import documents
from thutuc.disclosure.models import SheetScan
from thutuc.disclosure.queries import bundles
from thutuc.disclosure.rules import tokens
from thutuc.disclosure.rules.bundles import feedback_lines
from thutuc.disclosure.rules.printing import Order
from thutuc.disclosure.rules.terms import SheetKind
from thutuc.disclosure.services import sheets
from thutuc.web import clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not any(Path(settings.TYPEFACES).glob("*.ttf")), reason="the front was not built: make front"),
]
TODAY = date(2026, 11, 25)
SEVEN = Offer(Channel.DIRECT, limit=TimeLimit(Decimal(7), TimeUnit.WORKING_DAY))
NAME = "Cấp giấy phép xây dựng nhà ở riêng lẻ ở phường, ghế đẩu, nghỉ mãi"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_print_scan_and_read_what_each_paper_is_worth(client: Client) -> None:
    unit = agency("H01.99", "Ủy ban nhân dân phường Hòa Bình")
    kept = listed("1.000001", NAME)
    gone = listed("1.000002", "Xác nhận nội dung biển hiệu")
    replaced = listed("1.000003", "Đăng ký kết hôn")
    orders = [Order(SheetKind.PROCEDURE, unit.pk, None, ((each.pk, each.number),)) for each in (kept, gone, replaced)]
    every = tuple((each.pk, each.number) for each in (kept, gone, replaced))
    orders.append(Order(SheetKind.LIST, unit.pk, None, every))
    orders.append(Order(SheetKind.FEEDBACK_NOTICE, unit.pk, lines=feedback_lines(settings.SITE)))

    printed = sheets.print_sheets(orders=orders, by=SYSTEM, at=NOW - timedelta(days=90))
    (bundle,) = bundles.bundles_of([sheet.pk for sheet in printed], on=TODAY)
    pdf = documents.bundle_pdf(bundle, at=NOW)

    # every sheet begins on a front side, its code is read from the paper, its marks are whole
    read, words = printing.codes(pdf), printing.texts(pdf)
    fronts = [place for place, found in enumerate(read) if found]
    assert len(fronts) == 5
    assert all(place % 2 == 0 for place in fronts)
    assert {found for page in read for found in page} == {documents.address(sheet.code) for sheet in printed}
    front = words[next(place for place in fronts if NAME in words[place] and "Danh mục" not in words[place])]
    assert "Ủy ban nhân dân phường Hòa Bình" in front
    assert f"gõ {tokens.grouped(printed[0].code)}" in front
    assert "bản 1. Áp dụng từ 01/07/2025" in front

    # in force
    paths = {sheet.pk: documents.address(sheet.code).removeprefix(settings.SITE_URL) for sheet in printed}
    for sheet in printed:
        answer = client.get(paths[sheet.pk])
        assert (answer.status_code, answer.context["verdict"]) == (200, "in_force")
        assert answer.headers["Cache-Control"] == "no-store"
    assert not SheetScan.objects.exists()

    # one is replaced, one abolished: the paper stays what it was, the page tells the present
    listed("1.000003", "Đăng ký kết hôn", on=date(2026, 9, 1), offers=(SEVEN,), sector="Hộ tịch")
    act = catalogue.Act("decision:2", "Quyết định số 2150/QĐ-UBND")
    catalogue.end_version(version=gone, ends_on=date(2026, 11, 6), act=act, by=SYSTEM, at=NOW)
    with_diff = client.get(paths[printed[2].pk])
    assert with_diff.context["verdict"] == "superseded"
    diff = " ".join(with_diff.content.decode().split())
    assert "5 ngày làm việc" in diff
    assert "7 ngày làm việc" in diff
    assert "Khác nhau" in diff
    abolished = client.get(paths[printed[1].pk])
    assert abolished.context["verdict"] == "abolished"
    assert "06/11/2026" in abolished.content.decode()
    assert "Quyết định số 2150/QĐ-UBND" in abolished.content.decode()
    assert client.get(paths[printed[0].pk]).context["verdict"] == "in_force"
    of_list = client.get(paths[printed[3].pk])
    assert (of_list.context["verdict"], of_list.context["found"].listed.current) == ("superseded", 1)
    assert client.get(paths[printed[4].pk]).context["verdict"] == "in_force"

    # scans of old sheets are kept once an hour, of others never; asking without reading keeps nothing
    assert {scan.sheet_id for scan in SheetScan.objects.all()} == {printed[1].pk, printed[2].pk, printed[3].pk}
    client.get(paths[printed[1].pk])
    client.head(paths[printed[1].pk])
    assert SheetScan.objects.count() == 3


def test_a_sheet_of_tomorrow_says_when_it_begins_and_english_pages_say_it_in_english(client: Client) -> None:
    unit = agency("H01.99", "Ủy ban nhân dân phường Hòa Bình")
    now = listed("1.000001", NAME)
    after = listed("1.000001", NAME, on=TODAY + timedelta(days=6), offers=(SEVEN,))
    orders = [Order(SheetKind.PROCEDURE, unit.pk, None, ((each.pk, each.number),)) for each in (now, after)]
    first, second = sheets.print_sheets(orders=orders, by=SYSTEM, at=NOW)

    today, tomorrow = (client.get(f"/to/{sheet.code}/") for sheet in (first, second))

    assert (today.context["verdict"], tomorrow.context["verdict"]) == ("in_force", "not_yet")
    assert "đến hết ngày 30/11/2026" in today.content.decode()
    assert "áp dụng từ 01/12/2026" in tomorrow.content.decode()
    assert "In force" in client.get(f"/en/to/{first.code}/").content.decode()


def test_an_old_sheet_is_answered_in_few_statements(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    unit = agency("H01.99", "Ủy ban nhân dân phường Hòa Bình")
    old = listed("1.000001", NAME)
    listed("1.000001", NAME, on=date(2026, 9, 1), offers=(SEVEN,))
    (sheet,) = sheets.print_sheets(
        orders=[Order(SheetKind.PROCEDURE, unit.pk, None, ((old.pk, old.number),))], by=SYSTEM, at=NOW
    )
    client.get(f"/to/{sheet.code}/")

    with django_assert_max_num_queries(5):
        client.get(f"/to/{sheet.code}/")


def test_codes_never_made_here_are_refused_politely_before_the_database(
    client: Client, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    forged = tokens.make("another secret", draw=random.Random(1).choice)

    for path in (f"/to/{forged}/", "/to/7K4M/", "/to/đây-là-mã/", "/to/?ma=%3Cscript%3E", f"/to/?ma=a/b/{forged}"):
        with django_assert_num_queries(0):
            answer = client.get(path)
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "Không có tờ này" in page
        assert 'name="ma"' in page
        assert "<script>" not in page.replace('<script type="module"', "")


def test_a_code_typed_by_hand_leads_to_the_sheet(client: Client) -> None:
    code = tokens.make(settings.SECRET_KEY, draw=random.Random(1).choice)

    assert client.get("/to/").status_code == 200
    assert "Nhập mã" in client.get("/to/?ma=").content.decode()
    typed = client.get("/to/", {"ma": f" {tokens.grouped(code).lower()} "})
    assert (typed.status_code, typed.url) == (302, f"/to/{code}/")
    assert client.get(f"/to/{tokens.grouped(code)}/").url == f"/to/{code}/"
    assert client.get(f"/to/{code}/").status_code == 404
    assert client.post("/to/", {"ma": code}).status_code == 405


def test_the_oddest_contents_flow_to_further_pages_and_say_what_is_left() -> None:
    unit = agency("H01.99", "Ủy ban nhân dân phường Hòa Bình")
    papers = tuple(RequiredDocument(f"Giấy tờ thứ {n}: bản sao có chứng thực", copies=1) for n in range(94))
    odd = listed(
        "1.000009",
        "Đăng ký biến động đất đai đối với trường hợp thay đổi quyền sử dụng " * 16,
        cases=(DossierCase("", papers),),
        conditions="\n".join(f"Điều kiện {n}: " + "phải đủ mọi điều kiện " * 12 for n in range(160)),
    )
    (sheet,) = sheets.print_sheets(
        orders=[Order(SheetKind.PROCEDURE, unit.pk, None, ((odd.pk, odd.number),))], by=SYSTEM, at=NOW
    )
    (bundle,) = bundles.bundles_of([sheet.pk], on=TODAY)

    pages = printing.texts(documents.bundle_pdf(bundle, at=NOW))

    assert 2 <= len(pages) <= 5
    assert f"Trang 1 trên {len(pages)}" in pages[0]
    assert "Còn 70 giấy tờ khác: xem đầy đủ bằng mã QR ở trang đầu." in " ".join(pages)
    assert content().code not in " ".join(pages)


def test_a_procedure_that_another_one_replaced_leads_there(client: Client) -> None:
    old = decisions.standing_procedure("1.000007", name="Xác nhận nội dung biển hiệu")
    unit = agency("H01.99", "Ủy ban nhân dân phường Hòa Bình")
    order = Order(SheetKind.PROCEDURE, unit.pk, None, ((old.pk, old.number),))
    (sheet,) = sheets.print_sheets(orders=[order], by=SYSTEM, at=NOW)
    new = content(code="1.000008", name="Thông báo treo biển hiệu")
    instead = Operation(OperationKind.REPLACED, "1.000008", content=new, replaces=(old.procedure.code,))

    decisions.signed(decisions.department(), instead, effective_on=TODAY)

    answer = client.get(f"/to/{sheet.code}/")
    assert answer.context["verdict"] == "abolished"
    assert "Thông báo treo biển hiệu" in answer.content.decode()
    assert "412/QĐ-UBND" in answer.content.decode()

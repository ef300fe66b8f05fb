"""The public pages through their addresses: what is asked is answered, in few statements, in both languages."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.catalogue.contents import FIVE_DAYS, content
from tests.catalogue.published import SYSTEM, listed, national
from tests.conftest import NOW
from thutuc.catalogue import services
from thutuc.catalogue.rules.content import DossierCase, Offer, RequiredDocument, Step, TimeLimit
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.legislation.services import override_parameter
from thutuc.web import clock

pytestmark = pytest.mark.django_db
AMENDING = services.Act("decision:2", "Quyết định số 2206/QĐ-UBND")


@pytest.fixture
def shelf() -> None:
    listed("1.000001", "Đăng ký khai sinh", sector="Hộ tịch", description="Cha, mẹ đăng ký cho con. Trong 60 ngày.")
    listed("1.000002", "Đăng ký khai sinh lưu động", sector="Hộ tịch")
    listed("1.000003", "Cấp giấy phép xây dựng nhà ở", sector="Xây dựng")


def page(client: Client, address: str, status: int = 200, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/?q=xzqw", "/thu-tuc/1.000001", "/linh-vuc/"),
        *("/linh-vuc/ho-tich", "/co-quan/", "/co-quan/uy-ban-nhan-dan-cap-xa", "/viec-trong-doi/", "/cong-bo/"),
        *("/viec-trong-doi/co-con-nho", "/cong-bo/2025-07-01", "/tra-cuu/", "/gop-y/", "/tro-giup/"),
        *("/tro-giup/tiep-can/", "/quyen-rieng-tu/", "/du-lieu-mo/", "/api/v1/docs"),
    ],
)
def test_every_page_has_one_heading_a_title_and_its_language(client: Client, prefix: str, address: str) -> None:
    text = page(client, prefix + address)

    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert f'<html lang="{"en" if prefix else "vi"}">' in text
    assert re.search(r"<title>\s*\S", text)
    assert " style=" not in text


@pytest.mark.usefixtures("shelf")
def test_home_leads_to_search_moments_sectors_and_changes(client: Client) -> None:
    text = page(client, "/")

    assert 'data-suggest-url="/goi-y"' in text
    assert text.count('class="tt-life__item"') == 8
    assert 'href="/linh-vuc/ho-tich"' in text
    assert 'href="/cong-bo/2025-07-01"' in text


@pytest.mark.usefixtures("shelf")
def test_results_stand_with_limit_fee_and_place(client: Client) -> None:
    text = page(client, "/thu-tuc/", q="khai sinh")

    assert "2 thủ tục cho «khai sinh»" in text
    assert text.index("/thu-tuc/1.000001") < text.index("/thu-tuc/1.000002")
    assert "<b>khai</b> <b>sinh</b>" in text
    assert "5\u00a0ngày làm việc" in text


@pytest.mark.usefixtures("shelf")
def test_filters_work_without_scripts_and_survive_in_the_address(client: Client) -> None:
    chosen = page(client, "/thu-tuc/", q="cấp", **{"linh-vuc": "xay-dung"})
    hidden = page(client, "/thu-tuc/", q="khai sinh", **{"linh-vuc": "xay-dung"})

    assert 'value="xay-dung" checked' in chosen
    assert "Bộ lọc đang che hết kết quả." in hidden


@pytest.mark.usefixtures("shelf")
def test_nothing_found_says_why_and_what_next(client: Client) -> None:
    text = page(client, "/thu-tuc/", q="xzqw khaii sinhh")

    assert "Không thủ tục nào có các từ «xzqw», «khaii», «sinhh»." in text
    assert "?q=khai%20sinh" in text
    assert "Cơ quan không được đòi thủ tục chưa công khai." in text


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    "query",
    ["?linh-vuc=%00&cap=moon&nop=x&pham-vi=y&ngay=99/99/9999&sau=!!&trang=-1", "?q=%00%27%5C", "?q=" + "a " * 999],
)
def test_nonsense_in_the_address_is_no_error(client: Client, query: str) -> None:
    assert client.get(f"/thu-tuc/{query}").status_code == 200
    assert client.get(f"/goi-y{query}").status_code == 200


@pytest.mark.usefixtures("shelf")
def test_suggestions_are_a_fragment_for_the_search_box(client: Client) -> None:
    text = page(client, "/goi-y", q="khai s")

    assert text.count('role="option"') == 3
    assert 'data-href="/thu-tuc/1.000001"' in text
    assert 'data-href="/thu-tuc/?q=khai+s"' in text


@pytest.mark.usefixtures("shelf")
def test_a_procedure_tells_papers_steps_limits_bases_and_its_machine_summary(client: Client) -> None:
    text = page(client, "/thu-tuc/1.000001")

    for words in ("Tờ khai", "Người bán hoa nộp hồ sơ.", "15.000", "99/2024/NĐ-CP", "KQ.G99.000001", "412/QĐ-UBND"):
        assert words in text
    service = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    assert service["@type"] == "GovernmentService"
    assert service["identifier"] == "1.000001"
    assert "steps" not in service
    assert "https://dichvucong.gov.vn" in text
    assert "<svg" in text
    assert 'aria-label="Mở trên điện thoại"' in text


def test_a_name_cannot_break_out_of_the_machine_summary(client: Client) -> None:
    listed("1.000001", "Cấp </script><script>alert(1)</script>")

    text = page(client, "/thu-tuc/1.000001")

    assert "<script>alert" not in text


def test_a_day_in_the_past_shows_what_was_law_then(client: Client) -> None:
    listed("1.000001", "Tên cũ")
    listed("1.000001", "Tên mới", on=date(2026, 1, 1), act=AMENDING)

    then = page(client, "/thu-tuc/1.000001", ngay="31/12/2025")
    iso = page(client, "/thu-tuc/1.000001", ngay="2025-12-31")
    today = page(client, "/thu-tuc/1.000001")
    wrong = page(client, "/thu-tuc/1.000001", ngay="31-tháng-12")

    assert "Nội dung có hiệu lực ngày 31/12/2025" in then
    assert "Tên cũ</h1>" in then
    assert "Tên cũ</h1>" in iso
    assert "Tên mới</h1>" in today
    assert "/thu-tuc/1.000001/khac/1-2" in today
    assert "Viết ngày như 23/11/2026" in wrong


def test_repealed_coming_and_national_procedures_say_so(client: Client) -> None:
    today = clock.today()
    ended = listed("1.000001", "Một", on=date(2025, 1, 1))
    services.end_version(version=ended, ends_on=today, act=AMENDING, by=SYSTEM, at=NOW)
    listed("1.000002", "Hai", on=today + timedelta(days=9))
    national("1.000009", "Chín")

    assert "Thủ tục đã bãi bỏ" in page(client, "/thu-tuc/1.000001")
    assert AMENDING.basis in page(client, "/thu-tuc/1.000001")
    assert AMENDING.basis in page(client, "/cong-bo/")
    assert AMENDING.basis in page(client, f"/cong-bo/{today.isoformat()}")
    assert "Nộp hồ sơ trực tuyến" not in page(client, "/thu-tuc/1.000001")
    assert "Thủ tục chưa áp dụng" in page(client, "/thu-tuc/1.000002")
    assert "Bản gốc quốc gia, không thuộc danh mục của tỉnh" in page(client, "/thu-tuc/1.000009")


def test_a_base_code_leads_to_the_full_address(client: Client) -> None:
    listed("1.000001.000.00.00.H99", "Một")

    answer = client.get("/thu-tuc/1.000001?ngay=2026-01-01")

    assert (answer.status_code, answer["Location"]) == (302, "/thu-tuc/1.000001.000.00.00.H99?ngay=2026-01-01")


def test_an_amendment_is_told_as_what_changes_for_people(client: Client) -> None:
    three = TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)
    listed("1.000001", "Cấp thẻ", offers=(Offer(Channel.DIRECT, limit=FIVE_DAYS),))
    listed("1.000001", "Cấp thẻ", offers=(Offer(Channel.DIRECT, limit=three),), on=date(2026, 1, 1), act=AMENDING)

    for address in ("/", "/cong-bo/"):
        assert "Cấp thẻ: nhanh hơn 2 ngày làm việc</a>" in page(client, address)


def test_two_versions_are_compared_part_by_part(client: Client) -> None:
    listed("1.000001", "Một", conditions="Có hai ảnh.")
    listed("1.000001", "Một", conditions="Có một ảnh.", on=date(2026, 1, 1), act=AMENDING)

    text = page(client, "/thu-tuc/1.000001/khac/1-2")

    assert "<del>hai</del>" in text
    assert "<ins>một</ins>" in text


@pytest.mark.parametrize(
    "address",
    [
        *("/thu-tuc/9.999999", "/thu-tuc/1.000001/khac/1-9", "/linh-vuc/khong-co", "/co-quan/khong-co"),
        *("/viec-trong-doi/khong-co", "/cong-bo/hom-qua", "/cong-bo/2020-01-01", "/thu-tuc/%00", "/co-quan/%00"),
        "/thu-tuc/1.000001/khac/1-99999999999999999999",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    page(client, address, status=404)


def test_english_pages_keep_the_law_in_vietnamese(client: Client) -> None:
    listed("1.000001", "Đăng ký khai sinh")

    text = page(client, "/en/thu-tuc/1.000001")

    assert '<h1 lang="vi">Đăng ký khai sinh</h1>' in text
    assert 'href="/en/thu-tuc/"' in text


def test_ninety_four_papers_and_endless_conditions_stay_light(client: Client) -> None:
    papers = tuple(RequiredDocument(f"Giấy tờ số {n}, bản có chứng thực của cơ quan", 1, 0) for n in range(94))
    odd = replace(
        content(code="1.000001", name="Cấp phép " + "rất dài " * 130),
        cases=(DossierCase("", papers),),
        steps=(Step("Nộp hồ sơ. " * 300),),
        conditions="\n".join(f"- Điều kiện thứ {n} của tổ chức, cá nhân." for n in range(1_000)),
    )
    listed("1.000001", odd.name, cases=odd.cases, steps=odd.steps, conditions=odd.conditions)

    text = page(client, "/thu-tuc/1.000001")

    assert "Giấy tờ số 93" in text
    assert "Điều kiện thứ 999" in text
    assert "Xem thêm 82 giấy tờ" in text
    assert len(gzip.compress(text.encode(), 6)) < 30_000


def test_search_engines_get_addresses_and_stay_out_of_the_office(client: Client) -> None:
    listed("1.000001", "Một")

    answer = client.get("/sitemap.xml")
    sitemap = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    robots = page(client, "/robots.txt")

    assert "http://testserver/thu-tuc/1.000001</loc><lastmod>2025-07-01" in sitemap
    assert "Disallow: /ban-lam-viec/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("address", "statements"),
    [
        *(("/", 4), ("/thu-tuc/", 3), ("/thu-tuc/?q=khai+sinh", 5), ("/thu-tuc/1.000001", 4), ("/goi-y?q=khai", 2)),
        *(
            ("/linh-vuc/ho-tich", 2),
            ("/co-quan/", 1),
            ("/cong-bo/", 3),
            ("/viec-trong-doi/nha-dat", 1),
            ("/tro-giup/", 0),
        ),
    ],
)
def test_few_statements_are_asked(
    client: Client, address: str, statements: int, django_assert_max_num_queries: Any
) -> None:
    client.get(address)

    with django_assert_max_num_queries(statements):
        client.get(address)


def test_the_button_leads_where_the_law_of_today_says_that_people_file(client: Client) -> None:
    listed("1.000001", "Một", offers=(Offer(Channel.ONLINE, limit=FIVE_DAYS),))

    national_portal = page(client, "/thu-tuc/1.000001")
    override_parameter(
        key="online.filing",
        value="provincial_portal",
        unit="choice",
        first_day=date(2026, 1, 1),
        source="12/2026/QĐ-UBND",
        reason="Cổng của tỉnh còn nhận",
        by=SYSTEM,
        at=NOW,
    )
    provincial_portal = page(client, "/thu-tuc/1.000001")

    assert "Nộp hồ sơ trực tuyến" in national_portal
    assert "serviceUrl" in national_portal
    assert "Nộp hồ sơ trực tuyến" not in provincial_portal
    assert "serviceUrl" not in provincial_portal
    assert "Nộp trực tuyến trên cổng dịch vụ công của tỉnh." in provincial_portal

"""What people do with hands and keys: searching, signing in, filtering, with and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.staff import WIDE
from tests.catalogue.files import collected, lines


@pytest.fixture
def plain(chromium: Browser, demo_site: str) -> Iterator[Page]:
    """An old phone or a careful reader: no JavaScript."""
    context = chromium.new_context(base_url=demo_site, viewport=WIDE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_reader_without_javascript_searches_filters_and_reads(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").first.fill("giay phep xay dung")
    plain.get_by_role("button", name="Tìm").click()
    plain.get_by_label(re.compile("Xây dựng, nhà ở")).check()
    plain.get_by_role("button", name="Lọc").click()
    plain.get_by_role("link", name="Cấp giấy phép xây dựng nhà ở riêng lẻ", exact=True).click()

    expect(plain.get_by_role("heading", level=1)).to_have_text(re.compile("Cấp giấy phép xây dựng"))
    expect(plain.get_by_role("heading", name="Giấy tờ cần chuẩn bị")).to_be_visible()


def test_an_officer_without_javascript_signs_in_and_filters_the_list(plain: Page) -> None:
    plain.goto("/dang-nhap/thu/")
    plain.get_by_role("button", name=re.compile("Đỗ Minh Khuê")).first.click()
    plain.goto("/ban-lam-viec/danh-muc/")
    plain.get_by_label("Tên, mã, quyết định").fill("khai sinh")
    plain.get_by_role("button", name="Lọc").click()

    expect(plain.get_by_role("link", name="Đăng ký khai sinh", exact=True)).to_be_visible()
    assert "q=khai+sinh" in plain.url


def test_typing_without_marks_suggests_and_enter_opens_the_choice(visitor: Page) -> None:
    visitor.goto("/")
    box = visitor.get_by_role("combobox").first
    box.press_sequentially("khai sinh", delay=30)
    options = visitor.get_by_role("option")
    expect(options.first).to_be_visible()
    name = options.first.locator("b, strong, span").first.inner_text()

    box.press("ArrowDown")
    box.press("Enter")

    visitor.wait_for_url("**/thu-tuc/**")
    assert name
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(re.compile("khai sinh", re.IGNORECASE))


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(visitor: Page) -> None:
    visitor.goto("/")
    box = visitor.get_by_role("combobox").first
    box.press_sequentially("ket hon", delay=30)
    expect(visitor.get_by_role("option").first).to_be_visible()

    box.press("Escape")

    expect(visitor.get_by_role("option").first).to_be_hidden()
    expect(box).to_have_value("ket hon")


def test_the_slash_goes_to_the_search_of_the_desk_and_j_walks_the_rows(officer: Page) -> None:
    officer.goto("/ban-lam-viec/danh-muc/")
    officer.keyboard.press("j")
    officer.keyboard.press("j")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/danh-muc/thu-tuc/**")

    officer.keyboard.press("/")

    assert officer.evaluate("document.activeElement.name") == "q"


def test_the_first_tab_leads_past_the_masthead(visitor: Page) -> None:
    visitor.goto("/thu-tuc/1.001193")

    visitor.keyboard.press("Tab")

    expect(visitor.get_by_role("link", name="Đến nội dung chính")).to_be_focused()


def test_a_form_in_error_keeps_what_was_typed_and_leads_to_the_field(officer: Page) -> None:
    officer.goto("/ban-lam-viec/van-ban/vao-so/")
    officer.get_by_label("Trích yếu").fill("Quyết định thử")
    officer.get_by_role("button", name=re.compile("Vào sổ|Lưu|Ghi")).first.click()

    expect(officer).to_have_title(re.compile("^Lỗi:"))
    expect(officer.get_by_label("Trích yếu")).to_have_value("Quyết định thử")
    expect(officer.locator(".govuk-error-summary a").first).to_be_visible()


def test_the_same_page_in_english_is_one_link_away(visitor: Page) -> None:
    visitor.goto("/thu-tuc/1.001193")

    visitor.get_by_role("link", name="English").first.click()

    assert "/en/thu-tuc/1.001193" in visitor.url
    assert visitor.evaluate("document.documentElement.lang") == "en"
    expect(visitor.get_by_role("heading", level=1)).to_have_attribute("lang", "vi")


def test_a_large_file_shows_its_progress_and_ends_on_the_report(officer: Page) -> None:
    rows = (collected(ma_tthc=f"8.{n:06}", ten=f"Cấp giấy phép bán hoa loại {n}") for n in range(1, 401))
    officer.goto("/ban-lam-viec/danh-muc/nhap/")
    file = {"name": "bon-tram.jsonl", "mimeType": "application/jsonl", "buffer": lines(*rows)}
    officer.get_by_label("Tệp thủ tục").set_input_files(file)  # type: ignore[arg-type]
    officer.get_by_role("button", name="Thử tệp").click()
    officer.get_by_role("button", name="Nhập vào bản gốc").click()

    officer.wait_for_url("**/danh-muc/yeu-cau/**", wait_until="commit")
    expect(officer.get_by_text("Đã nhập 400 thủ tục")).to_be_visible(timeout=60_000)

    assert "/danh-muc/nhap/" in officer.url
    expect(officer.get_by_role("heading", level=1)).to_have_text("bon-tram.jsonl")

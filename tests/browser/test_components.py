"""The gallery of components in a real browser: readable, reachable by keys, whole without scripts."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_every_page_type import look

OFFICE, PUBLIC = "/ban-lam-viec/thanh-phan/", "/ban-lam-viec/thanh-phan/cong-khai/"


@pytest.mark.parametrize("path", [OFFICE, PUBLIC])
def test_every_component_owes_nothing_to_its_reader(office_window: Page, path: str) -> None:
    look(office_window, path)


@pytest.mark.parametrize("path", [OFFICE, PUBLIC])
def test_nothing_scrolls_sideways_at_320_pixels(officer: Page, path: str) -> None:
    officer.set_viewport_size({"width": 320, "height": 800})
    officer.goto(path)

    assert officer.evaluate("document.documentElement.scrollWidth") == 320


def test_a_page_with_errors_begins_at_them(officer: Page) -> None:
    officer.goto(OFFICE)

    assert officer.evaluate("document.activeElement.className") == "govuk-error-summary"
    officer.click(".govuk-error-summary a[href='#id_day']")
    assert officer.evaluate("document.activeElement.id") == "id_day"


def test_keys_walk_through_the_rows_and_are_silent_while_typing(officer: Page) -> None:
    officer.goto(OFFICE)
    officer.evaluate("document.activeElement.blur()")

    officer.keyboard.press("/")
    officer.keyboard.type("jx")
    assert officer.input_value("#tim") == "jx"
    officer.evaluate("document.activeElement.blur()")
    officer.keyboard.press("j")
    officer.keyboard.press("j")
    officer.keyboard.press("x")

    assert officer.locator("tr.is-now a.tt-code").inner_text() == "H99.16-261114-0419"
    assert officer.locator("[data-bulk-count]").inner_text() == "2"


def test_the_head_box_chooses_every_row(officer: Page) -> None:
    officer.goto(OFFICE)

    officer.check("thead input[type=checkbox]")

    assert officer.locator("[data-bulk-count]").inner_text() == "7"


def test_the_side_navigation_folds_on_a_phone_without_a_script(
    chromium: Browser, demo_site: str, officer_state: dict[str, object]
) -> None:
    context = chromium.new_context(
        base_url=demo_site,
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        storage_state=officer_state,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(OFFICE)
    assert not page.locator(".o-nav--side").is_visible()
    page.click(".o-fold > summary")
    assert page.locator(".o-fold .o-nav").is_visible()
    assert page.locator("#bieu-mau").count() == 1
    context.close()


def test_suggestions_are_a_combobox(visitor: Page) -> None:
    visitor.goto("/")
    box = visitor.locator("input[type=search]").first

    box.press_sequentially("khai sinh", delay=10)
    visitor.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    assert "kết quả" in visitor.locator("form [role=status]").inner_text()
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert visitor.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    box.press("Enter")
    visitor.wait_for_url("**/thu-tuc/**")


def test_the_search_works_without_a_script(chromium: Browser, demo_site: str) -> None:
    context = chromium.new_context(base_url=demo_site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("input[type=search]").first.fill("khai sinh")
    page.locator("input[type=search]").first.press("Enter")

    assert "/thu-tuc/" in page.url
    assert page.locator(".tt-result").count() > 0
    context.close()

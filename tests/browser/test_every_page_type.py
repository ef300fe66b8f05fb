"""Every type of page, at both widths: no accessibility fault, no sideways scroll, one h1, no fault in the console."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page

from tests.browser.staff import NARROW, WIDE, Staff, bring, one_of, put, track

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = {
    "home": "/",
    "home in English": "/en/",
    "search": "/thu-tuc/?q=giay+phep+xay+dung",
    "nothing found": "/thu-tuc/?q=giay+phep+tha+dieu",
    "all procedures": "/thu-tuc/",
    "procedure": "/thu-tuc/1.001193",
    "procedure in English": "/en/thu-tuc/1.001193",
    "procedure on an earlier day": "/thu-tuc/1.001193?ngay=30/06/2025",
    "what changed in a procedure": "/thu-tuc/1.012783/khac/1-2",
    "sectors": "/linh-vuc/",
    "sector": "/linh-vuc/ho-tich",
    "life events": "/viec-trong-doi/",
    "life event": "/viec-trong-doi/co-con-nho",
    "agencies": "/co-quan/",
    "published": "/cong-bo/",
    "published on a day": "/cong-bo/2025-07-01",
    "decisions": "/cong-bo/quyet-dinh/",
    "public on an earlier day": "/cong-bo/ngay-truoc/",
    "follow changes": "/cong-bo/theo-doi/",
    "code of a sheet": "/to/",
    "code of no sheet": "/to/7K4M2PX9/",
    "open interface": "/api/v1/docs",
    "tracking": "/tra-cuu/",
    "paper that nobody printed": "/tra-cuu/giay/khong-co-giay-nay/",
    "feedback": "/gop-y/",
    "help": "/tro-giup/",
    "accessibility": "/tro-giup/tiep-can/",
    "privacy": "/quyen-rieng-tu/",
    "open data": "/du-lieu-mo/",
    "sign in": "/dang-nhap/",
    "trial sign-in": "/dang-nhap/thu/",
    "not found": "/khong-co-trang-nay",
}


def look(page: Page, path: str) -> None:
    """Open a page and hold it against what every page owes its reader, wide and narrow."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 40" not in message.text:
            faults.append(message.text)

    def broke(error: Error) -> None:
        faults.append(str(error))

    page.on("console", heard)
    page.on("pageerror", broke)
    try:
        page.goto(path)
        judge(page, path)
    finally:
        page.remove_listener("console", heard)
        page.remove_listener("pageerror", broke)
    assert faults == [], path


FOUND = """found => found.violations.map(
    each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 200)).join(' | '))"""
WHOLE = f"rules => axe.run({{runOnly: rules, resultTypes: ['violations']}}).then({FOUND})"
REMEMBER = """() => {
    window.painted = () => new Map([...document.body.querySelectorAll('*')].filter(each => each.checkVisibility()).map(
        each => {
            const style = getComputedStyle(each), size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.6 && style.fontWeight >= 700);
            return [each, [style.color, style.backgroundColor, style.backgroundImage, style.opacity,
                style.filter, style.mixBlendMode, style.textShadow, large].join()];
        }));
    window.before = window.painted();
}"""
AGAIN = f"""async rules => {{
    const all = {{runOnly: rules, resultTypes: ['violations'], rules: {{'color-contrast': {{enabled: false}}}}}};
    const found = await axe.run(all).then({FOUND});
    const other = [...window.painted()].filter(([each, paint]) => window.before.get(each) !== paint);
    if (!other.length) return found;
    const colours = {{runOnly: {{type: 'rule', values: ['color-contrast']}}, resultTypes: ['violations']}};
    return found.concat(await axe.run({{include: other.map(([each]) => each)}}, colours).then({FOUND}));
}}"""
"""Colours are most of the work: at the second width those of what is shown now and was not, or is painted otherwise."""


def violations(page: Page, *, again: bool = False) -> list[str]:
    """What axe finds against WCAG A, AA and best practice: rule and elements. The script goes in once a page."""
    if not again:
        page.evaluate(AXE_SCRIPT)
    found = list(page.evaluate(AGAIN if again else WHOLE, RULES))
    page.evaluate(REMEMBER)
    return found


def judge(page: Page, path: str) -> None:
    """The page as it stands now, wide and narrow."""
    assert page.locator("h1").count() == 1, f"{path}: exactly one h1"
    for again, size in enumerate((page.viewport_size, NARROW)):
        page.set_viewport_size(size)
        assert violations(page, again=bool(again)) == [], f"{path} at {size['width']} px"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} at {size['width']} px scrolls sideways by {wide} px"


@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC.keys())
def test_a_public_page_owes_nothing_to_its_reader(window: Page, path: str) -> None:
    look(window, path)


OFFICE = {
    "home": "/ban-lam-viec/",
    "catalogue": "/ban-lam-viec/danh-muc/",
    "catalogue of the nation": "/ban-lam-viec/danh-muc/?danh_muc=national",
    "procedure": "/ban-lam-viec/danh-muc/thu-tuc/1.001193/",
    "two versions": "/ban-lam-viec/danh-muc/thu-tuc/1.012783/so-sanh/",
    "import": "/ban-lam-viec/danh-muc/nhap/",
    "import runs": "/ban-lam-viec/danh-muc/nhap/lich-su/",
    "column mapping": "/ban-lam-viec/danh-muc/ghep-cot/moi/",
    "opening act": "/ban-lam-viec/danh-muc/tiep-nhan/",
    "names of agencies": "/ban-lam-viec/danh-muc/ten-co-quan/",
    "calendar": "/ban-lam-viec/lich-lam-viec/",
    "deadline": "/ban-lam-viec/lich-lam-viec/tinh-han/",
    "change of calendar": "/ban-lam-viec/lich-lam-viec/doi/",
    "office hours": "/ban-lam-viec/lich-lam-viec/gio-lam-viec/",
    "documents": "/ban-lam-viec/van-ban/",
    "document": "/ban-lam-viec/van-ban/so/60/2014/QH13/",
    "new document": "/ban-lam-viec/van-ban/vao-so/",
    "parameters": "/ban-lam-viec/tham-so/",
    "bases": "/ban-lam-viec/tham-so/can-cu/",
    "parameter": "/ban-lam-viec/tham-so/one_stop.same_day_cutoff/",
    "agencies": "/ban-lam-viec/co-quan/",
    "agency": "/ban-lam-viec/co-quan/so-tu-phap/",
    "new agency": "/ban-lam-viec/co-quan/them/",
    "areas": "/ban-lam-viec/dia-gioi/",
    "reorganisations": "/ban-lam-viec/sap-xep/",
    "focal points": "/ban-lam-viec/dau-moi/",
    "people": "/ban-lam-viec/nguoi-dung/",
    "inbox": "/ban-lam-viec/hop-thu/",
    "not allowed": "/ban-lam-viec/nguoi-dung/them/",
    "pipeline": "/ban-lam-viec/cong-bo/",
    "new draft": "/ban-lam-viec/cong-bo/moi/",
    "signed elsewhere": "/ban-lam-viec/cong-bo/da-ky/",
    "upstream watch": "/ban-lam-viec/bo-cong-bo/",
    "ministries' decisions": "/ban-lam-viec/bo-cong-bo/quyet-dinh/",
    "comparison": "/ban-lam-viec/doi-soat/",
    "entries": "/ban-lam-viec/nhap-csdlqg/",
    "boards": "/ban-lam-viec/niem-yet/",
    "boards of a unit": "/ban-lam-viec/niem-yet/don-vi/trung-tam-pvhcc-xa-suoi-trau/",
    "duties at the board": "/ban-lam-viec/niem-yet/don-vi/trung-tam-pvhcc-xa-suoi-trau/viec/",
    "board on a day": "/ban-lam-viec/niem-yet/noi/trung-tam-pvhcc-xa-suoi-trau-1/",
    "check rounds": "/ban-lam-viec/niem-yet/kiem-tra/",
    "printing": "/ban-lam-viec/niem-yet/in/",
    "units' sites": "/ban-lam-viec/niem-yet/trang-dien-tu/",
    "from the law to the wall": "/ban-lam-viec/tu-luat-den-bang/",
    "indices": "/ban-lam-viec/chi-so-766/",
    "dossiers of the province": "/ban-lam-viec/ho-so/danh-sach/tat-ca/",
    "late dossiers": "/ban-lam-viec/ho-so-tre-han/",
    "demands outside the list": "/ban-lam-viec/ho-so-ngoai-danh-muc/",
    "letters of urging": "/ban-lam-viec/ho-so-tre-han/don-doc/",
    "explanations": "/ban-lam-viec/ho-so-tre-han/giai-trinh/",
    "sources of dossiers": "/ban-lam-viec/ho-so-khac/",
    "bring in dossiers": "/ban-lam-viec/ho-so-khac/nap/",
    "dossiers of other systems": "/ban-lam-viec/ho-so-khac/danh-sach/",
    "take over": "/ban-lam-viec/ho-so-khac/tiep-quan/",
    "hand over": "/ban-lam-viec/ho-so-khac/ban-giao/",
    "substitutes": "/ban-lam-viec/thay-the/",
}
DETAILS: dict[str, tuple[str, ...]] = {
    "draft with its dry run": ("/ban-lam-viec/cong-bo/", "main table a[href*='/cong-bo/']"),
    "ministry's decision": ("/ban-lam-viec/bo-cong-bo/quyet-dinh/", "main table a[href*='/quyet-dinh/']"),
    "case with its letter": ("/ban-lam-viec/bo-cong-bo/", "main table a[href*='/viec/']"),
    "mismatch": ("/ban-lam-viec/doi-soat/", "main table a[href*='/doi-soat/']"),
    "sheet of entry": ("/ban-lam-viec/nhap-csdlqg/", "main table a[href*='/nhap-csdlqg/']"),
    "duty at the board": (OFFICE["duties at the board"], "main a[href*='/viec/']"),
    "line of a change": ("/ban-lam-viec/tu-luat-den-bang/?nam=tat-ca", "main table a[href*='/tu-luat-den-bang/']"),
    "public line of a change": (
        "/cong-bo/quyet-dinh/",
        "main a[href*='/cong-bo/quyet-dinh/']",
        "a[href*='/cong-bo/thay-doi/']",
    ),
    "public decision": ("/cong-bo/quyet-dinh/", "main a[href*='/cong-bo/quyet-dinh/']"),
    "dossier": (OFFICE["late dossiers"], "main table a.tt-code"),
    "papers of a dossier": (OFFICE["late dossiers"], "main table a.tt-code", "main a[href$='/giay-to/']"),
    "what is said of a dossier": (OFFICE["late dossiers"], "main table a.tt-code", "main a[href$='/trao-doi/']"),
    "result of a dossier": (OFFICE["late dossiers"], "main table a.tt-code", "main a[href$='/ket-qua/']"),
    "log of a dossier": (OFFICE["late dossiers"], "main table a.tt-code", "main a[href$='/nhat-ky/']"),
    "late dossiers of an agency": (OFFICE["late dossiers"], "main table a[href*='co_quan=']"),
    "letter of urging": (OFFICE["letters of urging"], "main table a[href*='/don-doc/']"),
    "explanation": (OFFICE["explanations"], "main table a[href*='/giai-trinh/']"),
}


@pytest.mark.parametrize("path", OFFICE.values(), ids=OFFICE.keys())
def test_an_office_page_owes_nothing_to_its_reader(office_window: Page, path: str) -> None:
    look(office_window, path)


@pytest.mark.parametrize("way", DETAILS.values(), ids=DETAILS.keys())
def test_what_a_list_leads_to_owes_nothing_to_its_reader(office_window: Page, way: tuple[str, ...]) -> None:
    path, *links = way
    for link in links:
        office_window.goto(path)
        found = office_window.locator(link)
        assert found.count(), f"{path} leads nowhere by {link}"
        path = found.first.get_attribute("href") or ""

    look(office_window, path)


COUNTER = {
    "intake": "/ban-lam-viec/tiep-nhan/",
    "intake of a procedure": "/ban-lam-viec/tiep-nhan/?thu-tuc=1.013225",
    "intake by post": "/ban-lam-viec/tiep-nhan/?cach=postal",
    "intake queue": "/ban-lam-viec/tiep-nhan/cho/",
    "file of the national portal": "/ban-lam-viec/tiep-nhan/cong-quoc-gia/",
    "own dossiers": "/ban-lam-viec/ho-so/",
    "dossiers to return": "/ban-lam-viec/ho-so/danh-sach/cho-tra/",
}


@pytest.mark.parametrize("path", COUNTER.values(), ids=COUNTER.keys())
def test_a_page_of_the_counter_owes_nothing_to_its_reader(staff: Staff, path: str) -> None:
    staff.at("counter").set_viewport_size(WIDE)
    look(staff.at("counter"), path)


def test_keys_of_access_and_empty_lists_owe_nothing_to_their_reader(staff: Staff) -> None:
    for path in ("/ban-lam-viec/khoa-truy-cap/", "/ban-lam-viec/khoa-truy-cap/them/", "/ban-lam-viec/ho-so/"):
        staff.at("admin").set_viewport_size(WIDE)
        look(staff.at("admin"), path)


def test_a_waiting_dossier_and_its_grounds_owe_nothing_to_their_reader(staff: Staff) -> None:
    page = staff.at("counter")
    page.set_viewport_size(WIDE)
    page.goto(COUNTER["intake queue"])
    page.locator("main tbody a").first.click()
    judge(page, page.url)

    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="Từ chối…").click()
    judge(page, page.url)


def test_a_dossier_in_hand_with_every_form_open_owes_nothing_to_its_reader(staff: Staff) -> None:
    page = staff.at("specialist")
    page.set_viewport_size(WIDE)
    page.goto("/ban-lam-viec/ho-so/")
    page.locator("main tbody a.tt-code").first.click()
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.name = ''; each.open = true; })")
    judge(page, page.url)


def test_a_file_of_another_system_and_its_trial_owe_nothing_to_their_reader(staff: Staff) -> None:
    page = staff.at("control")
    page.set_viewport_size(WIDE)
    bring(page, "X-1;1.001193;Trần Văn Kép;;1;16/11/2026;23/11/2026;;;Đang bay;Nơi không có")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    judge(page, page.url)

    page.set_viewport_size(WIDE)
    put(page.locator("main"), {"Mã nguồn mới": "xem-thu", "Tên nguồn mới": "Nguồn xem thử"})
    page.get_by_role("button", name="Lưu bảng ghép và chạy thử").click()
    page.get_by_text("Trạng thái chưa ghép").wait_for(timeout=30_000)
    judge(page, page.url)


def test_many_dossiers_at_once_owe_nothing_to_their_reader(staff: Staff) -> None:
    page = staff.at("head")
    page.set_viewport_size(WIDE)
    page.goto("/ban-lam-viec/ho-so/danh-sach/cua-to/")
    page.locator("main tbody input[type=checkbox]").first.check()
    page.get_by_role("button", name="Giao cho…").click()
    judge(page, page.url)


def test_what_a_citizen_opens_with_a_receipt_owes_nothing_to_its_reader(staff: Staff, visitor: Page) -> None:
    _path, code, secret = one_of(staff, "supplement", 0)
    judge(staff.at("counter"), "intake done")
    track(visitor, code, secret)
    here = visitor.url
    judge(visitor, "tracking page")
    for part in ("bo-sung/", "nhan-tin/"):
        visitor.set_viewport_size(WIDE)
        look(visitor, f"{here}{part}")

    _path, code, secret = one_of(staff, "in_process", 0)
    track(visitor, code, secret)
    for part in ("rut/", "ket-qua/"):
        visitor.set_viewport_size(WIDE)
        look(visitor, f"{visitor.url.split('/rut/')[0].rstrip('/')}/{part}")


def test_the_page_of_an_agency_owes_nothing_to_its_reader(visitor: Page) -> None:
    visitor.goto("/co-quan/")
    visitor.locator("main a[href^='/co-quan/']").first.click()

    judge(visitor, visitor.url)


@pytest.mark.parametrize(
    "path", ["/ban-lam-viec/van-ban/vao-so/", "/ban-lam-viec/danh-muc/nhap/", "/ban-lam-viec/danh-muc/tiep-nhan/"]
)
def test_a_form_in_error_owes_nothing_to_its_reader(officer: Page, path: str) -> None:
    officer.goto(path)
    officer.locator("main form[method=post] button").first.click()

    assert officer.title().startswith("Lỗi:")
    judge(officer, path)


def test_a_wrong_password_owes_nothing_to_its_reader(visitor: Page) -> None:
    visitor.goto("/dang-nhap/")
    visitor.get_by_label("Thư điện tử").fill("khong-co@anlac.example")
    visitor.get_by_label("Mật khẩu").fill("khong-phai-mat-khau")
    visitor.get_by_role("button", name="Đăng nhập", exact=True).click()

    judge(visitor, "/dang-nhap/")

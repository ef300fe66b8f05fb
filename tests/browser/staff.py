"""People of the demo at their desks: each signed in once by the demo's one click, each with a window of their own."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from thutuc.kernel.periods import LOCAL
from thutuc.web import clock

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WORDS = {
    "counter": "Tiếp nhận và trả hồ sơ tại quầy của phường",
    "head": "Phân công, xem xét hồ sơ của phường",
    "specialist": "Thụ lý hồ sơ của phường",
    "signer": "Ký kết quả của phường, trên điện thoại",
    "clerk": "Cho số, phát hành kết quả của phường",
    "department": "Thụ lý hồ sơ của Sở, trả lời ý kiến",
    "admin": "Tài khoản, chức danh, lịch làm việc",
    "control": "Danh mục, nhập thủ tục, sắp xếp đơn vị, đầu mối, lịch, văn bản",
}
"""Who can be tried, by what the page of one-click sign-in says of them."""
HEAD = "Mã hồ sơ;Mã TTHC;Chủ hồ sơ;CCCD;Kênh;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc;Ngày trả;Trạng thái;Đơn vị"
"""The columns of a file of another system."""


@dataclass
class Staff:
    """Who works on dossiers; `faults` is what any of their windows said to the console."""

    browser: Browser
    base: str
    faults: list[str] = field(default_factory=list)
    _windows: dict[str, Page] = field(default_factory=dict)

    def at(self, who: str) -> Page:
        """The window of somebody, signed in when first asked for. The signer has a telephone."""
        if who not in self._windows:
            self._windows[who] = self._signed_in(who)
        return self._windows[who]

    def _signed_in(self, who: str) -> Page:
        page = self.open(narrow=who == "signer").new_page()
        self.hear(page)
        sign_in(page, who)
        return page

    def citizen(self) -> Page:
        """An old phone: no JavaScript, nobody signed in."""
        if "citizen" not in self._windows:
            self._windows["citizen"] = self.open(scripts=False).new_page()
        return self._windows["citizen"]

    def open(self, *, narrow: bool = False, scripts: bool = True) -> BrowserContext:
        """A browser without memory."""
        size = NARROW if narrow else WIDE
        return self.browser.new_context(
            base_url=self.base, viewport=size, locale="vi-VN", java_script_enabled=scripts, reduced_motion="reduce"
        )

    def hear(self, page: Page) -> None:
        """Collect what goes wrong in a window; answers that refuse are no fault of the page."""
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console",
            lambda told: (
                self.faults.append(told.text) if told.type == "error" and "status of 4" not in told.text else None
            ),
        )

    def close(self) -> None:
        for page in self._windows.values():
            page.context.close()


def in_days(days: int) -> str:
    """A day from today, as people type it."""
    return f"{clock.now().astimezone(LOCAL) + timedelta(days=days):%d/%m/%Y}"


def sign_in(page: Page, who: str) -> None:
    """The demo's one click."""
    page.goto("/dang-nhap/thu/")
    page.get_by_role("row").filter(has_text=WORDS[who]).get_by_role("button").click()
    page.wait_for_url("**/ban-lam-viec/**")


def put(box: Locator, typed: dict[str, str]) -> None:
    """Type into the boxes of these labels, choose in lists, tick what says "x"."""
    for label, value in typed.items():
        field_ = box.locator(label) if label.startswith("#") else box.get_by_label(_whole(label)).first
        if value == "x":
            field_.check()
        elif field_.evaluate("each => each.tagName") == "SELECT":
            chosen = field_.locator("option").filter(has_text=value).first
            field_.select_option(value=chosen.get_attribute("value"))
        else:
            field_.fill(value)


def _whole(label: str) -> re.Pattern[str]:
    """The whole label; a field that may stay empty says so."""
    return re.compile(rf"^\s*{re.escape(label)}( \(không bắt buộc\))?\s*$")


def move(page: Page, path: str, label: str, typed: dict[str, str] | None = None) -> None:
    """Make one move of a dossier: open its page, open the form of the move, fill it in, press its button."""
    page.goto(path)
    form = page.locator("details.o-move").filter(has=page.locator("summary").get_by_text(label, exact=True))
    expect(form).to_have_count(1)
    if not form.is_visible():
        page.locator("details.o-moves-more > summary").click()
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    put(form, typed or {})
    form.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def one_of(staff: Staff, state: str, place: int) -> tuple[str, str, str]:
    """The same three of a dossier of the ward that the demo left in this state."""
    page = staff.at("counter")
    page.goto(f"/ban-lam-viec/ho-so/danh-sach/tat-ca/?buoc={state}")
    row = page.locator("main tbody tr").nth(place).locator("a.tt-code")
    path, code = row.get_attribute("href") or "", row.inner_text()
    page.goto(path.replace("/ho-so/", "/tiep-nhan/xong/"))
    return path, code, page.locator(".tt-code").first.inner_text()


def track(page: Page, code: str, secret: str) -> None:
    """Somebody with a receipt in hand."""
    page.goto("/tra-cuu/")
    put(page.locator("main"), {"Mã hồ sơ": code, "Mã tra cứu": secret})
    page.get_by_role("button", name="Xem hồ sơ").click()
    page.wait_for_url("**/tra-cuu/ho-so/**")


def bring(page: Page, line: str) -> None:
    """One dossier of another system, as a file; nothing of it is kept yet."""
    page.goto("/ban-lam-viec/ho-so-khac/nap/")
    file = {"name": "ho-tich.csv", "mimeType": "text/csv", "buffer": f"{HEAD}\n{line}\n".encode()}
    page.get_by_label("Tệp hồ sơ").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Đọc tiêu đề").click()
    page.wait_for_url("**/ho-so-khac/tep/**")

"""A dossier from the counter to the result and what may come between, by the people whose work it is."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.staff import Staff, bring, one_of, put, sign_in, track
from thutuc.web import clock

HOUSE = "1.013225"
"""Cấp giấy phép xây dựng nhà ở riêng lẻ: at the ward, four papers, seven working days."""
DRAWING = "Bản vẽ thiết kế xây dựng"
RUN = f"{clock.now():%H%M%S}"
"""Part of what is made here: the same demo may be walked through again."""


def by_keyboard(page: Page, *, number: str, name: str) -> None:
    """The counter without a mouse: code, person, papers, Ctrl+Enter."""
    page.goto("/ban-lam-viec/tiep-nhan/")
    keys = page.keyboard
    keys.type(HOUSE)
    keys.press("Enter")
    expect(page.get_by_label("Số định danh", exact=True)).to_be_focused()
    for text in (number, name, "14/08/1985", "Số 12 đường Lê Lợi, phường Hòa Bình", "0905 111 222"):
        keys.type(text)
        keys.press("Enter")
    keys.press("Alt+3")
    keys.press("Space")
    page.locator("[data-all-given]").focus()
    keys.press("Enter")
    expect(page.locator("#hen-tra")).to_contain_text("Đủ 4 trên 4 giấy tờ")
    keys.press("Control+Enter")
    page.wait_for_url("**/tiep-nhan/xong/**")


def taken_in(page: Page, *, number: str, name: str) -> tuple[str, str, str]:
    """(path of the dossier, code, secret) of a dossier accepted a moment ago."""
    by_keyboard(page, number=number, name=name)
    heading = page.get_by_role("heading", level=1).inner_text()
    code = heading.rpartition(" ")[2]
    secret = page.locator(".tt-code").first.inner_text()
    key = page.url.partition("/xong/")[2].partition("/")[0]
    return f"/ban-lam-viec/ho-so/{key}/", code, secret


def is_pdf(page: Page, link: str) -> bool:
    """Whether a link of the page leads to a paper."""
    found = page.request.get(page.get_by_role("link", name=re.compile(link)).first.get_attribute("href") or "")
    return found.ok and found.body()[:5] == b"%PDF-"


def _answer(page: Page, path: str) -> None:
    """The department finds the question on the page of the dossier and agrees."""
    page.goto(path)
    page.get_by_role("link", name="Trả lời ý kiến").click()
    put(page.locator("main"), {"Thống nhất": "x", "Nội dung": "Thửa đất nằm ngoài hành lang."})
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("main")).to_contain_text("Thửa đất nằm ngoài hành lang.")


def _send_in(page: Page, code: str, secret: str) -> None:
    """The citizen reads what is wrong and sends a drawing, on an old telephone."""
    track(page, code, secret)
    expect(page.locator("main")).to_contain_text("Bản vẽ thiếu cao độ nền")
    page.get_by_role("link", name="Nộp bản bổ sung").click()
    drawing = {"name": "ban-ve.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Tệp", exact=True).set_input_files(drawing)  # type: ignore[arg-type]
    put(page.locator("main"), {"Lời nhắn": "Đã ghi cao độ nền ở trang 1."})
    page.get_by_role("button", name="Nộp bản bổ sung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^(?!.*chờ ông bà)"))


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_file_of_the_national_portal_waits_in_the_queue_and_is_accepted(staff: Staff) -> None:
    page = staff.at("counter")
    record = {"MaHoSo": f"G22.99-261120-{RUN}", "MaTTHC": HOUSE, "KenhThucHien": "2", "ChuHoSo": "Lê Thị Bưởi"}
    record |= {"SoGiayToChuHoSo": "049185004318", "LoaiDoiTuong": "1", "SoDienThoai": "0905 123 113"}
    record |= {"NgayNopHoSo": "20261120090000", "HinhThuc": "0", "TrangThaiHoSo": "1"}
    sent = json.dumps({"service": "DongBoHoSoMC", "data": [record]}).encode()

    page.goto("/ban-lam-viec/tiep-nhan/cong-quoc-gia/")
    file = {"name": "cong.json", "mimeType": "application/json", "buffer": sent}
    page.get_by_label(re.compile("Tệp của Cổng")).set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Xem thử").click()
    expect(page.locator("main")).to_contain_text("Sẽ vào hàng chờ")
    page.get_by_role("button", name="Nhập 1 hồ sơ").click()
    page.get_by_role("link", name="Đến hàng chờ").click()
    page.get_by_role("row").filter(has_text=f"G22.99-261120-{RUN}").get_by_role("link").first.click()
    page.get_by_role("button", name="Đánh dấu đủ các giấy tờ còn lại").click()
    page.get_by_role("button", name=re.compile("Tiếp nhận, in giấy hẹn")).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã tiếp nhận H99")


MIRRORED = f"HT-26-{RUN};1.001193;Trần Quốc Việt;049170004318;1;16/11/2026 08:00;23/11/2026"
WARD = "Ủy ban nhân dân phường Hòa Bình"


def test_a_dossier_of_another_system_is_listed_with_its_source_until_its_result(staff: Staff) -> None:
    page = staff.at("control")
    bring(page, f"{MIRRORED};;;Đang xử lý;{WARD}")
    new = page.locator("details").filter(has_text="Nguồn chưa có trong danh sách")
    if new.get_attribute("open") is None:
        new.locator("summary").click()
    told = {"Mã nguồn mới": "ho-tich-bo", "Tên nguồn mới": "Hộ tịch điện tử dùng chung"}
    put(page.locator("main"), {**told, "Nguồn mới do ai quản lý": "bộ"})
    _run(page)
    page.get_by_role("link", name="Xem hồ sơ của nguồn này").click()
    row = page.get_by_role("row").filter(has_text=f"HT-26-{RUN}")
    expect(row).to_contain_text("Hộ tịch điện tử dùng chung")
    row.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("chỉ xem, không xử lý tại đây")
    assert page.locator("details.o-move").count() == 0
    path = page.url

    bring(page, f"{MIRRORED};22/11/2026;23/11/2026;Đã trả kết quả;{WARD}")
    page.get_by_role("link", name=re.compile("^Hộ tịch điện tử dùng chung")).click()
    _run(page)
    page.goto(path)
    expect(page.locator(".o-head__meta")).to_contain_text("Đã trả kết quả")


def _run(page: Page) -> None:
    """Try the file, then bring it in."""
    page.get_by_role("button", name="Lưu bảng ghép và chạy thử").click()
    page.get_by_role("button", name="Nhập hồ sơ").click(timeout=30_000)
    page.wait_for_url("**/ho-so-khac/lan/**", timeout=30_000)


def test_a_demand_outside_the_list_is_reported_in_one_tap(staff: Staff) -> None:
    _path, code, secret = one_of(staff, "supplement", 0)
    page = staff.citizen()
    track(page, code, secret)
    page.get_by_role("button", name="Báo: giấy này không có trong danh mục").click()
    expect(page.locator("main")).to_contain_text("Đã báo")

    control = staff.at("control")
    control.goto("/ban-lam-viec/ho-so-ngoai-danh-muc/")
    control.get_by_role("row").filter(has_text=code).get_by_role("link").click()
    put(control.locator("main"), {"Kết quả xử lý": "Đã nhắc phường, giấy không phải nộp."})
    control.get_by_role("button", name="Ghi kết quả xử lý").first.click()
    expect(control.locator("blockquote").filter(has_text="Đã nhắc phường")).to_be_visible()


def test_a_session_that_ends_in_the_middle_of_the_intake_loses_nothing(staff: Staff) -> None:
    page = staff.open().new_page()
    sign_in(page, "counter")
    page.goto(f"/ban-lam-viec/tiep-nhan/?thu-tuc={HOUSE}")
    person = {"Số định danh": "049085004377", "Họ tên, tên tổ chức": "Võ Thị Gạo", "Điện thoại": "0905 111 444"}
    put(page.locator("#muc-2"), {**person, "Nơi cư trú, trụ sở": "Số 5 đường Hùng Vương"})
    page.get_by_role("button", name="Đánh dấu đủ các giấy tờ còn lại").click()

    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/dang-nhap/**")
    sign_in(page, "counter")
    page.goto("/ban-lam-viec/tiep-nhan/")

    expect(page.locator("main")).to_contain_text("Nội dung đã nhập còn nguyên")
    expect(page.get_by_label("Họ tên, tên tổ chức")).to_have_value("Võ Thị Gạo")
    expect(page.locator("#hen-tra")).to_contain_text("Đủ 4 trên 4 giấy tờ")
    page.context.close()

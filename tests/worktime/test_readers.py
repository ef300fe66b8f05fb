"""Calendars and explanations as text."""

from datetime import date

from django.utils import translation

from tests.worktime.casebook import at
from thutuc.kernel.periods import Days
from thutuc.worktime.readers import calendar_text, explain_text, shipped_days
from thutuc.worktime.rules import OfficeHours, Pause, Session, explain, parse_limit


def text_of(start, limit, **given):
    calendar = shipped_days().calendar()
    return explain_text(explain(calendar, at(start), parse_limit(limit), **given)).replace("\u00a0", " ")


def test_an_explanation_of_hours_is_told_in_plain_lines():
    assert text_of("2026-11-16 10:00", "4 giờ").splitlines() == [
        "Tiếp nhận    10:00, Thứ Hai, 16/11/2026",
        "Thời hạn     4 giờ làm việc",
        "Đến hạn      15:30, Thứ Hai, 16/11/2026",
        "",
        "Thứ Hai, 16/11/2026    tính 4 giờ: 10:00–11:30, 13:00–15:30",
        "",
        "Tính 4 giờ, bỏ qua 0 ngày nghỉ, tạm dừng 0 ngày.",
    ]


def test_a_day_off_is_named():
    assert "Thứ Ba, 24/11/2026     ngày nghỉ – Ngày Văn hóa Việt Nam" in text_of("2026-11-19 09:00", "5 ngày làm việc")


def test_a_pause_and_a_restart_are_told():
    pause = Pause(at("2026-11-16 10:30"), at("2026-11-16 11:00"), "chờ bản vẽ")
    restart = Pause(at("2026-11-16 10:30"), at("2026-11-17 09:00"), "chờ bản vẽ", restarts=True)

    assert "tính 1 giờ: 10:00–10:30, 11:00–11:30; dừng 30 phút" in text_of("2026-11-16 10:00", "1 giờ", pauses=[pause])
    assert "Tính lại từ  09:00, Thứ Ba, 17/11/2026" in text_of("2026-11-16 10:00", "1 giờ", pauses=[restart])


def test_an_expected_date_says_so():
    text = text_of("2026-12-28 09:00", "10 ngày làm việc")

    assert text.endswith("Hạn này là dự kiến: ngày nghỉ năm 2027 chưa được công bố chính thức.")


def test_the_same_in_english_keeps_its_dates():
    with translation.override("en"):
        text = text_of("2026-11-16 10:00", "4 giờ")

    assert "Due          15:30, Monday, 16 Nov 2026" in text


def test_a_year_is_listed_with_its_swaps_and_hours():
    summer = OfficeHours((Session(420, 690), Session(810, 1020)), Days(date(2026, 4, 15), None))
    calendar = shipped_days().calendar(OfficeHours(validity=Days(None, date(2026, 4, 15))), summer)

    text = calendar_text(calendar, 2026).replace("\u00a0", " ")

    assert "Thứ Hai, 31/08/2026    Ngày nghỉ      Nghỉ hoán đổi, làm bù ngày 22/08/2026" in text
    assert "Thứ Bảy, 22/08/2026    Ngày làm bù    Làm bù cho ngày nghỉ 31/08/2026" in text
    assert "Giờ làm việc 07:30–11:30; 13:00–17:00, 8 giờ một ngày" in text
    assert "Giờ làm việc 07:00–11:30; 13:30–17:00, 8 giờ một ngày, từ 15/04/2026" in text
    assert "07:00–11:30" not in calendar_text(calendar, 2025)


def test_an_expected_year_is_listed_as_expected():
    text = calendar_text(shipped_days().calendar(), 2027)

    assert "Ngày Văn hóa Việt Nam (dự kiến)" in text
    assert "Ngày nghỉ năm 2027 chưa được công bố chính thức." in text
    assert "2026" not in text

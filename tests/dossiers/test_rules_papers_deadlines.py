"""The lines below a receipt: which days were counted, which were not and why."""

from datetime import date

import pytest

from tests.dossiers.paper_cases import at, calendar, deadline
from thutuc.dossiers.rules.papers import deadline_lines
from thutuc.kernel.periods import Days
from thutuc.worktime.rules import Calendar, DayKind, DayRow, Limit, Pause, TimeUnit, explain

WAITING = Pause(at(2026, 11, 6, 15), at(2026, 11, 17, 10), "chờ bổ sung hồ sơ")


def test_days_counted_and_not_counted_are_told_with_the_reason() -> None:
    assert deadline_lines(deadline()) == (
        "Thời hạn 5 ngày làm việc, tính từ 09 giờ 15 phút, ngày 19 tháng 11 năm 2026; ngày đầu không tính.",
        "Tính 5 ngày làm việc: 20/11, 23/11, 25–27/11.",
        "Không tính: 21–22/11 (nghỉ cuối tuần); 24/11 (Ngày Văn hóa Việt Nam).",
        "Hết hạn: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026.",
    )


def test_hours_are_told_with_their_sittings() -> None:
    told = deadline_lines(explain(calendar(), at(2026, 11, 16, 10), Limit(20, TimeUnit.WORKING_HOUR)))

    assert told[1] == (
        "Tính 20 giờ làm việc: 16/11 (10:00–11:30, 13:00–17:00); 17/11 (07:30–11:30, 13:00–17:00); "
        "18/11 (07:30–11:30, 13:00–15:30)."
    )


def test_a_pause_is_told_with_its_days_and_reason() -> None:
    told = deadline_lines(explain(calendar(), at(2026, 11, 2, 9), Limit(10, TimeUnit.WORKING_DAY), pauses=[WAITING]))

    assert "Tạm dừng tính: 09–13/11, 16–17/11 (chờ bổ sung hồ sơ)." in told
    assert told[-1] == "Hết hạn: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026."


def test_a_count_from_the_start_again_says_from_when() -> None:
    again = Pause(WAITING.start, WAITING.end, WAITING.reason, restarts=True)

    told = deadline_lines(explain(calendar(), at(2026, 11, 2, 9), Limit(10, TimeUnit.WORKING_DAY), pauses=[again]))

    assert told[0].startswith("Thời hạn 10 ngày làm việc, tính lại từ đầu từ 10 giờ 00 phút, ngày 17 tháng 11")


@pytest.mark.parametrize(
    ("rows", "start", "limit", "line"),
    [
        (
            [DayRow(date(2026, 11, 21), DayKind.EXTRA_WORKDAY, "làm bù ngày 20/11")],
            at(2026, 11, 19),
            Limit(2, TimeUnit.WORKING_DAY),
            "Ngày làm bù được tính: 21/11 (làm bù ngày 20/11).",
        ),
        (
            [],
            at(2026, 11, 11),
            Limit(10, TimeUnit.CALENDAR_DAY),
            "Ngày cuối rơi vào ngày nghỉ, chuyển sang ngày làm việc tiếp theo, 23/11/2026.",
        ),
        (
            [],
            at(2026, 11, 16, 17, 30),
            Limit(2, TimeUnit.WORKING_HOUR),
            "Hết giờ làm việc, không tính: 16/11.",
        ),
        ([], at(2026, 11, 28), Limit(3, TimeUnit.WORKING_DAY), "Tính 3 ngày làm việc: 30/11–02/12."),
        ([], at(2026, 12, 30), Limit(3, TimeUnit.WORKING_DAY), "Tính 3 ngày làm việc: 31/12/2026–01/01, 04/01."),
    ],
)
def test_what_is_not_plain_gets_its_own_line(rows: list[DayRow], start: object, limit: Limit, line: str) -> None:
    days = Calendar(Days(date(2026, 1, 1), date(2028, 1, 1)), tuple(rows))

    assert line in deadline_lines(explain(days, start, limit))  # type: ignore[arg-type]


def test_a_year_whose_days_off_are_only_expected_is_named() -> None:
    days = Calendar(Days(date(2026, 1, 1), date(2028, 1, 1)), expected_years=frozenset({2027}))

    told = deadline_lines(explain(days, at(2026, 12, 30), Limit(5, TimeUnit.WORKING_DAY)))

    assert told[-1].startswith("Lịch nghỉ năm 2027 chưa được công bố chính thức")

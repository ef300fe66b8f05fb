"""Dates, numbers and money read as ui.md §6 writes them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import formats, translation

from thutuc.web import words

DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 20, 9, 42, tzinfo=UTC)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def said(language: str, function: object, *args: object) -> str:
    with translation.override(language):
        return str(function(*args))  # type: ignore[operator]


def test_a_day_has_its_number_first() -> None:
    assert said("vi", words.day, DAY) == "23/11/2026"
    assert said("vi", words.short_day, DAY) == "23/11"
    assert said("en", words.day, DAY) == "23 Nov 2026"


def test_a_weekday_stands_before_the_date() -> None:
    assert said("vi", words.weekday_date, DAY) == "Thứ Hai, 23/11/2026"
    assert said("vi", words.weekday_date, date(2026, 11, 29)) == "Chủ nhật, 29/11/2026"
    assert said("en", words.weekday_date, DAY) == "Monday, 23 Nov 2026"


def test_a_moment_is_told_by_the_clock_of_the_country() -> None:
    assert said("vi", words.moment, MOMENT) == "16:42, 20/11/2026"
    assert said("vi", words.moment, MOMENT.astimezone(ZoneInfo("Europe/London"))) == "16:42, 20/11/2026"
    assert said("en", words.moment, MOMENT) == "16:42, 20 Nov 2026"


def test_a_moment_late_in_the_evening_elsewhere_is_the_next_day_here() -> None:
    late = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)

    assert said("vi", words.day, late) == "21/11/2026"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("96.4"), "96,4", "96.4"),
        (-1000, "-1.000", "-1,000"),
        (0, "0", "0"),
        (None, "", ""),
        ("chưa rõ", "chưa rõ", "chưa rõ"),
        ("nan", "nan", "nan"),
    ],
)
def test_thousands_are_grouped_by_three(value: object, vietnamese: str, english: str) -> None:
    assert said("vi", words.number, value) == vietnamese
    assert said("en", words.number, value) == english


@pytest.mark.parametrize(
    ("value", "expected"), [(97.1, "97,1%"), (95, "95%"), (100, "100%"), (0, "0%"), (0.05, "0,1%"), (None, "")]
)
def test_a_share_has_one_decimal_where_it_needs_one(value: float | None, expected: str) -> None:
    assert said("vi", words.percent, value) == expected


def test_money_is_whole_dong_and_nothing_is_free() -> None:
    assert said("vi", words.vnd, 75000) == "75.000\u00a0đ"
    assert said("vi", words.vnd, 0) == "Miễn phí"
    assert said("vi", words.vnd, None) == ""
    assert said("en", words.vnd, 75000) == "VND\u00a075,000"


def test_a_duration_keeps_number_and_unit_together() -> None:
    assert said("vi", words.duration, 5, "ngày làm việc") == "5\u00a0ngày làm việc"
    assert said("vi", words.duration, 240) == "4\u00a0giờ"
    assert said("vi", words.duration, 90) == "1\u00a0giờ 30\u00a0phút"
    assert said("vi", words.duration, 0) == "0\u00a0phút"


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-3, "Quá hạn\u00a03\u00a0ngày"), (0, "Hôm nay"), (2, "Còn\u00a02\u00a0ngày"), (11, "Còn\u00a011\u00a0ngày")],
)
def test_a_deadline_is_told_in_working_days(days: int, expected: str) -> None:
    assert said("vi", words.days_left, days) == expected


def test_the_fifth_of_october_is_never_the_tenth_of_may(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("05/10/2026") == date(2026, 10, 5)


def test_a_date_box_shows_what_it_reads(language: str) -> None:
    with translation.override(language):
        assert forms.DateInput().format_value(date(2026, 10, 5)) == "05/10/2026"


def test_the_formats_of_the_house_win_over_those_of_django() -> None:
    with translation.override("vi"):
        assert formats.date_format(DAY) == "23/11/2026"
        assert formats.get_format("NUMBER_GROUPING") == 3
        assert formats.get_format("DECIMAL_SEPARATOR") == ","

"""Dates, numbers and money as people read them, in Vietnamese and in English."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thutuc.kernel.periods import LOCAL

NBSP = "\u00a0"
_VIETNAMESE_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def is_vietnamese() -> bool:
    """Vietnamese is the language of the house; everything that is not English is Vietnamese."""
    return not (get_language() or "vi").startswith("en")


def local_day(value: date | datetime) -> date:
    """The legal day of a moment; a date is its own day."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(LOCAL) if value.tzinfo else value).date()


def day(value: date | datetime | None) -> str:
    """23/11/2026, in English 23 Nov 2026."""
    return date_format(local_day(value), "DATE_FORMAT") if value else ""


def short_day(value: date | datetime | None) -> str:
    """23/11 without the year, for columns and timelines of this year."""
    return date_format(local_day(value), "MONTH_DAY_FORMAT") if value else ""


def weekday(value: date | datetime) -> str:
    """Thứ Hai … Chủ nhật."""
    number = local_day(value).weekday()
    return _VIETNAMESE_DAYS[number] if is_vietnamese() else str(WEEKDAYS[number])


def weekday_short(value: date | datetime) -> str:
    """T2 … CN, in English Mon … Sun."""
    number = local_day(value).weekday()
    return _SHORT_DAYS[number] if is_vietnamese() else str(WEEKDAYS[number])[:3]


def weekday_date(value: date | datetime | None) -> str:
    """Thứ Hai, 23/11/2026."""
    return f"{weekday(value)}, {day(value)}" if value else ""


def moment(value: datetime | None) -> str:
    """16:42, 20/11/2026 by the clock of Asia/Ho_Chi_Minh."""
    return f"{clock_time(value)}, {day(value)}" if value else ""


def clock_time(value: datetime | None) -> str:
    """16:42 by the clock of Asia/Ho_Chi_Minh."""
    if not value:
        return ""
    local = value.astimezone(LOCAL) if value.tzinfo else value
    return f"{local:%H:%M}"


def number(value: Any, decimals: int | None = None) -> str:
    """1.234.567 and 96,4; what is no number stays as it is."""
    if value is None or value == "":
        return ""
    try:
        figure = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if not figure.is_finite():
        return str(value)
    if decimals is not None:
        figure = figure.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return _grouped(figure)


def _grouped(figure: Decimal) -> str:
    english = f"{figure:,f}"
    thousands, point = str(get_format("THOUSAND_SEPARATOR")), str(get_format("DECIMAL_SEPARATOR"))
    return english.replace(",", " ").replace(".", point).replace(" ", thousands)


def percent(value: Any, decimals: int = 1) -> str:
    """96,4%; a whole number without decimals (95%)."""
    if value is None or value == "":
        return ""
    words = number(value, decimals)
    point = str(get_format("DECIMAL_SEPARATOR"))
    return f"{words.rstrip('0').rstrip(point) if point in words else words}%"


def vnd(value: int | None) -> str:
    """75.000 đ; 0 is free; None is nothing said."""
    if value is None or value == "":
        return ""
    if value == 0:
        return _("Miễn phí")
    return f"{number(value)}{NBSP}đ" if is_vietnamese() else f"VND{NBSP}{number(value)}"


def duration(amount: Any, unit: str = "") -> str:
    """5 ngày làm việc; without a unit the amount is minutes of work: 4 giờ, 1 giờ 30 phút."""
    if amount is None or amount == "":
        return ""
    if unit:
        return f"{number(amount)}{NBSP}{unit}"
    hours, minutes = divmod(int(amount), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s giờ", "%(count)s giờ", hours) % {"count": number(hours)})
    if minutes or not hours:
        parts.append(ngettext("%(count)s phút", "%(count)s phút", minutes) % {"count": minutes})
    return " ".join(part.replace(" ", NBSP) for part in parts)


def days_left(days: int) -> str:
    """Quá hạn 3 ngày, Hôm nay, Còn 2 ngày: working days, counted by the server."""
    if days == 0:
        return _("Hôm nay")
    if days < 0:
        words = ngettext("Quá hạn %(count)s ngày", "Quá hạn %(count)s ngày", -days)
    else:
        words = ngettext("Còn %(count)s ngày", "Còn %(count)s ngày", days)
    return words.replace(" %(count)s ", f"{NBSP}%(count)s{NBSP}") % {"count": number(abs(days))}

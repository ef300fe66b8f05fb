"""Reading a dated number from text, by its unit, and writing it the way an office writes it."""

import re
from decimal import Decimal, InvalidOperation

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.legislation.rules.terms import ValueUnit

Value = int | Decimal | str
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY = re.compile(r"(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])")
_SESSIONS = re.compile(rf"{_TIME.pattern}-{_TIME.pattern}( {_TIME.pattern}-{_TIME.pattern})*")
_WORDS = {ValueUnit.CHOICE: re.compile(r"[a-z0-9_]+")}
_PATTERNS = {
    ValueUnit.TIME_OF_DAY: _TIME,
    ValueUnit.DAY_OF_YEAR: _DAY,
    ValueUnit.SESSIONS: _SESSIONS,
    **_WORDS,
}
_HINTS = {
    ValueUnit.TIME_OF_DAY: gettext_noop("Ghi giờ theo mẫu 15:00."),
    ValueUnit.DAY_OF_YEAR: gettext_noop("Ghi ngày theo mẫu 31/01."),
    ValueUnit.SESSIONS: gettext_noop("Ghi các buổi theo mẫu 07:30-11:30 13:00-17:00."),
    ValueUnit.CHOICE: gettext_noop("Ghi mã lựa chọn bằng chữ thường không dấu."),
    ValueUnit.DAY_OF_MONTH: gettext_noop("Ghi ngày trong tháng, từ 1 đến 31."),
    ValueUnit.PERCENT: gettext_noop("Ghi tỷ lệ từ 0 đến 100."),
}
_LIMITS = {ValueUnit.DAY_OF_MONTH: (1, 31), ValueUnit.PERCENT: (0, 100)}
MOST = 100_000
PATTERNS = {
    ValueUnit.WORKING_DAY: gettext_noop("%(value)s ngày làm việc"),
    ValueUnit.CALENDAR_DAY: gettext_noop("%(value)s ngày"),
    ValueUnit.WORKING_HOUR: gettext_noop("%(value)s giờ làm việc"),
    ValueUnit.HOUR: gettext_noop("%(value)s giờ"),
    ValueUnit.MINUTE: gettext_noop("%(value)s phút"),
    ValueUnit.MONTH: gettext_noop("%(value)s tháng"),
    ValueUnit.YEAR: gettext_noop("%(value)s năm"),
    ValueUnit.TIMES: gettext_noop("%(value)s lần"),
    ValueUnit.SETS: gettext_noop("%(value)s bộ"),
    ValueUnit.DAY_OF_YEAR: gettext_noop("ngày %(value)s"),
    ValueUnit.DAY_OF_MONTH: gettext_noop("ngày %(value)s của tháng"),
    ValueUnit.PERCENT: gettext_noop("%(value)s%%"),
}
"""How a value is said with its unit; the other units say themselves."""
CHOICES = {
    "working_day": gettext_noop("theo ngày làm việc"),
    "calendar_day": gettext_noop("theo ngày liên tục"),
    "restart": gettext_noop("tính lại từ đầu"),
    "pause": gettext_noop("tạm dừng rồi tính tiếp"),
    "none": gettext_noop("không dừng"),
    "close": gettext_noop("hết buổi cuối của ngày"),
    "keep": gettext_noop("cùng giờ với lúc tiếp nhận"),
    "national_portal": gettext_noop("Cổng Dịch vụ công quốc gia"),
    "provincial_portal": gettext_noop("cổng dịch vụ công của tỉnh"),
    "government_office": gettext_noop("Cục Kiểm soát TTHC, Văn phòng Chính phủ"),
    "ministry_of_justice": gettext_noop("Bộ Tư pháp"),
}
"""The words of each choice."""


def typed(value: object, unit: ValueUnit) -> Value:
    """The value as its unit wants it: whole numbers as int, fractions as Decimal, times and days as text."""
    if unit in _PATTERNS:
        return str(value).strip()
    number = Decimal(str(value).strip().replace(",", "."))
    return int(number) if number == number.to_integral_value() else number


def said(value: Value, unit: ValueUnit) -> tuple[str, str]:
    """(pattern with `%(value)s`, what goes into it): both are texts of the catalogue, filled by the interface."""
    return PATTERNS.get(unit, "%(value)s"), CHOICES.get(str(value), str(value))


def readable_objections(value: str, unit: ValueUnit) -> list[Objection]:
    """Why a typed text is no value of its unit."""
    words = _HINTS.get(unit, gettext_noop("Ghi một số không âm."))
    return [] if _readable(value.strip(), unit) else [Objection("parameter.value", words, field="value")]


def _readable(value: str, unit: ValueUnit) -> bool:
    if unit in _PATTERNS:
        return _PATTERNS[unit].fullmatch(value) is not None
    try:
        number = Decimal(value.replace(",", "."))
    except InvalidOperation:
        return False
    least, most = _LIMITS.get(unit, (0, MOST))
    return number.is_finite() and least <= number <= most

"""Time limits as the law writes them: «5 ngày làm việc», «10 ngày», «4 giờ», «1 tháng», «trong ngày»."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.text import Labelled, fold, gettext_noop, tidy
from thutuc.worktime.rules.days import FULL_HOUR

LONGEST, LONGEST_MONTHS = 36_500, 1_200


class TimeUnit(Labelled):
    """Đơn vị của thời hạn. «Ngày làm việc» skips days off, «ngày» counts them, «giờ» is working hours (C3)."""

    WORKING_DAY = "working_day", gettext_noop("ngày làm việc")
    CALENDAR_DAY = "calendar_day", gettext_noop("ngày")
    WORKING_HOUR = "working_hour", gettext_noop("giờ làm việc")
    MONTH = "month", gettext_noop("tháng")
    SAME_DAY = "same_day", gettext_noop("trong ngày")


_FRACTIONS = (TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR)


@dataclass(frozen=True)
class Limit:
    """A time limit: an amount of a unit. Hours and parts of a working day are counted in whole minutes."""

    amount: Fraction
    unit: TimeUnit
    minutes: int | None = field(init=False, compare=False)
    """Working minutes of a limit in hours, where an hour of the law is 60 minutes."""
    days: int | None = field(init=False, compare=False)
    """The amount where it is a whole number of days or months."""

    def __init__(self, amount: int | Decimal | Fraction, unit: TimeUnit) -> None:
        exact = Fraction(amount)
        _check(exact, unit)
        hours = unit is TimeUnit.WORKING_HOUR
        object.__setattr__(self, "amount", exact)
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "minutes", int(exact * FULL_HOUR) if hours else None)
        object.__setattr__(self, "days", int(exact) if not hours and exact.denominator == 1 else None)

    @property
    def amount_text(self) -> str:
        """The amount with a decimal comma, as a fraction where no decimal is exact."""
        return _number_text(self.amount)

    def __str__(self) -> str:
        return self.unit.label if self.unit is TimeUnit.SAME_DAY else f"{self.amount_text} {self.unit.label}"


def _check(amount: Fraction, unit: TimeUnit) -> None:
    longest = LONGEST_MONTHS if unit is TimeUnit.MONTH else LONGEST
    if not 0 <= amount <= longest:
        words = gettext_noop("Thời hạn phải từ 0 đến %(longest)s.")
        raise Refused([_objection("limit.range", words, longest=longest)])
    if amount.denominator != 1 and unit not in _FRACTIONS:
        words = gettext_noop(
            "Thời hạn theo «ngày» hoặc «tháng» phải là số nguyên. Phần lẻ chỉ dùng với ngày làm việc hoặc giờ."
        )
        raise Refused([_objection("limit.whole", words)])
    if unit is TimeUnit.WORKING_HOUR and (amount * FULL_HOUR).denominator != 1:
        raise Refused([_objection("limit.minute", gettext_noop("Thời hạn theo giờ phải tròn đến phút."))])


def _objection(code: str, words: str, **params: object) -> Objection:
    return Objection(code, words, "worktime.limit", "limit", params)


SAME_DAY = Limit(1, TimeUnit.SAME_DAY)

_NUMBER = r"(?P<number>\d{1,5}(?:[.,]\d{1,3})?|\d{1,2}/\d{1,2}|nua)"
_LIMIT = re.compile(
    rf"(?:khong qua |toi da |trong (?:thoi han )?)?{_NUMBER} ?\(?(?P<unit>ngay lam viec|ngay \(?lam viec\)?|"
    r"gio(?: lam viec)?|phut(?: lam viec)?|ngay|thang|nam)\)?"
)
_SAME_DAY = re.compile(r"(?:ngay )?trong ngay(?: lam viec)?|(?:ngay )?trong buoi|trong ngay tiep nhan")
_UNITS = {
    "gio": (TimeUnit.WORKING_HOUR, Fraction(1)),
    "phut": (TimeUnit.WORKING_HOUR, Fraction(1, FULL_HOUR)),
    "thang": (TimeUnit.MONTH, Fraction(1)),
    "nam": (TimeUnit.MONTH, Fraction(12)),
}


def parse_limit(text: str) -> Limit:
    """Read a limit as people write it, with or without marks; refuse anything else and say what is understood."""
    folded = fold(tidy(text)).rstrip(".")
    if _SAME_DAY.fullmatch(folded):
        return SAME_DAY
    found = _LIMIT.fullmatch(folded)
    if not found:
        words = gettext_noop(
            "Chưa hiểu thời hạn «%(text)s». "
            "Ghi như: 5 ngày làm việc, 10 ngày, 4 giờ, 1 tháng, 0,5 ngày làm việc, trong ngày."
        )
        raise Refused([_objection("limit.unreadable", words, text=tidy(text)[:80])])
    amount = _amount(found["number"])
    if amount <= 0:
        raise Refused([_objection("limit.zero", gettext_noop("Thời hạn phải lớn hơn 0."))])
    first, *rest = found["unit"].split()
    if first == "ngay":
        return Limit(amount, TimeUnit.WORKING_DAY if rest else TimeUnit.CALENDAR_DAY)
    unit, factor = _UNITS[first]
    return Limit(amount * factor, unit)


def _amount(number: str) -> Fraction:
    if number == "nua":
        return Fraction(1, 2)
    above, _, below = number.partition("/")
    if below:
        return Fraction(int(above), int(below)) if int(below) else Fraction(0)
    return Fraction(number.replace(",", "."))


def _number_text(amount: Fraction) -> str:
    if amount.denominator == 1:
        return str(amount.numerator)
    decimal = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{decimal.normalize():f}".replace(".", ",") if decimal == amount else str(amount)

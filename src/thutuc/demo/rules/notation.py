"""Short notations of the demo's files: limits, fees, counts, days, addresses."""

from datetime import date, timedelta
from decimal import Decimal

from thutuc.catalogue.rules.content import Fee, TimeLimit
from thutuc.catalogue.rules.terms import FeeKind, TimeUnit
from thutuc.kernel.text import fold_words

DayMark = date | int
"""A day, or how many days before the day of loading (below nought: after it)."""
MAIL = "anlac.example"
SATURDAY = 5


def day_of(mark: DayMark, as_of: date) -> date:
    """The day meant; one that is counted and falls on a Saturday or Sunday moves back to the Friday."""
    if isinstance(mark, date):
        return mark
    day = as_of - timedelta(days=mark)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def limit(text: str) -> TimeLimit:
    """`5 working_day | note`, `same_day`."""
    head, _, note = (part.strip() for part in text.partition("|"))
    amount, _, unit = head.rpartition(" ")
    return TimeLimit(Decimal(amount) if amount else None, TimeUnit(unit), note)


def fee(text: str) -> Fee:
    """`charge 8000 | note`; `fee ? | note` when the text of the law gives no number."""
    head, _, note = (part.strip() for part in text.partition("|"))
    kind, amount = head.split()
    return Fee(None if amount == "?" else int(amount), FeeKind(kind), note)


def counts(text: str) -> tuple[int, int]:
    """`1+0`: originals and copies."""
    originals, copies = text.split("+")
    return int(originals), int(copies)


def slug(name: str) -> str:
    """`Xã Lộc Ngãi` → `xa-loc-ngai`."""
    return "-".join(fold_words(name))


def address_of(name: str) -> str:
    """`Đỗ Minh Khuê` → `do.minh.khue@anlac.example`."""
    words = ("".join(c for c in word if c.isalnum()) for word in fold_words(name))
    return f"{'.'.join(words)}@{MAIL}"

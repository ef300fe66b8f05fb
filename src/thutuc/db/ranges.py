"""Between the database's date ranges and `kernel.periods.Days`."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Value

from thutuc.kernel.periods import Days


def days_of(value: Any) -> Days:
    """The days of a range read from a row."""
    return Days(value.lower, value.upper)


def range_of(start: date | None, end: date | None = None) -> DateRange:
    """The range [start, end) as rows keep it."""
    return DateRange(start, end, "[)")


def ended_on(day: date, field: str = "validity") -> Func:
    """The same range up to but not including `day`: for one UPDATE over many rows."""
    lower = Func(F(field), function="lower", output_field=DateField())
    return Func(lower, Value(day, output_field=DateField()), function="daterange", output_field=DateRangeField())

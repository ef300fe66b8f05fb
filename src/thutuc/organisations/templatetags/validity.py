"""Periods in words: the table keeps the first day after, people read the last day."""

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _

from thutuc.web import words

register = template.Library()


@register.filter
def last_day(period: Any) -> date | None:
    """The last day of a period, None when it is open."""
    return period.upper - timedelta(days=1) if period and period.upper else None


@register.filter
def in_words(period: Any) -> str:
    """«từ 01/07/2025» or «01/01/2015 đến 30/06/2025»."""
    start, end = words.day(period.lower), last_day(period)
    if end is None:
        return _("từ %(start)s") % {"start": start}
    return _("%(start)s đến %(end)s") % {"start": start, "end": words.day(end)}


@register.filter
def covers(period: Any, day: date) -> bool:
    """Whether the day is in the period."""
    return day in period

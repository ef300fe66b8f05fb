"""Words of the intake screen: the promise, whose hours, what is not counted."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.dossiers.rules.promise import HOURS_OF_A_DAY, Part, Passed, Promise, reaches_hours
from thutuc.web import words
from thutuc.worktime import readers
from thutuc.worktime.rules import Mark

register = template.Library()
_KINDS = {Mark.START: "start", Mark.OUTSIDE: "start", Mark.COUNTED: "counted", Mark.CARRIED: "counted"}
_FEW = 3


@register.filter
def promise_words(promise: Promise) -> str:
    """«Sau 10 ngày làm việc, trước 17:00»; a limit in hours is told with its hour alone."""
    if promise.limit is None or promise.due is None:
        return ""
    values = {"limit": readers.limit_words(promise.limit), "time": words.clock_time(promise.due)}
    if reaches_hours(promise.limit):
        return _("%(limit)s, trước %(time)s") % {**values, "limit": values["limit"].capitalize()}
    return _("Sau %(limit)s, trước %(time)s") % values


@register.filter
def day_cells(promise: Promise) -> list[dict[str, str]]:
    """The days of the count as `c-days` draws them."""
    cells = []
    for line in promise.cells:
        if line is None:
            cells.append({"weekday": "", "day": "…", "kind": "", "words": _("các ngày ở giữa")})
            continue
        is_due = bool(promise.due) and line.day == words.local_day(promise.due)  # type: ignore[arg-type]
        kind = "due" if is_due else _KINDS.get(line.mark, "off")
        said = {"due": _("hẹn trả"), "start": _("ngày nhận"), "off": line.note or _("nghỉ")}.get(kind, "")
        cells.append({"weekday": words.weekday_short(line.day), "day": f"{line.day:%d}", "kind": kind, "words": said})
    return cells


@register.filter
def part_words(part: Part) -> str:
    """«2 ngày», «4 giờ»: whole days where they are whole."""
    days, rest = divmod(part.hours, HOURS_OF_A_DAY)
    if days and not rest:
        return _days(int(days))
    return words.duration(int(part.hours * 60))


@register.filter
def passed_words(promise: Promise) -> list[tuple[str, str]]:
    """What is not counted, each with its days: the day of acceptance, holidays by name, weekends."""
    if promise.explanation is None:
        return []
    first = promise.explanation.lines[0]
    told = [(_("Ngày nhận"), words.short_day(first.day))] if first.mark in (Mark.START, Mark.OUTSIDE) else []
    told += [(_passed_name(each), _passed_days(each)) for each in promise.passed]
    return told or [(_("Không có ngày nghỉ"), "")]


def _passed_name(passed: Passed) -> str:
    return _("Cuối tuần") if passed.is_weekend else passed.name


def _passed_days(passed: Passed) -> str:
    if len(passed.days) < _FEW and not passed.is_weekend:
        return ", ".join(words.short_day(day) for day in passed.days)
    return _days(len(passed.days))


def _days(count: int) -> str:
    told = ngettext("%(length)s ngày", "%(length)s ngày", count) % {"length": words.number(count)}
    return told.replace(" ", words.NBSP)


@register.filter
def expected_words(promise: Promise) -> list[str]:
    """A warning where the days off of a year are not official yet."""
    return readers.expected_words(promise.explanation) if promise.explanation else []


@register.filter
def fee_words(fee: Any) -> str:
    """A fee in đồng, or that the text tells it in words."""
    return words.vnd(fee.amount) if fee.amount is not None else _("theo nội dung công bố")

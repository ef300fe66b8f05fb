"""The clock of a dossier in words and as a bar: what is used, what stood still, what is left, whose days they were."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.dossiers import queries
from thutuc.dossiers.queries.pages import DossierPage
from thutuc.dossiers.rules import clock, segments, states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.terms import DossierState, SupplementPolicy, Whose
from thutuc.dossiers.views import frame as frames
from thutuc.dossiers.views.frame import Frame
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import local_date
from thutuc.web import words
from thutuc.worktime import readers
from thutuc.worktime.rules import Calendar, Explanation, Mark
from thutuc.worktime.rules.months import Cell, weeks_between

MOST_CELLS = 40
MINUTES_OF_A_DAY = 8 * 60
_KINDS = {Mark.START: "start", Mark.COUNTED: "counted", Mark.CARRIED: "counted", Mark.PAUSED: "pause"}


def clock_of(frame: Frame, page: DossierPage) -> dict[str, Any]:
    """The box on the right. No statement once the calendar of the agency is kept."""
    dossier = page.dossier
    calendar = frames.calendar_of(frame.world, frame.today, dossier.agency_id)
    running = _in_words(queries.clock_of(dossier))
    restarts = dossier.state == DossierState.SUPPLEMENT and dossier.policy == SupplementPolicy.RESTART
    told = _explained(calendar, running, frame, restarts=restarts)
    days = frames.days_left(calendar, dossier.due_at, frame.today)
    box: dict[str, Any] = {
        "title": _title(dossier, days, calendar),
        "tone": _tone(dossier, days),
        "promised": dossier.promised_at,
        "due": dossier.due_at if dossier.due_at != dossier.promised_at else None,
        "appointed": dossier.appointed_at,
        "step_due": dossier.step_due_at if dossier.step_due_at != dossier.due_at else None,
        "whose": _whose(calendar, page, frame),
        "limit": readers.limit_words(running.whole) if running is not None and running.whole else "",
    }
    if told is not None:
        box |= {
            "cells": _cells(told, frame),
            "words": _words(told, frame),
            "explained": _explanation(told, calendar, frame),
        }
        if running is not None and running.paused_since is not None:
            box["if_resumed"] = told.due
    return box


def _in_words(running: Running | None) -> Running | None:
    """Pauses keep the code of the move that began them; a page tells its words."""
    if running is None:
        return None
    pauses = (replace(pause, reason=_reason(pause.reason)) for pause in running.pauses)
    return replace(running, pauses=tuple(pauses))


def _reason(code: str) -> str:
    return _(states.BY_CODE[code][0].label).lower() if code in states.BY_CODE else code


def _explained(calendar: Calendar, running: Running | None, frame: Frame, *, restarts: bool) -> Explanation | None:
    """How the day is counted; of a clock that stands still, how it would be if it went on now."""
    if running is None:
        return None
    if running.paused_since is not None:
        running = clock.resumed(running, at=max(frame.now, running.paused_since), restarts=restarts)
    try:
        return clock.explanation(calendar, running)
    except Refused:
        return None


def _title(dossier: Any, days: int | None, calendar: Calendar) -> str:
    if dossier.state in states.PAUSED:
        return _("Tạm dừng tính hạn")
    if dossier.accepted_at is None:
        return _("Chưa tính hạn")
    if dossier.finished_at is not None:
        return _finished(dossier, calendar)
    if days is None:
        return _("Không có ngày hẹn trả")
    if days == 0:
        return _("Hôm nay là hạn trả")
    text = (
        ngettext("Còn %(days)s ngày làm việc", "Còn %(days)s ngày làm việc", days)
        if days > 0
        else ngettext("Quá hạn %(days)s ngày làm việc", "Quá hạn %(days)s ngày làm việc", -days)
    )
    return text % {"days": abs(days)}


def _finished(dossier: Any, calendar: Calendar) -> str:
    if dossier.due_at is None:
        return _("Đã xong")
    late = clock.late_days(calendar, due_at=dossier.due_at, until=dossier.finished_at)
    if late > 0:
        return ngettext("Xong trễ %(days)s ngày", "Xong trễ %(days)s ngày", late) % {"days": late}
    return _(clock.finished(due_at=dossier.due_at, finished_at=dossier.finished_at).label)


def _tone(dossier: Any, days: int | None) -> str:
    if dossier.state in states.PAUSED or dossier.state not in states.ON_CLOCK or days is None:
        return "neutral"
    return "late" if days < 0 else "soon" if days <= 2 else "far"


def _cells(told: Explanation, frame: Frame) -> list[str]:
    """One cell a counted or paused day: used, paused, left. A long limit is told in words alone."""
    lines = [line for line in told.lines if line.mark in (Mark.COUNTED, Mark.PAUSED)]
    if len(lines) > MOST_CELLS:
        return []
    return ["pause" if line.mark is Mark.PAUSED else "used" if line.day < frame.today else "left" for line in lines]


def _words(told: Explanation, frame: Frame) -> str:
    """«Đã dùng 5 trên 7 ngày. Tạm dừng 1 ngày, không tính vào hạn.»"""
    used = sum(line.day < frame.today for line in told.counted)
    said = _("Đã dùng %(used)s trên %(whole)s ngày.") % {"used": used, "whole": len(told.counted)}
    if told.paused:
        said += " " + _("Tạm dừng %(days)s ngày, không tính vào hạn.") % {"days": len(told.paused)}
    return said


def _whose(calendar: Calendar, page: DossierPage, frame: Frame) -> list[dict[str, Any]]:
    """Working time in each pair of hands; together they are the whole time."""
    stays = [segments.Stay(DossierState(event.target), event.at, event.agency_id) for event in reversed(page.events)]
    until = page.dossier.finished_at or frame.now
    try:
        used = segments.used_by(segments.segments(calendar, stays, until=max(until, stays[0].since))) if stays else {}
    except Refused:
        return []
    total = sum(used.values())
    return [
        {
            "label": _(whose.label),
            "value": days_words(minutes),
            "share": round(minutes * 100 / total),
            "kind": _kind(whose),
        }
        for whose, minutes in used.items()
    ]


def _kind(whose: Whose) -> str:
    return "pause" if whose in (Whose.CITIZEN, Whose.SUSPENDED) else "used"


def days_words(minutes: int) -> str:
    """Working minutes as days of eight hours with one decimal, short ones in hours."""
    if minutes < MINUTES_OF_A_DAY:
        return words.duration(minutes)
    days = words.number(Fraction(minutes, MINUTES_OF_A_DAY).limit_denominator(10).__float__(), 1)
    return _("%(days)s ngày") % {"days": days}


def _explanation(told: Explanation, calendar: Calendar, frame: Frame) -> dict[str, Any]:
    weeks = weeks_between(calendar, told.start.date(), told.due.date(), today=frame.today)
    return {
        "due": told.due,
        "start": told.start,
        "limit": readers.limit_words(told.limit),
        "summary": readers.summary_words(told),
        "warnings": readers.expected_words(told),
        "weeks": [[_day(cell, told) for cell in week] for week in weeks],
        "lines": [(line.day, readers.line_words(line)) for line in told.lines],
    }


def _day(cell: Cell | None, told: Explanation) -> dict[str, Any] | None:
    """One day of the count: its number among the counted ones, or why it is none."""
    if cell is None:
        return None
    shown: dict[str, Any] = {
        "day": f"{cell.day:%d}" if cell.day.day > 1 else f"{cell.day:%d/%m}",
        "today": cell.is_today,
    }
    line = next((line for line in told.lines if line.day == cell.day), None)
    if line is None:
        return {**shown, "kind": "", "words": ""}
    if cell.day == told.due.date():
        return {**shown, "kind": "due", "words": _("đến hạn")}
    kind = _KINDS.get(line.mark, "off")
    said = {"start": _("tiếp nhận"), "pause": _("tạm dừng"), "off": _("nghỉ")}.get(kind, "")
    number = told.counted.index(line) + 1 if line.mark is Mark.COUNTED else None
    return {**shown, "kind": kind, "words": said, "number": number}


def is_late(frame: Frame, due: datetime | None, state: str) -> bool:
    """The due day has passed while the clock runs."""
    runs = state in states.ON_CLOCK and state not in states.PAUSED
    return runs and due is not None and local_date(due) < frame.today

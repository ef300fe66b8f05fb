"""What every page of a change of calendar shows: the new calendar, five numbers, the rows behind them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.desk.queries import promises
from thutuc.desk.rules.calendar_change import Effect, Outcome, Preview, changed_days, effects, examples
from thutuc.web import clock, words
from thutuc.worktime import queries as worktime
from thutuc.worktime import readers
from thutuc.worktime.rules import Calendar
from thutuc.worktime.rules.months import Cell, weeks_between

SHOWN = 12  # rows of one group on the page; the rest is behind a link
Pairs = Mapping[int | None, tuple[Calendar, Calendar]]


Alter = Callable[[Calendar], Calendar]


def preview(request: HttpRequest, pairs: Pairs, alter: Alter) -> dict[str, Any]:
    """Open dossiers by the calendar as it would be; worked examples where none is touched. `alter` changes any one."""
    days = sorted({day for before, after in pairs.values() for day in changed_days(before, after)})
    found = _open_dossiers(days, [owner for owner in pairs if owner], alter)
    real = bool(found)
    if not real:
        found = _examples(pairs)
    told = Preview(tuple(found))
    after = next(iter(pairs.values()))[1]
    shown = [outcome for outcome in Outcome if real or outcome is not Outcome.PAUSED]
    return {
        "weeks": _weeks(after, days) if days else [],
        "span": _span_words(told),
        "real": real,
        "cells": [
            {"label": _(outcome.label), "value": words.number(len(told.of(outcome))), "note": _note(outcome)}
            for outcome in shown
        ],
        "groups": [_group(outcome, told, whole="het" in request.GET) for outcome in shown if _is_listed(outcome, told)],
        "total": len(found),
        "touched": len(told.touched),
        "moved": len(told.of(Outcome.MOVED)) + len(told.of(Outcome.ON_DAY_OFF)),
        "kept": len(told.of(Outcome.KEPT)),
    }


def _open_dossiers(days: list[date], owners: list[int], alter: Alter) -> list[Effect]:
    if not days:
        return []
    found: list[Effect] = []
    by_agency = promises(since=days[0], agency_ids=owners)
    calendars = worktime.calendars(by_agency) if by_agency else {}
    changed = {calendar: alter(calendar) for calendar in calendars.values()}
    for agency, told in by_agency.items():
        found += effects(calendars[agency], changed[calendars[agency]], told)
    return found


def _examples(pairs: Pairs) -> list[Effect]:
    found: list[Effect] = []
    for owner, (before, after) in _distinct(pairs).items():
        found += effects(before, after, examples(before, changed_days(before, after), owner=owner))
    return found


def _distinct(pairs: Pairs) -> Pairs:
    """One pair for each calendar: units without days of their own share the province's."""
    seen: dict[tuple[Calendar, Calendar], int | None] = {}
    for owner, pair in pairs.items():
        seen.setdefault(pair, owner)
    return {owner: pair for pair, owner in seen.items()}


def _is_listed(outcome: Outcome, preview: Preview) -> bool:
    return outcome not in (Outcome.UNCHANGED, Outcome.PAUSED) and bool(preview.of(outcome))


def _group(outcome: Outcome, preview: Preview, *, whole: bool) -> dict[str, Any]:
    found = preview.of(outcome)
    shown = found if whole else found[:SHOWN]
    return {
        "title": _(outcome.label),
        "note": ngettext("%(count)s trường hợp", "%(count)s trường hợp", len(found)) % {"count": len(found)},
        "more": len(found) - len(shown),
        "rows": [(effect, readers.limit_words(effect.promise.limit), _why(effect)) for effect in shown],
    }


def _note(outcome: Outcome) -> str:
    return {
        Outcome.MOVED: _("Bớt ngày làm việc trong thời hạn"),
        Outcome.ON_DAY_OFF: _("Chuyển sang ngày làm việc tiếp theo"),
        Outcome.KEPT: _("Tính lại sớm hơn hoặc không báo được, lời hẹn không đổi"),
        Outcome.PAUSED: _("Đang tạm dừng"),
        Outcome.UNCHANGED: _("Không có ngày đổi trong thời hạn, hoặc đã bù đủ"),
    }[outcome]


def _why(effect: Effect) -> str:
    """The reason of one row, in words."""
    if effect.untold:
        parts = [_("Không có địa chỉ để báo cho người nộp")]
    elif effect.outcome is Outcome.ON_DAY_OFF:
        parts = [_("Ngày hẹn rơi vào ngày nghỉ")]
    else:
        parts = [_("Bớt ngày làm việc %(day)s") % {"day": words.short_day(day)} for day in effect.lost]
    parts += [_("%(day)s là ngày làm việc") % {"day": words.short_day(day)} for day in effect.gained]
    return "; ".join(parts)


def _span_words(preview: Preview) -> str:
    if preview.span is None:
        return _("Không ngày hẹn nào bị ảnh hưởng.")
    first, last = preview.span
    return _("Hẹn từ %(first)s đến %(last)s bị ảnh hưởng.") % {
        "first": words.short_day(first),
        "last": words.short_day(last),
    }


def _weeks(calendar: Calendar, days: list[date]) -> list[list[dict[str, Any]]]:
    """The weeks of the change as they would be, with one more behind them."""
    last = min(days[-1] + timedelta(days=7), calendar.midnights[-1].date())
    shown = weeks_between(calendar, days[0], last, today=clock.today())
    return [[_cell(cell, changed=cell.day in days) for cell in week] for week in shown]


def _cell(cell: Cell, *, changed: bool) -> dict[str, Any]:
    worked = cell.look in ("worked", "extra")
    label = words.short_day(cell.day) if cell.day.day == 1 else f"{cell.day:%d}"
    if changed:
        return {
            "day": label,
            "kind": "changed",
            "words": _("làm việc") if worked else _("nghỉ"),
            "today": cell.is_today,
        }
    note = {"off": _("nghỉ"), "extra": _("làm bù")}.get(cell.look, _("hôm nay") if cell.is_today else "")
    return {"day": label, "kind": "counted" if worked else "off", "words": note, "today": cell.is_today}

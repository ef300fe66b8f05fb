"""«Dây chuyền công bố»: which draft is at whose desk, how long, why drafts go back."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thutuc.catalogue.rules.decisions.moves import OFFICE_ROLES
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind
from thutuc.desk import queries
from thutuc.desk.queries.pipeline import Row
from thutuc.desk.rules.pipeline import Leg, Norm, Stage
from thutuc.web import clock, words
from thutuc.web.doors import actor_of, officers_only

FIRST = 12
"""Drafts shown at first."""


@require_safe
@officers_only
def pipeline(request: HttpRequest) -> HttpResponse:
    """The board, the returns of the quarter, the quality of preparation."""
    actor, today = actor_of(request), clock.today()
    board = queries.board(actor, today=today)
    stage = request.GET.get("chang", "")
    rows = [row for row in board.rows if not stage or row.stage == stage]
    every = "tat-ca" in request.GET or bool(stage)
    back = queries.returns(actor, on=today)
    context = {
        "nav": "pipeline",
        "board": board,
        "cells": [_cell(cell, stage) for cell in board.cells],
        "rows": [shown(row, back.last_reasons) for row in (rows if every else rows[:FIRST])],
        "total": len(rows),
        "stage": next((each for each in Stage if each == stage), None),
        "legend": [(leg.value, leg.label) for leg in Leg],
        "returns": back,
        "quarter": ("I", "II", "III", "IV")[(today.month - 1) // 3],
        "today": today,
        "may_record": bool(actor.roles & OFFICE_ROLES),
    }
    return render(request, "desk/publication/pipeline.html", context)


def _cell(cell: Any, chosen: str) -> dict[str, Any]:
    return {
        "stage": cell.stage,
        "label": _(cell.stage.label),
        "count": cell.count,
        "age": words.number(cell.median_age, 1).removesuffix(",0").removesuffix(".0")
        if cell.median_age is not None
        else "",
        "late": cell.late,
        "norm": norm_words(cell.norm),
        "current": cell.stage == chosen,
    }


def _half(value: float | None) -> str:
    """6 or 6,5: a median of whole days."""
    if value is None:
        return ""
    return words.number(value, 0 if float(value).is_integer() else 1)


def norm_words(norm: Norm | None) -> str:
    """«Định mức: 5», or the law's limit named so."""
    if norm is None:
        return ""
    told = _("Hạn luật định: %(days)s") if norm.of_law else _("Định mức: %(days)s")
    return told % {"days": norm.days}


def kinds_words(kinds: dict[str, int]) -> str:
    """«1 mới, 2 sửa đổi»."""
    told = [f"{kinds[kind]} {_(kind.label).lower()}" for kind in OperationKind if kinds.get(kind)]
    return ", ".join(told)


def shown(row: Row, why: Mapping[int, str]) -> dict[str, Any]:
    """A draft as the table shows it."""
    decision = row.draft.decision
    state = DecisionState(decision.state)
    return {
        "row": row,
        "decision": decision,
        "kinds": kinds_words(row.draft.kinds),
        "where": _("%(state)s, ngày %(day)s") % {"state": _(state.label), "day": row.age},
        "holder": _holder(row, state),
        "age": _age(row),
        "returns": _returns(row.draft.returns),
        "reason": _(why[decision.pk]) if decision.pk in why else row.draft.last_reason,
        "way": "; ".join(_stretch(each) for each in row.way),
    }


def _holder(row: Row, state: DecisionState) -> str:
    if state is DecisionState.CONSULTING and row.draft.asked:
        told = {"asked": row.draft.asked, "answered": row.draft.answered}
        return _("%(asked)s đơn vị, %(answered)s đã trả lời") % told
    if state in (DecisionState.DRAFT, DecisionState.RETURNED):
        return row.draft.decision.agency.short_name or row.draft.decision.agency.name
    desks = {
        DecisionState.CONTROL: _("Phòng Kiểm soát TTHC"),
        DecisionState.ENDORSING: _("Văn phòng UBND tỉnh"),
        DecisionState.SIGNING: _("Chủ tịch UBND tỉnh"),
    }
    return desks.get(state, row.holder)


def _age(row: Row) -> str:
    told = ngettext("%(count)s ngày", "%(count)s ngày", row.age) % {"count": row.age}
    if row.norm and row.age > row.norm.days:
        return _("%(age)s, định mức %(norm)s") % {"age": told, "norm": row.norm.days}
    return told


def _returns(count: int) -> str:
    return ngettext("%(count)s lần", "%(count)s lần", count) % {"count": count} if count else _("Chưa trả")


def _stretch(each: Any) -> str:
    name = _(each.state.label) if each.state else _(Leg.REST.label)
    days = ngettext("%(count)s ngày", "%(count)s ngày", each.days) % {"count": each.days}
    return f"{name} {days}"

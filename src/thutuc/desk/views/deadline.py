"""«Tính hạn»: the calendar of a unit and the law of the day of acceptance, put together."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.kernel.errors import Refused
from thutuc.legislation import queries as legislation
from thutuc.web import clock
from thutuc.web.doors import officers_only
from thutuc.web.forms import add_objections
from thutuc.worktime import queries as worktime
from thutuc.worktime import readers
from thutuc.worktime.forms import DeadlineForm
from thutuc.worktime.rules import Explanation, Mark, explain, local
from thutuc.worktime.rules.months import Cell, weeks_between
from thutuc.worktime.views import Units


@require_safe
@officers_only
def deadline(request: HttpRequest) -> HttpResponse:
    """«Tính hạn»: a limit counted day by day, with every reason."""
    units = Units()
    asked = "thoi_han" in request.GET
    now = clock.now()
    form = DeadlineForm(request.GET) if asked else DeadlineForm(initial=_deadline_now(now))
    form.fields["don_vi"].offer(units.choices)  # type: ignore[attr-defined]
    context: dict[str, Any] = {"nav": "calendar", "form": form}
    if asked and form.is_valid():
        try:
            context |= _worked_out(form, units)
        except Refused as refused:
            add_objections(form, refused)
    return render(request, "desk/deadline.html", context, status=422 if form.errors else 200)


def _deadline_now(now: datetime) -> dict[str, Any]:
    moment = local(now)
    return {"ngay": moment.date(), "gio": f"{moment:%H:%M}"}


def _worked_out(form: DeadlineForm, units: Units) -> dict[str, Any]:
    code, limit = form.cleaned_data["don_vi"], form.cleaned_data["thoi_han"]
    calendar = worktime.calendar(of=units.pk(code))
    explanation = explain(
        calendar,
        form.start,
        limit,
        time_of_day=form.time_of_day,
        same_day_until=legislation.same_day_until(limit, on=form.start.date()),
        pauses=form.pauses,
    )
    weeks = weeks_between(calendar, explanation.start.date(), explanation.due.date(), today=clock.today())
    return {
        "explanation": explanation,
        "unit_name": units.name(code),
        "limit_words": readers.limit_words(limit),
        "summary": readers.summary_words(explanation),
        "warnings": readers.expected_words(explanation),
        "weeks": [[_counted_cell(cell, explanation) for cell in week] for week in weeks],
        "lines": [(line, readers.line_words(line)) for line in explanation.lines],
    }


_KINDS = {
    Mark.START: "start",
    Mark.COUNTED: "counted",
    Mark.CARRIED: "counted",
    Mark.PAUSED: "pause",
    Mark.OUTSIDE: "start",
}


def _counted_cell(cell: Cell, explanation: Explanation) -> dict[str, Any]:
    """One day of the count as `c-cal` shows it: its number among the counted days, or why it is not one."""
    line = next((line for line in explanation.lines if line.day == cell.day), None)
    shown = {"day": f"{cell.day:%d}" if cell.day.day > 1 else f"{cell.day:%d/%m}", "today": cell.is_today}
    if line is None:
        return {**shown, "kind": "", "words": ""}
    if cell.day == explanation.due.date():
        return {**shown, "kind": "due", "words": _("đến hạn")}
    kind = _KINDS.get(line.mark, "off")
    words = {"start": _("tiếp nhận"), "pause": _("tạm dừng"), "off": _("nghỉ")}.get(kind, "")
    number = explanation.counted.index(line) + 1 if line.mark is Mark.COUNTED else None
    return {**shown, "kind": kind, "words": words, "number": number}

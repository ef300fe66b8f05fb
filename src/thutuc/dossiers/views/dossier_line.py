"""The timeline: what is still to come dotted, the present, what happened; newest first."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import queries
from thutuc.dossiers.queries.pages import DossierPage, EventRow
from thutuc.dossiers.rules import states, workflow
from thutuc.dossiers.rules.terms import Clock, DossierState
from thutuc.dossiers.views import frame as frames
from thutuc.dossiers.views.dossier_clock import is_late
from thutuc.dossiers.views.frame import Frame
from thutuc.kernel.errors import Refused
from thutuc.web import words

Entry = dict[str, Any]


def timeline(frame: Frame, page: DossierPage) -> list[Entry]:
    """Newest first."""
    return [*_coming(frame, page), *_present(frame, page), *(_past(event, frame) for event in page.events)]


def _steps(page: DossierPage) -> tuple[workflow.StepPlan, ...]:
    dossier = page.dossier
    if dossier.version is None:
        return ()
    return workflow.plan(queries.content_of(dossier).workflow, channel=Channel(dossier.channel))


def _coming(frame: Frame, page: DossierPage) -> Iterator[Entry]:
    """The steps of the accepted version that are not done yet, the last one first."""
    dossier = page.dossier
    if dossier.state not in states.OPEN:
        return
    steps = workflow.after(_steps(page), DossierState(dossier.state))
    since = max(frame.now, dossier.step_due_at or frame.now)
    told = []
    calendar = frames.calendar_of(frame.world, frame.today, dossier.agency_id)
    for step in steps:
        since = _expected(calendar, step, since)
        when = min(since, dossier.due_at) if dossier.due_at and dossier.due_at > frame.now else since
        meta = _("Dự kiến %(day)s") % {"day": words.short_day(when)} if dossier.due_at else ""
        told.append({"state": "next", "title": step.step.name, "meta": meta})
    yield from reversed(told)


def _expected(calendar: Any, step: workflow.StepPlan, since: datetime) -> datetime:
    try:
        due = workflow.step_due(calendar, [step], state=step.state, since=since, dossier_due=None)
    except Refused:
        return since
    return due or since


OF_APPLICANT = {
    *(DossierState.SUPPLEMENT, DossierState.TAX_DUTY, DossierState.INTAKE_SUPPLEMENT, DossierState.INTAKE_FEE),
}
"""It is the applicant's turn."""


def waiting_for(dossier: Any) -> str:
    """«Phòng Kinh tế (Bùi Minh Đức)», «lãnh đạo ký, UBND phường Hòa Bình»: whose turn it is."""
    agency = dossier.agency.name if dossier.agency else ""
    unit = dossier.unit.name if dossier.unit else agency
    state = DossierState(dossier.state)
    if state in OF_APPLICANT:
        return _("người nộp")
    said = {
        DossierState.CONSULTING: _("cơ quan được lấy ý kiến"),
        DossierState.AWAIT_REVIEW: _("lãnh đạo %(unit)s") % {"unit": unit},
        DossierState.AWAIT_SIGN: _("lãnh đạo ký, %(unit)s") % {"unit": agency},
        DossierState.AWAIT_ISSUE: _("văn thư, %(unit)s") % {"unit": agency},
        DossierState.SUSPENDED: _("lãnh đạo, %(unit)s") % {"unit": agency},
        DossierState.WITHDRAW_REQUESTED: _("lãnh đạo, %(unit)s") % {"unit": agency},
    }
    if state in said:
        return said[state]
    return f"{unit} ({dossier.holder.full_name})" if dossier.holder and state in states.AT_UNIT else str(unit)


def step_name(page: DossierPage) -> str:
    """What the accepted version calls the present step; "" when it says nothing, or several things."""
    current = workflow.steps_of(_steps(page), DossierState(page.dossier.state))
    return current[0].step.name if len(current) == 1 else ""


def _present(frame: Frame, page: DossierPage) -> Iterator[Entry]:
    dossier = page.dossier
    if dossier.state in states.FINAL:
        return
    late = is_late(frame, dossier.due_at, dossier.state)
    if late:
        day = words.short_day(dossier.due_at)
        yield {"state": "late", "title": _("Quá hạn từ sau ngày %(day)s") % {"day": day}, "meta": ""}
    title = step_name(page) or _(DossierState(dossier.state).label)
    since = _("Từ %(when)s") % {"when": moment(dossier.state_since, frame)}
    meta = " · ".join(part for part in (since, waiting_for(dossier)) if part)
    paused = dossier.state in states.PAUSED
    yield {"state": "pause" if paused else "now", "title": title, "meta": meta}


def _past(event: EventRow, frame: Frame) -> Entry:
    known = states.BY_CODE.get(event.code)
    title = _(known[0].label) if known else _(DossierState(event.target).label)
    stops = bool(known) and any(move.clock is Clock.PAUSE for move in known or ())
    if stops and event.target in states.PAUSED:
        title = _("%(move)s, tạm dừng tính hạn") % {"move": title}
    parts = [moment(event.at, frame), who(event)]
    if event.code in {"hand_over", "redirect", "restart"} and event.agency:
        parts.append(_("đến %(unit)s") % {"unit": event.agency})
    if event.code in {"assign", "reassign"} and event.holder:
        parts.append(_("cho %(person)s") % {"person": event.holder})
    return {
        "state": "pause" if stops else "done",
        "title": title,
        "meta": " · ".join(part for part in parts if part),
        "quote": event.reason or _said(event.details),
    }


def _said(details: Mapping[str, Any]) -> str:
    return str(details.get("words") or "")


def who(event: EventRow) -> str:
    """Who did it; the applicant and the system by what they are."""
    if event.person:
        return event.person
    if event.by.startswith("applicant"):
        return _("Người nộp")
    return _("Hệ thống") if event.by.startswith("system") else ""


def moment(at: datetime, frame: Frame) -> str:
    """«20/11, 16:42», with the year when it is another one."""
    day = words.local_day(at)
    told = words.short_day(at) if day.year == frame.today.year else words.day(at)
    return f"{told}, {words.clock_time(at)}"

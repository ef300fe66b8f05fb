"""The words of the page of one dossier, in the reader's language: made from what the query read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.dossiers.queries import links
from thutuc.dossiers.queries.tracking import Asked, Paper, Tracked
from thutuc.dossiers.rules import states, telling
from thutuc.dossiers.rules.telling import Promise, Step, Turn
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.dossiers.rules.terms import GroundKind, NoticeKind
from thutuc.kernel.periods import local_date
from thutuc.web import words
from thutuc.worktime.rules import Explanation, Mark
from thutuc.worktime.rules.months import Cell, weeks_between

MOST_WEEKS = 14
WITHDRAWALS = frozenset({"withdraw", "request_withdrawal"})
ENDED_WITH = {
    S.REJECTED: (NoticeKind.REFUSAL,),
    S.TERMINATED: (NoticeKind.STOP,),
    S.WITHDRAWN: (NoticeKind.STOP,),
}
REASONED = frozenset({"require_duty", "suspend"})
"""Acts whose reason is told in a box while their state lasts."""
_KINDS = {Mark.START: "start", Mark.CARRIED: "planned", Mark.PAUSED: "pause", Mark.OUTSIDE: "start"}


@dataclass(frozen=True)
class Fact:
    """One of the four facts under the heading."""

    icon: str
    label: str
    value: str
    note: str = ""
    tag: str = ""
    tone: str = ""


def page(found: Tracked, *, now: datetime) -> dict[str, Any]:
    """Everything that the template draws."""
    said = telling.said(found.standing)
    facts = {"count": found.standing.asked, "days": found.standing.late, "day": words.day(found.dossier.appointed_at)}
    return {
        "found": found,
        "dossier": found.dossier,
        "headline": _(said.headline) % facts,
        "lead": _(said.lead) % facts,
        "facts": _facts(found, said.turn, _(said.todo) % facts, now),
        "is_mine": said.turn is Turn.APPLICANT,
        "todo": _todo(found.request) if found.request and not found.request.sent_at else None,
        "box": _box(found),
        "steps": [_step(step) for step in telling.walked(found.acts)],
        "here": _(telling.here(found.standing)) % facts,
        "here_tone": "late" if found.standing.late else "pause" if said.turn is Turn.APPLICANT else "now",
        "coming": _coming(found),
        "why": _why(found, now),
        "link": links.tracking_link(found.dossier),
        "calendar": links.calendar_link(found.dossier) if found.dossier.due_at else "",
        "is_late": found.standing.late > 0,
        "is_open": found.state in states.OPEN,
        "has_reported": found.has_reported,
        "has_result": found.state in (S.RESULT_READY, S.RETURNED),
        "may_withdraw": bool(found.moves & WITHDRAWALS),
    }


# -- the four facts ---


def _facts(found: Tracked, turn: Turn, todo: str, now: datetime) -> list[Fact]:
    dossier = found.dossier
    place = dossier.agency or dossier.received_by
    since = f"{words.clock_time(dossier.state_since)}, {words.short_day(dossier.state_since)}"
    return [
        Fact("user", _("Đến lượt"), _(turn.label), _("Từ %(moment)s") % {"moment": since}),
        Fact("file-pen", _("Việc cần làm"), todo, _by_when(found)),
        _due_fact(found, now),
        Fact("landmark", _("Nơi giải quyết"), place.name if place else _("Chưa rõ"), place.phone if place else ""),
    ]


def _by_when(found: Tracked) -> str:
    request = found.request
    if not request or request.sent_at or not request.due_on:
        return ""
    return _("Chậm nhất %(day)s") % {"day": words.day(request.due_on)}


def _due_fact(found: Tracked, now: datetime) -> Fact:
    dossier, state, icon = found.dossier, found.state, "calendar-days"
    label = _("Hẹn trả")
    if state in (*states.FINAL, S.RESULT_READY):
        return _ended_fact(found)
    if state in states.WAITING:
        note = _("Có sau khi tiếp nhận")
        if dossier.intake_due_at:
            note = _("Trả lời trước %(moment)s") % {"moment": words.moment(dossier.intake_due_at)}
        return Fact(icon, label, _("Chưa có"), note)
    if dossier.due_at is None and found.promise.explanation is None:
        return Fact(icon, label, _("Không có ngày hẹn"), _("Thủ tục này không có ngày hẹn trả."))
    if state in states.PAUSED and not found.standing.runs:
        return _paused_fact(found)
    return _running_fact(found, now)


def _running_fact(found: Tracked, now: datetime) -> Fact:
    due, left = found.dossier.due_at, found.days_left
    label, icon = _("Hẹn trả"), "calendar-days"
    if found.dossier.appointed_at:
        note = _("Hẹn lại, trước là %(day)s") % {"day": words.day(due)}
        value = words.day(found.dossier.appointed_at)
    else:
        note, value = _("trước %(time)s") % {"time": words.clock_time(due)}, words.day(due)
    if left is None or (due and left == 0 and local_date(due) < local_date(now)):
        return Fact(icon, label, value, note)
    tone = "late" if left < 0 else "soon" if left <= 2 else "far"
    return Fact(icon, label, value, note, words.days_left(left), tone)


def _paused_fact(found: Tracked) -> Fact:
    explained = found.promise.explanation
    if explained is None:
        return Fact("calendar-days", _("Hẹn trả"), _("Đang tạm dừng"))
    note = _("Nếu làm tiếp trong hôm nay")
    if found.state is S.SUPPLEMENT:
        note = _("Nếu đủ trong hôm nay") if found.standing.sent else _("Nếu bổ sung trong hôm nay")
    return Fact("calendar-days", _("Hẹn trả"), words.day(explained.due), note)


def _ended_fact(found: Tracked) -> Fact:
    dossier, finished = found.dossier, found.dossier.finished_at or found.dossier.state_since
    note = _("Hẹn trả %(day)s") % {"day": words.day(dossier.due_at)} if dossier.due_at else ""
    late = bool(dossier.due_at and local_date(finished) > local_date(dossier.due_at))
    tag = _("Trả chậm") if late and found.state in (S.RESULT_READY, S.RETURNED) else ""
    return Fact("calendar-check", _("Xong ngày"), words.day(finished), note, tag, "late" if tag else "")


# -- what to do, why it stopped, sorry for being late ---


@dataclass(frozen=True)
class Todo:
    """What is asked, how to answer, by when."""

    title: str
    asked: tuple[tuple[str, str], ...]
    day: str
    is_past: bool


def _todo(request: Paper) -> Todo:
    count = len(request.asked)
    if count == 1 and request.asked[0].document:
        title = _("Cần bổ sung: %(document)s") % {"document": request.asked[0].document}
    else:
        title = ngettext("Cần bổ sung %(count)s điều", "Cần bổ sung %(count)s điều", count) % {"count": count}
    asked = tuple(_ground(each) for each in request.asked) or (("", request.reason),)
    return Todo(title, asked, words.weekday_date(request.due_on), False)


def _ground(asked: Asked) -> tuple[str, str]:
    """(paper or lawful class, what to do)."""
    return asked.document or _(asked.kind.label), asked.words or _(_PLAIN[asked.kind])


_PLAIN = {kind: kind.label for kind in GroundKind}


@dataclass(frozen=True)
class Box:
    """Why a dossier ended or stands still, or that somebody is sorry: what a citizen is owed beside the state."""

    title: str
    lines: tuple[tuple[str, str], ...]
    is_apology: bool = False


def _box(found: Tracked) -> Box | None:
    if found.standing.late and found.standing.appointed:
        return _apology(found)
    paper = found.paper(*ENDED_WITH.get(found.state, ())) if found.state in ENDED_WITH else None
    if paper:
        lines = tuple(_ground(each) for each in paper.asked)
        reason = (("", paper.reason),) if paper.reason else ()
        return Box(_("Lý do"), (*reason, *lines)) if reason or lines else None
    last = found.acts[-1] if found.acts else None
    if last and last.code in REASONED and last.reason:
        return Box(_("Lý do"), (("", last.reason),))
    return None


def _apology(found: Tracked) -> Box | None:
    paper = found.paper(NoticeKind.APOLOGY)
    if paper is None:
        return None
    told = _("Ngày %(day)s, cơ quan giải quyết xin lỗi vì trả chậm và hẹn lại ngày %(new)s.") % {
        "day": words.day(paper.at),
        "new": words.day(paper.new_due_at),
    }
    return Box(_("Xin lỗi vì chậm"), (("", told), (_("Lý do"), paper.reason)), True)


# -- the way ---


@dataclass(frozen=True)
class Way:
    """A step in the reader's language."""

    words: str
    state: str
    when: str
    reason: str


def _step(step: Step) -> Way:
    when = f"{words.weekday(step.at)}, {words.short_day(step.at)}, {words.clock_time(step.at)}" if step.at else ""
    return Way(_(step.words), step.state, when, step.reason)


def _coming(found: Tracked) -> list[Way]:
    steps = [_step(step) for step in telling.coming(found.state)]
    explained = found.promise.explanation
    due = found.dossier.appointed_at or found.dossier.due_at
    if found.promise.is_supposed:
        due = explained.due if explained else None
    if steps and due:
        last = steps[-1]
        steps[-1] = Way(last.words, last.state, _("Chậm nhất %(day)s") % {"day": words.day(due)}, "")
    return steps


# -- the explained date ---


def _why(found: Tracked, now: datetime) -> dict[str, Any] | None:
    explained = found.promise.explanation
    if explained is None or found.state in (S.WITHDRAWN, S.TERMINATED, S.REJECTED):
        return None
    if not found.promise.is_supposed and found.dossier.due_at != explained.due:
        return None
    today, promise = local_date(now), found.promise
    weeks = weeks_between(found.calendar, explained.counted_from.date(), explained.due.date(), today=today)
    counted = sum(1 for line in explained.counted if line.day <= today)
    return {
        "title": _("Vì sao hẹn trả ngày %(day)s?") % {"day": words.short_day(explained.due)},
        "limit": _limit(found),
        "counted": counted,
        "left": len(explained.counted) - counted,
        "in_days": all(not line.minutes for line in explained.lines),
        "caption": _caption(promise, today),
        "weeks": [[_cell(each, explained, today) for each in week] for week in weeks]
        if len(weeks) <= MOST_WEEKS
        else [],
        "answers": [(_on(each.on, today), each.due_on) for each in promise.answers],
        "rules": _rules(found, explained),
        "expected": ", ".join(map(str, explained.expected_years)),
    }


def _drawn(weeks: Sequence[Sequence[Cell]], explained: Explanation, today: date) -> list[list[dict[str, Any]]]:
    """The calendar of the count; of a very long one only the sentences are told."""
    if len(weeks) > MOST_WEEKS:
        return []
    return [[_cell(each, explained, today) for each in week] for week in weeks]


def _limit(found: Tracked) -> str:
    dossier = found.dossier
    amount, unit = dossier.limit_amount, dossier.limit_unit
    label = _(_UNITS.get(unit, ""))
    return label if unit == "same_day" else words.duration(amount.normalize() if amount else amount, label)


_UNITS = {each.value: each.label for each in telling.LIMIT_UNITS}


def _caption(promise: Promise, today: date) -> str:
    if not promise.is_supposed:
        return _("Từ ngày tiếp nhận đến ngày hẹn trả")
    if promise.answers:
        return _("Nếu bổ sung hôm nay, %(day)s") % {"day": words.day(today)}
    return _("Nếu tính tiếp từ hôm nay, %(day)s") % {"day": words.day(today)}


def _on(day: date, today: date) -> str:
    name = _("Hôm nay") if day == today else words.weekday(day)
    return f"{name}, {words.short_day(day)}"


def _cell(cell: Cell, explained: Explanation, today: date) -> dict[str, Any]:
    """One day of the count as `c-cal` shows it."""
    shown: dict[str, Any] = {"day": f"{cell.day:%-d}", "today": cell.is_today, "kind": "", "words": ""}
    if cell.day.day == 1:
        shown["day"] = f"{cell.day:%-d/%-m}"
    line = next((line for line in explained.lines if line.day == cell.day), None)
    if line is None:
        return shown
    number = explained.counted.index(line) + 1 if line.mark is Mark.COUNTED else None
    if cell.day == explained.due.date():
        return {**shown, "kind": "due", "number": number, "words": "" if number else _("hẹn")}
    if line.mark is Mark.COUNTED:
        return {**shown, "kind": "counted" if cell.day <= today else "planned", "number": number}
    kind = _KINDS.get(line.mark, "off")
    said = {"start": _("nhận"), "pause": _("dừng"), "off": _("lễ") if line.note else _("nghỉ")}.get(kind, "")
    return {**shown, "kind": kind, "words": said}


def _rules(found: Tracked, explained: Explanation) -> list[str]:
    """One sentence for each rule that was used, and who moved the day."""
    dossier = found.dossier
    told = [_("Tiếp nhận ngày %(day)s.") % {"day": words.day(explained.start)}]
    if explained.counted:
        first = explained.counted[0].day
        if first != explained.start.date():
            told.append(_("Ngày đầu tiên được tính là ngày %(day)s.") % {"day": words.day(first)})
    holidays = [line for line in explained.skipped if line.note]
    if explained.skipped:
        told.append(_("Không tính thứ Bảy, Chủ nhật và ngày nghỉ lễ, tết."))
    told += [f"{words.day(line.day)}: {line.note}." for line in holidays[:6]]
    if explained.counted_from != explained.start:
        day = {"day": words.day(explained.counted_from)}
        told.append(_("Bổ sung đủ ngày %(day)s thì thời hạn tính lại từ đầu, theo quy định của thủ tục.") % day)
    told += [_pause(pause.start, pause.end) for pause in _pauses(found)]
    if dossier.promised_at and local_date(dossier.promised_at) != explained.due.date():
        told.append(_moved(found))
    return told


def _pauses(found: Tracked) -> list[Any]:
    running = found.running
    return list(running.pauses) if running else []


def _pause(start: datetime, end: datetime | None) -> str:
    if end is None:
        return _("Không tính từ %(day)s đến khi làm tiếp.") % {"day": words.day(start)}
    return _("Không tính từ %(start)s đến %(end)s, vì hồ sơ tạm dừng.") % {
        "start": words.day(start),
        "end": words.day(end),
    }


def _moved(found: Tracked) -> str:
    facts = {"day": words.day(found.dossier.promised_at)}
    if _pauses(found):
        return _("Hẹn lúc đầu là %(day)s. Ngày hẹn lùi vì tạm dừng, không phải vì cơ quan làm chậm.") % facts
    if found.dossier.extra_amount:
        return _("Hẹn lúc đầu là %(day)s. Ngày hẹn lùi vì gia hạn theo luật chuyên ngành.") % facts
    return _("Hẹn lúc đầu là %(day)s. Lịch làm việc đã đổi sau đó.") % facts

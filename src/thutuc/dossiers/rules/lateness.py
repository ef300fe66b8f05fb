"""Late dossiers: which step took too long, who is asked to explain, what an explanation must say.

Decree 118/2025 Art. 19 (the head answers for lateness), control.md §16.10 (explanation is a cycle of its own).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.segments import Stay
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.rules.workflow import StepPlan, steps_of
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules import Calendar, working_minutes

BASIS = "one_stop.apology"
URGERS = frozenset({Role.CONTROL_OFFICER, Role.OFFICE_HEAD, Role.CHAIR, Role.CENTRE_HEAD})
"""Who urges and asks: the control office for the province, the head of a centre for what the centre received."""
ANSWERERS = frozenset({Role.UNIT_HEAD, Role.SIGNER, Role.SPECIALIST})
"""Who explains, in the agency that was asked."""
MOST_DOSSIERS = 500
SHORTEST = 10


class ExplanationState(Labelled):
    """Giải trình: asked, answered, accepted or not; what is not accepted may be answered again."""

    ASKED = "asked", gettext_noop("Chờ giải trình")
    ANSWERED = "answered", gettext_noop("Đã giải trình, chờ xem")
    ACCEPTED = "accepted", gettext_noop("Chấp nhận")
    REJECTED = "rejected", gettext_noop("Không chấp nhận")


OPEN_TO_ANSWER = (ExplanationState.ASKED, ExplanationState.REJECTED)


@dataclass(frozen=True)
class StepUse:
    """How long one step took against its hours, in working minutes. `allowed` None where the workflow says nothing."""

    state: DossierState
    agency_id: int | None
    used: int
    allowed: int | None

    @property
    def over(self) -> int:
        """Minutes beyond the step's own time."""
        return max(0, self.used - self.allowed) if self.allowed is not None else 0


def step_uses(
    calendar: Calendar, stays: Sequence[Stay], steps: Sequence[StepPlan], *, until: datetime
) -> tuple[StepUse, ...]:
    """Every running step with its time; stays in one state and agency count together, pauses do not count at all."""
    used: dict[tuple[DossierState, int | None], int] = {}
    ends = [*(stay.since for stay in stays[1:]), until]
    for stay, end in zip(stays, ends, strict=True):
        if stay.state in states.ON_TICKING and end > stay.since:
            place = (stay.state, stay.agency_id)
            used[place] = used.get(place, 0) + working_minutes(calendar, stay.since, min(end, until))
    return tuple(StepUse(state, agency, minutes, _allowed(steps, state)) for (state, agency), minutes in used.items())


def _allowed(steps: Sequence[StepPlan], state: DossierState) -> int | None:
    hours = [each.hours for each in steps_of(steps, state) if each.hours is not None]
    return int(sum(hours) * 60) if hours else None


def blamed(uses: Sequence[StepUse]) -> StepUse | None:
    """The step that went furthest beyond its time; where no step has hours, the longest one."""
    over = [use for use in uses if use.over]
    if over:
        return max(over, key=lambda use: use.over)
    untold = [use for use in uses if use.allowed is None and use.used]
    return max(untold, key=lambda use: use.used) if untold else None


def may_urge(by: Actor) -> list[Objection]:
    """Urging letters and questions come from the control office or the head of a centre."""
    if by.is_system or by.roles & URGERS:
        return []
    words = gettext_noop("Đôn đốc do Văn phòng Ủy ban nhân dân tỉnh hoặc người đứng đầu Bộ phận Một cửa thực hiện.")
    return [Objection("urging.role", words, BASIS)]


def urging_objections(*, count: int, answer_by: date, on: date) -> list[Objection]:
    """A letter names at least one dossier and gives time to answer."""
    found = []
    if not 1 <= count <= MOST_DOSSIERS:
        words = gettext_noop("Chọn từ 1 đến %(most)s hồ sơ của một cơ quan.")
        found.append(Objection("urging.count", words, BASIS, "dossiers", {"most": MOST_DOSSIERS}))
    if answer_by < on:
        words = gettext_noop("Hạn trả lời không được trước hôm nay.")
        found.append(Objection("urging.day", words, BASIS, "answer_by"))
    return found


def answer_objections(
    by: Actor, *, agency_id: int, state: ExplanationState, reason: str, done_by: date | None, on: date
) -> list[Objection]:
    """The agency that was asked answers with a reason and, while the dossier is open, a day."""
    found = []
    allowed = any(post.role in ANSWERERS and post.agency_id == agency_id for post in by.posts)
    if not by.is_system and not allowed:
        words = gettext_noop("Chỉ cơ quan được yêu cầu mới giải trình.")
        found.append(Objection("explanation.agency", words, BASIS))
    if state not in OPEN_TO_ANSWER:
        words = gettext_noop("Giải trình này đã gửi hoặc đã được chấp nhận.")
        found.append(Objection("explanation.state", words, BASIS))
    if len(reason.strip()) < SHORTEST:
        words = gettext_noop("Ghi rõ nguyên nhân chậm và việc đã làm.")
        found.append(Objection("explanation.reason", words, BASIS, "reason"))
    if done_by is not None and done_by < on:
        words = gettext_noop("Ngày hoàn thành không được trước hôm nay.")
        found.append(Objection("explanation.day", words, BASIS, "done_by"))
    return found


def judge_objections(by: Actor, *, state: ExplanationState, accepted: bool, note: str) -> list[Objection]:
    """Whoever may ask judges; a refusal says why."""
    found = may_urge(by)
    if state is not ExplanationState.ANSWERED:
        words = gettext_noop("Chưa có giải trình để xem.")
        found.append(Objection("explanation.unanswered", words, BASIS))
    if not accepted and not note.strip():
        words = gettext_noop("Không chấp nhận thì ghi lý do.")
        found.append(Objection("explanation.note", words, BASIS, "note"))
    return found

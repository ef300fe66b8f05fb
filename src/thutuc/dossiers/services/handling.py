"""Handing over, distributing, handling: moves that need hands and at most a reason (Decree 118/2025 Art. 18, 19)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.db.models import advance
from thutuc.dossiers.models import Consultation, Dossier, ResultDocument
from thutuc.dossiers.queries import hands_of, world
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import ConsultState, DossierState, NoticeKind, Outcome, Stage
from thutuc.dossiers.services.recording import Step, take
from thutuc.dossiers.services.writing import write_notice
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations

_OUTCOMES = {
    "withdraw": Outcome.WITHDRAWN,
    "grant_withdrawal": Outcome.WITHDRAWN,
    "terminate": Outcome.TERMINATED,
    "lapse": Outcome.NOT_ACCEPTED,
}
_OWN_FORM = {
    *("accept", "guide", "refuse", "submit", "hand_over", "redirect", "assign", "reassign", "consult"),
    *("request_supplement", "send_supplement", "accept_supplement", "restart", "extend", "apologise"),
    *("issue", "record_result", "settle_at_once", "correct_result", "deliver"),
}
"""Moves that need more than a reason have services of their own."""
_ENDS_QUESTIONS = {"conclude", "grant_withdrawal", "suspend"}
"""After them nobody waits for an opinion any more; a withdrawal may have been asked for while others were asked."""
PLAIN_MOVES = tuple(code for code in states.BY_CODE if code not in _OWN_FORM)


@transaction.atomic
def move(*, dossier: Dossier, code: str, by: Actor, at: datetime, reason: str = "") -> Dossier:
    """A move of the table that needs nothing but a reason."""
    if code not in PLAIN_MOVES:
        words = gettext_noop("Thao tác này cần thêm thông tin: mở hồ sơ để thực hiện.")
        refuse_if([Objection("move.form", words)])
    step = Step(code, by, at, world(), reason, _changes(dossier, code, by, at))
    source = DossierState(dossier.state)
    dossier, event = take(dossier, step, _guards(dossier, code, by, at))
    notice = states.move_of(code, state=source).notice
    if notice:
        stage = Stage.PROCESSING if dossier.accepted_at else Stage.INTAKE
        write_notice(dossier, event, notice, stage, step=step)
    if code in _ENDS_QUESTIONS and source in (DossierState.CONSULTING, DossierState.WITHDRAW_REQUESTED):
        open_questions = Consultation.objects.filter(dossier=dossier, state=ConsultState.SENT)
        open_questions.update(state=ConsultState.CANCELLED)
    if code == "reopen":
        wrong = ResultDocument.objects.filter(dossier=dossier, withdrawn_at=None)
        wrong.update(withdrawn_at=at, revision=F("revision") + 1)
    return dossier


def _changes(dossier: Dossier, code: str, by: Actor, at: datetime) -> dict[str, object]:
    changes: dict[str, object] = {}
    if code in _OUTCOMES:
        changes["outcome"] = _OUTCOMES[code]
    if code == "withdraw":
        changes["finished_at"] = at
    if code == "take":
        changes |= {"holder_id": by.person_id, "opened_at": at}
    if code in {"submit_for_review", "submit_for_signature"}:
        changes |= {"given_by_id": by.person_id, "opened_at": None}
    if code == "resume" and dossier.holder_id is None:
        changes["holder_id"] = by.person_id
    if code == "reopen":
        changes |= {"finished_at": None, "outcome": "", "delivery": "none", "unit_id": dossier.agency_id}
    return changes


def _guards(dossier: Dossier, code: str, by: Actor, at: datetime) -> list[Objection]:
    if code == "conclude":
        return _unanswered(dossier, at)
    if code == "recall" and (dossier.opened_at is not None or dossier.given_by_id != by.person_id):
        words = gettext_noop("Chỉ người vừa chuyển thu hồi được, khi người nhận chưa mở hồ sơ.")
        return [Objection("recall.opened", words, states.HANDLING)]
    if code == "lapse":
        return _not_silent(dossier, at)
    return []


def _unanswered(dossier: Dossier, at: datetime) -> list[Objection]:
    """The join needs every answer, or the due moment of those who are silent (one-stop.md §5.2.4)."""
    waiting = Consultation.objects.filter(dossier=dossier, state=ConsultState.SENT, due_at__gt=at).count()
    if not waiting:
        return []
    words = gettext_noop("Còn %(count)s cơ quan chưa trả lời và chưa hết hạn: chờ, hoặc nhắc.")
    return [Objection("consult.waiting", words, states.HANDLING, params={"count": waiting})]


def _not_silent(dossier: Dossier, at: datetime) -> list[Objection]:
    request = dossier.notices.filter(kind=NoticeKind.SUPPLEMENT, settled_at=None).order_by("-pk").first()
    if request and request.applicant_due_on and request.applicant_due_on < local_date(at) and request.sent_at is None:
        return []
    words = gettext_noop("Chưa hết hạn hoàn thiện, hoặc người nộp đã gửi: chưa thể không tiếp nhận vì quá hạn.")
    return [Objection("lapse.early", words, states.REFUSAL)]


@transaction.atomic
def hand_over(*, dossier: Dossier, by: Actor, at: datetime, unit_id: int | None = None) -> Dossier:
    """Chuyển đến cơ quan giải quyết: a line of the control slip."""
    unit = unit_id or dossier.agency_id
    step = Step("hand_over", by, at, world(), changes=_moved_to(dossier, unit, by), details={"unit": unit})
    dossier, _event = take(dossier, step, _wrong_unit(dossier, unit_id, at))
    return dossier


@transaction.atomic
def redirect(*, dossier: Dossier, unit_id: int, reason: str, by: Actor, at: datetime) -> Dossier:
    """Chuyển đơn vị khác của cùng cơ quan: nobody has taken it in hand yet."""
    changes = _moved_to(dossier, unit_id, by)
    step = Step("redirect", by, at, world(), reason, changes, {"unit": unit_id})
    dossier, _event = take(dossier, step, _wrong_unit(dossier, unit_id, at))
    return dossier


def _moved_to(dossier: Dossier, unit: int | None, by: Actor) -> dict[str, object]:
    reach = sorted({*dossier.reach, *([unit] if unit else [])})
    return {"unit_id": unit, "holder_id": None, "given_by_id": by.person_id, "opened_at": None, "reach": reach}


def _wrong_unit(dossier: Dossier, unit_id: int | None, at: datetime) -> list[Objection]:
    """The unit must be the competent agency or stand under it."""
    if unit_id is None or unit_id == dossier.agency_id or dossier.agency_id is None:
        return []
    parents = organisations.parent_ids(on=local_date(at))
    above, seen = parents.get(unit_id), 0
    while above is not None and above != dossier.agency_id and seen < len(parents):
        above, seen = parents.get(above), seen + 1
    if above == dossier.agency_id:
        return []
    words = gettext_noop("Đơn vị này không thuộc cơ quan có thẩm quyền của hồ sơ.")
    return [Objection("unit.foreign", words, states.TRANSFER, "unit")]


@transaction.atomic
def assign(*, dossier: Dossier, person_id: int, by: Actor, at: datetime) -> Dossier:
    """Phân công người thụ lý."""
    changes = {"holder_id": person_id, "given_by_id": by.person_id, "opened_at": None}
    step = Step("assign", by, at, world(), changes=changes, details={"person": person_id})
    dossier, _event = take(dossier, step, _no_handler(dossier, person_id, at))
    return dossier


@transaction.atomic
def reassign(*, dossier: Dossier, person_id: int, reason: str, by: Actor, at: datetime) -> Dossier:
    """Phân công lại: the clock and the step run on."""
    changes = {"holder_id": person_id, "given_by_id": by.person_id, "opened_at": None}
    step = Step("reassign", by, at, world(), reason, changes, {"person": person_id, "before": dossier.holder_id})
    faults = _no_handler(dossier, person_id, at)
    if person_id == dossier.holder_id:
        words = gettext_noop("Người này đang thụ lý hồ sơ.")
        faults = [Objection("assign.same", words, states.HANDLING, "person")]
    dossier, _event = take(dossier, step, faults)
    return dossier


def _no_handler(dossier: Dossier, person_id: int, at: datetime) -> list[Objection]:
    units = [key for key in (dossier.unit_id, dossier.agency_id) if key]
    roles = (Role.SPECIALIST, Role.UNIT_HEAD)
    if (
        accounts.posts(on=local_date(at), agency_ids=units)
        .filter(person=person_id, role__in=roles, person__is_active=True)
        .exists()
    ):
        return []
    words = gettext_noop("Người này không giữ vai trò thụ lý ở đơn vị đang giữ hồ sơ.")
    return [Objection("assign.person", words, states.HANDLING, "person")]


@transaction.atomic
def look(*, dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """Mở hồ sơ: that somebody opened a citizen's papers is on record; a step just passed on cannot be recalled now."""
    if _opens(dossier, by):
        dossier = advance(dossier, opened_at=at)
    journal.record("dossier.look", of=dossier, by=by, at=at)
    return dossier


def _opens(dossier: Dossier, by: Actor) -> bool:
    """The reader is the one whom the dossier waits for."""
    if dossier.opened_at is not None or by.person_id is None or by.person_id == dossier.given_by_id:
        return False
    hands = hands_of(dossier)
    roles = states.acting_roles(by, hands)
    return bool(states.available(hands=hands, roles=roles, person=states.hand_of(by, hands)))

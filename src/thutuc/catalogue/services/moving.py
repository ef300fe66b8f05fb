"""The way of a draft: submitted, returned with remarks, cleared, endorsed, cancelled; opinions asked and given."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.models import Consultation, PreparationFault, PublicationDecision, Remark
from thutuc.catalogue.queries.dry_run import dry_run
from thutuc.catalogue.rules.decisions import details as rules
from thutuc.catalogue.rules.decisions import moves
from thutuc.catalogue.rules.decisions.details import Remarked
from thutuc.catalogue.rules.decisions.terms import OPEN_STATES, DecisionState, Opinion, ReturnReason
from thutuc.catalogue.services.drafting import edit_objections, held, step
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.notifications import services as notifications

LINK = "/ban-lam-viec/cong-bo/%s/"
CONTROL = "publication.control"


@transaction.atomic
def move_decision(
    *,
    decision: PublicationDecision,
    move: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    remarks: Sequence[Remarked] = (),
) -> PublicationDecision:
    """One move of the table but signing. What blocks a signature blocks «Xác nhận đạt» and «Trình ký» too."""
    roles = moves.acting_roles(by, decision.agency_id)
    told = "; ".join(remark.text.strip() for remark in remarks) or reason
    found = list(moves.objections(move, state=decision.state, roles=roles, reason=told))
    if move == "sign":
        found.append(Objection("decision.sign", gettext_noop("Ghi số, ngày, người ký để ban hành.")))
    if move == "return":
        found += rules.return_objections(remarks)
    refuse_if(found or _readiness(decision, move, on=local_date(at)))
    source, target = decision.state, moves.target(move, state=decision.state)
    next_round = decision.round + 1 if move == "submit" and _was_returned(decision) else decision.round
    decision = advance(decision, state=target, state_since=at, round=next_round)
    step(decision, move, source=source, target=target, by=by, at=at, reason=told)
    _write_remarks(decision, remarks, by=by, at=at)
    details = {"from": source, "to": target, "round": decision.round, "remarks": len(remarks)}
    journal.record(f"publication.{move}", of=decision, by=by, at=at, details=details)
    _tell(decision, move, by=by, at=at)
    return decision


def _was_returned(decision: PublicationDecision) -> bool:
    return decision.state == DecisionState.RETURNED


def _readiness(decision: PublicationDecision, move: str, *, on: date) -> list[Objection]:
    if move not in {"clear", "endorse"}:
        return []
    blocks = dry_run(decision, on=on).blocks
    if not blocks:
        return []
    words = gettext_noop("Còn %(count)s chỗ chặn: trả lại để sửa trước.")
    return [Objection("decision.blocked", words, CONTROL, params={"count": len(blocks)})]


def _write_remarks(decision: PublicationDecision, remarks: Sequence[Remarked], *, by: Actor, at: datetime) -> None:
    rows = {row.position: row for row in decision.operations.defer("content")} if remarks else {}
    Remark.objects.bulk_create(
        [
            Remark(
                decision=decision,
                position=told.position,
                code=rows[told.position].code if told.position in rows else "",
                part=told.part,
                round=decision.round,
                reason=told.reason,
                severity=told.severity,
                text=told.text.strip(),
                at=at,
                by=by.key,
                person_id=by.person_id,
            )
            for told in remarks
        ]
    )


@transaction.atomic
def answer_remark(*, remark: Remark, answer: str, by: Actor, at: datetime) -> Remark:
    """Giải trình một ý: what was done about it."""
    found = edit_objections(held(remark.decision), by)
    if not answer.strip():
        found.append(Objection("remark.answer", gettext_noop("Ghi đã sửa gì, hoặc vì sao giữ."), CONTROL, "answer"))
    refuse_if(found)
    remark = advance(remark, answer=answer.strip(), answered_at=at, answered_by=by.key)
    journal.record("publication.answer_remark", of=remark.decision, by=by, at=at, details={"remark": remark.pk})
    return remark


@transaction.atomic
def consult(
    *, decision: PublicationDecision, agency_ids: Iterable[int], due_on: date, by: Actor, at: datetime
) -> PublicationDecision:
    """Lấy ý kiến: the agencies are asked until a day; the draft waits with them."""
    agencies = list(dict.fromkeys(agency_ids))
    roles = moves.acting_roles(by, decision.agency_id)
    found = list(moves.objections("consult", state=decision.state, roles=roles))
    if not agencies:
        words = gettext_noop("Chọn ít nhất một đơn vị để lấy ý kiến.")
        found.append(Objection("consultation.nobody", words, "publication.content", "agencies"))
    if due_on < local_date(at):
        words = gettext_noop("Hạn trả lời không được trước hôm nay.")
        found.append(Objection("consultation.due", words, "publication.content", "due_on"))
    refuse_if(found)
    source = decision.state
    decision = advance(decision, state=DecisionState.CONSULTING, state_since=at)
    Consultation.objects.bulk_create(
        [
            Consultation(decision=decision, agency_id=agency, round=decision.round, asked_at=at, due_on=due_on)
            for agency in agencies
        ]
    )
    step(decision, "consult", source=source, target=DecisionState.CONSULTING, by=by, at=at)
    journal.record("publication.consult", of=decision, by=by, at=at, details={"agencies": agencies, "due_on": due_on})
    _tell_people(decision, gettext_noop("Xin ý kiến về dự thảo %(code)s"), set(agencies), by=by, at=at)
    return decision


@transaction.atomic
def answer_consultation(
    *, consultation: Consultation, opinion: Opinion, text: str, by: Actor, at: datetime
) -> Consultation:
    """Trả lời ý kiến: by the agency that was asked."""
    found = []
    if not by.is_system and consultation.agency_id not in by.agency_ids:
        words = gettext_noop("Chỉ đơn vị được lấy ý kiến trả lời.")
        found.append(Objection("consultation.agency", words, "publication.content"))
    if consultation.decision.state not in OPEN_STATES:
        words = gettext_noop("Dự thảo đã ký hoặc đã hủy: không ghi ý kiến nữa.")
        found.append(Objection("consultation.closed", words, "publication.content"))
    if consultation.answered_at is not None:
        words = gettext_noop("Đơn vị đã trả lời.")
        found.append(Objection("consultation.answered", words, "publication.content"))
    if opinion is not Opinion.AGREES and not text.strip():
        words = gettext_noop("Ghi nội dung ý kiến.")
        found.append(Objection("consultation.text", words, "publication.content", "text"))
    refuse_if(found)
    told = {"opinion": opinion, "text": text.strip(), "answered_at": at, "answered_by": by.key}
    consultation = advance(consultation, **told)
    details = {"agency": consultation.agency_id, "opinion": opinion.value}
    journal.record("publication.answer_consultation", of=consultation.decision, by=by, at=at, details=details)
    return consultation


@transaction.atomic
def report_fault(
    *,
    decision: PublicationDecision,
    reason: ReturnReason,
    text: str,
    found_on: date,
    by: Actor,
    at: datetime,
    code: str = "",
) -> PreparationFault:
    """Sai sót thấy sau khi ký: what the control before signing missed; the mending is another decision."""
    found = list(moves.may_record(by))
    if decision.state != DecisionState.SIGNED:
        words = gettext_noop("Chỉ ghi sai sót của quyết định đã ký.")
        found.append(Objection("fault.unsigned", words, CONTROL))
    if not text.strip():
        found.append(Objection("fault.text", gettext_noop("Ghi sai ở đâu, đúng là gì."), CONTROL, "text"))
    if decision.signed_on and not decision.signed_on <= found_on <= local_date(at):
        words = gettext_noop("Ngày phát hiện từ ngày ký đến hôm nay.")
        found.append(Objection("fault.day", words, CONTROL, "found_on"))
    refuse_if(found)
    fault = PreparationFault.objects.create(
        decision=decision,
        code=tidy(code),
        reason=reason,
        text=text.strip(),
        found_on=found_on,
        at=at,
        by=by.key,
    )
    details = {"reason": reason.value, "code": fault.code}
    journal.record("publication.report_fault", of=decision, by=by, at=at, details=details)
    return fault


_TOLD = {
    "submit": gettext_noop("Dự thảo %(code)s trình kiểm soát"),
    "return": gettext_noop("Dự thảo %(code)s bị trả lại"),
    "clear": gettext_noop("Dự thảo %(code)s đã đạt, chờ Văn phòng trình"),
    "endorse": gettext_noop("Dự thảo %(code)s chờ ký"),
}
_HEARD = {
    "submit": Role.CONTROL_OFFICER,
    "clear": Role.OFFICE_HEAD,
    "endorse": Role.CHAIR,
}


def _tell(decision: PublicationDecision, move: str, *, by: Actor, at: datetime) -> None:
    """Whoever has the next step hears of it."""
    if move == "return":
        _tell_people(decision, _TOLD[move], {decision.agency_id}, by=by, at=at)
    elif move in _HEARD:
        people = {post.person_id: post.person for post in accounts.posts(on=local_date(at), role=_HEARD[move])}
        _send(decision, _TOLD[move], people.values(), by=by, at=at)


def _tell_people(decision: PublicationDecision, words: str, agencies: set[int], *, by: Actor, at: datetime) -> None:
    posts = accounts.posts(on=local_date(at), agency_ids=agencies)
    heard = {post.person_id: post.person for post in posts if post.role in moves.DEPARTMENT_ROLES}
    _send(decision, words, heard.values(), by=by, at=at)


def _send(
    decision: PublicationDecision, words: str, people: Iterable[notifications.Recipient], *, by: Actor, at: datetime
) -> None:
    for person in people:
        if person.pk != by.person_id:
            subject = words % {"code": decision.code}
            link = LINK % decision.code
            notifications.queue(
                kind="publication",
                to=person,
                subject=subject,
                body=decision.title,
                by=by,
                at=at,
                link=link,
            )

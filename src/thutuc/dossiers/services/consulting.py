"""Lấy ý kiến: several agencies at once, each with its own due moment (Decree 118/2025 Art. 19; §2.4, §5.2.4)."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.dossiers.models import Consultation, Dossier
from thutuc.dossiers.queries import hands_of, world
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import ConsultState, DossierState, Opinion
from thutuc.dossiers.services.recording import Step, take
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

BASIS = states.HANDLING


@transaction.atomic
def consult(
    *, dossier: Dossier, agency_ids: Sequence[int], question: str, due_at: datetime, by: Actor, at: datetime
) -> Dossier:
    """The agencies are asked; those asked may see the dossier from now on."""
    agencies = list(dict.fromkeys(agency_ids))
    reach = sorted({*dossier.reach, *agencies})
    step = Step("consult", by, at, world(), changes={"reach": reach}, details={"agencies": agencies})
    dossier, _event = take(dossier, step, _faults(dossier, agencies, question, due_at, at))
    Consultation.objects.bulk_create(
        [
            Consultation(
                dossier=dossier,
                key=secrets.token_hex(8),
                agency_id=agency,
                question=question.strip(),
                asked_at=at,
                asked_by=by.key,
                due_at=due_at,
            )
            for agency in agencies
        ]
    )
    return dossier


def _faults(
    dossier: Dossier, agencies: Sequence[int], question: str, due_at: datetime, at: datetime
) -> list[Objection]:
    found = []
    if not agencies:
        words = gettext_noop("Chọn ít nhất một cơ quan để lấy ý kiến.")
        found.append(Objection("consult.nobody", words, BASIS, "agencies"))
    if dossier.agency_id in agencies:
        words = gettext_noop("Cơ quan đang giải quyết không tự lấy ý kiến của mình.")
        found.append(Objection("consult.itself", words, BASIS, "agencies"))
    if not question.strip():
        found.append(Objection("consult.question", gettext_noop("Ghi nội dung cần hỏi."), BASIS, "question"))
    if due_at <= at:
        words = gettext_noop("Hạn trả lời phải sau bây giờ.")
        found.append(Objection("consult.due", words, BASIS, "due_on"))
    if dossier.state == DossierState.CONSULTING and agencies:
        asked = Consultation.objects.filter(dossier=dossier, agency__in=agencies, state=ConsultState.SENT)
        if asked.exists():
            words = gettext_noop("Có cơ quan đang được lấy ý kiến rồi: nhắc thay vì hỏi lại.")
            found.append(Objection("consult.twice", words, BASIS, "agencies"))
    return found


@transaction.atomic
def answer_consultation(
    *, consultation: Consultation, opinion: Opinion, answer: str, by: Actor, at: datetime
) -> Consultation:
    """Trả lời ý kiến: by the agency that was asked."""
    found = _not_open(consultation)
    if not by.is_system and consultation.agency_id not in by.agency_ids:
        words = gettext_noop("Chỉ cơ quan được lấy ý kiến trả lời.")
        found.append(Objection("consult.agency", words, BASIS))
    if opinion is not Opinion.AGREES and not answer.strip():
        found.append(Objection("consult.answer", gettext_noop("Ghi nội dung ý kiến."), BASIS, "answer"))
    refuse_if(found)
    told = {"opinion": opinion.value, "answer": answer.strip(), "answered_at": at, "answered_by": by.key}
    consultation = advance(consultation, state=ConsultState.ANSWERED, **told)
    details = {"agency": consultation.agency_id, "opinion": opinion.value}
    journal.record("dossier.answer_consultation", of=consultation.dossier, by=by, at=at, details=details)
    return consultation


def _not_open(consultation: Consultation) -> list[Objection]:
    if consultation.state == ConsultState.SENT:
        return []
    words = gettext_noop("Lần lấy ý kiến này đã xong.")
    return [Objection("consult.closed", words, BASIS)]


@transaction.atomic
def remind_consultation(*, consultation: Consultation, by: Actor, at: datetime) -> Consultation:
    """Nhắc trả lời: counted."""
    found = _not_open(consultation)
    roles = states.acting_roles(by, hands_of(consultation.dossier))
    if not roles & set(states.HANDLERS):
        words = gettext_noop("Chỉ đơn vị thụ lý nhắc cơ quan được lấy ý kiến.")
        found.append(Objection("consult.reminder", words, BASIS))
    refuse_if(found)
    consultation = advance(consultation, reminders=consultation.reminders + 1, reminded_at=at)
    details = {"agency": consultation.agency_id, "times": consultation.reminders}
    journal.record("dossier.remind_consultation", of=consultation.dossier, by=by, at=at, details=details)
    return consultation

"""Yêu cầu ngoài thành phần hồ sơ đã công bố: recorded by the officer or told by the applicant in one tap."""

import secrets
from datetime import datetime

from django.db import transaction

from thutuc.accounts.rules.roles import Role
from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, UnlistedDemand
from thutuc.dossiers.queries import hands_of
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.terms import DemandBy
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

BASIS = "one_stop.data_not_asked_again"
SHORTEST = 5


@transaction.atomic
def report_unlisted(*, dossier: Dossier, words: str, by_whom: DemandBy, by: Actor, at: datetime) -> UnlistedDemand:
    """A paper beyond the list was asked for: it is never a ground, and the control office sees it."""
    found = []
    roles = states.acting_roles(by, hands_of(dossier))
    if by_whom is DemandBy.APPLICANT and states.APPLICANT not in roles:
        text = gettext_noop("Chỉ người nộp hồ sơ báo được việc này.")
        found.append(Objection("demand.applicant", text, BASIS))
    if by_whom is DemandBy.OFFICER and not roles - {states.APPLICANT}:
        text = gettext_noop("Chỉ người đang tiếp nhận hoặc thụ lý hồ sơ ghi được việc này.")
        found.append(Objection("demand.officer", text, BASIS))
    refuse_if([*found, *_too_short(words)])
    return _written(dossier, words, by_whom, by, at)


def asked_beside(words: str) -> list[Objection]:
    """What speaks against recording a demand in the same act with what an officer does; nothing without words."""
    return _too_short(words) if words.strip() else []


def write_beside(dossier: Dossier, words: str, *, by: Actor, at: datetime) -> None:
    """The demand recorded in the transaction of an act that was allowed; nothing without words."""
    if words.strip():
        _written(dossier, words, DemandBy.OFFICER, by, at)


def _too_short(words: str) -> list[Objection]:
    if len(words.strip()) >= SHORTEST:
        return []
    text = gettext_noop("Ghi giấy tờ gì bị yêu cầu thêm.")
    return [Objection("demand.words", text, BASIS, "words")]


def _written(dossier: Dossier, words: str, by_whom: DemandBy, by: Actor, at: datetime) -> UnlistedDemand:
    demand = UnlistedDemand.objects.create(
        dossier=dossier,
        key=secrets.token_hex(8),
        by_whom=by_whom,
        words=words.strip()[:2000],
        agency_id=dossier.unit_id or dossier.agency_id,
        at=at,
        by=by.key,
    )
    journal.record("dossier.report_unlisted", of=dossier, by=by, at=at, details={"by_whom": by_whom.value})
    return demand


@transaction.atomic
def answer_unlisted(*, demand: UnlistedDemand, answer: str, by: Actor, at: datetime) -> UnlistedDemand:
    """The control office says what was done about it."""
    found = []
    if not by.is_system and not by.roles & {Role.CONTROL_OFFICER, Role.OFFICE_HEAD}:
        text = gettext_noop("Chỉ công chức kiểm soát thủ tục hành chính trả lời việc này.")
        found.append(Objection("demand.control", text, BASIS))
    if demand.answered_at is not None:
        text = gettext_noop("Việc này đã có kết quả xử lý.")
        found.append(Objection("demand.answered", text, BASIS))
    if not answer.strip():
        found.append(Objection("demand.answer", gettext_noop("Ghi kết quả xử lý."), BASIS, "answer"))
    refuse_if(found)
    demand = advance(demand, answer=answer.strip(), answered_at=at, answered_by=by.key)
    journal.record("dossier.answer_unlisted", of=demand.dossier, by=by, at=at)
    return demand

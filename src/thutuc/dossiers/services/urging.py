"""Đôn đốc, giải trình: late dossiers are urged by letter, explained with a reason and a day, judged."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, Explanation, UrgingLetter
from thutuc.dossiers.queries import world
from thutuc.dossiers.rules import clock, lateness
from thutuc.dossiers.rules.lateness import ExplanationState
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@transaction.atomic
def urge(
    *,
    agency_id: int,
    dossiers: Sequence[Dossier],
    answer_by: date,
    by: Actor,
    at: datetime,
    number: str = "",
    request: str = "",
    signer: str = "",
    signer_title: str = "",
) -> UrgingLetter:
    """Văn bản đôn đốc một cơ quan: every late dossier named is one to explain; one asked before is not asked twice."""
    day = local_date(at)
    found = [*lateness.may_urge(by), *lateness.urging_objections(count=len(dossiers), answer_by=answer_by, on=day)]
    if any(agency_id not in (each.agency_id, each.unit_id) for each in dossiers):
        words = gettext_noop("Mỗi văn bản đôn đốc chỉ gửi một cơ quan đang giữ hồ sơ.")
        found.append(Objection("urging.agency", words, lateness.BASIS, "dossiers"))
    refuse_if(found)
    letter = UrgingLetter.objects.create(
        key=secrets.token_hex(8),
        agency_id=agency_id,
        number=tidy(number),
        issued_on=day,
        answer_by=answer_by,
        request=request.strip(),
        signer=tidy(signer),
        signer_title=tidy(signer_title),
        at=at,
        by=by.key,
    )
    _ask(letter, dossiers, by, at)
    details = {"agency": agency_id, "dossiers": len(dossiers), "answer_by": answer_by}
    journal.record("dossier.urge", of=letter, by=by, at=at, details=details)
    return letter


def _ask(letter: UrgingLetter, dossiers: Sequence[Dossier], by: Actor, at: datetime) -> None:
    keys = [each.pk for each in dossiers]
    asked = Explanation.objects.filter(dossier__in=keys, agency=letter.agency_id).exclude(
        state=ExplanationState.ACCEPTED
    )
    known = set(asked.values_list("dossier_id", flat=True))
    now = world()
    Explanation.objects.bulk_create(
        [
            Explanation(
                key=secrets.token_hex(8),
                dossier=dossier,
                letter=letter,
                agency_id=letter.agency_id,
                days_late=clock.late_days(now.calendar(dossier.agency_id), due_at=dossier.due_at, until=at),
                asked_at=at,
                asked_by=by.key,
                answer_by=letter.answer_by,
            )
            for dossier in dossiers
            if dossier.pk not in known
        ]
    )


@transaction.atomic
def explain(*, explanation: Explanation, reason: str, done_by: date | None, by: Actor, at: datetime) -> Explanation:
    """Giải trình: the reason, what was done, by which day the rest is done."""
    found = lateness.answer_objections(
        by,
        agency_id=explanation.agency_id,
        state=ExplanationState(explanation.state),
        reason=reason,
        done_by=done_by,
        on=local_date(at),
    )
    refuse_if(found)
    told = {"reason": reason.strip(), "done_by": done_by, "answered_at": at, "answered_by": by.key}
    explanation = advance(explanation, state=ExplanationState.ANSWERED, **told)
    journal.record("dossier.explain", of=explanation.dossier, by=by, at=at, details={"agency": explanation.agency_id})
    return explanation


@transaction.atomic
def judge(*, explanation: Explanation, accepted: bool, note: str, by: Actor, at: datetime) -> Explanation:
    """Xem giải trình: accepted or not; what is not accepted is owed again."""
    state = ExplanationState(explanation.state)
    refuse_if(lateness.judge_objections(by, state=state, accepted=accepted, note=note))
    verdict = ExplanationState.ACCEPTED if accepted else ExplanationState.REJECTED
    explanation = advance(explanation, state=verdict, note=note.strip(), judged_at=at, judged_by=by.key)
    details = {"agency": explanation.agency_id, "verdict": verdict.value}
    journal.record("dossier.judge_explanation", of=explanation.dossier, by=by, at=at, details=details)
    return explanation

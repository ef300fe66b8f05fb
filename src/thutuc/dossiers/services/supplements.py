"""Papers asked for under the clock: requested with grounds, sent, accepted (Decree 118/2025 Art. 19; §2.5)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, Notice
from thutuc.dossiers.queries import documents_of, world
from thutuc.dossiers.rules import grounds as rules
from thutuc.dossiers.rules import intake, states
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.terms import DossierState, NoticeKind, Stage, SupplementPolicy
from thutuc.dossiers.services.demands import asked_beside, write_beside
from thutuc.dossiers.services.recording import Step, take
from thutuc.dossiers.services.writing import write_notice
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@transaction.atomic
def request_supplement(
    *,
    dossier: Dossier,
    grounds: Sequence[Ground],
    reason: str,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
    unlisted: str = "",
) -> Dossier:
    """Yêu cầu bổ sung: everything at once, form 02; the clock does what the accepted version says."""
    details = {"grounds": [ground.kind.value for ground in grounds], "policy": dossier.policy}
    changes = {"supplement_count": dossier.supplement_count + 1}
    step = Step("request_supplement", by, at, world(), reason, changes, details, due_on, grounds)
    faults = [
        *rules.objections(grounds, documents=documents_of(dossier), stage=Stage.PROCESSING),
        *_times(dossier, step),
        *_past(due_on, at),
        *asked_beside(unlisted),
    ]
    old_due = dossier.due_at
    dossier, event = take(dossier, step, faults)
    write_notice(
        dossier,
        event,
        NoticeKind.SUPPLEMENT,
        Stage.PROCESSING,
        step=step,
        grounds=grounds,
        occurrence=dossier.supplement_count,
        applicant_due_on=due_on,
        old_due_at=old_due,
    )
    write_beside(dossier, unlisted, by=by, at=at)
    return dossier


def _times(dossier: Dossier, step: Step) -> list[Objection]:
    """Once, unless a sector law says otherwise; the number of the day of acceptance."""
    on = local_date(dossier.accepted_at or step.at)
    allowed = dossier.supplement_times or step.world.number("one_stop.supplement_times", on=on)
    if allowed is None or dossier.supplement_count < allowed:
        return []
    words = gettext_noop("Đã yêu cầu bổ sung %(count)s lần; chỉ được %(allowed)s lần, mỗi lần phải đầy đủ.")
    params = {"count": dossier.supplement_count, "allowed": allowed}
    return [Objection("supplement.times", words, states.SUPPLEMENT, params=params)]


def _past(due_on: date | None, at: datetime) -> list[Objection]:
    if due_on is None or due_on >= local_date(at):
        return []
    words = gettext_noop("Hạn bổ sung không được trước hôm nay.")
    return [Objection("notice.due", words, states.SUPPLEMENT, "due_on")]


@transaction.atomic
def send_supplement(*, dossier: Dossier, words: str, by: Actor, at: datetime) -> Dossier:
    """Người nộp gửi phần bổ sung: the counter looks at it; the clock runs only when it is accepted."""
    waiting = dossier.state == DossierState.INTAKE_SUPPLEMENT
    step = Step("send_again" if waiting else "send_supplement", by, at, world(), details={"words": tidy(words)[:1000]})
    request = _open_request(dossier)
    faults = []
    if request is not None and request.sent_at is not None and not waiting:
        text = gettext_noop("Phần bổ sung đã gửi, đang chờ Bộ phận Một cửa kiểm tra.")
        faults.append(Objection("supplement.sent", text, states.SUPPLEMENT))
    dossier, _event = take(dossier, step, faults)
    if request is not None:
        settled = {"settled_at": at} if waiting else {}
        advance(request, sent_at=at, **settled)
    return dossier


def _open_request(dossier: Dossier) -> Notice | None:
    return dossier.notices.filter(kind=NoticeKind.SUPPLEMENT, settled_at=None).order_by("-pk").first()


@transaction.atomic
def accept_supplement(*, dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """Nhận phần bổ sung: the limit runs on from its remainder, or is counted again in full, by the policy."""
    restarts = dossier.policy == SupplementPolicy.RESTART
    changes: dict[str, object] = {"appointed_at": None} if restarts else {}
    if restarts:
        changes |= {"unit_id": dossier.received_by_id, "holder_id": None, "opened_at": None}
    step = Step("restart" if restarts else "accept_supplement", by, at, world(), changes=changes)
    request = _open_request(dossier)
    helping = intake.helping_objections(by, received_by=dossier.received_by_id, helped_by=dossier.helped_by_id)
    dossier, _event = take(dossier, step, helping)
    if request is not None:
        advance(request, settled_at=at, sent_at=request.sent_at or at, new_due_at=dossier.due_at)
    return dossier

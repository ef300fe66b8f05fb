"""Intake: registered, guided, refused, accepted with a code, a promise and a clock (Decree 118/2025 Art. 17)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.catalogue.rules.terms import Channel
from thutuc.db.counters import next_number
from thutuc.db.models import advance
from thutuc.dossiers.models import Component, Dossier
from thutuc.dossiers.queries import content_of, documents_of, world
from thutuc.dossiers.rules import clock, codes, grounds
from thutuc.dossiers.rules import intake as rules
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.intake import Check, Intake
from thutuc.dossiers.rules.terms import (
    DossierState,
    MoneyState,
    NoticeKind,
    Outcome,
    Stage,
)
from thutuc.dossiers.services.demands import asked_beside, write_beside
from thutuc.dossiers.services.recording import Step, check, kept, record, take, tell
from thutuc.dossiers.services.registering import Prepared, prepared, renewed, words_of, written
from thutuc.dossiers.services.writing import write_notice
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop


@transaction.atomic
def register(*, intake: Intake, by: Actor, at: datetime, unlisted: str = "") -> Dossier:
    """Hồ sơ đến: filed online, by post or left at the counter; the clock of the first answer starts, no other."""
    ready = prepared(intake, at=at)
    step = Step("submit", by, at, world())
    hands, _move = check(ready.dossier, step, [*asked_beside(unlisted), *_but_case(ready, intake)])
    due = _first_answer_due(ready.dossier, step)
    dossier = written(ready, state=DossierState.SUBMITTED, at=at, intake_due_at=due)
    record(dossier, step, hands=hands, target=DossierState.SUBMITTED)
    write_beside(dossier, unlisted, by=by, at=at)
    tell(dossier, step)
    return dossier


def _but_case(ready: Prepared, intake: Intake) -> list[Objection]:
    """The portal names no case: the counter chooses it when it looks at the papers."""
    return [each for each in ready.objections if intake.case or each.code != "intake.case"]


def _first_answer_due(dossier: Dossier, step: Step) -> datetime | None:
    hours = step.world.number("one_stop.first_answer", on=local_date(step.at))
    if hours is None:
        return None
    limit = clock.limit_from(hours, "working_hour")
    calendar = step.world.calendar(dossier.received_by_id)
    return clock.due(calendar, Running(dossier.submitted_at, limit))


@transaction.atomic
def receive(*, intake: Intake, checks: Sequence[Check], by: Actor, at: datetime, unlisted: str = "") -> Dossier:
    """Tiếp nhận tại quầy: new and accepted in one act; the applicant leaves with form 01."""
    ready = prepared(intake, at=at)
    step = Step("accept", by, at, world())
    faults = [*_helping(ready.dossier, by), *ready.objections, *_incomplete(ready, checks), *asked_beside(unlisted)]
    hands, _move = check(ready.dossier, step, faults)
    columns = _accepted(ready, step)
    dossier = written(ready, state=DossierState.ACCEPTED, at=at, checks=checks, **columns)
    record(dossier, step, hands=hands, target=DossierState.ACCEPTED)
    write_beside(dossier, unlisted, by=by, at=at)
    tell(dossier, step)
    return dossier


@transaction.atomic
def accept(
    *, dossier: Dossier, checks: Sequence[Check], by: Actor, at: datetime, case: str | None = None, unlisted: str = ""
) -> Dossier:
    """Tiếp nhận hồ sơ đang chờ: by the version in force today; the clock starts now, not when it was sent."""
    ready = renewed(dossier, case=dossier.case if case is None else case, at=at)
    step = Step("accept", by, at, world())
    faults = [*_helping(dossier, by), *ready.objections, *_incomplete(ready, checks), *asked_beside(unlisted)]
    check(dossier, step, faults)
    _looked_at(ready, checks)
    columns = {name: getattr(ready.dossier, name) for name in ("case", "version", "procedure_name", "policy")}
    columns |= {"supplement_times": ready.dossier.supplement_times, **_accepted(ready, step)}
    dossier.code = columns["code"]
    columns["words"] = words_of(dossier)
    taken = Step("accept", by, at, step.world, changes=columns)
    dossier, _event = take(dossier, taken)
    _settled(dossier, at)
    write_beside(dossier, unlisted, by=by, at=at)
    return dossier


def _settled(dossier: Dossier, at: datetime) -> None:
    """What the applicant was guided to bring is there: the request is closed."""
    if not dossier.guidance_count:
        return
    for request in dossier.notices.filter(kind=NoticeKind.SUPPLEMENT, settled_at=None):
        advance(request, settled_at=at, sent_at=request.sent_at or at)


def _helping(dossier: Dossier, by: Actor) -> list[Objection]:
    return rules.helping_objections(by, received_by=dossier.received_by_id, helped_by=dossier.helped_by_id)


def _looked_at(ready: Prepared, checks: Sequence[Check]) -> None:
    """The papers as they are now: what was noted of them when the applicant was guided is written over."""
    Component.objects.bulk_create(
        ready.components(checks),
        update_conflicts=True,
        unique_fields=["dossier", "position"],
        update_fields=["name", "code", "state", "originals", "certified", "copies", "note"],
    )


def _incomplete(ready: Prepared, checks: Sequence[Check]) -> list[Objection]:
    if ready.objections:
        return []
    found = rules.completeness(checks, documents_of(ready.dossier))
    if not ready.reception_code:
        words = gettext_noop("Quầy này không hoạt động hôm nay hoặc chưa có mã định danh: chọn nơi tiếp nhận khác.")
        found.append(Objection("intake.counter", words, rules.ACCEPTANCE, "received_by"))
    return found


def _accepted(ready: Prepared, step: Step) -> dict[str, object]:
    """What acceptance writes: code, limit of the version in force, promise. The code is asked for last."""
    dossier = ready.dossier
    content, day = content_of(dossier), local_date(step.at)
    limit = clock.limit_of(content, channel=Channel(dossier.channel), case=dossier.case)
    running = Running(step.at, limit, same_day_until=step.world.cutoff(on=day))
    due = clock.due(step.world.calendar(dossier.agency_id), running)
    columns: dict[str, object] = {
        "accepted_at": step.at,
        "limit_amount": clock.kept_amount(limit.amount) if limit else None,
        "limit_unit": limit.unit.value if limit else "",
        "same_day_until": running.same_day_until,
        "promised_at": due,
        "due_at": due,
        "money": _money(dossier),
    }
    columns |= kept(dossier, DossierState.ACCEPTED, columns, step)
    columns["code"] = _next_code(ready.reception_code, day)
    return columns


def _money(dossier: Dossier) -> MoneyState:
    offer = clock.offer_of(content_of(dossier), channel=Channel(dossier.channel), case=dossier.case)
    owed = offer is not None and any(fee.amount for fee in offer.fees)
    return MoneyState.UNPAID if owed else MoneyState.NONE


def _next_code(agency_code: str, day: date) -> str:
    return codes.code(agency_code, day, next_number(codes.series(agency_code, day)))


@transaction.atomic
def guide(
    *,
    dossier: Dossier,
    grounds: Sequence[Ground],
    reason: str,
    due_on: date | None,
    by: Actor,
    at: datetime,
    case: str | None = None,
    unlisted: str = "",
) -> Dossier:
    """Hướng dẫn hoàn thiện: everything that is missing at once, each by its ground, form 02."""
    changes = {"guidance_count": dossier.guidance_count + 1, **_chosen(dossier, case)}
    step = Step("guide", by, at, world(), reason, changes, _kinds(grounds), due_on, grounds)
    faults = [*_grounds(dossier, grounds), *_guided_before(dossier, step), *_past(due_on, at), *asked_beside(unlisted)]
    dossier, event = take(dossier, step, faults)
    write_notice(
        dossier, event, NoticeKind.SUPPLEMENT, Stage.INTAKE, grounds=grounds, applicant_due_on=due_on, step=step
    )
    write_beside(dossier, unlisted, by=by, at=at)
    return dossier


def _chosen(dossier: Dossier, case: str | None) -> dict[str, object]:
    """The case whose list the grounds speak of, where the counter chose it only now."""
    if case is None:
        return {}
    dossier.case = case.strip()
    return {"case": dossier.case}


def _kinds(grounds: Sequence[Ground]) -> dict[str, object]:
    return {"grounds": [ground.kind.value for ground in grounds]}


def _guided_before(dossier: Dossier, step: Step) -> list[Objection]:
    """Đầy đủ trong một lần."""
    allowed = step.world.number("one_stop.guidance_times", on=local_date(step.at))
    if allowed is None or dossier.guidance_count < allowed:
        return []
    words = gettext_noop("Đã hướng dẫn %(count)s lần; chỉ được %(allowed)s lần, đầy đủ trong một lần.")
    params = {"count": dossier.guidance_count, "allowed": allowed}
    return [Objection("guidance.times", words, "one_stop.guidance", params=params)]


def _past(due_on: date | None, at: datetime) -> list[Objection]:
    if due_on is None or due_on >= local_date(at):
        return []
    words = gettext_noop("Hạn hoàn thiện không được trước hôm nay.")
    return [Objection("notice.due", words, "one_stop.guidance", "due_on")]


def _grounds(dossier: Dossier, told: Sequence[Ground], *, refusing: bool = False) -> list[Objection]:
    return grounds.objections(told, documents=documents_of(dossier), stage=Stage.INTAKE, refusing=refusing)


@transaction.atomic
def guide_new(
    *,
    intake: Intake,
    grounds: Sequence[Ground],
    reason: str,
    due_on: date | None,
    by: Actor,
    at: datetime,
    checks: Sequence[Check] = (),
    unlisted: str = "",
) -> Dossier:
    """The same at the counter for a dossier that is not taken in: the applicant leaves with form 02."""
    return _told_at_counter("guide", intake, grounds, reason, by, at, checks, unlisted, due_on=due_on)


@transaction.atomic
def refuse(
    *,
    dossier: Dossier,
    grounds: Sequence[Ground],
    reason: str,
    by: Actor,
    at: datetime,
    case: str | None = None,
    unlisted: str = "",
) -> Dossier:
    """Từ chối tiếp nhận: by a lawful ground in words, form 03."""
    changes = {"outcome": Outcome.NOT_ACCEPTED, **_chosen(dossier, case)}
    step = Step("refuse", by, at, world(), reason, changes, _kinds(grounds), asked=grounds)
    dossier, event = take(dossier, step, [*_grounds(dossier, grounds, refusing=True), *asked_beside(unlisted)])
    write_notice(dossier, event, NoticeKind.REFUSAL, Stage.INTAKE, grounds=grounds, step=step)
    write_beside(dossier, unlisted, by=by, at=at)
    return dossier


@transaction.atomic
def refuse_new(
    *,
    intake: Intake,
    grounds: Sequence[Ground],
    reason: str,
    by: Actor,
    at: datetime,
    checks: Sequence[Check] = (),
    unlisted: str = "",
) -> Dossier:
    """The same at the counter: the refusal is a fact, though no code was given."""
    return _told_at_counter("refuse", intake, grounds, reason, by, at, checks, unlisted)


def _told_at_counter(
    code: str,
    intake: Intake,
    told: Sequence[Ground],
    reason: str,
    by: Actor,
    at: datetime,
    checks: Sequence[Check],
    unlisted: str,
    *,
    due_on: date | None = None,
) -> Dossier:
    ready = prepared(intake, at=at)
    refusing = code == "refuse"
    step = Step(code, by, at, world(), reason, {}, _kinds(told), due_on, told)
    faults = [*ready.objections, *_past(due_on, at), *asked_beside(unlisted)]
    if not ready.objections:
        faults += _grounds(ready.dossier, told, refusing=refusing)
    hands, _move = check(ready.dossier, step, faults)
    target = DossierState.REJECTED if refusing else DossierState.INTAKE_SUPPLEMENT
    more = {"outcome": Outcome.NOT_ACCEPTED} if refusing else {"guidance_count": 1}
    dossier = written(ready, state=target, at=at, checks=checks, **more)
    event = record(dossier, step, hands=hands, target=target)
    kind = NoticeKind.REFUSAL if refusing else NoticeKind.SUPPLEMENT
    write_notice(dossier, event, kind, Stage.INTAKE, grounds=told, applicant_due_on=due_on, step=step)
    write_beside(dossier, unlisted, by=by, at=at)
    tell(dossier, step)
    return dossier

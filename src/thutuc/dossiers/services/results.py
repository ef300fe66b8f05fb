"""Results: issued, recorded from elsewhere, given at once, corrected, handed over (Decree 118/2025 Art. 20)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thutuc.dossiers.models import Delivery, Dossier, ResultDocument
from thutuc.dossiers.queries import world
from thutuc.dossiers.rules import results as rules
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.results import Handed, Result
from thutuc.dossiers.rules.terms import DeliveryState, DossierState, Outcome
from thutuc.dossiers.services.recording import Step, take
from thutuc.files import services as files
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@transaction.atomic
def issue(*, dossier: Dossier, result: Result, by: Actor, at: datetime) -> Dossier:
    """Phát hành: number, date and seal after the signature; the agency has finished, the clock ends."""
    return _finish("issue", dossier, result, by, at)


@transaction.atomic
def record_result(*, dossier: Dossier, result: Result, by: Actor, at: datetime) -> Dossier:
    """Ghi kết quả đã ký nơi khác: true from its own day, known from now (control.md §16.4)."""
    return _finish("record_result", dossier, result, by, at, elsewhere=True)


@transaction.atomic
def settle_at_once(*, dossier: Dossier, result: Result, by: Actor, at: datetime) -> Dossier:
    """Trả kết quả ngay: no hand-over, the result is there (one-stop.md §2.2.6)."""
    return _finish("settle_at_once", dossier, result, by, at)


def _finish(
    code: str, dossier: Dossier, result: Result, by: Actor, at: datetime, *, elsewhere: bool = False
) -> Dossier:
    faults = _faults(dossier, result, at, elsewhere=elsewhere)
    changes: Mapping[str, object] = {
        "outcome": result.outcome,
        "delivery": DeliveryState.WAITING,
        "unit_id": dossier.received_by_id,
    }
    details = {"outcome": result.outcome.value, "issued_on": result.issued_on.isoformat()}
    step = Step(code, by, at, world(), result.reason, changes, details)
    dossier, _event = take(dossier, step, faults)
    document = ResultDocument.objects.create(**_columns(dossier, result, by, at, elsewhere=elsewhere))
    _keep_file(document, result, by, at)
    return dossier


def _keep_file(document: ResultDocument, result: Result, by: Actor, at: datetime) -> None:
    """The file that was signed belongs to the result; refused with the whole act when it is no paper."""
    if result.file:
        files.store(result.file.content, name=result.file.name, owner=document, by=by, at=at)


def _faults(dossier: Dossier, result: Result, at: datetime, *, elsewhere: bool) -> list[Objection]:
    accepted_on = local_date(dossier.accepted_at or at)
    found = rules.objections(result, accepted_on=accepted_on, on=local_date(at), elsewhere=elsewhere)
    if dossier.state == DossierState.SUSPENDED and result.outcome is not Outcome.REFUSED:
        words = gettext_noop(
            "Hồ sơ đang tạm dừng: chỉ ghi được văn bản từ chối giải quyết, hoặc giải quyết tiếp trước."
        )
        found.append(Objection("result.suspended", words, states.RESULT, "outcome"))
    return found


def _columns(dossier: Dossier, result: Result, by: Actor, at: datetime, *, elsewhere: bool) -> dict[str, object]:
    return {
        "dossier": dossier,
        "outcome": result.outcome,
        "name": tidy(result.name),
        "number": tidy(result.number),
        "issued_on": result.issued_on,
        "valid_until": result.valid_until,
        "issuer": tidy(result.issuer),
        "signer": tidy(result.signer),
        "signer_title": tidy(result.signer_title),
        "signed_elsewhere": elsewhere,
        "signature": dict(result.signature),
        "reason": result.reason.strip(),
        "recorded_at": at,
        "recorded_by": by.key,
    }


@transaction.atomic
def correct_result(*, dossier: Dossier, result: Result, reason: str, by: Actor, at: datetime) -> Dossier:
    """Đính chính kết quả: the new one names the old one, which stays as it was."""
    old = dossier.results.filter(withdrawn_at=None, replaced_by=None).order_by("-pk").first()
    faults = _faults(dossier, result, at, elsewhere=False)
    if old is None:
        words = gettext_noop("Hồ sơ chưa có kết quả để đính chính.")
        faults.append(Objection("result.none", words, states.RESULT))
    changes = {"outcome": result.outcome}
    step = Step("correct_result", by, at, world(), reason, changes, {"before": old.number if old else ""})
    dossier, _event = take(dossier, step, faults)
    columns = _columns(dossier, result, by, at, elsewhere=False)
    document = ResultDocument.objects.create(**{**columns, "replaces": old, "reason": reason.strip()})
    _keep_file(document, result, by, at)
    return dossier


@transaction.atomic
def deliver(*, dossier: Dossier, handed: Handed, by: Actor, at: datetime) -> Dossier:
    """Trả kết quả: to whom, how, when; time was measured to the finish, not to this."""
    changes = {"returned_at": at, "delivery": DeliveryState.HANDED}
    step = Step("deliver", by, at, world(), changes=changes, details={"way": handed.way.value})
    dossier, _event = take(dossier, step, rules.handed_objections(handed))
    Delivery.objects.create(
        dossier=dossier,
        way=handed.way,
        receiver=tidy(handed.receiver),
        receiver_is=tidy(handed.receiver_is),
        parcel=handed.parcel.strip(),
        originals_back=handed.originals_back.strip(),
        at=at,
        by=by.key,
    )
    return dossier

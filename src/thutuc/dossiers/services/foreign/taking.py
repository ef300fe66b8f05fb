"""Tiếp quản: a dossier of the province's former system goes on here, with its dates and its promise."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.terms import Channel
from thutuc.db.counters import next_number
from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, DossierEvent, ProcedureRule
from thutuc.dossiers.rules import clock, codes, states
from thutuc.dossiers.rules.foreign import policies
from thutuc.dossiers.rules.foreign.terms import TAKE_OVER
from thutuc.dossiers.rules.terms import Authority, DossierState, SupplementPolicy
from thutuc.dossiers.services.registering import fresh_secret
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations


@dataclass(frozen=True)
class Target:
    """Where a dossier goes on: who decides, who handles it, which counter returns it; its procedure when ours is
    another one than its own code says."""

    agency_id: int
    received_by_id: int | None = None
    unit_id: int | None = None
    procedure_id: int | None = None


@transaction.atomic
def take_over(*, dossier: Dossier, target: Target, by: Actor, at: datetime) -> Dossier:
    """Tiếp quản một hồ sơ đang mở của hệ thống cũ. Promise and due day stay as the former system gave them."""
    refuse_if([*policies.may_keep(by), *_place_objections(target, at)])
    source, before = Authority(dossier.authority), DossierState(dossier.state)
    version, of_day = _version(dossier, target.procedure_id, at)
    refuse_if(
        policies.may_take_over(
            authority=source,
            state=before,
            has_version=version is not None,
            is_accepted=dossier.accepted_at is not None,
            is_finished=dossier.finished_at is not None,
        )
    )
    dossier = advance(dossier, **_standing(dossier, target, version, of_day=of_day), code=_code(dossier, target, at))
    details = {"source": dossier.source, "authority": source, "source_code": dossier.source_code}
    DossierEvent.objects.create(
        dossier=dossier,
        number=dossier.event_count,
        code=TAKE_OVER,
        source=before,
        target=dossier.state,
        at=at,
        recorded_at=at,
        by=by.key,
        person_id=by.person_id,
        agency_id=target.unit_id or target.agency_id,
        due_at=dossier.due_at,
        details=details,
    )
    facts = {"source": dossier.source, "agency": target.agency_id, "state": dossier.state}
    journal.record("dossier.take_over", of=dossier, by=by, at=at, details=facts)
    return dossier


def take_over_many(
    *,
    dossiers: Iterable[Dossier],
    target_of: Callable[[Dossier], Target | None],
    by: Actor,
    at: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> dict[str, Any]:
    """Tiếp quản nhiều hồ sơ: each on its own, so that one that may not be taken keeps none of the others back."""
    taken, refused = 0, list[list[object]]()
    for done, dossier in enumerate(dossiers, start=1):
        target = target_of(dossier)
        words = gettext_noop("Chưa rõ cơ quan nào tiếp nhận.")
        try:
            refuse_if([] if target else [Objection("take_over.nobody", words)])
            assert target is not None
            take_over(dossier=dossier, target=target, by=by, at=at)
            taken += 1
        except Refused as error:
            refused.append([dossier.key, error.objections[0].message])
        progress(done)
    return {"taken": taken, "refused": len(refused), "reasons": refused[:200]}


def _place_objections(target: Target, at: datetime) -> list[Objection]:
    """Who takes over exists on that day."""
    wanted = {"agency": target.agency_id, "received_by": target.received_by_id, "unit": target.unit_id}
    here = set(
        organisations.agencies_in_force(on=local_date(at))
        .filter(pk__in=[pk for pk in wanted.values() if pk])
        .values_list("pk", flat=True)
    )
    words = gettext_noop("Chọn cơ quan đang hoạt động.")
    return [Objection("take_over.agency", words, field=name) for name, pk in wanted.items() if pk and pk not in here]


def _version(dossier: Dossier, procedure_id: int | None, at: datetime) -> tuple[Any, bool]:
    """The content in force on the day of acceptance; else today's, which then gives no limit. (None, False): none."""
    wanted = procedure_id or dossier.procedure_id
    if wanted is None:
        return None, False
    then = local_date(dossier.accepted_at or dossier.submitted_at)
    found = catalogue.in_force(on=then).filter(procedure_id=wanted).first()
    if found:
        return found, True
    return catalogue.in_force(on=local_date(at)).filter(procedure_id=wanted).first(), False


def _standing(dossier: Dossier, target: Target, version: Any, *, of_day: bool) -> Mapping[str, Any]:
    state = policies.taken_state(DossierState(dossier.state))
    limit = None
    if of_day and dossier.accepted_at:
        limit = clock.limit_of(canonical.from_plain(version.content), channel=Channel(dossier.channel), case="")
    rule = ProcedureRule.objects.filter(procedure_id=version.procedure_id).first() if version else None
    houses = {target.agency_id, target.received_by_id, target.unit_id} - {None}
    paused = [[dossier.state_since.isoformat(), None, "", False]] if state in states.PAUSED else []
    return {
        "authority": Authority.LOCAL,
        "state": state,
        "return_state": DossierState.IN_PROCESS.value if state in states.PAUSED else "",
        "procedure_id": version.procedure_id if version else dossier.procedure_id,
        "version_id": version.pk if version else None,
        "agency_id": target.agency_id,
        "unit_id": target.unit_id,
        "received_by_id": target.received_by_id or target.agency_id,
        "reach": sorted(houses),
        "limit_amount": Decimal(limit.amount.numerator) / limit.amount.denominator if limit else None,
        "limit_unit": limit.unit.value if limit else "",
        "policy": rule.policy if rule else SupplementPolicy.RESTART,
        "supplement_times": rule.supplement_times if rule else None,
        "pauses": paused,
        "event_count": dossier.event_count + 1,
        "secret": fresh_secret(),
    }


def _code(dossier: Dossier, target: Target, at: datetime) -> str | None:
    """The code that the citizen's paper bears, when it is free; a dossier that is not accepted yet has none."""
    if dossier.accepted_at is None:
        return None
    code = dossier.source_code
    if len(code) <= 60 and not Dossier.objects.filter(code=code).exists():
        return code
    agency = organisations.agencies_in_force(on=local_date(at)).get(pk=target.agency_id)
    issuer = agency.identity_code or agency.code
    return codes.code(issuer, local_date(at), next_number(codes.series(issuer, local_date(at))))

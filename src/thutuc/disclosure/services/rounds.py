"""Check rounds: drawing the sample, writing down what was found on the spot."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thutuc.db.counters import next_number
from thutuc.disclosure.models import CheckFinding, CheckItem, CheckRound
from thutuc.disclosure.queries import rounds
from thutuc.disclosure.rules import policies, sampling
from thutuc.disclosure.rules.proof import Photo
from thutuc.disclosure.rules.terms import Outcome, Subject
from thutuc.files import queries as files
from thutuc.files import services as keeping
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@dataclass(frozen=True)
class Plan:
    """What a round is to look at: about `size` sheets, `per_unit` at each unit, of these kinds of units (all)."""

    name: str
    on: date
    basis: str
    size: int
    per_unit: int = 10
    kinds: tuple[str, ...] = ()
    seed: str = ""


@transaction.atomic
def plan_round(*, plan: Plan, by: Actor, at: datetime) -> CheckRound:
    """Lập đợt kiểm tra: a sample by lot of what must hang that day, with the feedback notice of every unit drawn."""
    refuse_if(policies.check_objections(by))
    named = [] if tidy(plan.name) else [Objection("round.name", gettext_noop("Ghi tên đợt kiểm tra."), field="name")]
    refuse_if(sampling.day_objections(plan.on, local_date(at)))
    population, agencies, versions = rounds.candidates(on=plan.on, kinds=plan.kinds)
    refuse_if([*named, *sampling.objections(size=plan.size, per_unit=plan.per_unit, candidates=population)])
    number = next_number(f"disclosure.round:{plan.on.year}")
    code = f"kt-{plan.on.year}-{number}"
    made = CheckRound.objects.create(
        code=code,
        name=tidy(plan.name),
        on=plan.on,
        basis=tidy(plan.basis),
        seed=plan.seed or code,
        size=plan.size,
        scope={"per_unit": plan.per_unit, "kinds": list(plan.kinds)},
        population_hash=sampling.fingerprint(population),
        created_at=at,
        created_by=by.key,
    )
    drawn = sampling.draw(made.seed, population, size=plan.size, per_unit=plan.per_unit)
    things = [
        (agencies[unit.code], versions[sheet] if sheet else None) for unit in drawn for sheet in (*unit.sheets, "")
    ]
    CheckItem.objects.bulk_create(
        CheckItem(
            round=made,
            number=place,
            agency_id=agency,
            subject=Subject.PROCEDURE if version else Subject.FEEDBACK_NOTICE,
            version_id=version,
        )
        for place, (agency, version) in enumerate(things, start=1)
    )
    details = {"units": len(drawn), "items": len(things), "seed": made.seed, "population": made.population_hash}
    record("disclosure.plan_round", of=made, by=by, at=at, details=details)
    return made


@dataclass(frozen=True)
class Found:
    """What was found of one thing: an item of the sample, or something beside it (`item` None)."""

    outcomes: tuple[Outcome, ...]
    item: int | None = None
    note: str = ""
    version_id: int | None = None
    place_id: int | None = None
    sheet_id: int | None = None


@transaction.atomic
def record_findings(
    *, round: CheckRound, agency: Any, found: Collection[Found], by: Actor, at: datetime, photo: Photo | None = None
) -> list[CheckFinding]:
    """Ghi kết quả kiểm tra tại một đơn vị. A later record of the same item replaces the earlier one."""
    refuse_if(policies.find_objections(by))
    refuse_if(_objections(round, agency, found))
    items = {item.pk: item for item in CheckItem.objects.filter(round=round, agency=agency)}
    evidence = _evidence(round, photo, by=by, at=at)
    rows = CheckFinding.objects.bulk_create(
        CheckFinding(
            round=round,
            item_id=each.item,
            agency=agency,
            place_id=each.place_id,
            version_id=items[each.item].version_id if each.item else each.version_id,
            sheet_id=each.sheet_id,
            outcome=outcome,
            note=tidy(each.note),
            evidence=evidence,
            at=at,
            by=by.key,
        )
        for each in found
        for outcome in dict.fromkeys(each.outcomes)
    )
    details = {"agency": agency.code, "findings": len(rows), "wrong": sum(row.outcome != Outcome.OK for row in rows)}
    record("disclosure.find", of=round, by=by, at=at, details=details)
    return rows


def _objections(round: CheckRound, agency: Any, found: Collection[Found]) -> list[Objection]:
    if not any(each.outcomes for each in found):
        return [Objection("finding.nothing", gettext_noop("Chọn kết quả cho ít nhất một tờ."))]
    known = set(CheckItem.objects.filter(round=round, agency=agency).values_list("pk", flat=True))
    if not known:
        return [Objection("finding.unit", gettext_noop("Đơn vị này không có trong đợt kiểm tra."))]
    if any(each.item not in known for each in found if each.item is not None):
        return [Objection("finding.item", gettext_noop("Tờ này không có trong mẫu của đơn vị. Tải lại trang."))]
    mixed = any(Outcome.OK in each.outcomes and len(set(each.outcomes)) > 1 for each in found)
    words = gettext_noop("Một tờ không thể vừa đúng vừa sai. Bỏ «Đúng» hoặc bỏ lỗi.")
    return [Objection("finding.both", words)] if mixed else []


def _evidence(round: CheckRound, photo: Photo | None, *, by: Actor, at: datetime) -> str:
    if photo is None:
        return ""
    stored = keeping.store(photo.content, name=photo.name, owner=round, by=by, at=at, kinds={"jpeg"})
    return files.of_owner(round).get(file=stored).code

"""Sắp xếp đơn vị: one act that closes, opens and links units on a day and lists what a person must decide."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy
from thutuc.organisations import queries
from thutuc.organisations.models import AreaSuccession, Reorganisation, ReorganisationItem
from thutuc.organisations.rules import agencies, policies, reorganisation
from thutuc.organisations.rules.agencies import AgencyPlan, AgencyRow
from thutuc.organisations.rules.areas import Key, Plan, Unit
from thutuc.organisations.rules.kinds import Subject
from thutuc.organisations.rules.reorganisation import Ground, MapRow
from thutuc.organisations.services import agency_changes
from thutuc.organisations.services.outcome import Act, AgencyOutcome, Outcome, Progress, silent
from thutuc.organisations.services.writing import BATCH, adopt, close_areas, know_sizes, lock, open_areas, staying


@transaction.atomic
def reorganise_areas(
    *,
    rows: Sequence[MapRow],
    listed: Sequence[Unit] = (),
    act: Act,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Ghi việc sắp xếp đơn vị hành chính. The same file on the same day twice changes nothing."""
    refuse_if([*policies.reorganise_objections(by), *_basis_objections(act)])
    lock("areas")
    kept = queries.same_act(on=act.on, content_hash=act.content_hash)
    if kept:
        return Outcome(act.on, Plan(), dry_run, kept, repeated=True)
    held = queries.held_areas(on=act.on)
    ground = Ground.of(held, listed, on=act.on)
    refuse_if(reorganisation.objections(rows, ground, on=act.on))
    plan = reorganisation.plan(rows, ground, on=act.on)
    outcome = Outcome(act.on, plan, dry_run)
    if dry_run:
        return outcome
    made = _remember(Subject.AREAS, act, outcome.counts, at)
    close_areas(plan.close, on=act.on, progress=progress)
    old = {key: row.id for key, row in ground.before.items()}
    new = open_areas(plan.open, staying(held, plan.close, on=act.on), on=act.on, until=None, progress=progress)
    adopt(plan.close, new, on=act.on)
    _link_areas(plan, old, new, made, progress)
    _list_areas(plan, old, new, made)
    know_sizes()
    record("areas.reorganise", of=made, by=by, at=at, details=_details(act, outcome.counts))
    return Outcome(act.on, plan, dry_run, made)


@transaction.atomic
def reorganise_agencies(
    *,
    rows: Sequence[AgencyRow],
    act: Act,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = silent,
) -> AgencyOutcome:
    """Ghi việc sắp xếp cơ quan: departments merge, districts end, communes merge and get their centre."""
    refuse_if([*policies.reorganise_objections(by), *_basis_objections(act)])
    lock("agencies")
    kept = queries.same_act(on=act.on, content_hash=act.content_hash)
    if kept:
        return AgencyOutcome(act.on, AgencyPlan(), dry_run, kept, repeated=True)
    held, ids = agency_changes.held_agencies(act.on)
    late = agency_changes.later_objections(rows, ids, act.on)
    refuse_if([*agencies.objections(rows, held, taken=agency_changes.taken_codes(held)), *late])
    plan = agencies.plan(rows, held)
    outcome = AgencyOutcome(act.on, plan, dry_run)
    if dry_run:
        return outcome
    made = _remember(Subject.AGENCIES, act, outcome.counts, at)
    agency_changes.write(plan, ids, act.on)
    agency_changes.link(plan, ids, made)
    progress(gettext_noop("Sắp xếp cơ quan"), len(rows), len(rows))
    record("agencies.reorganise", of=made, by=by, at=at, details=_details(act, outcome.counts))
    return AgencyOutcome(act.on, plan, dry_run, made)


@transaction.atomic
def decide(*, item: ReorganisationItem, decision: str, by: Actor, at: datetime) -> ReorganisationItem:
    """A person says what the file could not: kept with who and when; deciding again needs the row as it stands."""
    text = tidy(decision)
    words = gettext_noop("Ghi quyết định: đơn vị nào tiếp nhận phần nào, theo văn bản nào.")
    missing = [] if text else [Objection("reorganisation.decision", words, policies.BASIS, "decision")]
    refuse_if([*policies.reorganise_objections(by), *missing])
    item = advance(item, decision=text, decided_by=by.key, decided_at=at)
    record("reorganisation.decide", of=item, by=by, at=at, details={"kind": item.kind, "decision": text})
    return item


def _basis_objections(act: Act) -> list[Objection]:
    words = gettext_noop("Ghi căn cứ pháp lý của việc sắp xếp, ví dụ khóa của nghị quyết trong tệp căn cứ.")
    return [] if act.basis.strip() else [Objection("reorganisation.basis", words, policies.BASIS, "basis")]


def _details(act: Act, counts: Mapping[str, int]) -> dict[str, object]:
    return {**counts, "on": act.on, "basis": act.basis, "content_hash": act.content_hash}


def _remember(subject: Subject, act: Act, counts: dict[str, int], at: datetime) -> Reorganisation:
    return Reorganisation.objects.create(
        subject=subject,
        on=act.on,
        basis=act.basis.strip(),
        title=tidy(act.title),
        document_number=tidy(act.document_number),
        content_hash=act.content_hash,
        counts=counts,
        recorded_at=at,
    )


def _link_areas(
    plan: Plan, old: Mapping[Key, int], new: Mapping[Key, int], made: Reorganisation, progress: Progress
) -> None:
    links = [
        AreaSuccession(
            from_area_id=old[link.old],
            to_area_id=new[link.new],
            scope=link.scope,
            is_default=link.is_default,
            reorganisation=made,
        )
        for link in plan.link
    ]
    for start in range(0, len(links), BATCH):
        batch = links[start : start + BATCH]
        AreaSuccession.objects.bulk_create(batch)
        progress(gettext_noop("Nối đơn vị cũ với mới"), start + len(batch), len(links))


def _list_areas(plan: Plan, old: Mapping[Key, int], new: Mapping[Key, int], made: Reorganisation) -> None:
    rows = [
        ReorganisationItem(
            reorganisation=made, kind=item.kind, area_id=new[item.key] if item.kind.is_new else old[item.key]
        )
        for item in plan.decide
    ]
    ReorganisationItem.objects.bulk_create(rows, batch_size=BATCH)

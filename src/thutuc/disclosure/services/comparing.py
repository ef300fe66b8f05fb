"""Đối soát: comparing an export of the national database is asked for; a worker does it, a small one at once."""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from thutuc.catalogue.rules.requests import SMALL, Stage
from thutuc.catalogue.rules.rows import Reading
from thutuc.db.progress import reporter
from thutuc.db.queue import enqueue
from thutuc.disclosure.models import ComparisonItem, ComparisonRequest, ComparisonRun
from thutuc.disclosure.queries import comparisons
from thutuc.disclosure.queries.standing import identity, standings
from thutuc.disclosure.rules import national, ownership, worklist
from thutuc.disclosure.rules.comparison import Found, Mismatch, Outcome, compare, our_levels
from thutuc.disclosure.rules.national import ItemState
from thutuc.files import services as files
from thutuc.files.rules.kinds import DATA
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, Unreadable, refuse_if
from thutuc.kernel.periods import local_date

Read = Callable[[ComparisonRequest], Reading]
"""The kept file of a request, read again; called when the comparison is carried out."""
BATCH = 200


@transaction.atomic
def request_comparison(
    *, reading: Reading, content: bytes, as_of: date, read: Read, by: Actor, at: datetime, mapping: str = ""
) -> ComparisonRequest:
    """Nạp tệp đối soát. A file of another province is refused before anything is kept. Two clicks ask once."""
    refuse_if([*national.may_compare(by), *national.day_objections(as_of, local_date(at))])
    known = identity()
    refuse_if(ownership.objections(reading.rows, codes=known.codes, names=known.names))
    asked = {"file_hash": reading.file_hash, "mapping_key": mapping, "as_of": as_of, "by": by.key}
    going_on = ComparisonRequest.objects.filter(run=None, **asked).first()
    if going_on:
        return going_on
    assert by.person_id is not None, "a comparison is asked for by a person"
    request = ComparisonRequest.objects.create(
        key=secrets.token_hex(6),
        file_name=reading.file_name[:300],
        rows=len(reading.rows),
        at=at,
        person_id=by.person_id,
        by_name=by.name,
        **asked,
    )
    files.store(content, name=reading.file_name, owner=request, by=by, at=at, kinds=DATA)
    details = {"rows": request.rows, "file": request.file_hash, "as_of": as_of}
    journal.record("disclosure.request_comparison", of=request, by=by, at=at, details=details)
    if request.rows > SMALL:
        enqueue(comparisons.JOB, request=request.key)
    else:
        carry_out(key=request.key, read=read, by=by, at=at)
    return request


@transaction.atomic
def ask_again(*, key: str, by: Actor, at: datetime) -> ComparisonRequest:
    """Làm lại: a comparison whose worker died is queued once more; one that goes on is left alone."""
    refuse_if(national.may_compare(by))
    progress = comparisons.progress_of(key, at=at)
    if progress.stage is Stage.STOPPED:
        enqueue(comparisons.JOB, request=key)
        journal.record("disclosure.request_again", of=progress.asked, by=by, at=at)
    return progress.asked


@transaction.atomic
def carry_out(*, key: str, read: Read, by: Actor, at: datetime) -> ComparisonRun | None:
    """Compare what was brought, once: None when it is done already or somebody is at it. A refusal is an answer."""
    asked = ComparisonRequest.objects.select_for_update(skip_locked=True).filter(key=key).first()
    if asked is None or ComparisonRun.objects.filter(request=asked).exists():
        return None
    try:
        with transaction.atomic():
            refuse_if(national.may_still_compare(by))
            return _run(asked, read(asked), by=by, at=at)
    except (Refused, Unreadable) as refused:
        journal.record("disclosure.comparison_refused", of=asked, by=by, at=at)
        return ComparisonRun.objects.create(request=asked, objections=_plain(refused.objections), at=at)


def _run(asked: ComparisonRequest, reading: Reading, *, by: Actor, at: datetime) -> ComparisonRun:
    progress = reporter(asked.key)
    progress(0, asked.rows)
    ours = standings(on=asked.as_of, at=at)
    outcome = compare(ours, reading.rows, levels=our_levels(asked.as_of), progress=progress)
    before = comparisons.newest()
    last = list(ComparisonItem.objects.filter(run=before)) if before else []
    since = worklist.since(map(_seen, last), map(_told, outcome.found), outcome.parts) if before else None
    run = ComparisonRun.objects.create(
        request=asked,
        number=(ComparisonRun.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        format=reading.format,
        parts=list(outcome.parts),
        counts=worklist.counts(outcome, rows=len(reading.rows), ours=len(ours), last=since),
        overlooked=worklist.overlooked(outcome),
        at=at,
    )
    _items(run, outcome, last)
    journal.record("disclosure.compare", of=run, by=by, at=at, details={**run.counts, "number": run.number})
    return run


def _seen(item: ComparisonItem) -> worklist.Seen:
    return worklist.Seen(Mismatch(item.kind), item.code, tuple(item.parts))


def _told(found: Found) -> worklist.Seen:
    return worklist.Seen(found.kind, found.code, tuple(each.key for each in found.differences))


def _items(run: ComparisonRun, outcome: Outcome, last: Iterable[ComparisonItem]) -> None:
    """Every mismatch of the run; what was decided of the very same mismatch before still stands."""
    decided = {item.digest: item for item in last if item.state != ItemState.OPEN.value}
    rows = []
    for position, found in enumerate(outcome.found, start=1):
        digest = worklist.digest(found)
        rows.append(_item(run, position, found, digest, decided.get(digest)))
    ComparisonItem.objects.bulk_create(rows, batch_size=BATCH)


def _item(
    run: ComparisonRun, position: int, found: Found, digest: str, before: ComparisonItem | None
) -> ComparisonItem:
    ours = found.ours
    item = ComparisonItem(
        run=run,
        position=position,
        kind=found.kind,
        base_code=found.base,
        code=found.code,
        version_id=ours.version if ours else None,
        name=found.name,
        sector=found.sector,
        basis=ours.basis if ours else "",
        since=(ours.ended_on if ours.content is None else ours.starts_on) if ours else None,
        parts=[each.key for each in found.differences],
        digest=digest,
        **worklist.plain(found),
    )
    if before:
        item.state, item.note = before.state, before.note
        item.decided_by, item.decided_by_name = before.decided_by, before.decided_by_name
        item.decided_at = before.decided_at
    return item


def _plain(objections: Collection[Objection]) -> list[dict[str, Any]]:
    return [{**asdict(objection), "params": dict(objection.params)} for objection in objections]

"""Yêu cầu: a long act is asked for as a fact; a worker carries it out in the name of who asked. A small one at once."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from thutuc.catalogue import queries
from thutuc.catalogue.models import ActAnswer, ActRequest, ImportRun, OpeningAct
from thutuc.catalogue.rules import policies
from thutuc.catalogue.rules.requests import JOBS, SMALL, RequestKind, Stage
from thutuc.catalogue.rules.rows import Reading
from thutuc.catalogue.rules.terms import Level
from thutuc.catalogue.services.importing import import_rows
from thutuc.catalogue.services.opening import objections as opening_objections
from thutuc.catalogue.services.opening import open_catalogue
from thutuc.db import asking
from thutuc.db.progress import reporter
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.text import tidy

Read = Callable[[ImportRun], Reading]
"""The kept file of a trial, read again; called when the act is carried out."""


@transaction.atomic
def request_import(*, trial: ImportRun, read: Read, by: Actor, at: datetime) -> ActRequest:
    """Xác nhận một lần chạy thử. Two clicks ask once; after a refusal it may be asked again."""
    refuse_if([*policies.may_keep(by), *policies.may_confirm(dry_run=trial.dry_run)])
    queries.bytes_of(trial)
    ImportRun.objects.select_for_update().only("pk").get(pk=trial.pk)
    asked = {"kind": RequestKind.IMPORT, "trial": trial}
    return _asked(asked, rows=trial.rows, read=read, by=by, at=at)


@transaction.atomic
def request_opening(
    *, effective_on: date, basis: str, levels: Collection[Level], read: Read, by: Actor, at: datetime
) -> ActRequest:
    """Yêu cầu ghi nhận danh mục ban đầu. Two clicks with the same words ask once."""
    refuse_if([*policies.may_keep(by), *opening_objections(basis, levels)])
    asked = {
        "kind": RequestKind.OPENING,
        "effective_on": effective_on,
        "basis": tidy(basis),
        "levels": [level.value for level in Level if level in levels],
    }
    return _asked(asked, rows=queries.size_of_opening(levels), read=read, by=by, at=at)


@transaction.atomic
def ask_again(*, key: str, by: Actor, at: datetime) -> ActRequest:
    """Làm lại: a request whose worker died or failed is queued once more; one that goes on is left alone."""
    refuse_if(policies.may_keep(by))
    standing = queries.standing(key, at=at)
    if standing.stage is Stage.STOPPED:
        asking.queue(standing.asked, JOBS[standing.asked.kind])
        journal.record("catalogue.request_again", of=standing.asked, by=by, at=at)
    return standing.asked


@transaction.atomic
def carry_out(*, key: str, read: Read, by: Actor, at: datetime) -> ActAnswer | None:
    """Do what was asked, once: None when it is done already or somebody is at it. A refusal is an answer too."""

    def do(asked: ActRequest) -> dict[str, Any]:
        refuse_if(policies.may_still_keep(by))
        return _done(asked, read, by=by, at=at)

    def refused(asked: ActRequest) -> None:
        journal.record("catalogue.request_refused", of=asked, by=by, at=at)

    return asking.carry_out(ActRequest, ActAnswer, do, refused, key=key, at=at)


def _asked(asked: dict[str, Any], *, rows: int, read: Read, by: Actor, at: datetime) -> ActRequest:
    standing = _standing(asked).first()
    if standing:
        return standing
    request = asking.ask(ActRequest, rows=rows, by=by, at=at, **asked)
    journal.record(f"catalogue.request_{request.kind}", of=request, by=by, at=at, details={"rows": rows})
    if rows > SMALL:
        asking.queue(request, JOBS[request.kind])
    else:
        carry_out(key=request.key, read=read, by=by, at=at)
    return request


def _standing(asked: dict[str, Any]) -> QuerySet[ActRequest]:
    """The same request, not answered yet; an import that is done stays done, an opening may have new rows."""
    open_ones = Q(answer=None)
    if asked["kind"] is RequestKind.IMPORT:
        open_ones |= Q(answer__objections=[])
    return ActRequest.objects.filter(open_ones, **asked)


def _done(asked: ActRequest, read: Read, *, by: Actor, at: datetime) -> dict[str, ImportRun | OpeningAct | None]:
    progress = reporter(asked.key)
    progress(0, asked.rows)
    if asked.trial:
        reading, content = read(asked.trial), queries.bytes_of(asked.trial)
        mapping = asked.trial.mapping_key
        taken = import_rows(reading=reading, by=by, at=at, content=content, mapping=mapping, progress=progress)
        return {"run": taken.run}
    assert asked.effective_on is not None
    opened = open_catalogue(
        effective_on=asked.effective_on,
        basis=asked.basis,
        levels=[Level(level) for level in asked.levels],
        by=by,
        at=at,
        progress=progress,
    )
    return {"opening": opened.act}

"""Long acts on dossiers of other systems: asked for by an officer, carried out once, a small one at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q

from thutuc.db import asking
from thutuc.db.progress import reporter
from thutuc.dossiers.models import Dossier, ForeignFile, ForeignRun, LongAct, LongAnswer
from thutuc.dossiers.queries import foreign
from thutuc.dossiers.rules.foreign import columns, policies
from thutuc.dossiers.rules.foreign.columns import Layout
from thutuc.dossiers.rules.foreign.reading import Reading
from thutuc.dossiers.rules.foreign.terms import JOB, LongKind
from thutuc.dossiers.services.foreign.importing import Draw, import_rows
from thutuc.dossiers.services.foreign.succession import hand_to_successors
from thutuc.dossiers.services.foreign.taking import Target, take_over_many
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.asking import SMALL, Stage
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.periods import local_date
from thutuc.organisations import queries as organisations


class Read(Protocol):
    """A kept file, read again in the way that was asked."""

    def __call__(
        self, file: ForeignFile, layout: Layout, *, now: datetime, progress: Callable[[int], None]
    ) -> Reading: ...


@dataclass(frozen=True)
class Ways:
    """How kept files are read and error files are drawn: the rooms above lend it."""

    read: Read
    draw: Draw


@transaction.atomic
def request_trial(*, file: ForeignFile, source: str, layout: Layout, ways: Ways, by: Actor, at: datetime) -> LongAct:
    """Chạy thử một tệp đã nạp. Two clicks ask once."""
    refuse_if([*policies.may_keep(by), *columns.objections(layout.columns, file.headings)])
    asks = {"source": foreign.source(source).code, "layout": layout.plain()}
    asked = {"kind": LongKind.TRIAL, "file": file, "asks": asks}
    return _asked(asked, rows=file.rows, ways=ways, by=by, at=at)


@transaction.atomic
def request_import(*, trial: ForeignRun, ways: Ways, by: Actor, at: datetime) -> LongAct:
    """Xác nhận một lần chạy thử. Two clicks ask once; after a refusal it may be asked again."""
    refuse_if([*policies.may_keep(by), *policies.may_confirm(dry_run=trial.dry_run, counts=trial.counts)])
    ForeignRun.objects.select_for_update().only("pk").get(pk=trial.pk)
    asked = {"kind": LongKind.IMPORT, "trial": trial}
    return _asked(asked, rows=trial.counts["rows"], ways=ways, by=by, at=at)


@transaction.atomic
def request(*, kind: LongKind, asks: Mapping[str, Any], rows: int, ways: Ways, by: Actor, at: datetime) -> LongAct:
    """Tiếp quản nhiều hồ sơ, hoặc bàn giao hồ sơ của đơn vị đã kết thúc."""
    refuse_if(policies.may_keep(by))
    return _asked({"kind": kind, "asks": dict(asks)}, rows=rows, ways=ways, by=by, at=at)


@transaction.atomic
def ask_again(*, key: str, by: Actor, at: datetime) -> LongAct:
    """Làm lại: what a worker left half done is queued once more; what goes on is left alone."""
    refuse_if(policies.may_keep(by))
    standing = foreign.standing(key, at=at)
    if standing.stage is Stage.STOPPED:
        asking.queue(standing.asked, JOB)
        journal.record("dossier.request_again", of=standing.asked, by=by, at=at)
    return standing.asked


def carry_out(*, key: str, ways: Ways, by: Actor, at: datetime) -> LongAnswer | None:
    """Do what was asked, once: None when it is done already or somebody is at it."""

    def do(asked: LongAct) -> dict[str, Any]:
        refuse_if(policies.may_still_keep(by))
        return _done(asked, ways, by=by, at=at)

    def refused(asked: LongAct) -> None:
        journal.record("dossier.request_refused", of=asked, by=by, at=at)

    return asking.carry_out(LongAct, LongAnswer, do, refused, key=key, at=at)


def _asked(asked: dict[str, Any], *, rows: int, ways: Ways, by: Actor, at: datetime) -> LongAct:
    standing = Q(answer=None) | (Q(answer__objections=[]) if asked["kind"] is LongKind.IMPORT else Q(answer=None))
    found = LongAct.objects.filter(standing, **asked).first()
    if found:
        return found
    made = asking.ask(LongAct, rows=rows, by=by, at=at, **asked)
    journal.record(f"dossier.request_{made.kind}", of=made, by=by, at=at, details={"rows": rows})
    if rows > SMALL:
        asking.queue(made, JOB)
    else:
        carry_out(key=made.key, ways=ways, by=by, at=at)
    return made


def _done(asked: LongAct, ways: Ways, *, by: Actor, at: datetime) -> dict[str, Any]:
    report = reporter(asked.key)
    report(0, asked.rows)
    if asked.kind is LongKind.HAND_OVER:
        choices = {int(old): int(new) for old, new in asked.asks["choices"].items()}
        on = date.fromisoformat(asked.asks["on"])
        rows = asked.rows
        counts = hand_to_successors(on=on, choices=choices, by=by, at=at, progress=lambda done: report(done, rows))
        return {"counts": counts}
    if asked.kind is LongKind.TAKE_OVER:
        return {"counts": _taken(asked, report, by=by, at=at)}
    return {"run": _imported(asked, ways, report, by=by, at=at)}


def _taken(asked: LongAct, report: Callable[[int, int], None], *, by: Actor, at: datetime) -> dict[str, Any]:
    asks = asked.asks
    rows = Dossier.objects.filter(key__in=asks["keys"]).order_by("pk")
    heirs = organisations.heirs({row.agency_id for row in rows if row.agency_id}, on=local_date(at))

    def target_of(dossier: Dossier) -> Target | None:
        """The agency that was named, else the dossier's own, else its one default successor."""
        offered = heirs.get(dossier.agency_id or 0, [])
        agency = asks["agency"] or next((heir.agency.pk for heir in offered if heir.is_default), None)
        return Target(agency, asks["received_by"], asks["unit"], asks["procedure"]) if agency else None

    return take_over_many(
        dossiers=rows, target_of=target_of, by=by, at=at, progress=lambda done: report(done, asked.rows)
    )


def _imported(asked: LongAct, ways: Ways, report: Callable[[int, int], None], *, by: Actor, at: datetime) -> ForeignRun:
    """Of an import reading is one half of the way, writing the other; a trial only reads."""
    rows, trial = max(asked.rows, 1), asked.trial
    total = 2 * rows if trial else rows
    if trial:
        file, source, layout = trial.file, trial.source, columns.layout_from(trial.mapping)
    else:
        assert asked.file is not None
        file, source = asked.file, foreign.source(asked.asks["source"])
        layout = columns.layout_from(asked.asks["layout"])
    reading = ways.read(file, layout, now=at, progress=lambda done: report(min(done, rows), total))
    return import_rows(
        reading=reading,
        source=source,
        file=file,
        layout=layout,
        by=by,
        at=at,
        draw=ways.draw,
        dry_run=trial is None,
        progress=lambda done: report(min(rows + done, total), total),
    )

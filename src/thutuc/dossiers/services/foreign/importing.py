"""Nhập hồ sơ của hệ thống khác: a file becomes mirrored dossiers; one act, one transaction, one line in the journal."""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thutuc.catalogue.services import aliases
from thutuc.dossiers.models import ForeignFile, ForeignRun, ForeignSource
from thutuc.dossiers.queries import foreign
from thutuc.dossiers.rules.foreign import changes, policies
from thutuc.dossiers.rules.foreign.changes import Known
from thutuc.dossiers.rules.foreign.columns import Layout
from thutuc.dossiers.rules.foreign.reading import Reading, Said, refuse
from thutuc.dossiers.rules.foreign.terms import Outcome
from thutuc.dossiers.services.foreign import copying
from thutuc.files import services as files
from thutuc.files.rules.kinds import DATA
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if

Progress = Callable[[int], None]
Draw = Callable[[Reading], bytes]
"""The error file: faulty rows as they came, each with its reasons."""
MOST_FAULTS = 1_000
"""Faults that the report itself repeats; the error file has all of them, the counts too."""


@dataclass(frozen=True)
class Plan:
    """What becomes of the good rows."""

    new: Sequence[Said]
    changed: Sequence[tuple[Known, Said, tuple[str, ...]]]
    counts: Mapping[str, int]


@transaction.atomic
def import_rows(
    *,
    reading: Reading,
    source: ForeignSource,
    file: ForeignFile,
    layout: Layout,
    by: Actor,
    at: datetime,
    draw: Draw,
    dry_run: bool = False,
    progress: Progress = lambda done: None,
) -> ForeignRun:
    """Show what a source says. Good rows come in, bad rows go to the error file with every reason.

    The same file twice changes nothing; a trial does everything but write dossiers.
    """
    refuse_if(policies.may_keep(by))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"dossiers.source:{source.code}"])
    known = foreign.known(source.code)
    refuse(reading, [fault for row in reading.rows for fault in _objections(known.get(row.code), row)])
    plan = _plan(reading, known)
    run = _run(source, file, layout, plan, reading, by=by, at=at, dry_run=dry_run)
    aliases.see_agencies(reading.unknown_agencies, at=at)
    if reading.faults:
        files.store(draw(reading), name=f"loi-{run.key}.xlsx", owner=run, by=by, at=at, kinds=DATA)
    if not dry_run:
        act = copying.Act(source, run, foreign.procedures_by_code(), by, at)
        copying.write_new(plan.new, act, progress=progress)
        copying.write_changed(plan.changed, act)
    code = "dossier.import_trial" if dry_run else "dossier.import"
    details = {**plan.counts, "source": source.code, "file": file.file_hash, "report": run.report_hash}
    journal.record(code, of=run, by=by, at=at, details=details)
    return run


def _objections(known: Known | None, row: Said) -> list[Objection]:
    return changes.objections(known, row) if known else []


def _plan(reading: Reading, known: Mapping[str, Known]) -> Plan:
    new: list[Said] = []
    changed = []
    counted = Counter({Outcome.FAULTY: reading.total - len(reading.rows)})
    for row in reading.rows:
        before = known.get(row.code)
        parts = changes.changed(before, row, reading.spoken) if before else ()
        what = changes.outcome(before, parts)
        counted[what] += 1
        if before is None:
            new.append(row)
        elif what is Outcome.CHANGED:
            changed.append((before, _merged(before, row, reading), parts))
    counts = {"rows": reading.total, **{outcome.value: counted[outcome] for outcome in Outcome}}
    return Plan(new, changed, {**counts, "faults": len(reading.faults)})


def _merged(before: Known, row: Said, reading: Reading) -> Said:
    """The row with what stands here for the parts that the file does not have."""
    silent = [key for key in (*changes.TEXTS, *changes.TIMES, "agency") if key not in reading.spoken]
    return replace(row, **{key: getattr(before, key) for key in silent})


def _run(
    source: ForeignSource,
    file: ForeignFile,
    layout: Layout,
    plan: Plan,
    reading: Reading,
    *,
    by: Actor,
    at: datetime,
    dry_run: bool,
) -> ForeignRun:
    faults = sorted(reading.faults, key=lambda each: int(str(each.params["row"])))
    report: dict[str, Any] = {
        "faults": [_plain(each) for each in faults[:MOST_FAULTS]],
        "kinds": dict(Counter(each.code for each in faults)),
        "agencies": _most(reading.unknown_agencies),
        "states": _most(reading.unknown_states),
    }
    told = {"counts": plan.counts, "faults": [_plain(each) for each in faults]}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return ForeignRun.objects.create(
        key=secrets.token_hex(6),
        source=source,
        file=file,
        mapping=layout.plain(),
        dry_run=dry_run,
        counts=plan.counts,
        report=report,
        report_hash=hashlib.sha256(text.encode()).hexdigest(),
        at=at,
        by=by.key,
        by_name=by.name,
    )


def _plain(fault: Objection) -> dict[str, Any]:
    params = dict(fault.params)
    return {
        "row": params.pop("row"),
        "column": fault.field,
        "code": fault.code,
        "message": fault.message,
        "params": params,
    }


def _most(seen: Mapping[str, int]) -> list[list[object]]:
    return [[text, count] for text, count in sorted(seen.items(), key=lambda each: (-each[1], each[0]))[:200]]

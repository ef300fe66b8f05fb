"""Nhập thủ tục: rows of one file become national records; one act, one transaction, one line in the journal."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thutuc.catalogue.models import ImportRun, NationalRecord, NationalRevision
from thutuc.catalogue.rules import canonical, odd, policies, report
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.difference import compare
from thutuc.catalogue.rules.odd import Flag, Oddity
from thutuc.catalogue.rules.report import Outcome, RowReport
from thutuc.catalogue.rules.rows import ImportedRow, Reading, merged, twice
from thutuc.catalogue.services import indexing
from thutuc.catalogue.services.aliases import see_agencies
from thutuc.catalogue.services.citing import cite
from thutuc.catalogue.services.writing import BATCH, list_key
from thutuc.files import services as files
from thutuc.files.rules.kinds import DATA
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.periods import local_date

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all: comparing takes a fiftieth of the time of writing, so written rows count."""
TOGETHER = 100
LOCK = 7_301_202_611


@dataclass(frozen=True)
class Imported:
    """What an import did or would do."""

    run: ImportRun
    rows: tuple[RowReport, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """created, changed, unchanged, odd, withdrawn, rows."""
        figures: Mapping[str, int] = self.run.counts
        return figures


@dataclass(frozen=True)
class _Planned:
    """One row with what becomes of it: the record that stands (or None) and the content that it shall have."""

    row: ImportedRow
    code: str
    record: NationalRecord | None
    content: ProcedureContent
    report: RowReport


@transaction.atomic
def import_rows(
    *,
    reading: Reading,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    content: bytes | None = None,
    mapping: str = "",
    progress: Progress | None = None,
) -> Imported:
    """Take a file into the national original. A dry run does everything but write the records.

    `content` is kept beside the run, so that what was tried can be imported without bringing it again.
    """
    refuse_if(policies.may_keep(by))
    refuse_if(twice(reading.rows, {row.number: base_of(row.content.code) for row in reading.rows}))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    progress = progress or _silent
    plan = _planned(reading.rows, year=local_date(at).year, progress=progress if dry_run else _silent)
    rows = tuple(item.report for item in plan)
    told = report.plain(rows)
    run = _run(reading, told, by=by, at=at, dry_run=dry_run, mapping=mapping)
    if content is not None:
        files.store(content, name=reading.file_name, owner=run, by=by, at=at, kinds=DATA)
    if not dry_run:
        _write(plan, run, by=by, at=at, progress=progress)
    code = "catalogue.import_dry_run" if dry_run else "catalogue.import"
    details = {**told["counts"], "file": reading.file_hash, "report": run.report_hash}
    journal.record(code, of=run, by=by, at=at, details=details)
    return Imported(run, rows)


def _run(
    reading: Reading, told: Mapping[str, Any], *, by: Actor, at: datetime, dry_run: bool, mapping: str
) -> ImportRun:
    return ImportRun.objects.create(
        key=secrets.token_hex(6),
        file_name=reading.file_name[:300],
        file_hash=reading.file_hash,
        format=reading.format,
        mapping_key=mapping,
        dry_run=dry_run,
        rows=told["counts"]["rows"],
        counts=told["counts"],
        report={"rows": told["rows"]},
        report_hash=report.hash_of(told),
        at=at,
        by=by.key,
        by_name=by.name,
    )


def _planned(rows: Sequence[ImportedRow], *, year: int, progress: Progress) -> list[_Planned]:
    codes = [base_of(row.content.code) for row in rows]
    known = {record.code: record for record in NationalRecord.objects.filter(code__in=codes).defer("raw")}
    names = dict(NationalRecord.objects.values_list("code", "name"))
    names |= {code: row.content.name for code, row in zip(codes, rows, strict=True) if row.content.name}
    repeated = odd.repeated_names(names)
    found = []
    for done, (code, row) in enumerate(zip(codes, rows, strict=True), start=1):
        found.append(_plan(row, code, known.get(code), repeated.get(code), year))
        if done % TOGETHER == 0 or done == len(rows):
            progress(done, len(rows))
    return found


def _plan(row: ImportedRow, code: str, record: NationalRecord | None, twin: str | None, year: int) -> _Planned:
    before = canonical.from_plain(record.content) if record else None
    content = replace(merged(before, row) if before else row.content, code=code)
    twins = (Flag(Oddity.SAME_NAME, twin),) if twin else ()
    flags = (*odd.flags(content, row.unknown, year=year), *twins)
    told = RowReport(row.number, code, content.name, Outcome.CREATED, (), flags, row.is_withdrawn is True)
    if record and before:
        turned = row.is_withdrawn is not None and row.is_withdrawn != bool(record.withdrawn_at)
        same = record.content_hash == canonical.hash_of(content) and not turned
        outcome = Outcome.UNCHANGED if same else Outcome.CHANGED
        withdrawn = turned and row.is_withdrawn is True
        told = replace(told, outcome=outcome, changes=compare(before, content), was_withdrawn=withdrawn)
    return _Planned(row, code, record, content, told)


def _silent(_done: int, _total: int) -> None:
    """Nobody listens, or rows are only compared that will be written."""


def _write(plan: Sequence[_Planned], run: ImportRun, *, by: Actor, at: datetime, progress: Progress) -> None:
    touched = [item for item in plan if item.report.outcome is not Outcome.UNCHANGED]
    left = len(touched)
    for some in indexing.batches(touched, TOGETHER):
        progress(len(plan) - left, len(plan))
        _write_records(some, run, at)
        left -= len(some)
    contents = [item.content for item in touched]
    see_agencies((content.resolving_agency for content in contents), at=at)
    cite(contents, by=by, at=at)
    progress(len(plan), len(plan))


def _write_records(items: Sequence[_Planned], run: ImportRun, at: datetime) -> None:
    created = [item for item in items if item.report.outcome is Outcome.CREATED]
    changed = [item for item in items if item.report.outcome is Outcome.CHANGED]
    records = NationalRecord.objects.bulk_create([_record(item, run, at) for item in created])
    _keep_revisions([item.record for item in changed if item.record])
    renewed = [_renewed(item, run, at) for item in changed if item.record]
    NationalRecord.objects.bulk_update(renewed, CHANGING)
    indexing.keep_records([*records, *renewed])


CHANGING = (
    *("name", "sort_key", "levels", "sector", "regulating_agency", "raw", "raw_format", "content", "content_hash"),
    *("odd", "number", "run", "file_hash", "imported_at", "withdrawn_at"),
)


def _record(item: _Planned, run: ImportRun, at: datetime) -> NationalRecord:
    return _filled(NationalRecord(code=item.code), item, run, at)


def _renewed(item: _Planned, run: ImportRun, at: datetime) -> NationalRecord:
    assert item.record is not None
    item.record.number += 1
    return _filled(item.record, item, run, at)


def _filled(record: NationalRecord, item: _Planned, run: ImportRun, at: datetime) -> NationalRecord:
    content = item.content
    record.name, record.sort_key = content.name, list_key(content.name)
    record.levels = [level.value for level in content.levels]
    record.sector, record.regulating_agency = content.sector, content.regulating_agency
    record.raw, record.raw_format = item.row.raw, run.format
    record.content = canonical.to_plain(content)
    record.content_hash = canonical.hash_plain(record.content)
    record.odd = [flag.plain() for flag in item.report.flags]
    record.run, record.file_hash, record.imported_at = run, run.file_hash, at
    if item.row.is_withdrawn is not None:
        record.withdrawn_at = (record.withdrawn_at or at) if item.row.is_withdrawn else None
    return record


def _keep_revisions(records: Iterable[NationalRecord]) -> None:
    """What the records said before this import."""
    keys = [record.pk for record in records]
    rows = NationalRecord.objects.filter(pk__in=keys)
    NationalRevision.objects.bulk_create(
        [
            NationalRevision(
                record=row,
                number=row.number,
                raw=row.raw,
                raw_format=row.raw_format,
                content=row.content,
                content_hash=row.content_hash,
                run_id=row.run_id,
                imported_at=row.imported_at,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )

"""What the command line does with the catalogue: plain functions that `thutuc` wires to arguments and progress bars."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction

from thutuc.catalogue import queries, services
from thutuc.catalogue.readers import read
from thutuc.catalogue.readers.bounded import check_size
from thutuc.catalogue.readers.mapping import Mapping
from thutuc.catalogue.rules import canonical
from thutuc.catalogue.rules.rows import Reading
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.actor import Actor

Progress = Callable[[int, int], None]
ACTOR = Actor.system("import")


@dataclass(frozen=True)
class Opening:
    """The opening act asked for with an import."""

    effective_on: date
    basis: str
    levels: tuple[Level, ...] = services.OPENED_LEVELS


def import_procedures(
    path: Path,
    *,
    at: datetime,
    report: Path | None = None,
    dry_run: bool = False,
    opening: Opening | None = None,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    by: Actor = ACTOR,
) -> dict[str, Any]:
    """Take a file into the national original and, when asked, open the province's list. Returns the report.

    Raises `Unreadable` or `Refused` with everything that stands against it; then nothing was changed.
    """
    check_size(path.stat().st_size)
    reading = read(path.read_bytes(), path.name, mapping=mapping)
    imported, opened = _imported(reading, opening, by=by, at=at, dry_run=dry_run, progress=progress)
    told: dict[str, Any] = {
        "file": path.name,
        "sha256": reading.file_hash,
        "format": reading.format.value,
        "dry_run": dry_run,
        "counts": dict(imported.counts),
        "rows": imported.run.report["rows"],
    }
    if opening:
        told["opening"] = opened
    if report:
        report.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return told


@transaction.atomic
def _imported(
    reading: Reading, opening: Opening | None, *, by: Actor, at: datetime, dry_run: bool, progress: Progress | None
) -> tuple[services.Imported, dict[str, int]]:
    """The import with its opening, or neither."""
    imported = services.import_rows(reading=reading, by=by, at=at, dry_run=dry_run, progress=progress)
    if opening is None:
        return imported, {}
    return imported, _tried(reading, opening, by, at) if dry_run else _opened(opening, by, at)


def _opened(opening: Opening, by: Actor, at: datetime, *, dry_run: bool = False) -> dict[str, int]:
    opened = services.open_catalogue(
        effective_on=opening.effective_on, basis=opening.basis, levels=opening.levels, by=by, at=at, dry_run=dry_run
    )
    return dict(opened.counts)


def _tried(reading: Reading, opening: Opening, by: Actor, at: datetime) -> dict[str, int]:
    """What the opening would count once the file is in: imported for the count, then taken back."""
    with transaction.atomic():
        services.import_rows(reading=reading, by=by, at=at)
        counts = _opened(opening, by, at, dry_run=True)
        transaction.set_rollback(True)
    return counts


def parse_levels(words: str) -> tuple[Level, ...]:
    """«province,commune» as the command line takes it; ValueError names an unknown level."""
    return tuple(Level(word.strip().lower()) for word in words.split(",") if word.strip())


def export_catalogue(out: TextIO, *, on: date, scope: CatalogueScope = CatalogueScope.PROVINCE) -> int:
    """The catalogue as JSON lines that an import reads back: one `ProcedureContent` a line. Returns how many."""
    rows = queries.contents(on=on, scope=scope)
    count = 0
    for content in rows:
        out.write(canonical.dumps(content) + "\n")
        count += 1
    return count


def scopes() -> Sequence[str]:
    """What `--scope` takes."""
    return [scope.value for scope in CatalogueScope]

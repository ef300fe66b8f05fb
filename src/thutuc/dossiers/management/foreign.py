"""`thutuc import-dossiers`: a file of another system from the command line."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from thutuc.dossiers.documents.foreign import error_file
from thutuc.dossiers.queries import foreign as queries
from thutuc.dossiers.readers.foreign import head_of, read
from thutuc.dossiers.rules.foreign import columns
from thutuc.dossiers.rules.foreign.columns import Layout
from thutuc.dossiers.rules.foreign.reading import Reading
from thutuc.dossiers.rules.terms import Authority
from thutuc.dossiers.services import foreign
from thutuc.dossiers.services.foreign.keeping import MOST_BYTES
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop

Progress = Callable[[int, int], None]
AUTHORITIES = tuple(each.value for each in Authority if each is not Authority.LOCAL)


def import_dossiers(
    path: Path,
    *,
    source: str,
    mapping: str = "",
    authority: str = "",
    source_name: str = "",
    dry_run: bool = False,
    errors: Path | None = None,
    by: Actor,
    at: datetime,
    progress: Progress = lambda done, total: None,
) -> dict[str, Any]:
    """Bring a file in by a saved mapping, or by what its headings tell. Returns counts and kinds of faults.

    A source that is not known yet needs its authority. A second run of the same file changes nothing.
    """
    data = path.read_bytes()
    head = head_of(data)
    _ready(source, authority, source_name, by, at)
    layout = _layout(source, mapping, head.row, head.headings)
    refuse_if(columns.objections(layout.columns, head.headings))
    total = max(head.rows, 1)
    reading = read(data, layout, now=at, progress=lambda done: progress(min(done, total), 2 * total))
    file = foreign.keep_file(content=data, name=path.name, head=head, by=by, at=at, most=MOST_BYTES)
    run = foreign.import_rows(
        reading=reading,
        source=queries.source(source),
        file=file,
        layout=layout,
        by=by,
        at=at,
        draw=error_file,
        dry_run=dry_run,
        progress=lambda done: progress(min(total + done, 2 * total), 2 * total),
    )
    _write_errors(reading, errors)
    return {"run": run.key, "counts": run.counts, "kinds": run.report["kinds"], "dry_run": dry_run, **_unknown(run)}


def _ready(source: str, authority: str, name: str, by: Actor, at: datetime) -> None:
    try:
        queries.source(source)
    except NotFound as missing:
        if not authority:
            words = gettext_noop("Chưa có nguồn «%(source)s». Thêm --authority (%(which)s) và --source-name.")
            params = {"source": source, "which": ", ".join(AUTHORITIES)}
            raise Refused([Objection("source.unknown", words, params=params)]) from missing
        foreign.save_source(code=source, name=name or source, authority=Authority(authority), by=by, at=at)


def _layout(source: str, mapping: str, row: int, headings: tuple[str, ...]) -> Layout:
    if mapping:
        saved = queries.mapping(source, mapping)
        return Layout(saved.columns, saved.states, saved.sheet, saved.header_row)
    return Layout(columns.guessed(headings), {}, "", row)


def _write_errors(reading: Reading, errors: Path | None) -> None:
    if errors and reading.faults:
        errors.write_bytes(error_file(reading))


def _unknown(run: Any) -> dict[str, Any]:
    return {"agencies": run.report["agencies"], "states": run.report["states"]}

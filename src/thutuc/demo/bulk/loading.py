"""The past written by COPY: one transaction, rows from other processes, indexes and foreign keys made again."""

import json
import multiprocessing
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from thutuc.demo.bulk import binary, indexes, story
from thutuc.demo.bulk.binary import Column
from thutuc.demo.bulk.story import Story
from thutuc.demo.bulk.tables import STRIDE, Table
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop

FIRST = date(2019, 1, 2)
BATCH = 10_000
BIG = 20_000
"""From how many dossiers on indexes are worth making again."""
PROCESSES = 2
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it and of how much."""
TABLES = (
    *("Dossier", "DossierEvent", "Party", "Component", "Notice", "Ground", "Consultation", "ResultDocument"),
    *("Delivery", "UnlistedDemand"),
)


def _silent(what: str, done: int, total: int) -> None:
    """No progress is shown."""


def generate(
    *,
    count: int,
    seed: int,
    by: Actor,
    at: datetime,
    first: date | None = None,
    last: date | None = None,
    settled: bool = False,
    favoured: Collection[str] = (),
    progress: Progress = _silent,
) -> dict[str, Any]:
    """Write `count` dossiers of the days first..last; returns the key: what was planted. All or nothing.

    They are told as of the end of the last day, or as of `at` where everything is to have been `settled` since. More
    than elsewhere comes to the agencies with the codes `favoured`.
    """
    today = local_date(at)
    first, last = first or FIRST, min(last or today, today)
    if not count or first > last:
        words = gettext_noop("Số hồ sơ phải lớn hơn 0 và ngày đầu không sau ngày cuối.")
        raise Refused([Objection("bulk.range", words)])
    until = (
        at if settled or last == today else datetime.combine(last + timedelta(days=1), datetime.min.time(), at.tzinfo)
    )
    with transaction.atomic():
        progress("plan", 0, 1)
        told = story.make(count=count, seed=seed, first=first, last=last, until=until, favoured=favoured)
        told.base = _base()
        with _ready(big=count >= BIG, progress=progress):
            _write(told, progress)
        _count_on(told)
        key = _key(told, first, last)
        journal.record("demo.generate_dossiers", of="dossiers.Dossier:generated", by=by, at=at, details=key)
    return key


def _ready(*, big: bool, progress: Progress) -> AbstractContextManager[None]:
    tables = [_table(name) for name in TABLES]
    return indexes.without(tables, progress=progress) if big else nullcontext()


def _key(told: Story, first: date, last: date) -> dict[str, Any]:
    return {
        "count": len(told),
        "seed": told.seed,
        "from": str(first),
        "to": str(last),
        "obstacles": [found.plain() for found in told.marks.key],
    }


def _model(name: str) -> type[models.Model]:
    return apps.get_model("dossiers", name)


def _table(name: str) -> str:
    return _model(name)._meta.db_table


def _base() -> int:
    """The first free key of a dossier: no key of a row beneath it is taken either."""
    with connection.cursor() as cursor:
        highest = 0
        for name in TABLES:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {_table(name)}")  # noqa: S608 – names of our own tables
            found = int(cursor.fetchone()[0])
            highest = max(highest, found if name == "Dossier" else found // 2 // STRIDE + 1)
    return highest + 1


# -- rows ---

_told: Story | None = None
"""The story, for the processes that tell it: they are made after it and share its memory."""


def _batch(first: int) -> list[tuple[str, list[str], bytes]]:
    assert _told is not None
    made = story.tell(_told, first, min(first + BATCH, len(_told)))
    return [(name, *_rows(name, table)) for name, table in made.items()]


def _rows(name: str, table: Table) -> tuple[list[str], bytes]:
    full = {**table, **_defaults(name, table)}
    return list(full), binary.rows(list(full.values()))


def _defaults(name: str, table: Table) -> dict[str, Column]:
    """Columns that the story does not know hold what the model gives them."""
    count = len(next(iter(table.values())).lengths)
    columns = {str(field.column): field for field in _model(name)._meta.concrete_fields}
    return {column: _default(field, count) for column, field in columns.items() if column not in table}


def _default(field: Any, count: int) -> Column:
    if field.null and not field.has_default():
        return binary.nothing(count)
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return binary.constant(b"\x01" + json.dumps(value).encode(), count)
    if isinstance(value, bool):
        return binary.constant(bytes([value]), count)
    if isinstance(value, int):
        size = 2 if "SmallInteger" in field.get_internal_type() else 4
        return binary.constant(value.to_bytes(size, "big"), count)
    if isinstance(value, str):
        return binary.constant(value, count)
    raise TypeError(f"{field} has no default that COPY can write")


def _write(told: Story, progress: Progress) -> None:
    global _told
    _told = told
    try:
        for done, rows in enumerate(_told_rows(len(told)), start=1):
            progress("rows", min(done * BATCH, len(told)), len(told))
            for name, columns, content in rows:
                if content:
                    _copy(_table(name), columns, content)
    finally:
        _told = None


def _told_rows(count: int) -> Iterator[list[tuple[str, list[str], bytes]]]:
    firsts = range(0, count, BATCH)
    if len(firsts) == 1:
        yield _batch(0)
        return
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        yield from pool.imap(_batch, firsts)


def _copy(table: str, columns: list[str], content: bytes) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN WITH (FORMAT binary)") as copy:
        copy.write(binary.HEAD + content + binary.TAIL)


def _count_on(told: Story) -> None:
    """Counters hold the last numbers, sequences go on after the last keys."""
    with connection.cursor() as cursor:
        numbers = story.last_numbers(told)
        cursor.execute(
            "INSERT INTO db_counter (series, value) SELECT * FROM unnest(%s::text[], %s::bigint[]) "
            "ON CONFLICT (series) DO UPDATE SET value = EXCLUDED.value",
            [list(numbers), list(numbers.values())],
        )
        for name in TABLES:
            table = _table(name)
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
        for name in TABLES:
            cursor.execute(f"ANALYZE {_table(name)}")

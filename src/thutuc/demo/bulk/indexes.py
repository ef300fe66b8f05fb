"""Indexes and foreign keys of tables that are filled: dropped before, made again and proved after, in one act."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

Progress = Callable[[str, int, int], None]
MEMORY = "512MB"

_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1
"""


@contextmanager
def without(tables: Sequence[str], *, progress: Progress) -> Iterator[None]:
    """What is inside fills the tables. Unique constraints stay; a foreign key made again is checked over every row."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [list(tables)])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [list(tables)])
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
        for number, (_name, definition) in enumerate(indexes, start=1):
            progress("indexes", number, len(indexes) + len(keys))
            cursor.execute(definition)
        for number, (table, name, definition) in enumerate(keys, start=1):
            progress("indexes", len(indexes) + number, len(indexes) + len(keys))
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")

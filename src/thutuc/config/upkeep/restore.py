"""From an archive into an empty database. With `force` the old content stands aside until the new one is proved."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.db import connection

from thutuc.config.upkeep import archive, backup, database
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.text import gettext_noop

ASIDE = "thutuc_before_restore"
NEWER_SETTINGS = {"transaction_timeout": 17}
"""Settings that pg_dump writes at the head of a script, and the first version that knows them."""
HEAD = 60


def read(path: Path, *, force: bool = False) -> archive.Manifest:
    """Verify the archive, load it, count and verify again; on any fault everything stands as before."""
    manifest = archive.verify(path)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if tables and not force:
        words = gettext_noop(
            "Cơ sở dữ liệu đã có dữ liệu. Khôi phục vào cơ sở dữ liệu trống, hoặc thêm --force để thay."
        )
        raise Refused([Objection("restore.not_empty", words)])
    with _content_stood_aside(there_is=bool(tables)):
        for name, stream in archive.members(path):
            if name == archive.DUMP:
                _load(stream, path.parent, manifest.dumped_by)
            else:
                _keep_file(name.removeprefix(archive.FILES), stream)
        _prove(manifest)
    return manifest


@contextmanager
def _content_stood_aside(*, there_is: bool) -> Iterator[None]:
    if not there_is:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")
        cursor.execute(f"ALTER SCHEMA public RENAME TO {ASIDE}")
        cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
        cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
    try:
        yield
    except BaseException:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f"ALTER SCHEMA {ASIDE} RENAME TO public")
        raise
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")


def _load(stream: IO[bytes], folder: Path, dumped_by: int) -> None:
    """As a script through psql, so that an archive of a newer server can enter an older one."""
    arguments, environment = database.arguments()
    program = database.program("pg_restore", at_least=max(dumped_by, database.server_major()))
    with tempfile.TemporaryDirectory(dir=folder, prefix=".thutuc-") as scratch:
        dump, script, known = (Path(scratch) / name for name in ("dump", "script", "known"))
        with dump.open("wb") as file:
            while block := stream.read(archive.CHUNK):
                file.write(block)
        command = [str(program), "--no-owner", "--no-privileges", f"--file={script}", str(dump)]
        backup.run_program(command, environment)
        _write_known(script, known)
        psql = [str(program.with_name("psql")), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
        backup.run_program([*psql, "--single-transaction", f"--file={known}", *arguments], environment)


def _write_known(script: Path, known: Path) -> None:
    """Leave out settings at the head of the script that this server does not know."""
    unknown = [f"SET {name} ".encode() for name, since in NEWER_SETTINGS.items() if database.server_major() < since]
    with script.open("rb") as lines, known.open("wb") as kept:
        for number, line in enumerate(lines):
            if number > HEAD or not any(line.startswith(words) for words in unknown):
                kept.write(line)


def _keep_file(name: str, stream: IO[bytes]) -> None:
    target = Path(default_storage.path("")) / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f"{target.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        while block := stream.read(archive.CHUNK):
            file.write(block)
    part.replace(target)


def _prove(manifest: archive.Manifest) -> None:
    connection.close()
    found = backup.counts(list(manifest.counts))
    words = gettext_noop("Bảng %(table)s có %(found)s dòng, bản kê ghi %(kept)s.")
    faults = [
        Objection("restore.count", words, params={"table": table, "found": found[table], "kept": kept})
        for table, kept in manifest.counts.items()
        if found[table] != kept
    ]
    faults += [
        Objection("restore.journal", gettext_noop("Nhật ký không nguyên vẹn: %(fault)s"), params={"fault": fault})
        for fault in journal.verify()
    ]
    if faults:
        raise Refused(faults)

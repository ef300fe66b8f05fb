"""Database and files into one archive, written beside its final name and read again before it gets that name."""

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from thutuc.config.upkeep import archive, database
from thutuc.kernel.errors import Objection, Refused
from thutuc.kernel.text import gettext_noop

Progress = Callable[[int], None]


def default_path(at: datetime) -> Path:
    """THUTUC_HOME/backups/thutuc-20261125-093000.tar"""
    return Path(settings.HOME) / "backups" / f"thutuc-{at:%Y%m%d-%H%M%S}.tar"


def write(path: Path, *, at: datetime, progress: Progress = lambda _bytes: None) -> archive.Manifest:
    """Write the archive and verify it; a file of that name is replaced only when the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(handle, "wb") as target,
            tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            _fill(tar, path.parent, at=at, progress=progress)
        manifest = archive.verify(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _fill(tar: tarfile.TarFile, folder: Path, *, at: datetime, progress: Progress) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".thutuc-") as scratch:
        dump = Path(scratch) / archive.DUMP
        program = database.program("pg_dump", at_least=database.server_major())
        counts = _dump(dump, program)
        parts = [archive.add_file(tar, dump, archive.DUMP)]
    progress(parts[0].bytes)
    for file, name in _kept_files():
        parts.append(archive.add_file(tar, file, name))
        progress(parts[-1].bytes)
    manifest = archive.Manifest(
        version=version("thutuc"),
        made_at=at.isoformat(),
        postgresql=database.server_major(),
        dumped_by=database.major_of(program),
        counts=counts,
        parts=tuple(parts),
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
    )
    text = manifest.text().encode()
    info = tarfile.TarInfo(archive.MANIFEST)
    info.size, info.mtime = len(text), at.timestamp()
    tar.addfile(info, io.BytesIO(text))


def _kept_files() -> Iterator[tuple[Path, str]]:
    root = Path(default_storage.path(""))
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield file, f"{archive.FILES}{file.relative_to(root).as_posix()}"


def _dump(target: Path, program: Path) -> dict[str, int]:
    """pg_dump and the counts of every table, seen at the same moment."""
    connection.close()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        arguments, environment = database.arguments()
        command = [str(program), "--format=custom", "--no-owner", "--no-privileges"]
        run_program([*command, f"--snapshot={snapshot}", f"--file={target}", *arguments], environment)
        return counts(connection.introspection.table_names(cursor))


def counts(tables: list[str]) -> dict[str, int]:
    """The rows of each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
            found[table] = int(cursor.fetchone()[0])
    return found


def run_program(command: list[str], environment: dict[str, str]) -> None:
    """One of PostgreSQL's programs; its own words when it fails."""
    run = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if run.returncode:
        words = gettext_noop("%(program)s báo lỗi: %(words)s")
        said = " ".join(run.stderr.split())[:500]
        raise Refused([Objection("archive.program", words, params={"program": Path(command[0]).name, "words": said})])

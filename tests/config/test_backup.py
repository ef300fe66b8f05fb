"""One archive holds the installation; restoring it gives the same facts and the same files."""

import json
import shutil
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.db import connection

from tests.config.processes import thutuc
from thutuc.config.upkeep import archive, backup
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Unreadable

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def kept_file(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    file = Path(default_storage.path("ab/abcdef"))
    file.parent.mkdir(parents=True)
    file.write_bytes("Đơn đề nghị".encode())
    return file


def _url(name: str) -> str:
    kept = connection.settings_dict
    return f"postgres://{kept['USER']}@/{name}?host={kept['HOST']}&port={kept['PORT'] or 5432}"


@pytest.fixture
def second_database() -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_restored"
    with psycopg.connect(**_server(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        yield name
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _server() -> dict[str, object]:
    params = connection.get_connection_params()
    return {key: params[key] for key in ("host", "port", "user", "password") if params.get(key)} | {
        "dbname": "postgres"
    }


@pytest.mark.django_db(transaction=True)
def test_an_archive_restored_in_a_second_database_holds_the_same(
    tmp_path: Path, home: Path, kept_file: Path, second_database: str
) -> None:
    journal.record("test.act", of="test:1", by=Actor.system("test"), at=NOW)
    journal.record("test.act", of="test:1", by=Actor.system("test"), at=NOW)

    made = backup.write(tmp_path / "all.tar", at=NOW)
    run = thutuc("restore", str(tmp_path / "all.tar"), home=home, DATABASE_URL=_url(second_database))
    examined = thutuc("doctor", "--json", home=home, DATABASE_URL=_url(second_database))
    again = thutuc("restore", str(tmp_path / "all.tar"), home=home, DATABASE_URL=_url(second_database))
    forced = thutuc("restore", str(tmp_path / "all.tar"), "--force", home=home, DATABASE_URL=_url(second_database))

    assert run.returncode == 0, run.stderr
    assert (home / "files" / "ab" / "abcdef").read_bytes() == kept_file.read_bytes()
    assert made.counts["journal_journalentry"] == 2
    with psycopg.connect(**_server() | {"dbname": second_database}) as restored:
        codes = restored.execute("SELECT code, number, hash FROM journal_journalentry ORDER BY number").fetchall()
    assert [code for code, _number, _hash in codes] == ["test.act", "test.act"]
    topics = {line["topic"]: line["grade"] for line in json.loads(examined.stdout)["findings"]}
    assert topics["journal"] == topics["migrations"] == "good"
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert forced.returncode == 0, forced.stderr


@pytest.mark.django_db(transaction=True)
def test_the_secret_key_is_not_in_the_archive_and_only_its_owner_reads_it(tmp_path: Path, kept_file: Path) -> None:
    backup.write(tmp_path / "all.tar", at=NOW)

    with tarfile.open(tmp_path / "all.tar") as tar:
        names = tar.getnames()
    assert names == ["database.dump", "files/ab/abcdef", "manifest.json"]
    assert (tmp_path / "all.tar").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True)
def test_a_damaged_archive_is_found_before_anything_is_written(tmp_path: Path, kept_file: Path) -> None:
    path = tmp_path / "all.tar"
    backup.write(path, at=NOW)
    content = bytearray(path.read_bytes())
    content[content.find("Đơn đề nghị".encode())] ^= 1
    path.write_bytes(content)

    with pytest.raises(Unreadable, match="files/ab/abcdef"):
        archive.verify(path)


def test_a_file_that_is_no_archive_is_said_to_be_none(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "notes.tar"
    shutil.copy(__file__, file)

    run = thutuc("restore", str(file), home=home)

    assert run.returncode == 1
    assert "notes.tar" in run.stderr
    assert "Traceback" not in run.stderr

"""The embedded server: started, joined, found again, and kept out of the superuser's home."""

import json
from pathlib import Path

import psycopg
import pytest

from thutuc.db import embedded


@pytest.fixture
def superuser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(Path, "expanduser", lambda self: tmp_path if str(self) == "~root" else self)
    return tmp_path


def test_its_folder_is_never_under_the_superusers_home(superuser: Path) -> None:
    with pytest.raises(SystemExit, match="THUTUC_HOME"):
        embedded.start(superuser / "thutuc")

    assert not (superuser / "thutuc").exists()


def test_a_process_that_was_killed_is_forgotten(tmp_path: Path) -> None:
    handles = tmp_path / ".handle_pids.json"
    handles.write_text(json.dumps([2**22 + 1]))

    embedded._forget_dead_processes(tmp_path)

    assert json.loads(handles.read_text()) == []


def test_a_list_of_handles_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".handle_pids.json").write_text("{")

    embedded._forget_dead_processes(tmp_path)
    embedded._forget_dead_processes(tmp_path / "absent")


def test_the_running_server_is_found_by_its_pid_file(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    folder.mkdir()
    (folder / "postmaster.pid").write_text("12\n/data\n1764000000\n5432\n/run/here\n\n  123 45\nready\n")

    assert embedded.address(tmp_path) == ("/run/here", "5432")
    assert embedded.address(tmp_path / "absent")[1] == ""


def test_without_a_database_url_the_home_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUTUC_HOME", "/srv/thutuc")
    assert embedded.default_home() == Path("/srv/thutuc")

    monkeypatch.delenv("THUTUC_HOME")
    assert embedded.default_home().name == "var"


@pytest.mark.django_db
def test_the_engine_is_new_enough_and_needs_no_extension() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        extensions = {name for (name,) in cursor.fetchall()}

    assert psycopg.__version__ >= "3.2"
    assert connection.pg_version >= 150000
    assert extensions == {"plpgsql"}

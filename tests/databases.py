"""What tests start from: a database migrated once, a province loaded once, copied by whoever needs them.

The name of a template carries the fingerprint of all that decides what is in it (every source file that is not a page,
the versions of the packages, the day of loading), so a template is either exactly what would be made now or not found.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection

from tests.settings import DATABASES, ROOT

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""09:00 on Wednesday 25/11/2026 in Asia/Ho_Chi_Minh."""
PAGES = {".html", ".css", ".js", ".svg", ".woff2", ".pyc"}


def migrated() -> str:
    """The template with every migration applied."""
    return _template("migrated", "template0", lambda: call_command("migrate", verbosity=0))


def an_lac() -> str:
    """The template with the invented province as of NOW."""
    return _template("an_lac", migrated(), _load)


def _load() -> None:
    from thutuc.demo import loading

    assert loading.load(at=NOW)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Whatever asks the database meanwhile asks that one."""
    kept = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


@contextmanager
def copied(template: str, *, part: str = "copy") -> Iterator[str]:
    """A copy of a template that is gone afterwards, beside the tests' own database; copies at once need other parts."""
    name = f"{connection.settings_dict['NAME']}_{part}"
    with server() as at:
        at.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        at.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield name
    with server() as at:
        at.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def server() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection to the server itself, outside every test's transaction."""
    given = DATABASES["default"]
    place = {key.lower(): given[key] or None for key in ("HOST", "PORT", "USER", "PASSWORD")}
    return psycopg.connect(dbname="postgres", autocommit=True, **place)


def _template(kind: str, under: str, fill: Callable[[], None]) -> str:
    family = f"{DATABASES['default']['TEST']['NAME']}_{kind}_"
    name, half = f"{family}{_fingerprint()}", f"{family}half"
    with server() as at:
        at.execute("SELECT pg_advisory_lock(hashtext(%s))", [family])
        known = {str(row[0]) for row in at.execute("SELECT datname FROM pg_database") if str(row[0]).startswith(family)}
        if name in known:
            return name
        for old in known:
            at.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        at.execute(f'CREATE DATABASE "{half}" ENCODING \'UTF8\' TEMPLATE "{under}"')
        with connected_to(half):
            fill()
        at.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


@cache
def _fingerprint() -> str:
    found = hashlib.sha256(f"{NOW} {sorted(f'{each.name}=={each.version}' for each in distributions())}".encode())
    sources = (ROOT / "src" / "thutuc").rglob("*")
    for path in sorted([Path(__file__), *(path for path in sources if path.suffix not in PAGES and path.is_file())]):
        found.update(f"{path.relative_to(ROOT)} ".encode() + path.read_bytes())
    return found.hexdigest()[:16]

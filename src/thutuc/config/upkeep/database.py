"""Migrations, the cache table and the programs of PostgreSQL."""

import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thutuc.db import embedded


def pending_migrations() -> list[str]:
    """Names of the migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> list[str]:
    """Bring the database to the state of the code; returns the names of what was applied. Safe to run twice."""
    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


def is_embedded() -> bool:
    """Whether this installation runs its own PostgreSQL."""
    return not settings.DATABASE_URL


def server_major() -> int:
    """15, 16, … of the server that answers."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10000


def program(name: str, *, at_least: int) -> Path:
    """pg_dump or pg_restore of at least that version: the machine's own if it is new enough, else the embedded one's.

    An older program refuses a newer server, and an older pg_restore cannot read a newer archive.
    """
    found = shutil.which(name)
    if found and not is_embedded() and major_of(Path(found)) >= at_least:
        return Path(found)
    return embedded.bin_folder() / name


def major_of(program: Path) -> int:
    """The version that a program of PostgreSQL says it has; 0 when it says none."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"(\d+)(\.|\s|$)", said)
    return int(number[1]) if number else 0


def arguments(database: str | None = None) -> tuple[list[str], dict[str, str]]:
    """(arguments, environment) with which PostgreSQL's programs reach our database: sockets and OPTIONS included."""
    kept = connection.settings_dict
    options = kept.get("OPTIONS", {})
    given = {
        "--host": options.get("host") or kept.get("HOST"),
        "--port": options.get("port") or kept.get("PORT"),
        "--username": options.get("user") or kept.get("USER"),
        "--dbname": database or options.get("dbname") or kept.get("NAME"),
    }
    password = options.get("password") or kept.get("PASSWORD")
    environment = {"PGPASSWORD": str(password)} if password else {}
    for name in ("sslmode", "sslrootcert", "sslcert", "sslkey", "service"):
        if options.get(name):
            environment[f"PG{name.upper()}"] = str(options[name])
    return [f"{name}={value}" for name, value in given.items() if value], environment

"""Shared by every test: rules tests have no database, transactional tests may empty append-only tables."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from scripts import messages
from thutuc.kernel.actor import Actor

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""09:00 on Wednesday 25/11/2026 in Asia/Ho_Chi_Minh."""


def pytest_configure(config: pytest.Config) -> None:
    """English pages need their compiled catalogue; compiled once, by whoever starts the run."""
    if not hasattr(config, "workerinput"):
        messages.compile_all()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def system() -> Actor:
    return Actor.system("test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A rules test that asks for the database is a mistake."""
    for item in items:
        if Path(item.fspath).name.startswith("test_rules") and "db" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid}: rules are tested without a database")


@pytest.fixture(autouse=True)
def _tables_may_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Transactional tests end with a TRUNCATE, which the append-only triggers refuse: that connection skips triggers.

    The connection is closed by the flush, so nothing else ever runs without them.
    """
    marker = request.node.get_closest_marker("django_db")
    transactional = bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )
    if transactional:
        request.getfixturevalue("transactional_db")
    yield
    if transactional:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")

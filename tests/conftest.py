"""Shared by every test: rules tests have no database, transactional tests may empty append-only tables."""

import gc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from scripts import messages
from tests import databases, scheduling
from tests.databases import NOW as NOW
from thutuc.kernel.actor import Actor


def pytest_configure(config: pytest.Config) -> None:
    """English pages need their compiled catalogue; compiled once, by whoever starts the run."""
    if not hasattr(config, "workerinput"):
        messages.compile_all()


def pytest_collection_finish() -> None:
    """What stands in memory by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests that share something dear run in one worker."""
    return scheduling.make(config, log)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def day_of_the_story(settings: Any) -> None:
    """Pages are read on the day of NOW, whatever today is: what they tell is of that day and its year."""
    settings.AS_OF = f"{NOW:%Y-%m-%d}"


@pytest.fixture
def system() -> Actor:
    return Actor.system("test")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """Tests' databases are copies of one that was migrated from nothing."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="session")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database with Tỉnh An Lạc as of Wednesday 25/11/2026."""
    with django_db_blocker.unblock():
        template = databases.an_lac()
    with databases.copied(template) as name:
        yield name


@pytest.fixture(scope="module")
def an_lac(province: str, django_db_blocker: Any) -> Iterator[None]:
    """The tests of a module meet the loaded province; what one of them changes is taken back."""
    with django_db_blocker.unblock(), databases.connected_to(province):
        yield


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

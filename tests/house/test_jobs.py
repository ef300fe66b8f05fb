"""Jobs: all known, all found by name, all harmless when run twice."""

import ast
from typing import Any

import pytest
from django.db import connection

from tests.house.sources import calls, chain, product_files, short
from thutuc.config import schedule
from thutuc.config.upkeep.backup import counts

KNOWN = {*schedule.QUEUED, *schedule.PERIODIC}


def _enqueued() -> list[tuple[str, str]]:
    return [
        (f"{short(path)}:{call.lineno}", str(call.args[0].value))
        for path in product_files()
        for call in calls(path)
        if chain(call.func)[-1] == "enqueue" and call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_every_job_that_a_service_asks_for_is_in_the_schedule() -> None:
    assert [(where, name) for where, name in _enqueued() if name not in KNOWN] == []


def test_every_job_in_the_schedule_exists() -> None:
    missing = []
    for name in sorted(KNOWN):
        try:
            schedule.job(name)
        except (KeyError, AttributeError):
            missing.append(name)

    assert missing == []


def test_every_function_of_a_jobs_room_is_in_the_schedule() -> None:
    found = [
        f"{package}.{name}"
        for package, module in schedule.job_modules().items()
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
        if not isinstance(value, type) and f"{package}.{name}" not in KNOWN
    ]

    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(schedule.PERIODIC))
def test_a_job_of_the_clock_runs_twice_without_harm(name: str) -> None:
    job = schedule.job(name)
    tables = [table for table in connection.introspection.table_names() if table != "cache"]

    job()
    once: dict[str, Any] = counts(tables)
    job()

    assert counts(tables) == once

"""The doctor finds what is wrong and says what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from thutuc.config.upkeep import doctor, shipped
from thutuc.config.upkeep.doctor import Grade
from thutuc.files.queries import root
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.web import clock, typeset

SYSTEM = Actor.system("test")


def _grades(**more: bool) -> dict[str, Grade]:
    """The worst grade of each topic."""
    worst: dict[str, Grade] = {}
    for finding in doctor.examine(at=clock.now(), **more):
        assert finding.message % (finding.params or {})
        if worst.get(finding.topic) is not Grade.FAULT:
            worst[finding.topic] = finding.grade
    return worst


@pytest.mark.django_db
def test_a_new_installation_is_well() -> None:
    shipped.load(by=SYSTEM, at=clock.now())
    root().mkdir(parents=True, exist_ok=True)
    root().chmod(0o700)

    grades = _grades(facts=True)

    unbuilt = set() if typeset.is_ready() else {"papers"}
    assert {topic for topic, grade in grades.items() if grade is Grade.FAULT} == unbuilt
    assert set(grades) >= {"database", "migrations", "clock", "jobs", "files", "journal", "outbox", "calendar", "facts"}


@pytest.mark.django_db
def test_what_is_shipped_is_loaded_once() -> None:
    first = shipped.load(by=SYSTEM, at=clock.now())
    second = shipped.load(by=SYSTEM, at=clock.now())

    assert first["days"] > 100
    assert first["documents"] > 0
    assert second == {"days": 0, "documents": 0}


def _fail_a_job() -> None:
    _statement("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'x', 'failed')")


def _forget_a_job() -> None:
    _statement("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')")
    _statement("UPDATE procrastinate_events SET at = now() - interval '1 hour'")


def _tamper() -> None:
    journal.record("test.act", of="test:1", by=SYSTEM, at=datetime(2026, 11, 25, tzinfo=UTC))
    _statement("SET session_replication_role = replica")
    _statement("UPDATE journal_journalentry SET actor = 'person:1'")
    _statement("SET session_replication_role = origin")


def _lose_the_calendar() -> None:
    _statement("UPDATE worktime_calendaryear SET year = year + 20")


def _statement(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("topic", "harm"),
    [("jobs", _fail_a_job), ("jobs", _forget_a_job), ("journal", _tamper), ("calendar", _lose_the_calendar)],
)
def test_a_fault_is_found_and_says_what_to_do(topic: str, harm: Callable[[], None]) -> None:
    shipped.load(by=SYSTEM, at=clock.now())
    harm()

    found = [f for f in doctor.examine(at=clock.now()) if f.topic == topic and f.grade is Grade.FAULT]

    assert found
    assert all(finding.remedy for finding in found)


@pytest.mark.django_db
def test_a_training_day_is_noted(settings: Any) -> None:
    settings.AS_OF = "2026-01-05"

    assert _grades()["clock"] is Grade.NOTE


@pytest.mark.django_db
def test_missing_typefaces_and_an_unreadable_bundle_are_faults(settings: Any, tmp_path: Path) -> None:
    settings.TYPEFACES, settings.SIGNATURE_ROOTS = tmp_path, str(tmp_path / "absent.pem")

    faults = [finding for finding in doctor.examine(at=clock.now()) if finding.topic == "papers"]

    assert [finding.grade for finding in faults] == [Grade.FAULT, Grade.FAULT]
    assert all(finding.remedy for finding in faults)


@pytest.mark.django_db
def test_a_folder_that_others_can_read_is_a_fault() -> None:
    root().mkdir(parents=True, exist_ok=True)
    root().chmod(0o755)

    grades = _grades()
    root().chmod(0o700)

    assert grades["files"] is Grade.FAULT

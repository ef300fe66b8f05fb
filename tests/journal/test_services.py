"""The journal as the database keeps it."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from thutuc.journal import queries, services
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
TEST = Actor.system("test")


def _tamper(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.django_db
def test_lines_of_one_subject_follow_each_other() -> None:
    first = services.record("test.open", of="test:1", by=TEST, at=NOW, details={"số": 1})
    other = services.record("test.open", of="test:2", by=TEST, at=NOW)
    second = services.record("test.shut", of="test:1", by=TEST, at=NOW)

    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert second.previous == first.hash
    assert list(queries.of_subject("test:1")) == [first, second]
    assert list(queries.verify()) == []


@pytest.mark.django_db
def test_the_database_makes_the_same_hash_as_the_rule(django_assert_num_queries: Any) -> None:
    awkward = {"đ": 'a"b\\c', "%s": ["100 %", None, 1.5, {"ngày": date(2026, 1, 1)}], "a": "🪷\n\t", "b": True}

    for number in range(2):
        with django_assert_num_queries(1):
            entry = services.record("test.\"'%", of="test:“1”", by=TEST, at=NOW, details=awkward)
        assert entry.number == number + 1

    kept = JournalEntry.objects.get(pk=entry.pk)
    assert (kept, kept.hash, kept.details) == (entry, entry.hash, entry.details)
    assert kept.details["%s"][3] == {"ngày": "2026-01-01"}
    assert list(queries.verify()) == []


@pytest.mark.django_db
def test_an_act_true_earlier_keeps_both_times() -> None:
    entry = services.record("test.open", of="test:1", by=TEST, at=NOW - timedelta(days=3), recorded_at=NOW)

    entry.refresh_from_db()
    assert (entry.at, entry.recorded_at) == (NOW - timedelta(days=3), NOW)
    assert list(queries.verify()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda: JournalEntry.objects.update(actor="person:1"),
        lambda: JournalEntry.objects.all().delete(),
        lambda: connection.cursor().execute("DELETE FROM journal_journalentry"),
        lambda: connection.cursor().execute("TRUNCATE journal_journalentry"),
    ],
    ids=["update", "delete", "plain delete", "truncate"],
)
def test_the_database_refuses_to_change_the_past(act: Callable[[], Any]) -> None:
    services.record("test.open", of="test:1", by=TEST, at=NOW)

    with pytest.raises(ProgrammingError), transaction.atomic():
        act()

    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE journal_journalentry SET actor = 'person:9' WHERE number = 2", "line 2 was changed"),
        ("UPDATE journal_journalentry SET details = '{\"a\": 1}' WHERE number = 1", "line 1 was changed"),
        ("DELETE FROM journal_journalentry WHERE number = 2", "line 2 is missing"),
    ],
)
def test_tampering_past_the_triggers_is_found(statement: str, fault: str) -> None:
    for _line in range(3):
        services.record("test.act", of="test:1", by=TEST, at=NOW)

    _tamper(statement)

    assert any(fault in found for found in queries.verify())


@pytest.mark.django_db
def test_the_last_line_cannot_vanish_from_a_sealed_day() -> None:
    for _line in range(2):
        services.record("test.act", of="test:1", by=TEST, at=NOW)
    services.seal_day(day=date(2026, 11, 25), at=NOW + timedelta(days=1))

    _tamper("DELETE FROM journal_journalentry WHERE number = 2")

    assert list(queries.verify()) == ["seal 2026-11-25: the lines of that day were changed"]


@pytest.mark.django_db
def test_sealing_twice_gives_the_first_seal() -> None:
    services.record("test.act", of="test:1", by=TEST, at=NOW)

    seal = services.seal_day(day=date(2026, 11, 25), at=NOW + timedelta(days=1))
    again = services.seal_day(day=date(2026, 11, 25), at=NOW + timedelta(days=2))
    following = services.seal_day(day=date(2026, 11, 26), at=NOW + timedelta(days=2))

    assert again == seal
    assert seal.entries == 1
    assert following.previous == seal.root
    assert list(queries.verify()) == []


@pytest.mark.django_db
def test_a_refused_act_leaves_no_line() -> None:
    @transaction.atomic
    def fails() -> None:
        services.record("test.act", of="test:1", by=TEST, at=NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()

    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_of_one_subject_make_one_chain() -> None:
    def write() -> None:
        try:
            for _line in range(5):
                services.record("test.act", of="test:1", by=TEST, at=NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(queries.of_subject("test:1").values_list("number", flat=True)) == list(range(1, 41))
    assert list(queries.verify()) == []

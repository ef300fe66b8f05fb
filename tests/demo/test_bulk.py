"""A generated past obeys the rules of dossiers, and the same seed tells the same past."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from tests.conftest import NOW
from thutuc.demo import bulk
from thutuc.demo.bulk import story
from thutuc.demo.bulk.binary import rows
from thutuc.dossiers.queries.checking import doctor_faults
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import fold_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]
COUNT = 200
BY = Actor.system("test")


@pytest.fixture(scope="module")
def key(an_lac: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """What was planted among two hundred dossiers of the last two years, gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = told("SELECT count(*) FROM dossiers_dossier")[0][0]
        key = bulk.generate(count=COUNT, seed=7, first=date(2024, 11, 1), by=BY, at=NOW)
        yield {**key, "before": before}
        transaction.set_rollback(True)


def told(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_as_many_dossiers_are_made_as_were_asked_for(key: dict[str, Any]) -> None:
    assert told("SELECT count(*) FROM dossiers_dossier") == [(key["before"] + COUNT,)]
    assert {each["kind"] for each in key["obstacles"]} == {
        *("returned_item", "late_quarter", "silent_partner", "demanding_officer", "slow_officer"),
    }


def test_the_same_seed_tells_the_same_past(key: dict[str, Any]) -> None:
    asked: dict[str, Any] = {
        "count": 60,
        "seed": 5,
        "first": date(2026, 1, 5),
        "last": date(2026, 11, 24),
        "until": NOW,
    }
    one, other = (story.tell(story.make(**asked), 0, 60) for _ in range(2))

    assert {name: rows(list(table.values())) for name, table in one.items()} == {
        name: rows(list(table.values())) for name, table in other.items()
    }


def test_a_generated_past_obeys_every_rule(key: dict[str, Any]) -> None:
    assert [fault.message % dict(fault.params) for fault in doctor_faults()] == []


def one(place: int) -> str:
    """Another dossier for every fault."""
    return f"(SELECT id FROM dossiers_dossier WHERE state = 'returned' ORDER BY id DESC OFFSET {place} LIMIT 1)"


PAUSED = "(SELECT max(id) FROM dossiers_dossier WHERE pauses <> '[]')"
PLANTED = {
    "dossier.chain": f"DELETE FROM dossiers_dossierevent WHERE number = 3 AND dossier_id = {one(0)}",
    "dossier.move": f"UPDATE dossiers_dossierevent SET code = 'sign' WHERE number = 2 AND dossier_id = {one(1)}",
    "dossier.kept": f"UPDATE dossiers_dossier SET due_key = due_key - interval '1 day' WHERE id = {one(2)}",
    "dossier.counts": f"UPDATE dossiers_dossier SET supplement_count = supplement_count + 1 WHERE id = {one(3)}",
    "dossier.clock": f"UPDATE dossiers_dossier SET pauses = '[]' WHERE id = {PAUSED}",
    "dossier.order": f"UPDATE dossiers_dossier SET finished_at = submitted_at - interval '1 h' WHERE id = {one(4)}",
    "dossier.reach": f"UPDATE dossiers_dossier SET reach = '{{1}}' WHERE id = {one(5)}",
    "dossier.codes": f"UPDATE dossiers_dossier SET code = left(code, -4) || '7777' WHERE id = {one(6)}",
    "dossier.counter": "UPDATE db_counter SET value = value + 1 WHERE series LIKE 'dossier:%'",
    "dossier.result": f"DELETE FROM dossiers_resultdocument WHERE dossier_id = {one(7)}",
    "dossier.delivery": f"DELETE FROM dossiers_delivery WHERE dossier_id = {one(8)}",
    "dossier.asked": "UPDATE dossiers_notice SET settled_at = NULL "
    "WHERE id = (SELECT max(id) FROM dossiers_notice WHERE settled_at IS NOT NULL)",
    "dossier.ground": "DELETE FROM dossiers_ground",
    "dossier.people": f"UPDATE dossiers_dossier SET owner_name = 'Ai Đó' WHERE id = {one(9)}",
}


def test_a_list_finds_a_generated_dossier_by_the_same_words_as_another(key: dict[str, Any]) -> None:
    columns = "code, owner_name, title, procedure_code, procedure_name, words::text"
    rows_ = told(f"SELECT {columns} FROM dossiers_dossier ORDER BY id DESC LIMIT {COUNT}")

    texts = [" ".join(fold_words(" ".join(each or "" for each in row[:-1]))) for row in rows_]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', words)::text FROM unnest(%s::text[]) AS words", [texts])
        assert [words for (words,) in cursor.fetchall()] == [row[-1] for row in rows_]


def test_every_planted_fault_is_found(key: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in PLANTED.values():
            cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert {fault.code for fault in doctor_faults()} == set(PLANTED)

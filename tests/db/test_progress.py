"""Progress leaves an open transaction by the name of its connection: two connections on real PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, connections, transaction

from thutuc.db.progress import Seen, reporter, seen

Answer = TypeVar("Answer")
TOKEN = "0123456789abcdef0123"


def elsewhere(ask: Callable[[], Answer]) -> Answer:
    """What another connection is answered."""

    def run() -> Answer:
        try:
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as one:
        return one.submit(run).result()


@pytest.mark.django_db(transaction=True)
def test_another_connection_sees_how_far_the_open_transaction_is() -> None:
    report = reporter(TOKEN)

    with transaction.atomic():
        report(0, 2159)
        assert elsewhere(lambda: seen(TOKEN)) == Seen(0, 2159)
        report(1234, 2159)
        found = elsewhere(lambda: seen(TOKEN))

    assert found == Seen(1234, 2159)
    assert found.percent == 57
    assert elsewhere(lambda: seen("another")) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True])
def test_commit_and_rollback_take_the_name_back(fails: bool) -> None:
    with transaction.atomic():
        reporter(TOKEN)(7, 9)
        transaction.set_rollback(fails)

    assert elsewhere(lambda: seen(TOKEN)) is None
    with connection.cursor() as cursor:
        cursor.execute("SHOW application_name")
        assert TOKEN not in cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_report_costs_a_statement_at_every_second_per_cent_only(django_assert_max_num_queries: object) -> None:
    report = reporter(TOKEN)

    with django_assert_max_num_queries(51):  # type: ignore[operator]
        for done in range(10_001):
            report(done, 10_000)

    assert Seen(0, 0).percent == 0

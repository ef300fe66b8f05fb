"""Statements that the server plans once."""

from typing import Any

import pytest
from django.db import DataError, connection, transaction

from thutuc.db import prepared

pytestmark = pytest.mark.django_db


def test_a_statement_that_comes_back_is_prepared_and_counted(
    django_assert_num_queries: Any,
) -> None:
    text = "SELECT %(number)s::int + 1 AS what_comes_back"

    with django_assert_num_queries(8) as captured:
        for number in range(8):
            with prepared.cursor() as cursor:
                cursor.execute(text, {"number": number})
                assert cursor.fetchone() == (number + 1,)

    assert all("what_comes_back" in query["sql"] for query in captured.captured_queries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%what_comes_back%'")
        assert cursor.fetchone() == (1,)
    with pytest.raises(DataError), transaction.atomic(), prepared.cursor() as cursor:
        cursor.execute("SELECT 1 / %(zero)s::int", {"zero": 0})

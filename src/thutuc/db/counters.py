"""Numbers without gaps: one locked row for each series."""

from django.db import connection


def next_number(series: str) -> int:
    """The next number of `series`, from 1. Ask late in the transaction: the row stays locked until it ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO db_counter (series, value) VALUES (%s, 1) "
            "ON CONFLICT (series) DO UPDATE SET value = db_counter.value + 1 RETURNING value",
            [series],
        )
        return int(cursor.fetchone()[0])

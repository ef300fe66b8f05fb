"""When reference data last changed, told in one statement, so that what is built from it may be kept in a process.

A stamp is the next number of a sequence, written by triggers of the tables (`changes_stamp`) whoever changes
a row. A number is never given twice, not even after a rollback: equal stamps mean equal rows.
"""

from collections.abc import Mapping

import pgtrigger
from django.db import connection

_WRITE = (
    "INSERT INTO db_counter (series, value) VALUES ('STAMP', nextval('db_stamp')) "
    "ON CONFLICT (series) DO UPDATE SET value = EXCLUDED.value; RETURN NULL;"
)
CALENDARS, PARAMETERS = "stamp:calendars", "stamp:parameters"


def changes_stamp(name: str, stamp: str) -> list[pgtrigger.Trigger]:
    """The trigger of a table whose rows `stamp` speaks for; it comes with the table's other triggers."""
    return [
        pgtrigger.Trigger(
            name=name,
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=_WRITE.replace("STAMP", stamp),
        )
    ]


def current() -> Mapping[str, tuple[int, int] | None]:
    """(database, number) of each stamp; None where nothing was ever written. One statement.

    The database is named by its number: a copy that takes the name of one that is gone is another one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT series, value, (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "FROM db_counter WHERE series IN (%s, %s)",
            [CALENDARS, PARAMETERS],
        )
        found = {series: (int(database), int(value)) for series, value, database in cursor.fetchall()}
    return {stamp: found.get(stamp) for stamp in (CALENDARS, PARAMETERS)}

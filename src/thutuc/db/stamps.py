"""When reference data last changed, told in one statement, so that what is built from it may be kept in a process.

A stamp is the number of the transaction that changed the tables: triggers write it (`changes_stamp`), whoever changes
a row. A number is never given twice, not even after a rollback: equal stamps mean equal rows.
"""

from collections.abc import Mapping

import pgtrigger
from django.db import connection

_WRITE = (
    "INSERT INTO db_counter (series, value) VALUES ('STAMP', pg_current_xact_id()::text::bigint) "
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


def current() -> Mapping[str, tuple[str, int] | None]:
    """(database, number) of each stamp; None where nothing was ever written. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT series, value FROM db_counter WHERE series IN (%s, %s)", [CALENDARS, PARAMETERS])
        found = {series: (str(connection.settings_dict["NAME"]), int(value)) for series, value in cursor.fetchall()}
    return {stamp: found.get(stamp) for stamp in (CALENDARS, PARAMETERS)}

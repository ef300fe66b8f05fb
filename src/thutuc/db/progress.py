"""How far a long act is, seen by others while its one transaction is still open.

What a transaction writes is invisible until it commits; the name of its connection is not. The act puts its progress
into `application_name`, which PostgreSQL shows at once in pg_stat_activity, to every role and without a second
connection. The name is set *for the transaction only* (`is_local`): commit, rollback and a killed worker all take it
back, so that nothing has to be tidied up and a pooled connection never carries somebody else's progress.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

STEPS = 50
"""The name changes at every 2 %: a statement of a tenth of a millisecond, fifty times at most."""


@dataclass(frozen=True)
class Seen:
    """So much of the work is done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 only when everything is done."""
        return 100 * self.done // self.total if self.total else 0


def reporter(token: str) -> Callable[[int, int], None]:
    """A function to be called with (done, total) inside the transaction; others see it under the token."""
    last = -1

    def report(done: int, total: int) -> None:
        nonlocal last
        step = STEPS * done // total if total else 0
        if step != last:
            last = step
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('application_name', %s, true)", [f"{_prefix(token)}{done}/{total}"])

    return report


def seen(token: str) -> Seen | None:
    """How far the act under the token is; None when no transaction is at work on it. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND starts_with(application_name, %s)",
            [_prefix(token)],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    done, _, total = found[0].removeprefix(_prefix(token)).partition("/")
    return Seen(int(done), int(total))


def _prefix(token: str) -> str:
    """A name has 63 bytes: a token of 20 leaves room for the figures."""
    return f"thutuc:{token}:"

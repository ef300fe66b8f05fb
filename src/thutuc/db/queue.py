"""Jobs are asked for by name, inside the transaction of the act; they leave only if it commits."""

from typing import Any


def enqueue(name: str, *, lock: str | None = None, **arguments: Any) -> int:
    """Put the job `package.function` into the queue; returns its number. Rolls back with the act."""
    from procrastinate.contrib.django import app

    return int(app.configure_task(name, lock=lock, allow_unknown=True).defer(**arguments))

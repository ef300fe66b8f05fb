"""Jobs are asked for by name, inside the transaction of the act; they leave only if it commits."""

import json
from typing import Any

from django.db import connection

LOST = "lost"
"""A worker took the job and died: its heartbeat, every ten seconds, has stopped."""


def enqueue(name: str, *, lock: str | None = None, **arguments: Any) -> int:
    """Put the job `package.function` into the queue; returns its number. Rolls back with the act."""
    from procrastinate.contrib.django import app

    return int(app.configure_task(name, lock=lock, allow_unknown=True).defer(**arguments))


def state_of(name: str, **arguments: Any) -> str | None:
    """The newest job of that name and arguments: todo, doing, failed, LOST…; None when it has left the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN job.status = 'doing' AND worker.id IS NULL THEN %s ELSE job.status::text END "
            "FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker "
            "ON worker.id = job.worker_id AND worker.last_heartbeat > clock_timestamp() - interval '30 s' "
            "WHERE job.task_name = %s AND job.args @> %s::jsonb ORDER BY job.id DESC LIMIT 1",
            [LOST, name, json.dumps(arguments)],
        )
        found = cursor.fetchone()
    return str(found[0]) if found else None

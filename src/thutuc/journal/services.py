"""Writing the journal: called once by every act, in the act's own transaction."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, models, transaction

from thutuc.db import prepared
from thutuc.journal.models import JournalEntry, JournalSeal
from thutuc.journal.rules import chain
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL


def subject_of(row: models.Model | str) -> str:
    """`package.Model:key`: how the journal names a row without pointing at it."""
    return row if isinstance(row, str) else f"{row._meta.label}:{row.pk}"


_APPEND = """
INSERT INTO journal_journalentry (code, subject, number, actor, at, recorded_at, details, previous, hash)
SELECT %(code)s, %(subject)s, next.number, %(actor)s, %(at)s, %(recorded_at)s, %(details)s::jsonb, next.previous,
    encode(sha256(convert_to(concat('["', next.previous, '",', %(before)s::text, ',', next.number, ',',
        %(after)s::text, ']'), 'UTF8')), 'hex')
FROM (
    SELECT coalesce(max(last.number), 0) + 1 AS number, coalesce(max(last.hash), %(first)s) AS previous
    FROM (
        SELECT number, hash FROM journal_journalentry WHERE subject = %(subject)s ORDER BY number DESC LIMIT 1
    ) last
) next
ON CONFLICT (subject, number) DO NOTHING
RETURNING id, number, previous, hash
"""
"""The next line of a subject's chain, in one statement without a lock.

Two acts at once on one subject make the same number: the table lets one in, the other waits for it to commit, adds
nothing and is asked again; then it sees the line that it has to follow.
"""


def record(
    code: str,
    *,
    of: models.Model | str,
    by: Actor,
    at: datetime,
    recorded_at: datetime | None = None,
    details: Mapping[str, object] | None = None,
) -> JournalEntry:
    """Write the one line of an act. `details` are facts for a later reader, never personal data; `through` among
    them says by which key another system acted for a person.

    `at` is when the act is true, `recorded_at` when it was written down (the same unless the act says otherwise).
    """
    facts = {**(details or {}), "through": by.through} if by.through else details or {}
    told = json.dumps(facts, default=str, ensure_ascii=False)
    line = chain.Line(code, subject_of(of), 0, by.key, at, recorded_at or at, json.loads(told))
    before, after = chain.canonical(line)
    given = {"code": code, "subject": line.subject, "actor": by.key, "at": at, "recorded_at": line.recorded_at}
    given |= {"details": told, "before": before, "after": after, "first": chain.FIRST}
    pk, number, previous, own = _append(given)
    fields = ("id", "code", "subject", "number", "actor", "at", "recorded_at", "details", "previous", "hash")
    row = (pk, code, line.subject, number, by.key, at, line.recorded_at, line.details, previous, own)
    return JournalEntry.from_db(connection.alias, fields, row)


def _append(given: dict[str, Any]) -> tuple[Any, ...]:
    with prepared.cursor() as cursor:
        while True:
            cursor.execute(_APPEND, given)
            found: tuple[Any, ...] | None = cursor.fetchone()
            if found:
                return found


@transaction.atomic
def seal_day(*, day: date, at: datetime) -> JournalSeal:
    """Seal the lines recorded on `day` (a past day) under one root; sealing twice gives the first seal back."""
    kept = JournalSeal.objects.filter(day=day).first()
    if kept:
        return kept
    before = JournalSeal.objects.filter(day__lt=day).order_by("-day").values_list("root", flat=True).first()
    start = datetime.combine(day, time.min, tzinfo=LOCAL)
    hashes = list(
        JournalEntry.objects.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
        .order_by("pk")
        .values_list("hash", flat=True)
    )
    previous = before or chain.FIRST
    return JournalSeal.objects.create(
        day=day, entries=len(hashes), previous=previous, root=chain.root_of(previous, hashes), sealed_at=at
    )

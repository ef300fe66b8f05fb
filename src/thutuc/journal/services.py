"""Writing the journal: called once by every act, in the act's own transaction."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import connection, models, transaction

from thutuc.journal.models import JournalEntry, JournalSeal
from thutuc.journal.rules import chain
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL


def subject_of(row: models.Model | str) -> str:
    """`package.Model:key`: how the journal names a row without pointing at it."""
    return row if isinstance(row, str) else f"{row._meta.label}:{row.pk}"


@transaction.atomic(savepoint=False)
def record(
    code: str,
    *,
    of: models.Model | str,
    by: Actor,
    at: datetime,
    recorded_at: datetime | None = None,
    details: Mapping[str, object] | None = None,
    first: bool = False,
) -> JournalEntry:
    """Write the one line of an act. `details` are facts for a later reader, never personal data.

    `at` is when the act is true, `recorded_at` when it was written down (the same unless the act says otherwise).
    `first`: the subject was made in this very transaction, so nobody can have written of it: one statement, not three.
    """
    subject = subject_of(of)
    number, previous = (1, chain.FIRST) if first else _following(subject)
    plain = json.loads(json.dumps(details or {}, default=str, ensure_ascii=False))
    line = chain.Line(code, subject, number, by.key, at, recorded_at or at, plain)
    return JournalEntry.objects.create(
        code=code,
        subject=subject,
        number=number,
        actor=by.key,
        at=at,
        recorded_at=line.recorded_at,
        details=plain,
        previous=previous,
        hash=chain.hash_of(line, previous),
    )


def _following(subject: str) -> tuple[int, str]:
    """The next number of a subject and the hash before it, held until the act ends. The lock comes before the read:
    in one statement the read would have the snapshot of a moment before the lock was got."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])
    last = JournalEntry.objects.filter(subject=subject).order_by("-number").values_list("number", "hash").first()
    return (last[0] + 1, last[1]) if last else (1, chain.FIRST)


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

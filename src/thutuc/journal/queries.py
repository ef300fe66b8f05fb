"""Reading the journal and proving that it is whole."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import models

from thutuc.journal.models import JournalEntry, JournalSeal
from thutuc.journal.rules import chain
from thutuc.kernel.periods import LOCAL


def of_subject(row: models.Model | str) -> models.QuerySet[JournalEntry]:
    """The acts on one row, oldest first."""
    subject = row if isinstance(row, str) else f"{row._meta.label}:{row.pk}"
    return JournalEntry.objects.filter(subject=subject).order_by("number")


def verify() -> Iterator[str]:
    """Every fault of every chain and seal; nothing when the journal is whole. Reads everything once."""
    entries = JournalEntry.objects.order_by("subject", "number").iterator(chunk_size=5000)
    for _subject, lines in groupby(entries, key=lambda entry: entry.subject):
        yield from chain.faults((_line(entry), entry.previous, entry.hash) for entry in lines)
    yield from _seal_faults()


def _seal_faults() -> Iterator[str]:
    previous = chain.FIRST
    for seal in JournalSeal.objects.order_by("day"):
        start = datetime.combine(seal.day, time.min, tzinfo=LOCAL)
        hashes = (
            JournalEntry.objects.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
            .order_by("pk")
            .values_list("hash", flat=True)
        )
        if seal.previous != previous:
            yield f"seal {seal.day}: does not follow the seal before it"
        if chain.root_of(seal.previous, hashes) != seal.root:
            yield f"seal {seal.day}: the lines of that day were changed"
        previous = seal.root


def _line(entry: JournalEntry) -> chain.Line:
    return chain.Line(entry.code, entry.subject, entry.number, entry.actor, entry.at, entry.recorded_at, entry.details)

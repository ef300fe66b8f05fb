"""The base of every table that changes: a revision, and the one way to change a row."""

from typing import Any, TypeVar

from django.db import models

from thutuc.db import prepared
from thutuc.kernel.errors import Conflict


class Revisioned(models.Model):
    """A row that knows how often it has changed."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Revisioned)


def advance(row: Row, **changes: Any) -> Row:
    """Write `changes` only if nobody changed the row since it was read; returns the row with its next revision.

    Raises `Conflict` otherwise. One UPDATE, no SELECT: safe under two simultaneous clicks and many servers.
    """
    model = type(row)
    next_revision = row.revision + 1
    written = _written(row, {"revision": next_revision, **changes})
    if not written:
        found = model._default_manager.filter(pk=row.pk).values_list("revision", flat=True).first()
        raise Conflict(model._meta.label, expected=row.revision, found=found)
    for name, value in changes.items():
        setattr(row, name, value)
    row.revision = next_revision
    return row


def _written(row: Revisioned, changes: dict[str, Any]) -> bool:
    """Plain values go into a text that the server knows; expressions through the ORM."""
    if any(hasattr(value, "resolve_expression") for value in changes.values()):
        rows = type(row)._default_manager.filter(pk=row.pk, revision=row.revision)
        return bool(rows.update(**changes))
    return prepared.update(row, row.revision, changes)


class Counter(models.Model):
    """The last number given in a series (see `db.counters`)."""

    series = models.CharField(max_length=200, primary_key=True)
    value = models.BigIntegerField()

"""Writing plans of areas: in bulk, parents before children. Shared by loading and reorganising."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from thutuc.db.ranges import ended_on, range_of
from thutuc.kernel.text import fold_words, gettext_noop, sort_key
from thutuc.organisations.models import Area, AreaSuccession
from thutuc.organisations.rules.areas import Held, Key, Unit, number
from thutuc.organisations.rules.kinds import AreaKind, AreaLevel
from thutuc.organisations.services.outcome import Progress

BATCH = 2000
_ORDER = (AreaLevel.PROVINCE, AreaLevel.DISTRICT, AreaLevel.COMMUNE)


def lock(what: str) -> None:
    """One act of a kind at a time; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"organisations:{what}"])


def know_sizes() -> None:
    """Tell the planner how much there is now: right after thousands of rows its guesses are of an empty table."""
    with connection.cursor() as cursor:
        for model in (Area, AreaSuccession):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def close_areas(rows: Sequence[Held], *, on: date, progress: Progress) -> None:
    """The rows end on the day."""
    for start in range(0, len(rows), BATCH):
        batch = [row.id for row in rows[start : start + BATCH]]
        Area.objects.filter(pk__in=batch).update(validity=ended_on(on))
        progress(gettext_noop("Kết thúc đơn vị cũ"), start + len(batch), len(rows))


def open_areas(
    units: Sequence[Unit], ids: Mapping[Key, int], *, on: date, until: date | None, progress: Progress
) -> dict[Key, int]:
    """New rows from the day; returns the key of every area of the day, new and old."""
    known, done = dict(ids), 0
    for level in _ORDER:
        rows = [_area_row(unit, known, on=on, until=until) for unit in units if unit.level is level]
        for start in range(0, len(rows), BATCH):
            batch = Area.objects.bulk_create(rows[start : start + BATCH])
            known.update({(level, area.code): area.pk for area in batch})
            done += len(batch)
            progress(gettext_noop("Mở đơn vị mới"), done, len(units))
    return known


def adopt(closed: Iterable[Held], new: Mapping[Key, int], *, on: date) -> None:
    """Areas that an earlier list of the day has put under a row that now ends go under the row that follows it."""
    above = {row.id: new[row.key] for row in closed if row.level is not AreaLevel.COMMUNE and row.key in new}
    children = Area.objects.filter(parent_id__in=above, validity__startswith__gte=on)
    for old in set(children.values_list("parent_id", flat=True)):
        if old is not None:
            children.filter(parent_id=old).update(parent_id=above[old])


def staying(held: Iterable[Held], closing: Iterable[Held], *, on: date) -> dict[Key, int]:
    """Rows in force on the day that the plan does not close."""
    gone = {row.id for row in closing}
    return {row.key: row.id for row in held if row.id not in gone and on in row.days}


def _area_row(unit: Unit, known: Mapping[Key, int], *, on: date, until: date | None) -> Area:
    """The row of a unit; its parent is the parent of the day."""
    return Area(
        code=unit.code,
        number=number(unit.level, unit.code),
        name=unit.name,
        kind=unit.kind or AreaKind.COMMUNE,
        level=unit.level,
        parent_id=known[unit.parent] if unit.parent else None,
        validity=range_of(on, until),
        sort_key=sort_key(unit.name),
        folded=" ".join(fold_words(f"{unit.name} {unit.code}")),
    )

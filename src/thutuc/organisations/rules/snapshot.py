"""A list of areas as they stand on a day: what must be opened and closed so that the table says the same.

Only the provinces named in the list are touched; a row that agrees stays, whatever the list's spelling of tones.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.organisations.rules.areas import Held, Key, Odd, Plan, Unit, spelling
from thutuc.organisations.rules.kinds import AreaLevel

_ORDER = (AreaLevel.PROVINCE, AreaLevel.DISTRICT, AreaLevel.COMMUNE)


def objections(units: Iterable[Unit]) -> list[Objection]:
    """One code with two names or two parents in one list."""
    seen: dict[Key, Unit] = {}
    found = []
    for unit in units:
        first = seen.setdefault(unit.key, unit)
        if first.parent != unit.parent or spelling(first.name) != spelling(unit.name):
            words = gettext_noop("Mã %(code)s có hai dòng khác nhau: «%(first)s» và «%(second)s».")
            params = {"code": unit.code, "first": first.name, "second": unit.name}
            found.append(Objection("area.twice", words, field="code", params=params))
    return found


def plan(held: Sequence[Held], wanted: Sequence[Unit], *, on: date) -> Plan:
    """What a list of `on` changes. `held` is every row that ends after `on` or starts later.

    Two lists of one day may differ (a province's new rank in one of them): what came first stays and is reported.
    """
    current = {row.key: row for row in held if on in row.days}
    units: dict[Key, Unit] = {}
    for unit in wanted:
        units.setdefault(unit.key, unit)
    odd = [Odd(unit, units[unit.key].name) for unit in wanted if _differs(units[unit.key], unit)]
    opened: dict[Key, Unit] = {}
    closed: dict[Key, Held] = {}
    for unit in sorted(units.values(), key=lambda unit: _ORDER.index(unit.level)):
        row = current.get(unit.key)
        if row is not None and row.days.start == on:
            odd += [Odd(unit, row.name)] if _differs(row, unit) else []
        elif row is None or _differs(row, unit) or unit.parent in opened:
            opened[unit.key] = unit
            closed.update({unit.key: row} if row else {})
    closed.update({row.key: row for row in _vanished(current, units) if row.days.start != on})
    starts = [row.days.start for row in held if row.key in units and row.days.start and row.days.start > on]
    kept = len(units) - len(opened)
    until = min(starts, default=None)
    return Plan(tuple(opened.values()), tuple(closed.values()), odd=tuple(odd), kept=kept, until=until)


def _differs(row: Unit, unit: Unit) -> bool:
    return row.parent != unit.parent or spelling(row.name) != spelling(unit.name)


def _vanished(current: dict[Key, Held], units: dict[Key, Unit]) -> Iterable[Held]:
    """Rows of the list's own provinces and levels that the list no longer has."""
    if not any(unit.level is AreaLevel.COMMUNE for unit in units.values()):
        return
    for row in current.values():
        if row.key not in units and row.parent is not None and _province(row, current) in units:
            yield row


def _province(row: Held, current: dict[Key, Held]) -> Key | None:
    key, above = row.key, row.parent
    while above is not None:
        key = above
        parent = current.get(above)
        above = parent.parent if parent else None
    return key

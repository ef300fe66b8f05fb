"""Sắp xếp đơn vị hành chính: from a list old → new to what opens, closes, is linked, and what a person decides.

Nothing is guessed: an old commune lands wholly, lands by its default with a mark, or is listed; a new one without
a predecessor is listed. Basis: the resolution that the act names (2025: Nghị quyết 202/2025/QH15 and 34 others).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.organisations.rules.areas import Held, Item, Key, Link, Plan, Unit, levels_on, spelling
from thutuc.organisations.rules.kinds import AreaLevel, ItemKind, Scope

MOST_SHOWN = 50


@dataclass(frozen=True)
class MapRow:
    """One line of the list: an old commune went, wholly or in part, to a new one. `line` is its place in the file."""

    line: int
    old_province: str
    old: str
    old_name: str
    new_province: str
    new: str
    new_name: str
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class Ground:
    """What is already there: rows of the day before, rows that start on the day, and lists given with the file."""

    before: Mapping[Key, Held]
    opened: Mapping[Key, Held]
    listed: Mapping[Key, Unit]
    parents: frozenset[Key] = frozenset()
    """Above whom areas already start on the day."""

    @classmethod
    def of(cls, rows: Iterable[Held], listed: Iterable[Unit], *, on: date) -> "Ground":
        """Sort rows by whether they start on the day."""
        before: dict[Key, Held] = {}
        opened: dict[Key, Held] = {}
        for row in rows:
            (opened if row.days.start == on else before)[row.key] = row
        parents = frozenset(row.parent for row in opened.values() if row.parent)
        return cls(before, opened, {unit.key: unit for unit in listed}, parents)

    def province_of(self, key: Key) -> str:
        """The code of the province above an area of the day before."""
        row = self.before[key]
        while row.parent is not None and row.parent in self.before:
            row = self.before[row.parent]
        return row.code


def objections(rows: Sequence[MapRow], ground: Ground, *, on: date) -> list[Objection]:
    """Every fault of structure, with line and column; the act is refused while there is one."""
    found = [*_unknown(rows, ground), *_contradictions(rows), *_scopes(rows)]
    if not found:
        found = [*_nameless(rows, ground), *_renamed(rows, ground), *_parents(rows, ground, on=on)]
    return found[:MOST_SHOWN]


def plan(rows: Sequence[MapRow], ground: Ground, *, on: date) -> Plan:
    """The whole act. Asks nothing: `objections` has been empty."""
    provinces = _province_links(rows)
    communes = [Link(_commune(row.old), _commune(row.new), row.scope, row.is_default) for row in rows]
    wanted = {unit.key: unit for unit in [*_new_provinces(provinces, ground), *_new_communes(rows, ground, on=on)]}
    kept = _kept(wanted, [*provinces, *communes], ground)
    covered = {row.old_province for row in rows}
    mentioned = {_commune(row.old) for row in rows}
    close = [row for row in _ending(covered, mentioned, ground, on=on) if row.key not in kept and _is_open(row, on)]
    opening = [unit for key, unit in wanted.items() if key not in kept and key not in ground.opened]
    links = [link for link in [*provinces, *communes] if not (link.old == link.new and link.new in kept)]
    decide = [
        *_split(communes, ground),
        *_without_predecessor(rows, communes, ground),
        *_unmentioned(covered, mentioned, ground),
    ]
    return Plan(tuple(opening), tuple(close), tuple(links), tuple(decide), kept=len(kept))


def _commune(code: str) -> Key:
    return AreaLevel.COMMUNE, code


def _province(code: str) -> Key:
    return AreaLevel.PROVINCE, code


def _fault(row: MapRow, column: str, message: str, **params: object) -> Objection:
    return Objection(f"mapping.{column}", message, field=column, params={"line": row.line, **params})


def _unknown(rows: Sequence[MapRow], ground: Ground) -> Iterable[Objection]:
    """Old communes that are not in force the day before, or stand in another province."""
    for row in rows:
        key = _commune(row.old)
        if key not in ground.before:
            words = gettext_noop("Dòng %(line)s: không có xã cũ mã %(code)s đang có hiệu lực ngay trước ngày này.")
            yield _fault(row, "ma_xa_cu", words, code=row.old)
        elif ground.province_of(key) != row.old_province:
            words = gettext_noop("Dòng %(line)s: xã %(code)s thuộc tỉnh %(right)s, không phải tỉnh %(given)s.")
            params = {"code": row.old, "right": ground.province_of(key), "given": row.old_province}
            yield _fault(row, "ma_tinh_cu", words, **params)
        elif spelling(ground.before[key].name) != spelling(row.old_name):
            words = gettext_noop("Dòng %(line)s: mã %(code)s là «%(right)s», không phải «%(given)s».")
            params = {"code": row.old, "right": ground.before[key].name, "given": row.old_name}
            yield _fault(row, "ten_xa_cu", words, **params)


def _contradictions(rows: Sequence[MapRow]) -> Iterable[Objection]:
    """A pair told twice; a new commune with two names or two provinces."""
    pairs: set[tuple[str, str]] = set()
    first: dict[str, MapRow] = {}
    for row in rows:
        if (row.old, row.new) in pairs:
            words = gettext_noop("Dòng %(line)s: cặp %(old)s, %(new)s đã có ở dòng trên.")
            yield _fault(row, "ma_xa_moi", words, old=row.old, new=row.new)
        pairs.add((row.old, row.new))
        known = first.setdefault(row.new, row)
        if (known.new_province, spelling(known.new_name)) != (row.new_province, spelling(row.new_name)):
            words = gettext_noop("Dòng %(line)s: xã mới %(code)s có tên hoặc tỉnh khác với dòng %(other)s.")
            yield _fault(row, "ten_xa_moi", words, code=row.new, other=known.line)


def _scopes(rows: Sequence[MapRow]) -> Iterable[Objection]:
    """A whole commune goes to one place; a split one has exactly one default."""
    by_old: dict[str, list[MapRow]] = defaultdict(list)
    for row in rows:
        by_old[row.old].append(row)
    for lines in by_old.values():
        defaults = sum(row.is_default for row in lines)
        if len(lines) > 1 and any(row.scope is Scope.WHOLE for row in lines):
            words = gettext_noop("Dòng %(line)s: xã %(code)s được chuyển toàn bộ nhưng lại có hơn một nơi đến.")
            yield _fault(lines[0], "pham_vi", words, code=lines[0].old)
        elif defaults != 1:
            words = gettext_noop("Dòng %(line)s: xã %(code)s cần đúng một nơi đến mặc định, tệp ghi %(count)s.")
            yield _fault(lines[0], "mac_dinh", words, code=lines[0].old, count=defaults)


def _province_links(rows: Sequence[MapRow]) -> list[Link]:
    """Provinces follow from their communes: wholly when all go to one, by default where most go."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.is_default:
            counts[row.old_province][row.new_province] += 1
    links = []
    for old, targets in counts.items():
        ordered = [code for code, _count in sorted(targets.items(), key=lambda pair: (-pair[1], pair[0]))]
        scope = Scope.WHOLE if len(ordered) == 1 else Scope.PARTIAL
        links += [Link(_province(old), _province(new), scope, new == ordered[0]) for new in ordered]
    return links


def _province_unit(code: str, links: Sequence[Link], ground: Ground) -> Unit | None:
    """The new province: as listed, as already opened, or as it was: when it takes in nobody else, or when a list
    of the day has already put new communes under it."""
    key = _province(code)
    known = ground.listed.get(key) or ground.opened.get(key)
    if known is not None:
        return Unit(AreaLevel.PROVINCE, code, known.name)
    row = ground.before.get(key)
    alone = all(link.old == key for link in links if link.new == key)
    confirmed = key in ground.parents
    return Unit(AreaLevel.PROVINCE, code, row.name) if row is not None and (alone or confirmed) else None


def _new_provinces(links: Sequence[Link], ground: Ground) -> list[Unit]:
    units = (_province_unit(code, links, ground) for code in sorted({link.new[1] for link in links}))
    return [unit for unit in units if unit is not None]


def _nameless(rows: Sequence[MapRow], ground: Ground) -> Iterable[Objection]:
    """The file tells no names of provinces: one that takes in others must be known from a list."""
    links = _province_links(rows)
    lines = {row.new_province: row for row in reversed(rows)}
    for code in sorted({link.new[1] for link in links}):
        if _province_unit(code, links, ground) is None:
            words = gettext_noop(
                "Dòng %(line)s: chưa biết tên của tỉnh mới mã %(code)s. Nạp trước danh sách tỉnh và xã mới "
                "bằng lệnh import-units, hoặc đưa các tệp đó cùng với tệp này."
            )
            yield _fault(lines[code], "ma_tinh_moi", words, code=code)


def _renamed(rows: Sequence[MapRow], ground: Ground) -> Iterable[Objection]:
    """A new commune that a list already names otherwise, or whose code is still used by an old one."""
    going = {_commune(row.old) for row in rows}
    for row in {row.new: row for row in reversed(rows)}.values():
        key = _commune(row.new)
        known = ground.listed.get(key) or ground.opened.get(key)
        if known is not None and spelling(known.name) != spelling(row.new_name):
            words = gettext_noop("Dòng %(line)s: danh sách đơn vị mới ghi mã %(code)s là «%(right)s».")
            yield _fault(row, "ten_xa_moi", words, code=row.new, right=known.name)
        if key in ground.before and key not in going:
            words = gettext_noop("Dòng %(line)s: mã %(code)s đang là của «%(name)s», đơn vị không có trong tệp.")
            yield _fault(row, "ma_xa_moi", words, code=row.new, name=ground.before[key].name)


def _parent(lines: Sequence[MapRow], ground: Ground, *, on: date) -> Key | None:
    """Above a new commune: the province since 01/07/2025; before, the one district of all its predecessors."""
    if AreaLevel.DISTRICT not in levels_on(on):
        return _province(lines[0].new_province)
    above = {ground.before[_commune(row.old)].parent for row in lines}
    return above.pop() if len(above) == 1 else None


def _by_new(rows: Sequence[MapRow]) -> dict[str, list[MapRow]]:
    found: dict[str, list[MapRow]] = defaultdict(list)
    for row in rows:
        found[row.new].append(row)
    return found


def _parents(rows: Sequence[MapRow], ground: Ground, *, on: date) -> Iterable[Objection]:
    for code, lines in _by_new(rows).items():
        if _parent(lines, ground, on=on) is None:
            words = gettext_noop(
                "Dòng %(line)s: xã mới %(code)s nhận phần từ nhiều huyện; tệp chưa nói thuộc huyện nào."
            )
            yield _fault(lines[0], "ma_xa_moi", words, code=code)


def _new_communes(rows: Sequence[MapRow], ground: Ground, *, on: date) -> Iterable[Unit]:
    """Those of the list old → new, then those that only the lists of new units know."""
    named = _by_new(rows)
    for code, lines in sorted(named.items()):
        yield Unit(AreaLevel.COMMUNE, code, lines[0].new_name, _parent(lines, ground, on=on))
    provinces = {_province(row.new_province) for row in rows}
    for unit in ground.listed.values():
        if unit.level is AreaLevel.COMMUNE and unit.code not in named and unit.parent in provinces:
            yield unit


def _kept(wanted: Mapping[Key, Unit], links: Sequence[Link], ground: Ground) -> set[Key]:
    """Rows that stay as they are: same code, name and parent, nobody joins and nobody leaves.

    A province that takes in others under its own code and name stays too: those others are linked into it.
    """
    sources: dict[Key, set[Key]] = defaultdict(set)
    targets: dict[Key, set[Key]] = defaultdict(set)
    for link in links:
        sources[link.new].add(link.old)
        targets[link.old].add(link.new)
    kept: set[Key] = set()
    for key, unit in wanted.items():
        row = ground.before.get(key)
        same = row is not None and row.parent == unit.parent and spelling(row.name) == spelling(unit.name)
        alone = targets[key] == {key} and (sources[key] == {key} or unit.level is AreaLevel.PROVINCE)
        if same and alone and (unit.parent is None or unit.parent in kept or unit.parent not in wanted):
            kept.add(key)
    return kept


def _is_open(row: Held, on: date) -> bool:
    return row.days.end is None or row.days.end > on


def _ending(covered: set[str], mentioned: set[Key], ground: Ground, *, on: date) -> Iterable[Held]:
    """Provinces of the file, communes of the file, and districts once the law knows none."""
    districts_end = AreaLevel.DISTRICT not in levels_on(on)
    for key, row in ground.before.items():
        if (
            (row.level is AreaLevel.PROVINCE and row.code in covered)
            or key in mentioned
            or (districts_end and row.level is AreaLevel.DISTRICT and ground.province_of(key) in covered)
        ):
            yield row


def _split(links: Sequence[Link], ground: Ground) -> Iterable[Item]:
    for key in dict.fromkeys(link.old for link in links if link.scope is Scope.PARTIAL):
        yield Item(ItemKind.SPLIT, key, ground.before[key].name)


def _without_predecessor(rows: Sequence[MapRow], links: Sequence[Link], ground: Ground) -> Iterable[Item]:
    """New communes of the provinces concerned to which no old one leads."""
    reached = {link.new for link in links}
    provinces = {_province(row.new_province) for row in rows}
    new: dict[Key, Unit] = {**ground.opened, **ground.listed}
    for key, unit in sorted(new.items()):
        if unit.level is AreaLevel.COMMUNE and key not in reached and unit.parent in provinces:
            yield Item(ItemKind.NO_PREDECESSOR, key, unit.name)


def _unmentioned(covered: set[str], mentioned: set[Key], ground: Ground) -> Iterable[Item]:
    """Old communes of the provinces concerned that the file forgot: they stay in force until somebody decides."""
    for key, row in ground.before.items():
        if row.level is AreaLevel.COMMUNE and key not in mentioned and ground.province_of(key) in covered:
            yield Item(ItemKind.UNMENTIONED, key, row.name)

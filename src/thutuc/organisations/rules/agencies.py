"""Agencies as values, and a reorganisation of agencies: what a list old → new opens, ends, moves and links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop
from thutuc.organisations.rules import identity
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, ItemKind, Scope
from thutuc.organisations.rules.tree import cycle

MOST_SHOWN = 50


@dataclass(frozen=True)
class AgencyRow:
    """One line of the list. `old` empty: a new agency without predecessor; `new` empty: an end without successor;
    both the same: it stays and moves under `parent`."""

    line: int
    old: str
    new: str
    name: str = ""
    short_name: str = ""
    kind: AgencyKind | None = None
    level: AgencyLevel | None = None
    parent: str = ""
    area: str = ""
    identity_code: str = ""
    scope: Scope = Scope.WHOLE
    is_default: bool = True


@dataclass(frozen=True)
class HeldAgency:
    """An agency of the day before."""

    code: str
    name: str
    days: Days
    parent: str = ""
    level: AgencyLevel = AgencyLevel.PROVINCE


@dataclass(frozen=True)
class AgencyLink:
    """Old to new, by code."""

    old: str
    new: str
    scope: Scope
    is_default: bool


@dataclass(frozen=True)
class AgencyItem:
    """Something that a person must decide about one agency."""

    kind: ItemKind
    code: str
    name: str


@dataclass(frozen=True)
class AgencyPlan:
    """What the act would do. `move` holds every new parent, of new agencies and of those that stay."""

    open: tuple[AgencyRow, ...] = ()
    close: tuple[HeldAgency, ...] = ()
    move: tuple[tuple[str, str], ...] = ()
    link: tuple[AgencyLink, ...] = ()
    decide: tuple[AgencyItem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return not (self.open or self.close or self.move or self.link)


def objections(
    rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency], *, taken: Iterable[str] = ()
) -> list[Objection]:
    """Every fault of structure, with line and column. `taken` are codes of agencies that ended earlier."""
    found = [*_faults_of_rows(rows, held, set(taken)), *_scopes(rows)]
    if not found:
        found = [*_homeless(rows, held), *_circles(rows, held)]
    return found[:MOST_SHOWN]


def plan(rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency]) -> AgencyPlan:
    """The whole act; `objections` has been empty."""
    opening = _opening(rows, held)
    closing = [held[code] for code in _closing(rows)]
    moves = _moves(rows, held)
    links = [
        AgencyLink(row.old, row.new, row.scope, row.is_default)
        for row in rows
        if row.old and row.new and row.old != row.new
    ]
    return AgencyPlan(
        tuple(opening.values()), tuple(closing), tuple(moves.items()), tuple(links), tuple(_items(rows, held, opening))
    )


def _fault(row: AgencyRow, column: str, message: str, **params: object) -> Objection:
    return Objection(f"agencies.{column}", message, field=column, params={"line": row.line, **params})


def _faults_of_rows(rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency], taken: set[str]) -> Iterable[Objection]:
    pairs: set[tuple[str, str]] = set()
    for row in rows:
        if not row.old and not row.new:
            yield _fault(row, "ma_cu", gettext_noop("Dòng %(line)s: cần mã cũ hoặc mã mới."))
        if (row.old, row.new) in pairs:
            words = gettext_noop("Dòng %(line)s: cặp %(old)s, %(new)s đã có ở dòng trên.")
            yield _fault(row, "ma_moi", words, old=row.old, new=row.new)
        pairs.add((row.old, row.new))
        if row.old and row.old not in held:
            words = gettext_noop("Dòng %(line)s: không có cơ quan mã «%(code)s» đang hoạt động ngay trước ngày này.")
            yield _fault(row, "ma_cu", words, code=row.old)
        if row.new in taken:
            words = gettext_noop("Dòng %(line)s: mã «%(code)s» đã dùng cho một cơ quan khác. Đặt mã mới.")
            yield _fault(row, "ma_moi", words, code=row.new)
        yield from _faults_of_new(row, rows, held)


def _faults_of_new(row: AgencyRow, rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency]) -> Iterable[Objection]:
    if not row.new or row.new in held:
        return
    first = next(other for other in rows if other.new == row.new)
    if row is first and not (row.name and row.kind and row.level):
        words = gettext_noop("Dòng %(line)s: cơ quan mới «%(code)s» cần tên, loại và cấp.")
        yield _fault(row, "ten_moi", words, code=row.new)
    if row.name and row.name != first.name:
        words = gettext_noop("Dòng %(line)s: cơ quan mới «%(code)s» có tên khác với dòng %(other)s.")
        yield _fault(row, "ten_moi", words, code=row.new, other=first.line)
    if identity.objections(current=row.identity_code, legacy=""):
        words = gettext_noop("Dòng %(line)s: mã định danh viết như H99.15.")
        yield _fault(row, "ma_dinh_danh", words)


def _scopes(rows: Sequence[AgencyRow]) -> Iterable[Objection]:
    by_old: dict[str, list[AgencyRow]] = defaultdict(list)
    for row in rows:
        if row.old and row.new:
            by_old[row.old].append(row)
    for old, lines in by_old.items():
        if len(lines) > 1 and any(row.scope is Scope.WHOLE for row in lines):
            words = gettext_noop("Dòng %(line)s: «%(code)s» được chuyển toàn bộ nhưng lại có hơn một nơi đến.")
            yield _fault(lines[0], "pham_vi", words, code=old)
        elif sum(row.is_default for row in lines) != 1:
            words = gettext_noop("Dòng %(line)s: «%(code)s» cần đúng một nơi đến mặc định.")
            yield _fault(lines[0], "mac_dinh", words, code=old)


def _closing(rows: Iterable[AgencyRow]) -> list[str]:
    """Old agencies that do not stay: none of their lines leads to themselves."""
    stays = {row.old for row in rows if row.old == row.new}
    return [code for code in dict.fromkeys(row.old for row in rows) if code and code not in stays]


def _opening(rows: Iterable[AgencyRow], held: Mapping[str, HeldAgency]) -> dict[str, AgencyRow]:
    found: dict[str, AgencyRow] = {}
    for row in rows:
        if row.new and row.new not in held:
            found.setdefault(row.new, row)
    return found


def _default_heir(rows: Iterable[AgencyRow]) -> dict[str, str]:
    return {row.old: row.new for row in rows if row.old and row.new and row.is_default and row.old != row.new}


def _moves(rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency]) -> dict[str, str]:
    """New parents: those that lines tell, then children of an ending agency follow its one whole successor."""
    closing = set(_closing(rows))
    heirs = {row.old: row.new for row in rows if row.new and row.scope is Scope.WHOLE and row.is_default}
    told = {row.new: row.parent for row in reversed(rows) if row.new and row.parent}
    moves = {code: parent for code, parent in told.items() if code not in held or held[code].parent != parent}
    for code, agency in held.items():
        orphan = code not in closing and code not in told and agency.parent in closing
        if orphan and agency.parent in heirs:
            moves[code] = heirs[agency.parent]
    return moves


def _homeless(rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency]) -> Iterable[Objection]:
    closing, opening = set(_closing(rows)), _opening(rows, held)
    moves = _moves(rows, held)
    there = {*opening, *(code for code in held if code not in closing)}
    for row in rows:
        if row.parent and row.parent not in there:
            words = gettext_noop("Dòng %(line)s: nơi trực thuộc «%(parent)s» không hoạt động từ ngày này.")
            yield _fault(row, "truc_thuoc", words, parent=row.parent)
    for code, agency in held.items():
        if code not in closing and agency.parent in closing and code not in moves:
            words = gettext_noop(
                "«%(name)s» (%(code)s) đang trực thuộc «%(parent)s» là đơn vị kết thúc. "
                "Thêm một dòng có mã cũ và mã mới đều là %(code)s và nơi trực thuộc mới."
            )
            params = {"name": agency.name, "code": code, "parent": held[agency.parent].name}
            yield Objection("agencies.homeless", words, field="truc_thuoc", params=params)


def _circles(rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency]) -> Iterable[Objection]:
    closing = set(_closing(rows))
    parents = {code: agency.parent for code, agency in held.items() if agency.parent and code not in closing}
    circle = cycle({**parents, **_moves(rows, held)})
    if circle:
        words = gettext_noop("Dòng %(line)s: nơi trực thuộc tạo thành vòng %(circle)s.")
        row = next((row for row in rows if row.new in circle), rows[0])
        yield _fault(row, "truc_thuoc", words, circle=" → ".join([*circle, circle[0]]))


def _items(
    rows: Sequence[AgencyRow], held: Mapping[str, HeldAgency], opening: Mapping[str, AgencyRow]
) -> Iterable[AgencyItem]:
    """Split, ended and new agencies; the very first list has no day before, so nothing in it is odd."""
    heirs = _default_heir(rows)
    closing = _closing(rows)
    split = {row.old for row in rows if row.scope is Scope.PARTIAL and row.new}
    for code in closing:
        if code in split:
            yield AgencyItem(ItemKind.SPLIT, code, held[code].name)
        elif code not in heirs:
            yield AgencyItem(ItemKind.NO_SUCCESSOR, code, held[code].name)
    if not held:
        return
    reached = {row.new for row in rows if row.old}
    for code, row in opening.items():
        if code not in reached:
            yield AgencyItem(ItemKind.NO_PREDECESSOR, code, row.name)


def life_objections(*, start: date, end: date | None) -> list[Objection]:
    """An agency ends after it starts."""
    if end is None or end > start:
        return []
    words = gettext_noop("Ngày kết thúc phải sau ngày bắt đầu %(start)s.")
    return [Objection("agency.days", words, field="end", params={"start": f"{start:%d/%m/%Y}"})]

"""Every signed change with its line from the law to the wall. A constant number of statements, whatever the number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.queries import Publication
from thutuc.catalogue.rules.decisions.origins import Law, Ministry, Origin, changing_law, ministry_of
from thutuc.catalogue.rules.decisions.terms import OperationKind, PublicationCase
from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.models import NationalEntry
from thutuc.disclosure.queries import walls
from thutuc.disclosure.queries.walls import Wanted
from thutuc.disclosure.rules import chain_limits
from thutuc.disclosure.rules.chain import Boards, Chain, Dates, Station, chain, together
from thutuc.disclosure.rules.lag import ChangeRow
from thutuc.disclosure.rules.national import EntryKind
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days, local_date
from thutuc.legislation import queries as legislation
from thutuc.legislation.rules import numbers as document_numbers
from thutuc.organisations import queries as organisations
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import Calendar, OutsideCalendar, days_late

UNSEEN = (OperationKind.PROCESS,)
"""An approved internal process changes nothing that people read."""


@dataclass(frozen=True)
class Entered:
    """What two hands did on the national database for one version: entered, published, the day it shows itself."""

    entered_on: date | None = None
    published_on: date | None = None
    shown_on: date | None = None


@dataclass(frozen=True)
class Change:
    """One signed operation with everything that its line is made of."""

    publication: Publication
    origin: Origin
    ministry: Ministry | None
    law: Law | None
    department: str
    entered: Entered
    boards: Boards

    @property
    def key(self) -> str:
        """The last part of its address."""
        return f"{self.publication.decision_code}.{self.publication.position}"

    @property
    def needs_ministry(self) -> bool:
        """Contents that the law lets the province detail wait for no ministry."""
        return self.publication.case is not PublicationCase.FULL

    @property
    def dates(self) -> Dates:
        told = self.publication
        return Dates(
            law_signed_on=self.law.issued_on if self.law else None,
            law_effective_on=self.law.effective_on if self.law else None,
            ministry_signed_on=self.ministry.signed_on if self.ministry else None,
            ministry_arrived_on=self.ministry.arrived_on if self.ministry else None,
            province_signed_on=told.signed_on,
            province_effective_on=told.effective_on,
            entered_on=self.entered.entered_on,
            national_on=self.entered.published_on,
            portal_on=local_date(told.published_at or told.known_at),
            boards=self.boards,
            is_shortened=told.is_shortened or bool(self.law and self.law.is_shortened),
            needs_ministry=self.needs_ministry,
            reversed_on=told.reversed_on,
        )


def changes(
    *,
    on: date,
    since: date | None = None,
    until: date | None = None,
    codes: Collection[str] = (),
    decision_ids: Collection[int] = (),
    with_boards: bool = True,
) -> list[Change]:
    """The signed operations that people see, newest decision first. At most 20 statements whatever the number."""
    rows = catalogue.publications(since=since, until=until, codes=codes, decision_ids=decision_ids)
    rows = [row for row in rows if row.kind not in UNSEEN and not row.is_internal]
    if not rows:
        return []
    origins = catalogue.origins_of(rows)
    told = _told(rows)
    departments = organisations.names_of({row.agency_id for row in rows})
    entered = _entered(rows)
    wanted = [_wanted(row, origins[_key(row)]) for row in rows] if with_boards else []
    boards = walls.boards(wanted, on=on) if wanted else {}
    return [
        _change(row, origins[_key(row)], told.get(row.basis), departments, entered, boards.get(_key(row), Boards()))
        for row in rows
    ]


def _key(row: Publication) -> tuple[int, int]:
    return row.decision_id, row.position


def _change(
    row: Publication,
    origin: Origin,
    told: Law | None,
    departments: Mapping[int, str],
    entered: Mapping[tuple[int, bool], Entered],
    boards: Boards,
) -> Change:
    ministry = ministry_of(row.base_code, origin.ministries)
    return Change(
        row,
        origin,
        ministry,
        changing_law(origin, ministry, told),
        departments.get(row.agency_id, ""),
        _entry_of(row, entered),
        boards,
    )


def _wanted(row: Publication, origin: Origin) -> Wanted:
    """What the boards owe: nothing where the notice reads as before."""
    hang = row.version_id if origin.redraws else None
    gone = row.ended_ids if row.version_id is None else ()
    levels = frozenset(Level(level) for level in row.levels)
    return Wanted(_key(row), max(row.effective_on, row.signed_on), levels, origin.agency_id, hang, gone)


def _told(rows: Iterable[Publication]) -> dict[str, Law]:
    """The texts that operations name themselves, by what they say. One statement."""
    said = {row.basis: document_numbers.normalise(row.basis) for row in rows if row.basis}
    known = legislation.documents_by_numbers(said.values()) if said else {}
    return {
        basis: Law(known[number].number, known[number].issuer, known[number].issued_on, known[number].effective_on)
        for basis, number in said.items()
        if number in known
    }


def _entered(rows: Iterable[Publication]) -> dict[tuple[int, bool], Entered]:
    """What stands on the national database, by version and whether it is its removal. One statement."""
    versions = {pk for row in rows for pk in (row.version_id, *row.ended_ids) if pk}
    entries = NationalEntry.objects.filter(version__in=versions, taken_back_at=None)
    columns = ("version", "kind", "entered_on", "published_on", "national_date")
    return {
        (version, kind == EntryKind.ABOLISH): Entered(entered, published, shown)
        for version, kind, entered, published, shown in entries.values_list(*columns)
    }


def _entry_of(row: Publication, entered: Mapping[tuple[int, bool], Entered]) -> Entered:
    if row.version_id:
        return entered.get((row.version_id, False), Entered())
    gone = [entered.get((pk, True), Entered()) for pk in row.ended_ids]
    if not gone or any(each.published_on is None for each in gone):
        return Entered()
    return max(gone, key=lambda each: each.published_on or date.min)


def calendar_of(on: date) -> Calendar:
    """The province's calendar; one that knows a single day where no year has been entered. Three statements."""
    try:
        return worktime.calendar()
    except OutsideCalendar:
        return Calendar(Days(on, date.fromordinal(on.toordinal() + 1)))


@dataclass
class Lines:
    """Lines of many changes by one set of numbers and one calendar; equal dates are drawn once. Four statements."""

    numbers: chain_limits.Numbers
    calendar: Calendar
    on: date

    @classmethod
    def load(cls, *, on: date) -> "Lines":
        """The numbers of every day of the law and the province's calendar; limits stay unknown where it has none."""
        return cls(legislation.dated_values(chain_limits.KEYS), calendar_of(on), on)

    def __post_init__(self) -> None:
        self.limits: dict[chain_limits.Change, chain_limits.Expectations] = {}

    def of(self, dates: Dates) -> Chain:
        """The line of some dates."""
        change = dates.change
        if change not in self.limits:
            self.limits[change] = chain_limits.expected(change, self.numbers, self.calendar)
        return chain(dates, self.limits[change], self.calendar, on=self.on)


def change_rows(found: Iterable[Change], lines: Lines) -> list[ChangeRow]:
    """Each change with its line, in the order given."""
    return [_row(each, lines.of(each.dates)) for each in found]


def _row(change: Change, line: Chain) -> ChangeRow:
    told = change.publication
    return ChangeRow(
        key=change.key,
        decision_id=told.decision_id,
        decision_code=told.decision_code,
        number=told.number,
        title=told.title,
        position=told.position,
        code=told.code,
        name=told.name,
        kind=told.kind,
        sector=told.sector,
        department=change.department,
        ministry=change.ministry.issuer if change.ministry else "",
        line=line,
        law=change.law.number if change.law else "",
        ministry_number=change.ministry.number if change.ministry else "",
        version_id=told.version_id,
    )


def rows(*, on: date, since: date | None = None, until: date | None = None) -> list[ChangeRow]:
    """The lines of decisions signed in [since, until), as seen on a day."""
    found = changes(on=on, since=since, until=until)
    return change_rows(found, Lines.load(on=on)) if found else []


@dataclass(frozen=True)
class DecisionLine:
    """A decision as one change: the line of all its rows together, and each row's own."""

    code: str
    number: str
    title: str
    changes: tuple[Change, ...]
    rows: tuple[ChangeRow, ...]
    line: Chain
    chosen: ChangeRow | None = None

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes that the line tells of."""
        wanted = [change for change in self.changes if self.chosen is None or change.key == self.chosen.key]
        return tuple(wanted)


def line_of(key: str, *, on: date) -> DecisionLine:
    """The line of a decision (`QD-2026-118`) or of one of its rows (`QD-2026-118.3`); NotFound otherwise."""
    code, _dot, position = key.partition(".")
    decision = catalogue.decision(Actor.anonymous(), code)
    found = changes(on=on, decision_ids=[decision.pk])
    lines = Lines.load(on=on)
    own = change_rows(found, lines)
    chosen = next((row for row in own if row.key == key), None) if position else None
    if not found or (position and chosen is None):
        raise NotFound(f"change {key}")
    line = chosen.line if chosen else lines.of(together(change.dates for change in found))
    return DecisionLine(code, decision.number, decision.title, tuple(found), tuple(own), line, chosen)


@dataclass(frozen=True)
class LateUnit:
    """A unit that put its sheets up late, or has not yet; working days over the province's own day."""

    name: str
    done_on: date | None
    late: int


def late_units(found: DecisionLine, *, on: date) -> list[LateUnit]:
    """The units behind the last station that were late or still are, the latest first. Nine statements."""
    due = found.line.stop(Station.BOARDS).limit_on
    if due is None:
        return []
    wanted = [_wanted(change.publication, change.origin) for change in found.shown]
    late = [unit for unit in walls.units_of(wanted, on=on) if (unit.done_on or on) > due]
    names = organisations.names_of({unit.unit for unit in late})
    calendar = calendar_of(on)
    told = [LateUnit(names[unit.unit], unit.done_on, _days_late(calendar, due, unit.done_on or on)) for unit in late]
    return sorted(told, key=lambda unit: (unit.done_on is not None, -unit.late, unit.name))


def _days_late(calendar: Calendar, due: date, day: date) -> int:
    try:
        return days_late(calendar, due, day)
    except OutsideCalendar:
        return 0

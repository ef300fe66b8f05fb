"""Indices 1.1, 1.2 and 1.3 of Decision 766/QĐ-TTg as the centre counts them (control.md §3.5, §12, §13).

1.1: published on time ÷ published in the period; only decisions on contents that the law lets the province detail
(case B). On time: the decision is dated five working days before the newest effective date among the legal bases.
1.2: disclosed on time ÷ (disclosed in the period + not disclosed although its last day lies in the period).
1.3: public procedures with the seven parts filled ÷ public procedures; of one day, without a period.
A procedure in several decisions of a period counts once, and is late if any of them was. The centre publishes one value
of the province and copies it to every unit; the own value of a unit is the same formula over its own procedures.
What the formula counts wrongly is a reason to contest (giải trình); the numbers of days are dated parameters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from thutuc.kernel.periods import Days
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules import Calendar, Limit, OutsideCalendar, TimeUnit, add_working_days, due_before


class IndexCode(Labelled):
    """The three indices of publication and disclosure."""

    PUBLISHED = "1.1", gettext_noop("Công bố thủ tục đúng hạn")
    DISCLOSED = "1.2", gettext_noop("Công khai thủ tục đúng hạn")
    COMPLETE = "1.3", gettext_noop("Thủ tục đủ bộ phận tạo thành")


class Ground(Labelled):
    """Why a value of the centre may be contested."""

    UPSTREAM = "upstream", gettext_noop("Quyết định của bộ đến sau hạn của tỉnh")
    LAW_TOO_LATE = "law_too_late", gettext_noop("Văn bản được ký sau hạn công bố của tỉnh")
    OTHER_BASIS = "other_basis", gettext_noop("Căn cứ có ngày hiệu lực mới nhất không làm thay đổi thủ tục")
    LIST_DECISION = "list_decision", gettext_noop("Quyết định công bố danh mục, không thuộc diện tính")
    SHORTENED = "shortened", gettext_noop("Văn bản theo trình tự rút gọn, hạn tính sau ngày ký")
    SHOWN_EARLIER = "shown_earlier", gettext_noop("CSDLQG ghi ngày công khai trong hạn")
    REVERSED = "reversed", gettext_noop("Quyết định đã bị hủy trước ngày đến hạn")
    CENTRAL_CONTENT = "central_content", gettext_noop("Nội dung do bộ công bố cũng thiếu bộ phận này")


@dataclass(frozen=True)
class Published:
    """One procedure in one signed decision."""

    code: str
    name: str
    agency: str
    decision: str
    signed_on: date
    is_full: bool
    newest_basis_on: date | None
    newest_basis: str = ""
    changed_basis_on: date | None = None
    """The newest effective date among the bases that the change brought."""
    changed_issued_on: date | None = None
    ministry_arrived_on: date | None = None
    is_shortened: bool = False
    reversed_on: date | None = None
    disclosed_on: date | None = None
    shown_there_on: date | None = None
    """The day that the national database itself gives."""
    key: str = ""


@dataclass(frozen=True)
class Case:
    """One decision of one procedure as an index sees it."""

    row: Published
    due_on: date | None
    done_on: date | None
    on_time: bool
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One procedure of an index: counted once, late if any of its decisions was."""

    code: str
    name: str
    agency: str
    on_time: bool
    cases: tuple[Case, ...] = ()
    missing: tuple[str, ...] = ()
    """1.3: the parts that are empty."""
    own_grounds: tuple[Ground, ...] = ()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every reason to contest it, once."""
        late = [ground for case in self.cases if not case.on_time for ground in case.grounds]
        return tuple(dict.fromkeys((*self.own_grounds, *late)))

    @property
    def is_contestable(self) -> bool:
        """All that made it late may be contested."""
        late = [case for case in self.cases if not case.on_time]
        return not self.on_time and (all(case.grounds for case in late) if late else bool(self.own_grounds))


@dataclass(frozen=True)
class Ratio:
    """A part of a whole; `percent` is None («N/A») where the whole is empty."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """To two decimals, half up."""
        if not self.whole:
            return None
        return (Decimal(100) * self.part / self.whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Index:
    """One index: the value of the province and each unit's own, with the rows behind them."""

    code: IndexCode
    rows: tuple[Judged, ...]
    unjudged: tuple[Published, ...] = ()
    """Left out: no legal basis of theirs has a day of effect on record, or the calendar does not reach them."""
    aside: tuple[Judged, ...] = ()
    """Not of this index by law; late if the centre counted them all the same."""

    @property
    def value(self) -> Ratio:
        """The province-wide value: official, copied to every unit."""
        return ratio(self.rows)

    @property
    def contested(self) -> tuple[Judged, ...]:
        """What to explain: late rows with reasons, and rows that should not have been counted at all."""
        return tuple(row for row in self.rows if row.is_contestable) + self.aside

    @property
    def if_accepted(self) -> Ratio:
        """The value if every explanation is accepted: those rows leave the count."""
        return ratio(row for row in self.rows if not row.is_contestable)

    @property
    def units(self) -> list[tuple[str, Ratio, tuple[Judged, ...]]]:
        """Each unit's own value with its rows, the lowest first."""
        found: dict[str, list[Judged]] = defaultdict(list)
        for row in self.rows:
            found[row.agency].append(row)
        told = [(agency, ratio(rows), tuple(rows)) for agency, rows in found.items()]
        return sorted(told, key=lambda unit: (unit[1].percent or Decimal(0), unit[0]))


def ratio(rows: Iterable[Judged]) -> Ratio:
    """On time of all."""
    given = list(rows)
    return Ratio(sum(row.on_time for row in given), len(given))


def reporting_quarter(on: date, *, first_day: int | None) -> Days:
    """The quarter in which a day lies. Decree 09/2019: it starts on `first_day` of the month before (15 to 14).

    Without a number of its day (before 12/03/2019) the quarter of the calendar.
    """
    months = (12, 9, 6, 3) if first_day else (10, 7, 4, 1)
    starts = (date(year, month, first_day or 1) for year in (on.year, on.year - 1) for month in months)
    start = next(each for each in starts if each <= on)
    following = date(start.year + (start.month > 9), (start.month + 2) % 12 + 1, start.day)
    return Days(start, following)


NumberOf = Callable[[date], int | None]


def published_on_time(rows: Iterable[Published], period: Days, number: NumberOf, calendar: Calendar) -> Index:
    """Index 1.1 of a period, by the day of signature. `number` gives the days before effect in force on a day."""
    counted: list[Case] = []
    aside: list[Case] = []
    unjudged: list[Published] = []
    for row in rows:
        if row.signed_on not in period:
            continue
        case = _publication(row, number, calendar)
        if case is None:
            unjudged += [row] if row.is_full else []
        elif row.is_full:
            counted.append(case)
        elif not case.on_time:
            aside.append(case)
    return Index(IndexCode.PUBLISHED, _once(counted), tuple(unjudged), _once(aside))


def _publication(row: Published, number: NumberOf, calendar: Calendar) -> Case | None:
    due = _before(row.newest_basis_on, number, calendar)
    if due is None:
        return None
    on_time = row.signed_on <= due
    grounds = () if on_time else tuple(_publication_grounds(row, due, number, calendar))
    return Case(row, due, row.signed_on, on_time, grounds)


def _before(effective_on: date | None, number: NumberOf, calendar: Calendar) -> date | None:
    days = number(effective_on) if effective_on else None
    if effective_on is None or days is None:
        return None
    try:
        return due_before(calendar, effective_on, Limit(days, TimeUnit.WORKING_DAY))
    except OutsideCalendar:
        return None


def _publication_grounds(row: Published, due: date, number: NumberOf, calendar: Calendar) -> Iterable[Ground]:
    if not row.is_full:
        yield Ground.LIST_DECISION
    own_due = _before(row.changed_basis_on, number, calendar)
    if own_due and row.changed_basis_on != row.newest_basis_on and row.signed_on <= own_due:
        yield Ground.OTHER_BASIS
    if row.ministry_arrived_on and row.ministry_arrived_on > (own_due or due):
        yield Ground.UPSTREAM
    if row.changed_issued_on and row.changed_issued_on > (own_due or due):
        yield Ground.LAW_TOO_LATE
    if row.is_shortened:
        yield Ground.SHORTENED


def disclosed_on_time(rows: Iterable[Published], period: Days, number: NumberOf, calendar: Calendar) -> Index:
    """Index 1.2 of a period: disclosed in it, or not disclosed by its end although its last day lies in it."""
    counted: list[Case] = []
    unjudged: list[Published] = []
    for row in rows:
        if period.end and row.signed_on >= period.end:
            continue
        due = _after(row.signed_on, number, calendar)
        done = row.disclosed_on if row.disclosed_on and not (period.end and row.disclosed_on >= period.end) else None
        if done is not None and done not in period:
            continue
        if due is None:
            unjudged.append(row)
        elif done is not None or due in period:
            on_time = done is not None and done <= due
            grounds = () if on_time else tuple(_disclosure_grounds(row, due))
            counted.append(Case(row, due, done, on_time, grounds))
    return Index(IndexCode.DISCLOSED, _once(counted), tuple(unjudged))


def _after(signed_on: date, number: NumberOf, calendar: Calendar) -> date | None:
    days = number(signed_on)
    if days is None:
        return None
    try:
        return add_working_days(calendar, signed_on, days)
    except OutsideCalendar:
        return None


def _disclosure_grounds(row: Published, due: date) -> Iterable[Ground]:
    if row.shown_there_on and row.shown_there_on <= due:
        yield Ground.SHOWN_EARLIER
    if row.reversed_on and row.reversed_on <= due:
        yield Ground.REVERSED


@dataclass(frozen=True)
class Filled:
    """One public procedure: which of the seven parts are empty, here and in the national original."""

    code: str
    name: str
    agency: str
    missing: tuple[str, ...] = ()
    missing_there: tuple[str, ...] | None = None
    """None where there is no national original."""


def complete_parts(rows: Iterable[Filled]) -> Index:
    """Index 1.3 of a day. What the ministry's own content lacks too cannot be filled by the province."""
    return Index(IndexCode.COMPLETE, tuple(_filled(row) for row in rows))


def _filled(row: Filled) -> Judged:
    central = bool(row.missing) and row.missing_there is not None and set(row.missing) <= set(row.missing_there)
    grounds = (Ground.CENTRAL_CONTENT,) if central else ()
    return Judged(row.code, row.name, row.agency, not row.missing, missing=row.missing, own_grounds=grounds)


def _once(cases: Sequence[Case]) -> tuple[Judged, ...]:
    """A procedure of several decisions is one row, late if any of them was; the newest tells its name and unit."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.row.code].append(case)
    told = []
    for code, own in found.items():
        own.sort(key=lambda case: case.row.signed_on, reverse=True)
        newest = own[0].row
        told.append(Judged(code, newest.name, newest.agency, all(case.on_time for case in own), tuple(own)))
    return tuple(sorted(told, key=lambda row: (row.on_time, row.code)))

"""A change of the calendar before it is made: what it would be, what speaks against it, whom it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop
from thutuc.worktime.rules.calendar import Calendar, OutsideCalendar
from thutuc.worktime.rules.days import Certainty, DayKind, DayRow, Scope, day_text, in_order

WORKED_FOR = gettext_noop("Làm bù cho ngày nghỉ %(day)s")


@dataclass(frozen=True)
class Change:
    """One more day off, one more day worked, or both as a swap, for the province or for some units.

    `empty_week_reason` says why a week may be left without a single working day.
    """

    reason: str
    basis: str
    off: date | None = None
    work: date | None = None
    scope: Scope = Scope.PROVINCE
    agency_ids: tuple[int, ...] = ()
    certainty: Certainty = Certainty.DECIDED
    empty_week_reason: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The days named, earliest first."""
        return tuple(sorted(day for day in (self.off, self.work) if day))

    @property
    def owners(self) -> tuple[int | None, ...]:
        """Whose rows are written: each unit's, or None for the whole province or country."""
        return self.agency_ids if self.scope is Scope.UNIT else (None,)

    def rows(self) -> tuple[DayRow, ...]:
        """The dated rows of one owner."""
        made = []
        if self.off:
            made.append(self._row(self.off, DayKind.DAY_OFF, self.reason, self.work))
        if self.work:
            words = WORKED_FOR % {"day": day_text(self.off)} if self.off else self.reason
            made.append(self._row(self.work, DayKind.EXTRA_WORKDAY, words, self.off))
        return tuple(made)

    def _row(self, day: date, kind: DayKind, reason: str, other: date | None) -> DayRow:
        return DayRow(day, kind, reason, self.scope, self.certainty, self.basis, other)


def changed(calendar: Calendar, change: Change) -> Calendar:
    """The calendar as it would be."""
    return replace(calendar, days=in_order((*calendar.days, *change.rows())))


def without(calendar: Calendar, days: Iterable[date], scope: Scope) -> Calendar:
    """The calendar as it would be with the rows of one scope taken back."""
    gone = set(days)
    kept = tuple(row for row in calendar.days if row.scope is not scope or row.day not in gone)
    return replace(calendar, days=kept)


def objections(calendars: Mapping[int | None, Calendar], change: Change) -> list[Objection]:
    """Every reason against a change; `calendars` are those of its owners."""
    found = [*_missing(change)]
    if change.off and change.off == change.work:
        words = gettext_noop("Một ngày không thể vừa là ngày nghỉ vừa là ngày làm bù.")
        found.append(Objection("change.same_day", words, field="work"))
    if found:
        return found
    for calendar in dict.fromkeys(calendars[owner] for owner in change.owners):
        found += _against(calendar, change)
    return list({(each.code, each.field): each for each in found}.values())


def _missing(change: Change) -> Iterable[Objection]:
    if not change.days:
        yield Objection("change.nothing", gettext_noop("Nhập ngày nghỉ thêm hoặc ngày làm bù."), field="off")
    if not change.reason.strip():
        yield Objection("change.reason", gettext_noop("Ghi lý do."), field="reason")
    if not change.basis.strip():
        words = gettext_noop("Ghi căn cứ: số, ngày và cơ quan ban hành văn bản.")
        yield Objection("change.basis", words, "worktime.calendar", "basis")
    if change.scope is Scope.UNIT and not change.agency_ids:
        yield Objection("change.units", gettext_noop("Chọn ít nhất một cơ quan."), field="agencies")


def _against(calendar: Calendar, change: Change) -> list[Objection]:
    taken = {row.day: row for row in calendar.days if row.scope is change.scope}
    found: list[Objection] = []
    for field, day, wished in (("off", change.off, False), ("work", change.work, True)):
        if day is None:
            continue
        try:
            found += _of_day(day, field, taken.get(day), fits=calendar.is_working(day) is wished)
        except OutsideCalendar as outside:
            found.append(replace(outside.objections[0], field=field))
    return found or empty_weeks(calendar, changed(calendar, change), change)


def _of_day(day: date, field: str, row: DayRow | None, *, fits: bool) -> Iterable[Objection]:
    params = {"day": day_text(day), "reason": row.reason if row else ""}
    if row:
        words = gettext_noop("Ngày %(day)s đã có trong lịch: %(reason)s. Bỏ dòng đó trước.")
        yield Objection("change.taken", words, field=field, params=params)
    elif fits and field == "off":
        yield Objection("change.off_already", gettext_noop("Ngày %(day)s vốn đã nghỉ."), field=field, params=params)
    elif fits:
        words = gettext_noop("Ngày %(day)s vốn là ngày làm việc.")
        yield Objection("change.worked_already", words, field=field, params=params)


def empty_weeks(before: Calendar, after: Calendar, change: Change) -> list[Objection]:
    """The weeks that would lose their last working day, unless the change says why that is right."""
    if change.empty_week_reason.strip():
        return []
    words = gettext_noop("Tuần từ %(day)s không còn ngày làm việc nào. Nếu đúng như vậy, ghi lý do rồi xác nhận lại.")
    return [
        Objection("change.empty_week", words, "worktime.calendar", "empty_week_reason", {"day": day_text(monday)})
        for monday in emptied_weeks(before, after, change.days)
    ]


def emptied_weeks(before: Calendar, after: Calendar, days: Iterable[date]) -> list[date]:
    """Mondays of the weeks of `days` that had a working day and have none left."""
    mondays = sorted({day - timedelta(days=day.weekday()) for day in days})
    return [monday for monday in mondays if _works(before, monday) and not _works(after, monday)]


def _works(calendar: Calendar, monday: date) -> bool:
    return any(calendar.is_worked_by_rule(monday + timedelta(days=offset)) for offset in range(7))

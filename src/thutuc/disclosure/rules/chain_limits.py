"""By which day each link of the chain from law to notice board is due, by the law of its own day.

Decree 63/2010/NĐ-CP Art. 15, 17, 24, 26 in the wording of 2010, of 2013 (48/2013) and of 2017 (92/2017); scoring by
Decision 766/QĐ-TTg (control.md §3.4, §10). A number is taken as it stood on the day of the event from which it counts:
the day the text takes effect, the day it is announced, the day a decision is signed. Numbers are dated parameters,
given by the caller; nothing here knows one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.legislation.rules.parameters import ParameterValue, value_on
from thutuc.legislation.rules.terms import Direction, ValueUnit
from thutuc.worktime.rules import (
    Calendar,
    Limit,
    OutsideCalendar,
    TimeUnit,
    add_working_days,
    due_before,
    next_working_day,
    working_days_between,
)

Numbers = Mapping[str, Sequence[ParameterValue]]
"""Every value of each parameter in the order of time, the province's own among them."""

MINISTRY, PROVINCE, UNIT = "publication.ministry", "publication.province", "publication.unit"
SHORTENED, DISCLOSURE_SHORTENED = "publication.shortened", "disclosure.shortened"
MINISTRY_NATIONAL, NATIONAL, BUREAU = "disclosure.ministry", "disclosure.province", "disclosure.bureau_posts"
BOARD = "posting.office"
SEND = "publication.send"
KEYS = (
    *(MINISTRY, PROVINCE, UNIT, SHORTENED),
    *(DISCLOSURE_SHORTENED, MINISTRY_NATIONAL, NATIONAL, BUREAU, BOARD, SEND),
)
"""The parameters that the caller brings."""


class Link(Labelled):
    """One link of the chain, with the body that owes it."""

    MINISTRY = "ministry", gettext_noop("Bộ ban hành quyết định công bố")
    MINISTRY_NATIONAL = "ministry_national", gettext_noop("Bộ công khai trên Cơ sở dữ liệu quốc gia")
    PROVINCE = "province", gettext_noop("Tỉnh ban hành quyết định công bố")
    NATIONAL = "national", gettext_noop("Tỉnh nhập và công khai trên Cơ sở dữ liệu quốc gia")
    NATIONAL_PUBLIC = "national_public", gettext_noop("Cơ quan kiểm soát trung ương đăng tải")
    BOARDS = "boards", gettext_noop("Niêm yết tại các đơn vị")
    SENDING = "sending", gettext_noop("Bộ gửi quyết định công bố")


class Known(Labelled):
    """Whether a due day could be told, and if not, why."""

    COUNTED = "counted", gettext_noop("Tính theo quy định của ngày đó")
    NO_NUMBER = "no_number", gettext_noop("Quy định của ngày đó không ấn định số ngày")
    NO_EVENT = "no_event", gettext_noop("Chưa ghi ngày làm mốc tính hạn")
    NO_CALENDAR = "no_calendar", gettext_noop("Chưa nhập lịch làm việc của năm đó")


class Fault(Labelled):
    """Whose delay it is (control.md §3.4)."""

    NONE = "none", gettext_noop("Đúng hạn")
    OWN = "own", gettext_noop("Chậm do tỉnh")
    UPSTREAM = "upstream", gettext_noop("Chậm do cấp trên")
    UNKNOWN = "unknown", gettext_noop("Chưa đủ ngày để xác định")


@dataclass(frozen=True)
class Change:
    """One change of the law with the days known of it."""

    effective_on: date | None
    issued_on: date | None = None
    is_shortened: bool = False
    ministry_signed_on: date | None = None
    province_signed_on: date | None = None
    entered_on: date | None = None
    """The day the province entered it on the national database."""


@dataclass(frozen=True)
class Due:
    """One link with its due day; `counted_as` is the unit in which it was counted, `number` says why that many."""

    link: Link
    known: Known
    on: date | None = None
    event_on: date | None = None
    is_event_expected: bool = False
    """The event has not happened yet: counted from the day on which it is due itself."""
    number: ParameterValue | None = None
    counted_as: ValueUnit | None = None
    is_shortened: bool = False

    @property
    def is_law(self) -> bool:
        """False for the province's own rule of posting: late against it is never a breach of law."""
        return self.link is not Link.BOARDS

    @property
    def basis(self) -> str:
        """The text and article that give the number."""
        number = self.number
        return "" if number is None else ", ".join(part for part in (number.article, number.source) if part)


@dataclass(frozen=True)
class Expectations:
    """Every link of one change, in the order of the chain."""

    dues: tuple[Due, ...]

    def of(self, link: Link) -> Due | None:
        """The due day of one link; None where that era has no such link."""
        return next((due for due in self.dues if due.link is link), None)

    def day(self, link: Link) -> date | None:
        """The bare day, where it is known."""
        due = self.of(link)
        return due.on if due else None


def expected(change: Change, numbers: Numbers, calendar: Calendar) -> Expectations:
    """By when the ministry, the province, the national database and the boards should have this change."""
    ministry = _publication(Link.MINISTRY, change, numbers, calendar)
    province = _publication(Link.PROVINCE, change, numbers, calendar)
    ministry_shown = _after_signing(
        Link.MINISTRY_NATIONAL, _keys(MINISTRY_NATIONAL, change), change.ministry_signed_on, ministry, numbers, calendar
    )
    national = _after_signing(
        Link.NATIONAL, _keys(NATIONAL, change), change.province_signed_on, province, numbers, calendar
    )
    dues = [ministry, ministry_shown, province, national]
    posted = _after_signing(Link.NATIONAL_PUBLIC, (BUREAU,), change.entered_on, national, numbers, calendar)
    if posted.known is not Known.NO_NUMBER:
        dues.append(posted)
    board = _after_signing(Link.BOARDS, (BOARD,), change.province_signed_on, province, numbers, calendar)
    dues.append(_not_before(board, change.effective_on, calendar))
    return Expectations(tuple(dues))


def _not_before(due: Due, effective_on: date | None, calendar: Calendar) -> Due:
    """A sheet tells the law in force: nobody owes it before the first day on which it is (`boards.OwnRule`)."""
    if due.on is None or effective_on is None or due.on >= effective_on:
        return due
    try:
        return replace(due, on=next_working_day(calendar, effective_on))
    except OutsideCalendar:
        return due


def sending_due(signed_on: date, numbers: Numbers, calendar: Calendar) -> Due:
    """By when a ministry's decision is sent out; outside the chain, for the watch alone."""
    return _after_signing(Link.SENDING, (SEND,), signed_on, Due(Link.SENDING, Known.NO_EVENT), numbers, calendar)


def province_due(change: Change, numbers: Numbers, calendar: Calendar) -> date | None:
    """The last day on which the province may sign in time."""
    return _publication(Link.PROVINCE, change, numbers, calendar).on


def fault(
    *,
    due: date | None,
    signed_on: date | None,
    on: date,
    needs_ministry: bool = True,
    ministry_signed_on: date | None = None,
    arrived_on: date | None = None,
) -> Fault:
    """Whose fault a provincial decision is, as seen `on` a day.

    Upstream when the ministry's decision arrived after the province's own deadline, and while it has not arrived at
    all. A decision that was signed although no arrival is on record cannot be judged. A province that details the
    content itself waits for nobody.
    """
    if due is None:
        return Fault.UNKNOWN
    if (signed_on or on) <= due:
        return Fault.NONE
    if not needs_ministry:
        return Fault.OWN
    if arrived_on or (ministry_signed_on and ministry_signed_on > due):
        return Fault.UPSTREAM if (arrived_on or ministry_signed_on or due) > due else Fault.OWN
    return Fault.UNKNOWN if signed_on else Fault.UPSTREAM


def gap(calendar: Calendar, start: date, end: date) -> tuple[int, int | None]:
    """(days, working days) from one day to another; the working days are None outside the calendar."""
    try:
        return (end - start).days, working_days_between(calendar, start, end)
    except OutsideCalendar:
        return (end - start).days, None


def _keys(ordinary: str, change: Change) -> tuple[str, ...]:
    return (DISCLOSURE_SHORTENED, ordinary) if change.is_shortened else (ordinary,)


def _publication(link: Link, change: Change, numbers: Numbers, calendar: Calendar) -> Due:
    """Before the text takes effect; after it is announced where the shortened procedure has a number of its own."""
    announced_on = change.issued_on or change.effective_on
    if change.is_shortened and announced_on:
        number = _number(numbers, SHORTENED, announced_on)
        if number:
            return _due(link, number, announced_on, calendar, is_shortened=True)
    if change.effective_on is None:
        return Due(link, Known.NO_EVENT)
    number = _number(numbers, MINISTRY if link is Link.MINISTRY else PROVINCE, change.effective_on)
    if number is None:
        return Due(link, Known.NO_NUMBER, event_on=change.effective_on)
    return _due(
        link, number, change.effective_on, calendar, counted_as=_counted_as(number, numbers, change.effective_on)
    )


def _after_signing(
    link: Link, keys: Sequence[str], signed_on: date | None, before: Due, numbers: Numbers, calendar: Calendar
) -> Due:
    """So many days after an act, or after the day on which that act is due while it is not done."""
    event_on = signed_on or before.on
    if event_on is None:
        known = Known.NO_EVENT if before.known is Known.COUNTED else before.known
        return Due(link, known)
    found = ((key, _number(numbers, key, event_on)) for key in keys)
    key, number = next(((key, number) for key, number in found if number), ("", None))
    if number is None:
        return Due(link, Known.NO_NUMBER, event_on=event_on, is_event_expected=signed_on is None)
    return _due(
        link,
        number,
        event_on,
        calendar,
        is_event_expected=signed_on is None,
        is_shortened=key == DISCLOSURE_SHORTENED,
    )


def _due(
    link: Link,
    number: ParameterValue,
    event_on: date,
    calendar: Calendar,
    *,
    counted_as: ValueUnit | None = None,
    is_event_expected: bool = False,
    is_shortened: bool = False,
) -> Due:
    unit = counted_as or number.unit
    try:
        on = _counted(number, unit, event_on, calendar)
    except (OutsideCalendar, OverflowError):
        on = None
    known = Known.COUNTED if on else Known.NO_CALENDAR
    return Due(link, known, on, event_on, is_event_expected, number, unit, is_shortened)


def _counted(number: ParameterValue, unit: ValueUnit, event_on: date, calendar: Calendar) -> date:
    """Backwards never shorter than the law says; forwards an end on a day off moves on (Civil Code Art. 148)."""
    if number.direction is Direction.BEFORE:
        return due_before(calendar, event_on, Limit(number.number, TimeUnit(unit.value)))
    if unit is ValueUnit.WORKING_DAY:
        return add_working_days(calendar, event_on, number.number)
    return next_working_day(calendar, event_on + timedelta(days=number.number))


def _counted_as(number: ParameterValue, numbers: Numbers, on: date) -> ValueUnit:
    """How bare «ngày» of the law is counted: the dated choice, unless the province set a number of its own."""
    if number.unit is not ValueUnit.CALENDAR_DAY or number.is_override:
        return number.unit
    choice = _number(numbers, UNIT, on)
    return ValueUnit(str(choice.value)) if choice else number.unit


def _number(numbers: Numbers, key: str, on: date) -> ParameterValue | None:
    return value_on(numbers.get(key, ()), on)

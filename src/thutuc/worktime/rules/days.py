"""Words and rows of a calendar: days off, Saturdays worked instead, office hours.

Labour Code 2019 Art. 105 (hours), 111 (compensatory days), 112 (public holidays).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import Days
from thutuc.kernel.text import Labelled, gettext_noop, nfc

LEGAL_DAY = 480
"""Minutes of one working day where hours and days of the law agree: 8 working hours."""
HOURS_PER_DAY = 8
FULL_HOUR = 60


class DayKind(Labelled):
    """What a dated row says of its day. A day may not be both."""

    DAY_OFF = "day_off", gettext_noop("Ngày nghỉ")
    EXTRA_WORKDAY = "extra_workday", gettext_noop("Ngày làm bù")


class Certainty(Labelled):
    """How sure a day is. Holidays of a coming year are expected until the decision is entered."""

    DECIDED = "decided", gettext_noop("Đã công bố")
    EXPECTED = "expected", gettext_noop("Dự kiến")


class Scope(Labelled):
    """Whose day it is; a later scope wins over an earlier one."""

    NATIONAL = "national", gettext_noop("Cả nước")
    PROVINCE = "province", gettext_noop("Toàn tỉnh")
    UNIT = "unit", gettext_noop("Một cơ quan")

    @property
    def rank(self) -> int:
        return list(Scope).index(self)


@dataclass(frozen=True)
class DayRow:
    """One dated row: a day off, or a day worked that would not be."""

    day: date
    kind: DayKind
    reason: str
    scope: Scope = Scope.NATIONAL
    certainty: Certainty = Certainty.DECIDED
    basis: str = ""
    swapped_with: date | None = None
    """The other day of a swap: rested here, worked there."""

    @property
    def order(self) -> tuple[date, int]:
        return self.day, self.scope.rank

    @property
    def is_off(self) -> bool:
        return self.kind is DayKind.DAY_OFF

    @property
    def is_expected(self) -> bool:
        return self.certainty is Certainty.EXPECTED


@dataclass(frozen=True, order=True)
class Session:
    """One sitting of the day, in minutes after midnight, [start, end)."""

    start: int
    end: int

    @classmethod
    def between(cls, start: time, end: time) -> "Session":
        return cls(start.hour * FULL_HOUR + start.minute, end.hour * FULL_HOUR + end.minute)

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock_text(self.start)}–{clock_text(self.end)}"


USUAL_SESSIONS = (Session(450, 690), Session(780, 1020))
"""07:30–11:30 and 13:00–17:00, the sessions used where an office has entered none of its own."""


@dataclass(frozen=True)
class OfficeHours:
    """The sessions of a working day for a period.

    Where they make 8 hours, an hour of the law is 60 minutes and 8 of them are a day. Where they do not, days and hours
    disagree: such sessions are refused unless `legal_hour` says what an hour of the law means here, either 60 minutes
    (8 hours are then not one day) or an eighth of the day (8 hours stay one day).
    """

    sessions: tuple[Session, ...] = USUAL_SESSIONS
    validity: Days = field(default_factory=lambda: Days(None, None))
    legal_hour: int | None = None

    def __post_init__(self) -> None:
        refuse_if(hours_objections(self.sessions, self.legal_hour))

    @property
    def minutes_per_day(self) -> int:
        return sum(session.minutes for session in self.sessions)

    @property
    def minutes_per_hour(self) -> int:
        """Minutes worked for one hour of a time limit."""
        return self.legal_hour or FULL_HOUR

    @property
    def last_day(self) -> date | None:
        """The last day of these hours; None is open."""
        return self.validity.end - timedelta(days=1) if self.validity.end else None

    def touches(self, year: int) -> bool:
        """Whether these hours hold on some day of the year."""
        return self.validity.overlaps(Days(date(year, 1, 1), date(year + 1, 1, 1)))

    @property
    def opens(self) -> int:
        return self.sessions[0].start

    @property
    def closes(self) -> int:
        return self.sessions[-1].end


def hours_objections(sessions: tuple[Session, ...], legal_hour: int | None) -> list[Objection]:
    """Every reason why these sessions cannot be used to count time."""
    if not sessions:
        return [Objection("hours.none", gettext_noop("Nhập ít nhất một buổi làm việc."), field="sessions")]
    bounds = [bound for session in sessions for bound in (session.start, session.end)]
    if bounds != sorted(set(bounds)) or bounds[0] < 0 or bounds[-1] > 24 * FULL_HOUR:
        words = gettext_noop(
            "Các buổi làm việc phải theo thứ tự trong ngày, giờ kết thúc sau giờ bắt đầu, không trùng nhau."
        )
        return [Objection("hours.order", words, field="sessions")]
    return _legal_hour_objections(sum(session.minutes for session in sessions), legal_hour)


def _legal_hour_objections(minutes: int, legal_hour: int | None) -> list[Objection]:
    params = {"hours": _hours_text(minutes)}
    if legal_hour is None and minutes != LEGAL_DAY:
        words = gettext_noop(
            "Các buổi cộng lại được %(hours)s một ngày, không phải 8 giờ, nên thời hạn theo giờ và theo ngày "
            "không khớp. Sửa các buổi, hoặc ghi rõ một giờ trong thời hạn bằng bao nhiêu phút làm việc."
        )
        return [Objection("hours.not_eight", words, "worktime.hours", "sessions", params)]
    if legal_hour is not None and legal_hour != FULL_HOUR and legal_hour * HOURS_PER_DAY != minutes:
        words = gettext_noop(
            "Một giờ trong thời hạn phải là 60 phút, hoặc bằng một phần tám ngày làm việc (%(hours)s một ngày)."
        )
        return [Objection("hours.legal_hour", words, "worktime.hours", "legal_hour", params)]
    return []


_SESSION = re.compile(r"(\d{1,2})\s*[:h.]\s*(\d{2})\s*(?:-|–|—|đến)\s*(\d{1,2})\s*[:h.]\s*(\d{2})")


def parse_sessions(text: str) -> tuple[Session, ...]:
    """Read «07:30–11:30; 13:00–17:00»; refuse what is no list of stretches of a day."""
    parts = [part.strip() for part in re.split(r"[;,\n]|\bvà\b", nfc(text)) if part.strip()]
    found = [_SESSION.fullmatch(part) for part in parts]
    numbers = [tuple(map(int, match.groups())) for match in found if match]
    if not parts or len(numbers) != len(parts) or any(max(n[1], n[3]) > 59 or max(n[0], n[2]) > 24 for n in numbers):
        words = gettext_noop("Ghi các buổi như: 07:30–11:30; 13:00–17:00.")
        raise Refused([Objection("hours.unreadable", words, field="sessions")])
    return tuple(Session(n[0] * FULL_HOUR + n[1], n[2] * FULL_HOUR + n[3]) for n in numbers)


def repeated(rows: Iterable[DayRow]) -> list[Objection]:
    """A day entered twice in one scope: it may not be both off and worked."""
    seen: dict[tuple[Scope, date], DayRow] = {}
    found = []
    for row in rows:
        first = seen.setdefault((row.scope, row.day), row)
        if first is not row:
            words = (
                gettext_noop("Ngày %(day)s đã là ngày nghỉ hoặc ngày làm bù trong cùng một lịch.")
                if first.kind is row.kind
                else gettext_noop("Ngày %(day)s không thể vừa là ngày nghỉ vừa là ngày làm bù.")
            )
            found.append(Objection("calendar.day_twice", words, field="day", params={"day": day_text(row.day)}))
    return found


def in_order(rows: Iterable[DayRow]) -> tuple[DayRow, ...]:
    """Rows by day, the wider scope first."""
    return tuple(sorted(rows, key=lambda row: row.order))


def clock_text(minute: int) -> str:
    """A minute of the day as 07:30."""
    return f"{minute // FULL_HOUR:02d}:{minute % FULL_HOUR:02d}"


def day_text(day: date) -> str:
    """A day as 16/11/2026."""
    return f"{day:%d/%m/%Y}"


def _hours_text(minutes: int) -> str:
    hours, rest = divmod(minutes, FULL_HOUR)
    return f"{hours} giờ {rest} phút" if rest else f"{hours} giờ"


def overlay(base: Iterable[OfficeHours], top: Iterable[OfficeHours]) -> tuple[OfficeHours, ...]:
    """The office hours of a unit laid over those of the province: its own where it has any, the others elsewhere."""
    upper = list(top)
    pieces = [
        OfficeHours(hours.sessions, piece, hours.legal_hour)
        for hours in base
        for piece in _outside(hours.validity, [each.validity for each in upper])
    ]
    return tuple(sorted((*upper, *pieces), key=lambda hours: hours.validity.start or date.min))


def _outside(period: Days, holes: Iterable[Days]) -> list[Days]:
    """What is left of a period without the holes."""
    left = [period]
    for hole in holes:
        cut = []
        for piece in left:
            if not piece.overlaps(hole):
                cut.append(piece)
                continue
            if hole.start and (piece.start is None or piece.start < hole.start):
                cut.append(Days(piece.start, hole.start))
            if hole.end and (piece.end is None or hole.end < piece.end):
                cut.append(Days(hole.end, piece.end))
        left = cut
    return left

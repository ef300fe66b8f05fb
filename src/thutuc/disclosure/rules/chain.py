"""One change from the law to the wall: seven stations, what lies between them, whose delay it is.

Limits come from `chain_limits` (Decree 63/2010 Art. 15, 17, 24 in the wording of their day; control.md §3.4). When the
ministry is late the province cannot be on time: that station is never counted against the province, and both limits
are kept. Days between stations are calendar days, lateness is told in working days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thutuc.disclosure.rules import chain_limits
from thutuc.disclosure.rules.chain_limits import Due, Expectations, Fault, Link
from thutuc.kernel.text import Labelled, gettext_noop
from thutuc.worktime.rules import Calendar, OutsideCalendar, working_days_between


class Station(Labelled):
    """Where a change passes, in order."""

    LAW_SIGNED = "law_signed", gettext_noop("Luật được ban hành")
    LAW_EFFECTIVE = "law_effective", gettext_noop("Luật có hiệu lực")
    MINISTRY = "ministry", gettext_noop("Bộ công bố thủ tục")
    PROVINCE = "province", gettext_noop("Tỉnh công bố thủ tục")
    NATIONAL = "national", gettext_noop("Lên cơ sở dữ liệu quốc gia")
    PORTAL = "portal", gettext_noop("Lên cổng của tỉnh")
    BOARDS = "boards", gettext_noop("Thay đủ bảng niêm yết")


class Verdict(Labelled):
    """How a station stands to its limit."""

    ON_TIME = "on_time", gettext_noop("Đúng hạn")
    LATE = "late", gettext_noop("Trễ")
    UPSTREAM = "upstream", gettext_noop("Trễ do chờ Bộ")
    UNCLEAR = "unclear", gettext_noop("Trễ, chưa rõ do đâu")
    WAITING = "waiting", gettext_noop("Chưa tới")
    BLOCKED = "blocked", gettext_noop("Chờ chặng trước")
    NO_LIMIT = "no_limit", gettext_noop("Không có hạn")
    NOT_APPLICABLE = "not_applicable", gettext_noop("Không áp dụng")


class Hop(Labelled):
    """What the days after the law took effect were spent on."""

    MINISTRY = "ministry", gettext_noop("Chờ Bộ công bố")
    PROVINCE = "province", gettext_noop("Tỉnh soạn, ký")
    NATIONAL = "national", gettext_noop("Nhập cơ sở dữ liệu quốc gia")
    PORTAL = "portal", gettext_noop("Đưa lên cổng")
    BOARDS = "boards", gettext_noop("Thay bảng ở đơn vị")


HOPS = {
    Station.MINISTRY: Hop.MINISTRY,
    Station.PROVINCE: Hop.PROVINCE,
    Station.NATIONAL: Hop.NATIONAL,
    Station.PORTAL: Hop.PORTAL,
    Station.BOARDS: Hop.BOARDS,
}
LIMITED = {
    Station.MINISTRY: Link.MINISTRY,
    Station.PROVINCE: Link.PROVINCE,
    Station.NATIONAL: Link.NATIONAL,
    Station.PORTAL: Link.NATIONAL,
    Station.BOARDS: Link.BOARDS,
}
"""The portal shows what the national database shows (Art. 17(1c)): it has that limit."""


@dataclass(frozen=True)
class Boards:
    """The boards of all units that owe the sheet: how many, how many have it, from the first to the last day."""

    owed: int = 0
    done: int = 0
    first_on: date | None = None
    last_on: date | None = None

    @property
    def is_done(self) -> bool:
        return self.done >= self.owed

    @property
    def done_on(self) -> date | None:
        """The day of the last board; None while one is missing."""
        return self.last_on if self.owed and self.is_done else None


@dataclass(frozen=True)
class Dates:
    """The days known of one change. `reversed_on` ends the count: what was taken back owes nothing more."""

    law_signed_on: date | None = None
    law_effective_on: date | None = None
    ministry_signed_on: date | None = None
    ministry_arrived_on: date | None = None
    province_signed_on: date | None = None
    province_effective_on: date | None = None
    entered_on: date | None = None
    national_on: date | None = None
    portal_on: date | None = None
    boards: Boards = field(default_factory=Boards)
    is_shortened: bool = False
    needs_ministry: bool = True
    reversed_on: date | None = None

    @property
    def change(self) -> chain_limits.Change:
        """The same change as the limits want it."""
        return chain_limits.Change(
            self.effective_on,
            self.law_signed_on,
            self.is_shortened,
            self.ministry_signed_on,
            self.province_signed_on,
            self.entered_on,
        )

    @property
    def effective_on(self) -> date | None:
        """From when people are under the new law; the decision's own day where the text is not on record."""
        return self.law_effective_on or self.province_effective_on


@dataclass(frozen=True)
class Stop:
    """One station of one change. `days` and `working_days` since the station before it; open ones count to today."""

    station: Station
    on: date | None
    verdict: Verdict
    limit: Due | None = None
    late: int = 0
    """Working days over the limit."""
    days: int | None = None
    working_days: int | None = None
    is_open: bool = False
    """It has not happened: `days` run to today."""

    @property
    def limit_on(self) -> date | None:
        return self.limit.on if self.limit else None

    @property
    def is_applicable(self) -> bool:
        return self.verdict is not Verdict.NOT_APPLICABLE


@dataclass(frozen=True)
class Segment:
    """A stretch of the days after the law took effect."""

    hop: Hop
    days: int


@dataclass(frozen=True)
class Chain:
    """One change with its stations and its bar. `total`: days after effect until the last board, or until today."""

    dates: Dates
    stops: tuple[Stop, ...]
    segments: tuple[Segment, ...]
    is_complete: bool
    is_begun: bool
    """The law is in force on the day of looking, or every station is passed."""

    @property
    def total(self) -> int:
        return sum(segment.days for segment in self.segments)

    @property
    def longest(self) -> Segment | None:
        """The longest stretch; None when there was no delay."""
        return max(self.segments, key=lambda segment: segment.days, default=None)

    @property
    def in_time(self) -> bool:
        """Everything was in its place on the day the law took effect."""
        return self.is_begun and not self.total

    def stop(self, station: Station) -> Stop:
        """One station."""
        return next(stop for stop in self.stops if stop.station is station)


def chain(dates: Dates, expectations: Expectations, calendar: Calendar, *, on: date) -> Chain:
    """The line of one change as seen on a day."""
    until = min(on, dates.reversed_on) if dates.reversed_on else on
    stops = _stops(dates, expectations, calendar, until)
    missing = [stop for stop in stops if stop.is_applicable and stop.on is None and stop.station in HOPS]
    is_complete = not missing
    begun = dates.effective_on is not None and (dates.effective_on <= on or is_complete)
    return Chain(dates, stops, tuple(_segments(dates, stops, until)), is_complete, begun)


def _happened(dates: Dates) -> dict[Station, date | None]:
    return {
        Station.LAW_SIGNED: dates.law_signed_on,
        Station.LAW_EFFECTIVE: dates.law_effective_on,
        Station.MINISTRY: dates.ministry_signed_on,
        Station.PROVINCE: dates.province_signed_on,
        Station.NATIONAL: dates.national_on,
        Station.PORTAL: dates.portal_on,
        Station.BOARDS: dates.boards.done_on,
    }


def _applies(station: Station, day: date | None, dates: Dates) -> bool:
    """Once the province has signed, a ministry's decision that is not on record is not waited for any more."""
    if day is None and station in HOPS and dates.reversed_on:
        return False
    if station is Station.MINISTRY:
        awaited = dates.needs_ministry and dates.province_signed_on is None
        return awaited or day is not None
    return station is not Station.BOARDS or dates.boards.owed > 0


def _stops(dates: Dates, expectations: Expectations, calendar: Calendar, until: date) -> tuple[Stop, ...]:
    """A gap is told from the station before; of those missing only the first runs to today."""
    found: list[Stop] = []
    previous: date | None = None
    waits = False
    for station, day in _happened(dates).items():
        limit = expectations.of(LIMITED[station]) if station in LIMITED else None
        if not _applies(station, day, dates):
            found.append(Stop(station, None, Verdict.NOT_APPLICABLE))
            continue
        missing = day is None and station in HOPS
        end = day or (until if missing and not waits else None)
        days, working = chain_limits.gap(calendar, previous, end) if previous and end else (None, None)
        verdict = _verdict(station, day, limit, dates, until, waits=waits)
        late = _late(calendar, limit, day or until, verdict)
        found.append(Stop(station, day, verdict, limit, late, days, working, missing))
        previous = day or previous
        waits = waits or missing
    return tuple(found)


_OF_FAULT = {
    Fault.NONE: Verdict.ON_TIME,
    Fault.OWN: Verdict.LATE,
    Fault.UPSTREAM: Verdict.UPSTREAM,
    Fault.UNKNOWN: Verdict.UNCLEAR,
}


def _verdict(
    station: Station, day: date | None, limit: Due | None, dates: Dates, until: date, *, waits: bool
) -> Verdict:
    if station not in HOPS or limit is None or limit.on is None:
        return Verdict.WAITING if day is None and station in HOPS else Verdict.NO_LIMIT
    if day is None and until <= limit.on:
        return Verdict.WAITING
    if day is not None and day <= limit.on:
        return Verdict.ON_TIME
    if station is Station.PROVINCE:
        return _of_province(limit.on, dates, until)
    return Verdict.BLOCKED if day is None and waits else Verdict.LATE


def _of_province(due: date, dates: Dates, until: date) -> Verdict:
    whose = chain_limits.fault(
        due=due,
        signed_on=dates.province_signed_on,
        on=until,
        needs_ministry=dates.needs_ministry,
        ministry_signed_on=dates.ministry_signed_on,
        arrived_on=dates.ministry_arrived_on,
    )
    return _OF_FAULT[whose]


LATE_VERDICTS = (Verdict.LATE, Verdict.UPSTREAM, Verdict.UNCLEAR)


def _late(calendar: Calendar, limit: Due | None, day: date, verdict: Verdict) -> int:
    if verdict not in LATE_VERDICTS or limit is None or limit.on is None:
        return 0
    try:
        return max(0, working_days_between(calendar, limit.on, day))
    except OutsideCalendar:
        return 0


def _segments(dates: Dates, stops: Iterable[Stop], until: date) -> Iterable[Segment]:
    """Each day after the effect belongs to the first station that was still missing on it."""
    if dates.effective_on is None:
        return
    reached = dates.effective_on
    for stop in stops:
        if stop.station not in HOPS or not stop.is_applicable:
            continue
        end = max(reached, stop.on or until)
        if end > reached:
            yield Segment(HOPS[stop.station], (end - reached).days)
        reached = end


def together(lines: Iterable[Dates]) -> Dates:
    """Many procedures of one decision as one change: each station is passed when the last of them passed it."""
    rows = list(lines)
    boards = [row.boards for row in rows]
    return Dates(
        law_signed_on=_of_newest_law(rows),
        law_effective_on=_latest([row.law_effective_on for row in rows]),
        ministry_signed_on=_latest([row.ministry_signed_on for row in rows]),
        ministry_arrived_on=_latest([row.ministry_arrived_on for row in rows]),
        province_signed_on=_latest([row.province_signed_on for row in rows]),
        province_effective_on=_latest([row.province_effective_on for row in rows]),
        entered_on=_when_all([row.entered_on for row in rows]),
        national_on=_when_all([row.national_on for row in rows]),
        portal_on=_when_all([row.portal_on for row in rows]),
        boards=Boards(
            sum(each.owed for each in boards),
            sum(each.done for each in boards),
            min((each.first_on for each in boards if each.first_on), default=None),
            _latest([each.last_on for each in boards]),
        ),
        is_shortened=all(row.is_shortened for row in rows),
        needs_ministry=any(row.needs_ministry for row in rows),
        reversed_on=_when_all([row.reversed_on for row in rows]),
    )


def _of_newest_law(rows: Iterable[Dates]) -> date | None:
    known = [row for row in rows if row.law_effective_on]
    newest = max(known, key=lambda row: row.law_effective_on or date.min, default=None)
    return newest.law_signed_on if newest else None


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _when_all(days: list[date | None]) -> date | None:
    return max((day for day in days if day), default=None) if days and all(days) else None

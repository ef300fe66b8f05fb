"""What the counter may promise before it accepts: the day with its reasons, whose hours, what is paid.

One-stop.md §2.2, §5.1, §5.4; Decree 61/2018 and 118/2025, Art. 17. Nothing here is kept: `accept` makes the promise.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from thutuc.catalogue.rules.content import Fee, ProcedureContent
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import clock, workflow
from thutuc.worktime.rules import Calendar, DayLine, Explanation, Limit, Mark, TimeUnit, explain, local

MOST_CELLS = 32
HOURS_OF_A_DAY = 8


@dataclass(frozen=True)
class Passed:
    """Days off that are not counted: one holiday by its name, or all weekends."""

    name: str
    days: tuple[date, ...]

    @property
    def is_weekend(self) -> bool:
        return not self.name


@dataclass(frozen=True)
class Part:
    """One step of the internal workflow with its time, in working hours."""

    name: str
    hours: Decimal


@dataclass(frozen=True)
class Promise:
    """The answer for one procedure, case and way of filing, if it were accepted at a moment.

    `limit` None is a version that gives no number; `words` keeps what was published of the limit.
    """

    limit: Limit | None
    words: str = ""
    explanation: Explanation | None = None
    parts: tuple[Part, ...] = ()
    passed: tuple[Passed, ...] = ()
    fees: tuple[Fee, ...] = ()
    is_outside: bool = False
    """The counter is closed at that moment: it may be taken in, hours count from the next sitting."""

    @property
    def due(self) -> datetime | None:
        return self.explanation.due if self.explanation else None

    @property
    def total(self) -> int | None:
        """All fees together; None when one of them is told in words alone."""
        amounts = [fee.amount for fee in self.fees]
        return sum(amount or 0 for amount in amounts) if amounts and None not in amounts else None

    @property
    def cells(self) -> tuple[DayLine | None, ...]:
        """The days of the count; a long one leaves out its middle (None)."""
        lines = self.explanation.lines if self.explanation else ()
        if len(lines) <= MOST_CELLS:
            return lines
        half = MOST_CELLS // 2
        return (*lines[:half], None, *lines[1 - half :])


def cases_of(content: ProcedureContent, *, channel: Channel) -> tuple[str, ...]:
    """The cases to choose from: those with lists of their own, else those with limits or fees of their own."""
    listed = tuple(case.name for case in content.cases)
    if len(listed) > 1:
        return listed
    offered = [offer.case for offer in content.offers if offer.channel is channel] or [
        offer.case for offer in content.offers
    ]
    return tuple(dict.fromkeys(offered)) or ("",)


def promise(
    content: ProcedureContent,
    *,
    channel: Channel,
    case: str,
    calendar: Calendar,
    at: datetime,
    same_day_until: time | None = None,
) -> Promise:
    """The promise. Refused (`OutsideCalendar`) where the calendar does not reach to the due day."""
    offer = clock.offer_of(content, channel=channel, case=case)
    if offer is None:
        return Promise(None, parts=_parts(content, channel))
    limit = clock.as_limit(offer.limit)
    explanation = explain(calendar, at, limit, same_day_until=same_day_until) if limit else None
    return Promise(
        limit=limit,
        words=offer.limit.note,
        explanation=explanation,
        parts=_parts(content, channel),
        passed=_passed(explanation.skipped) if explanation else (),
        fees=offer.fees,
        is_outside=_is_outside(calendar, at),
    )


def _is_outside(calendar: Calendar, at: datetime) -> bool:
    here = local(at)
    minute = here.hour * 60 + here.minute
    sittings = calendar.hours_on(here.date()).sessions if calendar.is_working(here.date()) else ()
    return not any(each.start <= minute < each.end for each in sittings)


def _parts(content: ProcedureContent, channel: Channel) -> tuple[Part, ...]:
    planned = workflow.plan(content.workflow, channel=channel)
    return tuple(Part(each.step.name, each.hours) for each in planned if each.hours)


def _passed(lines: Sequence[DayLine]) -> tuple[Passed, ...]:
    named: dict[str, list[date]] = {}
    weekends = []
    for line in lines:
        if line.mark is Mark.OFF:
            named.setdefault(line.note or str(line.mark.label), []).append(line.day)
        else:
            weekends.append(line.day)
    holidays = [Passed(name, tuple(days)) for name, days in named.items()]
    return (*holidays, Passed("", tuple(weekends))) if weekends else tuple(holidays)


def reaches_hours(limit: Limit) -> bool:
    """A limit that is told with its hour, not with the end of a day."""
    return limit.unit in (TimeUnit.WORKING_HOUR, TimeUnit.SAME_DAY)


@dataclass(frozen=True)
class Tally:
    """How the papers of a checklist stand."""

    asked: int = 0
    given: int = 0
    missing: int = 0
    wrong: int = 0
    unchecked: int = 0

    @property
    def is_complete(self) -> bool:
        return not (self.missing or self.wrong or self.unchecked)


def tally(states: Sequence[str]) -> Tally:
    """Count the papers; "" is one that nobody has looked at yet."""
    count = Counter(states)
    given = count["given"] + count["data"] + count["not_needed"]
    return Tally(len(states), given, count["missing"], count["wrong"], count[""])

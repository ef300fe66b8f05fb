"""What each unit must hang, replace and take down, and by when. Everything is derived, nothing is stored.

Posting is on paper or in a suitable electronic form, full, exact and timely; the law names no number of days
(Decree 63/2010/NĐ-CP Art. 17 as amended in 2017). The number is the province's own rule (parameter `posting.office`):
lateness against it is never a breach of law. Electronic places renew themselves and owe nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from thutuc.disclosure.rules.facts import Hung, Place, Unit, Version
from thutuc.disclosure.rules.terms import DutyKind, PlaceKind
from thutuc.legislation.rules.parameters import ParameterValue, value_on
from thutuc.legislation.rules.terms import ValueUnit
from thutuc.worktime.rules import (
    Calendar,
    OutsideCalendar,
    add_working_days,
    days_late,
    next_working_day,
    working_days_between,
)


@dataclass(frozen=True)
class Duty:
    """One thing to do. `version` is what must hang, None when something must only go; `hung` is what must go."""

    kind: DutyKind
    unit: int
    place: int | None
    version: Version | None
    hung: Hung | None
    began: date
    due: date | None

    @property
    def old(self) -> int | None:
        """The version that must go."""
        return self.hung.version if self.hung else None


@dataclass
class OwnRule:
    """The province's own number of days, by date, over its calendar. Answers are kept: few days repeat often."""

    values: Sequence[ParameterValue]
    calendar: Calendar | None
    _kept: dict[tuple[date, date], date | None] = field(default_factory=dict)

    def due(self, signed: date, began: date) -> date | None:
        """The last day: counted from the signature, never before the duty itself began.

        None where the province had no number that day, or the calendar does not reach so far.
        """
        if (signed, began) not in self._kept:
            self._kept[signed, began] = self._due(signed, began)
        return self._kept[signed, began]

    def _due(self, signed: date, began: date) -> date | None:
        value = value_on(self.values, signed)
        if value is None or self.calendar is None:
            return None
        try:
            if value.unit is ValueUnit.WORKING_DAY:
                counted = add_working_days(self.calendar, signed, value.number)
            else:
                counted = next_working_day(self.calendar, signed + timedelta(days=value.number))
            return max(counted, next_working_day(self.calendar, began))
        except OutsideCalendar:
            return None

    def late(self, due: date | None, on: date) -> int:
        """Working days over the province's own day; 0 while it has not passed."""
        if due is None or due >= on or self.calendar is None:
            return 0
        return days_late(self.calendar, due, on)

    def left(self, due: date | None, on: date) -> int | None:
        """Working days to the due day, negative when it has passed."""
        return None if due is None or self.calendar is None else working_days_between(self.calendar, on, due)


@dataclass(frozen=True)
class Board:
    """Everything about one unit on one day."""

    unit: Unit
    owed: Sequence[Version]
    places: Sequence[Place]
    hung: Sequence[Hung]

    @property
    def papers(self) -> list[Place]:
        return [place for place in self.places if not place.kind.renews_itself]

    @property
    def owes_paper(self) -> bool:
        """A unit whose places all renew themselves owes no hanging; one without any place owes it all."""
        return not self.places or bool(self.papers)


def duties(board: Board, versions: Mapping[int, Version], rule: OwnRule, *, on: date) -> list[Duty]:
    """What one unit owes on a day, its boards first. `versions` knows every version that is owed or hangs."""
    current = {version.procedure: version for version in board.owed}
    old = [(each, versions[each.version]) for each in board.hung if _is_gone(versions[each.version], on)]
    stale = [(each, version) for each, version in old if not _reads_the_same(version, current)]
    hanging = {each.version for each in board.hung if each.posting}
    hanging |= {current[version.procedure].id for _, version in old if _reads_the_same(version, current)}
    found = [_of_old(board, each, version, current.get(version.procedure), hanging, rule) for each, version in stale]
    settled = hanging | {duty.version.id for duty in found if duty.version}
    if board.owes_paper:
        found += [_post(board.unit, version, rule) for version in board.owed if version.id not in settled]
    return found + _notices(board, rule)


def _is_gone(version: Version, on: date) -> bool:
    return version.gone_on is not None and version.gone_on <= on


def _reads_the_same(version: Version, current: Mapping[int, Version]) -> bool:
    """A new version that changes nothing on the paper leaves the sheet right (an internal process was approved)."""
    now = current.get(version.procedure)
    return bool(now and version.notice and now.notice == version.notice)


def _began(unit: Unit, day: date) -> date:
    return max(day, unit.days.start or day)


def _post(unit: Unit, version: Version, rule: OwnRule) -> Duty:
    began = _began(unit, version.start)
    due = rule.due(_began(unit, version.opened_on), began)
    return Duty(DutyKind.POST, unit.id, None, version, None, began, due)


def _of_old(
    board: Board, hung: Hung, version: Version, following: Version | None, hanging: set[int], rule: OwnRule
) -> Duty:
    """The duty that a hanging sheet of an ended version raises."""
    unit = board.unit
    ended = version.gone_on or version.start
    signed = following.opened_on if following else version.ended_on or ended
    began = _began(unit, following.start if following else ended)
    due = rule.due(_began(unit, signed), began)
    if following and following.id not in hanging:
        return Duty(DutyKind.REPLACE, unit.id, hung.place, following, hung, began, due)
    return Duty(DutyKind.TAKE_DOWN, unit.id, hung.place, None, hung, began, due)


def _notices(board: Board, rule: OwnRule) -> list[Duty]:
    """Decree 20/2008/NĐ-CP Art. 13: where to send feedback is posted at the office; on the same board."""
    bare = (place for place in board.places if place.kind is PlaceKind.BOARD and not place.has_notice)
    return [
        Duty(
            DutyKind.FEEDBACK_NOTICE,
            *(board.unit.id, place.id, None, None),
            began=place.opened_on,
            due=rule.due(place.opened_on, place.opened_on),
        )
        for place in bare
    ]


@dataclass(frozen=True)
class Standing:
    """The figures of one unit. `right` of `owed` versions are shown as they should be."""

    unit: int
    owed: int
    right: int
    counts: Mapping[DutyKind, int]
    late: int
    places: int
    sheets: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def standing(board: Board, found: Iterable[Duty], rule: OwnRule, *, on: date) -> Standing:
    """The figures of a unit from its duties."""
    counts: dict[DutyKind, int] = defaultdict(int)
    late = wrong = 0
    for duty in found:
        counts[duty.kind] += 1
        late += duty.due is not None and duty.due < on
        wrong += duty.kind is DutyKind.POST
    replaced = {duty.version.id for duty in found if duty.kind is DutyKind.REPLACE and duty.version}
    right = len(board.owed) - wrong - len(replaced)
    return Standing(board.unit.id, len(board.owed), right, counts, late, len(board.places), len(board.hung))


def urgency(duty: Duty) -> tuple[date, int]:
    """The order of work: what is due first, the oldest first; without a day at the head."""
    return duty.due or date.min, list(DutyKind).index(duty.kind)

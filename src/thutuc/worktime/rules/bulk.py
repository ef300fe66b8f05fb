"""Deadlines by the million, for reports: arrays in, arrays out.

Moments are local wall-clock minutes (`datetime64[m]`), days are `datetime64[D]`; the caller
converts once at its border. Equal to `counting` value by value (a property test).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from functools import lru_cache
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thutuc.worktime.rules.calendar import MINUTES_OF_A_DAY, Calendar
from thutuc.worktime.rules.counting import given_cutoff, minutes_of
from thutuc.worktime.rules.limits import Limit, TimeUnit

ONE_MINUTE = timedelta(minutes=1)

Moments = NDArray[np.datetime64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Stretches:
    """One pause of every row, in the order of their beginnings: NaT where a row has none.

    `restarts` says where the limit is counted again in full from the end.
    """

    starts: Moments
    ends: Moments
    restarts: NDArray[np.bool_]


class Tables:
    """The lists of a calendar as arrays; make it once for a report with `tables(calendar)`."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.first = np.datetime64(calendar.midnights[0].date(), "D")
        self.minutes_before = np.array(calendar.minutes_before, dtype=np.int64)
        self.workdays_before = np.array(calendar.workdays_before, dtype=np.int64)
        self.workdays = np.array(calendar.workdays, dtype=np.int64)
        self._read_sessions(calendar)
        self._cut_into_blocks()

    def _read_sessions(self, calendar: Calendar) -> None:
        """Flat tables, one stretch for each kind of day, and where each day's stretch begins."""
        kinds = {id(worked): number for number, worked in enumerate({id(w): w for w in calendar.worked}.values())}
        width = MINUTES_OF_A_DAY + 1
        self._at = np.array([kinds[id(worked)] * width for worked in calendar.worked], dtype=np.int64)
        self._worked = np.zeros(len(kinds) * width, dtype=np.int64)
        self._ends = np.zeros(len(kinds) * width, dtype=np.int64)
        self._begins = np.zeros(len(kinds) * width, dtype=np.int64)
        for index, worked in enumerate(calendar.worked):
            at = kinds.pop(id(worked), None)
            if at is None:
                continue
            at *= width
            self._worked[at : at + width] = worked
            for table, source in ((self._ends, calendar.ends[index]), (self._begins, calendar.begins[index])):
                table[at : at + len(source)] = [moment // ONE_MINUTE for moment in source]

    def _cut_into_blocks(self) -> None:
        """The day that holds each block of working minutes, in blocks so small that no day ends inside one."""
        lengths = np.diff(self.minutes_before)
        self._block = gcd(*(int(length) for length in np.unique(lengths))) or 1
        self._day_of_block = np.repeat(np.arange(len(lengths)), lengths // self._block)

    # -- questions --------------------------------------------------------------------------------------------------

    def due_at(
        self,
        starts: ArrayLike,
        limit: Limit,
        *,
        same_day_until: time | None = None,
        pauses: Sequence[Stretches] = (),
    ) -> Moments:
        """The moment each limit is used up; limits in days end with the last session (C8, close)."""
        moments = _moments(starts)
        if pauses:
            return self._due_with_pauses(moments, limit, same_day_until, pauses)
        days = moments.astype("datetime64[D]")
        if limit.unit is TimeUnit.WORKING_HOUR or limit.days is None:
            return self.add_working_minutes(moments, self._minutes_of(limit, days))
        if limit.unit is TimeUnit.WORKING_DAY:
            return self.closing(self.add_working_days(days, limit.days))
        if limit.unit is TimeUnit.SAME_DAY:
            return self.closing(self._same_day(moments, days, given_cutoff(same_day_until)))
        landed = days + limit.days if limit.unit is TimeUnit.CALENDAR_DAY else _add_months(days, limit.days)
        return self.closing(self.add_working_days(landed, 0))

    def add_working_minutes(self, starts: ArrayLike, minutes: ArrayLike) -> Moments:
        """To the minute: C6 and C7."""
        moments = _moments(starts)
        days = moments.astype("datetime64[D]")
        index = self._index(days)
        clock = (moments - days).astype(np.int64)
        needed = np.asarray(minutes, dtype=np.int64)
        worked = self.minutes_before[index] + self._worked[self._at[index] + clock]
        due = self._ending_at(worked + needed)
        if np.any(needed == 0):
            due = np.where(needed == 0, self._beginning_at(worked), due)
        return due

    def add_working_days(self, days: ArrayLike, counts: ArrayLike) -> Moments:
        """The n-th working day after each day; 0 is the day itself if worked, else the next."""
        index = self._index(np.asarray(days, dtype="datetime64[D]"))
        count = np.asarray(counts, dtype=np.int64)
        position = self.workdays_before[index + (count > 0)] + count - (count > 0)
        return self.first + self.workdays[self._within(position, len(self.workdays))]

    def working_days_between(self, starts: ArrayLike, ends: ArrayLike) -> Numbers:
        """Working days after each start up to and with each end."""
        since = self._index(np.asarray(starts, dtype="datetime64[D]"))
        until = self._index(np.asarray(ends, dtype="datetime64[D]"))
        return self.workdays_before[until + 1] - self.workdays_before[since + 1]

    def working_minutes(self, starts: ArrayLike, ends: ArrayLike) -> Numbers:
        """Working minutes in each [start, end)."""
        return self._worked_until(_moments(ends)) - self._worked_until(_moments(starts))

    def _due_with_pauses(
        self, starts: Moments, limit: Limit, until: time | None, pauses: Sequence[Stretches]
    ) -> Moments:
        """Pause by pause: what is left runs on from its end; a restart forgets what came before it."""
        begin = starts.copy()
        for pause in pauses:
            begin = np.where(pause.restarts & ~np.isnat(pause.ends), pause.ends, begin)
        parts = [
            Stretches(np.where(pause.starts >= begin, pause.starts, np.datetime64("NaT")), pause.ends, pause.restarts)
            for pause in pauses
        ]
        if limit.unit is TimeUnit.WORKING_HOUR or limit.days is None:
            return self._due_minute(begin, limit, parts)
        if limit.unit is TimeUnit.SAME_DAY:
            return self._due_same_day(begin, given_cutoff(until), parts)
        return self._due_day(begin.astype("datetime64[D]"), limit, parts)

    def _due_minute(self, begin: Moments, limit: Limit, pauses: Sequence[Stretches]) -> Moments:
        minutes = np.broadcast_to(self._minutes_of(limit, begin.astype("datetime64[D]")), begin.shape).copy()
        due, over = self.add_working_minutes(begin, minutes), np.zeros(len(begin), dtype=bool)
        if not limit.amount:
            return due
        for pause in pauses:
            here = ~np.isnat(pause.starts) & ~pause.restarts
            over |= here & (pause.starts >= due)
            counts = here & ~over
            minutes[counts] += self.working_minutes(pause.starts[counts], pause.ends[counts])
            due = self.add_working_minutes(begin, minutes)
        return due

    def _due_same_day(self, begin: Moments, until: time, pauses: Sequence[Stretches]) -> Moments:
        day = self._same_day(begin, begin.astype("datetime64[D]"), until)
        over = np.zeros(len(begin), dtype=bool)
        for pause in pauses:
            here = ~np.isnat(pause.starts) & ~pause.restarts
            over |= here & (pause.starts.astype("datetime64[D]") > day)
            counts = here & ~over
            ends = pause.ends[counts]
            day[counts] = self._same_day(ends, ends.astype("datetime64[D]"), until)
        return self.closing(day)

    def _due_day(self, day: Moments, limit: Limit, pauses: Sequence[Stretches]) -> Moments:
        assert limit.days is not None
        left = np.full(len(day), limit.days, dtype=np.int64)
        if limit.unit is TimeUnit.MONTH:
            left = (_add_months(day, limit.days) - day).astype(np.int64)
        over = np.zeros(len(day), dtype=bool)
        for pause in pauses:
            since = pause.starts.astype("datetime64[D]")
            here = ~np.isnat(pause.starts) & ~pause.restarts
            over |= here & (since > self._day_end(day, left, limit.unit))
            counts = here & ~over
            used = self._used(day[counts], since[counts], limit.unit)
            left[counts] = np.maximum(0, left[counts] - used)
            day = np.where(counts, pause.ends.astype("datetime64[D]"), day)
        return self.closing(self._day_end(day, left, limit.unit))

    def _day_end(self, day: Moments, left: Numbers, unit: TimeUnit) -> Moments:
        works = unit is TimeUnit.WORKING_DAY
        return self.add_working_days(day, left) if works else self.add_working_days(day + left, 0)

    def _used(self, since: Moments, until: Moments, unit: TimeUnit) -> Numbers:
        works = unit is TimeUnit.WORKING_DAY
        return self.working_days_between(since, until) if works else (until - since).astype(np.int64)

    # -- the way ----------------------------------------------------------------------------------------------------

    def _index(self, days: Moments) -> Numbers:
        return self._within((days - self.first).astype(np.int64), len(self._at))

    def _within(self, index: Numbers, size: int) -> Numbers:
        if index.size and not (index.min() >= 0 and index.max() < size):
            raise self.calendar.outside()
        return index

    def _worked_until(self, moments: Moments) -> Numbers:
        days = moments.astype("datetime64[D]")
        index = self._index(days)
        return self.minutes_before[index] + self._worked[self._at[index] + (moments - days).astype(np.int64)]

    def _ending_at(self, worked: Numbers) -> Moments:
        block = np.maximum(worked - 1, 0) // self._block
        day = self._day_of_block[self._within(block, len(self._day_of_block))]
        return self._moment(day, self._ends[self._at[day] + worked - self.minutes_before[day]])

    def _beginning_at(self, worked: Numbers) -> Moments:
        day = self._day_of_block[self._within(worked // self._block, len(self._day_of_block))]
        return self._moment(day, self._begins[self._at[day] + worked - self.minutes_before[day]])

    def _moment(self, day: Numbers, minute: Numbers) -> Moments:
        moment: Moments = self.first.astype("datetime64[m]") + (day * MINUTES_OF_A_DAY + minute)
        return moment

    def _minutes_of(self, limit: Limit, days: Moments) -> Numbers:
        if len(self.calendar.hours) == 1 or (limit.minutes is not None and self.calendar.full_hours):
            return np.int64(minutes_of(self.calendar, limit, self.calendar.midnights[0]) or 0)  # type: ignore[return-value]
        unique, where = np.unique(self._index(days), return_inverse=True)
        midnights = self.calendar.midnights
        each = [minutes_of(self.calendar, limit, midnights[index]) for index in unique]
        return np.array(each, dtype=np.int64)[where]

    def _same_day(self, moments: Moments, days: Moments, until: time) -> Moments:
        index = self._index(days)
        worked = self.workdays_before[index + 1] > self.workdays_before[index]
        early = (moments - days).astype(np.int64) < until.hour * 60 + until.minute
        return np.where(worked & early, days, self.add_working_days(days, 1))

    def closing(self, days: Moments) -> Moments:
        """The end of the last session of each working day."""
        index = self._index(days)
        lengths = self.minutes_before[index + 1] - self.minutes_before[index]
        return self._moment(index, self._ends[self._at[index] + lengths])


@lru_cache(maxsize=64)
def tables(calendar: Calendar) -> Tables:
    """The arrays of a calendar, kept for the next report."""
    return Tables(calendar)


def _moments(values: ArrayLike) -> Moments:
    return np.asarray(values).astype("datetime64[m]")


def _add_months(days: Moments, count: int) -> Moments:
    months = days.astype("datetime64[M]")
    target: Any = months + count
    last = (target + 1).astype("datetime64[D]") - 1
    wished = target.astype("datetime64[D]") + (days - months.astype("datetime64[D]"))
    return np.minimum(wished, last)

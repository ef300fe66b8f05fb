"""Deadlines by the million, for reports: arrays in, arrays out.

Moments are local wall-clock minutes (`datetime64[m]`), days are `datetime64[D]`; the caller
converts once at its border. Equal to `counting` value by value (a property test), without pauses.
"""

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

    def due_at(self, starts: ArrayLike, limit: Limit, *, same_day_until: time | None = None) -> Moments:
        """The moment each limit is used up; limits in days end with the last session (C8, close)."""
        moments = _moments(starts)
        days = moments.astype("datetime64[D]")
        if limit.unit is TimeUnit.WORKING_HOUR or limit.days is None:
            return self.add_working_minutes(moments, self._minutes_of(limit, days))
        if limit.unit is TimeUnit.WORKING_DAY:
            return self._closing(self.add_working_days(days, limit.days))
        if limit.unit is TimeUnit.SAME_DAY:
            return self._closing(self._same_day(moments, days, given_cutoff(same_day_until)))
        landed = days + limit.days if limit.unit is TimeUnit.CALENDAR_DAY else _add_months(days, limit.days)
        return self._closing(self.add_working_days(landed, 0))

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

    def _closing(self, days: Moments) -> Moments:
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

"""Speed of deadlines: `make bench-worktime`. The last line holds the figures; exit code 1 below the floors.

`due_at` to the minute is measured against a bare bisection loop over the same lists (moment in, moment out, no more),
and the arrays against numpy's own `busday_offset` with the same days off. Rounds take turns, medians are compared,
and before anything is timed every answer is checked against the other way of computing it.
"""

import random
import statistics
import sys
import time
from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np

from thutuc.kernel.periods import LOCAL
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import Calendar, Limit, TimeUnit, bulk, due_at

ROUNDS = 9
SINGLE, MANY = 20_000, 400_000
FLOOR_SINGLE, FLOOR_BULK = 0.5, 0.3


def bare_loop(calendar: Calendar, starts: list[datetime], minutes: list[int]) -> list[datetime]:
    """The least that any bisection over these lists must do."""
    first, before, worked = calendar.first, calendar.minutes_before, calendar.worked
    midnights, ends = calendar.midnights, calendar.ends
    found = []
    for start, needed in zip(starts, minutes, strict=True):
        index = start.toordinal() - first
        target = before[index] + worked[index][start.hour * 60 + start.minute] + needed
        day = bisect_left(before, target) - 1
        found.append(midnights[day] + ends[day][target - before[day]])
    return found


def with_due_at(calendar: Calendar, starts: list[datetime], limits: list[Limit]) -> list[datetime]:
    return [due_at(calendar, start, limit) for start, limit in zip(starts, limits, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(*works: Callable[[], object]) -> list[float]:
    """Median CPU seconds of each, in turn."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for kept, work in zip(taken, works, strict=True):
            kept.append(seconds(work))
    return [statistics.median(kept) for kept in taken]


def single(calendar: Calendar) -> tuple[float, float]:
    chance = random.Random(2026)
    origin = datetime(2018, 1, 1, tzinfo=LOCAL)
    starts = [origin + timedelta(minutes=chance.randrange(9 * 365 * 1440)) for _ in range(SINGLE)]
    hours = [chance.choice((2, 4, 8, 16, 24, 40, 80, 120, 160)) for _ in range(SINGLE)]
    limits = [Limit(each, TimeUnit.WORKING_HOUR) for each in hours]
    minutes = [each * 60 for each in hours]
    assert with_due_at(calendar, starts, limits) == bare_loop(calendar, starts, minutes)
    ours, bare = compare(lambda: with_due_at(calendar, starts, limits), lambda: bare_loop(calendar, starts, minutes))
    return SINGLE / ours, SINGLE / bare


def many(calendar: Calendar) -> tuple[float, float, float]:
    chance = np.random.default_rng(2026)
    tables = bulk.tables(calendar)
    off = np.array([row.day for row in calendar.days if row.is_off and row.day.weekday() < 5], dtype="datetime64[D]")
    plain = bulk.tables(Calendar(calendar.covers, tuple(row for row in calendar.days if row.is_off)))
    days = np.datetime64(date(2018, 1, 1)) + chance.integers(0, 9 * 365, MANY)
    counts = chance.integers(1, 60, MANY)
    moments = days.astype("datetime64[m]") + chance.integers(0, 1440, MANY)
    minutes = counts * 480
    busday = np.busdaycalendar(holidays=off)

    def numpy_way() -> object:
        return np.busday_offset(days, counts, roll="backward", busdaycal=busday)

    assert np.array_equal(plain.add_working_days(days, counts), numpy_way())
    to_day, to_minute, numpy_seconds = compare(
        lambda: tables.add_working_days(days, counts),
        lambda: tables.add_working_minutes(moments, minutes),
        numpy_way,
    )
    return MANY / to_day, MANY / to_minute, MANY / numpy_seconds


def main() -> int:
    calendar = shipped_days().calendar()
    ours, bare = single(calendar)
    to_day, to_minute, numpy_speed = many(calendar)
    ratio, day_ratio, minute_ratio = ours / bare, to_day / numpy_speed, to_minute / numpy_speed
    print(f"due_at to the minute   {ours:>12,.0f} /s    bare bisection {bare:>12,.0f} /s")
    print(f"arrays, working days   {to_day:>12,.0f} /s    busday_offset  {numpy_speed:>12,.0f} /s")
    print(f"arrays, to the minute  {to_minute:>12,.0f} /s")
    passed = ratio >= FLOOR_SINGLE and min(day_ratio, minute_ratio) >= FLOOR_BULK
    print(
        f"worktime: due_at {ours:,.0f}/s, {ratio:.2f} of bare bisection (floor {FLOOR_SINGLE}); "
        f"bulk days {day_ratio:.2f}, minutes {minute_ratio:.2f} of busday_offset (floor {FLOOR_BULK}): "
        f"{'ok' if passed else 'TOO SLOW'}"
    )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())

"""Moments after a wait, by the calendar of each dossier's agency."""

from collections.abc import Iterator

import numpy as np

from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.demo.bulk.plan import Plan
from thutuc.worktime.rules.bulk import Tables

A_DAY = 24 * 60
BEYOND = np.timedelta64(1, "D")
LONGEST = 200 * 480
"""Working minutes that no step waits longer for."""


def by_calendar(plan: Plan, rows: Numbers) -> Iterator[tuple[Tables, Numbers]]:
    """(calendar, places in `rows`) for each calendar that occurs."""
    own = plan.calendar[rows]
    for number in np.unique(own):
        yield plan.clocks[number], np.flatnonzero(own == number)


def waited(plan: Plan, rows: Numbers, since: Moments, days: np.ndarray, *, at_work: bool) -> Moments:
    """So many days later; an officer acts in the hours of work, at the next of them where it is none."""
    at = np.minimum(since + np.maximum(1, days * A_DAY).astype(np.int64), plan.end + BEYOND)
    if not at_work:
        return at
    found = at.copy()
    for tables, mine in by_calendar(plan, rows):
        found[mine] = np.maximum(at[mine], tables.add_working_minutes(at[mine], np.zeros(len(mine), dtype=np.int64)))
    return found


def worked(plan: Plan, rows: Numbers, since: Moments, minutes: np.ndarray) -> Moments:
    """So many working minutes later, one at least."""
    found, count = since.copy(), np.clip(minutes, 1, LONGEST).astype(np.int64)
    for tables, mine in by_calendar(plan, rows):
        found[mine] = np.maximum(since[mine], tables.add_working_minutes(since[mine], count[mine]))
    return np.minimum(found, plan.end + BEYOND)

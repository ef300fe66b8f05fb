"""When people come: growth over the years, Tết, school, the end of the year, days of the week, hours of the day."""

from functools import cache

import numpy as np

from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.worktime.rules.bulk import Tables

_MONTH = np.array([0.96, 0.82, 1.08, 1.02, 1.0, 1.02, 1.04, 1.1, 1.16, 1.06, 1.03, 1.14])
_WEEKDAY = np.array([1.26, 1.1, 1.02, 0.98, 0.9, 0.22, 0.16])
"""Monday first; at the weekend people file online alone."""
_GROWTH = {2019: 0.8, 2020: 0.82, 2021: 0.74, 2022: 0.98, 2023: 1.05, 2024: 1.12, 2025: 1.2, 2026: 1.3}
_ONLINE = {2019: 0.04, 2020: 0.09, 2021: 0.2, 2022: 0.36, 2023: 0.52, 2024: 0.61, 2025: 0.69, 2026: 0.78}
_POSTAL = 0.03
SCHOOL_MONTHS = (8, 9)
TET_RUN = 5
"""Days off in a row in January or February that only Tết has."""


@cache
def _hours(kind: str) -> np.ndarray:
    """The share of the day by minute, summed up."""
    minutes = np.arange(24 * 60)
    shape = sum(height * np.exp(-((minutes - peak) ** 2) / (2 * spread**2)) for peak, spread, height in _PEAKS[kind])
    found: np.ndarray = np.cumsum(shape) / np.sum(shape)
    return found


_PEAKS = {
    "counter": ((8 * 60 + 30, 45, 1.0), (10 * 60, 45, 0.8), (14 * 60 + 15, 45, 0.8), (15 * 60 + 45, 40, 0.4)),
    "online": ((9 * 60 + 30, 90, 1.0), (15 * 60, 100, 0.8), (20 * 60 + 30, 70, 0.6)),
}


def day_weights(tables: Tables, days: Moments) -> np.ndarray:
    """How many come on each day, as shares."""
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    weekday = (days.astype(np.int64) + 3) % 7
    worked = tables.working_days_between(days - 1, days) > 0
    growth = np.array([_GROWTH.get(int(each), 1.3 if each > 2026 else 0.8) for each in year])
    weight = growth * _MONTH[month] * np.where(worked, _WEEKDAY[weekday], np.minimum(_WEEKDAY[weekday], 0.1))
    weight[worked & (weekday > 4)] = 0.7
    weight *= _around_tet(days, worked, month)
    found: np.ndarray = weight / weight.sum()
    return found


def _around_tet(days: Moments, worked: np.ndarray, month: Numbers) -> np.ndarray:
    """A third comes in the week before Tết and the four days after; then those who waited."""
    factor = np.ones(len(days))
    off = ~worked & (month < 2)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], off.astype(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= TET_RUN:
            factor[max(0, start - 7) : start] = 0.4
            factor[start:end] = 0.15
            factor[end : end + 4] = 0.35
            factor[end + 4 : end + 14] = 1.2
    return factor


def online_share(days: Moments) -> np.ndarray:
    """How many file online, by year."""
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    unique, where = np.unique(years, return_inverse=True)
    found: np.ndarray = np.array([_ONLINE.get(int(year), 0.8 if year > 2026 else 0.04) for year in unique])[where]
    return found


def postal_share() -> float:
    """How many send their papers by post."""
    return _POSTAL


def moments(rng: np.random.Generator, tables: Tables, days: Moments, at_counter: np.ndarray) -> Moments:
    """A minute of each day: in the hours of the counter where they came there, else in the hours of the evening too."""
    pick = rng.random(len(days))
    minute = np.where(at_counter, np.searchsorted(_hours("counter"), pick), np.searchsorted(_hours("online"), pick))
    at = days.astype("datetime64[m]") + minute
    return np.where(at_counter, tables.add_working_minutes(at, np.zeros(len(at), dtype=np.int64)), at)

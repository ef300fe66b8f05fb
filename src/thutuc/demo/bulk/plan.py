"""Who files what, where and when: one row of arrays for each dossier, drawn at once so that codes can be numbered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from thutuc.catalogue.rules.terms import Channel, Level
from thutuc.demo.bulk import seasons
from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.demo.bulk.ground import CHANNELS, Edition, Ground, candidates
from thutuc.organisations.rules.kinds import AgencyKind
from thutuc.worktime.rules.bulk import Tables, tables

DIRECT, ONLINE, POSTAL = (CHANNELS.index(channel) for channel in (Channel.DIRECT, Channel.ONLINE, Channel.POSTAL))
SCHOOL_RUSH = 5.0
MORE_WORK = 6.0
"""How much more comes to an agency that is favoured."""
AT_THE_TOP = 0.2
"""How many go to the higher level where a procedure has two."""
ELSEWHERE = 0.03
"""How many are helped at another place than their own since boundaries do not bind."""
UNBOUND_SINCE = date(2025, 7, 1)
PARTNER_KINDS = frozenset({AgencyKind.DEPARTMENT, AgencyKind.DEPT_JUSTICE, AgencyKind.DEPT_HOME})
"""Who is asked for an opinion."""


@dataclass
class Plan:
    """One entry a dossier, in the order of submission."""

    submitted: Moments
    variant: Numbers
    agency: Numbers
    received_by: Numbers
    helped_by: Numbers
    """0 where nobody else helped."""
    channel: Numbers
    calendar: Numbers
    """The calendar of the deciding agency, by number in `clocks`."""
    counter_calendar: Numbers
    """That of the reception unit."""
    level: Numbers
    clocks: list[Tables]
    end: np.datetime64
    """Nothing is told of what comes after it."""

    def __len__(self) -> int:
        return len(self.submitted)

    def part(self, rows: slice) -> "Plan":
        """Some of it."""
        return replace(self, **{name: getattr(self, name)[rows] for name in COLUMNS})


COLUMNS = (
    *("submitted", "variant", "agency", "received_by", "helped_by", "channel", "calendar", "counter_calendar", "level"),
)


@dataclass(frozen=True)
class _Stretch:
    """Days between two changes of the list or of the agencies."""

    start: date
    editions: tuple[Edition, ...]


def draw(ground: Ground, count: int, days: Moments, end: np.datetime64, rng: np.random.Generator) -> Plan:
    """The whole past as a plan."""
    own, clocks = _clocks(ground)
    province = tables(ground.calendars[None])
    counts = rng.multinomial(count, seasons.day_weights(province, days))
    day = np.repeat(days, counts)
    blank = {name: np.zeros(count, dtype=np.int64) for name in COLUMNS[1:]}
    plan = Plan(submitted=day.astype("datetime64[m]"), clocks=clocks, end=end, **blank)
    for stretch, rows, school in _stretches(ground, day):
        _fill(ground, plan, stretch, rows, rng, rush=SCHOOL_RUSH if school else 1.0)
    at_counter = plan.channel == DIRECT
    plan.submitted = np.minimum(seasons.moments(rng, province, day, at_counter), end)
    plan.calendar, plan.counter_calendar = own[plan.agency], own[plan.received_by]
    order = np.argsort(plan.submitted, kind="stable")
    for name in COLUMNS:
        setattr(plan, name, getattr(plan, name)[order])
    return plan


def _clocks(ground: Ground) -> tuple[Numbers, list[Tables]]:
    """Agencies share few calendars: the number of each agency's, and what they are."""
    numbers: dict[int, int] = {}
    own = np.zeros(max(ground.bodies) + 1, dtype=np.int64)
    clocks: list[Tables] = []
    for body in ground.bodies:
        calendar = ground.calendars[body]
        if id(calendar) not in numbers:
            numbers[id(calendar)] = len(clocks)
            clocks.append(tables(calendar))
        own[body] = numbers[id(calendar)]
    return own, clocks


def _stretches(ground: Ground, day: Moments) -> Iterator[tuple[_Stretch, Numbers, bool]]:
    """Every stretch with its rows, apart for the weeks when schools take in."""
    changes = {each.start for each in ground.editions} | {each.end for each in ground.editions}
    changes |= {body.start for body in ground.bodies.values()} | {body.end for body in ground.bodies.values()}
    edges = np.array(sorted(changes), dtype="datetime64[D]")
    where = np.searchsorted(edges, day, side="right")
    school = np.isin(day.astype("datetime64[M]").astype(np.int64) % 12 + 1, seasons.SCHOOL_MONTHS)
    for number in np.unique(where):
        start = edges[number - 1].item() if number else edges[0].item() - timedelta(days=1)
        stretch = _Stretch(start, tuple(each for each in ground.editions if each.start <= start < each.end))
        for rush in (False, True):
            rows = np.flatnonzero((where == number) & (school == rush))
            if len(rows):
                yield stretch, rows, rush


def _fill(
    ground: Ground, plan: Plan, stretch: _Stretch, rows: Numbers, rng: np.random.Generator, *, rush: float
) -> None:
    if not stretch.editions:
        stretch = _Stretch(min(each.start for each in ground.editions), tuple(ground.editions))
    weights = np.array([each.weight * (rush if each.is_school else 1.0) for each in stretch.editions])
    cut = np.cumsum(weights) / weights.sum()
    chosen = np.searchsorted(cut, rng.random(len(rows)))
    top = rng.random(len(rows)) < AT_THE_TOP
    wanted = _wanted_channels(plan.submitted[rows], rng)
    luck = rng.random((4, len(rows)))
    for number in np.unique(chosen):
        edition = stretch.editions[number]
        here = chosen == number
        for high in (True, False):
            mine = np.flatnonzero(here & (top == high)) if len(edition.levels) > 1 else np.flatnonzero(here & high)
            if len(mine):
                level = edition.levels[0] if high else edition.levels[-1]
                _place(ground, plan, stretch.start, edition, level, rows[mine], wanted[mine], luck[:, mine])


def _wanted_channels(days: Moments, rng: np.random.Generator) -> Numbers:
    pick = rng.random(len(days))
    online = seasons.online_share(days)
    return np.where(pick < online, ONLINE, np.where(pick > 1 - seasons.postal_share(), POSTAL, DIRECT))


def _place(
    ground: Ground,
    plan: Plan,
    on: date,
    edition: Edition,
    level: Level,
    rows: Numbers,
    wanted: Numbers,
    luck: np.ndarray,
) -> None:
    """Agency, counter, channel, case of the dossiers of one version at one level."""
    agencies = np.array(candidates(ground, edition, level, on) or list(ground.bodies)[:1])
    more = np.where(np.isin(agencies, list(ground.favoured)), MORE_WORK, 1.0)
    sizes = np.cumsum(((agencies * 7919) % 13 + 4.0) ** 1.5 * more)
    plan.agency[rows] = agencies[np.searchsorted(sizes / sizes[-1], luck[0])]
    counters = {each: ground.received_at(ground.bodies[each], on) for each in agencies.tolist()}
    places = np.array([counters[each] for each in agencies.tolist()])
    plan.received_by[rows] = [counters[each] for each in plan.agency[rows].tolist()]
    elsewhere = (luck[1] < ELSEWHERE) & (on >= UNBOUND_SINCE) & (len(places) > 1)
    other = places[(luck[2] * len(places)).astype(np.int64)]
    plan.helped_by[rows] = np.where(elsewhere & (other != plan.received_by[rows]), other, 0)
    plan.level[rows] = list(Level).index(level)
    for number, channel in enumerate(CHANNELS):
        mine = wanted == number
        if not mine.any():
            continue
        offered = channel if channel in edition.variants else Channel.DIRECT
        variants = np.array(edition.variants[offered])
        share = np.cumsum(1 / (np.arange(len(variants)) + 1.0) ** 1.5)
        plan.variant[rows[mine]] = variants[np.searchsorted(share / share[-1], luck[3][mine])]
        plan.channel[rows[mine]] = CHANNELS.index(offered)

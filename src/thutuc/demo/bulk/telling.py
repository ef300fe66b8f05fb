"""What happens to a batch of dossiers: every move with its moment, the pauses, what is due."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import cache

import numpy as np

from thutuc.demo.bulk import intake, lives
from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.demo.bulk.ground import Variant
from thutuc.demo.bulk.plan import DIRECT, Plan
from thutuc.demo.bulk.waiting import by_calendar, waited, worked
from thutuc.dossiers.rules.terms import Clock, SupplementPolicy
from thutuc.worktime.rules import Limit
from thutuc.worktime.rules.bulk import Stretches, Tables

NAT = np.datetime64("NaT", "m")
POLICIES = tuple(SupplementPolicy)
WITHOUT_A_LIMIT = 10 * 8 * 60
"""Working minutes that a dossier takes whose procedure names no limit."""
APOLOGY_AT = 0.97
PULLED = 0.6
"""How many of the late are apologised for."""
FAR_AHEAD = 2_000
EXTENDED = 3


@dataclass(frozen=True)
class Kind:
    """One row of the table of moves as it occurs in lives."""

    code: str
    source: str
    target: str


@cache
def kinds() -> dict[Kind, int]:
    """Every kind of event that lives have, numbered."""
    every = [lives.SUBMIT]
    for submitted in (False, True):
        every += [step for life in lives.intakes(submitted=submitted) for step in life.steps]
    for policy in POLICIES:
        every += [step for life in lives.courses(policy.value) for step in life.steps]
    return {kind: number for number, kind in enumerate(dict.fromkeys(map(_kind, every)))}


def _kind(step: lives.Step) -> Kind:
    return Kind(step.move.code, step.source.value, step.target.value)


@dataclass
class Batch:
    """The dossiers first..last of the plan with what was drawn for them; rows are counted from 0 within it."""

    first: int
    plan: Plan
    accepted: Moments
    intake_life: Numbers
    intake_at: Moments
    late: np.ndarray
    """How likely each is to be late."""
    asked: np.ndarray
    """How often papers are asked for, as a factor."""
    until: np.datetime64
    cutoff: Numbers
    """The minute of the day until which a limit within the day ends on it."""
    cut: Numbers
    """After how many moves it lies still."""
    answer_due: Moments
    """By when whoever filed from afar has to hear a first answer; NaT where no law says so."""
    item: Numbers
    """The paper of the list that is asked for, where that was planted; else 0."""
    demanded: np.ndarray
    """Whether its officer asks for a paper beyond the list."""
    partner: Numbers
    """The agency that is asked for its opinion, where one is; `answerer` is who answers there."""
    answerer: Numbers
    silent: np.ndarray
    """Whether that agency never answers."""
    asks: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    appointed: Moments = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    course: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    pace: np.ndarray = field(default_factory=lambda: np.zeros(0))
    due: Moments = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    """What is due at first; `due_after` once a pause has ended, `extended` once a sector law was used."""
    due_after: Moments = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    pause_start: Moments = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    pause_end: Moments = field(default_factory=lambda: np.zeros(0, dtype="datetime64[m]"))
    restarts: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    extra: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.plan)


@dataclass(frozen=True)
class Events:
    """Every move of a batch in the order of dossiers and numbers."""

    row: Numbers
    number: Numbers
    kind: Numbers
    at: Moments
    last: np.ndarray
    """Whether it is the last one of its dossier."""


def tell(batch: Batch, variants: list[Variant], rng: np.random.Generator) -> Events:
    """Draw the lives of a batch."""
    count = len(batch)
    for name in ("due", "due_after", "pause_start", "pause_end"):
        setattr(batch, name, np.full(count, NAT))
    batch.restarts, batch.extra = np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
    accepted = np.flatnonzero(~np.isnat(batch.accepted))
    _first_due(batch, variants, accepted)
    _choose(batch, variants, rng)
    policies = np.array([POLICIES.index(variant.policy) for variant in variants])[batch.plan.variant]
    found = list(_intake_events(batch))
    budget = _budget(batch)
    for policy in np.unique(policies[accepted]):
        told = lives.courses(POLICIES[policy].value)
        for number in np.unique(batch.course[accepted]):
            rows = accepted[(batch.course[accepted] == number) & (policies[accepted] == policy)]
            if len(rows):
                at = _moments(batch, rows, told[number], budget[rows], rng)
                at[np.arange(at.shape[1]) >= batch.cut[rows][:, None]] = NAT
                found.append(_course_events(batch, rows, told[number], at))
                runs_on = POLICIES[policy] is SupplementPolicy.NONE
                _note_pauses(batch, rows, told[number], np.where(at <= batch.until, at, NAT), runs_on=runs_on)
    _last_due(batch, variants)
    return _sorted(found)


# -- what is due ---


def limits(batch: Batch, variants: list[Variant], rows: Numbers) -> list[tuple[Limit, Numbers]]:
    """(limit, places in `rows`) for each limit that occurs."""
    order: dict[Limit, list[int]] = {}
    for number in np.unique(batch.plan.variant[rows]):
        limit = variants[number].limit
        if limit is not None:
            order.setdefault(limit, []).append(number)
    return [(limit, np.flatnonzero(np.isin(batch.plan.variant[rows], own))) for limit, own in order.items()]


def _alike(
    batch: Batch, variants: list[Variant], rows: Numbers
) -> Iterator[tuple[Tables, Limit, time | None, Numbers]]:
    """(calendar, limit, cut-off of a limit within the day, rows) of dossiers whose clocks count alike."""
    for limit, mine in limits(batch, variants, rows):
        for tables, here in by_calendar(batch.plan, rows[mine]):
            own = rows[mine][here]
            for minutes in np.unique(batch.cutoff[own]):
                until = time(int(minutes) // 60, int(minutes) % 60)
                yield tables, limit, until, own[batch.cutoff[own] == minutes]


def _first_due(batch: Batch, variants: list[Variant], rows: Numbers) -> None:
    for tables, limit, until, at in _alike(batch, variants, rows):
        batch.due[at] = tables.due_at(batch.accepted[at], limit, same_day_until=until)


def _last_due(batch: Batch, variants: list[Variant]) -> None:
    """After a pause has ended, or with what a sector law added."""
    batch.due_after = batch.due.copy()
    changed = np.flatnonzero((~np.isnat(batch.pause_end) | (batch.extra > 0)) & ~np.isnat(batch.due))
    for tables, limit, until, rows in _alike(batch, variants, changed):
        for more in np.unique(batch.extra[rows]):
            at = rows[batch.extra[rows] == more]
            longer = Limit(limit.amount + int(more), limit.unit) if more else limit
            ended = batch.pause_end[at]
            started = np.where(np.isnat(ended), NAT, batch.pause_start[at])
            stretches = Stretches(started, ended, batch.restarts[at])
            due = tables.due_at(batch.accepted[at], longer, same_day_until=until, pauses=[stretches])
            batch.due_after[at] = due


def _budget(batch: Batch) -> np.ndarray:
    """Working minutes between the acceptance and the due moment, times the pace of each."""
    count = len(batch)
    minutes = np.full(count, WITHOUT_A_LIMIT, dtype=np.int64)
    dated = np.flatnonzero(~np.isnat(batch.due))
    for tables, here in by_calendar(batch.plan, dated):
        at = dated[here]
        minutes[at] = tables.working_minutes(batch.accepted[at], batch.due[at])
    found: np.ndarray = np.maximum(minutes, 30).astype(float)
    return found


# -- which life ---


def _choose(batch: Batch, variants: list[Variant], rng: np.random.Generator) -> None:
    count = len(batch)
    shares = np.array([share for share, _kind, _codes in lives.COURSES])
    marks = np.array([kind for _share, kind, _codes in lives.COURSES])
    quick = np.array([v.limit is not None and v.limit.unit == "same_day" for v in variants])[batch.plan.variant]
    costs = np.array([variant.costs for variant in variants])[batch.plan.variant]
    pick = rng.random(count)
    course = np.searchsorted(np.cumsum(shares) / shares.sum(), pick)
    plain = np.flatnonzero(marks == "plain")[:3]
    asked = np.flatnonzero(marks == "supplement")[0]
    course = np.where(rng.random(count) < shares[asked] * (batch.asked - 1), asked, course)
    simple = quick & np.isin(marks[course], ("consult", "costs", "supplement")) & (batch.asked <= 1)
    endless = np.array([variant.limit is None for variant in variants])[batch.plan.variant]
    simple |= (~costs & (marks[course] == "costs")) | ((quick | endless) & (marks[course] == "extend"))
    course = np.where(simple, plain[rng.integers(0, 3, count)], course)
    course = np.where(quick & (rng.random(count) < 0.85), np.flatnonzero(marks == "at_once")[0], course)
    is_late = rng.random(count) < batch.late
    pulled = is_late & np.isin(marks[course], ("plain", "consult")) & (rng.random(count) < PULLED) & ~quick & ~endless
    late = np.flatnonzero(marks == "late")
    batch.course = np.where(pulled, late[rng.integers(0, len(late), count)], course)
    slow = 1.05 + rng.gamma(1.1, 0.35, count)
    batch.pace = np.where(is_late, slow, 0.1 + 0.83 * rng.beta(2.6, 1.9, count))


# -- events ---


def _intake_events(batch: Batch) -> list[tuple[Numbers, Numbers, Numbers, Moments]]:
    found = []
    afar = batch.plan.channel != DIRECT
    for number in range(len(lives.INTAKES)):
        for submitted in (False, True):
            rows = np.flatnonzero((batch.intake_life == number) & (afar == submitted))
            for place, step in enumerate(intake.steps_of(number, submitted=submitted)):
                at = batch.intake_at[rows, place]
                there = ~np.isnat(at)
                size = int(there.sum())
                found.append((rows[there], *_same(size, place + 1, kinds()[_kind(step)]), at[there]))
    return found


def _same(size: int, *values: int) -> list[Numbers]:
    return [np.full(size, value, dtype=np.int64) for value in values]


def _course_events(
    batch: Batch, rows: Numbers, life: lives.Life, at: Moments
) -> tuple[Numbers, Numbers, Numbers, Moments]:
    there = at <= batch.until
    before = (~np.isnat(batch.intake_at[rows])).sum(axis=1)
    numbers = before[:, None] + 1 + np.arange(len(life.steps))
    kind = np.broadcast_to(np.array([kinds()[_kind(step)] for step in life.steps]), at.shape)
    owner = np.broadcast_to(rows[:, None], at.shape)
    return owner[there], numbers[there], kind[there], at[there]


def _moments(batch: Batch, rows: Numbers, life: lives.Life, budget: np.ndarray, rng: np.random.Generator) -> Moments:
    share = _shares(life, batch.pace[rows], rng) * budget[:, None]
    luck = rng.standard_normal((len(rows), len(life.steps)))
    at = np.full((len(rows), len(life.steps)), NAT)
    now = batch.accepted[rows]
    for place, step in enumerate(life.steps):
        if step.on_clock:
            now = worked(batch.plan, rows, now, share[:, place])
        else:
            days = np.minimum(step.wait * np.exp(luck[:, place] * 0.8), FAR_AHEAD)
            now = waited(batch.plan, rows, now, days, at_work=step.move.code not in intake.APPLICANTS)
        at[:, place] = now
    return at


def _shares(life: lives.Life, pace: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each dossier and step the part of the limit that the step takes; a stretch before a restart takes a third."""
    pools = lives.pools(life)
    wished = np.array([step.share for step in life.steps])
    found = wished * rng.gamma(2.0, 0.5, (len(pace), len(wished)))
    for pool in np.unique(pools[pools >= 0]):
        mine = np.flatnonzero(pools == pool)
        total = np.full(len(pace), 0.35) if pool < pools.max() else pace
        for part, size in _around_the_apology(life, mine, total):
            found[:, part] *= (size / found[:, part].sum(axis=1))[:, None]
    return found


def _around_the_apology(life: lives.Life, mine: Numbers, total: np.ndarray) -> list[tuple[Numbers, np.ndarray]]:
    """An apology is written just before the due moment."""
    told = life.places("apologise")
    if not told:
        return [(mine, total)]
    before, after = mine[mine <= told[0]], mine[mine > told[0]]
    return [(before, np.full(len(total), APOLOGY_AT)), (after, np.maximum(total - APOLOGY_AT, 0.05))]


def _note_pauses(batch: Batch, rows: Numbers, life: lives.Life, at: Moments, *, runs_on: bool) -> None:
    """`runs_on`: a request for papers does not stop the clock."""
    for place, step in enumerate(life.steps):
        if runs_on and step.move.code in {"request_supplement", "accept_supplement"}:
            continue
        if step.move.clock is Clock.PAUSE:
            batch.pause_start[rows] = at[:, place]
        if step.move.clock in (Clock.RESUME, Clock.RESTART):
            batch.pause_end[rows] = at[:, place]
            batch.restarts[rows] = (step.move.clock is Clock.RESTART) & ~np.isnat(at[:, place])
        if step.move.code == "extend":
            batch.extra[rows] = np.where(np.isnat(at[:, place]), 0, EXTENDED)


def _sorted(found: list[tuple[Numbers, Numbers, Numbers, Moments]]) -> Events:
    row, number, kind, at = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((number, row))
    row, number, kind, at = row[order], number[order], kind[order], at[order]
    last = np.ones(len(row), dtype=bool)
    last[:-1] = row[1:] != row[:-1]
    return Events(row, number, kind, at, last)

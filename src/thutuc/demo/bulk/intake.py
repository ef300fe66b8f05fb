"""From filing to acceptance, for every dossier at once: codes can only be numbered when all acceptances are known."""

from dataclasses import dataclass

import numpy as np

from thutuc.demo.bulk import lives
from thutuc.demo.bulk.binary import Moments, Numbers
from thutuc.demo.bulk.plan import DIRECT, Plan
from thutuc.demo.bulk.waiting import waited

LONGEST = 4
APPLICANTS = frozenset({"send_again", "withdraw", "send_supplement", "request_withdrawal", "submit"})
"""Moves of the citizen: at any hour where they are made from afar."""


@dataclass(frozen=True)
class Intakes:
    """For each dossier the way to its acceptance and when each of its moves was; NaT after the end of the telling."""

    life: Numbers
    at: Moments
    accepted: Moments

    def numbers(self) -> Numbers:
        """How many moves there were until the acceptance."""
        found: Numbers = (~np.isnat(self.at)).sum(axis=1)
        return found


def steps_of(number: int, *, submitted: bool) -> tuple[lives.Step, ...]:
    """The moves of an intake; what came from afar was submitted first."""
    told = lives.intakes(submitted=submitted)[number].steps
    return (lives.SUBMIT, *told) if submitted else told


def draw(plan: Plan, rng: np.random.Generator, guided: np.ndarray) -> Intakes:
    """`guided` multiplies how often a dossier is asked to be completed first."""
    count = len(plan)
    life = _choose(rng, guided, count)
    at = np.full((count, LONGEST), np.datetime64("NaT"), dtype="datetime64[m]")
    accepted = np.full(count, np.datetime64("NaT"), dtype="datetime64[m]")
    afar = plan.channel != DIRECT
    luck = rng.standard_normal((count, LONGEST))
    for number in range(len(lives.INTAKES)):
        for submitted in (False, True):
            rows = np.flatnonzero((life == number) & (afar == submitted))
            _tell(plan, at, accepted, rows, steps_of(number, submitted=submitted), luck)
    at[at > plan.end] = np.datetime64("NaT")
    accepted[accepted > plan.end] = np.datetime64("NaT")
    return Intakes(life, at, accepted)


def _choose(rng: np.random.Generator, guided: np.ndarray, count: int) -> Numbers:
    shares = np.array([share for share, _codes in lives.INTAKES])
    guide = next(number for number, (_share, codes) in enumerate(lives.INTAKES) if codes.startswith("guide send"))
    pick = rng.random(count)
    life = np.searchsorted(np.cumsum(shares) / shares.sum(), pick)
    more = rng.random(count) < shares[guide] * (guided - 1)
    return np.where(more, guide, life)


def _tell(
    plan: Plan,
    at: Moments,
    accepted: Moments,
    rows: Numbers,
    steps: tuple[lives.Step, ...],
    luck: np.ndarray,
) -> None:
    now = plan.submitted[rows]
    for place, step in enumerate(steps):
        if place:
            days = step.wait * np.exp(luck[rows, place] * 0.7)
            officers = step.move.code not in APPLICANTS
            now = waited(plan, rows, now, days, at_work=officers)
        at[rows, place] = now
        if step.move.code == "accept":
            accepted[rows] = now

"""The lives a dossier may lead: moves in order, lawful by the table of moves, with what each waits for.

What waits on the clock takes its share of the time limit; what waits for the citizen, a stop or the collection of a
result takes days of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.states import DossierMove, Hands
from thutuc.dossiers.rules.terms import Clock, DossierState

SHARES = {
    "hand_over": 0.3, "assign": 0.7, "take": 0.9, "reassign": 1.5, "redirect": 0.6, "consult": 1.2, "conclude": 4.0,
    "request_supplement": 1.2, "require_duty": 3.0, "suspend": 2.0, "submit_for_review": 4.5,
    "submit_for_signature": 4.5, "sign": 1.0, "issue": 0.5, "record_result": 6.0, "send_back": 0.8, "recall": 0.3,
    "request_withdrawal": 2.0, "grant_withdrawal": 0.8, "decline_withdrawal": 0.8, "terminate": 3.0, "extend": 2.0,
    "apologise": 1.0, "settle_at_once": 2.0,
}  # fmt: skip
"""How much of the time on the clock each move waits for."""
WAITS = {
    "accept": 0.03, "guide": 0.04, "refuse": 0.05, "require_fee": 0.04, "send_again": 3.0, "settle_fee": 1.5,
    "lapse": 35.0, "withdraw": 2.0, "send_supplement": 4.5, "accept_supplement": 0.2, "restart": 0.2,
    "finish_duty": 13.0, "resume": 22.0, "terminate": 40.0, "grant_withdrawal": 1.0, "deliver": 1.3, "reopen": 1.0,
    "correct_result": 12.0,
}  # fmt: skip
"""Days that a move waits for where no limit runs, in the middle."""
INTAKES = (
    (0.925, "accept"),
    (0.045, "guide send_again accept"),
    (0.008, "require_fee settle_fee accept"),
    (0.012, "refuse"),
    (0.006, "guide lapse"),
    (0.004, "withdraw"),
)
_END = "sign issue deliver"
COURSES = (
    (0.30, "plain", f"hand_over assign submit_for_signature {_END}"),
    (0.25, "plain", f"hand_over take submit_for_signature {_END}"),
    (0.19, "plain", f"hand_over assign submit_for_review submit_for_signature {_END}"),
    (0.04, "plain", "hand_over take record_result deliver"),
    (0.02, "plain", f"hand_over assign submit_for_signature send_back submit_for_signature {_END}"),
    (0.01, "plain", f"hand_over assign reassign submit_for_signature {_END}"),
    (0.004, "plain", f"hand_over take submit_for_signature recall submit_for_signature {_END}"),
    (0.004, "extend", f"hand_over assign extend submit_for_signature {_END}"),
    (0.002, "plain", f"hand_over assign submit_for_signature sign issue reopen submit_for_signature {_END}"),
    (0.002, "plain", f"hand_over take submit_for_signature {_END} correct_result"),
    (0.045, "consult", f"hand_over assign consult conclude submit_for_review submit_for_signature {_END}"),
    (0.008, "consult", f"hand_over take consult conclude submit_for_signature {_END}"),
    (0.05, "supplement", f"hand_over assign request_supplement send_supplement RETURN submit_for_signature {_END}"),
    (0.004, "supplement", "hand_over assign request_supplement terminate"),
    (0.002, "supplement", "hand_over assign request_supplement grant_withdrawal"),
    (0.022, "costs", f"hand_over assign require_duty finish_duty submit_for_signature {_END}"),
    (0.006, "plain", f"hand_over assign suspend resume submit_for_signature {_END}"),
    (0.002, "plain", "hand_over assign suspend terminate"),
    (0.008, "plain", "hand_over assign request_withdrawal grant_withdrawal"),
    (0.003, "plain", f"hand_over assign request_withdrawal decline_withdrawal submit_for_signature {_END}"),
    (0.003, "plain", "hand_over assign terminate"),
    (0.002, "plain", "grant_withdrawal"),
    (0.0, "at_once", "settle_at_once deliver"),
    (0.0, "late", f"hand_over assign apologise submit_for_signature {_END}"),
    (0.0, "late", f"hand_over take apologise submit_for_review submit_for_signature {_END}"),
    (0.0, "late", f"hand_over assign consult conclude apologise submit_for_signature {_END}"),
)
RETURNS = {"restart": "restart hand_over assign", "pause": "accept_supplement", "none": "accept_supplement"}


@dataclass(frozen=True)
class Step:
    """One move of a life: where it leads, what it waits for."""

    move: DossierMove
    source: DossierState
    target: DossierState
    on_clock: bool
    share: float
    wait: float


@dataclass(frozen=True)
class Life:
    """Moves in order. `kind` says for whom it is: see COURSES."""

    kind: str
    steps: tuple[Step, ...]

    def places(self, code: str) -> list[int]:
        """Where a move stands in it."""
        return [number for number, step in enumerate(self.steps) if step.move.code == code]


def _told(codes: Sequence[str], start: DossierState, kind: str) -> Life:
    """The steps of the codes, each lawful where it stands; KeyError when the table knows no such move."""
    steps, state, left = [], start, ""
    for code in codes:
        move = states.move_of(code, state=state)
        target = states.target(code, hands=Hands(state, frozenset(), frozenset(), return_state=left))
        left = state.value if target is DossierState.WITHDRAW_REQUESTED else left
        on_clock = state in states.RUNNING or state is DossierState.WITHDRAW_REQUESTED
        steps.append(Step(move, state, target, on_clock, SHARES.get(code, 1.0), WAITS.get(code, 1.0)))
        state = target
    return Life(kind, tuple(steps))


def intakes(*, submitted: bool) -> list[Life]:
    """The ways to the acceptance: filed from afar, or brought to the counter."""
    start = DossierState.SUBMITTED if submitted else DossierState.DRAFT
    return [_told(_possible(codes, submitted=submitted).split(), start, "intake") for _share, codes in INTAKES]


def _possible(codes: str, *, submitted: bool) -> str:
    """At the counter no fee is waited for and nobody withdraws what was never kept."""
    return codes if submitted or codes.split()[0] in {"accept", "guide", "refuse"} else "accept"


SUBMIT = _told(["submit"], DossierState.DRAFT, "intake").steps[0]


def courses(policy: str) -> list[Life]:
    """The ways from the acceptance to the end, in the order of COURSES."""
    return [
        _told(codes.replace("RETURN", RETURNS[policy]).split(), DossierState.ACCEPTED, kind)
        for _share, kind, codes in COURSES
    ]


def pools(life: Life) -> np.ndarray:
    """For each step its stretch of the running clock; a restart begins the next. -1 is off the clock."""
    found, number = [], 0
    for step in life.steps:
        number += step.move.clock is Clock.RESTART
        found.append(number if step.on_clock else -1)
    return np.array(found)

"""What an officer may do next, in the order in which a page offers it: the way forward first, the rest folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from thutuc.dossiers.rules.states import DossierMove
from thutuc.dossiers.rules.terms import SupplementPolicy

FORWARD = (
    *("accept", "send_again", "settle_fee", "hand_over", "assign", "take", "accept_supplement", "restart"),
    *("finish_duty", "resume", "conclude", "submit_for_review", "submit_for_signature", "sign", "issue", "deliver"),
    *("grant_withdrawal", "decline_withdrawal", "request_supplement", "consult", "guide", "refuse", "send_back"),
)
"""The others wait behind «Việc khác»."""


@dataclass(frozen=True)
class Offered:
    """The moves of a page."""

    main: tuple[DossierMove, ...]
    more: tuple[DossierMove, ...]

    @property
    def every(self) -> tuple[DossierMove, ...]:
        return (*self.main, *self.more)


def offered(moves: Sequence[DossierMove], *, policy: SupplementPolicy) -> Offered:
    """The available moves in order. How the clock goes on after a supplement is said by the policy, nobody chooses."""
    never = "accept_supplement" if policy is SupplementPolicy.RESTART else "restart"
    left = [move for move in moves if move.code not in {never, "submit"}]
    main = sorted((move for move in left if move.code in FORWARD), key=lambda move: FORWARD.index(move.code))
    more = tuple(move for move in left if move.code not in FORWARD)
    return Offered(tuple(main), more) if main else Offered(more, ())

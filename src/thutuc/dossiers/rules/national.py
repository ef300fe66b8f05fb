"""What the nation sees of a dossier: ten states, and what it takes as lawful between them (one-stop.md §6.1, §6.2)."""

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.dossiers.rules.terms import NationalState
from thutuc.dossiers.rules.terms import NationalState as N

_NATIONAL = {
    S.SUBMITTED: N.REGISTERED,
    S.INTAKE_SUPPLEMENT: N.SUPPLEMENT_REQUESTED,
    S.INTAKE_FEE: N.FINANCIAL_OBLIGATION,
    S.REJECTED: N.NOT_ACCEPTED,
    S.ACCEPTED: N.ACCEPTED,
    S.ASSIGNED: N.PROCESSING,
    S.IN_PROCESS: N.PROCESSING,
    S.CONSULTING: N.PROCESSING,
    S.AWAIT_REVIEW: N.PROCESSING,
    S.AWAIT_SIGN: N.PROCESSING,
    S.AWAIT_ISSUE: N.PROCESSING,
    S.SUPPLEMENT: N.SUPPLEMENT_REQUESTED,
    S.TAX_DUTY: N.FINANCIAL_OBLIGATION,
    S.SUSPENDED: N.STOPPED,
    S.WITHDRAW_REQUESTED: N.PROCESSING,
    S.WITHDRAWN: N.WITHDRAWN,
    S.TERMINATED: N.STOPPED,
    S.RESULT_READY: N.COMPLETED,
    S.RETURNED: N.RETURNED,
}


def national(state: S, *, channel: Channel, is_accepted: bool) -> NationalState | None:
    """The national state that this one shows as; None while the nation knows nothing of the dossier.

    A dossier brought to a counter or by post exists for the nation from its acceptance (§6.2, «new direct/post»):
    guidance at the counter, a refusal there and a withdrawal before acceptance are facts of the office alone.
    """
    if state is S.DRAFT or (channel is not Channel.ONLINE and not is_accepted):
        return None
    return _NATIONAL[state]


NATIONAL_MOVES: dict[NationalState | None, frozenset[NationalState]] = {
    None: frozenset({N.REGISTERED, N.ACCEPTED}),
    N.REGISTERED: frozenset({N.ACCEPTED, N.NOT_ACCEPTED, N.SUPPLEMENT_REQUESTED, N.FINANCIAL_OBLIGATION, N.WITHDRAWN}),
    N.ACCEPTED: frozenset(
        {N.PROCESSING, N.SUPPLEMENT_REQUESTED, N.FINANCIAL_OBLIGATION, N.WITHDRAWN, N.STOPPED, N.COMPLETED}
    ),
    N.NOT_ACCEPTED: frozenset(),
    N.PROCESSING: frozenset(
        {N.PROCESSING, N.SUPPLEMENT_REQUESTED, N.FINANCIAL_OBLIGATION, N.WITHDRAWN, N.STOPPED, N.COMPLETED}
    ),
    N.SUPPLEMENT_REQUESTED: frozenset({N.REGISTERED, N.ACCEPTED, N.NOT_ACCEPTED, N.PROCESSING, N.WITHDRAWN, N.STOPPED}),
    N.FINANCIAL_OBLIGATION: frozenset({N.REGISTERED, N.ACCEPTED, N.NOT_ACCEPTED, N.PROCESSING, N.WITHDRAWN, N.STOPPED}),
    N.WITHDRAWN: frozenset(),
    N.STOPPED: frozenset({N.PROCESSING, N.WITHDRAWN, N.STOPPED, N.COMPLETED}),
    N.COMPLETED: frozenset({N.PROCESSING, N.FINANCIAL_OBLIGATION, N.RETURNED}),
    N.RETURNED: frozenset(),
}
"""What the nation takes as lawful (§6.2): every move of the table above projects into it, which a test proves."""

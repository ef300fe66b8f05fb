"""The table of moves: every (state, move, role) triple has its answer, and every move is lawful for the nation."""

import itertools
from datetime import date

import pytest

from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import national, states
from thutuc.dossiers.rules.national import NATIONAL_MOVES
from thutuc.dossiers.rules.states import APPLICANT, MOVES, Hands, applicant
from thutuc.dossiers.rules.terms import Authority, Clock, DossierState, NationalState
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

S = DossierState
RECEPTION, COMPETENT, ELSEWHERE = 1, 2, 3
EVERY_ROLE = (*Role, APPLICANT, states.SYSTEM)
TABLE = {(source, move.code, role) for move in MOVES for source in move.sources for role in move.roles}
"""Read straight from the rows: what may be done, by whom, from where."""


def hands(state: DossierState, **more: object) -> Hands:
    return Hands(state, frozenset({RECEPTION}), frozenset({COMPETENT}), **more)  # type: ignore[arg-type]


def holder_of(role: str, *agencies: int) -> Actor:
    if role == APPLICANT:
        return applicant("k1")
    days = Days(date(2020, 1, 1))
    return Actor(ActorKind.PERSON, "person:7", 7, posts=tuple(HeldPost(role, agency, days) for agency in agencies))


def _roles(role: str, here: Hands) -> frozenset[str]:
    """The house acts for everybody; here its own role is looked at alone."""
    if role == states.SYSTEM:
        assert states.SYSTEM in states.acting_roles(Actor.system("test"), here)
        return frozenset({states.SYSTEM})
    return states.acting_roles(holder_of(role, RECEPTION, COMPETENT), here)


@pytest.mark.parametrize("state", list(S))
def test_every_move_by_every_role_from_every_state_is_answered_by_the_table(state: DossierState) -> None:
    here = hands(state, key="k1")
    for code, role in itertools.product(states.BY_CODE, EVERY_ROLE):
        roles = _roles(role, here)

        objections = states.objections(code, hands=here, roles=roles, person=7, reason="Vì vậy")

        assert (not objections) == ((state, code, role) in TABLE), (state, code, role, objections)


@pytest.mark.parametrize("state", list(S))
def test_the_buttons_are_the_moves_that_would_not_be_refused(state: DossierState) -> None:
    here = hands(state, key="k1", holder=9)
    for role in EVERY_ROLE:
        roles = _roles(role, here)

        offered = {move.code for move in states.available(hands=here, roles=roles, person=7)}

        allowed = {
            code
            for code in states.BY_CODE
            if not states.objections(code, hands=here, roles=roles, person=7, reason="Vì vậy")
        }
        assert offered == allowed, (state, role)


@pytest.mark.parametrize("role", [*Role, APPLICANT])
def test_a_post_counts_only_where_the_dossier_is(role: str) -> None:
    here = hands(S.IN_PROCESS)

    assert not states.acting_roles(holder_of(role, ELSEWHERE), here)


def test_roles_of_the_counter_do_not_count_at_the_competent_agency_nor_the_other_way_round() -> None:
    here = hands(S.IN_PROCESS)

    for role in Role:
        at_reception = states.acting_roles(holder_of(role, RECEPTION), here)
        at_competent = states.acting_roles(holder_of(role, COMPETENT), here)
        assert bool(at_reception) == (role in states.AT_RECEPTION)
        assert bool(at_competent) == (role in states.AT_COMPETENT)


def test_the_proof_of_one_dossier_opens_no_other() -> None:
    here = hands(S.SUPPLEMENT, key="k2")

    assert states.acting_roles(applicant("k1"), here) == frozenset()
    assert states.acting_roles(applicant("k2"), here) == {APPLICANT}
    assert states.acting_roles(Actor.anonymous(), hands(S.SUPPLEMENT)) == frozenset()


def test_a_dossier_of_another_system_has_no_moves_here() -> None:
    for authority in (Authority.MINISTRY, Authority.NATIONAL):
        for state in S:
            here = hands(state, authority=authority)
            assert states.available(hands=here, roles=states.ROLES) == ()
            for code in states.BY_CODE:
                (objection,) = states.objections(code, hands=here, roles=states.ROLES, reason="Vì vậy")
                assert objection.code == "move.mirrored"


def test_only_the_officer_in_whose_hands_it_is_or_a_head_handles_a_dossier() -> None:
    here = hands(S.IN_PROCESS, holder=9)

    for code in ("consult", "request_supplement", "submit_for_review", "submit_for_signature", "require_duty"):
        other = states.objections(code, hands=here, roles={Role.SPECIALIST}, person=7, reason="Vì vậy")
        assert [objection.code for objection in other] == ["move.holder"]
        assert not states.objections(code, hands=here, roles={Role.SPECIALIST}, person=9, reason="Vì vậy")
        assert not states.objections(code, hands=here, roles={Role.UNIT_HEAD}, person=7, reason="Vì vậy")


def test_a_reason_that_the_law_asks_for_cannot_be_left_out() -> None:
    for move in MOVES:
        for source in move.sources:
            found = states.objections(move.code, hands=hands(source), roles=states.ROLES, reason="  ")
            assert ("move.reason" in {objection.code for objection in found}) == move.needs_reason, move.code


def test_every_state_has_a_way_in_and_a_way_out_or_is_final() -> None:
    leaving = {source for move in MOVES for source in move.sources if not move.stays}
    entered = {move.target for move in MOVES if not move.stays}

    assert leaving == set(S) - set(states.FINAL)
    assert entered == set(S) - {S.DRAFT}
    assert set(states.OPEN) | set(states.FINAL) | {S.DRAFT} == set(S)


def _national_ends(move: states.DossierMove, source: DossierState, channel: Channel) -> list[tuple[object, object]]:
    targets = states.AT_UNIT if move.back else (source,) if move.stays else (S(move.target),)
    before = {S.DRAFT, *states.WAITING}
    was = source not in before
    known = national.national(source, channel=channel, is_accepted=was)
    return [
        (known, national.national(target, channel=channel, is_accepted=was or move.clock is Clock.START))
        for target in targets
    ]


@pytest.mark.parametrize("channel", list(Channel))
def test_every_move_is_lawful_on_the_national_level(channel: Channel) -> None:
    for move in MOVES:
        for source in move.sources:
            if source is S.DRAFT and channel is Channel.ONLINE and move.code != "submit":
                continue  # what is filed online is submitted first
            for before, after in _national_ends(move, source, channel):
                assert before == after or after in NATIONAL_MOVES[before], (move.code, source, before, after)


def test_the_nation_never_hears_of_guidance_at_a_counter() -> None:
    for state in (S.SUBMITTED, S.INTAKE_SUPPLEMENT, S.REJECTED):
        assert national.national(state, channel=Channel.DIRECT, is_accepted=False) is None
        assert national.national(state, channel=Channel.ONLINE, is_accepted=False) is not None


def test_a_written_refusal_is_a_result_and_a_refused_intake_is_not() -> None:
    assert national.national(S.RESULT_READY, channel=Channel.DIRECT, is_accepted=True) is NationalState.COMPLETED
    assert national.national(S.REJECTED, channel=Channel.ONLINE, is_accepted=False) is NationalState.NOT_ACCEPTED


def test_what_pauses_the_clock_has_a_move_that_lets_it_run_on_or_ends_it() -> None:
    for move in MOVES:
        if move.clock is Clock.PAUSE:
            ways = {other.clock for other in MOVES if move.target in other.sources and not other.stays}
            assert Clock.RESUME in ways
            assert Clock.END in ways


def test_a_declined_withdrawal_goes_back_to_where_the_dossier_was() -> None:
    for state in states.AT_UNIT:
        asked = hands(S.WITHDRAW_REQUESTED, return_state=state.value)
        assert states.target("decline_withdrawal", hands=asked) is state

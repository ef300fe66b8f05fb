"""Who names a substitute for whom, on which days, and how they sign."""

from dataclasses import replace
from datetime import date

import pytest

from thutuc.accounts.rules import access
from thutuc.accounts.rules import substitutions as rules
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.rules.substitutions import Capacity, CoveredPost, StandIn, Substitute
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

TODAY = date(2026, 11, 25)
ALWAYS = Days(date(2020, 1, 1))
WEEK = Days(date(2026, 11, 25), date(2026, 12, 1))
POST = CoveredPost(1, "person:1", Role.SPECIALIST, 7, ALWAYS)
SIGNER = replace(POST, role=Role.SIGNER)
TOLD = StandIn(date(2026, 11, 25), date(2026, 12, 1), "nghỉ phép")
COLLEAGUE = Substitute(2, True, (ALWAYS,))


def actor(number: int, *posts: HeldPost) -> Actor:
    return Actor(ActorKind.PERSON, f"person:{number}", number, posts=posts)


def post(role: Role, agency: int = 7, stands_for: str = "", capacity: str = "") -> HeldPost:
    return HeldPost(role, agency, ALWAYS, stands_for, capacity)


HOLDER = actor(1, post(Role.SPECIALIST))


def codes(told: StandIn = TOLD, **changes: object) -> list[str]:
    given = {"by": HOLDER, "post": POST, "substitute": COLLEAGUE, "covered": [], "today": TODAY, **changes}
    return [objection.code for objection in rules.objections(told, **given)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (HOLDER, []),
        (Actor.system("test"), []),
        (actor(3, post(Role.UNIT_HEAD)), []),
        (actor(3, post(Role.OFFICE_HEAD)), []),
        (actor(3, post(Role.CENTRE_HEAD)), []),
        (actor(3, post(Role.SYSTEM_ADMIN, 9)), []),
        (actor(3, post(Role.UNIT_HEAD, stands_for="person:4")), []),
        (actor(3, post(Role.UNIT_HEAD, 8)), ["substitution.role"]),
        (actor(3, post(Role.SPECIALIST)), ["substitution.role"]),
        (actor(3, post(Role.CONTROL_OFFICER)), ["substitution.role"]),
        (Actor.anonymous(), ["substitution.role"]),
    ],
)
def test_the_holder_a_head_of_the_agency_and_an_administrator_name_a_substitute(by: Actor, expected: list[str]) -> None:
    assert codes(by=by) == expected


def test_a_substituted_post_is_not_substituted_onward() -> None:
    covering = actor(3, post(Role.UNIT_HEAD), post(Role.SPECIALIST, stands_for="person:1"))

    assert codes(by=covering) == ["substitution.chained"]
    assert codes(by=covering, post=replace(POST, person_id=5, person_key="person:5")) == []


def test_a_head_does_not_hand_out_the_rights_of_an_administrator() -> None:
    keeper = replace(POST, role=Role.SYSTEM_ADMIN)

    assert codes(by=actor(3, post(Role.UNIT_HEAD)), post=keeper) == ["substitution.role"]
    assert codes(post=keeper) == []


def test_nobody_stands_in_for_himself_or_names_himself() -> None:
    assert codes(substitute=replace(COLLEAGUE, person_id=1)) == ["substitution.oneself"]
    assert codes(by=actor(2, post(Role.UNIT_HEAD))) == ["substitution.for_oneself"]


def test_a_substitute_holds_a_post_around_the_agency_on_all_these_days() -> None:
    ends = Days(date(2020, 1, 1), date(2026, 11, 28))
    goes_on = Days(date(2026, 11, 28), date(2027, 1, 1))

    assert codes(substitute=replace(COLLEAGUE, held=())) == ["substitution.stranger"]
    assert codes(substitute=replace(COLLEAGUE, held=(ends,))) == ["substitution.stranger"]
    assert codes(substitute=replace(COLLEAGUE, held=(goes_on, ends))) == []
    assert codes(substitute=replace(COLLEAGUE, is_active=False)) == ["substitution.stranger"]


def test_a_substitute_comes_from_the_agency_from_above_or_from_below() -> None:
    parents = {7: 3, 3: 1, 8: 7, 9: 8, 4: 1}

    assert rules.around(7, parents) == {1, 3, 7, 8, 9}


def test_the_days_lie_in_those_of_the_post_and_have_no_other_substitute() -> None:
    assert codes(post=replace(POST, days=Days(date(2020, 1, 1), date(2026, 11, 30)))) == ["substitution.post"]
    assert codes(post=replace(POST, days=None)) == ["substitution.post"]
    assert codes(covered=[Days(date(2026, 11, 30), date(2026, 12, 5))]) == ["substitution.twice"]
    assert codes(covered=[Days(date(2026, 12, 1), date(2026, 12, 5))]) == []
    assert codes(replace(TOLD, start=date(2026, 11, 24))) == ["substitution.past"]
    assert codes(replace(TOLD, start=date(2026, 11, 24)), by=Actor.system("demo")) == []
    assert codes(replace(TOLD, end=TODAY)) == ["substitution.days"]


def test_who_signs_for_another_says_in_which_capacity_and_delegation_is_in_writing() -> None:
    delegated = replace(TOLD, capacity=Capacity.TUQ)
    paper = {"document_number": "15/UQ-SYT", "decided_on": date(2026, 11, 20)}

    assert codes(post=SIGNER) == ["substitution.capacity"]
    assert codes(replace(TOLD, capacity=Capacity.KT), post=SIGNER) == []
    assert codes(replace(TOLD, capacity=Capacity.KT)) == ["substitution.no_capacity"]
    assert codes(delegated, post=SIGNER) == ["substitution.document"]
    assert codes(replace(delegated, **paper), post=SIGNER) == []
    assert codes(replace(TOLD, document_number="15/UQ-SYT")) == ["substitution.half_document"]
    assert codes(replace(TOLD, reason="  ")) == ["substitution.reason"]


def test_it_ends_earlier_than_said_and_never_in_the_past() -> None:
    def ended(on: date, days: Days | None = WEEK) -> list[str]:
        return [objection.code for objection in rules.end_objections(days, on=on, today=TODAY)]

    assert ended(TODAY) == []
    assert ended(date(2026, 11, 30)) == []
    assert ended(date(2026, 12, 1)) == ["substitution.later"]
    assert ended(date(2026, 11, 24)) == ["substitution.past"]
    assert ended(TODAY, Days(date(2026, 11, 1), TODAY)) == ["substitution.ended"]
    assert ended(TODAY, None) == ["substitution.ended"]


def test_own_posts_come_first_and_who_has_none_covers_nobody() -> None:
    own = post(Role.SPECIALIST)
    covered = HeldPost(Role.SIGNER, 7, WEEK, "person:1", "kt")

    assert access.on([covered, own], TODAY) == (own, covered)
    assert access.on([covered, own], date(2026, 12, 1)) == (own,)
    assert access.on([covered], TODAY) == ()


def test_an_act_knows_for_whom_it_is_done() -> None:
    covered = post(Role.SIGNER, stands_for="person:1", capacity="kt")
    by = actor(2, post(Role.SPECIALIST), covered, post(Role.SPECIALIST, stands_for="person:5"))

    assert by.standing_for(Role.SIGNER, 7) == covered
    assert by.standing_for(Role.SIGNER, 8) is None
    assert by.standing_for(Role.SPECIALIST, 7) is None
    assert by.standing_for(Role.SPECIALIST, 7, "person:5") is not None
    assert by.keys == {"person:1", "person:2", "person:5"}

"""Who gives which role to whom, and what an appointment needs."""

from datetime import date

import pytest

from thutuc.accounts.rules import access, policies
from thutuc.accounts.rules.policies import Appointment
from thutuc.accounts.rules.roles import CONTROL_ROLES, ONE_STOP_ROLES, RECEPTION_ROLES, RETURN_ROLES, Role
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

LIFE = Days(date(2015, 1, 1))
START = date(2026, 1, 1)


def actor(*roles: Role) -> Actor:
    return Actor(ActorKind.PERSON, "person:1", 1, posts=tuple(HeldPost(role, 1, LIFE) for role in roles))


def codes(objections: list) -> list[str]:
    return [objection.code for objection in objections]


def test_every_role_belongs_to_control_to_the_one_stop_or_to_the_system() -> None:
    assert set(Role) == CONTROL_ROLES | ONE_STOP_ROLES | {Role.SYSTEM_ADMIN}
    assert RECEPTION_ROLES | RETURN_ROLES <= ONE_STOP_ROLES


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_gives_any_role_and_a_control_officer_that_of_focal_point(role: Role) -> None:
    assert policies.appoint_objections(actor(Role.SYSTEM_ADMIN), role, person_id=2) == []
    assert policies.appoint_objections(Actor.system("cli"), role, person_id=2) == []
    expected = [] if role is Role.FOCAL_POINT else ["post.role"]
    assert codes(policies.appoint_objections(actor(Role.CONTROL_OFFICER), role, person_id=2)) == expected
    assert codes(policies.appoint_objections(actor(Role.CHAIR), role, person_id=2)) == ["post.role"]


def test_nobody_gives_a_role_to_himself() -> None:
    assert codes(policies.appoint_objections(actor(Role.SYSTEM_ADMIN), Role.CHAIR, person_id=1)) == ["post.oneself"]


def test_only_administrators_keep_accounts() -> None:
    assert policies.keep_people_objections(actor(Role.SYSTEM_ADMIN)) == []
    assert policies.keep_people_objections(Actor.system("cli")) == []
    assert codes(policies.keep_people_objections(actor(Role.CONTROL_OFFICER))) == ["person.role"]


def test_an_appointment_keeps_to_the_days_of_its_agency() -> None:
    ended = Days(date(2015, 1, 1), date(2025, 7, 1))

    told = Appointment(Role.SPECIALIST, START)

    assert policies.appointment_objections(told, agency=LIFE, held=[]) == []
    assert codes(policies.appointment_objections(told, agency=ended, held=[])) == ["post.agency"]
    assert codes(policies.appointment_objections(told, agency=Days(date(2027, 1, 1)), held=[])) == ["post.agency"]


def test_dates_in_the_wrong_order_are_refused_before_anything_else() -> None:
    told = Appointment(Role.FOCAL_POINT, START, START)

    assert codes(policies.appointment_objections(told, agency=LIFE, held=[])) == ["post.days"]


def test_a_role_is_held_once_at_a_time() -> None:
    told = Appointment(Role.CLERK, START, share_of_time=0)

    assert codes(policies.appointment_objections(told, agency=LIFE, held=[Days(date(2025, 1, 1))])) == [
        "post.twice",
        "post.share",
    ]


def test_a_focal_point_is_set_by_a_dated_decision() -> None:
    bare = Appointment(Role.FOCAL_POINT, START)
    full = Appointment(Role.FOCAL_POINT, START, decision_number="12/QĐ-UBND", decided_on=START, share_of_time=30)

    assert codes(policies.appointment_objections(bare, agency=LIFE, held=[])) == [
        "post.decision_number",
        "post.decided_on",
    ]
    assert policies.appointment_objections(full, agency=LIFE, held=[]) == []


def test_a_post_ends_once_after_it_started_and_a_focal_point_with_a_reason() -> None:
    days, day = Days(START, date(2026, 12, 1)), date(2026, 6, 1)

    assert policies.end_objections(days, on=day, role=Role.CLERK, reason="") == []
    assert codes(policies.end_objections(days, on=START, role=Role.CLERK, reason="")) == ["post.end"]
    assert codes(policies.end_objections(days, on=date(2027, 1, 1), role=Role.CLERK, reason="")) == ["post.ended"]
    assert codes(policies.end_objections(days, on=day, role=Role.FOCAL_POINT, reason=" ")) == ["post.reason"]


def test_access_is_what_a_post_and_its_agency_share() -> None:
    post, agency = Days(START), Days(date(2015, 1, 1), date(2026, 7, 1))

    days = access.shared(post, agency)

    assert days == Days(START, date(2026, 7, 1))
    held = HeldPost("clerk", 7, days)
    assert access.on([held], date(2026, 6, 30)) == (held,)
    assert access.on([held], date(2026, 7, 1)) == ()
    assert access.shared(Days(date(2027, 1, 1)), agency) is None


def test_a_role_on_the_command_line_comes_with_its_agency_and_is_known() -> None:
    assert policies.role_objections("", "") == []
    assert policies.role_objections("clerk", "so-y-te") == []
    assert codes(policies.role_objections("clerk", "")) == ["post.half"]
    assert codes(policies.role_objections("vua", "so-y-te")) == ["post.unknown_role"]


def test_a_stranger_gives_no_role() -> None:
    assert policies.appointable(Actor.anonymous()) == frozenset()

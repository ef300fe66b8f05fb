"""Who acts, with which posts, on which day."""

from datetime import date

from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

AN = Actor(
    ActorKind.PERSON,
    "person:7",
    7,
    "Nguyễn Thị An",
    (
        HeldPost("specialist", 1, Days(date(2025, 1, 1), date(2025, 7, 1))),
        HeldPost("clerk", 2, Days(date(2025, 1, 1))),
    ),
)


def test_access_ends_the_day_a_post_ends() -> None:
    assert AN.on(date(2025, 6, 30)).roles == {"specialist", "clerk"}
    assert AN.on(date(2025, 7, 1)).roles == {"clerk"}
    assert AN.on(date(2025, 7, 1)).agency_ids == {2}


def test_a_role_counts_only_in_its_own_agency() -> None:
    assert AN.roles_in(1) == {"specialist"}
    assert AN.roles_in(None) == frozenset()


def test_a_job_and_a_reader_are_told_apart() -> None:
    assert Actor.system("import").is_system
    assert Actor.system("import").key == "system:import"
    assert Actor.anonymous().is_anonymous
    assert not Actor.anonymous().roles

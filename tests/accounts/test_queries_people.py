"""Who sees whom; units without a focal point."""

from datetime import date

import pytest

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts import queries
from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.organisations.rules.kinds import AgencyKind

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def test_officers_see_the_people_of_their_own_agency_and_administrators_everybody() -> None:
    health, justice = agency("so-y-te"), agency("so-tu-phap")
    doctor = factories.officer(Role.SPECIALIST, health, "bacsi@anlac.example")
    colleague = factories.officer(Role.CLERK, health)
    stranger = factories.officer(Role.SIGNER, justice)

    seen = queries.visible_to(queries.actor_of(doctor, on=TODAY))

    assert set(seen) == {doctor, colleague}
    assert stranger in queries.visible_to(factories.actor(Role.SYSTEM_ADMIN, health))
    assert queries.visible_to(Actor.system("cli")).count() == 4
    assert not queries.visible_to(Actor.anonymous()).exists()
    with pytest.raises(NotFound):
        queries.person(queries.actor_of(doctor, on=TODAY), stranger.code)
    assert queries.person(queries.actor_of(doctor, on=TODAY), doctor.code) == doctor


def test_people_are_found_without_marks_and_listed_in_vietnamese_order(django_assert_max_num_queries) -> None:
    office = agency("van-phong")
    for name in ("Đỗ Ánh", "Nguyễn Thị Ân", "Đỗ An", "Nguyễn Thị An"):
        factories.officer(Role.CLERK, office, f"{len(name)}{ord(name[-2])}@anlac.example", full_name=name)

    with django_assert_max_num_queries(3):
        found = list(queries.people(Actor.system("cli"), on=TODAY, text="do"))

    assert [person.full_name for person in found] == ["Đỗ An", "Đỗ Ánh"]
    assert [post.agency for post in found[0].posts_today] == [office]
    assert queries.people(Actor.system("cli"), on=TODAY, role=Role.SIGNER).count() == 0
    assert queries.people(Actor.system("cli"), on=TODAY, role=Role.CLERK).count() == 4


def test_a_unit_is_without_focal_point_before_the_first_and_after_the_last() -> None:
    unit = agency("xa-tan-lap", "UBND xã Tân Lập", AgencyKind.COMMUNE_PC)
    agency("trung-tam", "Trung tâm", AgencyKind.COMMUNE_CENTRE)
    clerk = factories.person()
    factories.post(clerk, Role.FOCAL_POINT, unit, start=date(2026, 1, 1), end=date(2026, 7, 1))

    def without(day: date) -> list[str]:
        return [row.code for row in queries.units_without_focal_point(on=day)]

    assert without(date(2025, 12, 31)) == ["xa-tan-lap"]
    assert without(date(2026, 1, 1)) == []
    assert without(date(2026, 7, 1)) == ["xa-tan-lap"]


def test_posts_are_numbered_in_the_order_of_recording() -> None:
    clerk = factories.officer(Role.CLERK)
    later = factories.post(clerk, Role.SIGNER, agency("so-y-te"), end=date(2021, 1, 1))

    assert queries.post(clerk, 2) == later
    assert [number for number, _post in queries.numbered_posts(clerk)] == [1, 2]
    for wrong in (0, 3):
        with pytest.raises(NotFound):
            queries.post(clerk, wrong)


def test_people_are_named_by_key_for_other_packages() -> None:
    clerk = factories.officer(Role.CLERK)

    assert queries.names_of({clerk.pk}) == {clerk.pk: "Lê clerk"}
    assert queries.names_of(set()) == {}
    assert queries.person_by_email(" CLERK@anlac.example") == clerk
    assert queries.person_by_id(clerk.pk) == clerk
    assert [post.person for post in queries.posts_in(queries.posts_of(clerk)[0].agency_id)] == [clerk]


def test_posts_of_a_day_are_narrowed_by_agency_and_role() -> None:
    health = agency("so-y-te")
    clerk = factories.officer(Role.CLERK, health)
    factories.officer(Role.SIGNER, agency("so-tu-phap"))

    assert [post.person for post in queries.posts(on=TODAY, agency_ids={health.pk})] == [clerk]
    assert [post.person for post in queries.posts(on=TODAY, role=Role.CLERK)] == [clerk]
    assert queries.count_ending(["so-y-te"], on=TODAY) == (1, 1)
    assert str(clerk) == clerk.get_full_name() == "Lê clerk"
    assert clerk.get_short_name() == "clerk"
    assert [clerk.has_perm("x"), clerk.has_perms(["x"]), clerk.has_module_perms("x")] == [False, False, False]

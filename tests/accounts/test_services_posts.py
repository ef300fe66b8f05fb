"""People and posts against the database."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts import queries, services
from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules.policies import Appointment
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.services import NewPerson
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, Refused

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def test_access_ends_the_day_a_post_ends(now: datetime, system: Actor) -> None:
    clerk = factories.officer(Role.CLERK)
    post = queries.posts_of(clerk)[0]

    services.end_post(post=post, on=TODAY, by=system, at=now)

    assert queries.actor_of(clerk, on=date(2026, 11, 24)).roles == {Role.CLERK}
    assert queries.actor_of(clerk, on=TODAY).posts == ()


def test_access_ends_the_day_the_unit_ends() -> None:
    district = agency("ubnd-huyen", end=date(2025, 7, 1))
    clerk = factories.officer(Role.CLERK, district)

    assert queries.actor_of(clerk, on=date(2025, 6, 30)).agency_ids == {district.pk}
    assert queries.actor_of(clerk, on=date(2025, 7, 1)).posts == ()


def test_a_closed_account_is_nobody(now: datetime, system: Actor) -> None:
    clerk = factories.officer(Role.CLERK)

    closed = services.close_person(person=clerk, by=system, at=now)

    assert queries.actor_of(closed, on=TODAY).is_anonymous
    assert not queries.actor_of(services.open_person(person=closed, by=system, at=now), on=TODAY).is_anonymous


def test_the_actor_is_read_with_one_statement(django_assert_num_queries) -> None:
    clerk = factories.officer(Role.CLERK)

    with django_assert_num_queries(1):
        actor = queries.actor_of(clerk, on=TODAY)

    assert actor.key == f"person:{clerk.pk}"
    assert actor.name == "Lê clerk"


def test_a_person_is_added_with_a_lower_case_address_and_one_line(now: datetime, system: Actor) -> None:
    told = NewPerson(" Binh@AnLac.example ", "  Trần   Thị Bình ")

    added = services.add_person(person=told, by=system, at=now)

    assert (added.email, added.full_name) == ("binh@anlac.example", "Trần Thị Bình")
    assert not added.has_usable_password()
    assert [entry.code for entry in journal.of_subject(added)] == ["person.add"]
    assert "binh" not in str(list(journal.of_subject(added).values_list("details", "actor")))


def test_every_fault_of_a_new_person_is_told_at_once(now: datetime, system: Actor) -> None:
    factories.person("an@anlac.example")

    with pytest.raises(Refused) as refused:
        services.add_person(person=NewPerson("AN@anlac.example", " ", password="1234"), by=system, at=now)
    assert [o.field for o in refused.value.objections] == ["full_name", "email", "password"]

    with pytest.raises(Refused):
        services.add_person(person=NewPerson("khong phai thu", "An"), by=system, at=now)
    by = factories.actor(Role.CONTROL_OFFICER)
    with pytest.raises(Refused):
        services.add_person(person=NewPerson("moi@anlac.example", "An"), by=by, at=now)
    assert Person.objects.count() == 2


def test_an_edit_loses_against_an_earlier_one(now: datetime, system: Actor) -> None:
    clerk = factories.person()
    stale = Person.objects.get(pk=clerk.pk)

    services.edit_person(person=clerk, full_name="Nguyễn Văn Ân", phone="", by=system, at=now)

    with pytest.raises(Conflict):
        services.edit_person(person=stale, full_name="Khác", phone="", by=system, at=now)
    assert Person.objects.get(pk=clerk.pk).full_name == "Nguyễn Văn Ân"


def test_a_control_officer_appoints_a_focal_point_and_nothing_else(
    now: datetime, django_assert_max_num_queries
) -> None:
    officer = factories.actor(Role.CONTROL_OFFICER)
    clerk, unit = factories.person(), agency("so-y-te", "Sở Y tế")
    told = Appointment(Role.FOCAL_POINT, TODAY, decision_number="12/QĐ-UBND", decided_on=date(2026, 11, 20))

    with django_assert_max_num_queries(10):
        post = services.appoint(person=clerk, agency_code=unit.code, told=told, by=officer, at=now)

    assert list(queries.focal_points(on=TODAY)) == [post]
    with pytest.raises(Refused):
        services.appoint(person=clerk, agency_code=unit.code, told=Appointment(Role.CHAIR, TODAY), by=officer, at=now)
    with pytest.raises(Refused, match="Chưa có cơ quan"):
        services.appoint(person=clerk, agency_code="khong-co", told=told, by=officer, at=now)


def test_the_same_role_twice_is_refused_by_rule_and_by_table(now: datetime, system: Actor) -> None:
    clerk, unit = factories.person(), agency("so-y-te")
    told = Appointment(Role.CLERK, TODAY)
    services.appoint(person=clerk, agency_code=unit.code, told=told, by=system, at=now)

    with pytest.raises(Refused):
        services.appoint(person=clerk, agency_code=unit.code, told=told, by=system, at=now)
    services.appoint(person=clerk, agency_code=unit.code, told=Appointment(Role.SIGNER, TODAY), by=system, at=now)
    with pytest.raises(IntegrityError, match="accounts_post_once"):
        factories.post(clerk, Role.CLERK, unit)


def test_adding_an_officer_twice_changes_nothing(now: datetime, system: Actor) -> None:
    unit = agency("van-phong")
    told = {"email": "quan.tri@anlac.example", "name": "Quản Trị", "password": factories.PASSWORD}
    post = {"role": "system_admin", "agency_code": unit.code}

    assert services.add_officer(**told, **post, by=system, at=now)
    assert not services.add_officer(**told, **post, by=system, at=now)

    officer = Person.objects.get()
    assert officer.check_password(factories.PASSWORD)
    assert Post.objects.count() == 1
    assert journal.of_subject(officer).count() == 1
    assert not services.add_officer(**told, by=system, at=now)


def test_an_officer_with_half_a_post_is_refused_and_not_added(now: datetime, system: Actor) -> None:
    told = {"email": "quan.tri@anlac.example", "name": "Quản Trị", "password": factories.PASSWORD}

    for post in ({"role": "clerk"}, {"agency_code": "so-y-te"}, {"role": "vua", "agency_code": "so-y-te"}):
        with pytest.raises(Refused):
            services.add_officer(**told, **post, by=system, at=now)
    with pytest.raises(Refused, match="Chưa có cơ quan"):
        services.add_officer(**told, role="clerk", agency_code="khong-co", by=system, at=now)

    assert not Person.objects.exists()


def test_a_person_is_never_deleted() -> None:
    with pytest.raises(Exception, match="Cannot delete"):
        factories.person().delete()


def test_the_last_administrator_stays_until_another_one_is_appointed(now: datetime, system: Actor) -> None:
    first = queries.posts_of(factories.officer(Role.SYSTEM_ADMIN))[0]

    with pytest.raises(Refused) as refused:
        services.end_post(post=first, on=TODAY, by=system, at=now)
    factories.officer(Role.SYSTEM_ADMIN, first.agency, email="thay@anlac.example")
    services.end_post(post=first, on=TODAY, by=system, at=now)

    assert [objection.code for objection in refused.value.objections] == ["post.last_admin"]
    assert queries.posts(on=TODAY, role=Role.SYSTEM_ADMIN).count() == 1

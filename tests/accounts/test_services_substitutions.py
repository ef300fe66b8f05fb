"""Substitutes against the database."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, transaction

from tests.accounts import factories
from tests.organisations.factories import agency
from thutuc.accounts import queries, services
from thutuc.accounts.models import Person, Post, Substitution
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.rules.substitutions import Capacity, StandIn
from thutuc.db.ranges import range_of
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.organisations.models import Agency

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
TOLD = StandIn(TODAY, date(2026, 12, 1), "nghỉ phép", Capacity.KT)


@pytest.fixture
def unit() -> Agency:
    return agency("so-y-te", "Sở Y tế")


@pytest.fixture
def signer(unit: Agency) -> Person:
    return factories.officer(Role.SIGNER, unit, full_name="Trần Ký")


@pytest.fixture
def deputy(unit: Agency) -> Person:
    return factories.officer(Role.SPECIALIST, unit, full_name="Lê Thay")


def post_of(who: Person) -> Post:
    return queries.posts_of(who)[0]


def act(who: Person, on: date = TODAY) -> Actor:
    return queries.actor_of(who, on=on)


def test_a_substitute_may_do_what_the_absent_may_on_those_days_only(
    signer: Person, deputy: Person, unit: Agency, now: datetime, django_assert_max_num_queries: Any
) -> None:
    post, head = post_of(signer), act(signer)
    with django_assert_max_num_queries(10):
        row = services.record_substitution(post=post, substitute=deputy, told=TOLD, by=head, at=now)

    with django_assert_max_num_queries(1):
        by = queries.actor_of(deputy, on=TODAY)
    assert by.roles_in(unit.pk) == {Role.SPECIALIST, Role.SIGNER}
    covered = by.standing_for(Role.SIGNER, unit.pk)
    assert covered is not None
    assert (covered.stands_for, covered.capacity, covered.days.end) == (f"person:{signer.pk}", "kt", date(2026, 12, 1))
    assert by.posts[0].role == Role.SPECIALIST
    assert act(signer).roles == {Role.SIGNER}
    assert act(deputy, date(2026, 11, 24)).roles == {Role.SPECIALIST}
    assert act(deputy, date(2026, 12, 1)).roles == {Role.SPECIALIST}
    line = journal.of_subject(row).get()
    assert (line.code, line.details["absent"], line.details["capacity"]) == (
        "substitution.record",
        f"person:{signer.pk}",
        "kt",
    )
    assert "nghỉ phép" not in str(line.details)


def test_the_rights_end_with_the_post_of_either(signer: Person, deputy: Person, now: datetime, system: Actor) -> None:
    services.record_substitution(post=post_of(signer), substitute=deputy, told=TOLD, by=system, at=now)

    services.end_post(post=post_of(signer), on=date(2026, 11, 27), by=system, at=now)
    assert act(deputy, date(2026, 11, 26)).roles == {Role.SIGNER, Role.SPECIALIST}
    assert act(deputy, date(2026, 11, 27)).roles == {Role.SPECIALIST}

    services.end_post(post=post_of(deputy), on=date(2026, 11, 26), by=system, at=now)
    assert act(deputy, date(2026, 11, 26)).posts == ()


def test_it_is_ended_early_once_and_the_days_are_free_again(
    signer: Person, deputy: Person, now: datetime, system: Actor
) -> None:
    row = services.record_substitution(post=post_of(signer), substitute=deputy, told=TOLD, by=system, at=now)
    stale = Substitution.objects.get(pk=row.pk)

    with pytest.raises(Refused, match="quản trị hệ thống ghi"):
        services.end_substitution(substitution=row, on=TODAY, by=factories.actor(Role.CLERK), at=now)
    with pytest.raises(Refused, match="không giao việc thay"):
        services.end_substitution(substitution=row, on=TODAY, by=act(deputy), at=now)
    ended = services.end_substitution(substitution=row, on=date(2026, 11, 27), reason="về sớm", by=act(signer), at=now)

    assert act(deputy, date(2026, 11, 27)).roles == {Role.SPECIALIST}
    assert ended.ended_by == f"person:{signer.pk}"
    assert Substitution.objects.get(pk=row.pk).planned == range_of(TODAY, date(2026, 12, 1))
    assert journal.of_subject(row).count() == 2
    with pytest.raises(Conflict):
        services.end_substitution(substitution=stale, on=date(2026, 11, 28), by=system, at=now)
    later = StandIn(date(2026, 11, 27), date(2026, 12, 5), "đi công tác", Capacity.KT)
    services.record_substitution(post=post_of(signer), substitute=deputy, told=later, by=system, at=now)


def test_one_that_is_taken_back_before_it_begins_counts_on_no_day(
    signer: Person, deputy: Person, now: datetime, system: Actor
) -> None:
    later = StandIn(date(2026, 11, 27), date(2026, 12, 5), "đi công tác", Capacity.KT)
    row = services.record_substitution(post=post_of(signer), substitute=deputy, told=later, by=system, at=now)

    services.end_substitution(substitution=row, on=TODAY, by=system, at=now)

    assert Substitution.objects.get(pk=row.pk).validity is None
    assert act(deputy, date(2026, 11, 28)).roles == {Role.SPECIALIST}
    services.record_substitution(post=post_of(signer), substitute=deputy, told=later, by=system, at=now)
    with pytest.raises(Refused, match="đã kết thúc"):
        services.end_substitution(substitution=row, on=TODAY, by=system, at=now + timedelta(minutes=1))


def test_the_table_itself_holds_one_substitute_a_day_and_never_changes_what_was_said(
    signer: Person, deputy: Person, now: datetime, system: Actor
) -> None:
    row = services.record_substitution(post=post_of(signer), substitute=deputy, told=TOLD, by=system, at=now)
    with pytest.raises(Refused, match="đã có người thay"):
        services.record_substitution(post=post_of(signer), substitute=deputy, told=TOLD, by=system, at=now)

    row.pk, row.code = None, "khac"
    with pytest.raises(IntegrityError, match="accounts_substitution_once"), transaction.atomic():
        row.save(force_insert=True)
    for change in ({"reason": "khác"}, {"validity": range_of(TODAY, date(2027, 1, 1))}):
        with pytest.raises(Error), transaction.atomic():
            Substitution.objects.update(**change)


def test_whom_one_may_name_comes_from_the_agency_first_and_everybody_sees_their_own(
    signer: Person, deputy: Person, unit: Agency, now: datetime, system: Actor
) -> None:
    stranger = factories.officer(Role.SIGNER, email="xa@anlac.example")
    head = factories.officer(Role.UNIT_HEAD, unit)

    assert [post.person for post in queries.substitutions.candidates(post_of(signer), on=TODAY)] == [deputy, head]
    with pytest.raises(Refused, match="phải giữ một vai trò"):
        services.record_substitution(post=post_of(signer), substitute=stranger, told=TOLD, by=system, at=now)
    assert [post.person for post in queries.substitutions.coverable(act(head), on=TODAY)] == [head, deputy, signer]
    assert [post.person for post in queries.substitutions.coverable(act(deputy), on=TODAY)] == [deputy]

    row = services.record_substitution(post=post_of(signer), substitute=deputy, told=TOLD, by=act(head), at=now)

    assert list(queries.substitutions.substitutions(act(deputy), on=TODAY, mine=True)) == [row]
    assert list(queries.substitutions.substitutions(act(head), on=TODAY, mine=True)) == []
    assert queries.substitutions.substitution(act(head), row.code) == row
    assert queries.substitutions.names_covered(act(deputy))[0][1] == "Trần Ký"
    assert [each.substitute for each in queries.substitutions.standing_in(on=TODAY, absent_ids=[signer.pk])] == [deputy]
    with pytest.raises(NotFound):
        queries.substitutions.substitution(act(stranger), row.code)

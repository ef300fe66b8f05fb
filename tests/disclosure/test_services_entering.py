"""Two hands on the national database: what is owed, who entered, who published, what was corrected."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.accounts.factories import actor, officer
from tests.catalogue import decisions
from tests.catalogue.published import SYSTEM, listed, national
from tests.conftest import NOW
from tests.organisations import factories as organisations
from tests.worktime.factories import load
from thutuc.accounts.queries import actor_of
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services as catalogue
from thutuc.disclosure.models import NationalEntry
from thutuc.disclosure.queries import entries as queries
from thutuc.disclosure.rules.national import EntryKind
from thutuc.disclosure.services import entering
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.web import clock
from thutuc.worktime import queries as worktime
from thutuc.worktime.rules import add_working_days

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def first() -> Actor:
    return actor(Role.CONTROL_OFFICER)


@pytest.fixture
def second() -> Actor:
    agency = organisations.agency("phong-hai")
    return actor_of(officer(Role.CONTROL_OFFICER, agency, email="hai@anlac.example"), on=clock.today())


def codes(refused: Refused) -> list[str]:
    return [each.code for each in refused.objections]


def test_what_was_signed_waits_until_it_is_entered_and_published(first: Actor, second: Actor) -> None:
    listed("1.000001", "Bán hoa")
    national("1.000002", "Bán cây")
    listed("1.000002", "Bán cây")

    load(SYSTEM, NOW)
    (duty,) = queries.entries_due(on=TODAY)
    assert (duty.operation.code, duty.operation.kind, duty.entry) == ("1.000001", EntryKind.PUBLISH, None)
    assert (duty.due_on, duty.is_late(TODAY)) == (date(2026, 12, 2), False)
    entry = entering.enter(duty=duty, entered_on=TODAY, by=first, at=NOW)
    (waiting,) = queries.entries_due(on=TODAY)
    assert waiting.entry == entry

    with pytest.raises(Refused) as alone:
        entering.publish(entry=entry, published_on=TODAY, national_code="1.000001", by=first, at=NOW)
    assert codes(alone.value) == ["entry.two_hands"]
    picture = entering.Picture("man-hinh.png", PNG)
    entering.publish(
        entry=entry,
        published_on=TODAY,
        national_code="1.000001",
        national_date=TODAY,
        picture=picture,
        by=second,
        at=NOW,
    )

    assert queries.entries_due(on=TODAY) == []
    assert queries.entry_of(duty.operation.version) == entry
    assert [use.name for use in queries.evidence([entry])] == ["man-hinh.png"]
    assert [line.code for line in journal.of_subject(entry)] == ["disclosure.enter", "disclosure.publish_entry"]
    with pytest.raises(Refused) as twice:
        entering.enter(duty=duty, entered_on=TODAY, by=first, at=NOW)
    assert codes(twice.value) == ["entry.twice"]


def test_a_wrong_entry_is_taken_back_and_told_anew_by_the_same_hands(first: Actor, second: Actor) -> None:
    version = listed("1.000001", "Bán hoa")
    duty = queries.duty("1.000001", 1, EntryKind.PUBLISH, on=TODAY)
    entry = entering.enter(duty=duty, entered_on=TODAY, by=first, at=NOW)
    entering.publish(entry=entry, published_on=TODAY, national_code="1.000001", by=second, at=NOW)
    with transaction.atomic(), pytest.raises(DatabaseError):
        NationalEntry.objects.filter(pk=entry.pk).update(national_code="1.000002")

    right = entering.Right(TODAY - timedelta(days=1), TODAY, "1.000001", TODAY)
    with pytest.raises(Refused) as silent:
        entering.correct(entry=entry, right=right, reason=" ", by=second, at=NOW)
    assert codes(silent.value) == ["entry.reason"]
    fresh = entering.correct(entry=entry, right=right, reason="Ghi nhầm ngày nhập", by=second, at=NOW)

    entry.refresh_from_db()
    assert (entry.taken_back_by, entry.reason) == (second.key, "Ghi nhầm ngày nhập")
    assert (fresh.entered_by, fresh.published_by, fresh.national_date) == (first.key, second.key, TODAY)
    assert queries.entry_of(version.pk) == fresh
    assert queries.history(fresh) == [entry]


def test_an_abolition_is_owed_while_it_is_public_there(first: Actor) -> None:
    national("1.000001", "Bán hoa")
    version = listed("1.000001", "Bán hoa")
    act = catalogue.Act("decision:2", "2210/QĐ-UBND")
    catalogue.end_version(version=version, ends_on=date(2026, 12, 1), act=act, by=SYSTEM, at=NOW)

    (duty,) = queries.entries_due(on=TODAY)

    assert (duty.operation.kind, duty.operation.basis) == (EntryKind.ABOLISH, "2210/QĐ-UBND")
    entering.enter(duty=duty, entered_on=TODAY, by=first, at=NOW)
    with pytest.raises(NotFound):
        queries.duty("1.000001", 9, EntryKind.PUBLISH, on=TODAY)


def test_days_count_from_the_signature_and_are_fewer_for_the_shortened_procedure() -> None:
    load(SYSTEM, NOW)
    decisions.standing_procedure("1.000001")
    decisions.standing_procedure("1.000002")
    house = decisions.department()
    decisions.signed(house, decisions.amend("1.000001"), number="412/QĐ-UBND")
    decisions.signed(house, decisions.amend("1.000002"), number="413/QĐ-UBND", is_shortened=True)

    duties = {duty.operation.code: duty for duty in queries.entries_due(on=TODAY)}

    signed_on = duties["1.000001"].operation.signed_on
    calendar = worktime.calendar()
    assert duties["1.000001"].due_on == add_working_days(calendar, signed_on, 5)
    assert duties["1.000002"].due_on == add_working_days(calendar, signed_on, 2)

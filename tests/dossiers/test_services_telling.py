"""The applicant is told by e-mail; others only when the mailbox has confirmed it."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.dossiers import kept
from thutuc.dossiers.models import Follower
from thutuc.dossiers.queries import tracking
from thutuc.dossiers.services import following, telling
from thutuc.dossiers.services.following import Mail
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.notifications.models import Message

pytestmark = pytest.mark.django_db
BY, AT = Actor.anonymous(), kept.AT


def test_an_act_is_told_to_each_mailbox_once_and_names_nobody(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dossier = kept.dossier(contact="viet@example.vn", followed=True)
    Follower.objects.create(
        dossier=dossier,
        key="f1",
        address="viet@example.vn",
        state="confirmed",
        confirmed_at=AT,
        asked_at=AT,
        mailed_at=AT,
    )
    Follower.objects.create(
        dossier=dossier,
        key="f2",
        address="hoa@example.vn",
        state="confirmed",
        confirmed_at=AT,
        asked_at=AT,
        mailed_at=AT,
        language="en",
    )
    Follower.objects.create(dossier=dossier, key="f3", address="la@example.vn", asked_at=AT, mailed_at=AT)

    with django_assert_num_queries(1 + 2 * 2):
        told = telling.tell(dossier=dossier, code="accept", due_on=date(2026, 11, 27), by=BY, at=AT)

    first, second = Message.objects.order_by("pk")
    assert told == 2
    assert (first.address, second.address) == ("viet@example.vn", "hoa@example.vn")
    assert first.subject == f"Hồ sơ {kept.CODE}: đã tiếp nhận"
    assert first.basis == "online.status_notice"
    assert "27/11/2026" in first.body
    assert "Thôi nhận thư" not in first.body
    assert second.subject == f"Dossier {kept.CODE}: accepted"
    assert "/en/tra-cuu/nhan-tin/f2/" in second.body
    for message in (first, second):
        assert dossier.owner_name not in message.body
        assert dossier.secret not in message.body


def test_work_inside_the_office_costs_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dossier = kept.dossier()

    with django_assert_num_queries(0):
        assert telling.tell(dossier=dossier, code="submit_for_review", by=BY, at=AT) == 0


def test_a_mailbox_is_asked_first_and_forgotten_when_it_ends() -> None:
    dossier = kept.dossier()
    seen = []

    def ask(hours: int = 0) -> None:
        following.follow(
            dossier=dossier,
            address=" Hoa@example.vn ",
            language="vi",
            write=lambda row: seen.append(row.key) or Mail("Xác nhận", row.key),  # type: ignore[func-returns-value]
            by=BY,
            at=AT + timedelta(hours=hours),
        )

    ask()
    ask()
    assert len(seen) == 1
    ask(hours=1)
    assert len(seen) == 2

    row = following.confirm(follower=Follower.objects.get(), by=BY, at=AT)
    dossier.refresh_from_db()
    assert dossier.followed
    row = following.end(follower=following.confirm(follower=row, by=BY, at=AT), by=BY, at=AT)

    assert (row.state, row.address) == ("ended", "")
    dossier.refresh_from_db()
    assert not dossier.followed
    assert not telling.tell(dossier=dossier, code="accept", by=BY, at=AT)
    assert "hoa" not in str(list(JournalEntry.objects.values_list("details", flat=True)))


def test_a_dossier_has_five_mailboxes_and_no_more() -> None:
    dossier = kept.dossier()
    for number in range(5):
        Follower.objects.create(
            dossier=dossier, key=f"f{number}", address=f"{number}@example.vn", asked_at=AT, mailed_at=AT
        )

    with pytest.raises(Refused):
        following.follow(
            dossier=dossier,
            address="a@example.vn",
            language="vi",
            by=BY,
            at=AT,
            write=lambda row: Mail("", ""),
        )


def test_addresses_are_forgotten_when_nobody_confirmed_them_or_the_dossier_ended_a_month_ago() -> None:
    months_ago = AT - timedelta(days=31)
    ended = kept.dossier(state="rejected", state_since=months_ago)
    running = kept.dossier("H14.16-261112-0383", state_since=months_ago)
    told = {"state": "confirmed", "confirmed_at": AT, "asked_at": AT, "mailed_at": AT}
    over = Follower.objects.create(dossier=ended, key="over", address="a@example.vn", **told)
    live = Follower.objects.create(dossier=running, key="live", address="a@example.vn", **told)
    late = AT - timedelta(days=7)
    silent = Follower.objects.create(dossier=running, key="s", address="b@example.vn", asked_at=late, mailed_at=late)

    assert tracking.followers_to_forget(at=AT) == [over, silent]
    assert live.state == "confirmed"

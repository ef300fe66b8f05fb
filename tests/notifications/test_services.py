"""The outbox: written with the act, sent once after it, forgotten then."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from thutuc.accounts.models import Person
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Refused
from thutuc.notifications import jobs, queries, services
from thutuc.notifications.models import Message
from thutuc.notifications.rules.messages import MOST_ATTEMPTS, Channel, MessageState

pytestmark = pytest.mark.django_db


class Broken:
    """A carrier that never carries."""

    def send(self, message: Message) -> None:
        raise ConnectionRefusedError("an@anlac.example")


def queued(system: Actor, now: datetime, to: Any, **changes: Any) -> Message:
    plain = {
        "kind": "dossiers.accepted",
        "subject": "Đã tiếp nhận hồ sơ",
        "body": "Hồ sơ của ông, bà đã được tiếp nhận.",
        "channel": Channel.EMAIL,
        "by": system,
        "at": now,
    }
    return services.queue(to=to, **{**plain, **changes})


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notifications.send'")
        return int(cursor.fetchone()[0])


def test_an_email_waits_with_its_job_until_the_act_commits(person: Person, system: Actor, now: datetime) -> None:
    message = queued(system, now, person)

    assert (message.state, message.address) == (MessageState.QUEUED, "an@anlac.example")
    assert jobs_waiting() == 1
    assert mail.outbox == []


def test_an_act_that_fails_sends_nothing(person: Person, system: Actor, now: datetime) -> None:
    with transaction.atomic():
        queued(system, now, person)
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert jobs_waiting() == 0


def test_a_message_is_sent_once_and_its_address_forgotten(person: Person, system: Actor, now: datetime) -> None:
    message = queued(system, now, person)

    jobs.send(message.pk)
    jobs.send(message.pk)

    message.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [["an@anlac.example"]]
    assert mail.outbox[0].subject == "Đã tiếp nhận hồ sơ"
    assert (message.state, message.address, message.attempts) == (MessageState.SENT, "", 1)
    assert message.body
    assert message.sent_at


def test_a_secret_text_is_forgotten_once_it_has_left(system: Actor, now: datetime) -> None:
    message = queued(system, now, "an@anlac.example", body="Mã 123456", secret=True)

    jobs.send(message.pk)

    message.refresh_from_db()
    assert message.body == ""
    assert "123456" in mail.outbox[0].body


def test_a_failed_message_waits_and_is_given_up_in_the_end(
    person: Person, system: Actor, now: datetime, settings: Any
) -> None:
    settings.NOTIFICATION_CARRIERS = {"email": f"{__name__}.Broken"}
    message = queued(system, now, person)

    jobs.send(message.pk)
    message.refresh_from_db()
    assert (message.state, message.fault) == (MessageState.QUEUED, "ConnectionRefusedError")
    for _again in range(MOST_ATTEMPTS):
        jobs.send(message.pk)

    message.refresh_from_db()
    assert (message.state, message.address, message.attempts) == (MessageState.GIVEN_UP, "", MOST_ATTEMPTS)
    assert [str(fault)[:10] for fault in queries.doctor_faults(at=now)] == ["1 thông bá"]


def test_a_message_without_an_answer_is_asked_for_again(person: Person, system: Actor, now: datetime) -> None:
    queued(system, now, person)

    assert services.ask_again(at=now) == 0
    assert services.ask_again(at=now + timedelta(minutes=6)) == 1
    assert jobs_waiting() == 2


def test_the_retry_runs_twice_without_harm(person: Person, system: Actor, now: datetime) -> None:
    message = queued(system, now - timedelta(days=1), person)

    jobs.retry()
    jobs.retry()
    jobs.send(message.pk)
    jobs.retry()

    assert jobs_waiting() == 3
    assert Message.objects.get().state == MessageState.SENT


def test_a_message_held_by_a_dead_worker_is_told_not_resent(person: Person, system: Actor, now: datetime) -> None:
    message = queued(system, now, person)
    services.claim(pk=message.pk, at=now)

    assert services.claim(pk=message.pk, at=now) is None
    assert list(queries.unfinished(at=now + timedelta(hours=1))) == [message]
    assert services.ask_again(at=now + timedelta(hours=1)) == 0


def test_a_text_message_needs_consent_or_a_law(person: Person, system: Actor, now: datetime) -> None:
    with pytest.raises(Refused):
        queued(system, now, person, channel=Channel.SMS)

    by_consent = queued(system, now, person, channel=Channel.SMS, consent=True, template_id="TN-01")
    by_law = queued(system, now, person, channel=Channel.ZALO, basis="online.status_notice")
    jobs.send(by_consent.pk)

    by_consent.refresh_from_db()
    assert (by_consent.state, by_consent.template_id) == (MessageState.SENT, "TN-01")
    assert by_law.basis == "online.status_notice"


def test_an_in_app_message_has_arrived_by_being_written(
    person: Person, reader: Actor, system: Actor, now: datetime
) -> None:
    message = queued(system, now, person, channel=Channel.IN_APP)

    assert message.state == MessageState.SENT
    assert jobs_waiting() == 0
    assert list(queries.inbox(reader)) == [message]


def test_reading_marks_only_ones_own(person: Person, reader: Actor, system: Actor, now: datetime) -> None:
    other = Person.objects.create_user("binh@anlac.example", full_name="Trần Văn Bình")
    mine = queued(system, now, person, channel=Channel.IN_APP)
    theirs = queued(system, now, other, channel=Channel.IN_APP)

    assert services.mark_read(codes=[mine.code, theirs.code], by=reader, at=now) == 1
    assert services.mark_read(codes=[mine.code], by=reader, at=now) == 0
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_marking_all_read_leaves_what_came_after(person: Person, reader: Actor, system: Actor, now: datetime) -> None:
    queued(system, now, person, channel=Channel.IN_APP)
    later = queued(system, now + timedelta(minutes=1), person, channel=Channel.IN_APP)

    assert services.mark_all_read(by=reader, at=now) == 1
    assert list(queries.inbox(reader, unread=True)) == [later]


def test_the_count_is_one_statement_and_none_for_a_stranger(
    person: Person, reader: Actor, system: Actor, now: datetime, django_assert_num_queries: Any
) -> None:
    queued(system, now, person, channel=Channel.IN_APP)

    with django_assert_num_queries(1):
        assert queries.inbox_count(reader) == 1
    with django_assert_num_queries(0):
        assert queries.inbox_count(Actor.anonymous()) == 0


def test_nobody_reads_the_messages_of_others(person: Person, system: Actor, now: datetime) -> None:
    message = queued(system, now, person, channel=Channel.IN_APP)

    with pytest.raises(NotFound):
        queries.message_of(Actor.system("test"), message.code)


def test_the_database_itself_refuses_an_address_that_was_not_forgotten(
    person: Person, system: Actor, now: datetime
) -> None:
    message = queued(system, now, person)

    with pytest.raises(IntegrityError):
        Message.objects.filter(pk=message.pk).update(state="sent", sent_at=now)

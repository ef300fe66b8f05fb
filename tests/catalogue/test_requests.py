"""Long acts: asked for on a page, carried out by a worker, seen on the way, told at the end."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from procrastinate.contrib.django import app

from tests.accounts.factories import officer
from tests.catalogue.files import collected, lines
from tests.conftest import NOW
from thutuc.accounts.models import Person, Post
from thutuc.accounts.queries import actor_of
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import jobs, queries, services
from thutuc.catalogue.models import ActAnswer, ActRequest, ImportRun, NationalRecord, OpeningAct
from thutuc.catalogue.readers import read, read_kept
from thutuc.catalogue.rules.requests import SMALL, Stage
from thutuc.catalogue.rules.terms import Level
from thutuc.db.ranges import range_of
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.web import clock

DESK = "/ban-lam-viec/danh-muc/"
LARGE = lines(*(collected(ma_tthc=f"1.{n:06}", ten=f"Bán hoa loại {n}") for n in range(1, SMALL + 2)))
OPENING = {"effective_on": date(2025, 7, 1), "basis": "1286/QĐ-UBND", "levels": [Level.PROVINCE]}


@pytest.fixture
def keeper(db: None) -> Person:
    return officer(Role.CONTROL_OFFICER)


@pytest.fixture
def by(keeper: Person) -> Actor:
    return actor_of(keeper, on=clock.today())


@pytest.fixture
def desk(client: Client, keeper: Person) -> Client:
    client.force_login(keeper)
    return client


def tried(by: Actor, data: bytes = LARGE) -> ImportRun:
    reading = read(data, "tep.jsonl")
    return services.import_rows(reading=reading, by=by, at=clock.now(), dry_run=True, content=data).run


def asked(by: Actor, data: bytes = LARGE) -> ActRequest:
    return services.request_import(trial=tried(by, data), read=read_kept, by=by, at=clock.now())


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def job_is(status: str, *, worker: bool = True) -> None:
    """What a worker would write when it takes the newest job, or fails at it."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        number = cursor.fetchone()[0] if worker else None
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s, worker_id = %s "
            "WHERE id = (SELECT max(id) FROM procrastinate_jobs)",
            [status, number],
        )


@contextmanager
def another_connection_at(done: int, total: int, *, key: str) -> Iterator[None]:
    told = connection.get_connection_params()
    name = f"thutuc:{key}:{done}/{total}"
    server = {part: told.get(part) for part in ("dbname", "host", "port", "user", "password")}
    with psycopg.connect(**server, application_name=name):
        yield


def leave(keeper: Person) -> None:
    Post.objects.filter(person=keeper).update(validity=range_of(date(2020, 1, 1), clock.today()))


def colleague(keeper: Person) -> Person:
    return officer(Role.CONTROL_OFFICER, Post.objects.get(person=keeper).agency, email="khac@anlac.example")


# services and jobs


def test_a_large_import_is_a_request_first_and_nothing_else(by: Actor) -> None:
    request = asked(by)

    assert queued() == ["catalogue.import_run"]
    assert (request.by, request.trial.rows) == (by.key, SMALL + 1)
    assert [line.code for line in journal.of_subject(request)] == ["catalogue.request_import"]
    assert not NationalRecord.objects.exists()


def test_the_job_acts_in_the_name_of_who_confirmed_and_only_once(by: Actor) -> None:
    request = asked(by)

    jobs.import_run(request=request.key)
    jobs.import_run(request=request.key)

    run = ActAnswer.objects.get().run
    assert (run.by, run.dry_run, NationalRecord.objects.count()) == (by.key, False, SMALL + 1)
    assert ImportRun.objects.filter(dry_run=False).count() == 1


def test_two_clicks_make_one_request(by: Actor) -> None:
    trial = tried(by)

    first = services.request_import(trial=trial, read=read_kept, by=by, at=NOW)
    second = services.request_import(trial=trial, read=read_kept, by=by, at=NOW)

    assert first == second
    assert len(queued()) == 1


def test_a_trial_that_is_imported_stays_imported(by: Actor) -> None:
    request = asked(by, lines(collected()))

    again = services.request_import(trial=request.trial, read=read_kept, by=by, at=NOW)

    assert again == request
    assert ImportRun.objects.filter(dry_run=False).count() == 1
    with pytest.raises(Refused, match="đã được nhập"):
        services.request_import(trial=ActAnswer.objects.get().run, read=read_kept, by=by, at=NOW)


def test_a_small_file_is_done_at_once(by: Actor) -> None:
    request = asked(by, lines(collected()))

    assert queued() == []
    assert queries.standing(request.key, at=NOW).stage is Stage.DONE


def test_whose_post_has_ended_is_refused_and_another_may_confirm(keeper: Person, by: Actor) -> None:
    request = asked(by)
    leave(keeper)

    jobs.import_run(request=request.key)

    standing = queries.standing(request.key, at=NOW)
    assert (standing.stage, [o.code for o in standing.objections]) == (Stage.REFUSED, ["catalogue.keeper_left"])
    assert not NationalRecord.objects.exists()
    other = actor_of(colleague(keeper), on=clock.today())
    again = services.request_import(trial=request.trial, read=read_kept, by=other, at=NOW)
    assert again != request


def test_the_opening_act_is_a_job_too(by: Actor) -> None:
    services.import_rows(reading=read(LARGE, "tep.jsonl"), by=by, at=NOW)

    first = services.request_opening(**OPENING, read=read_kept, by=by, at=NOW)
    second = services.request_opening(**OPENING, read=read_kept, by=by, at=NOW)
    jobs.open_list(request=first.key)
    jobs.open_list(request=first.key)

    assert (first, queued()) == (second, ["catalogue.open_list"])
    assert OpeningAct.objects.get().by == by.key
    assert queries.in_force(on=date(2025, 7, 1)).count() == SMALL + 1


def test_only_the_office_of_control_asks(db: None) -> None:
    stranger = actor_of(officer(Role.SPECIALIST), on=clock.today())

    with pytest.raises(Refused):
        services.request_opening(**OPENING, read=read_kept, by=stranger, at=NOW)
    assert not ActRequest.objects.exists()


def test_requests_and_answers_are_facts(by: Actor) -> None:
    asked(by, lines(collected()))

    for facts in (ActRequest.objects, ActAnswer.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            facts.update(at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_the_queue_does_it(keeper: Person, by: Actor) -> None:
    request = asked(by)

    _work()

    assert queries.standing(request.key, at=clock.now()).stage is Stage.DONE
    assert queued() == []


def _work() -> None:
    """Procrastinate's own worker, until nothing waits."""
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]

    async def run() -> None:
        from asgiref.sync import sync_to_async

        async with worker.open_async():
            await worker.run_worker_async(wait=False, listen_notify=False, delete_jobs="successful")
        await sync_to_async(connections.close_all)()

    asyncio.run(run())


# pages


def test_confirming_a_large_trial_leads_to_its_progress_then_to_the_report(desk: Client, by: Actor) -> None:
    trial = tried(by)
    progress = desk.post(f"{DESK}nhap/{trial.key}/")["Location"]

    waiting = desk.get(progress).content.decode()
    assert "Đang chờ" in waiting
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waiting
    assert progress in desk.get(f"{DESK}nhap/").content.decode()
    assert progress in desk.get(f"{DESK}nhap/{trial.key}/").content.decode()

    jobs.import_run(request=ActRequest.objects.get().key)
    report = desk.get(progress, follow=True)
    assert f"Đã nhập {SMALL + 1} thủ tục" in report.content.decode()
    renewed = desk.get(progress, headers={"HX-Request": "true"})
    assert renewed["HX-Redirect"] == report.redirect_chain[-1][0]


def test_the_page_says_how_far_the_work_is(desk: Client, by: Actor) -> None:
    key = asked(by).key
    job_is("doing")

    with another_connection_at(1234, 2159, key=key):
        shown = desk.get(f"{DESK}yeu-cau/{key}/").content.decode()

    assert "1.234 trên 2.159 (57 %)" in shown
    assert '<progress class="o-progress" id="tien-do" max="2159" value="1234">' in shown


def test_the_page_says_that_nobody_works(desk: Client, by: Actor) -> None:
    trial = tried(by)
    request = services.request_import(trial=trial, read=read_kept, by=by, at=clock.now() - timedelta(seconds=31))

    assert "thutuc worker" in desk.get(f"{DESK}yeu-cau/{request.key}/").content.decode()


@pytest.mark.parametrize(("status", "worker"), [("failed", False), ("doing", False)])
def test_work_that_stopped_is_begun_again_with_one_click(desk: Client, by: Actor, status: str, worker: bool) -> None:
    key = asked(by).key
    job_is(status, worker=worker)
    address = f"{DESK}yeu-cau/{key}/"

    stopped = desk.get(address).content.decode()
    desk.post(address)
    desk.post(address)

    assert "Việc dừng giữa chừng" in stopped
    assert "http-equiv" not in stopped
    assert len(queued()) == 2
    assert "Đang chờ" in desk.get(address).content.decode()


def test_the_page_tells_a_refusal_in_words(desk: Client, keeper: Person, by: Actor) -> None:
    key = asked(by).key
    other = colleague(keeper)
    leave(keeper)
    jobs.import_run(request=key)
    desk.force_login(other)

    shown = desk.get(f"{DESK}yeu-cau/{key}/").content.decode()

    assert "không còn là công chức kiểm soát" in shown
    assert "Chưa có gì được ghi" in shown


def test_an_opening_that_finds_nothing_says_so(desk: Client) -> None:
    asked_for = {"effective_on": "01/07/2025", "basis": "1286/QĐ-UBND", "levels": ["province"], "ghi": "1"}

    shown = desk.post(f"{DESK}tiep-nhan/", asked_for, follow=True).content.decode()

    assert "Không còn thủ tục nào chờ tiếp nhận" in shown


def test_a_large_opening_shows_its_progress_too(desk: Client, by: Actor) -> None:
    services.import_rows(reading=read(LARGE, "tep.jsonl"), by=by, at=NOW)
    form = {"effective_on": "01/07/2025", "basis": "1286/QĐ-UBND", "levels": ["province"], "ghi": "1"}

    progress = desk.post(f"{DESK}tiep-nhan/", form)["Location"]

    assert "1286/QĐ-UBND" in desk.get(progress).content.decode()
    assert progress in desk.get(f"{DESK}tiep-nhan/").content.decode()
    jobs.open_list(request=ActRequest.objects.get().key)
    told = desk.get(progress, follow=True).content.decode()
    assert f"Danh mục của tỉnh có thêm {SMALL + 1} thủ tục từ ngày 01/07/2025" in told


def test_looking_costs_few_statements(by: Actor, django_assert_max_num_queries: Any) -> None:
    key = asked(by).key

    with django_assert_max_num_queries(5):
        assert queries.standing(key, at=clock.now()).stage is Stage.WAITING


def test_others_do_not_see_requests(client: Client, by: Actor) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(f"{DESK}yeu-cau/{asked(by).key}/").status_code == 403

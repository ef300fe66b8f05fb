"""Queues: which dossiers, in which order, page by page, in how many statements."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.dossiers import factories as of
from tests.dossiers import kept
from tests.dossiers.factories import moment
from thutuc.dossiers import services
from thutuc.dossiers.queries import facets, queues
from thutuc.dossiers.queries.queues import Sight
from thutuc.dossiers.rules import queues as rules
from thutuc.dossiers.rules.queues import Filters, Queue
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.actor import Actor
from thutuc.worktime.readers import shipped_days

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def sight(actor: Actor) -> Sight:
    marks = rules.marks(shipped_days().calendar(), today=TODAY, warning_days=2)
    return queues.sight_of(actor, on=TODAY, marks=marks)


def codes(queue: Queue, actor: Actor, **filters: Any) -> list[str]:
    page = queues.page_of(queue, sight(actor), Filters(**filters))
    return [(row.code or "")[-11:] for row in page.rows]


def test_each_officer_finds_in_a_queue_what_waits_for_them() -> None:
    ward = of.ward()
    late = ward.handled("2026-11-12 08:00")
    signed = ward.handled("2026-11-17 08:00")
    services.move(dossier=signed, code="submit_for_signature", by=ward.specialist, at=moment("2026-11-18 08:00"))
    asked = ward.handled("2026-11-17 09:00")
    services.request_supplement(
        dossier=asked, grounds=[of.PAPER_WRONG], reason="Ảnh mờ", by=ward.specialist, at=moment("2026-11-18 09:00")
    )
    ready = ward.finished(ward.handled("2026-11-18 08:00"), "2026-11-20 08:00")
    fresh = ward.accepted("2026-11-23 15:00")
    number = {name: (each.code or "")[-11:] for name, each in locals().items() if hasattr(each, "procedure_code")}
    near = number["signed"]

    assert codes(Queue.MINE, ward.specialist)[0] == number["late"]
    assert codes(Queue.LATE, ward.specialist) == [number["late"]]
    assert codes(Queue.LATE, ward.adviser) == []
    assert codes(Queue.LATE, ward.control) == [number["late"]] == codes(Queue.LATE, ward.head)
    assert near in codes(Queue.NEAR, ward.signer)
    assert codes(Queue.WAITING, ward.counter) == [number["asked"]]
    assert codes(Queue.TO_SIGN, ward.signer) == [near]
    assert codes(Queue.TO_RETURN, ward.counter) == [number["ready"]]
    assert number["fresh"] in codes(Queue.TEAM, ward.counter)
    assert number["fresh"] not in codes(Queue.TEAM, ward.head)
    assert codes(Queue.ALL, ward.control, words="huynh ngoc an")[0] == number["late"]
    assert codes(Queue.ALL, ward.control, words=number["late"]) == [number["late"]]
    assert codes(Queue.ALL, ward.control, words="nguyen") == []
    assert codes(Queue.ALL, ward.control, state=DossierState.SUPPLEMENT) == [number["asked"]]
    assert late.key != fresh.key
    assert ready.state == DossierState.RESULT_READY
    found = facets.facets_of(sight(ward.counter))
    assert [code for code, _name in found.procedures] == [of.CODE]
    assert len(found.holders) == 1


def rows(count: int, **facts: Any) -> None:
    for number in range(count):
        due = moment("2026-11-20 17:00") + timedelta(days=number % 7)
        kept.dossier(f"H14.16-2611{number // 100:02}-{number:04}", key=f"k{number:04}", due_key=due, **facts)


def test_pages_follow_each_other_in_both_directions_without_a_gap(django_assert_num_queries: Any) -> None:
    ward_like = Actor.system("reader")
    rows(60)
    seen = sight(ward_like)

    first = queues.page_of(Queue.INTAKE, seen, Filters())
    with django_assert_num_queries(1):
        second = queues.page_of(Queue.INTAKE, seen, Filters(), after=rules.unpacked(first.last))
    third = queues.page_of(Queue.INTAKE, seen, Filters(), after=rules.unpacked(second.last))
    back = queues.page_of(Queue.INTAKE, seen, Filters(), before=rules.unpacked(third.first))

    ids = [row.id for page in (first, second, third) for row in page.rows]
    assert len(ids) == len(set(ids)) == 60
    dues = [row.due_key for page in (first, second, third) for row in page.rows]
    assert dues == sorted(dues)
    assert [row.id for row in back.rows] == [row.id for row in second.rows]
    assert (first.has_previous, first.has_next, third.has_next, back.has_previous) == (False, True, False, True)


def test_counts_are_one_statement_and_stop_where_they_say_more(django_assert_num_queries: Any) -> None:
    rows(9, reach=[7])
    of_all = sight(Actor.system("reader"))
    of_house = Sight(of_all.actor, frozenset({7}), of_all.marks)
    of_another = Sight(of_all.actor, frozenset({8}), of_all.marks)

    with django_assert_num_queries(1):
        every = queues.counts_of(of_all, shown=queues.rows_of(Queue.ALL, of_all, Filters(words="tran")))
    with django_assert_num_queries(1):
        house = queues.counts_of(of_house)

    assert every["tat-ca"] == every["cho-tiep-nhan"] == house["tat-ca"] == 9
    assert every["shown"] == 0
    assert every["qua-han"] == house["qua-han"] > 0
    assert set(queues.counts_of(of_another).values()) == {0}
    assert (rules.told(500), rules.told(501)) == ("500", "500+")


def test_a_cursor_of_an_address_comes_back_and_nonsense_is_none() -> None:
    place = rules.Cursor(datetime(9999, 1, 1, tzinfo=UTC), 4_000_000)

    assert rules.unpacked(rules.packed(place)) == place
    assert rules.unpacked("xin chào") is None
    assert rules.unpacked("") is None

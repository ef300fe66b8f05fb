"""Lines of signed changes from the facts of four packages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.disclosure import changes as made
from tests.disclosure.changes import CODE, LAW, OLD_LAW, Story, amended, at, commune, enter, post, record, stands
from thutuc.catalogue.rules.content import LegalBasis
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind, PublicationCase
from thutuc.disclosure.queries import lag
from thutuc.disclosure.rules.chain import Boards, Hop, Station, Verdict
from thutuc.disclosure.rules.national import EntryKind
from thutuc.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def story() -> Story:
    return made.story()


def test_the_story_reads_as_the_picture_shows_it(story: Story) -> None:
    (row,) = lag.rows(on=TODAY)

    assert [stop.days for stop in row.line.stops] == [None, 97, 4, 7, 3, -3, 16]
    assert [(each.hop, each.days) for each in row.line.segments] == [
        (Hop.MINISTRY, 4),
        (Hop.PROVINCE, 7),
        (Hop.NATIONAL, 3),
        (Hop.BOARDS, 13),
    ]
    assert row.line.stop(Station.MINISTRY).verdict is Verdict.LATE
    assert row.line.stop(Station.PROVINCE).verdict is Verdict.UPSTREAM
    assert row.line.dates.boards == Boards(3, 3, date(2026, 10, 16), date(2026, 10, 28))
    assert (row.law, row.ministry, row.department, row.sector) == (LAW, "Bộ Tư pháp", "Sở Tư pháp", "Hộ tịch")


def test_what_is_missing_counts_to_the_day_of_looking(story: Story) -> None:
    commune(4)

    (row,) = lag.rows(on=TODAY)

    assert row.line.dates.boards == Boards(4, 3, date(2026, 10, 16), date(2026, 10, 28))
    assert (row.days, row.line.is_complete) == (55, False)


def test_an_abolished_procedure_is_taken_down_where_it_hung(story: Story) -> None:
    old = stands("1.004887", name="Cải chính hộ tịch")
    for place in story.places[:2]:
        hung = post(old, place, at(2025, 8, 1))
    abolition = Operation(OperationKind.ABOLISHED, "1.004887", abolition_kind=AbolitionKind.REPEAL, basis=LAW)
    decision = record(story.department, abolition, moment=at(2026, 10, 13), number="413/QĐ-UBND")
    enter(old, date(2026, 10, 14), date(2026, 10, 16), key="gone", kind=EntryKind.ABOLISH)
    type(hung).objects.filter(pk=hung.pk).update(removed_at=at(2026, 10, 19), removed_by="test", revision=2)

    line = lag.line_of(decision.code, on=TODAY).line

    assert line.dates.boards == Boards(2, 1, date(2026, 10, 19), date(2026, 10, 19))
    assert (line.dates.national_on, line.dates.law_effective_on) == (date(2026, 10, 16), date(2026, 10, 1))


def test_a_change_that_the_notice_does_not_show_owes_no_board(story: Story) -> None:
    stands("1.000003", name="Một thủ tục")
    same = amended("1.000003", name="Một thủ tục", legal_bases=(LegalBasis(OLD_LAW),), workflow=())
    listing = Operation(OperationKind.LISTING, same.code, content=same.content)
    decision = record(story.department, listing, moment=at(2026, 10, 13), number="413/QĐ-UBND")

    line = lag.line_of(decision.code, on=TODAY).line

    assert line.stop(Station.BOARDS).verdict is Verdict.NOT_APPLICABLE
    assert line.dates.law_effective_on is None


def test_contents_of_the_province_wait_for_no_ministry_and_processes_are_no_change(story: Story) -> None:
    stands("1.000002")
    own = amended("1.000002")
    own = Operation(own.kind, own.code, content=own.content, case=PublicationCase.FULL)
    process = Operation(OperationKind.PROCESS, CODE, content=amended(workflow=()).content)
    decision = record(story.department, own, process, moment=at(2026, 10, 13), number="413/QĐ-UBND")

    found = lag.line_of(f"{decision.code}.1", on=TODAY)

    assert found.chosen is not None
    assert found.line.stop(Station.MINISTRY).verdict is Verdict.NOT_APPLICABLE
    assert found.line.stop(Station.PROVINCE).verdict is Verdict.LATE
    assert len(found.rows) == 1


def test_an_address_of_nothing_is_not_found(story: Story) -> None:
    for key in ("DT-2026-99999", f"{story.decision.code}.7", "x"):
        with pytest.raises(NotFound):
            lag.line_of(key, on=TODAY)


def test_the_number_of_statements_does_not_grow_with_the_changes(story: Story) -> None:
    with CaptureQueriesContext(connection) as one:
        lag.rows(on=TODAY)
    codes = [f"1.1000{number:02}" for number in range(12)]
    for code in codes:
        stands(code, name=f"Thủ tục {code}")
    record(story.department, *map(amended, codes), moment=at(2026, 10, 13), number="413/QĐ-UBND")

    with CaptureQueriesContext(connection) as many:
        rows = lag.rows(on=TODAY)

    assert len(rows) == 13
    assert len(many) <= len(one) + 1
    assert len(many) <= 24

"""Duties, figures, the past and check rounds out of the tables, in a constant number of statements."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.disclosure import walls as walls_of
from tests.disclosure.walls import TODAY, Walls
from thutuc.disclosure.models import CheckItem
from thutuc.disclosure.queries import duties, past, rounds
from thutuc.disclosure.rules.proof import Proof
from thutuc.disclosure.rules.terms import DutyKind, Outcome
from thutuc.disclosure.services import postings
from thutuc.disclosure.services import rounds as checking
from thutuc.disclosure.services.rounds import Found, Plan
from thutuc.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def walls(settings: object, tmp_path: Path) -> Walls:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return walls_of.walls()


def test_the_overview_counts_every_unit_worst_first(walls: Walls, django_assert_max_num_queries: object) -> None:
    walls_of.amend(walls, "Khai sinh")
    walls_of.abolish(walls, "Vỉa hè")

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        seen = duties.overview(on=TODAY)

    rows = {row.agency.code: row for row in seen.rows}
    assert set(rows) == {"quay-xa-an", "quay-xa-binh", "so-y-te", "trung-tam"}
    first = rows["quay-xa-an"]
    assert (first.post, first.replace, first.take_down, first.late) == (1, 1, 1, 3)
    assert (first.standing.owed, first.standing.right) == (2, 0)
    assert rows["quay-xa-binh"].post == 2
    assert seen.rows[0].agency.code == "quay-xa-an"
    assert (seen.owed, seen.right, seen.late_units) == (5, 0, 3)


def test_the_duties_of_one_unit_have_addresses_and_end_when_they_are_done(walls: Walls) -> None:
    new = walls_of.amend(walls, "Khai sinh")
    boards = duties.duties_of(walls.counters[0], on=TODAY)
    work = next(work for work in boards.works if work.duty.kind is DutyKind.REPLACE)
    assert work.key == f"replace~{walls.board.code}~1.000001.{new.number}"
    assert boards.work(work.key) == work

    postings.confirm_posting(place=walls.board, version_ids=[new.pk], proof=Proof(), by=walls.officer, at=NOW)

    after = duties.duties_of(walls.counters[0], on=TODAY)
    assert {each.duty.kind for each in after.works} == {DutyKind.TAKE_DOWN, DutyKind.POST}
    with pytest.raises(NotFound):
        after.work(work.key)


def test_a_day_of_the_past_has_the_duties_of_that_day(walls: Walls) -> None:
    walls_of.amend(walls, "Khai sinh")

    before = duties.outstanding(on=date(2026, 11, 1), agency_ids={walls.counters[0].pk})
    first = duties.outstanding(on=date(2026, 1, 10), agency_ids={walls.counters[0].pk})

    assert {work.duty.kind for work in before} == {DutyKind.FEEDBACK_NOTICE, DutyKind.POST}
    assert len(first) == 4
    assert duties.outstanding(on=date(2026, 1, 1), agency_ids={walls.counters[0].pk}) == []


def test_what_was_public_on_any_past_day_is_asked_in_few_statements(
    walls: Walls, django_assert_max_num_queries: object
) -> None:
    new = walls_of.amend(walls, "Khai sinh", on=TODAY)

    with django_assert_max_num_queries(3):  # type: ignore[operator]
        yesterday = past.public_as_of(walls.counters[0], TODAY - timedelta(days=1))
    today = past.public_as_of(walls.counters[0], TODAY)
    everywhere = past.public_as_of(None, TODAY)

    assert [(r.name, r.is_law, r.on_portal, r.boards) for r in yesterday] == [
        ("Khai sinh", True, True, 1),
        ("Khai tử", True, True, 0),
        ("Vỉa hè", True, True, 1),
    ]
    assert {(r.name, r.number, r.is_law, r.on_portal, r.boards) for r in today} == {
        ("Khai sinh", 1, False, False, 1),
        ("Khai sinh mới", new.number, True, True, 0),
        ("Khai tử", 1, True, True, 0),
        ("Vỉa hè", 1, True, True, 1),
    }
    assert {row.last_on for row in today} == {None, TODAY - timedelta(days=1)}
    assert "Bệnh viện" in {row.name for row in everywhere}
    assert past.public_as_of(walls.counters[0], date(2025, 12, 31)) == []


def test_a_round_draws_every_kind_of_unit_and_a_later_record_replaces_the_earlier(
    walls: Walls, django_assert_max_num_queries: object
) -> None:
    plan = Plan("Quý IV", TODAY, "Kế hoạch 12/KH-UBND", size=6, per_unit=2)
    made = checking.plan_round(plan=plan, by=walls.keeper, at=NOW)
    again = checking.plan_round(plan=Plan(**{**plan.__dict__, "seed": made.seed}), by=walls.keeper, at=NOW)
    assert made.population_hash == again.population_hash
    drawn = [list(CheckItem.objects.filter(round=one).values_list("agency", "version")) for one in (made, again)]
    assert drawn[0] == drawn[1]

    with django_assert_max_num_queries(3):  # type: ignore[operator]
        page = rounds.round_page(made.code)
    assert {unit.agency.kind for unit in page.units} == {"commune_centre", "department", "provincial_centre"} - (
        set() if any(unit.agency.code == "so-y-te" for unit in page.units) else {"department"}
    )
    unit = next(unit for unit in page.units if unit.agency.kind == "commune_centre")
    items = [state.item.pk for state in unit.items]
    assert len(items) == 3
    wrong = Found((Outcome.NOT_POSTED, Outcome.MISSING_FORMS), item=items[0])
    right = [Found((Outcome.OK,), item=item) for item in items[1:]]
    checking.record_findings(round=made, agency=unit.agency, found=[wrong, *right], by=walls.keeper, at=NOW)
    last = rounds.last_checks(on=TODAY)[unit.agency.pk]
    assert (last.looked_at, last.wrong) == (3, 1)
    assert rounds.round_page(made.code).kinds == [(Outcome.NOT_POSTED, 1), (Outcome.MISSING_FORMS, 1)]

    later = NOW + timedelta(minutes=5)
    checking.record_findings(
        round=made, agency=unit.agency, found=[Found((Outcome.OK,), item=items[0])], by=walls.keeper, at=later
    )

    assert rounds.last_checks(on=TODAY)[unit.agency.pk].wrong == 0
    assert rounds.round_page(made.code).wrong == 0


def test_findings_are_written_by_checkers_about_the_sample(walls: Walls) -> None:
    made = checking.plan_round(plan=Plan("Quý IV", TODAY, "", size=4, per_unit=2), by=walls.keeper, at=NOW)
    unit = rounds.round_page(made.code).units[0]
    item = unit.items[0].item.pk

    def refused(found: list[Found], by: object = walls.keeper) -> str:
        with pytest.raises(Refused) as raised:
            checking.record_findings(round=made, agency=unit.agency, found=found, by=by, at=NOW)  # type: ignore[arg-type]
        return raised.value.objections[0].code

    assert refused([Found((Outcome.OK,), item=item)], walls.officer) == "round.checker"
    assert refused([Found((), item=item)]) == "finding.nothing"
    assert refused([Found((Outcome.OK,), item=99999)]) == "finding.item"
    assert refused([Found((Outcome.OK, Outcome.POSTED_WRONG), item=item)]) == "finding.both"
    with pytest.raises(Refused):
        checking.plan_round(plan=Plan("Q", TODAY, "", size=4), by=walls.officer, at=NOW)

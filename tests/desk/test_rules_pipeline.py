"""The board's arithmetic: stages, ways on one scale, reasons, quality."""

from datetime import date

from thutuc.catalogue.rules.decisions.terms import DecisionState as S
from thutuc.desk.rules.pipeline import (
    SCALE,
    Aged,
    Leg,
    Norm,
    Passed,
    Returned,
    Stage,
    bars,
    cells,
    quality,
    quarter,
    reasons,
    way,
)

TODAY = date(2026, 11, 25)


def days(start: date, end: date) -> int:
    return (end - start).days


def test_cells_hold_every_stage_and_their_counts_add_up() -> None:
    drafts = [Aged(Stage.CONTROL, 2, False), Aged(Stage.CONTROL, 5, True), Aged(Stage.DRAFTING, 1, False)]

    found = cells(drafts, {Stage.CONTROL: Norm(3, of_law=True)})

    assert [cell.stage for cell in found] == list(Stage)
    assert sum(cell.count for cell in found) == len(drafts)
    control = found[2]
    assert (control.median_age, control.late, control.norm) == (3.5, 1, Norm(3, of_law=True))
    assert found[-1].median_age is None


def test_a_way_tells_what_is_behind_where_it_lies_and_what_is_left() -> None:
    steps = [Passed(S.DRAFT, date(2026, 11, 10)), Passed(S.CONTROL, date(2026, 11, 16))]
    steps += [Passed(S.RETURNED, date(2026, 11, 18)), Passed(S.CONTROL, date(2026, 11, 23))]

    found = way(steps, today=TODAY, due=date(2026, 11, 28), norm=Norm(3), count=days)

    told = [(each.leg, each.days) for each in found]
    assert told == [(Leg.PAST, 6), (Leg.PAST, 2), (Leg.REDONE, 5), (Leg.NOW, 2), (Leg.REST, 3)]


def test_a_stage_over_its_norm_or_past_its_day_is_late() -> None:
    steps = [Passed(S.CONTROL, date(2026, 11, 20))]

    assert way(steps, today=TODAY, due=None, norm=Norm(3), count=days)[0].leg is Leg.LATE
    assert way(steps, today=TODAY, due=date(2026, 11, 24), norm=None, count=days)[0].leg is Leg.LATE
    assert way(steps, today=TODAY, due=None, norm=None, count=days)[0].leg is Leg.NOW


def test_bars_share_one_scale_and_never_leave_it() -> None:
    steps = [Passed(S.DRAFT, date(2026, 11, day)) for day in range(1, 25)]
    stretches = way(steps, today=TODAY, due=date(2026, 12, 31), norm=None, count=days)

    drawn = bars(stretches, sum(each.days for each in stretches))

    assert all(bar.width > 0 and bar.x + bar.width <= SCALE for bar in drawn)
    assert bars(stretches[:1], 100)[0].width < bars(stretches[:1], 10)[0].width


def test_reasons_are_counted_with_the_agency_that_has_most() -> None:
    rows = [Returned("fee", "Sở A"), Returned("fee", "Sở B"), Returned("fee", "Sở B"), Returned("basis", "Sở A")]

    found = reasons(rows)

    assert [(why.reason, why.count, why.most_at) for why in found] == [("fee", 3, "Sở B"), ("basis", 1, "Sở A")]


def test_quality_counts_submissions_returns_rounds_and_faults() -> None:
    found = quality(["A", "A", "B"], ["A"], ["B"], [("A", 2), ("A", 1)])

    assert [(row.agency, row.submitted, row.share, row.rounds, row.faults) for row in found] == [
        ("B", 1, 0, 0, 1),
        ("A", 2, 50, 2, 0),
    ]


def test_quarters_end_with_the_year() -> None:
    assert quarter(TODAY) == (date(2026, 10, 1), date(2027, 1, 1))
    assert quarter(date(2026, 3, 31)) == (date(2026, 1, 1), date(2026, 4, 1))

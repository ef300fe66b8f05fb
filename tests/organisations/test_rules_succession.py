"""Comparison across a reorganisation: sums never change, defaults are marked."""

from datetime import date

from thutuc.kernel.periods import Days
from thutuc.organisations.rules import succession
from thutuc.organisations.rules.kinds import Scope
from thutuc.organisations.rules.succession import Carried, Heir, Part, Step

ON, LATER = date(2025, 7, 1), date(2026, 3, 1)
WHOLE, SPLIT, MERGED, NORTH, NEWEST, ALONE = 1, 2, 10, 11, 20, 30
STEPS = [
    Step(WHOLE, MERGED, Scope.WHOLE, True, ON),
    Step(SPLIT, MERGED, Scope.PARTIAL, False, ON),
    Step(SPLIT, NORTH, Scope.PARTIAL, True, ON),
    Step(MERGED, NEWEST, Scope.WHOLE, True, LATER),
]


def test_a_unit_to_which_nothing_happened_answers_for_itself() -> None:
    assert succession.successors(ALONE, STEPS, on=LATER) == [Heir(ALONE, Scope.WHOLE, True)]
    assert succession.successors(WHOLE, STEPS, on=date(2025, 6, 30)) == [Heir(WHOLE, Scope.WHOLE, True)]


def test_successors_follow_every_reorganisation_up_to_the_day() -> None:
    assert succession.successors(WHOLE, STEPS, on=ON) == [Heir(MERGED, Scope.WHOLE, True)]
    assert succession.successors(WHOLE, STEPS, on=LATER) == [Heir(NEWEST, Scope.WHOLE, True)]
    assert succession.successors(SPLIT, STEPS, on=LATER) == [
        Heir(NORTH, Scope.PARTIAL, True),
        Heir(NEWEST, Scope.PARTIAL, False),
    ]


def test_a_figure_of_old_units_adds_up_under_new_ones_and_what_was_split_is_marked() -> None:
    carried = succession.carry({WHOLE: 40, SPLIT: 7, ALONE: 3}, STEPS, on=ON)

    assert carried == {MERGED: Carried(40), NORTH: Carried(0, 7), ALONE: Carried(3)}
    assert sum(figure.total for figure in carried.values()) == 50
    assert carried[NORTH].is_marked
    assert not carried[MERGED].is_marked


def test_figures_stay_where_no_default_is_known_and_circles_end() -> None:
    nowhere = [
        Step(1, 2, Scope.PARTIAL, False, ON),
        Step(3, 4, Scope.WHOLE, True, ON),
        Step(4, 3, Scope.WHOLE, True, ON),
    ]

    assert succession.carry({1: 5, 3: 2}, nowhere, on=ON) == {1: Carried(5), 4: Carried(2)}
    assert succession.successors(3, nowhere, on=ON) == []


def test_a_comparison_adds_the_predecessors_for_the_days_they_lived() -> None:
    before, after = Days(date(2015, 1, 1), ON), Days(ON)
    lives = {WHOLE: before, SPLIT: before, MERGED: Days(ON, LATER), NEWEST: Days(LATER), NORTH: after}
    year = Days(date(2025, 1, 1), date(2026, 1, 1))

    parts = succession.parts(MERGED, year, STEPS, lives)

    assert parts == [
        Part(WHOLE, Days(date(2025, 1, 1), ON), Scope.WHOLE, True),
        Part(SPLIT, Days(date(2025, 1, 1), ON), Scope.PARTIAL, False),
        Part(MERGED, Days(ON, date(2026, 1, 1)), Scope.WHOLE, True),
    ]
    assert [part.id for part in succession.parts(NEWEST, year, STEPS, lives)] == [WHOLE, SPLIT, MERGED]
    assert succession.parts(NORTH, Days(date(2010, 1, 1), date(2011, 1, 1)), STEPS, lives) == []


def test_two_ways_to_one_predecessor_count_it_once() -> None:
    steps = [
        Step(1, 2, Scope.PARTIAL, True, ON),
        Step(1, 3, Scope.PARTIAL, False, ON),
        Step(2, 4, Scope.WHOLE, True, LATER),
        Step(3, 4, Scope.WHOLE, True, LATER),
    ]
    lives = {1: Days(date(2015, 1, 1), ON), 2: Days(ON, LATER), 3: Days(ON, LATER), 4: Days(LATER)}

    parts = succession.parts(4, Days(date(2025, 1, 1)), steps, lives)

    assert [part.id for part in parts] == [1, 2, 3, 4]
    assert succession.successors(1, steps, on=LATER) == [Heir(4, Scope.PARTIAL, True)]

"""The tree valid by date."""

from datetime import date

from thutuc.kernel.periods import Days
from thutuc.organisations.rules import tree
from thutuc.organisations.rules.tree import Node, Place

TOP, HEALTH, DRUGS, OTHER = 1, 2, 3, 4
ALWAYS, LATER = Days(date(2015, 1, 1)), Days(date(2026, 1, 1))
NAMES = {TOP: "UBND tỉnh", HEALTH: "Sở Y tế", DRUGS: "Phòng Dược", OTHER: "Sở khác"}
LIVES = dict.fromkeys(NAMES, ALWAYS)
PLACES = [Place(HEALTH, TOP, ALWAYS), Place(DRUGS, HEALTH, ALWAYS)]


def codes(new: Place, others: list[Place] = PLACES, lives: dict[int, Days] = LIVES) -> list[str]:
    return [o.code for o in tree.placement_objections(new, others, lives=lives, names=NAMES)]


def test_a_unit_may_stand_under_any_that_is_not_below_it() -> None:
    assert codes(Place(DRUGS, TOP, LATER)) == []
    assert codes(Place(OTHER, DRUGS, ALWAYS)) == []


def test_a_cycle_is_refused_with_the_circle_in_words() -> None:
    found = tree.placement_objections(Place(TOP, DRUGS, LATER), PLACES, lives=LIVES, names=NAMES)

    assert [o.code for o in found] == ["agency.cycle"]
    assert "UBND tỉnh → Phòng Dược → Sở Y tế → UBND tỉnh" in str(found[0])
    assert "01/01/2026" in str(found[0])


def test_a_cycle_that_begins_on_a_later_day_is_found_too() -> None:
    others = [Place(HEALTH, TOP, ALWAYS), Place(OTHER, HEALTH, Days(date(2027, 1, 1)))]

    assert codes(Place(HEALTH, OTHER, LATER), others) == ["agency.cycle"]
    assert codes(Place(HEALTH, OTHER, Days(date(2026, 1, 1), date(2027, 1, 1))), others) == []


def test_a_unit_under_itself_is_a_cycle() -> None:
    assert codes(Place(HEALTH, HEALTH, LATER)) == ["agency.cycle"]


def test_parent_and_unit_are_in_force_for_the_whole_time() -> None:
    ended = {**LIVES, TOP: Days(date(2015, 1, 1), date(2025, 7, 1))}
    young = {**LIVES, DRUGS: Days(date(2026, 6, 1))}

    assert codes(Place(DRUGS, TOP, LATER), lives=ended) == ["agency.parent_ended"]
    assert codes(Place(DRUGS, TOP, Days(date(2020, 1, 1), date(2025, 7, 1))), lives=ended) == []
    assert codes(Place(DRUGS, TOP, LATER), lives=young) == ["agency.not_in_force"]
    assert codes(Place(DRUGS, 99, LATER)) == ["agency.parent_ended"]
    assert codes(Place(DRUGS, TOP, Days(None))) == ["agency.parent_ended"]


def test_the_tree_reads_from_the_top_and_an_orphan_stands_at_the_top() -> None:
    nodes = tree.in_order([TOP, OTHER, HEALTH, DRUGS], {HEALTH: TOP, DRUGS: HEALTH, OTHER: 99})

    assert nodes == [Node(TOP, None, 0, 1), Node(HEALTH, TOP, 1, 1), Node(DRUGS, HEALTH, 2, 0), Node(OTHER, None, 0, 0)]


def test_a_cycle_is_found_wherever_one_starts() -> None:
    assert tree.cycle({"a": "b", "b": "c"}) == []
    assert tree.cycle({"x": "a", "a": "b", "b": "a"}) == ["a", "b"]

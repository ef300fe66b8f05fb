"""Samples of check rounds: reproducible, every kind of unit, in proportion."""

from collections import Counter
from datetime import date

from thutuc.disclosure.rules import sampling
from thutuc.disclosure.rules.sampling import Candidate

SHEETS = tuple(f"1.{number:06}" for number in range(40))
UNITS = [
    *(Candidate(f"xa-{number}", "commune_centre", SHEETS) for number in range(118)),
    *(Candidate(f"so-{number}", "department", SHEETS[:20]) for number in range(14)),
    Candidate("trung-tam", "provincial_centre", SHEETS),
    Candidate("trong", "province_office", ()),
]


def test_the_same_seed_draws_the_same_sample_whatever_the_order() -> None:
    first = sampling.draw("2026-1", UNITS, size=200, per_unit=10)

    assert first == sampling.draw("2026-1", list(reversed(UNITS)), size=200, per_unit=10)
    assert first != sampling.draw("2026-2", UNITS, size=200, per_unit=10)


def test_every_kind_of_unit_occurs_and_large_kinds_have_more() -> None:
    drawn = sampling.draw("x", UNITS, size=200, per_unit=10)

    kinds = Counter(each.code.split("-")[0] for each in drawn)
    assert sum(kinds.values()) == 20
    assert kinds["xa"] == 17
    assert (kinds["so"], kinds["trung"]) == (2, 1)
    assert all(len(each.sheets) == 10 for each in drawn)


def test_a_sample_larger_than_the_list_takes_everything_once() -> None:
    drawn = sampling.draw("x", UNITS, size=5000, per_unit=10)

    assert len(drawn) == len({each.code for each in drawn}) == 133


def test_a_list_that_changed_has_another_fingerprint() -> None:
    assert sampling.fingerprint(UNITS) == sampling.fingerprint(list(reversed(UNITS)))
    assert sampling.fingerprint(UNITS) != sampling.fingerprint(UNITS[1:])


def test_a_round_is_held_within_a_year() -> None:
    today = date(2026, 11, 25)

    assert sampling.day_objections(date(2027, 11, 1), today) == []
    assert [each.code for each in sampling.day_objections(date.max, today)] == ["round.day"]


def test_a_sample_must_be_possible() -> None:
    def codes(size: int, per_unit: int, units: list[Candidate]) -> list[str]:
        return [each.code for each in sampling.objections(size=size, per_unit=per_unit, candidates=units)]

    assert codes(10, 5, UNITS) == []
    assert codes(0, 5, UNITS) == ["round.size"]
    assert codes(10, 11, UNITS) == ["round.per_unit"]
    assert codes(10, 5, [UNITS[-1]]) == ["round.empty"]

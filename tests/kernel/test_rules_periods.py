"""Half-open periods of legal days."""

from datetime import UTC, date, datetime

import pytest

from thutuc.kernel.periods import Days, local_date, overlapping

MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)


def test_the_last_day_is_the_day_before_the_end() -> None:
    may = Days(MAY, JUNE)

    assert date(2025, 5, 31) in may
    assert JUNE not in may


def test_an_open_period_never_ends_and_never_began() -> None:
    assert date.max in Days(MAY)
    assert date.min in Days(None, MAY)
    assert MAY in Days(None)


@pytest.mark.parametrize("end", [MAY, date(2025, 4, 30)])
def test_a_period_that_ends_before_it_starts_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Days(MAY, end)


def test_neighbours_share_no_day() -> None:
    assert not Days(MAY, JUNE).overlaps(Days(JUNE))
    assert Days(MAY, date(2025, 6, 2)).overlaps(Days(JUNE))
    assert Days(None).overlaps(Days(JULY))


def test_the_first_two_periods_that_share_a_day_are_found() -> None:
    first, second, third = Days(JUNE, JULY), Days(None, JUNE), Days(date(2025, 6, 30))

    assert overlapping([first, second, third]) == (first, third)
    assert overlapping([first, second]) is None
    assert overlapping([]) is None


def test_the_legal_day_begins_at_midnight_in_vietnam() -> None:
    assert local_date(datetime(2025, 6, 30, 16, 59, tzinfo=UTC)) == date(2025, 6, 30)
    assert local_date(datetime(2025, 6, 30, 17, 0, tzinfo=UTC)) == JULY


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2025, 6, 30, 17, 0))

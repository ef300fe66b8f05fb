"""Medians, worst and share in time, with the rows behind them."""

from dataclasses import replace
from datetime import date

from tests.disclosure.lines import STORY, row
from thutuc.disclosure.rules.chain import Boards, Dates, Hop
from thutuc.disclosure.rules.lag import GroupBy, Quarter, figures, grouped, hop_figures, worst_first

EARLY = Dates(
    law_effective_on=date(2026, 10, 1),
    ministry_signed_on=date(2026, 8, 28),
    province_signed_on=date(2026, 9, 21),
    national_on=date(2026, 9, 24),
    portal_on=date(2026, 9, 21),
)
SLOW_OFFICE = replace(
    EARLY, province_signed_on=date(2026, 10, 11), national_on=date(2026, 10, 11), portal_on=date(2026, 10, 11)
)
COMING = replace(EARLY, law_effective_on=date(2027, 1, 1), national_on=None)


def test_the_figures_of_some_changes() -> None:
    late, office, early = row(STORY, key="a"), row(SLOW_OFFICE, key="b"), row(EARLY, key="c")

    found = figures("Hộ tịch", [late, office, early, row(COMING, key="d")])

    assert (found.count, found.median, found.worst, found.days) == (3, 10, late, 37)
    assert (found.in_time, found.share) == ((early,), 1 / 3)
    assert found.by_hop == {Hop.MINISTRY: 4, Hop.PROVINCE: 17, Hop.NATIONAL: 3, Hop.PORTAL: 0, Hop.BOARDS: 13}
    assert found.slowest is Hop.PROVINCE
    assert [each.key for each in found.coming] == ["d"]


def test_nothing_is_no_figure() -> None:
    empty, punctual = figures("", []), figures("", [row(EARLY)])

    assert (empty.median, empty.share, empty.worst, empty.slowest) == (None, None, None, None)
    assert (punctual.median, punctual.share, punctual.slowest) == (0, 1, None)


def test_groups_come_worst_first() -> None:
    rows = [
        row(EARLY, sector="Đường bộ"),
        row(STORY, sector="Hộ tịch"),
        row(SLOW_OFFICE, sector="Đất đai"),
        row(EARLY, sector="Đất đai"),
    ]

    assert [group.label for group in grouped(rows, GroupBy.SECTOR)] == ["Hộ tịch", "Đất đai", "Đường bộ"]
    assert [group.count for group in grouped(rows, GroupBy.MINISTRY)] == [4]
    assert [group.label for group in grouped(rows, GroupBy.DEPARTMENT)] == ["Sở Tư pháp"]


def test_quarters_are_of_the_calendar_and_come_newest_first() -> None:
    rows = [row(EARLY), row(STORY), row(replace(STORY, province_signed_on=date(2025, 12, 31)))]

    assert [group.label for group in grouped(rows, GroupBy.QUARTER)] == ["IV/2026", "III/2026", "IV/2025"]
    assert str(Quarter.of(date(2026, 6, 30))) == "II/2026"


def test_each_hop_has_its_middle_its_worst_and_whose_delay_it_was() -> None:
    found = {each.hop: each for each in hop_figures([row(STORY), row(EARLY), row(COMING)])}

    assert (found[Hop.BOARDS].median, found[Hop.BOARDS].worst, found[Hop.BOARDS].late) == (13, 13, 1)
    assert (found[Hop.MINISTRY].median, found[Hop.MINISTRY].days, found[Hop.MINISTRY].late) == (2, 4, 1)
    assert (found[Hop.PROVINCE].late, found[Hop.PROVINCE].upstream) == (0, 1)


def test_the_most_days_late_come_first() -> None:
    rows = [row(EARLY, key="a"), row(STORY, key="b"), row(replace(STORY, boards=Boards()), key="c")]

    assert [each.key for each in worst_first(rows)] == ["b", "c", "a"]

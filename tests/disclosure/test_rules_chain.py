"""One change from the law to the wall (control.md §3.4, ui.md §13 «From law to wall»)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.disclosure.lines import CALENDAR, NUMBERS, STORY, line
from thutuc.disclosure.rules import chain_limits
from thutuc.disclosure.rules.chain import Boards, Dates, Hop, Segment, Station, Verdict, chain, together


def verdicts(dates: Dates, *, on: date = date(2026, 11, 25)) -> dict[Station, Verdict]:
    return {stop.station: stop.verdict for stop in line(dates, on=on).stops}


def test_the_story_of_the_picture() -> None:
    found = line(STORY)

    assert [stop.days for stop in found.stops] == [None, 97, 4, 7, 3, 0, 13]
    assert [stop.limit_on for stop in found.stops][2:5] == [date(2026, 9, 3), date(2026, 9, 24), date(2026, 10, 19)]
    assert found.stop(Station.MINISTRY).verdict is Verdict.LATE
    assert found.stop(Station.MINISTRY).late == 22
    assert found.stop(Station.PROVINCE).verdict is Verdict.UPSTREAM
    assert found.stop(Station.NATIONAL).verdict is Verdict.ON_TIME
    assert found.stop(Station.PORTAL).verdict is Verdict.ON_TIME
    assert (found.stop(Station.BOARDS).verdict, found.stop(Station.BOARDS).late) == (Verdict.LATE, 7)


def test_the_bar_is_the_days_after_the_law_took_effect() -> None:
    found = line(STORY)

    assert found.segments == (
        Segment(Hop.MINISTRY, 4),
        Segment(Hop.PROVINCE, 7),
        Segment(Hop.NATIONAL, 3),
        Segment(Hop.BOARDS, 13),
    )
    assert found.total == 27
    assert found.longest == Segment(Hop.BOARDS, 13)
    assert found.is_complete
    assert not found.in_time


def test_a_gap_is_told_in_days_and_in_working_days() -> None:
    province = line(STORY).stop(Station.PROVINCE)

    assert (province.days, province.working_days) == (7, 5)


def test_a_late_ministry_is_never_counted_against_the_province_and_both_limits_are_kept() -> None:
    found = line(replace(STORY, province_signed_on=date(2026, 10, 30)))

    assert found.stop(Station.PROVINCE).verdict is Verdict.UPSTREAM
    assert found.stop(Station.PROVINCE).limit_on == date(2026, 9, 24)
    assert found.stop(Station.MINISTRY).limit_on == date(2026, 9, 3)


def test_a_late_province_that_had_the_decision_in_time_is_at_fault_itself() -> None:
    early = replace(STORY, ministry_signed_on=date(2026, 9, 1), ministry_arrived_on=date(2026, 9, 4))

    assert verdicts(early)[Station.MINISTRY] is Verdict.ON_TIME
    assert verdicts(early)[Station.PROVINCE] is Verdict.LATE
    assert line(early).segments[0] == Segment(Hop.PROVINCE, 11)


def test_a_late_signature_without_a_day_of_arrival_is_not_judged() -> None:
    unknown = replace(STORY, ministry_signed_on=date(2026, 9, 1), ministry_arrived_on=None)

    assert verdicts(unknown)[Station.PROVINCE] is Verdict.UNCLEAR


def test_a_province_that_details_the_content_itself_waits_for_nobody() -> None:
    own = replace(STORY, ministry_signed_on=None, ministry_arrived_on=None, needs_ministry=False)

    assert verdicts(own)[Station.MINISTRY] is Verdict.NOT_APPLICABLE
    assert verdicts(own)[Station.PROVINCE] is Verdict.LATE
    assert line(own).stop(Station.PROVINCE).days == 11


def test_everything_in_its_place_before_the_law_took_effect_is_no_delay() -> None:
    early = Dates(
        law_signed_on=date(2026, 6, 26),
        law_effective_on=date(2026, 10, 1),
        ministry_signed_on=date(2026, 8, 28),
        ministry_arrived_on=date(2026, 8, 31),
        province_signed_on=date(2026, 9, 21),
        national_on=date(2026, 9, 24),
        portal_on=date(2026, 9, 21),
        boards=Boards(3, 3, date(2026, 9, 23), date(2026, 9, 25)),
    )

    found = line(early)

    assert found.in_time
    assert found.segments == ()
    assert found.longest is None
    assert {stop.verdict for stop in found.stops[2:]} == {Verdict.ON_TIME}
    assert found.stop(Station.MINISTRY).days == -34


def test_a_missing_station_counts_to_today_and_those_behind_it_wait() -> None:
    stuck = replace(STORY, national_on=None, entered_on=None, boards=Boards(102, 40, date(2026, 10, 16)))

    found = line(stuck, on=date(2026, 11, 2))

    national, boards = found.stop(Station.NATIONAL), found.stop(Station.BOARDS)
    assert (national.is_open, national.days, national.verdict, national.late) == (True, 21, Verdict.LATE, 10)
    assert (boards.is_open, boards.days, boards.verdict) == (True, None, Verdict.BLOCKED)
    assert found.segments[-1] == Segment(Hop.NATIONAL, 21)
    assert found.total == 32
    assert not found.is_complete


def test_a_missing_station_within_its_limit_is_only_awaited() -> None:
    fresh = Dates(
        law_effective_on=date(2026, 10, 1),
        ministry_signed_on=date(2026, 8, 28),
        ministry_arrived_on=date(2026, 8, 31),
        province_signed_on=date(2026, 9, 21),
        boards=Boards(3, 0),
    )

    found = line(fresh, on=date(2026, 9, 22))

    assert {stop.verdict for stop in found.stops if stop.station.value in ("national", "portal", "boards")} == {
        Verdict.WAITING
    }
    assert not found.is_begun
    assert found.total == 0
    assert not found.in_time


def test_a_ministry_that_never_signed_leaves_the_province_waiting_upstream() -> None:
    nothing = Dates(law_signed_on=date(2026, 6, 26), law_effective_on=date(2026, 10, 1), boards=Boards(3, 0))

    found = line(nothing, on=date(2026, 10, 12))

    assert found.stop(Station.MINISTRY).verdict is Verdict.LATE
    assert found.stop(Station.PROVINCE).verdict is Verdict.UPSTREAM
    assert found.segments == (Segment(Hop.MINISTRY, 11),)


def test_a_province_that_signed_waits_for_no_decision_that_is_not_on_record() -> None:
    unrecorded = replace(STORY, ministry_signed_on=None, ministry_arrived_on=None)

    assert verdicts(unrecorded)[Station.MINISTRY] is Verdict.NOT_APPLICABLE
    assert verdicts(unrecorded)[Station.PROVINCE] is Verdict.UNCLEAR
    assert line(unrecorded).segments[0] == Segment(Hop.PROVINCE, 11)


def test_a_change_that_redraws_no_sheet_has_no_boards() -> None:
    internal = replace(STORY, boards=Boards())

    found = line(internal)

    assert found.stop(Station.BOARDS).verdict is Verdict.NOT_APPLICABLE
    assert found.total == 14


def test_what_was_taken_back_owes_nothing_more() -> None:
    reversed_ = replace(STORY, national_on=None, boards=Boards(102, 40), reversed_on=date(2026, 10, 20))

    found = line(reversed_)

    assert found.stop(Station.NATIONAL).verdict is Verdict.NOT_APPLICABLE
    assert found.stop(Station.BOARDS).verdict is Verdict.NOT_APPLICABLE
    assert found.is_complete


def test_without_the_text_the_decisions_own_day_counts() -> None:
    bare = Dates(province_signed_on=date(2026, 10, 12), province_effective_on=date(2026, 10, 20))

    found = line(bare, on=date(2026, 10, 22))

    assert found.dates.effective_on == date(2026, 10, 20)
    assert found.stop(Station.LAW_EFFECTIVE).verdict is Verdict.NO_LIMIT
    assert line(Dates(), on=date(2026, 10, 22)).segments == ()


def test_outside_the_calendar_days_are_told_without_working_days() -> None:
    old = Dates(law_effective_on=date(2008, 7, 1), province_signed_on=date(2008, 7, 8), national_on=date(2008, 7, 9))

    found = line(old)

    assert (found.stop(Station.PROVINCE).days, found.stop(Station.PROVINCE).working_days) == (7, None)
    assert found.stop(Station.PROVINCE).verdict is Verdict.NO_LIMIT


ERAS = [
    (date(2012, 7, 1), date(2012, 6, 18), date(2012, 6, 18)),
    (date(2014, 7, 1), date(2014, 6, 3), date(2014, 6, 24)),
    (date(2019, 7, 1), date(2019, 6, 3), date(2019, 6, 24)),
    (date(2026, 7, 1), date(2026, 6, 3), date(2026, 6, 24)),
]


@pytest.mark.parametrize(("effective", "ministry", "province"), ERAS, ids=[str(era[0].year) for era in ERAS])
def test_the_same_change_is_judged_by_its_own_era(effective: date, ministry: date, province: date) -> None:
    punctual = Dates(
        law_effective_on=effective,
        ministry_signed_on=ministry,
        ministry_arrived_on=ministry,
        province_signed_on=province,
    )
    late = replace(punctual, province_signed_on=date.fromordinal(province.toordinal() + 1))

    assert verdicts(punctual, on=effective)[Station.PROVINCE] is Verdict.ON_TIME
    assert verdicts(late, on=effective)[Station.PROVINCE] is Verdict.LATE


def test_a_decision_is_as_far_as_its_slowest_procedure() -> None:
    quick = replace(
        STORY, national_on=date(2026, 10, 13), boards=Boards(102, 102, date(2026, 10, 13), date(2026, 10, 14))
    )
    slow = replace(STORY, law_signed_on=date(2026, 1, 1), law_effective_on=date(2026, 3, 1), national_on=None)

    both = together([quick, STORY])
    stuck = together([quick, slow])

    assert (both.national_on, both.boards) == (
        date(2026, 10, 15),
        Boards(204, 204, date(2026, 10, 13), date(2026, 10, 28)),
    )
    assert (stuck.national_on, stuck.law_effective_on, stuck.law_signed_on) == (
        None,
        date(2026, 10, 1),
        date(2026, 6, 26),
    )
    assert together([replace(STORY, reversed_on=date(2026, 10, 20)), STORY]).reversed_on is None


def test_a_line_of_another_day_is_the_same_once_everything_has_happened() -> None:
    limits = chain_limits.expected(STORY.change, NUMBERS, CALENDAR)

    assert chain(STORY, limits, CALENDAR, on=date(2026, 10, 28)) == line(STORY)

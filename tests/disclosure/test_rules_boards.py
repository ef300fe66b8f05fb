"""Who must post what, what hangs wrongly, by when: the province's own rule by day, never for electronic places."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.rules import boards, reach
from thutuc.disclosure.rules.boards import Board, Duty, OwnRule
from thutuc.disclosure.rules.facts import Hung, Place, Unit, Version
from thutuc.disclosure.rules.terms import DutyKind, PlaceKind
from thutuc.kernel.periods import Days
from thutuc.legislation.rules.parameters import ParameterValue
from thutuc.legislation.rules.terms import ValueUnit
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel
from thutuc.worktime.rules import Certainty, of_years

PROVINCE, DISTRICT, COMMUNE = AgencyLevel.PROVINCE, AgencyLevel.DISTRICT, AgencyLevel.COMMUNE
TODAY = date(2026, 11, 25)
LONG_AGO, THEN = date(2020, 1, 1), datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
RULE = OwnRule(
    (ParameterValue("posting.office", 5, ValueUnit.WORKING_DAY, Days(date(2017, 9, 25)), "92/2017/NĐ-CP"),),
    of_years(dict.fromkeys(range(2017, 2028), Certainty.DECIDED)),
)


def unit(key: int, kind: AgencyKind, level: AgencyLevel, parent: int | None = None) -> Unit:
    return Unit(key, kind, level, parent, Days(LONG_AGO))


COMMITTEE = unit(1, AgencyKind.PROVINCE_PC, PROVINCE)
OFFICE = unit(2, AgencyKind.PROVINCE_OFFICE, PROVINCE, 1)
CENTRE = unit(3, AgencyKind.PROVINCIAL_CENTRE, PROVINCE, 2)
HEALTH = unit(4, AgencyKind.DEPARTMENT, PROVINCE, 1)
DIVISION = unit(5, AgencyKind.DIVISION, PROVINCE, 4)
TAX = unit(6, AgencyKind.VERTICAL_AGENCY, PROVINCE, 1)
COMMUNE_A = unit(10, AgencyKind.COMMUNE_PC, COMMUNE, 1)
COUNTER_A = unit(11, AgencyKind.COMMUNE_CENTRE, COMMUNE, 10)
COMMUNE_B = unit(12, AgencyKind.COMMUNE_PC, COMMUNE, 1)
DISTRICT_A = unit(20, AgencyKind.DISTRICT_PC, DISTRICT, 1)
COUNTER_D = unit(21, AgencyKind.DISTRICT_UNIT, DISTRICT, 20)
KIOSK = unit(30, AgencyKind.KIOSK, COMMUNE, 10)
EVERY = (
    COMMITTEE,
    OFFICE,
    CENTRE,
    HEALTH,
    DIVISION,
    TAX,
    COMMUNE_A,
    COUNTER_A,
    COMMUNE_B,
    DISTRICT_A,
    COUNTER_D,
    KIOSK,
)


def version(
    key: int,
    *levels: Level,
    agency: int | None = None,
    start: date = LONG_AGO,
    end: date | None = None,
    procedure: int = 0,
) -> Version:
    return Version(
        key, procedure or key, 1, f"1.{key:06}", "Thủ tục", frozenset(levels), agency, Days(start, end), start
    )


@pytest.mark.parametrize(
    ("levels", "agency", "units"),
    [
        ((Level.COMMUNE,), None, {11, 12}),
        ((Level.PROVINCE,), 4, {3, 4}),
        ((Level.PROVINCE,), 5, {3, 4}),
        ((Level.PROVINCE,), 2, {2, 3}),
        ((Level.PROVINCE,), 1, {3}),
        ((Level.PROVINCE,), 6, {3}),
        ((Level.PROVINCE,), 99, {3}),
        ((Level.PROVINCE,), None, {3}),
        ((Level.DISTRICT,), None, {21}),
        ((Level.PROVINCE, Level.COMMUNE), 4, {3, 4, 11, 12}),
        ((Level.MINISTRY,), 4, set()),
        ((Level.OTHER,), 4, {4}),
    ],
)
def test_a_procedure_hangs_where_it_is_received_and_resolved(
    levels: tuple[Level, ...], agency: int | None, units: set[int]
) -> None:
    found = reach.owed(EVERY, [version(1, *levels, agency=agency)])

    assert {unit for unit, versions in found.items() if versions} == units


def test_after_the_end_of_the_districts_nobody_owes_their_procedures() -> None:
    units = [each for each in EVERY if each.level is not DISTRICT]

    found = reach.owed(units, [version(1, Level.DISTRICT)])

    assert not any(found.values())


def test_a_centre_of_one_level_receives_for_communes_too() -> None:
    centre = unit(40, AgencyKind.ONE_LEVEL_CENTRE, PROVINCE, 1)

    found = reach.owed([centre], [version(1, Level.COMMUNE), version(2, Level.PROVINCE), version(3, Level.DISTRICT)])

    assert [each.id for each in found[40]] == [1, 2]


def board(
    owed: list[Version], *hung: Hung, kinds: tuple[PlaceKind, ...] = (PlaceKind.FOLDER,), unit: Unit = COUNTER_A
) -> Board:
    places = [Place(number, unit.id, kind, LONG_AGO) for number, kind in enumerate(kinds, start=1)]
    return Board(unit, owed, places, hung)


def hung(of: Version, place: int = 1, posting: int | None = 7) -> Hung:
    return Hung(of.id, place, posting)


def found(given: Board, *others: Version, on: date = TODAY) -> list[Duty]:
    known = {each.id: each for each in (*given.owed, *others)}
    return boards.duties(given, known, RULE, on=on)


SIGNED, EFFECT = date(2026, 11, 2), date(2026, 11, 16)
OLD = version(1, Level.COMMUNE, end=EFFECT, procedure=50)
NEW = replace(version(2, Level.COMMUNE, start=EFFECT, procedure=50), opened_on=SIGNED, number=2)
LATER = version(3, Level.COMMUNE, start=date(2026, 12, 1), procedure=51)
GONE = replace(version(4, Level.COMMUNE, end=EFFECT, procedure=52), ended_on=SIGNED)


def test_a_version_in_force_that_hangs_owes_nothing() -> None:
    assert found(board([NEW], hung(NEW))) == []


def test_a_version_in_force_that_does_not_hang_is_to_post_within_the_provinces_own_days() -> None:
    (duty,) = found(board([replace(NEW, opened_on=date(2026, 11, 18))]))

    assert (duty.kind, duty.version and duty.version.id, duty.place) == (DutyKind.POST, 2, None)
    assert duty.due == date(2026, 11, 25)


def test_a_duty_begins_on_the_day_of_effect_even_when_the_days_after_signing_are_over() -> None:
    (duty,) = found(board([NEW]))

    assert (duty.began, duty.due) == (EFFECT, EFFECT)


def test_the_old_version_on_the_wall_is_to_replace() -> None:
    (duty,) = found(board([NEW], hung(OLD)), OLD)

    assert (duty.kind, duty.place, duty.old, duty.version) == (DutyKind.REPLACE, 1, OLD.id, NEW)


def test_an_abolished_procedure_is_to_take_down() -> None:
    (duty,) = found(board([], hung(GONE)), GONE)

    assert (duty.kind, duty.old, duty.version, duty.due) == (DutyKind.TAKE_DOWN, GONE.id, None, EFFECT)


def test_old_and_new_side_by_side_leave_only_taking_the_old_one_down() -> None:
    (duty,) = found(board([NEW], hung(OLD), hung(NEW)), OLD)

    assert duty.kind is DutyKind.TAKE_DOWN


def test_the_old_version_at_two_places_is_to_replace_at_both() -> None:
    duties = found(board([NEW], hung(OLD, 1), hung(OLD, 2), kinds=(PlaceKind.FOLDER, PlaceKind.FOLDER)), OLD)

    assert [(duty.kind, duty.place) for duty in duties] == [(DutyKind.REPLACE, 1), (DutyKind.REPLACE, 2)]


def test_posting_ahead_of_the_day_of_effect_is_allowed_and_the_old_one_stays() -> None:
    before = date(2026, 11, 10)

    assert found(board([OLD], hung(OLD), hung(NEW)), NEW, on=before) == []


def test_a_version_taken_back_before_its_day_is_to_take_down() -> None:
    voided = replace(LATER, voided_on=date(2026, 11, 20))

    (duty,) = found(board([], hung(voided)), voided)

    assert duty.kind is DutyKind.TAKE_DOWN


def test_a_sheet_that_reads_the_same_stays() -> None:
    same, now = replace(OLD, notice="a"), replace(NEW, notice="a")

    assert found(board([now], hung(same)), same) == []


def test_electronic_places_renew_themselves_and_owe_nothing() -> None:
    assert found(board([NEW], kinds=(PlaceKind.SCREEN, PlaceKind.PAGE, PlaceKind.KIOSK))) == []


def test_a_screen_beside_a_board_does_not_free_the_board() -> None:
    duties = found(board([NEW], kinds=(PlaceKind.SCREEN, PlaceKind.FOLDER)))

    assert [duty.kind for duty in duties] == [DutyKind.POST]


def test_a_unit_without_any_place_owes_it_all() -> None:
    assert [duty.kind for duty in found(board([NEW], kinds=()))] == [DutyKind.POST]


def test_a_board_without_the_feedback_notice_owes_it() -> None:
    (duty,) = found(board([], kinds=(PlaceKind.BOARD, PlaceKind.FOLDER)))

    assert (duty.kind, duty.place) == (DutyKind.FEEDBACK_NOTICE, 1)


def test_a_scan_of_an_outdated_sheet_raises_the_duty_though_nobody_recorded_the_sheet() -> None:
    scanned = hung(OLD, posting=None)._replace(scanned_at=THEN)

    (duty,) = found(board([NEW], scanned), OLD)

    assert (duty.kind, duty.hung and duty.hung.scanned_at) == (DutyKind.REPLACE, THEN)


def test_a_scan_is_no_proof_that_the_current_version_hangs() -> None:
    scanned = hung(NEW, posting=None)._replace(scanned_at=THEN)

    assert [duty.kind for duty in found(board([NEW], scanned))] == [DutyKind.POST]


def test_a_new_unit_is_not_late_for_what_was_signed_before_it_existed() -> None:
    new = replace(COUNTER_A, days=Days(date(2026, 11, 20)))

    (duty,) = found(board([version(9, Level.COMMUNE)], unit=new))

    assert (duty.began, duty.due) == (date(2026, 11, 20), date(2026, 11, 27))


def test_before_the_province_had_a_number_no_day_is_due_and_days_off_move_the_end() -> None:
    assert RULE.due(date(2017, 1, 2), date(2017, 1, 2)) is None
    assert RULE.due(date(2026, 11, 20), date(2026, 11, 20)) == date(2026, 11, 27)
    assert (RULE.late(date(2026, 11, 20), TODAY), RULE.left(date(2026, 11, 27), TODAY)) == (3, 2)


def test_the_figures_of_a_unit_follow_from_its_duties() -> None:
    given = board([NEW, version(8, Level.COMMUNE)], hung(OLD), hung(GONE))
    duties = found(given, OLD, GONE)

    figures = boards.standing(given, duties, RULE, on=TODAY)

    assert (figures.owed, figures.right, figures.total, figures.late) == (2, 0, 3, 3)
    assert dict(figures.counts) == {DutyKind.REPLACE: 1, DutyKind.TAKE_DOWN: 1, DutyKind.POST: 1}

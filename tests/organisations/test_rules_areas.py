"""Areas as values and lists of a day."""

from datetime import date

import pytest

from thutuc.kernel.periods import Days
from thutuc.organisations.rules import areas, snapshot
from thutuc.organisations.rules.areas import Held, Unit
from thutuc.organisations.rules.kinds import AreaKind, AreaLevel, ItemKind

P, D, C = AreaLevel.PROVINCE, AreaLevel.DISTRICT, AreaLevel.COMMUNE
BEFORE, SINCE = date(2025, 1, 1), date(2025, 7, 1)
AN_LAC = Unit(P, "97", "Tỉnh An Lạc")
HOA_AN = Unit(D, "971", "Huyện Hòa An", AN_LAC.key)
TAN_LAP = Unit(C, "97101", "Xã Tân Lập", HOA_AN.key)


def held(unit: Unit, pk: int, start: date = BEFORE, end: date | None = None) -> Held:
    return Held(unit.level, unit.code, unit.name, unit.parent, pk, Days(start, end))


def test_the_same_digits_on_two_levels_are_two_numbers() -> None:
    assert areas.number(P, "01") == 1_000_001
    assert areas.number(D, "001") == 2_000_001
    assert areas.number(C, "00001") == 3_000_001


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("Tỉnh An Lạc", P, AreaKind.PROVINCE),
        ("Thành phố Huế", P, AreaKind.CENTRAL_CITY),
        ("Thành phố An Bình", D, AreaKind.CITY),
        ("Thị Xã Mường Lay", D, AreaKind.TOWN),
        ("Quận Ba Đình", D, AreaKind.URBAN_DISTRICT),
        ("Huyện Hòa An", D, AreaKind.DISTRICT),
        ("Thị trấn Nước Hai", C, AreaKind.TOWNSHIP),
        ("Đặc khu Lý Sơn", C, AreaKind.SPECIAL_ZONE),
        ("Phường 1", C, AreaKind.WARD),
        ("Xã Tân Lập", C, AreaKind.COMMUNE),
        ("Xóm Mới", C, None),
    ],
)
def test_the_first_words_of_a_name_tell_the_kind(name: str, level: AreaLevel, kind: AreaKind | None) -> None:
    assert areas.kind_of(name, level) is kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huyện Hòa An", "Huyện Hoà An"),
        ("Huyện Kiến Thuỵ", "Huyện Kiến Thụy"),
        ("Thị xã Mường Lay", "Thị Xã Mường Lay"),
        ("Phan Rang-Tháp Chàm", "Phan Rang - Tháp Chàm"),
        ("Ia H' Drai", "Ia H'Drai"),
    ],
)
def test_the_place_of_a_tone_and_punctuation_do_not_make_another_name(one: str, other: str) -> None:
    assert areas.spelling(one) == areas.spelling(other)


@pytest.mark.parametrize(("one", "other"), [("Xã Tân Lập", "Xã Tân Lạp"), ("Đắk Hà", "Đăk Hà"), ("Đắc", "Dắc")])
def test_another_letter_or_tone_is_another_name(one: str, other: str) -> None:
    assert areas.spelling(one) != areas.spelling(other)


def test_a_district_can_start_on_the_last_day_of_june_2025_and_no_later() -> None:
    assert areas.level_objections([HOA_AN], on=date(2025, 6, 30)) == []
    assert [o.basis for o in areas.level_objections([AN_LAC, HOA_AN], on=SINCE)] == [areas.TWO_LEVELS]


def test_only_digits_are_a_code() -> None:
    assert areas.is_code("00001")
    assert not areas.is_code("")
    assert not areas.is_code("97a")
    assert not areas.is_code("１２")


def test_a_first_list_opens_everything_and_a_second_reading_changes_nothing() -> None:
    units = [AN_LAC, HOA_AN, TAN_LAP]

    first = snapshot.plan([], units, on=BEFORE)
    second = snapshot.plan([held(unit, n) for n, unit in enumerate(units)], units, on=BEFORE)

    assert first.open == (AN_LAC, HOA_AN, TAN_LAP)
    assert second.is_empty
    assert second.kept == 3


def test_a_unit_of_a_list_tells_its_kind_and_an_item_whether_it_is_about_a_new_one() -> None:
    assert TAN_LAP.kind is AreaKind.COMMUNE
    assert ItemKind.NO_PREDECESSOR.is_new
    assert not ItemKind.SPLIT.is_new


def test_old_spelling_changes_nothing() -> None:
    respelled = Unit(D, "971", "Huyện Hoà An", AN_LAC.key)

    plan = snapshot.plan([held(AN_LAC, 1), held(HOA_AN, 2)], [AN_LAC, respelled], on=date(2025, 3, 1))

    assert plan.is_empty


def test_a_renamed_district_takes_its_communes_along() -> None:
    renamed = Unit(D, "971", "Thị xã Hòa An", AN_LAC.key)
    rows = [held(AN_LAC, 1), held(HOA_AN, 2), held(TAN_LAP, 3)]

    plan = snapshot.plan(rows, [AN_LAC, renamed, TAN_LAP], on=date(2025, 3, 1))

    assert plan.open == (renamed, TAN_LAP)
    assert [row.id for row in plan.close] == [2, 3]
    assert plan.kept == 1


def test_a_commune_that_the_list_no_longer_has_ends_but_not_in_other_provinces() -> None:
    merged = held(Unit(C, "97102", "Xã Tân Lạp", HOA_AN.key), 4)
    elsewhere = [held(Unit(P, "98", "Tỉnh Khác"), 8), held(Unit(C, "98001", "Xã Khác", (P, "98")), 9)]
    rows = [held(AN_LAC, 1), held(HOA_AN, 2), held(TAN_LAP, 3), merged, *elsewhere]

    plan = snapshot.plan(rows, [AN_LAC, HOA_AN, TAN_LAP], on=date(2025, 3, 1))

    assert plan.close == (merged,)
    assert plan.open == ()


def test_a_list_of_provinces_alone_ends_no_commune() -> None:
    rows = [held(AN_LAC, 1), held(HOA_AN, 2), held(TAN_LAP, 3)]

    assert snapshot.plan(rows, [AN_LAC], on=SINCE).is_empty


def test_an_older_list_read_later_ends_where_the_newer_one_begins() -> None:
    rows = [held(AN_LAC, 1, SINCE), held(TAN_LAP, 2, SINCE)]

    plan = snapshot.plan(rows, [AN_LAC, HOA_AN, TAN_LAP], on=BEFORE)

    assert plan.until == SINCE
    assert len(plan.open) == 3


def test_one_code_with_two_names_is_refused() -> None:
    other = Unit(C, "97101", "Xã Tân Lạp", HOA_AN.key)

    assert [o.code for o in snapshot.objections([TAN_LAP, other])] == ["area.twice"]
    assert snapshot.objections([TAN_LAP, TAN_LAP]) == []


def test_what_two_lists_of_one_day_say_differently_stays_as_first_said_and_is_reported() -> None:
    rows = [held(AN_LAC, 1, SINCE), held(TAN_LAP, 2, SINCE)]
    other = Unit(P, "97", "Thành phố An Lạc")

    later = snapshot.plan(rows, [other], on=SINCE)
    together = snapshot.plan([], [AN_LAC, other], on=SINCE)

    assert later.is_empty
    assert [(odd.given, odd.kept) for odd in later.odd] == [(other, "Tỉnh An Lạc")]
    assert together.open == (AN_LAC,)
    assert [odd.given for odd in together.odd] == [other]

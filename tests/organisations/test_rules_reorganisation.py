"""Sắp xếp đơn vị hành chính as a pure plan: our own province of four communes."""

from dataclasses import replace
from datetime import date

import pytest

from thutuc.kernel.periods import Days
from thutuc.organisations.rules import reorganisation
from thutuc.organisations.rules.areas import Held, Unit
from thutuc.organisations.rules.kinds import AreaLevel, ItemKind, Scope
from thutuc.organisations.rules.reorganisation import Ground, MapRow

P, D, C = AreaLevel.PROVINCE, AreaLevel.DISTRICT, AreaLevel.COMMUNE
ON, EARLIER = date(2025, 7, 1), date(2024, 12, 1)
OLD = Days(date(2020, 1, 1))


def held(level: AreaLevel, code: str, name: str, parent: tuple | None, pk: int, days: Days = OLD) -> Held:
    return Held(level, code, name, parent, pk, days)


AN_LAC = held(P, "97", "Tỉnh An Lạc", None, 1)
BINH_SON = held(P, "98", "Tỉnh Bình Sơn", None, 2)
HOA_AN = held(D, "971", "Huyện Hòa An", AN_LAC.key, 3)
NUI_XANH = held(D, "981", "Thị xã Núi Xanh", BINH_SON.key, 4)
TAN_LAP = held(C, "97101", "Xã Tân Lập", HOA_AN.key, 5)
TAN_LAP_2 = held(C, "97102", "Xã Tân Lạp", HOA_AN.key, 6)
SPLIT = held(C, "97103", "Xã Bị Chia", HOA_AN.key, 7)
MOT = held(C, "98101", "Phường Một", NUI_XANH.key, 8)
ROWS = (AN_LAC, BINH_SON, HOA_AN, NUI_XANH, TAN_LAP, TAN_LAP_2, SPLIT, MOT)


def row(line: int, old: str, name: str, new: str, new_name: str, scope: Scope = Scope.WHOLE, **other: object) -> MapRow:
    told = {"old_province": old[:2], "new_province": "97", "is_default": True, **other}
    return MapRow(line=line, old=old, old_name=name, new=new, new_name=new_name, scope=scope, **told)  # type: ignore[arg-type]


MAPPING = [
    row(2, "97101", "Xã Tân Lập", "97101", "Phường Tân Lập"),
    row(3, "97102", "Xã Tân Lạp", "97101", "Phường Tân Lập"),
    row(4, "97103", "Xã Bị Chia", "97101", "Phường Tân Lập", Scope.PARTIAL, is_default=False),
    row(5, "97103", "Xã Bị Chia", "97103", "Xã Bình Minh", Scope.PARTIAL),
    row(6, "98101", "Phường Một", "98101", "Phường Núi Xanh"),
]
NAMED = [Unit(P, "97", "Tỉnh An Lạc"), Unit(C, "98201", "Đặc khu Đảo Ngọc", (P, "97"))]


def ground(*rows: Held, listed: list[Unit] | None = None, on: date = ON) -> Ground:
    return Ground.of(rows or ROWS, NAMED if listed is None else listed, on=on)


def columns(rows: list[MapRow], where: Ground | None = None, on: date = ON) -> list[str]:
    return [o.field for o in reorganisation.objections(rows, where or ground(), on=on)]


def test_old_communes_and_districts_close_and_new_ones_open_under_the_province() -> None:
    assert columns(MAPPING) == []

    plan = reorganisation.plan(MAPPING, ground(), on=ON)

    assert {unit.key for unit in plan.open} == {(C, "97101"), (C, "97103"), (C, "98101"), (C, "98201")}
    assert {unit.parent for unit in plan.open} == {(P, "97")}
    assert {old.id for old in plan.close} == {2, 3, 4, 5, 6, 7, 8}
    assert plan.kept == 1


def test_split_communes_and_units_without_predecessor_are_listed_and_nothing_else() -> None:
    plan = reorganisation.plan(MAPPING, ground(), on=ON)

    assert [(item.kind, item.name) for item in plan.decide] == [
        (ItemKind.SPLIT, "Xã Bị Chia"),
        (ItemKind.NO_PREDECESSOR, "Đặc khu Đảo Ngọc"),
    ]


def test_provinces_are_linked_through_their_communes() -> None:
    plan = reorganisation.plan(MAPPING, ground(), on=ON)

    provinces = [link for link in plan.link if link.old[0] is P]
    assert [(link.old[1], link.new[1], link.scope) for link in provinces] == [("98", "97", Scope.WHOLE)]
    assert len(plan.link) == 6


def test_a_province_that_is_shared_out_goes_by_default_where_most_of_it_goes() -> None:
    away = [
        *MAPPING[:4],
        row(6, "98101", "Phường Một", "98101", "Phường Núi Xanh", new_province="98"),
        row(7, "98102", "Xã Hai", "98102", "Xã Hai Mới", new_province="97"),
        row(8, "98103", "Xã Ba", "98103", "Xã Ba Mới", new_province="97"),
    ]
    where = ground(*ROWS, held(C, "98102", "Xã Hai", NUI_XANH.key, 9), held(C, "98103", "Xã Ba", NUI_XANH.key, 10))

    plan = reorganisation.plan(away, where, on=ON)

    links = {(link.old[1], link.new[1]): link for link in plan.link if link.old[0] is P}
    assert links["98", "97"].is_default
    assert links["98", "97"].scope is links["98", "98"].scope is Scope.PARTIAL
    assert not links["98", "98"].is_default


def test_a_commune_that_the_file_forgot_stays_and_is_listed() -> None:
    plan = reorganisation.plan(MAPPING[1:], ground(), on=ON)

    assert (ItemKind.UNMENTIONED, "Xã Tân Lập") in [(item.kind, item.name) for item in plan.decide]
    assert TAN_LAP not in plan.close


def test_what_a_list_of_the_day_has_opened_is_not_opened_again() -> None:
    started = [
        held(C, "97101", "Phường Tân Lập", (P, "97"), 20, Days(ON)),
        held(C, "98201", "Đặc khu Đảo Ngọc", (P, "97"), 21, Days(ON)),
    ]
    closed = replace(TAN_LAP, days=Days(OLD.start, ON))
    where = Ground.of([*(r for r in ROWS if r is not TAN_LAP), closed, *started], [], on=ON)

    assert columns(MAPPING, where) == []
    plan = reorganisation.plan(MAPPING, where, on=ON)

    assert {unit.code for unit in plan.open} == {"97103", "98101"}
    assert closed not in plan.close
    assert [item.name for item in plan.decide] == ["Xã Bị Chia", "Đặc khu Đảo Ngọc"]


def test_a_merger_before_2025_keeps_the_district_and_what_does_not_change() -> None:
    rows = [
        row(2, "97101", "Xã Tân Lập", "97101", "Xã Tân Lập"),
        row(3, "97102", "Xã Tân Lạp", "97103", "Xã Bị Chia"),
        row(4, "97103", "Xã Bị Chia", "97103", "Xã Bị Chia"),
    ]

    assert columns(rows, ground(listed=[], on=EARLIER), EARLIER) == []
    plan = reorganisation.plan(rows, ground(listed=[], on=EARLIER), on=EARLIER)

    assert [(unit.code, unit.parent) for unit in plan.open] == [("97103", HOA_AN.key)]
    assert {old.id for old in plan.close} == {6, 7}
    assert plan.kept == 2


def test_before_2025_a_commune_out_of_two_districts_needs_to_be_told_its_own() -> None:
    rows = [
        row(2, "97101", "Xã Tân Lập", "97101", "Xã Mới"),
        row(3, "98101", "Phường Một", "97101", "Xã Mới"),
    ]

    assert columns(rows, ground(on=EARLIER), EARLIER) == ["ma_xa_moi"]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (row(9, "99999", "Xã Lạ", "97101", "Phường Tân Lập"), "ma_xa_cu"),
        (row(9, "97101", "Xã Tân Lập", "97103", "Xã Bình Minh", old_province="98"), "ma_tinh_cu"),
        (row(9, "97101", "Xã Khác Hẳn", "97101", "Phường Tân Lập"), "ten_xa_cu"),
    ],
)
def test_an_unknown_or_misnamed_old_commune_is_told_with_its_line(wrong: MapRow, column: str) -> None:
    found = reorganisation.objections([wrong, *MAPPING[1:]], ground(), on=ON)

    assert [(o.field, o.params["line"]) for o in found] == [(column, 9)]
    assert str(found[0]).startswith("Dòng 9:")


def test_contradictions_in_the_file_are_all_told_at_once() -> None:
    rows = [
        *MAPPING,
        row(7, "97101", "Xã Tân Lập", "97101", "Phường Tân Lập"),
        row(8, "98101", "Phường Một", "97103", "Xã Khác Tên"),
    ]

    assert set(columns(rows)) == {"ma_xa_moi", "ten_xa_moi", "pham_vi"}


def test_a_split_commune_has_exactly_one_default() -> None:
    none = [*MAPPING[:3], replace(MAPPING[3], is_default=False), MAPPING[4]]

    assert columns(none) == ["mac_dinh"]


def test_a_new_province_that_takes_in_others_must_be_known_by_name() -> None:
    found = reorganisation.objections(MAPPING, ground(listed=[]), on=ON)

    assert [o.field for o in found] == ["ma_tinh_moi"]
    assert "import-units" in str(found[0])


def test_a_list_of_new_units_has_the_last_word_on_names() -> None:
    other = [*NAMED, Unit(C, "97101", "Xã Tên Khác", (P, "97"))]

    assert columns(MAPPING, ground(listed=other)) == ["ten_xa_moi"]


def test_a_new_code_still_in_use_by_a_forgotten_commune_is_refused() -> None:
    rows = [row(3, "97102", "Xã Tân Lạp", "97101", "Phường Tân Lập"), *MAPPING[3:]]

    assert "ma_xa_moi" in columns([replace(r, scope=Scope.WHOLE) for r in rows])

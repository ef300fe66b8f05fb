"""Sắp xếp cơ quan as a pure plan, and who may do it."""

from dataclasses import replace
from datetime import date

import pytest

from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days
from thutuc.organisations.rules import agencies, policies
from thutuc.organisations.rules.agencies import AgencyLink, AgencyRow, HeldAgency
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, ItemKind, Scope

DAYS = Days(date(2015, 1, 1))
HELD = {
    agency.code: agency
    for agency in (
        HeldAgency("tinh", "UBND tỉnh", DAYS),
        HeldAgency("tai-chinh", "Sở Tài chính", DAYS, "tinh"),
        HeldAgency("ke-hoach", "Sở Kế hoạch", DAYS, "tinh"),
        HeldAgency("phong", "Phòng Đầu tư", DAYS, "ke-hoach"),
        HeldAgency("huyen", "UBND huyện", DAYS, "tinh"),
        HeldAgency("xa", "UBND xã", DAYS, "huyen"),
    )
}
MERGE = AgencyRow(2, "ke-hoach", "tai-chinh")
WARD = AgencyRow(3, "xa", "phuong", "UBND phường", kind=AgencyKind.COMMUNE_PC, level=AgencyLevel.COMMUNE, parent="tinh")
END = AgencyRow(4, "huyen", "")


def columns(*rows: AgencyRow, taken: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    return [o.field for o in agencies.objections(rows, HELD, taken=taken)]


def test_a_department_merges_and_its_divisions_follow_it() -> None:
    assert columns(MERGE) == []

    plan = agencies.plan([MERGE], HELD)

    assert [agency.code for agency in plan.close] == ["ke-hoach"]
    assert plan.move == (("phong", "tai-chinh"),)
    assert plan.link == (AgencyLink("ke-hoach", "tai-chinh", Scope.WHOLE, True),)
    assert plan.decide == ()
    assert not plan.is_empty


def test_a_district_ends_and_its_communes_become_wards_of_the_province() -> None:
    assert columns(WARD, END) == []

    plan = agencies.plan([WARD, END], HELD)

    assert [row.new for row in plan.open] == ["phuong"]
    assert {agency.code for agency in plan.close} == {"xa", "huyen"}
    assert plan.move == (("phuong", "tinh"),)
    assert [(item.kind, item.code) for item in plan.decide] == [(ItemKind.NO_SUCCESSOR, "huyen")]


def test_split_and_new_agencies_are_listed() -> None:
    rows = [
        WARD,
        AgencyRow(4, "huyen", "phuong", scope=Scope.PARTIAL),
        AgencyRow(5, "huyen", "tai-chinh", scope=Scope.PARTIAL, is_default=False),
        AgencyRow(6, "", "trung-tam", "Trung tâm", kind=AgencyKind.DIVISION, level=AgencyLevel.PROVINCE, parent="tinh"),
    ]

    assert columns(*rows) == []
    plan = agencies.plan(rows, HELD)

    assert [(item.kind, item.code) for item in plan.decide] == [
        (ItemKind.SPLIT, "huyen"),
        (ItemKind.NO_PREDECESSOR, "trung-tam"),
    ]


def test_the_first_list_of_all_leaves_nothing_to_decide() -> None:
    top = AgencyRow(2, "", "tinh", "UBND tỉnh", kind=AgencyKind.PROVINCE_PC, level=AgencyLevel.PROVINCE)

    assert agencies.objections([top], {}) == []
    assert agencies.plan([top], {}).decide == ()


def test_an_agency_moves_without_ending() -> None:
    move = AgencyRow(2, "phong", "phong", parent="tinh")

    plan = agencies.plan([move], HELD)

    assert columns(move) == []
    assert plan.move == (("phong", "tinh"),)
    assert plan.close == plan.open == plan.link == ()
    assert agencies.plan([replace(move, parent="ke-hoach")], HELD).is_empty


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (AgencyRow(9, "", ""), "ma_cu"),
        (AgencyRow(9, "khong-co", "tai-chinh"), "ma_cu"),
        (AgencyRow(9, "phong", "da-dung"), "ma_moi"),
        (AgencyRow(9, "phong", "moi"), "ten_moi"),
        (replace(WARD, line=9, old="phong", identity_code="99"), "ma_dinh_danh"),
        (replace(WARD, line=9, old="phong", parent="khong-co"), "truc_thuoc"),
    ],
)
def test_a_faulty_line_is_told_with_its_column(row: AgencyRow, column: str) -> None:
    assert column in columns(row, taken={"da-dung"})


def test_lines_that_contradict_each_other_are_refused() -> None:
    assert columns(WARD, WARD) == ["ma_moi", "pham_vi"]
    assert columns(WARD, replace(WARD, line=4, old="phong", name="Tên khác")) == ["ten_moi"]
    assert columns(MERGE, replace(MERGE, line=3, new="tinh")) == ["pham_vi"]
    partial = replace(MERGE, scope=Scope.PARTIAL, is_default=False)
    assert columns(partial) == ["mac_dinh"]


def test_who_is_left_under_an_ended_agency_must_be_told_where_to_go() -> None:
    found = agencies.objections([END], HELD)

    assert [o.code for o in found] == ["agencies.homeless"]
    assert "UBND xã" in str(found[0])


def test_a_cycle_in_the_file_is_refused_with_the_circle() -> None:
    found = agencies.objections([AgencyRow(7, "tinh", "tinh", parent="phong")], HELD)

    assert [o.field for o in found] == ["truc_thuoc"]
    assert "→" in str(found[0])
    assert found[0].params["line"] == 7


def test_an_agency_ends_after_it_starts() -> None:
    assert agencies.life_objections(start=date(2025, 1, 1), end=None) == []
    assert [o.field for o in agencies.life_objections(start=date(2025, 1, 1), end=date(2025, 1, 1))] == ["end"]


def actor(role: str) -> Actor:
    return Actor(ActorKind.PERSON, "person:1", 1, posts=(HeldPost(role, 1, DAYS),))


def test_control_officers_reorganise_and_administrators_keep_single_agencies() -> None:
    assert policies.may_reorganise(actor("control_officer"))
    assert policies.may_reorganise(Actor.system("cli"))
    assert not policies.may_reorganise(actor("system_admin"))
    assert policies.may_keep(actor("system_admin"))
    assert not policies.may_keep(actor("clerk"))
    assert [o.basis for o in policies.reorganise_objections(Actor.anonymous())] == [policies.BASIS]

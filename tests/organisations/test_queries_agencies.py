"""Reading agencies and areas as of a day: who sees what, how many statements."""

from datetime import date
from typing import Any

import pytest

from tests.organisations import factories
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.organisations import queries
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaLevel

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


def test_everybody_may_read_agencies_of_every_time() -> None:
    ended = factories.agency("so-cu", end=date(2025, 7, 1))

    assert list(queries.visible_to(Actor.anonymous())) == [ended]
    assert queries.in_force(ended, on=date(2025, 6, 30))
    assert not queries.in_force(ended, on=date(2025, 7, 1))


def test_agencies_are_narrowed_by_level_and_kind_in_vietnamese_order() -> None:
    for code, name in (("so-1", "Sở Y tế"), ("so-2", "Sở Xây dựng"), ("so-3", "Sở Đất đai"), ("so-4", "Sở Dân tộc")):
        factories.agency(code, name)
    factories.agency("xa", "UBND xã", AgencyKind.COMMUNE_PC)

    found = queries.agencies_in_force(on=DAY, level=AgencyLevel.PROVINCE, kind=AgencyKind.DEPARTMENT)

    assert [row.name for row in found] == ["Sở Dân tộc", "Sở Đất đai", "Sở Xây dựng", "Sở Y tế"]
    assert [row.code for row in queries.agencies_in_force(on=DAY, level=AgencyLevel.COMMUNE)] == ["xa"]


def test_names_come_by_key_for_pages_that_hold_keys_only() -> None:
    health = factories.agency("so-y-te", "Sở Y tế")

    assert queries.names_of({health.pk}) == {health.pk: "Sở Y tế"}
    assert queries.names_of(set()) == {}
    with pytest.raises(NotFound):
        queries.agency_by_code("khong-co")


def test_the_whole_tree_takes_two_statements_and_the_way_up_two(django_assert_num_queries: Any) -> None:
    top = factories.agency("ubnd-tinh", kind=AgencyKind.PROVINCE_PC)
    health = factories.agency("so-y-te", parent=top)
    drugs = factories.agency("phong-duoc", parent=health)

    with django_assert_num_queries(2):
        rows = queries.tree(on=DAY)
    with django_assert_num_queries(2):
        above = queries.ancestors(drugs, on=DAY)

    assert [(row.depth, row.agency.code, row.child_count) for row in rows] == [
        (0, "ubnd-tinh", 1),
        (1, "so-y-te", 1),
        (2, "phong-duoc", 0),
    ]
    assert above == [top, health]


def test_an_area_is_found_by_code_and_day(django_assert_num_queries: Any) -> None:
    province = factories.area("97", "Tỉnh An Lạc", AreaLevel.PROVINCE)
    old = factories.area("97101", "Xã Tân Lập", parent=province, end=date(2025, 7, 1))
    new = factories.area("97101", "Phường Tân Lập", parent=province, start=date(2025, 7, 1))

    with django_assert_num_queries(1):
        found = queries.area_by_code("97101", level=AreaLevel.COMMUNE, on=date(2025, 6, 30))
        assert found.parent == province

    assert found == old
    assert queries.area_by_code("97101", level=AreaLevel.COMMUNE, on=DAY) == new
    assert list(queries.areas_in_force(on=DAY, under=province)) == [new]
    with pytest.raises(NotFound):
        queries.area_by_code("97101", level=AreaLevel.DISTRICT, on=DAY)

"""The real lists of 2021, of 30/06/2025 and of 01/07/2025, where they are: every old commune lands or is listed."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from thutuc.kernel.actor import Actor
from thutuc.organisations import queries, readers
from thutuc.organisations.models import Area, AreaSuccession, ReorganisationItem
from thutuc.organisations.rules.kinds import AreaLevel, ItemKind
from thutuc.organisations.services import Outcome

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("THUTUC_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
ON = date(2025, 7, 1)
COUNTED = {"to_decide": 476, "split": 471, "no_predecessor": 5}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (DATA / "units-mapping-2025.csv").is_file(),
        reason="the real lists of units are not on this machine (set THUTUC_SHARED)",
    ),
]


def load(system: Actor, now: datetime, *names: str) -> list[Outcome]:
    return readers.import_units([DATA / f"units-{name}.csv" for name in names], by=system, at=now)


def reorganise(system: Actor, now: datetime, *, dry_run: bool = False) -> Outcome:
    outcome = readers.reorganise(
        [DATA / "units-mapping-2025.csv"],
        on=ON,
        basis="organisations.reorganisation_2025",
        by=system,
        at=now,
        dry_run=dry_run,
    )
    assert isinstance(outcome, Outcome)
    return outcome


def test_the_mapping_of_2025_lists_exactly_the_split_communes_and_the_units_without_predecessor(
    system: Actor, now: datetime
) -> None:
    load(system, now, "legacy-communes")
    load(system, now, "2025-communes", "2025-provinces")

    rehearsed = reorganise(system, now, dry_run=True)
    outcome = reorganise(system, now)

    assert {key: outcome.counts[key] for key in COUNTED} == COUNTED
    assert rehearsed.counts == outcome.counts
    assert AreaSuccession.objects.filter(from_area__level=AreaLevel.COMMUNE).count() == 10_597
    assert AreaSuccession.objects.filter(from_area__level=AreaLevel.COMMUNE, scope="partial").count() == 1_033
    assert {item.name for item in outcome.plan.decide if item.kind is ItemKind.NO_PREDECESSOR} == {
        "Đặc khu Bạch Long Vĩ",
        "Đặc khu Cồn Cỏ",
        "Đặc khu Hoàng Sa",
        "Đặc khu Lý Sơn",
        "Đặc khu Côn Đảo",
    }
    eve, day = date(2025, 6, 30), ON
    counts = {level: queries.areas_in_force(on=eve, level=level).count() for level in AreaLevel}
    assert counts == {AreaLevel.PROVINCE: 63, AreaLevel.DISTRICT: 696, AreaLevel.COMMUNE: 10_035}
    counts = {level: queries.areas_in_force(on=day, level=level).count() for level in AreaLevel}
    assert counts == {AreaLevel.PROVINCE: 34, AreaLevel.DISTRICT: 0, AreaLevel.COMMUNE: 3_321}

    old = list(queries.areas_in_force(on=eve, level=AreaLevel.COMMUNE).values_list("pk", flat=True))
    carried = queries.carry_areas(dict.fromkeys(old, 1), on=day)
    current = set(queries.areas_in_force(on=day, level=AreaLevel.COMMUNE).values_list("pk", flat=True))
    assert sum(figure.total for figure in carried.values()) == 10_035
    assert sum(figure.by_default for figure in carried.values()) == 471
    assert set(carried) <= current
    in_force = set(queries.areas_in_force(on=day).values_list("pk", flat=True))
    assert set(queries.areas_in_force(on=day).values_list("parent", flat=True)) <= {*in_force, None}

    again = reorganise(system, now)
    assert again.repeated
    assert ReorganisationItem.objects.count() == 476


def test_the_lists_may_come_with_the_mapping_or_before_each_other(system: Actor, now: datetime) -> None:
    load(system, now, "2025-provinces", "2025-communes")
    load(system, now, "legacy-communes")

    outcome = reorganise(system, now)

    assert {key: outcome.counts[key] for key in COUNTED} == COUNTED
    assert queries.areas_in_force(on=ON, level=AreaLevel.COMMUNE).count() == 3_321
    assert queries.areas_in_force(on=ON, level=AreaLevel.PROVINCE).count() == 34
    assert queries.areas_in_force(on=ON, level=AreaLevel.DISTRICT).count() == 0


def test_the_list_of_2021_and_the_one_of_2025_stand_side_by_side(system: Actor, now: datetime) -> None:
    outcomes = load(system, now, "legacy-communes", "2021-communes")

    assert [outcome.on.year for outcome in outcomes] == [2021, 2025]
    day = date(2023, 1, 1)
    assert queries.areas_in_force(on=day, level=AreaLevel.COMMUNE).count() == 10_599
    assert queries.areas_in_force(on=day, level=AreaLevel.DISTRICT).count() == 705
    assert queries.areas_in_force(on=date(2025, 6, 1), level=AreaLevel.COMMUNE).count() == 10_035
    assert all(outcome.repeated for outcome in load(system, now, "legacy-communes", "2021-communes"))
    assert Area.objects.filter(validity__isempty=True).count() == 0

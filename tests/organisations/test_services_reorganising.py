"""Lists, reorganisations of areas and agencies, and single agencies, against the database."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.accounts import factories as accounts
from tests.organisations import cases, factories
from thutuc.accounts.rules.roles import Role
from thutuc.journal import queries as journal
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.kernel.periods import Days
from thutuc.organisations import queries, readers, services
from thutuc.organisations.models import (
    Agency,
    AgencyPlacement,
    AgencySuccession,
    Area,
    AreaSuccession,
    Reorganisation,
    ReorganisationItem,
)
from thutuc.organisations.rules.areas import Unit
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaLevel, ItemKind
from thutuc.organisations.services import AgencyOutcome, NewAgency

pytestmark = pytest.mark.django_db
EVE, ON = date(2025, 6, 30), cases.ON
COMMUNE = AreaLevel.COMMUNE


def names(day: date, level: AreaLevel = COMMUNE) -> set[str]:
    return set(queries.areas_in_force(on=day, level=level).values_list("name", flat=True))


def test_history_keeps_the_old_communes_and_the_day_has_the_new_ones(system: Actor, now: datetime) -> None:
    outcome = cases.reorganise_areas(system, now)

    assert names(EVE) == {"Xã Tân Lập", "Xã Tân Lạp", "Xã Bị Chia", "Phường Một"}
    assert names(ON) == {"Phường Tân Lập", "Xã Bình Minh", "Phường Núi Xanh", "Đặc khu Đảo Ngọc"}
    assert names(EVE, AreaLevel.DISTRICT) == {"Huyện Hòa An", "Thị xã Núi Xanh", "Huyện Đảo Ngọc"}
    assert names(ON, AreaLevel.DISTRICT) == set()
    assert names(ON, AreaLevel.PROVINCE) == {"Tỉnh An Lạc"}
    assert {item.unit_name for item in ReorganisationItem.objects.all()} == {"Xã Bị Chia", "Đặc khu Đảo Ngọc"}
    assert [entry.code for entry in journal.of_subject(outcome.reorganisation)] == ["areas.reorganise"]


def test_a_rehearsal_changes_nothing_and_says_the_same(system: Actor, now: datetime) -> None:
    rehearsed = cases.reorganise_areas(system, now, dry_run=True)
    before = (Area.objects.count(), JournalEntry.objects.count())

    assert not Reorganisation.objects.exists()
    done = cases.reorganise_again(system, now)
    assert done.counts == rehearsed.counts
    assert Area.objects.count() == before[0] + done.counts["opened"]


def test_the_same_file_twice_changes_nothing(system: Actor, now: datetime) -> None:
    cases.reorganise_areas(system, now)
    lines = JournalEntry.objects.count()

    again = cases.reorganise_again(system, now)

    assert again.repeated
    assert JournalEntry.objects.count() == lines
    assert AreaSuccession.objects.count() == 6


def test_a_figure_counted_by_old_communes_adds_up_under_new_ones(system: Actor, now: datetime) -> None:
    cases.reorganise_areas(system, now)
    old = {area.name: area for area in queries.areas_in_force(on=EVE, level=COMMUNE)}
    figures = {old["Xã Tân Lập"].pk: 40, old["Xã Tân Lạp"].pk: 8, old["Xã Bị Chia"].pk: 7, old["Phường Một"].pk: 5}

    carried = queries.carry_areas(figures, on=ON)

    by_name = {Area.objects.get(pk=pk).name: figure for pk, figure in carried.items()}
    assert (by_name["Phường Tân Lập"].whole, by_name["Phường Tân Lập"].by_default) == (48, 0)
    assert (by_name["Xã Bình Minh"].whole, by_name["Xã Bình Minh"].by_default) == (0, 7)
    assert by_name["Xã Bình Minh"].is_marked
    assert sum(figure.total for figure in carried.values()) == 60
    heirs = queries.successor_areas(old["Xã Bị Chia"], on=ON)
    assert [(heir.area.name, heir.is_default) for heir in heirs] == [("Xã Bình Minh", True), ("Phường Tân Lập", False)]


def test_a_refused_file_changes_nothing(system: Actor, now: datetime) -> None:
    cases.load(system, now, cases.LEGACY)
    areas, lines = list(Area.objects.values_list("pk", "validity")), JournalEntry.objects.count()

    with pytest.raises(Refused) as refused:
        cases.reorganise_again(system, now, cases.MAPPING.replace("97,97102,", "97,97999,"))
    assert [o.field for o in refused.value.objections] == ["ma_xa_cu"]
    with pytest.raises(Refused):
        readers.reorganise_tables([readers.read(cases.MAPPING.encode())], on=ON, basis=" ", by=system, at=now)
    assert list(Area.objects.values_list("pk", "validity")) == areas
    assert JournalEntry.objects.count() == lines


def test_strangers_load_and_reorganise_nothing(now: datetime) -> None:
    clerk = accounts.actor(Role.CLERK)

    with pytest.raises(Refused):
        services.load_areas(lists={ON: [Unit(AreaLevel.PROVINCE, "97", "Tỉnh An Lạc")]}, by=clerk, at=now)
    with pytest.raises(Refused):
        readers.reorganise_tables([readers.read(cases.MAPPING.encode())], on=ON, basis="x", by=clerk, at=now)


def test_a_district_cannot_start_after_the_level_has_ended(system: Actor, now: datetime) -> None:
    units = readers.units(readers.read(cases.LEGACY.encode()))

    with pytest.raises(Refused, match="không còn cấp huyện"):
        services.load_areas(lists={ON: units}, by=system, at=now)


def test_two_areas_never_share_a_code_on_one_day() -> None:
    factories.area("97101", "Xã Tân Lập")

    with pytest.raises(IntegrityError, match="organisations_area_once"), transaction.atomic():
        factories.area("97101", "Xã Khác", start=date(2025, 1, 1))
    factories.area("97101", "Huyện Cùng Số", AreaLevel.DISTRICT)
    with pytest.raises(Exception, match="Cannot delete"):
        Area.objects.all().delete()


def test_a_province_list_read_after_the_communes_takes_them_along(system: Actor, now: datetime) -> None:
    cases.load(system, now, cases.LEGACY, cases.NEW)

    provinces = "ma_tinh,ten\n97,Thành phố An Lạc\n"
    (outcome,) = cases.load(system, now, provinces)

    assert outcome.counts["opened"] == outcome.counts["closed"] == 1
    parents = set(queries.areas_in_force(on=ON, level=COMMUNE).values_list("parent__name", flat=True))
    assert parents == {"Thành phố An Lạc"}
    assert names(EVE, AreaLevel.PROVINCE) >= {"Tỉnh An Lạc"}


def reorganise_agencies(system: Actor, now: datetime, text: str = cases.AGENCIES.FILE) -> AgencyOutcome:
    outcome = readers.reorganise_tables([readers.read(text.encode())], on=ON, basis=cases.BASIS, by=system, at=now)
    assert isinstance(outcome, AgencyOutcome)
    return outcome


def test_departments_merge_a_district_ends_and_communes_get_their_centre(system: Actor, now: datetime) -> None:
    cases.AGENCIES.make()

    outcome = reorganise_agencies(system, now)

    def tree(day: date) -> list[tuple[int, str]]:
        return [(row.depth, row.agency.code) for row in queries.tree(on=day)]

    assert (1, "huyen-hoa-an") in tree(EVE)
    assert (2, "xa-tan-lap-cu") in tree(EVE)
    assert tree(ON) == [
        (0, "ubnd-tinh"),
        (1, "so-tai-chinh"),
        (2, "phong-dau-tu"),
        (1, "trung-tam-moi"),
        (1, "phuong-tan-lap"),
        (2, "tram-y-te"),
        (2, "trung-tam-tan-lap"),
    ]
    assert [centre.code for centre in queries.one_stop_centres(on=ON)] == ["trung-tam-tan-lap"]
    assert {(item.kind, item.unit_code) for item in ReorganisationItem.objects.all()} == {
        (ItemKind.SPLIT, "huyen-hoa-an"),
        (ItemKind.NO_SUCCESSOR, "hoi-cu"),
        (ItemKind.NO_PREDECESSOR, "trung-tam-moi"),
    }
    assert queries.agency_by_code("phuong-tan-lap").legacy_identity_code == "000.00.31.H99"
    assert reorganise_agencies(system, now).repeated
    assert outcome.counts["moved"] == AgencyPlacement.objects.filter(validity__startswith=ON).count()


def test_a_year_across_the_reorganisation_is_compared_with_the_predecessors(system: Actor, now: datetime) -> None:
    cases.AGENCIES.make()
    reorganise_agencies(system, now)
    ward = queries.agency_by_code("phuong-tan-lap")

    parts = queries.comparable(ward, Days(date(2025, 1, 1), date(2026, 1, 1)))

    found = {part.agency.code: part for part in parts}
    assert set(found) == {"huyen-hoa-an", "xa-tan-lap-cu", "xa-tan-lap-2", "phuong-tan-lap"}
    assert found["xa-tan-lap-cu"].days == Days(date(2025, 1, 1), ON)
    assert found["phuong-tan-lap"].days == Days(ON, date(2026, 1, 1))
    old = {code: Agency.objects.get(code=code).pk for code in ("xa-tan-lap-cu", "xa-tan-lap-2", "huyen-hoa-an")}
    carried = queries.carry_agencies({old["xa-tan-lap-cu"]: 30, old["xa-tan-lap-2"]: 12, old["huyen-hoa-an"]: 9}, on=ON)
    assert (carried[ward.pk].whole, carried[ward.pk].by_default) == (42, 9)
    heirs = queries.successor_agencies(Agency.objects.get(code="huyen-hoa-an"), on=ON)
    assert [(heir.agency.code, heir.is_default) for heir in heirs] == [
        ("phuong-tan-lap", True),
        ("so-tai-chinh", False),
    ]


def test_a_wrong_list_of_agencies_changes_nothing(system: Actor, now: datetime) -> None:
    cases.AGENCIES.make()
    before = list(Agency.objects.values_list("code", "validity", "revision"))

    with pytest.raises(Refused) as refused:
        reorganise_agencies(system, now, cases.AGENCIES.FILE.replace("so-ke-hoach,", "so-la,", 1))
    assert [o.field for o in refused.value.objections] == ["ma_cu"]

    assert list(Agency.objects.values_list("code", "validity", "revision")) == before
    assert not AgencySuccession.objects.exists()


def test_an_agency_that_moved_later_cannot_be_reorganised_before(system: Actor, now: datetime) -> None:
    cases.AGENCIES.make()
    move = "ma_cu,ma_moi,ten_moi,loai,cap,truc_thuoc,pham_vi,mac_dinh\ntram-y-te,tram-y-te,,,,{parent},,1\n"
    reorganise_agencies(system, now, move.format(parent="so-tai-chinh"))

    with pytest.raises(Refused, match="kiểm tra lại ngày"):
        reorganise_agencies(system, now, move.format(parent="so-ke-hoach"))


def test_the_decision_on_a_split_unit_is_kept_with_who_and_when(system: Actor, now: datetime) -> None:
    act = cases.reorganise_areas(system, now).reorganisation
    assert act is not None
    officer = accounts.actor(Role.CONTROL_OFFICER)
    item = queries.item(act, "97103")
    stale = queries.item(act, "97103")
    assert queries.open_items() == 2

    decided = services.decide(item=item, decision="  Theo NQ 12 ", by=officer, at=now)

    assert (decided.decision, decided.decided_by, decided.decided_at) == ("Theo NQ 12", officer.key, now)
    assert queries.open_items() == 1
    assert [row.unit_code for row in queries.items(act, undecided=True)] == ["98201"]
    with pytest.raises(Conflict):
        services.decide(item=stale, decision="Khác", by=officer, at=now)
    with pytest.raises(Refused):
        services.decide(item=decided, decision=" ", by=officer, at=now)
    with pytest.raises(NotFound):
        queries.item(act, "khong-co")


NEW = NewAgency("so-y-te", "Sở  Y tế", AgencyKind.DEPARTMENT, AgencyLevel.PROVINCE, date(2025, 3, 1))


def test_an_agency_is_added_under_its_parent(system: Actor, now: datetime, django_assert_max_num_queries: Any) -> None:
    top = factories.agency("ubnd-tinh", kind=AgencyKind.PROVINCE_PC)

    with django_assert_max_num_queries(10 + 4):  # two acts nested in the test's transaction: four savepoint lines
        added = services.add_agency(agency=NEW, parent=top, by=system, at=now)

    assert added.name == "Sở Y tế"
    assert [row.parent for row in queries.placements(added)] == [top]
    assert queries.descendant_ids(top, on=date(2025, 3, 1)) == {top.pk, added.pk}
    assert queries.descendant_ids(top, on=date(2025, 2, 28)) == {top.pk}
    with pytest.raises(Refused, match="đã dùng"):
        services.add_agency(agency=NEW, by=system, at=now)
    with pytest.raises(Refused):
        services.add_agency(agency=NEW, by=accounts.actor(Role.CLERK), at=now)


def test_an_agency_ends_when_nobody_stands_under_it(system: Actor, now: datetime) -> None:
    top = factories.agency("ubnd-tinh", kind=AgencyKind.PROVINCE_PC)
    health = factories.agency("so-y-te", parent=top)
    drugs = factories.agency("phong-duoc", parent=health)

    with pytest.raises(Refused, match="Còn 1 đơn vị trực thuộc"):
        services.end_agency(agency=health, on=ON, by=system, at=now)
    services.end_agency(agency=drugs, on=ON, by=system, at=now)
    services.end_agency(agency=health, on=ON, by=system, at=now)

    assert [row.agency.code for row in queries.tree(on=ON)] == ["ubnd-tinh"]
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        services.end_agency(agency=top, on=factories.EARLY, by=system, at=now)


def test_a_move_is_kept_by_date_and_never_against_a_later_one(system: Actor, now: datetime) -> None:
    top, other = factories.agency("ubnd-tinh"), factories.agency("van-phong")
    unit = factories.agency("phong", parent=top)

    moved = services.move_agency(agency=unit, parent=other, on=ON, by=system, at=now)

    assert [(row.parent.code, row.validity.lower) for row in queries.placements(unit)] == [
        ("van-phong", ON),
        ("ubnd-tinh", factories.EARLY),
    ]
    with pytest.raises(Refused, match="từ ngày này trở đi"):
        services.move_agency(agency=moved, parent=top, on=EVE, by=system, at=now)
    with pytest.raises(Refused, match="thành vòng"):
        services.move_agency(agency=other, parent=unit, on=date(2026, 1, 1), by=system, at=now)


def test_contacts_are_saved_only_when_they_change(system: Actor, now: datetime) -> None:
    unit = factories.agency("phong")

    services.edit_contacts(agency=unit, contacts={"phone": ""}, by=system, at=now)
    edited = services.edit_contacts(agency=unit, contacts={"phone": " 0299 1", "name": "bỏ qua"}, by=system, at=now)

    assert (edited.phone, edited.revision, edited.name) == ("0299 1", 2, "Sở phong")
    assert [entry.details for entry in journal.of_subject(unit)] == [{"changed": ["phone"]}]

"""The invented province is built through services, once, and tells the same story every time."""

from datetime import date, datetime, timedelta

import pytest

from tests.conftest import NOW
from thutuc.accounts import queries as accounts
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.difference import compare
from thutuc.catalogue.rules.terms import Level
from thutuc.demo import loading, queries
from thutuc.disclosure.queries import lag
from thutuc.disclosure.rules.chain import Station, Verdict
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.legislation import queries as legislation
from thutuc.organisations import queries as organisations
from thutuc.organisations.rules.kinds import AgencyKind, AreaLevel, ItemKind
from thutuc.worktime import queries as worktime

TODAY = date(2026, 11, 25)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]


def _in_force(on: date) -> set[str]:
    return set(catalogue.in_force(on=on).values_list("procedure__code", flat=True))


def _content(code: str, on: date) -> object:
    version = catalogue.version_in_force(catalogue.procedure_by_code(code).pk, on=on)
    return catalogue.content_of(version)


def test_a_second_run_does_nothing() -> None:
    assert loading.load(at=NOW + timedelta(days=1)) is False
    assert queries.mark().as_of == TODAY


def test_the_list_of_2019_comes_from_the_opening_act_and_has_districts() -> None:
    old = catalogue.in_force(on=date(2019, 1, 1))

    assert old.count() == 38
    assert old.filter(levels__contains=[Level.DISTRICT.value]).count() >= 8
    assert set(old.values_list("number", flat=True)) == {1}
    assert not catalogue.in_force(on=date(2018, 12, 31)).exists()


def test_no_version_of_the_district_level_is_in_force_since_july_2025() -> None:
    districts = {"levels__contains": [Level.DISTRICT.value]}

    assert catalogue.in_force(on=BEFORE).filter(**districts).exists()
    assert not catalogue.in_force(on=AFTER).filter(**districts).exists()


def test_the_day_the_levels_changed_divides_two_versions_of_one_procedure() -> None:
    before, after = _content("2.000806", BEFORE), _content("2.000806", AFTER)

    changed = {change.part.key for change in compare(before, after)}

    assert before.levels == (Level.DISTRICT,)
    assert after.levels == (Level.COMMUNE,)
    assert {"steps", "limits", "agency"} <= changed


def test_a_decision_already_signed_is_public_but_not_yet_in_force() -> None:
    code, starts = "1.012783", date(2026, 12, 1)

    now, next_one = _content(code, TODAY), _content(code, starts)
    public = catalogue.public(at=NOW).filter(procedure__code=code, validity__startswith=starts)

    assert (now.offers[0].limit.amount, next_one.offers[0].limit.amount) == (7, 5)
    assert public.exists()


def test_abolished_procedures_leave_the_list_on_their_day() -> None:
    signboard = "1.990041.000.00.00.H99"

    assert signboard in _in_force(date(2026, 11, 5))
    assert signboard not in _in_force(date(2026, 11, 6))
    assert "1.990013" in _in_force(date(2026, 9, 30))
    assert "1.990013" not in _in_force(date(2026, 10, 1))
    assert "1.004646" not in _in_force(AFTER)


def test_internal_procedures_are_not_for_the_public() -> None:
    internal = catalogue.in_force(on=TODAY).filter(is_internal=True)

    assert internal.count() == 2
    assert not catalogue.public(at=NOW).filter(is_internal=True).exists()


def test_the_national_original_lags_behind_the_newest_decisions() -> None:
    national = {row.code: row.name for row in catalogue.national()}

    assert "1.001193" in national
    assert "1.990013" not in national
    assert "1.990001" not in national


def test_every_cited_document_is_in_the_register_with_its_title() -> None:
    numbers = {b.number for v in catalogue.in_force(on=TODAY) for b in catalogue.content_of(v).legal_bases}
    documents = legislation.documents_by_numbers(numbers)

    assert set(documents) == numbers
    assert not [number for number, document in documents.items() if document.is_stub]


def test_communes_and_committees_became_nine() -> None:
    def count(on: date) -> tuple[int, int, int]:
        return (
            organisations.areas_in_force(on=on, level=AreaLevel.COMMUNE).count(),
            organisations.agencies_in_force(on=on, kind=AgencyKind.COMMUNE_PC).count(),
            organisations.agencies_in_force(on=on, kind=AgencyKind.DISTRICT_PC).count(),
        )

    assert count(BEFORE) == (24, 24, 3)
    assert count(AFTER) == (9, 9, 0)
    assert organisations.agencies_in_force(on=AFTER, kind=AgencyKind.COMMUNE_CENTRE).count() == 9


def test_departments_of_2019_merged_into_those_of_2025() -> None:
    def names(on: date) -> set[str]:
        return {agency.code for agency in organisations.agencies_in_force(on=on) if agency.code.startswith("so-")}

    before, after = names(date(2025, 2, 28)), names(date(2025, 3, 1))

    assert {"so-khdt", "so-gtvt", "so-tnmt", "so-ldtbxh"} <= before - after
    assert after - before == {"so-nnmt", "so-khcn", "so-dttg"}


def test_the_split_commune_waits_for_a_person() -> None:
    waiting = [item for act in organisations.reorganisations() for item in organisations.items(act, undecided=True)]
    split = [item for item in waiting if item.kind == ItemKind.SPLIT and item.area_id]

    assert [item.area.name for item in split] == ["Xã An Phú"]
    assert {item.agency.code for item in waiting if item.agency_id} == {"ubnd-xa-an-phu-cu"}


def test_a_unit_of_a_department_that_was_shared_out_follows_its_work() -> None:
    centre = organisations.agency_by_code("trung-tam-dvvl")

    before, after = (organisations.ancestors(centre, on=day)[-1].code for day in (date(2025, 2, 28), TODAY))

    assert (before, after) == ("so-ldtbxh", "so-noi-vu")


def test_two_units_have_no_focal_point_today() -> None:
    without = {agency.code for agency in accounts.units_without_focal_point(on=TODAY)}

    assert without == {"so-dttg", "ubnd-xa-tan-quoi"}
    assert accounts.focal_points(on=TODAY).count() == 20


def test_every_role_that_can_be_tried_is_held_today() -> None:
    roles = {post.role for post in accounts.posts(on=TODAY)}

    assert {Role.CONTROL_OFFICER, Role.CHAIR, Role.OFFICE_HEAD, Role.SYSTEM_ADMIN, Role.COUNTER_OFFICER} <= roles
    assert all(shown.posts for shown in queries.sign_ins(on=TODAY))
    assert len(queries.sign_ins(on=TODAY)) == len(loading.sign_ins()) == 18


def test_the_storm_moved_one_day_of_two_communes_only() -> None:
    coast = organisations.agency_by_code("ubnd-xa-ganh-hao").pk
    own, province = worktime.calendar(of=coast), worktime.calendar()

    assert not own.is_working(date(2025, 11, 7))
    assert own.is_working(date(2025, 11, 15))
    assert province.is_working(date(2025, 11, 7))


def test_acts_are_journalled_by_those_who_held_the_office_and_the_chain_is_whole() -> None:
    assert list(journal.verify()) == []


def test_pages_of_the_demo_need_few_statements(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(4):
        queries.sign_ins(on=TODAY)


def test_history_ends_at_the_moment_of_loading() -> None:
    last = max(version.recorded_at for version in catalogue.known(at=NOW + timedelta(days=9)))

    assert isinstance(last, datetime)
    assert last <= NOW


def test_the_change_of_2019_was_late_at_the_ministry_and_at_one_counter() -> None:
    decision = catalogue.decisions(Actor.anonymous(), text="1187/QĐ-UBND").get()

    found = lag.line_of(decision.code, on=TODAY)

    told = {stop.station: (stop.verdict, stop.late) for stop in found.line.stops}
    assert told[Station.MINISTRY] == (Verdict.LATE, 7)
    assert told[Station.PROVINCE] == (Verdict.ON_TIME, 0)
    assert told[Station.NATIONAL] == (Verdict.ON_TIME, 0)
    assert told[Station.BOARDS] == (Verdict.LATE, 3)
    assert [(unit.name, unit.done_on, unit.late) for unit in lag.late_units(found, on=TODAY)] == [
        ("Bộ phận Tiếp nhận và Trả kết quả huyện Gành Hào", date(2019, 7, 4), 3)
    ]

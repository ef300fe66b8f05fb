"""What everybody may read: one procedure on any day, its history, what changed, shelves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.catalogue.published import DECISION, FIRST, SYSTEM, listed, national
from tests.conftest import NOW
from thutuc.catalogue import services
from thutuc.catalogue.queries import published
from thutuc.catalogue.queries.published import ChangeKind
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import local_date

pytestmark = pytest.mark.django_db
TODAY = local_date(NOW)
SECOND = date(2026, 1, 1)
AMENDING = services.Act("decision:2", "Quyết định số 2206/QĐ-UBND")


def test_a_procedure_reads_as_it_stood_on_the_day() -> None:
    listed("1.000001", "Tên cũ")
    listed("1.000001", "Tên mới", on=SECOND, act=AMENDING)

    today = published.procedure("1.000001", on=TODAY, at=NOW)
    before = published.procedure("1.000001", on=date(2025, 12, 31), at=NOW)

    assert (today.content.name, before.content.name) == ("Tên mới", "Tên cũ")
    assert [edition.number for edition in today.editions] == [1, 2]
    assert before.standing.following == today.edition
    assert today.is_in_force
    assert today.edition
    assert today.edition.basis == AMENDING.basis


def test_a_repealed_procedure_keeps_its_last_content_and_says_so() -> None:
    version = listed("1.000001", "Cấp thẻ")
    services.end_version(version=version, ends_on=TODAY, act=AMENDING, by=SYSTEM, at=NOW)

    found = published.procedure("1.000001", on=TODAY, at=NOW)

    assert found.standing.ended
    assert not found.is_in_force
    assert found.content.name == "Cấp thẻ"


def test_a_procedure_that_is_not_yet_law_says_from_when() -> None:
    listed("1.000001", "Cấp thẻ", on=TODAY + timedelta(days=5))

    found = published.procedure("1.000001", on=TODAY, at=NOW)

    assert found.standing.not_yet
    assert found.standing.following
    assert found.standing.following.days.start == TODAY + timedelta(days=5)


def test_a_base_code_and_small_letters_lead_to_the_full_code() -> None:
    listed("1.000001.000.00.00.H99", "Cấp thẻ")

    assert published.procedure("1.000001", on=TODAY, at=NOW).code == "1.000001.000.00.00.H99"
    assert published.procedure("1.000001.000.00.00.h99", on=TODAY, at=NOW).base_code == "1.000001"


def test_what_the_province_does_not_list_is_shown_as_the_national_original() -> None:
    national("1.000009", "Cấp thẻ của bộ")

    found = published.procedure("1.000009.000.00.00.H99", on=TODAY, at=NOW)

    assert found.is_national_only
    assert (found.code, found.edition, found.is_in_force) == ("1.000009", None, False)


def test_internal_and_unknown_procedures_do_not_exist() -> None:
    listed("1.000001", "Việc nội bộ", is_internal=True)

    for code in ("1.000001", "9.999999", ""):
        with pytest.raises(NotFound):
            published.procedure(code, on=TODAY, at=NOW)


def test_two_versions_are_compared_by_number() -> None:
    listed("1.000001", "Tên cũ")
    listed("1.000001", "Tên mới", on=SECOND)

    found = published.comparison("1.000001", 1, 2, at=NOW)

    assert [content.name for content in found.contents] == ["Tên cũ", "Tên mới"]
    for before, after in ((1, 1), (1, 3), (2, 99_999_999_999)):
        with pytest.raises(NotFound):
            published.comparison("1.000001", before, after, at=NOW)


def test_changes_tell_new_amended_and_repealed_by_day_and_act() -> None:
    listed("1.000001", "Một")
    ended = listed("1.000002", "Hai")
    listed("1.000001", "Một, sửa", on=SECOND, act=AMENDING)
    services.end_version(version=ended, ends_on=SECOND, act=AMENDING, by=SYSTEM, at=NOW)

    changes = published.changes(at=NOW)

    assert [(change.day, change.kind, change.count, change.code) for change in changes] == [
        (SECOND, ChangeKind.AMENDED, 1, "1.000001"),
        (SECOND, ChangeKind.REPEALED, 1, "1.000002"),
        (FIRST, ChangeKind.NEW, 2, ""),
    ]
    assert [(each.kind, each.name, each.basis) for each in published.changed_on(SECOND, at=NOW)] == [
        (ChangeKind.REPEALED, "Hai", AMENDING.basis),
        (ChangeKind.AMENDED, "Một, sửa", AMENDING.basis),
    ]
    assert [change.basis for change in changes[:2]] == [AMENDING.basis, AMENDING.basis]
    assert published.changes(at=NOW, since=SECOND, until=SECOND + timedelta(days=1))[0].day == SECOND
    assert published.changed_on(date(2030, 1, 1), at=NOW) == []


def test_shelves_count_what_is_in_force_in_vietnamese_order() -> None:
    listed("1.000001", "Một", sector="Đất đai", resolving_agency="Sở Đất")
    listed("1.000002", "Hai", sector="Đất đai", resolving_agency="")
    listed("1.000003", "Ba", sector="Dân tộc", resolving_agency="Sở Đất")

    sectors = published.sector_shelves(on=TODAY, at=NOW)

    assert [(shelf.value, shelf.label, shelf.count) for shelf in sectors] == [
        ("dan-toc", "Dân tộc", 1),
        ("dat-dai", "Đất đai", 2),
    ]
    assert [(shelf.value, shelf.count) for shelf in published.agency_shelves(on=TODAY, at=NOW)] == [("so-dat", 2)]
    assert next(iter(published.addresses(on=TODAY, at=NOW))) == ("1.000001", FIRST)
    assert published.sector_shelves(on=FIRST - timedelta(days=1), at=NOW) == []


def test_reading_one_costs_two_statements_and_the_national_one_two(django_assert_max_num_queries: Any) -> None:
    listed("1.000001", "Một")
    national("1.000009", "Chín")

    with django_assert_max_num_queries(2):
        published.procedure("1.000001", on=TODAY, at=NOW)
    with django_assert_max_num_queries(2):
        published.procedure("1.000009", on=TODAY, at=NOW)
    with django_assert_max_num_queries(2):
        published.changes(at=NOW)
    with django_assert_max_num_queries(1):
        published.sector_shelves(on=TODAY, at=NOW)


def test_the_decision_of_a_version_is_its_basis() -> None:
    listed("1.000001", "Một", act=replace(DECISION, basis="412/QĐ-UBND"))

    assert published.changes(at=NOW)[0].basis == "412/QĐ-UBND"

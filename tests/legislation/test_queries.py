"""Reading the register: filters, statements, the same answer as the rules."""

from datetime import date, datetime
from typing import Any

import pytest

from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.legislation import queries, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def _register(now: datetime, system: Actor) -> None:
    services.load_seed(by=system, at=now)


@pytest.mark.usefixtures("_register")
class TestRegister:
    @pytest.mark.parametrize("text", ["hộ tịch", "ho tich", "HỘ TỊCH", "60/2014", "quoc hoi ho tich", "60/2014/qh13"])
    def test_a_document_is_found_with_and_without_marks(self, text: str) -> None:
        assert "60/2014/QH13" in set(queries.documents(text=text).values_list("number", flat=True))

    @pytest.mark.parametrize("on", [date(2010, 1, 1), date(2018, 6, 21), date(2025, 6, 30), date(2026, 11, 25)])
    def test_in_force_on_a_day_means_the_same_to_database_and_rules(self, on: date) -> None:
        everything = list(queries.documents())
        status = queries.statuses(everything, on=on)
        by_rules = {row.number for row in everything if status[row.pk].state in {"in_force", "partly"}}

        by_database = set(queries.documents(in_force_on=on).values_list("number", flat=True))

        assert by_database == by_rules

    def test_kind_and_year_narrow_the_list(self) -> None:
        rows = queries.documents(kind="law", year=2014)

        assert {row.kind for row in rows} == {"law"}
        assert {row.year for row in rows} == {2014}
        assert 2014 in queries.years()

    def test_many_numbers_take_one_statement(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            found = queries.documents_by_numbers(["Nghị định số 63/2010/NĐ-CP", "60/2014/QH13", "99/2099/NĐ-CP"])

        assert set(found) == {"63/2010/NĐ-CP", "60/2014/QH13"}

    def test_a_page_takes_two_statements(self, django_assert_max_num_queries: Any) -> None:
        decree = queries.document_by_number("63/2010/NĐ-CP")

        with django_assert_max_num_queries(2):
            page = queries.document_page(decree, on=date(2026, 11, 25))

        assert {relation.source.number for relation in page.touched_by} >= {"48/2013/NĐ-CP", "92/2017/NĐ-CP"}

    def test_a_basis_has_document_title_and_article(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            found = queries.bases(["one_stop.acceptance", "publication.province"], on=date(2026, 11, 25))

        assert found["one_stop.acceptance"].number == "118/2025/NĐ-CP"
        assert found["one_stop.acceptance"].article == "Điều 17"
        assert "một cửa" in found["one_stop.acceptance"].title
        assert found["publication.province"].number == "92/2017/NĐ-CP"

    def test_an_older_day_has_an_older_basis(self) -> None:
        assert queries.basis("one_stop.acceptance", on=date(2019, 7, 1)).number == "61/2018/NĐ-CP"

    def test_all_numbers_of_a_day_take_one_statement(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            rows = queries.parameters(on=date(2026, 11, 25))

        assert len(rows) > 50
        assert "opinion.office" not in {parameter.key for parameter, _value in rows}

    def test_documents_of_other_packages_get_dates_and_touches(self, django_assert_num_queries: Any) -> None:
        pk = queries.document_by_number("61/2018/NĐ-CP").pk

        with django_assert_num_queries(2):
            dates, touches = queries.effects([pk])[pk]

        assert dates.effective_on == date(2018, 6, 21)
        assert {touch.number for touch in touches} >= {"118/2025/NĐ-CP"}


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.document_by_number("60/2014/QH13")
    with pytest.raises(NotFound):
        queries.basis("online.proactive", on=date(2020, 1, 1))
    with pytest.raises(NotFound):
        queries.parameter_history("no.such.key")


def test_the_doctor_misses_an_empty_register() -> None:
    assert any("118/2025/NĐ-CP" in str(fault) for fault in queries.doctor_faults())

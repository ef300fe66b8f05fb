"""Names before bodies, near before far, and only what everybody may read."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.catalogue.contents import FIVE_DAYS
from tests.catalogue.published import DECISION, FIRST, SYSTEM, listed, national
from tests.conftest import NOW
from thutuc.catalogue import services
from thutuc.catalogue.models import ProcedureText
from thutuc.catalogue.queries import search
from thutuc.catalogue.rules.content import Offer
from thutuc.catalogue.rules.searching import Filters, Scope, Tier, place_of
from thutuc.catalogue.rules.terms import Channel, Level
from thutuc.catalogue.services import indexing
from thutuc.kernel.periods import local_date

pytestmark = pytest.mark.django_db
TODAY = local_date(NOW)
DIRECT = (Offer(Channel.DIRECT, limit=FIVE_DAYS),)


def found(text: str, **more: Any) -> list[str]:
    return [hit.code for hit in search.find(text, **{"on": TODAY, "at": NOW, **more}).hits]


@pytest.fixture
def shelf() -> None:
    listed("1.000001", "Đăng ký khai sinh", sector="Hộ tịch")
    listed("1.000002", "Đăng ký khai sinh lưu động", sector="Hộ tịch")
    listed("1.000003", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", sector="Hộ tịch")
    listed("1.000004", "Khai tử và đăng ký lại việc sinh", sector="Hộ tịch")
    listed(
        "1.000005", "Hòa giải ở cơ sở", sector="Hòa giải", offers=DIRECT, conditions="Không đăng ký khai sinh ở đây."
    )
    listed("1.000006", "Cấp giấy phép đường bộ", sector="Đường bộ", levels=(Level.PROVINCE,), offers=DIRECT)


@pytest.mark.usefixtures("shelf")
def test_the_nearest_stands_first() -> None:
    hits = search.find("đăng ký khai sinh", on=TODAY, at=NOW).hits

    assert [(hit.code, hit.tier) for hit in hits] == [
        ("1.000001", Tier.NAME),
        ("1.000002", Tier.BEGINS),
        ("1.000003", Tier.PHRASE),
        ("1.000004", Tier.WORDS),
        ("1.000005", Tier.BODY),
    ]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    "typed",
    ["HOA GIAI O CO SO", "hoà giải ở cơ sở", unicodedata.normalize("NFD", "hòa giải ở cơ sở"), "hòa giải,  ở cơ-sở!"],
)
def test_every_spelling_finds(typed: str) -> None:
    assert found(typed) == ["1.000005"]


@pytest.mark.usefixtures("shelf")
def test_d_with_and_without_its_bar_is_one_letter() -> None:
    assert found("duong bo") == found("đường bộ") == ["1.000006"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("typed", ["1.000002", "1.000002.000.00.00.H99", "000002"])
def test_a_code_finds_its_procedure_whole_or_in_part(typed: str) -> None:
    assert found(typed) == ["1.000002"]


@pytest.mark.usefixtures("shelf")
def test_most_of_the_words_find_when_no_name_has_all() -> None:
    hits = search.find("đăng ký khai sinh lưu động xe", on=TODAY, at=NOW).hits

    assert (hits[0].code, hits[0].tier) == ("1.000002", Tier.MOST)


@pytest.mark.usefixtures("shelf")
def test_bodies_stay_away_when_names_fill_the_page() -> None:
    page = search.find("khai", on=TODAY, at=NOW, limit=3)

    assert {hit.tier for hit in page.hits} == {Tier.BEGINS, Tier.PHRASE}
    assert page.near == []


@pytest.mark.usefixtures("shelf")
def test_pages_follow_each_other_without_a_gap_or_a_repeat() -> None:
    whole = found("đăng ký khai sinh")

    first = search.find("đăng ký khai sinh", on=TODAY, at=NOW, limit=2)
    second = search.find("đăng ký khai sinh", on=TODAY, at=NOW, limit=2, place=place_of(first.next or ""))
    third = search.find("đăng ký khai sinh", on=TODAY, at=NOW, limit=2, place=place_of(second.next or ""))

    assert [hit.code for page in (first, second, third) for hit in page.hits] == whole
    assert (first.first, second.first, third.first, third.next) == (1, 3, 5, None)


@pytest.mark.usefixtures("shelf")
def test_all_procedures_are_listed_by_code_in_pages() -> None:
    first = search.listed(on=TODAY, at=NOW, limit=4)
    second = search.listed(on=TODAY, at=NOW, limit=4, place=place_of(first.next or ""))

    assert [hit.code[-1] for page in (first, second) for hit in page.hits] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.usefixtures("shelf")
def test_filters_narrow_and_facets_count_as_if_each_alone_were_open() -> None:
    chosen = Filters(sectors=("duong-bo",), levels=(Level.PROVINCE,), online=False)

    facets = search.facets(None, on=TODAY, at=NOW, filters=chosen)

    assert found("giấy phép", filters=chosen) == ["1.000006"]
    assert found("giấy phép", filters=replace(chosen, online=True)) == []
    assert facets.total == 1
    assert [(facet.value, facet.count) for facet in facets.sectors] == [("duong-bo", 1)]
    assert search.facets(None, on=TODAY, at=NOW).online == 4
    assert (facets.online, facets.counter) == (0, 1)


def test_an_agency_narrows() -> None:
    listed("1.000001", "Cấp thẻ", resolving_agency="Sở Xây dựng")
    listed("1.000002", "Cấp thẻ khác", resolving_agency="Sở Y tế")

    assert found("thẻ", filters=Filters(agency="so-y-te")) == ["1.000002"]


def test_the_list_is_that_of_the_day_asked() -> None:
    listed("1.000001", "Cấp thẻ cũ")
    listed("1.000001", "Cấp thẻ mới", on=date(2026, 1, 1))

    assert [hit.name for hit in search.find("thẻ", on=TODAY, at=NOW).hits] == ["Cấp thẻ mới"]
    assert [hit.name for hit in search.find("thẻ", on=date(2025, 12, 31), at=NOW).hits] == ["Cấp thẻ cũ"]
    assert found("thẻ", on=FIRST - timedelta(days=1)) == []


def test_what_is_internal_withdrawn_or_not_yet_public_is_never_found() -> None:
    listed("1.000001", "Cấp thẻ nội bộ", is_internal=True)
    withdrawn = listed("1.000002", "Cấp thẻ đã gỡ")
    services.withdraw_version(version=withdrawn, withdrawn_at=NOW + timedelta(hours=1), by=SYSTEM, at=NOW)
    services.open_version(
        content=indexing.canonical.from_plain(withdrawn.content).__class__("1.000003", "Cấp thẻ chưa công khai"),
        effective_on=FIRST,
        act=DECISION,
        by=SYSTEM,
        at=NOW,
    )

    assert found("thẻ", at=NOW + timedelta(hours=2)) == []
    assert found("thẻ", at=NOW + timedelta(minutes=30)) == ["1.000002"]


def test_the_national_original_is_found_only_when_asked_for_and_never_twice() -> None:
    listed("1.000001", "Cấp thẻ")
    national("1.000001", "Cấp thẻ")
    national("1.000009", "Cấp thẻ của bộ")

    everywhere = search.find("cấp thẻ", on=TODAY, at=NOW, filters=Filters(Scope.ALL)).hits

    assert found("cấp thẻ") == ["1.000001"]
    assert found("cấp thẻ", filters=Filters(Scope.NATIONAL)) == ["1.000001", "1.000009"]
    assert [(hit.code, hit.is_national_only) for hit in everywhere] == [("1.000001", False), ("1.000009", True)]


@pytest.mark.usefixtures("shelf")
def test_suggestions_take_the_unfinished_word() -> None:
    hits = search.suggest("khai si", on=TODAY, at=NOW)

    assert [hit.code for hit in hits.hits][:2] == ["1.000001", "1.000002"]
    assert hits.reading is not None
    assert search.count(hits.reading, on=TODAY, at=NOW) == 4
    assert search.suggest("", on=TODAY, at=NOW).hits == ()
    assert [hit.code for hit in search.suggest("1.00000", on=TODAY, at=NOW).hits] == [
        f"1.00000{n}" for n in range(1, 5)
    ]


@pytest.mark.usefixtures("shelf")
def test_nothing_found_says_why_and_offers_what_is_near() -> None:
    nothing = search.nothing_found("xzqw khai sihn dongg", on=TODAY, at=NOW)

    assert nothing.advice.unknown == ("xzqw", "sihn", "dongg")
    assert nothing.advice.shorter == ("khai",)
    assert nothing.advice.near == ("khai sinh dong",)
    assert nothing.hits[0].code == "1.000002"


def test_an_empty_text_or_an_empty_catalogue_finds_nothing_quietly() -> None:
    assert found("khai sinh") == []
    assert found(" .,;'\"\\ ") == []
    assert search.nothing_found("", on=TODAY, at=NOW).hits == ()
    assert search.facets(None, on=TODAY, at=NOW).total == 0


@pytest.mark.parametrize("typed", ["a' | 'b", "'; DROP TABLE x; --", "a:* & !b", "\\", "((", "\x00khai", "%_", "𝕏 ﷽"])
def test_operators_in_a_text_are_only_letters(typed: str) -> None:
    listed("1.000001", "Cấp thẻ")

    assert isinstance(found(typed), list)
    assert search.suggest(typed, on=TODAY, at=NOW).next is None


@pytest.mark.usefixtures("shelf")
def test_phrases_find_names_that_hold_one_of_them_together() -> None:
    hits = search.with_phrases(["khai sinh", "giấy phép"], on=TODAY, at=NOW)

    assert {hit.code for hit in hits} == {"1.000001", "1.000002", "1.000003", "1.000006"}


@pytest.mark.usefixtures("shelf")
def test_the_kept_copy_equals_the_computation() -> None:
    fields = [field for field in indexing.KEPT if not field.endswith("vector")]
    before = list(ProcedureText.objects.order_by("pk").values_list(*fields, "name_vector", "body_vector"))

    rebuilt = indexing.rebuild(by=SYSTEM, at=NOW)

    after = list(ProcedureText.objects.order_by("pk").values_list(*fields, "name_vector", "body_vector"))
    assert rebuilt == 6
    assert before == after


@pytest.mark.usefixtures("shelf")
def test_few_statements_are_asked(django_assert_max_num_queries: Any) -> None:
    search.find("khai sinh", on=TODAY, at=NOW)

    with django_assert_max_num_queries(4):
        search.find("đăng ký khai sinh", on=TODAY, at=NOW)
        search.facets(None, on=TODAY, at=NOW)
    with django_assert_max_num_queries(1):
        search.find("1.000002", on=TODAY, at=NOW)
    with django_assert_max_num_queries(1):
        search.find("khai", on=TODAY, at=NOW, limit=3)

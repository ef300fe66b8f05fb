"""What an address may say."""

from datetime import date

import pytest
from django.http import QueryDict

from thutuc.catalogue.rules.searching import Scope
from thutuc.catalogue.rules.terms import Level
from thutuc.portal import forms


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/10/2026", date(2026, 10, 5)),
        ("5-10-2026", date(2026, 10, 5)),
        ("2026-10-05", date(2026, 10, 5)),
        ("2026-13-01", None),
        ("31/02/2026", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_a_day_is_read_day_first_or_iso(text: str, day: date | None) -> None:
    assert forms.day_of(text) == day


def test_a_search_is_read_from_the_address() -> None:
    asked = forms.asked_of(
        QueryDict("q=+khai++sinh&linh-vuc=ho-tich&linh-vuc=dat-dai&cap=commune&nop=truc-tuyen&pham-vi=tat-ca&ngay=x")
    )

    assert asked.text == "khai sinh"
    assert asked.filters.sectors == ("ho-tich", "dat-dai")
    assert asked.filters.levels == (Level.COMMUNE,)
    assert (asked.filters.online, asked.filters.scope) == (True, Scope.ALL)
    assert asked.day_is_wrong


def test_both_ways_of_filing_narrow_nothing() -> None:
    assert forms.asked_of(QueryDict("nop=truc-tuyen&nop=tai-quay")).filters.online is None

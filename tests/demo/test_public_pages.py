"""What a citizen of An Lạc finds: every life event and every procedure in force has its page."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from thutuc.catalogue import queries as catalogue

CASES = tomllib.loads((Path(__file__).parent / "cases" / "life_events.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 25)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story(settings: Any) -> None:
    settings.AS_OF = TODAY.isoformat()


@pytest.mark.parametrize("event", CASES)
def test_a_life_event_leads_to_the_procedures_that_people_need_then(client: Client, event: str) -> None:
    page = client.get(f"/viec-trong-doi/{event}").content.decode()

    assert [code for code in CASES[event] if f"/thu-tuc/{code}" not in page] == []


def test_procedures_of_every_sector_have_their_pages(client: Client) -> None:
    rows = catalogue.in_force(on=TODAY).filter(is_internal=False).values_list("sector", "procedure__code")
    codes = dict(rows).values()

    assert len(codes) >= 18
    assert [code for code in codes if client.get(f"/thu-tuc/{code}").status_code != 200] == []


def test_an_internal_procedure_has_no_public_page(client: Client) -> None:
    assert client.get("/thu-tuc/1.990061.000.00.00.H99").status_code == 404


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("lam giay khai sinh", "1.001193"),
        ("xin phep xay nha", "1.013225"),
        ("sổ đỏ", "1.012783"),
        ("gplx", "3.000347"),
        ("mất bằng lái xe", "3.000348"),
        ("nhap ho khau cho con", "2.000986"),
        ("tien nguoi gia", "1.013749"),
        ("mo quan an", "1.990051"),
    ],
)
def test_people_find_procedures_by_their_own_words(client: Client, words: str, code: str) -> None:
    page = client.get("/thu-tuc/", {"q": words}).content.decode()

    assert f'/thu-tuc/{code}"' in page

"""Nonsense in a form is answered beside its field; random words on public pages are answered too."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house.test_addresses import FINE, LEAVES, addresses, paths_of
from tests.safety.nasty import NASTY, SHORT
from tests.safety.test_addresses_hold import _officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]
TYPED = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"', re.DOTALL)
OPTION = re.compile(r'<select[^>]*name="([^"]+)".*?</select>', re.DOTALL)


def _forms(client: Client) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Every page with a form that is sent: its path, its fields, and a good value of each choice."""
    for address in addresses():
        if not address.is_staff or address.name in LEAVES:
            continue
        path = paths_of(address)[0]
        answer = client.get(path)
        text = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        sent = "".join(re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL | re.IGNORECASE))
        names = sorted(set(TYPED.findall(sent)) - {"csrfmiddlewaretoken"})
        if names:
            yield path, names, _choices(sent)


def _choices(sent: str) -> dict[str, str]:
    found = {}
    for match in OPTION.finditer(sent):
        values = [value for value in re.findall(r'<option value="([^"]+)"', match.group(0)) if value]
        if values:
            found[match.group(1)] = values[-1]
    for tag in re.findall(r"<input[^>]*>", sent):
        kind, name, value = (re.search(rf'\b{each}="([^"]*)"', tag) for each in ("type", "name", "value"))
        if name and value and kind and kind[1] in {"radio", "checkbox", "hidden"}:
            found.setdefault(name[1], value[1])
    return found


THIRDS = 3
DAYS = ("01/01/0001", "31/12/9999", "31/02/2026", "9999-12-31", "25/11/2026")


def test_no_value_in_a_form_breaks_a_page() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(_officer())
    broken, seen = [], 0
    for path, names, good in _forms(client):
        seen += 1
        broken += [_sent(client, path, dict.fromkeys(names, value) | good) for value in _values(seen)]
        broken += [_sent(client, path, dict.fromkeys(names, day)) for day in DAYS]

    assert seen > 15
    assert {value for turn in range(THIRDS) for value in _values(turn)} == {*NASTY, *SHORT}
    assert list(filter(None, broken)) == []


def _values(turn: int) -> tuple[str, ...]:
    """The worst values for every form, each of the others for every third: forms are made of the same fields."""
    others = [value for value in NASTY if value not in SHORT]
    return (*SHORT, *others[turn % THIRDS :: THIRDS])


def _sent(client: Client, path: str, data: dict[str, str]) -> str:
    with transaction.atomic():
        status = client.post(path, data).status_code
        transaction.set_rollback(True)
    return "" if status in FINE else f"{path}: {status} {data}"[:400]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ASKED = st.dictionaries(
    st.sampled_from(
        ["q", "trang", "sau", "ngay", "linh-vuc", "co-quan", "cap", "nop", "pham-vi", "limit", "as_of", "cursor"]
    ),
    WORDS | st.sampled_from(["tat-ca", "1", "-1", "2026-11-25", "province", "30/02/2026"]),
    max_size=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["/", "/thu-tuc/", "/goi-y", "/api/v1/procedures", "/cong-bo/", "/en/thu-tuc/"]), asked=ASKED
)
def test_random_words_are_answered(path: str, asked: dict[str, Any]) -> None:
    answer = Client(raise_request_exception=False).get(path, asked)

    assert answer.status_code in FINE

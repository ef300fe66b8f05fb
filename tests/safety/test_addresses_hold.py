"""Nonsense in an address is answered, never a broken page."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import QueryDict
from django.test import Client

from tests.conftest import NOW
from tests.house.test_addresses import FINE, Address, addresses, paths_of
from tests.safety.nasty import NASTY, SHORT
from thutuc.accounts.rules.roles import Role

SOURCES = Path(__file__).resolve().parents[2] / "src" / "thutuc"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_lac")]


def parameters_of(package: str) -> list[str]:
    """Every name that a package reads from an address: by hand or as a field of a form."""
    code = "\n".join(path.read_text() for path in (SOURCES / package).rglob("*.py"))
    by_hand = re.findall(r"""GET\.get(?:list)?\(["']([\w-]+)["']""", code) + re.findall(
        r"""query\.get(?:list)?\(["']([\w-]+)["']""", code
    )
    fields = re.findall(r"^    (\w+)(?:: [\w.]+)? = (?:forms\.)?\w*(?:Field|Choice|Day)\w*\(", code, re.MULTILINE)
    return sorted({*by_hand, *fields, "q", "trang"})


def _broken(client: Client, path: str, method: str = "get") -> str:
    with transaction.atomic():
        answer = getattr(client, method)(path)
        b"".join(getattr(answer, "streaming_content", ()))
        transaction.set_rollback(True)
    return "" if answer.status_code in FINE else f"{path[:200]}: {answer.status_code}"


def _officer() -> Any:
    people, posts = apps.get_model("accounts", "Person"), apps.get_model("accounts", "Post")
    person = people.objects.create_user("walker@example.vn", "x", full_name="Walker")
    agency = apps.get_model("organisations", "Agency").objects.filter(validity__contains=NOW.date()).first()
    for role in (Role.CONTROL_OFFICER, Role.SYSTEM_ADMIN):
        posts.objects.create(person=person, agency=agency, role=role, validity=DateRange(NOW.date(), None))
    return person


def _is_page(address: Address) -> bool:
    return not address.route.startswith(("health", "metrics"))


APART = 6
"""Names are also tried without most of the others, each in one of so many groups."""
PAGES = [address for address in addresses() if _is_page(address)]


@pytest.mark.parametrize("package", sorted({address.package for address in PAGES}))
def test_no_parameter_breaks_a_page(package: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(_officer())
    names = (
        parameters_of(package) if package else ["next", "q", "as_of", "cursor", "sector", "agency", "level", "limit"]
    )
    broken = []
    for address in (each for each in PAGES if each.package == package):
        path = paths_of(address)[0]
        apart = [names[start::APART] for start in range(APART)] if package in {"portal", ""} else []
        with _noticed(names) as asked:
            broken += [_broken(client, f"{path}?{urlencode(dict.fromkeys(names, value))}") for value in SHORT]
        if asked and apart:
            broken += [_broken(client, f"{path}?{urlencode(dict.fromkeys(few, NASTY[0]))}") for few in apart if few]
            others = [value for value in NASTY if value not in SHORT]
            broken += [_broken(client, f"{path}?{urlencode(dict.fromkeys(names, value))}") for value in others]

    assert list(filter(None, broken)) == []


@contextmanager
def _noticed(names: list[str]) -> Iterator[set[str]]:
    """Which of the names pages ask their address for meanwhile: a page that asks for none needs no more values."""
    asked: set[str] = set()
    with ExitStack() as stack:
        for method in ("__getitem__", "__contains__", "get", "getlist"):
            stack.enter_context(mock.patch.object(QueryDict, method, _noting(getattr(QueryDict, method), asked)))
        for method in ("__iter__", "keys", "values", "items", "lists", "copy", "dict", "urlencode"):
            stack.enter_context(mock.patch.object(QueryDict, method, _noting(getattr(QueryDict, method), asked, "*")))
        yield asked
        asked &= {*names, "*"}


def _noting(method: Callable[..., Any], asked: set[str], name: str = "") -> Callable[..., Any]:
    def noted(self: QueryDict, *given: Any, **more: Any) -> Any:
        asked.add(name or str(given[0]))
        return method(self, *given, **more)

    return noted


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_word_in_a_path_breaks_a_page(method: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(_officer())

    broken = [_broken(client, path, method) for path in _odd_paths()]

    assert list(filter(None, broken)) == []


def _odd_paths() -> Iterator[str]:
    for address in PAGES:
        for name, _kind in address.parameters:
            for value in NASTY if address.package == "portal" else SHORT:
                odd = quote(value, safe="/")
                route = re.sub(rf"<(?:\w+:)?{name}>|\(\?P<{name}>[^)]*\)", lambda _m, odd=odd: odd, address.route)
                for other, _other_kind in address.parameters:
                    route = re.sub(rf"<(?:\w+:)?{other}>|\(\?P<{other}>[^)]*\)", "1", route)
                yield "/" + re.sub(r"[\^$]|\\Z", "", route).replace("\\", "")

"""Every address as everybody: a stranger, an officer without a post, each role. Never a broken page."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import NOW
from tests.house.sources import committed, product_files, short
from thutuc.accounts.rules.roles import Role

FINE = {200, 204, 302, 303, 304, 400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429}
LEAVES = ("account_logout", "usersessions_list")
"""Addresses whose POST ends the session: the next request signs in again."""
SAMPLES = {"int": ["1", "999999999"], "slug": ["khong-co"], "str": ["khong-co"], "path": ["khong-co"]}


@dataclass(frozen=True)
class Address:
    """A pattern with its whole route, its name and its parameters."""

    name: str
    route: str
    parameters: tuple[tuple[str, str], ...]
    package: str

    @property
    def is_staff(self) -> bool:
        return self.route.startswith("ban-lam-viec/")


def addresses() -> list[Address]:
    return list(_flatten(get_resolver().url_patterns, "", ""))


def _flatten(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _flatten(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            kinds = tuple((name, _kind(converter)) for name, converter in pattern.pattern.converters.items())
            named = kinds or tuple((name, "") for name in re.findall(r"\(\?P<(\w+)>", route))
            package = pattern.callback.__module__.split(".")[1] if "thutuc" in pattern.callback.__module__ else ""
            yield Address(f"{namespace}{pattern.name or ''}", route, named, package)


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def _values(package: str, name: str, kind: str) -> list[str]:
    """Real values of that name among the package's own rows, then one that does not exist."""
    found: list[str] = []
    if name in {"day", "on"}:
        found += ["2026-11-25", "2026-13-45"]
    if name == "year":
        found += ["2026", "9999"]
    for model in apps.get_models():
        if not model.__module__.startswith("thutuc.") or (
            package and model._meta.app_label not in {package, "catalogue"}
        ):
            continue
        field = "pk" if name in {"pk", "id"} or kind == "int" else name
        if field == "pk" or field in {known.name for known in model._meta.get_fields()}:
            found += [str(value) for value in model._default_manager.values_list(field, flat=True)[:1]]
    return list(dict.fromkeys([*found[:6], *SAMPLES.get(kind, ["x"])]))


def paths_of(address: Address) -> list[str]:
    """Addresses filled in: as many as the longest list of values has."""
    if not address.parameters:
        return [_plain(address.route)]
    columns = [_values(address.package, name, kind) for name, kind in address.parameters]
    longest = max(len(column) for column in columns)
    rows = zip(*(itertools.islice(itertools.cycle(column), longest) for column in columns if column), strict=True)
    return [_filled(address, row) for row in rows if len(row) == len(address.parameters)]


def _filled(address: Address, row: tuple[str, ...]) -> str:
    route = address.route
    for (name, _kind_of), value in zip(address.parameters, row, strict=True):
        route = re.sub(rf"<(?:\w+:)?{name}>|\(\?P<{name}>[^)]*\)", lambda _match, value=value: value, route, count=1)
    return _plain(route)


def _plain(route: str) -> str:
    return "/" + re.sub(r"[\^$]|\\Z", "", route).replace("\\", "")


def _officer(role: Role | None) -> Any:
    people, posts = apps.get_model("accounts", "Person"), apps.get_model("accounts", "Post")
    word = role.value if role else "nobody"
    person = people.objects.create_user(f"{word}@example.vn", "x", full_name=f"Walker {word}")
    if role:
        agency = apps.get_model("organisations", "Agency").objects.filter(validity__contains=NOW.date()).first()
        validity = DateRange(date(2000, 1, 1), None)
        posts.objects.create(person=person, agency=agency, role=role, validity=validity)
    return person


KEEPERS = ("stranger", Role.CONTROL_OFFICER)
"""Who is tried with every value of every parameter; the others, who may only read, with the first one."""
THIRDS = 3


@pytest.fixture(scope="module")
def known(an_lac: None, django_db_blocker: Any) -> list[tuple[Address, list[str]]]:
    """Every address with its paths in the loaded province: looked up once, a second for each walk otherwise."""
    with django_db_blocker.unblock():
        return [(address, paths_of(address)) for address in addresses()]


PLAIN = (
    *(Role.RECEPTION_OFFICER, Role.RETURN_OFFICER, Role.SPECIALIST),
    *(Role.SIGNER, Role.COORDINATOR, Role.POSTAL_AGENT),
)
"""Roles that no page of this release tells apart: together they visit every address twice, each a third of them."""


def _way(role: str, known: list[tuple[Address, list[str]]]) -> Iterator[tuple[Address, list[str]]]:
    """Which addresses somebody visits: public ones read the same for every officer, so that each sees a third."""
    turn = next((group.index(Role(role)) % THIRDS for group in (PLAIN, [*Role]) if role in group), 0)
    for place, (address, paths) in enumerate(known):
        if role in KEEPERS:
            yield address, paths
        elif (address.is_staff and role not in PLAIN) or place % THIRDS == turn:
            yield address, paths[:1]


def _walk(person: Any, role: str, known: list[tuple[Address, list[str]]]) -> list[str]:
    """What was broken for that person. What is not found is sent to once, by those who are tried with every value."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    broken = []
    for address, paths in _way(role, known):
        sent_in_vain = role not in KEEPERS
        for path in paths:
            status = _status(client, "get", path)
            broken += _faults(address, f"GET {path}", status, person)
            refused = person is not None and status == FORBIDDEN
            if address.name in LEAVES or refused or (status == NOT_FOUND and sent_in_vain):
                continue
            sent_in_vain |= status == NOT_FOUND
            broken += _faults(address, f"POST {path}", _status(client, "post", path), person)
    return broken


FORBIDDEN, NOT_FOUND = 403, 404
"""One guard answers both methods: an officer whom it keeps from reading is not asked to send."""


def _status(client: Client, method: str, path: str) -> int:
    """Each request is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(path, REMOTE_ADDR="127.0.0.1")
        b"".join(getattr(answer, "streaming_content", ()))
        transaction.set_rollback(True)
    return int(answer.status_code)


def _faults(address: Address, asked: str, status: int, person: Any) -> Iterator[str]:
    if status not in FINE:
        yield f"{asked} ({address.name}): {status}"
    elif address.is_staff and person is None and status == 200:
        yield f"{asked} ({address.name}): open to strangers"


@pytest.mark.django_db
@pytest.mark.usefixtures("an_lac")
@pytest.mark.parametrize("role", ["stranger", "no post", *Role], ids=str)
def test_every_address_answers_everybody(role: str, known: list[tuple[Address, list[str]]]) -> None:
    person = None if role == "stranger" else _officer(role if isinstance(role, Role) else None)

    assert _walk(person, role, known) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("an_lac")
def test_english_pages_answer_at_the_same_addresses() -> None:
    client = Client(raise_request_exception=False)

    answers = {
        path: client.get(f"/en{path}").status_code
        for address in addresses()
        if not address.is_staff and not address.route.startswith(("api/", "health", "metrics"))
        for path in paths_of(address)[:1]
    }

    assert {path: status for path, status in answers.items() if status not in FINE} == {}


def _everything_said() -> str:
    """The product's code and templates."""
    return "\n".join(
        path.read_text() for path in [*product_files(), *committed("src/thutuc/*.html", "src/thutuc/*.txt")]
    )


def _names_in_code() -> set[str]:
    return set(re.findall(r"""["']([a-z_]+:[a-z_0-9]+|[a-z_]+)["']""", _everything_said()))


MACHINES = {"live", "ready", "metrics", "robots", "sitemap", "gallery", "gallery_public"}
"""Addresses that only machines and developers ask for."""


def test_every_address_is_used() -> None:
    used = _names_in_code()
    ours = [
        address for address in addresses() if address.name and address.package and not address.route.startswith("api/")
    ]
    unused = [address.name for address in ours if address.name not in used | MACHINES and "sitemap" not in address.name]

    assert [name for name in unused if name.split(":")[-1] not in {"robots", "gallery", "gallery_public"}] == []


def test_every_address_that_a_template_names_exists() -> None:
    known = {address.name for address in addresses()}
    named = [
        (short(path), name)
        for path in committed("src/thutuc/*.html")
        for name in re.findall(r"{% url ['\"]([\w:]+)['\"]", path.read_text())
    ]

    assert [(path, name) for path, name in named if name not in known] == []


def test_every_template_can_be_read_and_is_used() -> None:
    """A page by a view, a component by a page or by its own test."""
    code = _everything_said() + "\n".join(path.read_text() for path in committed("tests/web/*.py"))
    unused = []
    for path in committed("src/thutuc/*.html"):
        name = path.as_posix().split("/templates/", 1)[1]
        get_template(name)
        component = f"<c-{name.removeprefix('cotton/').removesuffix('.html').replace('/', '.').replace('_', '-')}"
        ours = bool(re.fullmatch(r"\d{3}\.html", name)) or name.startswith(
            ("django/", "account/", "mfa/", "usersessions/", "allauth/", "socialaccount/")
        )
        if not ours and name not in code and component not in code and name.split("/")[-1] not in code:
            unused.append(short(path))

    assert unused == []


def test_names_of_addresses_are_unique() -> None:
    names = [address.name for address in addresses() if address.name and not address.route.startswith("api/")]

    assert sorted({name for name in names if names.count(name) > 1}) == []

"""schemathesis against the description of the office interface, in process: no 5xx, no answer outside the schema."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.api.office import token
from tests.dossiers import factories
from thutuc.accounts.rules.roles import Role
from thutuc.config.wsgi import application
from thutuc.dossiers import services
from thutuc.dossiers.rules import states

CODES = sorted(states.BY_CODE)
DAY = "2026-11-26"
LARGE = [f"/api/office/v1{path}" for path in ("/dossiers", "/dossiers/{key}/moves/{code}", "/national/dossiers")]
"""Making up their bodies takes longer than sending them: these are written by hand."""
NOT_MADE_UP = (positive_data_acceptance, negative_data_rejection)
schema = schemathesis.openapi.from_wsgi("/api/office/v1/openapi.json", application)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """The key of a dossier in the queue of a counter, and a token of that counter."""
    with django_db_blocker.unblock(), transaction.atomic():
        ward = factories.ward()
        at = factories.moment("2026-11-26 08:00")
        dossier = services.register(intake=ward.intake(), by=ward.counter, at=at)
        yield dossier.key, token(Role.COUNTER_OFFICER)
        transaction.set_rollback(True)


@pytest.fixture
def waiting(made: tuple[str, str], db: None) -> Iterator[tuple[str, str]]:
    """Requests through WSGI must not close the connection of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


Waiting = tuple[str, str]


def few(examples: int) -> Any:
    """So many examples, always the same."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@schema.include(method="GET").parametrize()
@few(5)
def test_every_answer_keeps_the_description(case: schemathesis.Case, waiting: Waiting, settings: Any) -> None:
    settings.AS_OF = DAY
    _sent(case, waiting, real=len(repr(case.query)) % 2 == 1)


@schema.include(method="POST").exclude(path=LARGE).parametrize()
@few(3)
def test_every_answer_to_what_is_sent_keeps_it_too(case: schemathesis.Case, waiting: Waiting, settings: Any) -> None:
    settings.AS_OF = DAY
    _sent(case, waiting, real=len(repr(case.body)) % 2 == 1)


def _sent(case: schemathesis.Case, waiting: Waiting, *, real: bool) -> None:
    """Made-up keys of dossiers are `real` every other time."""
    key, secret = waiting
    left_out = [positive_data_acceptance]
    if case.method == "GET":
        left_out.append(negative_data_rejection)  # an unknown word of a query is overlooked, as everywhere
    if "dossiers/{key}" in case.path and real:
        case.path_parameters["key"] = key
        left_out.append(negative_data_rejection)
    case.call_and_validate(headers=_with(secret), excluded_checks=left_out)


def _with(secret: str) -> dict[str, str]:
    return {"Accept-Encoding": "identity", "Authorization": f"Bearer {secret}"}


ODD: tuple[Any, ...] = (
    {},
    [],
    None,
    {"reason": "\x00"},
    {"reason": "x" * 4001},
    {"reason": 7, "nothing": True},
    {"checks": [{"position": 0}], "grounds": [{}], "agencies": ["x y"]},
    {"checks": [{"position": 999}], "grounds": [{"kind": "missing_paper", "document": 999}], "words": "\ud800"},
    {"due_at": "9999-12-31T23:59:59Z", "due_on": "0001-01-01", "amount": "1e400"},
    {"due_at": 0, "new_due_on": "2026-02-30", "amount": 9999.9999, "person": "khong-co"},
)
"""Bodies that no honest system sends."""


@pytest.mark.parametrize("path", LARGE)
def test_odd_bodies_are_answered_as_described(path: str, waiting: Waiting, settings: Any) -> None:
    settings.AS_OF = DAY
    key, secret = waiting
    operation = schema[path]["POST"]
    for place, code in enumerate(CODES if "{code}" in path else ("submit", "accept", "guide", "refuse", "x")):
        for body in (ODD[place % len(ODD)], *ODD[:2], {"move": code, "procedure": "1.1", "owner": {"name": "A"}}):
            named = {"key": key, "code": code} if "{code}" in path else {}
            case = operation.Case(path_parameters=named, body=body, media_type="application/json")
            case.call_and_validate(headers=_with(secret), excluded_checks=[*NOT_MADE_UP])

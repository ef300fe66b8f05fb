"""schemathesis against our own description, in process: no 5xx, no answer outside the schema."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.catalogue.published import listed, national
from thutuc.config.wsgi import application

EXAMPLES = 40
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def shelf(db: None) -> Iterator[None]:
    """A small catalogue; requests through WSGI must not close the connection of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    listed("1.000001", "Đăng ký khai sinh")
    listed("1.000002", "Cấp giấy phép xây dựng", sector="Xây dựng")
    national("1.000009", "Khai sinh ở bộ")
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("shelf")
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_keeps_the_description(case: schemathesis.Case) -> None:
    made_up_cursor = [positive_data_acceptance] if (case.query or {}).get("cursor") else []

    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=made_up_cursor)

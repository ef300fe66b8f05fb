"""The province's own values of parameters."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.legislation.people import officer
from thutuc.accounts.rules.roles import Role
from thutuc.journal.queries import of_subject
from thutuc.kernel.errors import NotFound, Refused
from thutuc.legislation import queries, services
from thutuc.legislation.models import ParameterOverride

pytestmark = pytest.mark.django_db
KEY = "publication.control"


def own(now: datetime, **changes: Any) -> ParameterOverride:
    plain = {
        "key": KEY,
        "value": "2",
        "unit": "working_day",
        "first_day": date(2026, 1, 1),
        "source": "12/QĐ-UBND",
        "article": "Điều 3",
        "reason": "Quy chế phối hợp của tỉnh",
        "by": officer(),
        "at": now,
    }
    return services.override_parameter(**{**plain, **changes})


def test_an_own_value_holds_from_its_first_day(now: datetime) -> None:
    own(now)

    assert queries.parameter(KEY, on=date(2025, 12, 31)).number == 3
    held = queries.parameter(KEY, on=date(2026, 1, 1))
    assert (held.number, held.source, held.is_override) == (2, "12/QĐ-UBND", True)
    assert of_subject(f"legislation.Parameter:{KEY}").get().code == "legislation.override"


def test_a_new_own_value_ends_the_running_one(now: datetime) -> None:
    own(now)
    own(now, value="1", first_day=date(2026, 6, 1))

    assert queries.parameter(KEY, on=date(2026, 5, 31)).number == 2
    assert queries.parameter(KEY, on=date(2026, 6, 1)).number == 1


def test_an_own_value_inside_another_is_refused(now: datetime) -> None:
    own(now, end=date(2027, 1, 1))

    with pytest.raises(Refused):
        own(now, value="1", first_day=date(2026, 6, 1))

    assert ParameterOverride.objects.count() == 1


def test_the_database_itself_refuses_two_values_on_one_day(now: datetime) -> None:
    first = own(now)

    with pytest.raises(IntegrityError):
        ParameterOverride.objects.create(
            key=KEY,
            key_number=first.key_number,
            value="9",
            unit="working_day",
            validity=DateRange(date(2026, 3, 1), None),
            source="x",
            reason="x",
        )


def test_after_its_end_the_law_holds_again(now: datetime) -> None:
    row = own(now)

    services.end_override(override=row, on=date(2026, 7, 1), by=officer(), at=now)

    assert queries.parameter(KEY, on=date(2026, 6, 30)).number == 2
    assert queries.parameter(KEY, on=date(2026, 7, 1)).number == 3


def test_an_end_before_the_start_is_refused(now: datetime) -> None:
    row = own(now)

    with pytest.raises(Refused):
        services.end_override(override=row, on=date(2026, 1, 1), by=officer(), at=now)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "no.such.key"},
        {"value": "nhiều"},
        {"source": " "},
        {"reason": " "},
        {"end": date(2025, 1, 1)},
        {"by": officer(Role.SYSTEM_ADMIN)},
    ],
)
def test_a_wrong_own_value_changes_nothing(now: datetime, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        own(now, **wrong)

    assert not ParameterOverride.objects.exists()


def test_a_day_before_any_law_has_no_value() -> None:
    with pytest.raises(NotFound):
        queries.parameter("online.stop_notice", on=date(2026, 6, 30))
    with pytest.raises(KeyError):
        queries.parameter("no.such.key", on=date(2026, 6, 30))

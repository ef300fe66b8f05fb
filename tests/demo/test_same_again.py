"""Loading twice tells one story."""

from typing import Any

import pytest

from tests import databases
from tests.conftest import NOW
from thutuc.accounts import queries as accounts
from thutuc.catalogue import queries as catalogue
from thutuc.demo import loading
from thutuc.kernel.actor import Actor
from thutuc.organisations import queries as organisations

READER = Actor.system("test")


def _told() -> tuple[object, ...]:
    versions = catalogue.visible_to(READER).order_by("procedure__code", "number")
    agencies = organisations.visible_to(READER).order_by("code")
    people = accounts.visible_to(READER).order_by("email")
    return (
        list(versions.values_list("procedure__code", "number", "validity", "content_hash", "published_at")),
        list(agencies.values_list("code", "name", "validity", "identity_code", "legacy_identity_code")),
        list(people.values_list("email", "full_name", "phone")),
    )


@pytest.fixture(scope="module")
def told_before(province: str, django_db_blocker: Any) -> tuple[object, ...]:
    """What another empty database was told, perhaps by another process."""
    with django_db_blocker.unblock(), databases.connected_to(province):
        return _told()


@pytest.mark.django_db
def test_two_empty_databases_become_the_same_province(told_before: tuple[object, ...]) -> None:
    loading.load(at=NOW)

    assert _told() == told_before
    assert all(told_before)

"""Loading twice tells one story."""

import pytest
from django.db import transaction

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


@pytest.mark.django_db
def test_two_empty_databases_become_the_same_province() -> None:
    told = []
    for _time in range(2):
        with transaction.atomic():
            loading.load(at=NOW)
            told.append(_told())
            transaction.set_rollback(True)

    assert told[0] == told[1]
    assert all(told[0])

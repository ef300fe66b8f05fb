"""The ward is made once for a module; what a test changes is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.dossiers import factories
from tests.dossiers.factories import Ward


@pytest.fixture(scope="module")
def made_ward(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ward]:
    """Phường Hòa Bình, gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.ward()
        transaction.set_rollback(True)


@pytest.fixture
def ward(made_ward: Ward, db: None) -> Ward:
    """Phường Hòa Bình on a database of which each test sees its own changes only."""
    return made_ward

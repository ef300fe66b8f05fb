"""The loaded province, once for a module, taken back afterwards."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import NOW
from thutuc.demo import loading


@pytest.fixture(scope="module")
def an_lac(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tỉnh An Lạc as of Wednesday 25/11/2026; tests of one module share it and only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert loading.load(at=NOW)
        yield
        transaction.set_rollback(True)

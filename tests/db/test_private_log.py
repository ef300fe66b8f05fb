"""The embedded server's own log keeps no rows: a refused one may hold people's data."""

import pytest
from django.conf import settings
from django.db import connection

OURS = str(settings.DATABASES["default"]["HOST"]).startswith("/")
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not OURS, reason="another server is named")]


@pytest.mark.parametrize(("name", "value"), [("log_error_verbosity", "terse"), ("log_min_error_statement", "panic")])
def test_neither_the_row_nor_the_statement_is_written_down(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)

"""The house stands: it answers, and says whether it can work."""

import pytest
from django.test import Client


def test_a_living_process_says_so_without_asking_the_database(client: Client) -> None:
    answer = client.get("/health/live")

    assert answer.json() == {"status": "ok"}


@pytest.mark.django_db
def test_a_migrated_database_makes_the_process_ready(client: Client) -> None:
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True}

"""Two clicks, eight clerks: nothing is lost and no number is given twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction

from thutuc.db.counters import next_number
from thutuc.db.models import Counter


def _at_once(count: int, act: Callable[[], None]) -> None:
    def run() -> None:
        try:
            act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _thread in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_get_forty_numbers_without_a_gap() -> None:
    given: list[int] = []

    def take() -> None:
        for _dossier in range(5):
            with transaction.atomic():
                given.append(next_number("test"))

    _at_once(8, take)

    assert sorted(given) == list(range(1, 41))
    assert Counter.objects.get(series="test").value == 40


@pytest.mark.django_db(transaction=True)
def test_a_number_of_an_act_that_failed_is_given_again() -> None:
    @transaction.atomic
    def fails() -> None:
        next_number("test")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()

    assert next_number("test") == 1
    assert next_number("other") == 1

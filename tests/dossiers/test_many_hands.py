"""Many hands at once: codes without gaps, two clicks that make one act. On committed rows, with real connections."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from tests import databases
from tests.dossiers import factories
from tests.dossiers.factories import COMPLETE, HANDED, Ward, moment
from thutuc.dossiers import queries, services
from thutuc.dossiers.models import Dossier, DossierEvent
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Conflict, Refused

CLIENTS, EACH = 8, 5


@pytest.fixture(scope="module")
def ward(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ward]:
    """The ward in a database of its own that everybody commits to."""
    with (
        django_db_blocker.unblock(),
        databases.copied(databases.migrated(), part="hands") as name,
        databases.connected_to(name),
    ):
        yield factories.ward()
        connections.close_all()


def _together(act: Callable[[int], object]) -> list[object]:
    """The act by all clients, begun at one moment, each with a connection of its own; refusals are answers too."""
    barrier = Barrier(CLIENTS)
    name = connection.settings_dict["NAME"]

    def run(number: int) -> object:
        connection.settings_dict["NAME"] = name
        barrier.wait()
        try:
            return act(number)
        except (Conflict, Refused) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(run, range(CLIENTS)))


def test_codes_have_no_gap_under_eight_clients(ward: Ward) -> None:
    def receive(number: int) -> list[str | None]:
        return [ward.accepted(f"2026-11-16 1{number % 3}:{turn:02}").code for turn in range(EACH)]

    given = [code for codes in _together(receive) for code in codes]  # type: ignore[attr-defined]

    assert sorted(given) == [f"H14.16.1-261116-{number:04}" for number in range(1, CLIENTS * EACH + 1)]


def test_an_acceptance_that_fails_leaves_no_gap(ward: Ward) -> None:
    before = ward.accepted("2026-11-17 09:00")

    def receive(number: int) -> object:
        if number % 2:
            return services.receive(intake=ward.intake(), checks=(), by=ward.counter, at=moment("2026-11-17 10:00"))
        return ward.accepted("2026-11-17 10:00")

    _together(receive)

    codes = sorted(Dossier.objects.filter(code__contains="-261117-").values_list("code", flat=True))
    assert codes == [f"H14.16.1-261117-{number:04}" for number in range(1, len(codes) + 1)]
    assert before.code == codes[0]


def test_eight_clicks_at_once_make_one_act(ward: Ward) -> None:
    dossier = ward.finished(ward.handled("2026-11-18 10:00"), "2026-11-19 10:00")
    read = [ward.again(dossier) for _ in range(CLIENTS)]

    answers = _together(
        lambda number: services.deliver(
            dossier=read[number], handed=HANDED, by=ward.counter, at=moment("2026-11-20 09:00")
        )
    )

    assert sum(isinstance(answer, Dossier) for answer in answers) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == CLIENTS - 1
    assert DossierEvent.objects.filter(dossier=dossier, code="deliver").count() == 1


def test_the_journal_of_a_dossier_is_whole_after_a_crowd(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 14:00")

    _together(lambda number: services.look(dossier=ward.again(dossier), by=ward.control, at=moment("2026-11-18 15:00")))

    numbers = [entry.number for entry in journal.of_subject(f"dossiers.Dossier:{dossier.pk}")]
    assert numbers == list(range(1, CLIENTS + 2))
    assert list(journal.verify()) == []
    assert queries.for_action(
        ward.control, dossier.key, on=moment("2026-11-18 15:00").date()
    ).components.count() == len(COMPLETE)

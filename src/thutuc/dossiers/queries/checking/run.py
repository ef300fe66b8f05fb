"""Every question asked, every violation named: the first of each kind, then how many more."""

from collections.abc import Iterator
from itertools import islice

from django.db import connection

from thutuc.dossiers.queries.checking.clocks import MOVE, Found, unlawful_moves, wrong_clocks
from thutuc.dossiers.queries.checking.questions import QUESTIONS
from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

SHOWN = 20
MORE = gettext_noop("… và %(more)s trường hợp như vậy nữa.")


def doctor_faults(*, every: int = 1) -> Iterator[Objection]:
    """What does not agree; `every` looks at each n-th dossier only. Series of codes are always looked at whole."""
    of = f"d.id % {int(every)} = 0" if every > 1 else "true"
    of_event = f"e.dossier_id % {int(every)} = 0" if every > 1 else "true"
    with connection.cursor() as cursor:
        cursor.execute("SET enable_nestloop = off")
    try:
        for question in QUESTIONS:
            yield from _told(question.code, question.words, _asked(question.asked(of=of, of_event=of_event)))
        yield from _told("dossier.move", MOVE, unlawful_moves(of, of_event))
        yield from _clocks(of, of_event)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET enable_nestloop = on")


def _asked(statement: str) -> Iterator[Found]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        yield from cursor


def _told(code: str, words: str, found: Iterator[Found]) -> Iterator[Objection]:
    for dossier, more in islice(found, SHOWN):
        yield Objection(code, words, params={"dossier": dossier, "more": more})
    rest = sum(1 for _each in found)
    if rest:
        yield Objection(code, MORE, params={"more": rest})


def _clocks(of: str, of_event: str) -> Iterator[Objection]:
    counts: dict[str, int] = {}
    for words, (dossier, more) in wrong_clocks(of, of_event):
        counts[words] = counts.get(words, 0) + 1
        if counts[words] <= SHOWN:
            yield Objection("dossier.clock", words, params={"dossier": dossier, "more": more})
    for count in counts.values():
        if count > SHOWN:
            yield Objection("dossier.clock", MORE, params={"more": count - SHOWN})

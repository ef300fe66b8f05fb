"""The clock of every dossier counted again by the rules from its events; every move looked up in the table."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from thutuc.db.models import Counter
from thutuc.dossiers.queries.recounting import HANDLED
from thutuc.dossiers.queries.world import World, world
from thutuc.dossiers.rules import clock, states
from thutuc.dossiers.rules.clock import Running
from thutuc.dossiers.rules.foreign.terms import MIRROR, SUCCEED, TAKE_OVER
from thutuc.dossiers.rules.terms import Clock, SupplementPolicy
from thutuc.kernel.text import gettext_noop

MOVE = gettext_noop(
    "Hồ sơ %(dossier)s: việc %(more)s không có trong bảng thao tác, hệ thống không ghi: đối chiếu với nhật ký."
)
PAUSES = gettext_noop("Hồ sơ %(dossier)s: các lần tạm dừng khác với các việc đã ghi (%(more)s). Đối chiếu rồi sửa lại.")
DUE = gettext_noop(
    "Hồ sơ %(dossier)s: hạn trả khác với hạn tính theo lịch làm việc (%(more)s). Kiểm tra lịch rồi tính lại."
)
Found = tuple[str, str]
_STOPS = tuple(
    code
    for code, moves in states.BY_CODE.items()
    if any(
        clock.effect_of(move, source=source) in (Clock.PAUSE, Clock.RESUME, Clock.RESTART)
        for move in moves
        for source in move.sources
    )
)
_CHUNK = 5_000
_DOSSIERS = """
    SELECT coalesce(d.code, d.key), d.agency_id, d.accepted_at, d.limit_amount, d.limit_unit, d.extra_amount,
        d.same_day_until, d.pauses, d.promised_at, d.due_at, d.policy, d.id
    FROM dossiers_dossier d WHERE d.authority = 'local' AND d.source = '' AND d.accepted_at IS NOT NULL AND {of}
"""
_STOPPED = """
    SELECT e.dossier_id, e.code, e.at, e.source FROM dossiers_dossierevent e
    WHERE e.code = ANY(%s) AND {of_event} ORDER BY e.dossier_id, e.number
"""


def unlawful_moves(of: str, of_event: str) -> Iterator[Found]:
    """Dossiers with a move that the table does not know: the kinds that occur are few, the rows are many."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT e.code, e.source, e.target FROM dossiers_dossierevent e WHERE {of_event}")  # noqa: S608
        wrong = [kind for kind in cursor.fetchall() if not _is_lawful(*kind)]
        for code, source, target in wrong:
            cursor.execute(
                "SELECT coalesce(d.code, d.key) FROM dossiers_dossierevent e JOIN dossiers_dossier d "  # noqa: S608
                "ON d.id = e.dossier_id WHERE d.authority = 'local' AND e.code = %s AND e.source = %s "
                f"AND e.target = %s AND {of}",
                [code, source, target],
            )
            yield from ((name, f"{code} ({source} > {target})") for (name,) in cursor.fetchall())


def _is_lawful(code: str, source: str, target: str) -> bool:
    try:
        move = states.move_of(code, state=source)
    except KeyError:
        return code in BEYOND
    return source == target if move.stays else move.back or move.target == target


BEYOND = frozenset({MIRROR, TAKE_OVER, SUCCEED})
"""Events that are no moves: a dossier of another system comes under this one, a closed unit's goes to its heir."""


def wrong_clocks(of: str, of_event: str) -> Iterator[tuple[str, Found]]:
    """(what is wrong, (dossier, more)) where pauses or the due moment are not what the rules make of the events."""
    stopped = _stops(of_event)
    now, recounted = world(), Counter.objects.filter(series=HANDLED).exists()
    with connection.chunked_cursor() as cursor:
        cursor.execute(_DOSSIERS.format(of=of))
        while rows := cursor.fetchmany(_CHUNK):
            for row in rows:
                yield from _looked_at(row, stopped.get(row[-1], ()), now, recounted=recounted)


def _stops(of_event: str) -> dict[int, list[tuple[str, str, datetime]]]:
    found: dict[int, list[tuple[str, str, datetime]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STOPPED.format(of_event=of_event), [list(_STOPS)])
        for dossier, code, at, source in cursor:
            found.setdefault(dossier, []).append((code, source, at))
    return found


def _looked_at(
    row: Sequence[Any], stops: Sequence[tuple[str, str, datetime]], now: World, *, recounted: bool
) -> Iterator[tuple[str, Found]]:
    """A calendar that changed meanwhile moves no due moment forward: a later one than counted stands then."""
    name, agency, accepted, amount, unit, extra, until, kept, promised, due, policy, _id = row
    running = _running(accepted, amount, unit, extra, until)
    for code, source, at in stops:
        running = clock.after(running, _effect(code, source, policy), at=at, reason=code)
    pauses = clock.pauses_from(_plain(kept))
    if pauses != running.pauses:
        yield PAUSES, (name, f"{len(pauses)} / {len(running.pauses)}")
        return
    if running.paused_since is not None:
        return
    computed = clock.due(now.calendar(agency), running)
    stands = due == promised and not pauses and not extra
    if computed != due and not stands and not (recounted and computed and due and due > computed):
        yield DUE, (name, f"{due} / {computed}")


def _plain(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else kept


def _running(accepted: datetime, amount: Decimal | None, unit: str, extra: Decimal, until: time | None) -> Running:
    return Running(accepted, clock.limit_from(amount, unit), (), Fraction(extra), until)


def _effect(code: str, source: str, policy: str) -> Clock:
    if policy == SupplementPolicy.NONE and code in {"request_supplement", "accept_supplement"}:
        return Clock.NONE
    return clock.effect_of(states.BY_CODE[code][0], source=source)

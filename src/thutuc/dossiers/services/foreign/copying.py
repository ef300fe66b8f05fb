"""Mirrored dossiers by the thousand: rows are copied in with their numbers known beforehand, changes as one set."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from thutuc.catalogue.rules.codes import base_of
from thutuc.dossiers.models import Dossier, DossierEvent, ForeignRun, ForeignSource, Party
from thutuc.dossiers.models.dossiers import FAR
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.foreign import changes
from thutuc.dossiers.rules.foreign.changes import Known
from thutuc.dossiers.rules.foreign.reading import Said
from thutuc.dossiers.rules.foreign.terms import MIRROR
from thutuc.dossiers.rules.foreign.words import id_kind, search_vector
from thutuc.dossiers.rules.terms import DossierState, PartyRole
from thutuc.kernel.actor import Actor

STEP = 5_000
RUNNING = frozenset({*states.RUNNING, DossierState.WITHDRAW_REQUESTED})
CHANGING = (
    *("state", "state_since", "procedure_id", "procedure_code", "procedure_name", "channel", "title", "owner_name"),
    *("owner_kind", "agency_id", "holder_name", "reach", "submitted_at", "accepted_at", "promised_at", "due_at"),
    *("due_key", "outcome", "finished_at", "returned_at", "delivery", "words"),
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """The import that writes: its source and run, the province's procedures by code, who and when."""

    source: ForeignSource
    run: ForeignRun
    procedures: Mapping[str, int]
    by: Actor
    at: datetime


def write_new(rows: Sequence[Said], act: Act, *, progress: Callable[[int], None]) -> None:
    """Dossiers that were not known, each with its owner and its first event."""
    for start in range(0, len(rows), STEP):
        some = rows[start : start + STEP]
        ids = _numbers(Dossier, len(some))
        numbered = list(zip(ids, some, strict=True))
        _copy(Dossier, (_dossier(pk, row, act) for pk, row in numbered))
        parties = zip(_numbers(Party, len(some)), numbered, strict=True)
        _copy(Party, ({"id": number, **_party(pk, row)} for number, (pk, row) in parties))
        events = zip(_numbers(DossierEvent, len(some)), numbered, strict=True)
        _copy(DossierEvent, ({"id": number, **_first(pk, row, act)} for number, (pk, row) in events))
        progress(start + len(some))


def write_changed(rows: Sequence[tuple[Known, Said, tuple[str, ...]]], act: Act) -> None:
    """Dossiers that their source says otherwise now: the row as it stands, and an event each."""
    if not rows:
        return
    _update(Dossier, CHANGING, ((known.pk, _standing(row, act, known)) for known, row, _parts in rows))
    owners = [(known.pk, row) for known, row, parts in rows if {"owner_name", "owner_kind", "id_number"} & set(parts)]
    _update_owners(owners)
    numbers = _numbers(DossierEvent, len(rows))
    _copy(DossierEvent, ({"id": number, **_next(each, act)} for number, each in zip(numbers, rows, strict=True)))


def _dossier(pk: int, row: Said, act: Act) -> dict[str, Any]:
    return {
        "id": pk,
        "key": secrets.token_hex(8),
        "secret": secrets.token_hex(8),
        "authority": str(act.source.authority),
        "source": act.source.code,
        "source_code": row.code,
        "event_count": 1,
        "recorded_at": act.at,
        **_standing(row, act, None),
    }


def _standing(row: Said, act: Act, known: Known | None) -> dict[str, Any]:
    """The dossier as its source says it stands. The first promise stays; what binds is what the source says now."""
    promised = known.promised_at if known and known.promised_at else row.due_at
    due_key = row.due_at if row.state in RUNNING and row.due_at else FAR
    same = known is not None and known.state is row.state
    return {
        "state": row.state.value,
        "state_since": known.state_since if same and known else changes.since(row, now=act.at),
        "procedure_id": act.procedures.get(row.procedure_code) or act.procedures.get(base_of(row.procedure_code)),
        "procedure_code": row.procedure_code,
        "procedure_name": row.procedure_name,
        "channel": str(row.channel),
        "title": row.title,
        "owner_name": row.owner_name,
        "owner_kind": str(row.owner_kind),
        "agency_id": row.agency,
        "holder_name": row.holder_name,
        "reach": [row.agency] if row.agency else [],
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "promised_at": promised if row.accepted_at else None,
        "due_at": row.due_at,
        "due_key": due_key,
        "outcome": changes.ended(row.state),
        "finished_at": row.finished_at,
        "returned_at": row.returned_at,
        "delivery": changes.delivery(row.state),
        "words": search_vector(row.code, row.owner_name, row.procedure_name, row.title),
    }


def _party(pk: int, row: Said) -> dict[str, Any]:
    return {
        "dossier_id": pk,
        "role": PartyRole.OWNER.value,
        "kind": str(row.owner_kind),
        "name": row.owner_name,
        "id_kind": id_kind(row.id_number).value,
        "id_number": row.id_number,
    }


def _first(pk: int, row: Said, act: Act) -> dict[str, Any]:
    state = row.state.value
    since = changes.since(row, now=act.at)
    return _event(pk, 1, state, row, act, {"run": act.run.key}) | {"at": since}


def _next(change: tuple[Known, Said, tuple[str, ...]], act: Act) -> dict[str, Any]:
    known, row, parts = change
    at = changes.since(row, now=act.at) if "state" in parts else act.at
    details = {"run": act.run.key, **changes.told(known, row, parts)}
    return _event(known.pk, known.event_count + 1, known.state.value, row, act, details) | {"at": at}


def _event(pk: int, number: int, before: str, row: Said, act: Act, details: dict[str, object]) -> dict[str, Any]:
    return {
        "dossier_id": pk,
        "number": number,
        "code": MIRROR,
        "source": before,
        "target": row.state.value,
        "recorded_at": act.at,
        "by": act.by.key,
        "person_id": act.by.person_id,
        "agency_id": row.agency,
        "due_at": row.due_at,
        "details": details,
    }


def _numbers(model: type[models.Model], count: int) -> list[int]:
    """Numbers of rows to come, from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _copy(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Copy rows in; what they do not say is the default of its column."""
    fields = model._meta.concrete_fields
    given = [(str(field.column), _default(field), isinstance(field, models.JSONField)) for field in fields]
    names = ", ".join(f'"{column}"' for column, _value, _json in given)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([_plain(row.get(column, default), is_json=is_json) for column, default, is_json in given])


def _default(field: "models.Field[Any, Any]") -> Any:
    value = field.get_default() if field.has_default() else None if field.null else ""
    return getattr(value, "value", value)


def _plain(value: Any, *, is_json: bool) -> Any:
    return json.dumps(value, ensure_ascii=False) if is_json and value is not None else value


def _update(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[int, Row]]) -> None:
    """Many rows changed in one statement."""
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    sets = ", ".join(f'"{column}" = said."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE said ON COMMIT DROP AS SELECT id, {names} FROM "{table}" WITH NO DATA')  # noqa: S608
        with cursor.copy(f"COPY said (id, {names}) FROM STDIN") as copy:
            for pk, row in rows:
                copy.write_row([pk, *(row[column] for column in columns)])
        cursor.execute(
            f'UPDATE "{table}" row SET {sets}, revision = row.revision + 1, event_count = row.event_count + 1 '  # noqa: S608
            "FROM said WHERE said.id = row.id"
        )
        cursor.execute("DROP TABLE said")


def _update_owners(rows: Sequence[tuple[int, Said]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE dossiers_party SET kind = %s, name = %s, id_kind = %s, id_number = %s "
            "WHERE dossier_id = %s AND role = %s",
            [
                (str(row.owner_kind), row.owner_name, id_kind(row.id_number).value, row.id_number, pk, PartyRole.OWNER)
                for pk, row in rows
            ],
        )

"""What may never change is refused by the database, whoever asks."""

from collections.abc import Sequence

import pgtrigger


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Rows are added and never changed or deleted."""
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete), _no_truncate(name)]


def never_deleted(name: str) -> list[pgtrigger.Trigger]:
    """Rows may change through services but never disappear."""
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Delete), _no_truncate(name)]


def _no_truncate(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"{name}_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'thutuc: % is append-only', TG_TABLE_NAME;",
    )


def only_columns_change(name: str, columns: Sequence[str]) -> list[pgtrigger.Trigger]:
    """Only `columns` may change after insertion; nothing is deleted.

    The permitted end of a version: its validity closes (or opens again by a reversing decision).
    """
    kept = ", ".join(f"'{column}'" for column in columns)
    return [
        pgtrigger.Trigger(
            name=name,
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=(
                f"IF (to_jsonb(NEW) - ARRAY[{kept}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{kept}]) THEN "
                "RAISE EXCEPTION 'thutuc: the content of % is immutable', TG_TABLE_NAME; END IF; RETURN NEW;"
            ),
        ),
        *never_deleted(f"{name}_kept"),
    ]

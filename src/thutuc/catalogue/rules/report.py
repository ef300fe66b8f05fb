"""The report of an import: what becomes of every row, adding up (control.md §16.6)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thutuc.catalogue.rules.difference import Change
from thutuc.catalogue.rules.odd import Flag
from thutuc.kernel.text import Labelled, gettext_noop

LONGEST = 2_000
"""Characters of a changed part that the report repeats; the whole text stays in the record and its revision."""


class Outcome(Labelled):
    """What became of a row."""

    CREATED = "created", gettext_noop("Thêm mới")
    CHANGED = "changed", gettext_noop("Thay đổi")
    UNCHANGED = "unchanged", gettext_noop("Giữ nguyên")


@dataclass(frozen=True)
class RowReport:
    """One row of the file and what becomes of it."""

    number: int
    code: str
    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    flags: tuple[Flag, ...] = ()
    was_withdrawn: bool = False

    def plain(self) -> dict[str, Any]:
        """As the report keeps it."""
        plain: dict[str, Any] = {
            "row": self.number,
            "code": self.code,
            "name": self.name,
            "outcome": self.outcome.value,
        }
        if self.changes:
            plain["changes"] = [_change(change) for change in self.changes]
        if self.flags:
            plain["odd"] = [flag.plain() for flag in self.flags]
        if self.was_withdrawn:
            plain["withdrawn"] = True
        return plain


def _change(change: Change) -> dict[str, str]:
    return {
        "part": change.part.key,
        "label": change.part.label,
        "before": "\n".join(change.before)[:LONGEST],
        "after": "\n".join(change.after)[:LONGEST],
    }


def counts(rows: Sequence[RowReport]) -> dict[str, int]:
    """How many of each; created + changed + unchanged = rows."""
    outcomes = [row.outcome for row in rows]
    return {
        "rows": len(rows),
        **{outcome.value: outcomes.count(outcome) for outcome in Outcome},
        "odd": sum(1 for row in rows if row.flags),
        "withdrawn": sum(1 for row in rows if row.was_withdrawn),
        "fields": sum(len(row.changes) for row in rows),
    }


def adds_up(figures: Mapping[str, int]) -> bool:
    """Every row is created, changed or unchanged, once."""
    return figures["rows"] == sum(figures[outcome.value] for outcome in Outcome)


def plain(rows: Sequence[RowReport]) -> dict[str, Any]:
    """The whole report as JSON values."""
    return {"counts": counts(rows), "rows": [row.plain() for row in rows]}


def hash_of(report: Mapping[str, Any]) -> str:
    """SHA-256 of the report: written into the journal's one line."""
    text = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

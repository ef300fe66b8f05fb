"""The rows of a decision as a page shows them: what each does, whether it holds, what it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thutuc.catalogue import queries as catalogue
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.planning import Plan
from thutuc.catalogue.rules.decisions.terms import AbolitionKind, OperationKind
from thutuc.catalogue.rules.difference import Change, Pair, compare, pairs
from thutuc.catalogue.rules.parts import fee_words, limit_words

DRAWN = {
    OperationKind.NEW: "new",
    OperationKind.REPLACED: "replace",
    OperationKind.ABOLISHED: "abolish",
}
SHOWN_CHANGES = 40
SHOWN_PAIRS = 2


@dataclass(frozen=True)
class ShownRow:
    """One row of the table."""

    position: int
    kind: str
    label: str
    name: str
    code: str
    note: str
    state: str
    revision: int
    is_open: bool = False
    has_content: bool = False


def shown_rows(rows: Sequence[tuple[Any, Operation]], plan: Plan, *, open_row: int | None) -> list[ShownRow]:
    """Every row with its state by the dry run."""
    blocked = {finding.position for finding in plan.blocks}
    warned = {finding.position for finding in plan.warnings if finding.severity != "hint"}
    return [
        ShownRow(
            position=row.position,
            kind=DRAWN.get(value.kind, "amend"),
            label=_kind(value),
            name=row.name or row.code,
            code=row.code,
            note=_note(value, base_of_row(row)),
            state="block" if row.position in blocked else "warn" if row.position in warned else "ok",
            revision=row.revision,
            is_open=row.position == open_row,
            has_content=value.content is not None,
        )
        for row, value in rows
    ]


def base_of_row(row: Any) -> ProcedureContent | None:
    """The content that the row was written against."""
    return catalogue.content_of(row.base) if row.base else None


def _kind(value: Operation) -> str:
    if value.kind is OperationKind.ABOLISHED and value.abolition_kind is AbolitionKind.ANNUL:
        return _(AbolitionKind.ANNUL.label)
    return _(value.kind.label)


def _note(value: Operation, before: ProcedureContent | None) -> str:
    if value.kind is OperationKind.ABOLISHED:
        told = _("%(code)s, theo %(basis)s") if value.basis else "%(code)s"
        return told % {"code": value.code, "basis": value.basis}
    if value.kind is OperationKind.REPLACED:
        if not value.replaces:
            return _("%(code)s, chưa chọn thủ tục bị thay") % {"code": value.code}
        return _("%(code)s thay cho %(codes)s") % {"code": value.code, "codes": ", ".join(value.replaces)}
    if value.kind is OperationKind.NEW or before is None:
        return " · ".join(filter(None, [value.code, *_facts(value.content)]))
    changes = compare(before, value.content) if value.content else ()
    names = ", ".join(_(change.part.label) for change in changes[:4])
    more = f" +{len(changes) - 4}" if len(changes) > 4 else ""
    return f"{value.code} · {names}{more}" if changes else f"{value.code} · {_('chưa sửa gì')}"


def _facts(content: ProcedureContent | None) -> Iterable[str]:
    if content is None:
        return
    yield ", ".join(_(level.label) for level in content.levels)
    offer = next(iter(content.offers), None)
    if offer:
        yield limit_words(offer.limit)
        yield "; ".join(fee_words(fee) for fee in offer.fees)


@dataclass(frozen=True)
class ShownChange:
    """One part of one procedure before and after, marked."""

    code: str
    name: str
    label: str
    parts: tuple[list[tuple[str, str]], ...]
    more: int
    is_first: bool = False
    span: int = 1
    position: int = 0


def shown_changes(plan: Plan) -> list[ShownChange]:
    """«Khác biệt từng thành phần»: the first changes of the dry run."""
    found: list[ShownChange] = []
    for opened in plan.opens:
        if opened.closes is None or len(found) >= SHOWN_CHANGES:
            continue
        for place, change in enumerate(opened.changes):
            marked = [each for each in pairs(change) if each.is_changed]
            found.append(
                ShownChange(
                    *(opened.code, opened.name, _(change.part.label)),
                    parts=tuple(marks(pair) for pair in marked[:SHOWN_PAIRS]),
                    more=max(len(marked) - SHOWN_PAIRS, 0),
                    is_first=place == 0,
                    span=len(opened.changes),
                    position=opened.position,
                )
            )
    return found


LONGEST = 240


def marks(pair: Pair) -> list[tuple[str, str]]:
    """One line: what goes, struck, in front of what comes in its place; long stretches are cut."""
    old, new = list(pair.before), list(pair.after)
    found: list[tuple[str, str]] = []
    while old or new:
        if old and (old[0].changed or not new):
            found.append(("out" if old[0].changed else "same", _cut(old.pop(0).text)))
        elif new and new[0].changed:
            found.append(("in", _cut(new.pop(0).text)))
        else:
            found.append(("same", _cut(new.pop(0).text)))
            old = old[1:]
        found.append(("same", " "))
    return found[:-1]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def sides(change: Change) -> list[tuple[list[tuple[str, str]], list[tuple[str, str]]]]:
    """The lines that differ, old and new side by side."""
    return [(_side(pair.before, "out"), _side(pair.after, "in")) for pair in pairs(change) if pair.is_changed]


def _side(pieces: Any, kind: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in pieces:
        found += [(kind if piece.changed else "same", piece.text), ("same", " ")]
    return found[:-1]

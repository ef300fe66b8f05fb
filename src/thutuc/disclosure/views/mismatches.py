"""How a mismatch is shown: what it is, what stands on each side, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.disclosure.queries import entries
from thutuc.disclosure.queries.comparisons import Choices
from thutuc.disclosure.rules import marking
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import EntryKind, ItemState
from thutuc.disclosure.views.kinds import SLUGS
from thutuc.web import words

MOST_LINES = 4
"""Lines of a part that are shown on the worklist."""
TONES = {ItemState.OPEN: "neutral", ItemState.ACCEPTED: "ok"}


@dataclass(frozen=True)
class ShownPart:
    """One part that differs; `more` lines are on the page of the mismatch only."""

    label: str
    lines: tuple[marking.Row, ...]
    more: int
    same: int


@dataclass(frozen=True)
class Shown:
    """One mismatch."""

    item: Any
    kind: str
    here: str
    there: str
    there_note: str
    state: str
    tone: str
    parts: tuple[ShownPart, ...]
    next_words: str
    next_url: str
    due_on: date | None = None
    days: int | None = None


def shown(items: Iterable[Any], *, on: date, whole: bool = False) -> dict[int, Shown]:
    """Mismatches by position. The dates by which something is owed come with those that are missing there."""
    rows = list(items)
    wanted = [row.version_id for row in rows if row.kind == Mismatch.MISSING_THERE and row.version_id]
    dues = entries.dues_of(wanted, on=on) if wanted else {}
    return {row.position: _shown(row, dues.get(row.version_id), whole=whole) for row in rows}


def _shown(item: Any, due: tuple[date, int | None] | None, *, whole: bool) -> Shown:
    kind, state = Mismatch(item.kind), ItemState(item.state)
    here, there, note = _sides(kind, item)
    next_words, next_url = _next(kind, item)
    return Shown(
        item,
        kind.value,
        here,
        there,
        note,
        _(state.label),
        TONES.get(state, "info"),
        tuple(_part(field, whole=whole) for field in item.fields),
        next_words,
        next_url,
        *(due or (None, None)),
    )


def _sides(kind: Mismatch, item: Any) -> tuple[str, str, str]:
    since = words.day(item.since) if item.since else ""
    told = item.there
    levels = ", ".join(_(label) for label in told.get("levels", ()))
    decision = told.get("decision", "")
    if kind is Mismatch.ABOLISHED_STILL_PUBLIC:
        return _("Bãi bỏ từ %(day)s") % {"day": since}, _("Đang công khai"), decision
    if kind is Mismatch.MISSING_THERE:
        there = _("Chưa có") if told.get("absent") else _("Ghi là bãi bỏ")
        return _("Có từ %(day)s") % {"day": since}, there, decision
    if kind is Mismatch.MISSING_HERE:
        return _("Chưa có"), _("Đang công khai"), " · ".join(filter(None, [decision, levels]))
    return "", "", ""


def _next(kind: Mismatch, item: Any) -> tuple[str, str]:
    """The sheet for the national database, where that is what is missing."""
    if item.version is None:
        return "", ""
    number = item.version.number
    if kind is Mismatch.ABOLISHED_STILL_PUBLIC:
        asked, label = EntryKind.ABOLISH, _("Mở phiếu gỡ")
    elif kind is Mismatch.MISSING_THERE:
        asked, label = EntryKind.PUBLISH if number == 1 else EntryKind.AMEND, _("Mở phiếu nhập")
    else:
        asked, label = EntryKind.AMEND, _("Mở phiếu sửa")
    return label, reverse("disclosure:entry", args=[item.code, number, SLUGS[asked]])


def _part(field: dict[str, Any], *, whole: bool) -> ShownPart:
    rows = marking.rows(field["key"], field["ours"], field["there"])
    changed = [row for row in rows if row.differs]
    same = len(rows) - len(changed)
    if whole:
        return ShownPart(_(field["label"]), tuple(changed), 0, same)
    first = tuple(row.cut() for row in changed[:MOST_LINES])
    return ShownPart(_(field["label"]), first, len(changed) - len(first), same)


def cells(run: Any, choices: Choices) -> list[dict[str, Any]]:
    """The cells above the worklist: everything, then each kind, with what a reader wants to know of it."""
    counts = run.counts
    previous = counts["still"] + counts["mended"] if "still" in counts else None
    note = _("Lần trước: %(number)s, đã sửa %(mended)s") % {"number": previous, "mended": counts.get("mended")}
    found = [_cell("", _("Tất cả chỗ lệch"), counts["found"], note if previous is not None else _("Lần đầu"))]
    parts = ngettext("%(number)s thành phần", "%(number)s thành phần", counts["places"])
    notes = {
        Mismatch.ABOLISHED_STILL_PUBLIC: _("Người dân đang đọc bản hết hiệu lực"),
        Mismatch.MISSING_THERE: _("Đã ký, chưa nhập hoặc chưa công khai"),
        Mismatch.DIFFERENT: parts % {"number": words.number(counts["places"])},
        Mismatch.MISSING_HERE: _("Bộ đã công bố cho cấp tỉnh hoặc xã"),
    }
    for kind, about in notes.items():
        left = choices.undecided[kind]
        waiting = ngettext("%(number)s chưa xem", "%(number)s chưa xem", left) % {"number": words.number(left)}
        found.append(_cell(kind.value, _(kind.label), counts[kind.value], f"{about}; {waiting}" if left else about))
    return found


def _cell(kind: str, label: str, count: int, note: str) -> dict[str, Any]:
    return {"kind": kind, "label": label, "count": count, "note": note}

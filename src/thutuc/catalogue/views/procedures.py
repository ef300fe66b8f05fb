"""One procedure: its parts, its versions in time, what differs between two of them; one national record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thutuc.catalogue import queries
from thutuc.catalogue.rules import parts, workflow
from thutuc.catalogue.rules.completeness import completeness
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.difference import Change, Pair, Piece, pairs, places, tally
from thutuc.catalogue.rules.odd import Oddity
from thutuc.catalogue.rules.terms import ONLINE_VALUES, OnlineScheme
from thutuc.web import clock
from thutuc.web.answers import reasons
from thutuc.web.doors import actor_of, officers_only

SHOWN_LINES = 60
"""Lines of a part shown at once; the rest opens on demand (94 papers, 44,590 characters of conditions)."""


PROSE = frozenset({"name", "steps", "conditions", "description", "address", "agency"})
"""Parts that are running text; the others are lists."""
AROUND = 1
"""Equal lines told on each side of a line that differs; longer runs are folded."""


@dataclass(frozen=True)
class ShownPart:
    """One part as a page shows it: the first lines, and those that open on demand."""

    key: str
    label: str
    number: int
    lines: tuple[str, ...]
    more: tuple[str, ...]
    is_prose: bool

    @property
    def text(self) -> str:
        """The first lines as running text."""
        return "\n".join(self.lines)

    @property
    def rest(self) -> str:
        """The others."""
        return "\n".join(self.more)


def shown_parts(content: ProcedureContent) -> list[ShownPart]:
    """The twelve parts, then those beside them that hold something; the workflow has its own table."""
    found = []
    for part in parts.PARTS:
        lines = part.lines(content)
        if part.key != "workflow" and (part.number or lines):
            prose = part.key in PROSE
            first, more = lines[:SHOWN_LINES], lines[SHOWN_LINES:]
            found.append(ShownPart(part.key, part.label, part.number, first, more, prose))
    return found


@require_safe
@officers_only
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure of the province's list."""
    asked = request.GET.get("ban", "")
    number = int(asked) if asked.isdecimal() and asked.isascii() else None
    shown = queries.procedure(code, actor=actor_of(request), on=clock.today(), number=number)
    context = {
        "nav": "catalogue",
        "procedure": shown,
        "parts": shown_parts(shown.content),
        "complete": completeness(shown.content),
        "online": [_online(level) for level in shown.online],
        "warnings": reasons(workflow.warnings(shown.content)),
        "totals": workflow.totals(shown.content),
        "on": clock.today(),
        "now": clock.now(),
    }
    return render(request, "catalogue/procedure.html", context)


def _online(level: Any) -> dict[str, Any]:
    scheme = OnlineScheme(level.scheme)
    labels = {member.value: member.label for member in ONLINE_VALUES[scheme]}
    return {"scheme": scheme.label, "value": labels.get(level.value, level.value), "level": level}


@require_safe
@officers_only
def national(request: HttpRequest, code: str) -> HttpResponse:
    """A record of the national original, for reference and comparison."""
    record = queries.national_record(code)
    content = queries.content_of(record)
    oddities = {oddity.value: oddity.label for oddity in Oddity}
    context = {
        "nav": "catalogue",
        "record": record,
        "parts": shown_parts(content),
        "complete": completeness(content),
        "odd": [(oddities.get(flag["kind"], flag["kind"]), flag["detail"]) for flag in record.odd],
    }
    return render(request, "catalogue/national.html", context)


Marks = list[tuple[str, str]]


@require_safe
@officers_only
def national_raw(request: HttpRequest, code: str) -> HttpResponse:
    """The row of the file as it came."""
    record = queries.national_record(code)
    name = f"{record.code}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(record.raw, content_type="text/plain; charset=utf-8", headers=headers)


@dataclass(frozen=True)
class ShownRow:
    """Two lines side by side, or `skipped` equal ones folded into a word."""

    before: Marks
    after: Marks
    skipped: int = 0


@dataclass(frozen=True)
class Section:
    """One part in a comparison: what is said above it, and its lines on both sides."""

    key: str
    label: str
    note: str
    places: int
    rows: tuple["ShownRow", ...]


MODES = ("khac", "bo-qua-chinh-ta", "tat-ca")


@require_safe
@officers_only
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side; or a version and the national original."""
    mode = request.GET.get("hien", MODES[0])
    found = queries.comparison(
        code,
        actor=actor_of(request),
        before=request.GET.get("truoc", ""),
        after=request.GET.get("sau", ""),
        tolerant=mode == MODES[1],
    )
    changed = {change.part.key: change for change in found.changes}
    context = {
        "nav": "catalogue",
        "comparison": found,
        "code": found.versions[0].procedure.code,
        "sections": list(_sections(found, changed, every=mode == MODES[2])),
        "overview": [(part, places(changed[part.key]) if part.key in changed else 0) for part in parts.TWELVE],
        "beside": [change.part for change in found.changes if not change.part.number],
        "equal": [part.label for part in parts.TWELVE if part.key not in changed],
        "mode": mode,
        "national_key": queries.NATIONAL,
    }
    return render(request, "catalogue/compare.html", context)


def _sections(found: queries.Comparison, changed: dict[str, Change], *, every: bool) -> Iterator[Section]:
    for part in parts.PARTS:
        if part.key in changed:
            change = changed[part.key]
            yield Section(part.key, part.label, _note(change), places(change), tuple(_folded(pairs(change))))
        elif every and part.lines(found.after.content):
            same = tuple(ShownRow([("same", line)], [("same", line)]) for line in part.lines(found.after.content))
            yield Section(part.key, part.label, _("giống nhau"), 0, same)


def _folded(rows: Sequence[Pair]) -> Iterator[ShownRow]:
    """The rows that differ with their neighbours; longer runs of equal ones as a number."""
    changed = [place for place, pair in enumerate(rows) if pair.is_changed]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    skipped = 0
    for place, pair in enumerate(rows):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            yield ShownRow([], [], skipped)
        skipped = 0
        yield ShownRow(_side(pair.before, "out"), _side(pair.after, "in"))
    if skipped:
        yield ShownRow([], [], skipped)


def _side(pieces: tuple[Piece, ...], kind: str) -> Marks:
    """Marked words with the blanks between them outside the marks."""
    found: Marks = []
    for piece in pieces:
        if found:
            found.append(("same", " "))
        found.append((kind if piece.changed else "same", piece.text))
    return found


def _note(change: Change) -> str:
    counted = tally(change)
    told = [
        (counted.added, _("thêm %(number)s")),
        (counted.removed, _("bớt %(number)s")),
        (counted.reworded, _("sửa %(number)s")),
    ]
    return ", ".join(words % {"number": number} for number, words in told if number)

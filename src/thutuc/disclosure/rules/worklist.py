"""From one comparison to the next: what was mended, what is new, what was decided already and still stands."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from thutuc.disclosure.rules.comparison import Found, Mismatch, Outcome

KEPT = 200
"""Places that differ in spelling only are counted all and kept for a look up to this many."""
SHOWN = 300
"""Characters of such a place that are kept."""


@dataclass(frozen=True)
class Seen:
    """A mismatch as the next run knows it."""

    kind: Mismatch
    code: str
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[Mismatch, str]:
        return self.kind, self.code


@dataclass(frozen=True)
class Since:
    """What became of the mismatches of the run before."""

    mended: int
    fresh: int
    still: int


def digest(found: Found) -> str:
    """Equal for the same mismatch with the same words on both sides."""
    told = [found.kind.value, found.code, [[each.key, each.ours, each.there] for each in found.differences]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def since(before: Iterable[Seen], now: Iterable[Seen], parts: Collection[str]) -> Since:
    """Mended is what this run could see and no longer sees: a list cannot tell that a fee was mended."""
    known, found = {each.key: each for each in before}, {each.key: each for each in now}
    gone = [each for key, each in known.items() if key not in found]
    mended = sum(1 for each in gone if each.kind is not Mismatch.DIFFERENT or set(each.parts) <= set(parts))
    return Since(mended, sum(1 for key in found if key not in known), sum(1 for key in found if key in known))


def counts(outcome: Outcome, *, rows: int, ours: int, last: Since | None) -> dict[str, int]:
    """The figures of a run; `last` is None for the first."""
    kinds = {kind.value: outcome.count(kind) for kind in Mismatch}
    told = {"rows": rows, "ours": ours, "alike": outcome.alike, "found": len(outcome.found), **kinds}
    told |= {"places": outcome.places, "overlooked": len(outcome.overlooked)}
    return told | ({"mended": last.mended, "fresh": last.fresh, "still": last.still} if last else {})


def overlooked(outcome: Outcome) -> list[dict[str, str]]:
    """The first places that differ in spelling only, each with its first line that does."""
    found = []
    for spot in outcome.overlooked[:KEPT]:
        ours, there = _first(spot.difference.ours, spot.difference.there)
        found.append({"code": spot.code, "label": spot.difference.label, "ours": ours, "there": there})
    return found


def _first(ours: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, str]:
    lines = list(zip(ours, there, strict=False)) or [("".join(ours), "".join(there))]
    mine, theirs = next((pair for pair in lines if pair[0] != pair[1]), lines[-1])
    start = max(_parting(mine, theirs) - 60, 0)
    return mine[start : start + SHOWN], theirs[start : start + SHOWN]


def _parting(one: str, other: str) -> int:
    """Where two lines part."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def plain(found: Found) -> Mapping[str, object]:
    """What is kept of both sides beside the columns."""
    there = found.there
    return {
        "fields": [
            {"key": each.key, "label": each.label, "ours": list(each.ours), "there": list(each.there)}
            for each in found.differences
        ],
        "there": {
            "decision": there.decision,
            "levels": list(there.levels),
            "absent": there.is_absent,
            "withdrawn": there.is_withdrawn,
        },
    }

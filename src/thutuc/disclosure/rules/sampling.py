"""Drawing the sample of a check round: the same seed and the same list give the same sample on every machine.

Every kind of unit occurs; inside a kind units are drawn in proportion. The lot of a thing is a hash of seed and thing,
so that one more unit in the list does not change the lots of the others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import gettext_noop

MOST = 5_000
DAYS = 366


@dataclass(frozen=True)
class Candidate:
    """A unit with what it must show: keys are codes, stable from one database to the next."""

    code: str
    stratum: str
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """A unit of the sample with the sheets to look at, in the order of the unit's list."""

    code: str
    sheets: tuple[str, ...]


def day_objections(on: date, today: date) -> list[Objection]:
    """A round is held within a year: what must hang later is not known, what hung earlier cannot be looked at."""
    if abs((on - today).days) <= DAYS:
        return []
    words = gettext_noop("Ngày kiểm tra phải trong vòng một năm, trước hoặc sau hôm nay.")
    return [Objection("round.day", words, field="on")]


def objections(*, size: int, per_unit: int, candidates: Sequence[Candidate]) -> list[Objection]:
    """Why no sample can be drawn."""
    if not any(each.sheets for each in candidates):
        words = gettext_noop("Không có đơn vị nào phải niêm yết trong phạm vi này. Chọn phạm vi khác.")
        return [Objection("round.empty", words, field="kinds")]
    if not 1 <= size <= MOST:
        words = gettext_noop("Cỡ mẫu từ 1 đến %(most)s tờ.")
        return [Objection("round.size", words, field="size", params={"most": MOST})]
    if not 1 <= per_unit <= size:
        words = gettext_noop("Số tờ mỗi đơn vị từ 1 đến cỡ mẫu.")
        return [Objection("round.per_unit", words, field="per_unit")]
    return []


def draw(seed: str, candidates: Iterable[Candidate], *, size: int, per_unit: int) -> list[Drawn]:
    """The sample: about `size` sheets, `per_unit` at each unit, at least one unit of every stratum."""
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        if each.sheets:
            strata[each.stratum].append(each)
    wanted = max(len(strata), -(-size // per_unit))
    shares = _shares({name: len(members) for name, members in strata.items()}, wanted)
    drawn = []
    for name in sorted(strata):
        by_lot = sorted(strata[name], key=lambda each: _lot(seed, each.code))
        drawn += [Drawn(each.code, _some(seed, each, per_unit)) for each in by_lot[: shares[name]]]
    return drawn


def fingerprint(candidates: Iterable[Candidate]) -> str:
    """The list from which a sample was drawn, as one hash: a later draw can tell whether it is the same list."""
    whole = hashlib.sha256()
    for each in sorted(candidates, key=lambda each: each.code):
        whole.update("\x1f".join((each.code, each.stratum, *each.sheets)).encode() + b"\x1e")
    return whole.hexdigest()


def _some(seed: str, unit: Candidate, count: int) -> tuple[str, ...]:
    chosen = set(sorted(unit.sheets, key=lambda sheet: _lot(seed, unit.code, sheet))[:count])
    return tuple(sheet for sheet in unit.sheets if sheet in chosen)


def _shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """Units of each stratum: one each, the others by the largest remainder, never more than there are."""
    total = sum(sizes.values())
    wanted = min(wanted, total)
    shares = {name: min(max(1, wanted * size // total), size) for name, size in sizes.items()}
    while sum(shares.values()) < wanted:
        open_ones = [name for name in sizes if shares[name] < sizes[name]]
        shares[max(open_ones, key=lambda name: (wanted * sizes[name] / total - shares[name], name))] += 1
    return shares


def _lot(seed: str, *key: str) -> bytes:
    return hashlib.sha256("\x1f".join((seed, *key)).encode()).digest()

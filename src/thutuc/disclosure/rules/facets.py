"""What of a procedure is laid beside the national database, part by part (control.md §2.3; §16.5 for lists).

Full content is compared by the parts of the law. A spreadsheet shows less: each of its columns has a view of its own,
taken alike of both sides, and a column that the sheet does not have is no difference.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.difference import tolerant_key
from thutuc.catalogue.rules.parts import PARTS, fee_words, limit_words, paper_words, part
from thutuc.catalogue.rules.rows import ImportedRow
from thutuc.kernel.text import gettext_noop

Lines = tuple[str, ...]
OWN_WAY = frozenset({"code", "national_id"})
"""How a system numbers its records is no content: codes are joined on their base."""
NO_BOX = frozenset({"workflow", "mechanism", "authority_mode", "boundary", "internal", "online"})
"""What only the province keeps: the sheet of the national database has no box for it."""
ANY_ORDER = frozenset({"levels", "subjects", "channels", "limits", "fees", "forms", "bases", "outputs"})
"""Lists whose order says nothing."""


@dataclass(frozen=True)
class Facet:
    """One part as it is compared. `fields` are the fields of the content that its lines are taken from."""

    key: str
    label: str
    lines: Callable[[ProcedureContent], Lines]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One part that differs, with the lines of both sides."""

    key: str
    label: str
    ours: Lines
    there: Lines


CONTENT: tuple[Facet, ...] = tuple(
    Facet(each.key, each.label, each.lines, each.fields) for each in PARTS if each.key not in OWN_WAY | NO_BOX
)
"""Full content."""


def _distinct(lines: Iterable[str]) -> Lines:
    return tuple(dict.fromkeys(filter(None, lines)))


def _sector(content: ProcedureContent) -> Lines:
    return _distinct([content.sector])


def _sector_code(content: ProcedureContent) -> Lines:
    return _distinct([content.sector_code])


def _regulator(content: ProcedureContent) -> Lines:
    return _distinct([content.regulating_agency])


def _channels(content: ProcedureContent) -> Lines:
    return _distinct(offer.channel.label for offer in content.offers)


def _limits(content: ProcedureContent) -> Lines:
    """A cell rarely says for which channel: the limits that occur."""
    return _distinct(limit_words(offer.limit) for offer in content.offers)


def _fees(content: ProcedureContent) -> Lines:
    return _distinct(fee_words(fee) for offer in content.offers for fee in offer.fees)


def _papers(content: ProcedureContent) -> Lines:
    return _distinct(paper_words(paper) for paper in content.documents)


def _sets(content: ProcedureContent) -> Lines:
    return (str(content.sets),) if content.sets is not None else ()


def _outputs(content: ProcedureContent) -> Lines:
    return _distinct(output.name for output in content.outputs)


def _bases(content: ProcedureContent) -> Lines:
    return _distinct(basis.number for basis in content.legal_bases)


_VIEWS: dict[str, tuple[str, Callable[[ProcedureContent], Lines] | None]] = {
    "name": ("name", None),
    "sector": ("sector", _sector),
    "sector_code": ("sector", _sector_code),
    "levels": ("levels", None),
    "decision_number": ("decision", None),
    "type": ("type", None),
    "subjects": ("subjects", None),
    "resolving_agency": ("agency", None),
    "competent_authority": ("authority", None),
    "delegated_agency": ("delegated", None),
    "cooperating_agency": ("cooperating", None),
    "reception_address": ("address", None),
    "regulating_agency": ("regulator", _regulator),
    "steps": ("steps", None),
    "channels": ("channels", _channels),
    "limit": ("limits", _limits),
    "fees": ("fees", _fees),
    "papers": ("papers", _papers),
    "sets": ("sets", _sets),
    "outputs": ("outputs", _outputs),
    "conditions": ("conditions", None),
    "bases": ("bases", _bases),
    "keywords": ("keywords", None),
    "description": ("description", None),
}
"""Column of a spreadsheet → the part that it shows, and its view where the cell says less than the part."""
_LABELS = {"sets": gettext_noop("Số bộ hồ sơ")}


def _column(column: str) -> Facet:
    key, view = _VIEWS[column]
    known = part("papers" if key == "sets" else key)
    return Facet(key, _LABELS.get(key, known.label), view or known.lines, known.fields)


COLUMNS: dict[str, Facet] = {column: _column(column) for column in _VIEWS}


def facets_of(row: ImportedRow) -> tuple[Facet, ...]:
    """What a row shows: of a spreadsheet its columns, else the parts of which it speaks."""
    if row.columns:
        return tuple(facet for column, facet in COLUMNS.items() if column in row.columns)
    return tuple(facet for facet in CONTENT if row.speaks_of.intersection(facet.fields))


def differences(
    ours: ProcedureContent, there: ProcedureContent, facets: Iterable[Facet]
) -> Iterator[tuple[Difference, bool]]:
    """Every part that is not the same letter by letter; the flag tells whether more than spelling differs."""
    for facet in facets:
        if all(getattr(ours, name) == getattr(there, name) for name in facet.fields):
            continue
        mine, theirs = facet.lines(ours), facet.lines(there)
        if mine != theirs:
            unordered = facet.key in ANY_ORDER
            yield Difference(facet.key, facet.label, mine, theirs), not _same(mine, theirs, unordered=unordered)


def _same(ours: Lines, there: Lines, *, unordered: bool) -> bool:
    """The same words; where lines break says nothing either. Lines that are equal by the letter are passed over."""
    if unordered:
        mine, theirs = Counter(ours), Counter(there)
        return sorted(_keys((mine - theirs).elements())) == sorted(_keys((theirs - mine).elements()))
    start = next((place for place, pair in enumerate(zip(ours, there, strict=False)) if pair[0] != pair[1]), 0)
    return " ".join(_keys(ours[start:])) == " ".join(_keys(there[start:]))


def _keys(lines: Iterable[str]) -> list[str]:
    return [key for key in map(tolerant_key, lines) if key]

"""Which procedure a row means: by its code, else by its name, and then it is said so. Nothing is matched silently."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from thutuc.catalogue.rules.codes import base_of, parse
from thutuc.catalogue.rules.decisions.terms import BRINGING, OperationKind
from thutuc.kernel.text import Labelled, fold, gettext_noop, tidy

ENOUGH = 90
"""Similarity of folded names, of a hundred, from which a name is taken as the same."""
NEAR = 75
"""From here a name is offered to the person."""
APART = 4
"""A second name this near to the first leaves the choice to the person."""


class How(Labelled):
    """How the procedure of a row was found."""

    CODE = "code", gettext_noop("khớp theo mã")
    BASE = "base", gettext_noop("khớp theo mã gốc")
    NAME = "name", gettext_noop("khớp theo tên")
    CHOSEN = "chosen", gettext_noop("do người soạn chọn")
    NEW = "new", gettext_noop("chưa có trong danh mục")
    NATIONAL = "national", gettext_noop("lấy từ dữ liệu của bộ")
    NONE = "none", gettext_noop("không khớp thủ tục nào")


@dataclass(frozen=True)
class Known:
    """A procedure that a row may mean: of the province's list, or of the national original."""

    code: str
    name: str
    is_national: bool = False


@dataclass(frozen=True)
class Match:
    """What a row was matched with; `others` are near names to choose from."""

    how: How
    code: str = ""
    name: str = ""
    score: int = 0
    others: tuple[Known, ...] = ()

    @property
    def is_found(self) -> bool:
        return self.how is not How.NONE


@dataclass(frozen=True)
class Index:
    """The procedures by code, base code and folded name."""

    by_code: dict[str, Known] = field(default_factory=dict)
    by_base: dict[str, list[Known]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> "Index":
        """Build it once for all rows."""
        index = cls()
        for each in known:
            index.by_code[each.code] = each
            index.by_base.setdefault(base_of(each.code), []).append(each)
            index.names[each.code] = _key(each.name)
        return index

    def coded(self, text: str) -> Match | None:
        """The procedure with this full code, or the only one with this base code."""
        code = parse(text).full
        if code in self.by_code:
            return Match(How.CODE, code, self.by_code[code].name, 100)
        same = self.by_base.get(base_of(code), [])
        if len(same) == 1:
            return Match(How.BASE, same[0].code, same[0].name, 100)
        return Match(How.NONE, code, others=tuple(same)) if same else None

    def named(self, name: str) -> Match:
        """The procedure with the nearest name, if one is near enough and alone."""
        near = process.extract(_key(name), self.names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=4)
        if not near:
            return Match(How.NONE)
        others = tuple(self.by_code[code] for _words, _score, code in near)
        best = near[0][1]
        alone = len(near) == 1 or best - near[1][1] >= APART or (best == 100 and near[1][1] < 100)
        if best >= ENOUGH and alone:
            return Match(How.NAME, near[0][2], others[0].name, int(best), others[1:])
        return Match(How.NONE, others=others)


def _key(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(tidy(name))).split())


def match(kind: OperationKind, code: str, name: str, *, listed: Index, national: Index) -> Match:
    """The procedure of a row. What is brought into the list is looked up among the ministries' own."""
    if kind in BRINGING:
        return _brought(code, name, listed, national)
    found = listed.coded(code) if code.strip() else None
    if found is not None:
        return found
    if code.strip():
        named = listed.named(name) if name.strip() else Match(How.NONE)
        return Match(How.NONE, parse(code).full, others=_offered(named, listed))
    return listed.named(name)


def _offered(named: Match, listed: Index) -> tuple[Known, ...]:
    """The near names of a row whose code is nowhere: a typing slip is for the person to mend."""
    best = (listed.by_code[named.code],) if named.code else ()
    return (*best, *named.others)


def _brought(code: str, name: str, listed: Index, national: Index) -> Match:
    if code.strip():
        theirs = national.coded(code)
        if theirs and theirs.is_found:
            return Match(How.NATIONAL, parse(code).full, theirs.name, 100)
        return Match(How.NEW, parse(code).full)
    theirs = national.named(name)
    if theirs.is_found and theirs.code not in listed.by_code:
        return Match(How.NAME, theirs.code, theirs.name, theirs.score, theirs.others)
    return Match(How.NONE, others=theirs.others)

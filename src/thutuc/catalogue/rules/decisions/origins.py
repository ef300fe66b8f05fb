"""From where a publication comes: which text changed the procedure, which decision of a ministry it follows.

Decree 63/2010/NĐ-CP Art. 13–15: the clock runs from the day the changing text takes effect, not from any basis cited.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Law:
    """A legal document behind a change. `is_new`: the version before did not cite it."""

    number: str
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    is_shortened: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Ministry:
    """A ministry's decision that a provincial one follows; `codes` are the base codes in it."""

    id: int
    code: str
    number: str
    issuer: str
    signed_on: date
    arrived_on: date | None = None
    register_number: str = ""
    is_shortened: bool = False
    codes: frozenset[str] = frozenset()
    documents: tuple[Law, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Everything behind one signed operation."""

    laws: tuple[Law, ...] = ()
    """The legal bases of the version that it opened (or of the one it ended)."""
    ministries: tuple[Ministry, ...] = ()
    agency_id: int | None = None
    """Who resolves the procedure."""
    redraws: bool = True
    """The notice on the wall reads otherwise than before."""
    before_on: date | None = None
    """Since when the version stood that this one replaces."""

    @property
    def newest(self) -> Law | None:
        """The basis with the newest day of effect, whether it changed anything or not: what the centre scores by."""
        return newest(self.laws)


def newest(laws: Iterable[Law]) -> Law | None:
    """The one that takes effect last; None where no day is known."""
    known = [law for law in laws if law.effective_on]
    return max(known, key=lambda law: (law.effective_on or date.min, law.issued_on or date.min), default=None)


def ministry_of(base_code: str, ministries: Collection[Ministry]) -> Ministry | None:
    """The decision that has this procedure, else the only ones there are; the last signed of several."""
    named = [each for each in ministries if base_code in each.codes]
    return max(named or ministries, key=lambda each: (each.signed_on, each.id), default=None)


def changing_law(origin: Origin, ministry: Ministry | None, told: Law | None = None) -> Law | None:
    """The text that changed the procedure.

    The newest basis that the version before did not cite; else the text that the decision itself names; else the
    newest text behind the ministry's decision. A text that was in force already when the version before began was
    left out there: citing it now is a correction, unless the ministry or the decision names it.
    """
    documents = ministry.documents if ministry else ()
    named = {law.number for law in (*documents, *((told,) if told else ()))}
    brought = newest(law for law in origin.laws if law.is_new and (law.number in named or _is_later(law, origin)))
    return brought or (told if told and told.effective_on else None) or newest(documents) or told


def _is_later(law: Law, origin: Origin) -> bool:
    return origin.before_on is None or law.effective_on is None or law.effective_on > origin.before_on


def marked(after: Iterable[Law], before: Collection[str]) -> tuple[Law, ...]:
    """The bases of a version, each marked whether the version before had it."""
    return tuple(replace(law, is_new=law.number not in before) for law in after)

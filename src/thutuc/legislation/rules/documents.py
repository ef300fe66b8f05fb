"""What is written of one legal document, and which known document a citation means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from thutuc.kernel.errors import Objection
from thutuc.kernel.text import fold, gettext_noop, tidy
from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.effect import Effect, date_objections
from thutuc.legislation.rules.terms import Certainty, DocumentKind


class Citation(NamedTuple):
    """A document as a procedure cites it."""

    number: str
    title: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class DocumentDetails:
    """The description of one document, ready to be kept."""

    number: str
    title: str
    kind: DocumentKind | None = None
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    certainty: Certainty = Certainty.UNCERTAIN
    url: str = ""
    note: str = ""
    is_shortened: bool = False
    """Made by the shortened procedure (trình tự, thủ tục rút gọn)."""

    @property
    def effect(self) -> Effect:
        """Its three dates."""
        return Effect(self.issued_on, self.effective_on, self.ends_on)


class Known(Protocol):
    """What matching needs of a document of the register."""

    number: str
    issuer: str
    year: int | None
    is_stub: bool


KnownDocument = TypeVar("KnownDocument", bound=Known)


def detail_objections(details: DocumentDetails) -> list[Objection]:
    """What is missing or wrong in a description."""
    found = []
    if not details.number.strip():
        found.append(Objection("document.number", gettext_noop("Ghi số, ký hiệu của văn bản."), field="number"))
    if not details.title.strip():
        found.append(Objection("document.title", gettext_noop("Ghi trích yếu của văn bản."), field="title"))
    parsed = numbers.parse(details.number, title=details.title)
    if parsed.kind in numbers.LOCAL_KINDS and not details.issuer.strip():
        words = gettext_noop("Ghi cơ quan ban hành: số của văn bản địa phương trùng nhau giữa các tỉnh.")
        found.append(Objection("document.issuer", words, field="issuer"))
    if parsed.year and details.issued_on and parsed.year != details.issued_on.year:
        words = gettext_noop("Năm trong số, ký hiệu (%(year)s) khác năm ban hành. Kiểm tra lại.")
        params = {"year": str(parsed.year)}
        found.append(Objection("document.year", words, "legislation.numbers", "issued_on", params))
    return found + date_objections(details.effect)


def year_of(number: numbers.DocumentNumber, issued_on: date | None) -> int | None:
    """The year in the number, else of issue."""
    return number.year or (issued_on.year if issued_on else None)


def search_text(number: str, title: str, issuer: str) -> str:
    """The folded text in which the register is searched."""
    return fold(tidy(f"{number} {title} {issuer}"))


def match(citation: Citation, candidates: Iterable[KnownDocument]) -> KnownDocument | None:
    """The known document that a citation means; None when it is a new one. Described ones go before stubs.

    National numbers are unique whatever the issuer is called today; local ones repeat between provinces, so that a
    different issuer is a different document. A number without a year is told apart by the year of issue.
    """
    parsed = numbers.parse(citation.number, title=citation.title)
    year = year_of(parsed, citation.issued_on)
    issuer = fold(tidy(citation.issuer)) if parsed.kind in numbers.LOCAL_KINDS else ""
    fitting = [
        known
        for known in candidates
        if known.number == parsed.text
        and (year is None or known.year is None or known.year == year)
        and (not issuer or not known.issuer or fold(known.issuer) == issuer)
    ]
    fitting.sort(key=lambda known: (known.is_stub, bool(issuer) and not known.issuer, year != known.year))
    return fitting[0] if fitting else None

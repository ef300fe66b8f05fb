"""Cited documents become rows of the register: known ones are found, unknown ones stand as stubs."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import sort_key, tidy
from thutuc.legislation.models import LegalDocument
from thutuc.legislation.rules import documents as rules
from thutuc.legislation.rules import numbers
from thutuc.legislation.rules.documents import Citation
from thutuc.legislation.rules.terms import Certainty

Cited = Citation | tuple[str, str, date | None, str]
LONGEST_NUMBER, LONGEST = 120, 300
_FILLED = ["title", "kind", "issuer", "issued_on", "year", "is_stub", "search", "revision"]


@transaction.atomic
def ensure_documents(citations: Iterable[Cited], *, by: Actor, at: datetime) -> dict[str, LegalDocument]:
    """Every cited document, by its number as given and as normalised: three statements, however many citations.

    Described documents are never changed by a citation; a stub takes the first title that a citation gives. One line
    in the journal when anything was added; an import that calls this has its own line besides.
    """
    cited = _without_repeats(citations)
    known: dict[str, list[LegalDocument]] = defaultdict(list)
    for kept in LegalDocument.objects.filter(number__in={numbers.normalise(each.number) for each in cited}):
        known[kept.number].append(kept)
    found: dict[str, LegalDocument] = {}
    made: list[LegalDocument] = []
    filled: list[LegalDocument] = []
    for citation in cited:
        number = numbers.normalise(citation.number)
        row = rules.match(citation, known[number])
        if row is None:
            row = _from_citation(citation)
            known[number].append(row)
            made.append(row)
        elif row.is_stub and tidy(citation.title):
            _fill(row, citation)
            filled += [] if row.pk is None else [row]
        found[citation.number] = found[number] = row
    _keep(made, filled)
    if made or filled:
        told = {"added": len(made), "described": len(filled), "cited": len(cited)}
        record("legislation.cite", of="legislation.LegalDocument", by=by, at=at, details=told)
    return found


def _without_repeats(citations: Iterable[Cited]) -> list[Citation]:
    """Each number and issuer once, titled citations first so that a stub is described at once.

    A text too long to be a number is none: it stays in the words of whoever cites it.
    """
    unique: dict[tuple[str, str], Citation] = {}
    for given in citations:
        citation = Citation(*given)
        if not 0 < len(numbers.normalise(citation.number)) <= LONGEST_NUMBER or len(tidy(citation.issuer)) > LONGEST:
            continue
        key = (citation.number, tidy(citation.issuer))
        if key not in unique or (tidy(citation.title) and not tidy(unique[key].title)):
            unique[key] = citation
    return sorted(unique.values(), key=lambda citation: not tidy(citation.title))


def _keep(made: list[LegalDocument], filled: list[LegalDocument]) -> None:
    if made:
        LegalDocument.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["number", "issuer", "year"], update_fields=["sort_key"]
        )
    if filled:
        LegalDocument.objects.bulk_update(filled, _FILLED)


def _from_citation(citation: Citation) -> LegalDocument:
    row = LegalDocument(certainty=Certainty.UNCERTAIN, is_stub=True)
    _fill(row, citation)
    row.revision = 1
    return row


def _fill(row: LegalDocument, citation: Citation) -> None:
    parsed = numbers.parse(citation.number, title=citation.title)
    row.number, row.kind = parsed.text, parsed.kind
    row.title = tidy(citation.title)
    row.issuer = row.issuer or tidy(citation.issuer if parsed.kind in numbers.LOCAL_KINDS else parsed.issuer)
    row.issuer = row.issuer or tidy(citation.issuer)
    row.issued_on = row.issued_on or citation.issued_on
    row.year = row.year or rules.year_of(parsed, row.issued_on)
    row.is_stub = not row.title
    row.sort_key = sort_key(parsed.text)
    row.search = rules.search_text(row.number, row.title, row.issuer)
    row.revision += 1

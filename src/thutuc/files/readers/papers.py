"""Number, day and signers of a signed paper, read from its words and from its signatures."""

from threading import Lock

from thutuc.files.readers.signatures import read_signature
from thutuc.files.rules.papers import PaperFacts, facts_of

MOST_PAGES = 12
"""A decision is signed on one of its first pages; annexes follow."""

_ONE_AT_A_TIME = Lock()
"""The library underneath knows no threads."""


def read_decision_facts(content: bytes) -> PaperFacts:
    """What can be read; an officer confirms it. A scan without words, a damaged file: nothing, and no failure."""
    return facts_of(words_of(content), signers=read_signature(content).signers)


def words_of(content: bytes) -> list[str]:
    """The words of the first pages of a PDF."""
    import pypdfium2

    try:
        with _ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
            pages = range(min(len(document), MOST_PAGES))
            return [str(document[place].get_textpage().get_text_bounded()) for place in pages]
    except pypdfium2.PdfiumError:
        return []

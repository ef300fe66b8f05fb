"""Documents cited by procedures: made known to the register of legal documents and linked to the parts."""

from collections.abc import Iterable
from datetime import datetime

from thutuc.catalogue.models import VersionBasis
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.kernel.actor import Actor
from thutuc.legislation import queries as legislation
from thutuc.legislation.services import ensure_documents


def cite(contents: Iterable[ProcedureContent], *, by: Actor, at: datetime) -> int:
    """Make the cited documents known, untitled stubs where they are not described yet; returns how many."""
    cited = {
        (basis.number, basis.title, basis.issued_on, basis.issuer): None
        for content in contents
        for basis in content.legal_bases
        if basis.number
    }
    return len(ensure_documents(cited, by=by, at=at)) if cited else 0


def linked(numbers: Iterable[str]) -> dict[str, int]:
    """The keys of the known documents, by number."""
    return {number: document.pk for number, document in legislation.documents_by_numbers(numbers).items()}


def link_unlinked() -> int:
    """Link the parts whose document became known after they were written; returns how many."""
    unlinked = VersionBasis.objects.filter(document=None).exclude(number="")
    known = linked(unlinked.values_list("number", flat=True).distinct())
    return sum(unlinked.filter(number=number).update(document=key) for number, key in known.items())

"""The documents that come with the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.legislation.models import DocumentRelation, LegalDocument
from thutuc.legislation.queries.documents import documents_by_numbers
from thutuc.legislation.queries.shipped import seed
from thutuc.legislation.rules import numbers, policies
from thutuc.legislation.rules.documents import DocumentDetails
from thutuc.legislation.rules.terms import Certainty, DocumentKind, RelationKind
from thutuc.legislation.services.register import columns


@dataclass(frozen=True)
class Loaded:
    """What loading did; all zero the second time."""

    added: int
    described: int
    related: int


@transaction.atomic
def load_seed(*, by: Actor, at: datetime) -> Loaded:
    """Nạp các văn bản đi kèm: adds what is missing, describes stubs, never touches what an officer has written."""
    refuse_if(policies.keep_objections(by))
    rows = seed()["document"]
    known = documents_by_numbers(row["number"] for row in rows)
    wanted = {row["number"]: columns(details_of(row)) for row in rows}
    new = [LegalDocument(**fields) for number, fields in wanted.items() if number not in known]
    LegalDocument.objects.bulk_create(new)
    stubs = [known[number] for number in wanted if number in known and known[number].is_stub]
    for stub in stubs:
        for name, value in wanted[stub.number].items():
            setattr(stub, name, value)
        stub.revision += 1
    if stubs:
        LegalDocument.objects.bulk_update(stubs, [*next(iter(wanted.values())), "revision"])
    related = _relate({**known, **{row.number: row for row in new}})
    loaded = Loaded(len(new), len(stubs), related)
    if new or stubs or related:
        record("legislation.seed", of="legislation.LegalDocument", by=by, at=at, details=vars(loaded))
    return loaded


def details_of(row: Mapping[str, Any]) -> DocumentDetails:
    """One row of seed.toml as a description."""
    return DocumentDetails(
        number=numbers.normalise(row["number"]),
        title=row["title"],
        kind=DocumentKind(row["kind"]) if "kind" in row else None,
        issuer=row.get("issuer", ""),
        issued_on=row.get("issued"),
        effective_on=row.get("effective"),
        ends_on=row.get("ends"),
        certainty=Certainty(row["certainty"]),
        url=row.get("url", ""),
        note=row.get("note", ""),
        is_shortened=row.get("shortened", False),
    )


def _relate(documents: Mapping[str, LegalDocument]) -> int:
    wanted = [
        DocumentRelation(
            source=documents[row["from"]],
            target=documents[row["to"]],
            kind=RelationKind(row["kind"]),
            on=row.get("on"),
            articles=row.get("articles", ""),
            certainty=Certainty(row["certainty"]),
        )
        for row in seed()["relation"]
    ]
    there = set(DocumentRelation.objects.values_list("source_id", "target_id", "kind", "articles"))
    missing = [row for row in wanted if (row.source_id, row.target_id, str(row.kind), row.articles) not in there]
    DocumentRelation.objects.bulk_create(missing)
    return len(missing)

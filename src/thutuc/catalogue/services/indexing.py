"""The kept copy that search and lists read: written in the act of every version and record, rebuilt at any time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Func, TextField, Value

from thutuc.catalogue.models import NationalRecord, ProcedureText, ProcedureVersion
from thutuc.catalogue.queries.matching import forget_vocabulary
from thutuc.catalogue.rules import canonical, codes, summary
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.rules.searching import lexemes, name_key, slug
from thutuc.catalogue.rules.terms import CatalogueScope
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import sort_key

Row = TypeVar("Row")
BATCH = 200
LONGEST_KEY = 240
LONGEST_WORD = 200
KEPT = (
    *("scope", "code", "base_code", "name", "sort_key", "name_folded", "name_vector", "body_vector"),
    *("sector", "sector_slug", "agency", "agency_slug", "levels", "channels", "summary", "is_internal"),
)


def keep_versions(versions: Iterable[ProcedureVersion]) -> int:
    """Write the search rows of versions; to be called inside the act that opens them. Returns how many."""
    return _keep((_of_version(version) for version in versions), "procedure_version")


def keep_records(records: Iterable[NationalRecord]) -> int:
    """Write the search rows of national records; to be called inside the import. Returns how many."""
    return _keep((_of_record(record) for record in records), "national_record")


@transaction.atomic
def rebuild(*, by: Actor, at: datetime) -> int:
    """Write every search row again from the versions and records; the copy must equal the computation."""
    versions = ProcedureVersion.objects.select_related("procedure", "sector", "agency").order_by("pk")
    kept = keep_versions(versions.iterator(BATCH))
    kept += keep_records(NationalRecord.objects.order_by("pk").iterator(BATCH))
    journal.record("catalogue.reindex", of="catalogue.ProcedureText:all", by=by, at=at, details={"rows": kept})
    return kept


def _keep(rows: Iterator[ProcedureText], key: str) -> int:
    kept = 0
    for batch in batches(rows):
        ProcedureText.objects.bulk_create(batch, update_conflicts=True, unique_fields=[key], update_fields=KEPT)
        kept += len(batch)
    forget_vocabulary()
    return kept


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """So many at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _of_version(version: ProcedureVersion) -> ProcedureText:
    content: ProcedureContent = canonical.from_plain(version.content)
    code = version.procedure.code
    agency = version.agency.name if version.agency else version.resolving_agency
    row = _row(content, code, sector=version.sector.name if version.sector else content.sector, agency=agency)
    if version.agency:
        row.agency_slug = version.agency.code
    row.scope, row.procedure_version = CatalogueScope.PROVINCE, version
    return row


def _of_record(record: NationalRecord) -> ProcedureText:
    content: ProcedureContent = canonical.from_plain(record.content)
    row = _row(content, record.code, sector=content.sector, agency=content.resolving_agency)
    row.scope, row.national_record = CatalogueScope.NATIONAL, record
    return row


def _row(content: ProcedureContent, code: str, *, sector: str, agency: str) -> ProcedureText:
    told = summary.summary_of(content)
    return ProcedureText(
        code=code,
        base_code=codes.base_of(code),
        name=content.name,
        sort_key=sort_key(content.name)[:LONGEST_KEY],
        name_folded=name_key(content.name),
        name_vector=_vector(lexemes([content.name, content.keywords])),
        body_vector=_vector(lexemes(_body(content))),
        sector=sector,
        sector_slug=slug(sector),
        agency=agency,
        agency_slug=slug(agency),
        levels=[level.value for level in content.levels],
        channels=[channel.value for channel in told.channels],
        summary=summary.to_plain(told),
        is_internal=content.is_internal,
    )


def _body(content: ProcedureContent) -> Iterator[str]:
    """Every published text of a version but its name."""
    yield from (content.sector, content.description, content.conditions, content.decision_number, content.related)
    yield from (content.resolving_agency, content.competent_authority, content.regulating_agency)
    yield from (content.subjects_note, content.reception_address, content.cooperating_agency)
    yield from (f"{step.title} {step.text}" for step in content.steps)
    yield from (f"{document.name} {document.form} {document.note}" for document in content.documents)
    yield from (case.name for case in content.cases)
    yield from (output.name for output in content.outputs)
    yield from (f"{basis.number} {basis.title}" for basis in content.legal_bases)
    for offer in content.offers:
        yield f"{offer.case} {offer.description} {offer.limit.note} {' '.join(fee.note for fee in offer.fees)}"


def _vector(words: list[str]) -> Any:
    kept = [word for word in words if len(word) <= LONGEST_WORD]
    listed = Value(kept, output_field=ArrayField(TextField()))
    return Func(listed, function="array_to_tsvector", output_field=SearchVectorField())

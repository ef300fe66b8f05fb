"""Rows of a version and its parts, written together: shared by the acts that open versions. No journal line here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from thutuc.catalogue.models import (
    AgencyAlias,
    OnlineLevel,
    Procedure,
    ProcedureVersion,
    Sector,
    VersionBasis,
    VersionFee,
    VersionOffer,
    VersionOutput,
    VersionPaper,
    VersionSubject,
    WorkflowStep,
)
from thutuc.catalogue.rules import canonical, codes
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.services import indexing
from thutuc.catalogue.services.citing import linked
from thutuc.kernel.periods import Days
from thutuc.kernel.text import fold, sort_key, tidy

SORT_KEY = 600
SECTOR_KEY = 500
ALIAS_KEY = 600
BATCH = 2_000


@dataclass(frozen=True)
class NewVersion:
    """A version to be written: its procedure, its place and its days."""

    procedure: Procedure
    content: ProcedureContent
    number: int
    days: Days


@dataclass(frozen=True)
class Opened:
    """By which act versions open, and when that is known and public."""

    act: str
    basis: str
    recorded_at: datetime
    published_at: datetime | None


def sector_key(name: str) -> str:
    """Two spellings of one name are one sector (docs/adr/0002)."""
    return fold(tidy(name))[:SECTOR_KEY]


def alias_key(text: str) -> str:
    """Two spellings of one agency are one alias."""
    return fold(tidy(text))[:ALIAS_KEY]


def list_key(name: str) -> str:
    """The key of a name in a list; marks before the first letter do not count."""
    return sort_key(name.lstrip(" .,;:-–“\"'("))[:SORT_KEY]


def range_of(days: Days) -> DateRange:
    """As the database keeps it."""
    return DateRange(days.start, days.end)


def sectors_for(contents: Iterable[ProcedureContent]) -> dict[str, Sector]:
    """The sectors named by the contents, those that are new created; by key."""
    wanted: dict[str, tuple[str, str]] = {}
    for content in contents:
        if content.sector:
            wanted.setdefault(sector_key(content.sector), (tidy(content.sector), content.sector_code))
    known = {sector.key: sector for sector in Sector.objects.filter(key__in=wanted)}
    taken = set(Sector.objects.exclude(code="").values_list("code", flat=True))
    new = []
    for key, (name, code) in wanted.items():
        if key not in known:
            free = code if code and code not in taken else ""
            taken.add(free)
            new.append(Sector(code=free, name=name, key=key, sort_key=list_key(name)))
    known |= {sector.key: sector for sector in Sector.objects.bulk_create(new)}
    return known


def agencies_for(contents: Iterable[ProcedureContent]) -> dict[str, int]:
    """The agencies that the alias table names for the resolving agencies of the contents; by key."""
    keys = {alias_key(content.resolving_agency) for content in contents if content.resolving_agency}
    rows = AgencyAlias.objects.filter(key__in=keys, agency__isnull=False).values_list("key", "agency_id")
    return {key: agency for key, agency in rows if agency is not None}


def procedures_for(contents: Sequence[ProcedureContent], *, at: datetime) -> list[Procedure]:
    """New procedures of the province under the codes of the contents."""
    return Procedure.objects.bulk_create(
        [
            Procedure(
                code=content.code,
                base_code=codes.base_of(content.code),
                is_internal=content.is_internal,
                created_at=at,
            )
            for content in contents
        ],
        batch_size=BATCH,
    )


def write_versions(items: Sequence[NewVersion], opened: Opened) -> list[ProcedureVersion]:
    """The versions with all their parts and their search rows."""
    sectors = sectors_for(item.content for item in items)
    agencies = agencies_for(item.content for item in items)
    versions = ProcedureVersion.objects.bulk_create(
        [_version(item, opened, sectors, agencies) for item in items], batch_size=BATCH
    )
    pairs = [(version, item.content) for version, item in zip(versions, items, strict=True)]
    _write_offers(pairs)
    documents = linked({basis.number for item in items for basis in item.content.legal_bases})
    for model, rows in _parts(pairs, documents).items():
        model._default_manager.bulk_create(rows, batch_size=BATCH)
    _write_online(items, opened)
    indexing.keep_versions(versions)
    return versions


def _version(
    item: NewVersion, opened: Opened, sectors: Mapping[str, Sector], agencies: Mapping[str, int]
) -> ProcedureVersion:
    content, plain = item.content, canonical.to_plain(item.content)
    return ProcedureVersion(
        procedure=item.procedure,
        number=item.number,
        name=content.name,
        sort_key=list_key(content.name),
        sector=sectors.get(sector_key(content.sector)),
        levels=[level.value for level in content.levels],
        is_internal=content.is_internal,
        regulating_agency=content.regulating_agency,
        resolving_agency=content.resolving_agency,
        agency_id=agencies.get(alias_key(content.resolving_agency)),
        content=plain,
        content_hash=canonical.hash_plain(plain),
        notice_hash=canonical.notice_hash(plain),
        validity=range_of(item.days),
        published_at=opened.published_at,
        recorded_at=opened.recorded_at,
        opened_by=opened.act,
        opened_basis=opened.basis,
    )


Pairs = Sequence[tuple[ProcedureVersion, ProcedureContent]]


def _write_offers(pairs: Pairs) -> None:
    offers = VersionOffer.objects.bulk_create(
        [
            VersionOffer(
                version=version,
                position=position,
                channel=offer.channel,
                case=offer.case,
                amount=offer.limit.amount,
                unit=offer.limit.unit,
                limit_note=offer.limit.note,
                description=offer.description,
            )
            for version, content in pairs
            for position, offer in enumerate(content.offers, start=1)
        ],
        batch_size=BATCH,
    )
    told = (offer for _, content in pairs for offer in content.offers)
    VersionFee.objects.bulk_create(
        [
            VersionFee(offer=row, position=position, kind=fee.kind, amount=fee.amount, note=fee.note)
            for row, offer in zip(offers, told, strict=True)
            for position, fee in enumerate(offer.fees, start=1)
        ],
        batch_size=BATCH,
    )


def _parts(pairs: Pairs, documents: Mapping[str, int]) -> dict[type[models.Model], list[Any]]:
    rows: dict[type[models.Model], list[Any]] = {
        kind: [] for kind in (VersionPaper, VersionOutput, VersionBasis, VersionSubject, WorkflowStep)
    }
    for version, content in pairs:
        rows[VersionPaper] += _papers(version, content)
        rows[VersionOutput] += [
            VersionOutput(version=version, position=place, name=output.name, code=output.code[:120])
            for place, output in enumerate(content.outputs, start=1)
        ]
        rows[VersionBasis] += [
            VersionBasis(
                version=version,
                position=place,
                number=basis.number[:300],
                document_id=documents.get(basis.number),
            )
            for place, basis in enumerate(content.legal_bases, start=1)
        ]
        rows[VersionSubject] += [VersionSubject(version=version, subject=subject) for subject in content.subjects]
        rows[WorkflowStep] += _steps(version, content)
    return rows


def _papers(version: ProcedureVersion, content: ProcedureContent) -> Iterable[VersionPaper]:
    papers = [(case.name, paper) for case in content.cases for paper in case.documents]
    for place, (case, paper) in enumerate(papers, start=1):
        yield VersionPaper(
            version=version,
            position=place,
            case=case,
            name=paper.name,
            code=paper.code[:120],
            originals=paper.originals,
            copies=paper.copies,
            form=paper.form,
            has_form=paper.has_form,
            required=paper.required,
        )


def _steps(version: ProcedureVersion, content: ProcedureContent) -> Iterable[WorkflowStep]:
    for place, step in enumerate(content.workflow, start=1):
        yield WorkflowStep(
            version=version,
            position=place,
            name=step.name,
            role=step.role,
            unit=step.unit,
            hours_direct=step.hours_direct,
            hours_online=step.hours_online,
            output=step.output,
        )


def _write_online(items: Sequence[NewVersion], opened: Opened) -> None:
    """Online levels that a content brings, where none stands yet: afterwards they change by their own act."""
    told = [(item, offer) for item in items for offer in item.content.online_levels]
    if not told:
        return
    keys = {alias_key(offer.agency) for _, offer in told if offer.agency}
    agencies = dict(AgencyAlias.objects.filter(key__in=keys, agency__isnull=False).values_list("key", "agency_id"))
    standing = set(
        OnlineLevel.objects.filter(procedure__in={item.procedure.pk for item, _ in told}).values_list(
            "procedure_id", "agency_id", "scheme"
        )
    )
    rows: dict[tuple[int, int | None, str], OnlineLevel] = {}
    for item, offer in told:
        agency = agencies.get(alias_key(offer.agency)) if offer.agency else None
        key = (item.procedure.pk, agency, offer.scheme.value)
        if key in standing or (offer.agency and agency is None):
            continue
        rows[key] = OnlineLevel(
            procedure=item.procedure,
            agency_id=agency,
            scheme=offer.scheme,
            value=offer.value,
            reason=offer.reason,
            validity=DateRange(item.days.start, None),
            act=opened.act,
            recorded_at=opened.recorded_at,
        )
    OnlineLevel.objects.bulk_create(rows.values())

"""Reading the register of legal documents. Every officer may read all of it; the public sees what is cited."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound
from thutuc.kernel.text import fold_words, nfc
from thutuc.legislation.models import DocumentRelation, LegalDocument
from thutuc.legislation.rules import effect as rules
from thutuc.legislation.rules import numbers, policies
from thutuc.legislation.rules.documents import DocumentDetails
from thutuc.legislation.rules.effect import Effect, Status, Touch
from thutuc.legislation.rules.terms import Certainty, DocumentKind, RelationKind


@dataclass(frozen=True)
class DocumentPage:
    """One document with its relations both ways and its status on a day."""

    document: LegalDocument
    status: Status
    acts_on: tuple[DocumentRelation, ...]
    touched_by: tuple[DocumentRelation, ...]
    oddities: tuple[str, ...]


@dataclass(frozen=True)
class ActingDocument:
    """A document with the keys of those that it amends, replaces or repeals; a local one is the province's own."""

    document: LegalDocument
    changes: frozenset[int]
    is_local: bool


def documents(
    *, text: str = "", kind: str = "", year: int | None = None, in_force_on: date | None = None, stubs: bool = False
) -> models.QuerySet[LegalDocument]:
    """The register, newest years first; `text` is found with and without marks, `stubs` asks for undescribed ones."""
    rows = LegalDocument.objects.order_by(models.F("year").desc(nulls_last=True), "sort_key", "id")
    for word in fold_words(text):
        rows = rows.filter(search__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(year=year)
    if stubs:
        rows = rows.filter(is_stub=True)
    return _in_force(rows, in_force_on) if in_force_on else rows


def document_by_number(number: str, *, year: int | None = None, issuer: str = "") -> LegalDocument:
    """The document with this number (described ones before stubs). NotFound when the register has none.

    `year` tells numbers without a year apart, `issuer` those of provinces.
    """
    wanted = numbers.normalise(number)
    rows = LegalDocument.objects.filter(number=wanted)
    if year:
        rows = rows.filter(year=year)
    if issuer:
        rows = rows.filter(issuer=nfc(issuer))
    found = rows.order_by("is_stub", "-year", "id").first()
    if found is None:
        raise NotFound(wanted)
    return found


def may_read_files(actor: Actor, owner: str) -> Access:
    """Answers `files`: who may open what is attached to a document of the register."""
    return Access(tuple(policies.read_objections(actor)))


def documents_by_numbers(wanted: Iterable[str]) -> dict[str, LegalDocument]:
    """The known ones of these numbers, by normalised number, in one statement (described ones before stubs)."""
    normal = {numbers.normalise(number) for number in wanted}
    rows = LegalDocument.objects.filter(number__in=normal).order_by("-is_stub", "year", "-id")
    return {row.number: row for row in rows}


def relation(source: LegalDocument, *, target: str, kind: str, articles: str = "") -> DocumentRelation:
    """One relation of a document by what it says. NotFound when there is none."""
    rows = source.acts_on.select_related("source", "target")
    known = kind in {member.value for member in RelationKind}
    found = rows.filter(target__number=target, kind=kind, articles=articles).first() if known else None
    if found is None:
        raise NotFound(f"relation {source.number} {kind} {target}")
    return found


def document_page(document: LegalDocument, *, on: date) -> DocumentPage:
    """Everything that the page of a document shows: two statements."""
    acts_on = document.acts_on.select_related("target").order_by("kind", "target__sort_key")
    touched_by = tuple(document.touched_by.select_related("source").order_by("on", "source__sort_key"))
    status = rules.status(effect_of(document), [touch_of(relation) for relation in touched_by], on=on)
    odd = numbers.parse(document.number, latest_year=on.year).oddities
    return DocumentPage(document, status, tuple(acts_on), touched_by, odd)


def statuses(rows: Sequence[LegalDocument], *, on: date) -> dict[int, Status]:
    """The status of many documents on a day, in one statement."""
    touches: dict[int, list[Touch]] = defaultdict(list)
    for relation in DocumentRelation.objects.filter(target__in=rows).select_related("source"):
        touches[relation.target_id].append(touch_of(relation))
    return {row.pk: rules.status(effect_of(row), touches[row.pk], on=on) for row in rows}


def effects(keys: Iterable[int]) -> dict[int, tuple[Effect, tuple[Touch, ...]]]:
    """Dates and touches of many documents by key (two statements), for rules of other packages."""
    rows = list(LegalDocument.objects.filter(pk__in=set(keys)))
    touches: dict[int, list[Touch]] = defaultdict(list)
    for relation in DocumentRelation.objects.filter(target__in=rows).select_related("source"):
        touches[relation.target_id].append(touch_of(relation))
    return {row.pk: (effect_of(row), tuple(touches[row.pk])) for row in rows}


def acting(*, also: Iterable[int] = ()) -> list[ActingDocument]:
    """Documents that change others, and those of `also`, with what they change. Two statements."""
    changes: dict[int, set[int]] = defaultdict(set)
    kinds = [RelationKind.AMENDS.value, *(kind.value for kind in rules.ENDING)]
    for source, target in DocumentRelation.objects.filter(kind__in=kinds).values_list("source_id", "target_id"):
        changes[source].add(target)
    rows = LegalDocument.objects.filter(pk__in={*changes, *also}).order_by("effective_on", "id")
    return [ActingDocument(row, frozenset(changes[row.pk]), row.kind in numbers.LOCAL_KINDS) for row in rows]


def years() -> list[int]:
    """The years that occur in the register, newest first."""
    found = LegalDocument.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found if year is not None]


def details_of(document: LegalDocument) -> DocumentDetails:
    """The description that stands in the register."""
    return DocumentDetails(
        document.number,
        document.title,
        DocumentKind(document.kind),
        document.issuer,
        document.issued_on,
        document.effective_on,
        document.ends_on,
        Certainty(document.certainty),
        document.url,
        document.note,
        document.is_shortened,
    )


def effect_of(document: LegalDocument) -> Effect:
    """The dates of a row as rules want them."""
    return Effect(document.issued_on, document.effective_on, document.ends_on)


def touch_of(relation: DocumentRelation) -> Touch:
    """A relation as rules want it; without a day of its own it acts when its source takes effect."""
    day = relation.on or relation.source.effective_on
    return Touch(RelationKind(relation.kind), relation.source.number, day, relation.articles)


def changing(first: date, until: date) -> models.QuerySet[LegalDocument]:
    """Documents that take effect or end on a day of [first, until)."""
    span = Q(effective_on__gte=first, effective_on__lt=until) | Q(ends_on__gte=first, ends_on__lt=until)
    return LegalDocument.objects.filter(span).order_by("effective_on", "sort_key", "id")


def _in_force(rows: models.QuerySet[LegalDocument], on: date) -> models.QuerySet[LegalDocument]:
    """The same answer as `rules.effect.status`, said to the database; a test proves that they agree."""
    ended = DocumentRelation.objects.filter(
        Q(on__lte=on) | Q(on__isnull=True, source__effective_on__lte=on),
        target=OuterRef("pk"),
        kind__in=[kind.value for kind in rules.ENDING],
        articles="",
    )
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), ~Exists(ended), effective_on__lte=on)

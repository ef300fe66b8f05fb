"""Reading what came from the ministries. Every officer may read all of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from thutuc.catalogue.models import (
    LawAssessment,
    MinistryDecision,
    MinistryItem,
    NationalSighting,
    ProcedureVersion,
    PublicationDecision,
    PublicationOperation,
    VersionBasis,
)
from thutuc.catalogue.queries.published import Lower
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.decisions import ministries as rules
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails
from thutuc.catalogue.rules.decisions.terms import OPEN_STATES, DecisionState, OperationKind, SightingState
from thutuc.catalogue.rules.decisions.upstream import Followed, Item, Law, Ministry, Sighted, Standing
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.kernel.text import fold, fold_words, tidy
from thutuc.legislation import queries as legislation
from thutuc.legislation.rules import numbers

PUBLISHING = (
    *(OperationKind.NEW, OperationKind.AMENDED, OperationKind.REPLACED),
    *(OperationKind.ABOLISHED, OperationKind.STANDARDISED),
)
"""Operations that take over what a ministry published."""
DECISION_ACT = "catalogue.PublicationDecision:"


@dataclass(frozen=True)
class ItemHere:
    """One procedure of a ministry's decision with what stands here of it."""

    item: MinistryItem
    version: ProcedureVersion | None
    followed_by: tuple[PublicationDecision, ...]
    is_missing: bool
    """Not on the national database, as last seen."""


@dataclass(frozen=True)
class MinistryPage:
    """One decision of a ministry as its page shows it."""

    decision: MinistryDecision
    items: tuple[ItemHere, ...]
    documents: tuple[Any, ...]
    sightings: tuple[NationalSighting, ...]
    followed_by: tuple[PublicationDecision, ...]


def ministry_decisions(
    actor: Actor, *, text: str = "", year: int | None = None, arrived: bool | None = None
) -> QuerySet[MinistryDecision]:
    """The register of ministries' decisions, newest first; `arrived` asks for those that were (not) sent to us."""
    rows = MinistryDecision.objects.order_by("-signed_on", "-id")
    if not (actor.is_system or actor.posts):
        return rows.none()
    for word in fold_words(text):
        rows = rows.filter(search__contains=word)
    if year:
        rows = rows.filter(signed_on__year=year)
    return rows if arrived is None else rows.filter(arrived_on__isnull=not arrived)


def ministry_decision(actor: Actor, code: str) -> MinistryDecision:
    """One decision by its address. NotFound when there is none."""
    found = ministry_decisions(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"ministry decision {code}")
    return found


def known_decision(details: MinistryDetails) -> MinistryDecision | None:
    """The decision of the same number, day and issuer that is in the register already."""
    if details.signed_on is None:
        return None
    rows = MinistryDecision.objects.filter(number=numbers.normalise(details.number), signed_on=details.signed_on)
    return next((row for row in rows if fold(row.issuer) == fold(tidy(details.issuer))), None)


@dataclass(frozen=True)
class Tried:
    """One decision of a file that was tried: what would become of it."""

    details: MinistryDetails
    known: MinistryDecision | None
    objections: tuple[Objection, ...]
    ours: int
    """How many of its procedures stand in the province's list."""


def tried(found: Iterable[MinistryDetails], *, on: date) -> list[Tried]:
    """What a file would do, before anything is written. Two statements a decision."""
    told = []
    for details in found:
        codes = [row.base_code for row in details.rows if row.base_code]
        ours = ProcedureVersion.objects.filter(validity__contains=on, procedure__base_code__in=codes).count()
        objections = tuple(rules.detail_objections(details, on=on))
        told.append(Tried(details, known_decision(details), objections, ours))
    return told


def names_told(codes: Iterable[str]) -> dict[str, str]:
    """How the ministries' decisions name procedures, by base code; the newest decision's name. One statement."""
    rows = MinistryItem.objects.filter(base_code__in=list(codes)).order_by("decision__signed_on", "pk")
    return dict(rows.values_list("base_code", "name"))


def decisions_by_act(acts: Iterable[str]) -> dict[str, PublicationDecision]:
    """Decisions by the name under which versions know them. One statement."""
    keys = {act.removeprefix(DECISION_ACT) for act in acts if act.startswith(DECISION_ACT)}
    return {row.key: row for row in PublicationDecision.objects.filter(pk__in=[key for key in keys if key.isdecimal()])}


def ministry_page(decision: MinistryDecision, *, on: date) -> MinistryPage:
    """Everything that the page of a decision shows. Six statements, however many procedures."""
    items = list(decision.items.order_by("position"))
    sightings = tuple(decision.sightings.order_by("-seen_on", "-id"))
    missing = set(sightings[0].missing) if sightings else set()
    here = {
        row.procedure.base_code: row
        for row in ProcedureVersion.objects.filter(
            validity__contains=on, procedure__base_code__in=[item.base_code for item in items if item.base_code]
        ).select_related("procedure")
    }
    followers = tuple(
        decision.followed_by.exclude(state=DecisionState.CANCELLED)
        .prefetch_related(Prefetch("operations", PublicationOperation.objects.defer("content")))
        .order_by("signed_on", "id")
    )
    by_base: dict[str, list[PublicationDecision]] = defaultdict(list)
    for follower in followers:
        for code in {base_of(row.code) for row in follower.operations.all() if row.code}:
            by_base[code].append(follower)
    return MinistryPage(
        decision,
        tuple(
            ItemHere(item, here.get(item.base_code), tuple(by_base.get(item.base_code, ())), item.base_code in missing)
            for item in items
        ),
        tuple(decision.documents.order_by("sort_key", "id")),
        sightings,
        followers,
    )


def assessments(document_id: int) -> QuerySet[LawAssessment]:
    """What persons found in a legal document, newest first."""
    return LawAssessment.objects.filter(document=document_id).order_by("-at", "-id")


def citing(document_ids: Iterable[int], *, on: date) -> QuerySet[ProcedureVersion]:
    """The versions in force that cite one of these documents, by code."""
    cited = VersionBasis.objects.filter(version=OuterRef("pk"), document__in=list(document_ids))
    rows = ProcedureVersion.objects.filter(Exists(cited), validity__contains=on)
    return rows.select_related("procedure").order_by("procedure__code")


# -- for the watch ----------------------------------------------------------------------------------------------------


def watched_ministries() -> list[Ministry]:
    """Every decision of a ministry as the watch looks at it. Four statements."""
    items: dict[int, list[Item]] = defaultdict(list)
    columns = ("decision_id", "base_code", "name", "kind", "levels")
    for key, code, name, kind, levels in MinistryItem.objects.order_by("position").values_list(*columns):
        items[key].append(Item(code, name, OperationKind(kind), frozenset(Level(level) for level in levels)))
    documents: dict[int, set[int]] = defaultdict(set)
    links = MinistryDecision.documents.through.objects.values_list("ministrydecision_id", "legaldocument_id")
    for key, document in links:
        documents[key].add(document)
    latest = NationalSighting.objects.order_by("decision", "-seen_on", "-id").distinct("decision")
    sighted = {row.decision_id: _sighted(row) for row in latest}
    return [
        Ministry(
            row.code,
            row.number,
            row.issuer,
            row.title,
            row.signed_on,
            row.effective_on,
            row.is_shortened,
            row.arrived_on,
            row.register_number or "",
            frozenset(documents[row.pk]),
            tuple(items[row.pk]),
            sighted.get(row.pk),
        )
        for row in MinistryDecision.objects.order_by("signed_on", "id")
    ]


def watched_laws(*, also: Iterable[int] = ()) -> list[Law]:
    """Documents that change others, those of `also`, those that somebody assessed. Three statements."""
    newest = LawAssessment.objects.order_by("document", "-at", "-id").distinct("document")
    assessed = {row.document_id: row for row in newest}
    return [
        Law(
            found.document.pk,
            found.document.number,
            found.document.title,
            found.document.issuer,
            found.document.issued_on,
            found.document.effective_on,
            found.document.is_shortened,
            found.is_local,
            found.changes,
            _assessed(assessed.get(found.document.pk)),
            _brings_new(assessed.get(found.document.pk)),
        )
        for found in legislation.acting(also={*also, *assessed})
    ]


def watched_standings(*, on: date, documents: Iterable[int]) -> list[Standing]:
    """What is in force on a day, citing which of these documents. Two statements."""
    cites: dict[int, set[int]] = defaultdict(set)
    cited = VersionBasis.objects.filter(document__in=set(documents), version__validity__contains=on)
    for version, document in cited.values_list("version_id", "document_id"):
        if document is not None:
            cites[version].add(document)
    columns = ("pk", "procedure__code", "procedure__base_code", "name", "since", "opened_by", "agency_id")
    rows = ProcedureVersion.objects.filter(validity__contains=on).annotate(since=Lower("validity"))
    return [
        Standing(
            code,
            base,
            name,
            since,
            not act.startswith(DECISION_ACT),
            agency,
            ministry,
            sector or "",
            frozenset(cites[key]),
        )
        for key, code, base, name, since, act, agency, ministry, sector in rows.values_list(
            *columns, "regulating_agency", "sector__name"
        )
    ]


def watched_followed() -> list[Followed]:
    """Rows of the province's decisions, signed and under way; without those that were reversed. Two statements."""
    followers: dict[int, set[str]] = defaultdict(set)
    links = PublicationDecision.ministry_decisions.through.objects.values_list(
        "publicationdecision_id", "ministrydecision__code"
    )
    for key, code in links:
        followers[key].add(code)
    reversed_ = PublicationDecision.objects.filter(reverses=OuterRef("decision"), state=DecisionState.SIGNED)
    rows = PublicationOperation.objects.filter(
        ~Exists(reversed_), decision__state__in=[DecisionState.SIGNED, *OPEN_STATES], kind__in=PUBLISHING
    )
    columns = ("decision_id", "code", "basis", "decision__code", "decision__state", "decision__signed_on")
    more = ("decision__number", "decision__agency_id")
    return [
        Followed(
            decision, base_of(code), DecisionState(state), signed, number, agency, frozenset(followers[key]), basis
        )
        for key, code, basis, decision, state, signed, number, agency in rows.values_list(*columns, *more)
    ]


def _sighted(row: NationalSighting) -> Sighted:
    return Sighted(SightingState(row.state), row.seen_on, tuple(row.missing), row.listed_on)


def _assessed(row: LawAssessment | None) -> frozenset[str] | None:
    return None if row is None else frozenset(row.touches)


def _brings_new(row: LawAssessment | None) -> bool:
    return row is not None and row.brings_new

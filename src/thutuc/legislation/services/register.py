"""Keeping the register: describe a document, correct it, relate it to others."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thutuc.db.models import advance
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.text import gettext_noop, sort_key, tidy
from thutuc.legislation.models import DocumentRelation, LegalDocument
from thutuc.legislation.queries.documents import details_of, effect_of
from thutuc.legislation.rules import documents as rules
from thutuc.legislation.rules import effect, numbers, policies
from thutuc.legislation.rules.documents import Citation, DocumentDetails
from thutuc.legislation.rules.terms import Certainty, RelationKind


@transaction.atomic
def register(*, details: DocumentDetails, by: Actor, at: datetime) -> LegalDocument:
    """Vào sổ văn bản: a new document, or the description of one that was only cited so far (a stub)."""
    refuse_if([*policies.keep_objections(by), *rules.detail_objections(details)])
    fields = columns(details)
    citation = Citation(details.number, details.title, details.issued_on, details.issuer)
    known = rules.match(citation, LegalDocument.objects.select_for_update().filter(number=fields["number"]))
    if known and not known.is_stub:
        words = gettext_noop("Văn bản %(number)s đã có trong sổ. Mở văn bản đó để sửa.")
        raise Refused([Objection("document.known", words, field="number", params={"number": known.number})])
    document = advance(known, **fields) if known else LegalDocument.objects.create(**fields)
    record("legislation.register", of=document, by=by, at=at, details=_told(fields))
    return document


@transaction.atomic
def amend(*, document: LegalDocument, details: DocumentDetails, by: Actor, at: datetime) -> LegalDocument:
    """Sửa thông tin văn bản: correct any part of the description; what changed goes into the journal."""
    refuse_if([*policies.keep_objections(by), *rules.detail_objections(details)])
    fields = columns(details)
    changes = {name: value for name, value in fields.items() if getattr(document, name) != value}
    taken = LegalDocument.objects.filter(number=fields["number"], issuer=fields["issuer"], year=fields["year"])
    if taken.exclude(pk=document.pk).exists():
        words = gettext_noop("Văn bản %(number)s đã có trong sổ.")
        raise Refused([Objection("document.known", words, field="number", params={"number": fields["number"]})])
    if not changes:
        return document
    before = {name: getattr(document, name) for name in changes}
    advance(document, **changes)
    record("legislation.amend", of=document, by=by, at=at, details={"from": _told(before), "to": _told(changes)})
    return document


def amend_dates(
    *,
    document: LegalDocument,
    issued_on: date | None,
    effective_on: date | None,
    ends_on: date | None,
    by: Actor,
    at: datetime,
) -> LegalDocument:
    """Sửa ngày ban hành, ngày có hiệu lực, ngày hết hiệu lực."""
    details = replace(details_of(document), issued_on=issued_on, effective_on=effective_on, ends_on=ends_on)
    return amend(document=document, details=details, by=by, at=at)


@transaction.atomic
def relate(
    *,
    source: LegalDocument,
    target: LegalDocument,
    kind: RelationKind,
    by: Actor,
    at: datetime,
    on: date | None = None,
    articles: str = "",
    certainty: Certainty = Certainty.RECALLED,
) -> DocumentRelation:
    """Ghi quan hệ giữa hai văn bản; the same relation twice is refused."""
    refuse_if(policies.keep_objections(by))
    acting, touched = effect_of(source), effect_of(target)
    same = source.pk == target.pk
    refuse_if(effect.relation_objections(kind, same=same, acting=acting, touched=touched, on=on))
    relation, made = DocumentRelation.objects.get_or_create(
        source=source,
        target=target,
        kind=kind,
        articles=tidy(articles),
        defaults={"on": on, "certainty": certainty},
    )
    if not made:
        words = gettext_noop("Quan hệ này đã có trong sổ.")
        raise Refused([Objection("relation.known", words, field="target")])
    told = {"kind": kind, "target": target.number, "on": on, "articles": relation.articles}
    record("legislation.relate", of=source, by=by, at=at, details=told)
    return relation


@transaction.atomic
def unrelate(*, relation: DocumentRelation, reason: str, by: Actor, at: datetime) -> None:
    """Bỏ một quan hệ ghi nhầm; the reason and what stood there stay in the journal."""
    missing = [] if reason.strip() else [Objection("relation.reason", gettext_noop("Ghi lý do."), field="reason")]
    refuse_if([*policies.keep_objections(by), *missing])
    told = {"kind": relation.kind, "target": relation.target.number, "on": relation.on, "articles": relation.articles}
    record("legislation.unrelate", of=relation.source, by=by, at=at, details={**told, "reason": tidy(reason)})
    relation.delete()


def columns(details: DocumentDetails) -> dict[str, Any]:
    """The columns of a described document, its keys for order and search among them."""
    parsed = numbers.parse(details.number, title=details.title)
    issuer, title = tidy(details.issuer) or parsed.issuer, tidy(details.title)
    return {
        "number": parsed.text,
        "kind": details.kind or parsed.kind,
        "year": rules.year_of(parsed, details.issued_on),
        "issuer": issuer,
        "title": title,
        "issued_on": details.issued_on,
        "effective_on": details.effective_on,
        "ends_on": details.ends_on,
        "certainty": details.certainty,
        "url": details.url.strip(),
        "note": details.note.strip(),
        "is_shortened": details.is_shortened,
        "is_stub": not title,
        "sort_key": sort_key(parsed.text),
        "search": rules.search_text(parsed.text, title, issuer),
    }


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in {"sort_key", "search"} and value != ""}

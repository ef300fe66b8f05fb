"""Theo dõi công bố của bộ, ngành: what arrived, what was seen of it, what a person found in a legal document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from thutuc.catalogue.models import (
    LawAssessment,
    MinistryDecision,
    MinistryItem,
    NationalRecord,
    NationalSighting,
    Procedure,
)
from thutuc.catalogue.queries import upstream
from thutuc.catalogue.rules import canonical, policies
from thutuc.catalogue.rules.codes import base_of
from thutuc.catalogue.rules.decisions import ministries as rules
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails, MinistryRow
from thutuc.catalogue.rules.decisions.terms import OperationKind, SightingState
from thutuc.catalogue.rules.searching import slug
from thutuc.catalogue.rules.terms import Level
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import fold, gettext_noop, sort_key, tidy
from thutuc.legislation.rules import numbers
from thutuc.legislation.services import ensure_documents

LONGEST_CODE = 50


@transaction.atomic
def receive_ministry_decision(*, details: MinistryDetails, by: Actor, at: datetime) -> MinistryDecision:
    """Vào sổ quyết định công bố của bộ: what it decides, which documents it follows, when it reached us.

    The documents become known to the register, as stubs where nobody has described them yet.
    """
    refuse_if([*rules.may_register(by), *rules.detail_objections(details, on=local_date(at))])
    assert details.signed_on is not None
    known = upstream.known_decision(details)
    if known:
        words = gettext_noop("Quyết định %(number)s đã có trong sổ. Mở quyết định đó để ghi ngày đến.")
        raise Refused([Objection("ministry.known", words, field="number", params={"number": known.number})])
    decision = MinistryDecision.objects.create(**_columns(details, by, at))
    decision.documents.set(ensure_documents(details.documents, by=by, at=at).values() if details.documents else ())
    MinistryItem.objects.bulk_create(_items(decision, _filled(details.rows)))
    told = {"number": decision.number, "issuer": decision.issuer, "items": len(details.rows), "source": details.source}
    journal.record("catalogue.receive_ministry_decision", of=decision, by=by, at=at, details=told)
    return decision


@transaction.atomic
def take_in(*, details: MinistryDetails, by: Actor, at: datetime) -> tuple[MinistryDecision, bool]:
    """The same for what systems send again and again: a known decision only learns its arrival. (row, is new)."""
    known = upstream.known_decision(details)
    if known is None:
        return receive_ministry_decision(details=details, by=by, at=at), True
    if details.arrived_on and details.register_number and known.arrived_on is None:
        number = details.register_number
        record_arrival(decision=known, arrived_on=details.arrived_on, register_number=number, by=by, at=at)
    return known, False


@transaction.atomic
def take_in_all(*, found: Sequence[MinistryDetails], by: Actor, at: datetime) -> list[tuple[MinistryDecision, bool]]:
    """The decisions of a whole file: all of them, or none when one is refused."""
    return [take_in(details=details, by=by, at=at) for details in found]


@transaction.atomic
def record_arrival(
    *, decision: MinistryDecision, arrived_on: date, register_number: str, by: Actor, at: datetime
) -> MinistryDecision:
    """Ghi ngày đến, số đến of a decision that was known before it was sent; corrects what was typed wrongly."""
    told = MinistryDetails(
        decision.number,
        decision.issuer,
        decision.title,
        decision.signed_on,
        arrived_on=arrived_on,
        register_number=tidy(register_number),
    )
    refuse_if([*rules.may_register(by), *rules.arrival_objections(told, on=local_date(at))])
    before = {"arrived_on": decision.arrived_on, "register_number": decision.register_number}
    advance(decision, arrived_on=arrived_on, register_number=told.register_number)
    details = {"from": before, "arrived_on": arrived_on, "register_number": told.register_number}
    journal.record("catalogue.record_arrival", of=decision, by=by, at=at, details=details)
    return decision


@transaction.atomic
def record_sighting(
    *,
    decision: MinistryDecision,
    state: SightingState,
    seen_on: date,
    by: Actor,
    at: datetime,
    listed_on: date | None = None,
    missing: Sequence[str] = (),
    note: str = "",
) -> NationalSighting:
    """Ghi kết quả xem trên CSDLQG: is the ministry's decision there, wholly, since when."""
    codes = list(dict.fromkeys(base_of(code) for code in missing))
    known = decision.items.values_list("base_code", flat=True)
    objections = rules.sighting_objections(
        state, seen_on=seen_on, signed_on=decision.signed_on, missing=codes, known=known, on=local_date(at)
    )
    refuse_if([*policies.may_keep(by), *objections])
    sighting = NationalSighting.objects.create(
        decision=decision,
        seen_on=seen_on,
        state=state,
        listed_on=listed_on,
        missing=codes,
        note=note.strip(),
        recorded_at=at,
        recorded_by=by.key,
    )
    details = {"state": state, "seen_on": seen_on, "listed_on": listed_on, "missing": codes}
    journal.record("catalogue.record_sighting", of=decision, by=by, at=at, details=details)
    return sighting


@transaction.atomic
def assess_document(
    *,
    document: models.Model,
    touches: Sequence[str],
    by: Actor,
    at: datetime,
    brings_new: bool = False,
    note: str = "",
) -> LawAssessment:
    """Ghi kết quả rà soát văn bản: it touches these procedures, makes new ones, or none at all.

    The last assessment counts and wins over what citations suggest.
    """
    codes = list(dict.fromkeys(base_of(code) for code in touches if code.strip()))
    known = set(Procedure.objects.filter(base_code__in=codes).values_list("base_code", flat=True))
    refuse_if([*policies.may_keep(by), *_unknown(codes, known)])
    row = LawAssessment.objects.create(
        document_id=document.pk, touches=codes, brings_new=brings_new, note=note.strip(), at=at, by=by.key
    )
    details = {"touches": codes, "brings_new": brings_new}
    journal.record("catalogue.assess_document", of=document, by=by, at=at, details=details)
    return row


def _unknown(codes: Sequence[str], known: set[str]) -> list[Objection]:
    strange = [code for code in codes if code not in known]
    if not strange:
        return []
    words = gettext_noop("Danh mục của tỉnh không có mã %(codes)s. Thủ tục chưa có mã thì chọn «Có thủ tục mới».")
    return [Objection("assessment.unknown", words, field="touches", params={"codes": ", ".join(strange[:5])})]


def _columns(details: MinistryDetails, by: Actor, at: datetime) -> dict[str, Any]:
    number, issuer, title = numbers.normalise(details.number), tidy(details.issuer), tidy(details.title)
    return {
        "code": _address(number, details),
        "number": number,
        "issuer": issuer,
        "title": title,
        "signed_on": details.signed_on,
        "effective_on": details.effective_on,
        "is_shortened": details.is_shortened,
        "arrived_on": details.arrived_on,
        "register_number": tidy(details.register_number) or None,
        "source": details.source,
        "note": details.note.strip(),
        "recorded_at": at,
        "recorded_by": by.key,
        "sort_key": sort_key(number),
        "search": fold(f"{number} {title} {issuer}"),
    }


def _address(number: str, details: MinistryDetails) -> str:
    """`1904-qd-btp-2026`; a second decision of the same number and year gets the next free one."""
    assert details.signed_on is not None
    stem = f"{slug(number)[:LONGEST_CODE].strip('-') or 'qd'}-{details.signed_on.year}"
    taken = set(MinistryDecision.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if code not in taken)


def _filled(rows: Sequence[MinistryRow]) -> list[MinistryRow]:
    """Names, sectors and levels that a row leaves out, from the national original. Two statements.

    A payload tells no kind: what the province does not have yet is new to it.
    """
    codes = [base_of(row.base_code) for row in rows if row.base_code]
    known = {record.code: record for record in NationalRecord.objects.filter(code__in=codes).defer("raw", "content")}
    ours = set(Procedure.objects.filter(base_code__in=codes).values_list("base_code", flat=True))
    filled = []
    for row in rows:
        record = known.get(base_of(row.base_code))
        is_new = row.content is not None and row.kind is OperationKind.AMENDED and base_of(row.base_code) not in ours
        filled.append(
            replace(
                row,
                kind=OperationKind.NEW if is_new else row.kind,
                name=tidy(row.name) or (record.name if record else ""),
                sector=tidy(row.sector) or (record.sector if record else ""),
                levels=row.levels or tuple(Level(level) for level in (record.levels if record else ())),
            )
        )
    return filled


def _items(decision: MinistryDecision, rows: Sequence[MinistryRow]) -> list[MinistryItem]:
    return [
        MinistryItem(
            decision=decision,
            position=place,
            kind=row.kind,
            base_code=base_of(row.base_code),
            name=row.name,
            sector=row.sector,
            levels=[level.value for level in row.levels],
            replaces=[base_of(code) for code in row.replaces],
            content=canonical.to_plain(replace(row.content, code=row.base_code)) if row.content else None,
            note=row.note.strip(),
        )
        for place, row in enumerate(rows, start=1)
    ]

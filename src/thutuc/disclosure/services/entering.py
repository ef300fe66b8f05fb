"""Nhập CSDLQG: one hand enters, another publishes and reads back; what is wrong is taken back and told anew."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thutuc.db.models import advance
from thutuc.disclosure.models import NationalEntry
from thutuc.disclosure.queries import entries as queries
from thutuc.disclosure.queries.entries import Duty
from thutuc.disclosure.rules import entries, national
from thutuc.disclosure.rules.national import EntryKind
from thutuc.files import services as files
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, nfc, tidy

PICTURES = frozenset({"png", "jpeg", "pdf"})


@dataclass(frozen=True)
class Picture:
    """A picture of the national screen."""

    name: str
    content: bytes


@transaction.atomic
def enter(*, duty: Duty, entered_on: date, by: Actor, at: datetime, note: str = "") -> NationalEntry:
    """Đã nhập: the first hand has typed the sheet into the national database."""
    operation = duty.operation
    known = queries.entry_of(operation.version, operation.kind)
    words = gettext_noop("%(name)s đã nhập việc này ngày %(day)s.")
    found = [*national.may_compare(by), *entries.not_to_come(entered_on, local_date(at), "entered_on")]
    if known:
        params = {"name": known.entered_by_name or known.entered_by, "day": f"{known.entered_on:%d/%m/%Y}"}
        found.append(Objection("entry.twice", words, entries.BASIS, params=params))
    refuse_if(found)
    entry = NationalEntry.objects.create(
        key=secrets.token_hex(6),
        version_id=operation.version,
        kind=operation.kind,
        code=operation.code,
        basis=operation.basis,
        entered_on=entered_on,
        entered_at=at,
        entered_by=by.key,
        entered_by_name=by.name,
        note=nfc(note).strip(),
    )
    details = {"code": entry.code, "kind": entry.kind, "entered_on": entered_on}
    journal.record("disclosure.enter", of=entry, by=by, at=at, details=details)
    return entry


@transaction.atomic
def publish(
    *,
    entry: NationalEntry,
    published_on: date,
    national_code: str,
    by: Actor,
    at: datetime,
    national_date: date | None = None,
    picture: Picture | None = None,
    note: str = "",
) -> NationalEntry:
    """Đã công khai: the second hand has checked and published, and reads back code and day."""
    code, told = tidy(national_code).upper(), nfc(note).strip() or entry.note
    found = [*entries.may_publish(by), *entries.two_hands(by, entry.entered_by), *_still_open(entry)]
    found += entries.publishing_objections(
        kind=EntryKind(entry.kind),
        code=entry.code,
        national_code=code,
        entered_on=entry.entered_on,
        published_on=published_on,
        today=local_date(at),
        note=nfc(note).strip(),
    )
    found += entries.not_to_come(national_date, local_date(at), "national_date")
    refuse_if(found)
    advance(
        entry,
        published_on=published_on,
        published_at=at,
        published_by=by.key,
        published_by_name=by.name,
        national_code=code,
        national_date=national_date,
        note=told,
    )
    if picture:
        files.store(picture.content, name=picture.name, owner=entry, by=by, at=at, kinds=PICTURES)
    details = {"code": entry.code, "national_code": code, "published_on": published_on}
    journal.record("disclosure.publish_entry", of=entry, by=by, at=at, details=details)
    return entry


def _still_open(entry: NationalEntry) -> list[Objection]:
    if entry.taken_back_at:
        return [Objection("entry.taken_back", gettext_noop("Phiếu này đã được đính chính."), entries.BASIS)]
    if entry.published_on:
        words = gettext_noop("Phiếu này đã công khai. Ghi sai thì đính chính.")
        return [Objection("entry.published", words, entries.BASIS)]
    return []


@dataclass(frozen=True)
class Right:
    """What should have been written."""

    entered_on: date
    published_on: date | None = None
    national_code: str = ""
    national_date: date | None = None
    note: str = ""


@transaction.atomic
def correct(*, entry: NationalEntry, right: Right, reason: str, by: Actor, at: datetime) -> NationalEntry:
    """Đính chính: the wrong entry is taken back with a reason, the right one takes its place with the same hands."""
    why, today, code = nfc(reason).strip(), local_date(at), tidy(right.national_code).upper()
    found = list(entries.may_publish(by))
    if not why:
        found.append(Objection("entry.reason", gettext_noop("Ghi lý do đính chính."), entries.BASIS, "reason"))
    if entry.taken_back_at:
        found += _still_open(entry)
    found += entries.not_to_come(right.entered_on, today, "entered_on")
    if right.published_on is not None:
        if entry.published_by is None:
            words = gettext_noop("Phiếu chưa công khai. Người thứ hai công khai trước.")
            found.append(Objection("entry.not_published", words, entries.BASIS, "published_on"))
        found += entries.publishing_objections(
            kind=EntryKind(entry.kind),
            code=entry.code,
            national_code=code,
            entered_on=right.entered_on,
            published_on=right.published_on,
            today=today,
            note=why,
        )
    refuse_if(found)
    advance(entry, taken_back_at=at, taken_back_by=by.key, reason=why)
    fresh = _anew(entry, right, code)
    journal.record("disclosure.correct_entry", of=fresh, by=by, at=at, details={"corrects": entry.key})
    return fresh


def _anew(entry: NationalEntry, right: Right, code: str) -> NationalEntry:
    published = right.published_on is not None
    return NationalEntry.objects.create(
        key=secrets.token_hex(6),
        version_id=entry.version_id,
        kind=entry.kind,
        code=entry.code,
        basis=entry.basis,
        entered_on=right.entered_on,
        entered_at=entry.entered_at,
        entered_by=entry.entered_by,
        entered_by_name=entry.entered_by_name,
        published_on=right.published_on,
        published_at=entry.published_at if published else None,
        published_by=entry.published_by if published else None,
        published_by_name=entry.published_by_name if published else "",
        national_code=code if published else "",
        national_date=right.national_date if published else None,
        note=nfc(right.note).strip(),
        corrects=entry,
    )

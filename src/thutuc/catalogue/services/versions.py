"""Versions of the province's procedures: opened by a decision, ended, made public and withdrawn (docs/adr/0001)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from thutuc.catalogue.models import ProcedureVersion, VersionEnd
from thutuc.catalogue.queries.timeline import span_of
from thutuc.catalogue.rules import policies, validity
from thutuc.catalogue.rules.codes import parse
from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.catalogue.services.citing import cite
from thutuc.catalogue.services.procedures import procedures_of
from thutuc.catalogue.services.writing import NewVersion, Opened, range_of, write_versions
from thutuc.db.models import advance
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import Days
from thutuc.kernel.text import gettext_noop


@dataclass(frozen=True)
class Act:
    """The act that opens or ends versions: its key (`package.Model:pk` or a text) and what a reader is shown."""

    key: str
    basis: str = ""


@transaction.atomic
def open_version(
    *,
    content: ProcedureContent,
    effective_on: date,
    act: Act,
    by: Actor,
    at: datetime,
    published_at: datetime | None = None,
) -> ProcedureVersion:
    """Công bố: a version opens on the day; the one in force closes at the same instant."""
    refuse_if(policies.may_keep(by))
    (version,) = _open([content], effective_on=effective_on, act=act, at=at, published_at=published_at)
    cite([content], by=by, at=at)
    details = {"number": version.number, "effective_on": effective_on, "act": act.key}
    journal.record("catalogue.open_version", of=version, by=by, at=at, details=details)
    return version


@transaction.atomic
def open_versions(
    *,
    contents: Sequence[ProcedureContent],
    effective_on: date,
    act: Act,
    by: Actor,
    at: datetime,
    published_at: datetime | None = None,
) -> list[ProcedureVersion]:
    """Many procedures by one act on one day: one line in the journal."""
    refuse_if(policies.may_keep(by))
    cite(contents, by=by, at=at)
    versions = _open(contents, effective_on=effective_on, act=act, at=at, published_at=published_at)
    details = {"versions": len(versions), "effective_on": effective_on, "basis": act.basis}
    journal.record("catalogue.open_versions", of=act.key, by=by, at=at, details=details)
    return versions


def _open(
    contents: Sequence[ProcedureContent], *, effective_on: date, act: Act, at: datetime, published_at: datetime | None
) -> list[ProcedureVersion]:
    contents = [replace(content, code=parse(content.code).full) for content in contents]
    refuse_if(_content_objections(contents))
    procedures = procedures_of(contents, at=at)
    standing: dict[int, list[ProcedureVersion]] = {}
    rows = ProcedureVersion.objects.select_for_update().filter(procedure__in=[row.pk for row in procedures.values()])
    for row in rows.order_by("number"):
        standing.setdefault(row.procedure_id, []).append(row)
    newest = dict(
        ProcedureVersion.every.filter(procedure__in=[row.pk for row in procedures.values()])
        .values_list("procedure")
        .annotate(newest=Max("number"))
    )
    items = []
    for content in contents:
        procedure = procedures[content.code]
        rows_of = standing.get(procedure.pk, [])
        spans = [span_of(row) for row in rows_of]
        refuse_if(validity.opening_objections(spans, effective_on))
        opening = validity.open_on(spans, effective_on, newest=newest.get(procedure.pk, 0))
        for row in rows_of:
            if opening.closes and row.number == opening.closes.number:
                _end(row, ends_on=effective_on, act=act, at=at)
        items.append(NewVersion(procedure, content, opening.number, opening.days))
    return write_versions(items, Opened(act.key, act.basis, recorded_at=at, published_at=published_at))


def _content_objections(contents: Sequence[ProcedureContent]) -> list[Objection]:
    found = []
    for content in contents:
        if not content.code:
            words = gettext_noop("Ghi mã thủ tục.")
            found.append(Objection("version.no_code", words, "publication.content", "code"))
        if not content.name:
            words = gettext_noop("Ghi tên thủ tục %(code)s.")
            found.append(Objection("version.no_name", words, "publication.content", "name", {"code": content.code}))
    codes = [content.code for content in contents]
    for code in {code for code in codes if codes.count(code) > 1}:
        words = gettext_noop("Mã %(code)s có hai lần trong một quyết định.")
        found.append(Objection("version.code_twice", words, "publication.content", "code", {"code": code}))
    return found


@transaction.atomic
def end_version(*, version: ProcedureVersion, ends_on: date, act: Act, by: Actor, at: datetime) -> ProcedureVersion:
    """Bãi bỏ: the version is law until the day before `ends_on`."""
    refuse_if([*policies.may_keep(by), *validity.closing_objections(span_of(version), ends_on)])
    version = _end(version, ends_on=ends_on, act=act, at=at)
    details = {"ends_on": ends_on, "act": act.key}
    journal.record("catalogue.end_version", of=version, by=by, at=at, details=details)
    return version


@transaction.atomic
def reopen_version(*, version: ProcedureVersion, act: Act, by: Actor, at: datetime) -> ProcedureVersion:
    """A reversing decision takes the end back, when no successor stands there."""
    spans = [span_of(row) for row in ProcedureVersion.objects.filter(procedure=version.procedure_id)]
    refuse_if([*policies.may_keep(by), *validity.reopening_objections(spans, version.number)])
    version = _end(version, ends_on=None, act=act, at=at)
    journal.record("catalogue.reopen_version", of=version, by=by, at=at, details={"act": act.key})
    return version


def _end(version: ProcedureVersion, *, ends_on: date | None, act: Act, at: datetime) -> ProcedureVersion:
    VersionEnd.objects.create(version=version, ends_on=ends_on, act=act.key, recorded_at=at)
    days = Days(version.validity.lower, ends_on)
    closed_by, closed_basis = (act.key, act.basis) if ends_on else ("", "")
    return advance(version, validity=range_of(days), closed_by=closed_by, closed_basis=closed_basis)


@transaction.atomic
def publish_version(*, version: ProcedureVersion, published_at: datetime, by: Actor, at: datetime) -> ProcedureVersion:
    """Công khai: from the moment citizens can read it."""
    found = list(policies.may_keep(by))
    if version.published_at is not None:
        found.append(
            Objection("version.public", gettext_noop("Phiên bản này đã công khai."), "disclosure.national_database")
        )
    refuse_if(found)
    version = advance(version, published_at=published_at)
    journal.record("catalogue.publish_version", of=version, by=by, at=published_at, recorded_at=at)
    return version


@transaction.atomic
def withdraw_version(*, version: ProcedureVersion, withdrawn_at: datetime, by: Actor, at: datetime) -> ProcedureVersion:
    """Gỡ công khai: from the moment citizens can no longer read it."""
    found = list(policies.may_keep(by))
    if version.published_at is None or withdrawn_at <= version.published_at:
        words = gettext_noop("Chỉ gỡ được sau thời điểm công khai.")
        found.append(Objection("version.not_public", words, "disclosure.national_database", "withdrawn_at"))
    refuse_if(found)
    version = advance(version, withdrawn_at=withdrawn_at)
    journal.record("catalogue.withdraw_version", of=version, by=by, at=withdrawn_at, recorded_at=at)
    return version

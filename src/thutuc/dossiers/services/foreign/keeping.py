"""Nguồn, bảng ghép, tệp đã nạp: what is known of another system before any of its dossiers comes in."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thutuc.catalogue.rules.searching import slug
from thutuc.db.models import advance
from thutuc.dossiers.models import ForeignFile, ForeignMapping, ForeignRun, ForeignSource
from thutuc.dossiers.queries import foreign
from thutuc.dossiers.rules.foreign import columns, policies
from thutuc.dossiers.rules.foreign.columns import BY_KEY, Head, Layout
from thutuc.dossiers.rules.foreign.words import OFFERED, word_key
from thutuc.dossiers.rules.terms import Authority
from thutuc.files import services as files
from thutuc.files.rules.kinds import DATA
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,59}")
MOST_BYTES = 100 * 1024 * 1024
"""Of a file brought on the command line; a page takes what every page takes."""


@transaction.atomic
def save_source(*, code: str, name: str, authority: Authority, by: Actor, at: datetime) -> ForeignSource:
    """Ghi một hệ thống nguồn; under a known code it takes the new name. Who sets its states never changes."""
    known = ForeignSource.objects.filter(code=code).first()
    refuse_if([*policies.may_keep(by), *_source_objections(code, name, authority, known)])
    values = {"name": tidy(name), "authority": authority, "saved_at": at, "saved_by": by.key}
    if known and (known.name, known.authority) == (values["name"], authority):
        return known
    source = advance(known, **values) if known else ForeignSource.objects.create(code=code, **values)
    journal.record("dossier.save_source", of=source, by=by, at=at, details={"code": code, "authority": authority})
    return source


def _source_objections(code: str, name: str, authority: Authority, known: ForeignSource | None) -> list[Objection]:
    found = []
    if not _CODE.fullmatch(code):
        words = gettext_noop("Mã nguồn gồm 2 đến 60 chữ không dấu, số, dấu chấm, gạch. Ví dụ hotich-bo.")
        found.append(Objection("source.code", words, field="source"))
    if not tidy(name):
        found.append(Objection("source.name", gettext_noop("Nhập tên hệ thống nguồn."), field="source_name"))
    if authority is Authority.LOCAL:
        words = gettext_noop("Nguồn phải là hệ thống khác: của Bộ, ngành, Cổng quốc gia hoặc hệ thống cũ của tỉnh.")
        found.append(Objection("source.authority", words, field="authority"))
    if known and known.authority != authority:
        words = gettext_noop("Nguồn này đã ghi là «%(authority)s». Dùng mã khác cho hệ thống khác.")
        params = {"authority": Authority(known.authority).label}
        found.append(Objection("source.authority", words, field="authority", params=params))
    return found


@transaction.atomic
def save_mapping(*, source: ForeignSource, name: str, layout: Layout, by: Actor, at: datetime) -> ForeignMapping:
    """Lưu bảng ghép của một nguồn; under a known name it takes the place of the old one."""
    kept = {key: tidy(text) for key, text in layout.columns.items() if tidy(text)}
    states = {tidy(word): code for word, code in layout.states.items() if tidy(word) and code}
    refuse_if([*policies.may_keep(by), *_mapping_objections(name, kept, states, layout.header_row)])
    values = {
        "name": tidy(name),
        "sheet": tidy(layout.sheet),
        "header_row": layout.header_row,
        "columns": kept,
        "states": states,
    }
    who = {"saved_at": at, "saved_by": by.key}
    key = slug(name)[:120]
    known = ForeignMapping.objects.filter(source=source, key=key).first()
    if known and all(getattr(known, column) == value for column, value in values.items()):
        return known
    mapping = (
        advance(known, **values, **who)
        if known
        else ForeignMapping.objects.create(source=source, key=key, **values, **who)
    )
    details = {"source": source.code, "name": mapping.name, "columns": kept, "states": states}
    journal.record("dossier.save_mapping", of=mapping, by=by, at=at, details=details)
    return mapping


def _mapping_objections(
    name: str, kept: Mapping[str, str], states: Mapping[str, str], header_row: int
) -> list[Objection]:
    found = columns.objections(kept)
    if not slug(name):
        found.append(Objection("mapping.name", gettext_noop("Đặt tên cho bảng ghép."), field="name"))
    if header_row < 1:
        found.append(Objection("mapping.header", gettext_noop("Dòng tiêu đề đếm từ 1."), field="header_row"))
    for key in kept:
        if key not in BY_KEY:
            words = gettext_noop("Không có phần «%(part)s».")
            found.append(Objection("mapping.part", words, params={"part": key}))
    for word, code in states.items():
        if code not in {state.value for state in OFFERED} or not word_key(word):
            words = gettext_noop("Chọn trạng thái cho «%(word)s».")
            found.append(Objection("mapping.state", words, params={"word": word}))
    return found


@transaction.atomic
def keep_file(
    *,
    content: bytes,
    name: str,
    head: Head,
    by: Actor,
    at: datetime,
    most: int | None = None,
) -> ForeignFile:
    """Giữ tệp đã nạp with its head row; nothing of it is a dossier yet."""
    refuse_if(policies.may_keep(by))
    kept = ForeignFile.objects.create(
        key=secrets.token_hex(6),
        name=tidy(name)[:300],
        file_hash=hashlib.sha256(content).hexdigest(),
        size=len(content),
        rows=head.rows,
        header_row=head.row,
        headings=list(head.headings),
        words=[list(each) for each in head.words],
        at=at,
        by=by.key,
    )
    files.store(content, name=name, owner=kept, by=by, at=at, kinds=DATA, most=most)
    journal.record("dossier.keep_file", of=kept, by=by, at=at, details={"file": kept.file_hash, "size": kept.size})
    return kept


@transaction.atomic
def open_errors(*, run: ForeignRun, by: Actor, at: datetime) -> bytes:
    """Mở tệp dòng lỗi: it holds people's data, so a line is written. Returns the file."""
    refuse_if(policies.may_keep(by))
    content = foreign.bytes_of(run)
    journal.record("dossier.open_errors", of=run, by=by, at=at)
    return content

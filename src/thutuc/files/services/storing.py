"""Keeping a file for an owner, letting go of it, writing down that it was read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from secrets import token_hex
from typing import BinaryIO, cast

from django.conf import settings
from django.db import models, transaction

from thutuc.db.models import advance
from thutuc.files.models import FileUse, StoredFile
from thutuc.files.rules import content as rules
from thutuc.files.rules.kinds import PAPERS, extension_of, kind_of
from thutuc.files.services import clamd, disk, inspection
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy

Content = bytes | BinaryIO | Iterable[bytes]
"""Bytes, an open binary stream, or pieces such as `UploadedFile.chunks()`."""


def store(
    content: Content,
    *,
    name: str,
    owner: models.Model | str,
    by: Actor,
    at: datetime,
    kinds: Collection[str] = PAPERS,
    most: int | None = None,
) -> StoredFile:
    """Lưu tệp đính kèm: checked, scanned, kept once by its hash, tied to `owner`.

    Refused: too large, not of `kinds`, content unlike its name, macros, passwords, bombs, viruses. Nothing is kept
    then. The same file twice for one owner is one use.
    """
    plain, limit = file_name(name), most or settings.FILES_MAX_BYTES
    refuse_if(rules.name_objections(plain, kinds))
    with disk.incoming() as incoming:
        size, sha256 = disk.pour(_pieces(content), incoming, most=limit)
        refuse_if(rules.size_objections(size, limit))
        refuse_if(rules.content_objections(inspection.facts_of(incoming, name=plain, size=size), kinds))
        scanned = clamd.is_configured()
        if scanned:
            refuse_if(clamd.scan_objections(incoming))
        disk.keep(incoming, sha256)
    return _tie(plain, size, sha256, owner=owner_key(owner), kinds=kinds, scanned=scanned, by=by, at=at)


@transaction.atomic
def _tie(
    name: str, size: int, sha256: str, *, owner: str, kinds: Collection[str], scanned: bool, by: Actor, at: datetime
) -> StoredFile:
    kind = kind_of(extension_of(name), kinds)
    file, _made = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": size,
            "media_type": kind.media_type if kind else "application/octet-stream",
            "extension": extension_of(name),
            "stored_at": at,
            "scanned_at": at if scanned else None,
        },
    )
    use, added = FileUse.objects.get_or_create(
        file=file,
        owner=owner,
        removed_at=None,
        defaults={"code": token_hex(8), "name": name, "added_by": by.key, "added_at": at},
    )
    if added:
        record("files.store", of=use, by=by, at=at, details={"owner": owner, "sha256": sha256, "size": size})
    return file


@transaction.atomic
def remove(*, use: FileUse, reason: str, by: Actor, at: datetime) -> FileUse:
    """Bỏ tệp đính kèm: the use ends; content without any use is found by `queries.orphans`."""
    missing = [] if reason.strip() else [Objection("file.reason", gettext_noop("Ghi lý do."), field="reason")]
    refuse_if(missing)
    if use.removed_at is not None:
        raise NotFound(f"file use {use.pk}")
    advance(use, removed_by=by.key, removed_at=at)
    record("files.remove", of=use, by=by, at=at, details={"owner": use.owner, "reason": tidy(reason)})
    return use


def read(*, use: FileUse, by: Actor, at: datetime) -> None:
    """Đã mở tệp: one line in the journal, for papers of citizens."""
    record("files.read", of=use, by=by, at=at, details={"owner": use.owner})


def owner_key(owner: models.Model | str) -> str:
    """`package.Model:key`, as the journal names rows."""
    return owner if isinstance(owner, str) else f"{owner._meta.label}:{owner.pk}"


def file_name(name: str) -> str:
    """The last part of a name without control characters, at most 200 characters, its extension kept."""
    last = tidy(name.replace("\\", "/").rpartition("/")[2]).lstrip(".") or "tep"
    extension = extension_of(last)
    return last if len(last) <= 200 else last[: 200 - len(extension)] + extension


def _pieces(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
    elif hasattr(content, "read"):
        yield from disk.chunks_of(cast("BinaryIO", content))
    else:
        yield from content

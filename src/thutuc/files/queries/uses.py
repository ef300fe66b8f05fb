"""Uses of files. Access is never decided here: the owner's package answers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import BinaryIO

from django.db import models

from thutuc.files.models import FileUse, StoredFile
from thutuc.files.queries.disk import opened
from thutuc.files.rules.access import Access, Policy
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound


def of_owner(owner: models.Model | str) -> models.QuerySet[FileUse]:
    """The files of one owner, oldest first, content included. The caller has let the actor see the owner."""
    key = owner if isinstance(owner, str) else f"{owner._meta.label}:{owner.pk}"
    return FileUse.objects.filter(owner=key, removed_at=None).select_related("file").order_by("added_at", "pk")


def of_owners(owners: Iterable[str]) -> dict[str, list[FileUse]]:
    """The files of many owners, in one statement."""
    found: dict[str, list[FileUse]] = defaultdict(list)
    rows = FileUse.objects.filter(owner__in=set(owners), removed_at=None)
    for row in rows.select_related("file").order_by("added_at", "pk"):
        found[row.owner].append(row)
    return found


def use(code: str) -> FileUse:
    """One use that has not ended. NotFound otherwise."""
    found = FileUse.objects.select_related("file").filter(code=code, removed_at=None).first()
    if found is None:
        raise NotFound(f"file use {code}")
    return found


def open_for(actor: Actor, use: FileUse, *, policy: Policy) -> tuple[BinaryIO, Access]:
    """The content for somebody whom the owner's package lets read it; NotFound hides it from everybody else."""
    access = policy(actor, use.owner)
    if access.objections:
        raise NotFound(f"file use {use.pk}")
    return opened(use.file), access


def orphans() -> models.QuerySet[StoredFile]:
    """Content without any use that stands: may be swept once retention allows it."""
    live = FileUse.objects.filter(file=models.OuterRef("pk"), removed_at=None)
    return StoredFile.objects.filter(~models.Exists(live)).order_by("stored_at")

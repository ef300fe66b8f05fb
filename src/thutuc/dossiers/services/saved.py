"""Lists that somebody keeps under a name: a convenience of one person."""

import secrets
from datetime import datetime

from django.db import transaction

from thutuc.dossiers.models import SavedView
from thutuc.dossiers.rules.queues import Queue
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection, refuse_if
from thutuc.kernel.text import gettext_noop, tidy

MOST = 20


@transaction.atomic
def save_view(*, queue: Queue, name: str, search: str, by: Actor, at: datetime) -> SavedView:
    """Lưu bộ lọc: the same name again replaces what it stood for."""
    assert by.person_id is not None
    name = tidy(name)
    found = []
    if not name:
        found.append(Objection("view.name", gettext_noop("Đặt tên cho bộ lọc."), field="ten"))
    if SavedView.objects.filter(person=by.person_id).exclude(name=name).count() >= MOST:
        words = gettext_noop("Mỗi người lưu tối đa %(most)s bộ lọc: bỏ bớt một bộ lọc cũ.")
        found.append(Objection("view.most", words, field="ten", params={"most": MOST}))
    refuse_if(found)
    row, _made = SavedView.objects.update_or_create(
        person_id=by.person_id,
        name=name,
        defaults={"queue": queue, "search": search, "saved_at": at},
        create_defaults={"queue": queue, "search": search, "saved_at": at, "key": secrets.token_hex(8)},
    )
    journal.record("dossier_view.save", of=row, by=by, at=at)
    return row


@transaction.atomic
def drop_view(*, key: str, by: Actor, at: datetime) -> None:
    """Bỏ bộ lọc đã lưu: one's own only."""
    row = SavedView.objects.filter(key=key, person=by.person_id).first()
    if row is None:
        raise NotFound(f"saved view {key}")
    journal.record("dossier_view.drop", of=row, by=by, at=at)
    row.delete()

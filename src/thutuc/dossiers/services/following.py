"""Nhận tin của một hồ sơ qua thư điện tử: asked for with the secret, confirmed from the mailbox, ended at any time.

An address is personal data: it stands in its row and in the outbox, never in the journal, an address or a log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.db import IntegrityError, transaction
from django.db.models import Exists

from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, Follower
from thutuc.dossiers.rules import following as rules
from thutuc.dossiers.rules.following import FollowerState
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.notifications import services as notifications
from thutuc.notifications.rules.messages import Channel

ASKED, CONFIRMED, ENDED = FollowerState.ASKED, FollowerState.CONFIRMED, FollowerState.ENDED


@dataclass(frozen=True)
class Mail:
    """The words of one mail."""

    subject: str
    body: str


Written = Callable[[Follower], Mail]
"""Writes the mail that asks for confirmation: only interfaces know languages and pages."""


@transaction.atomic
def follow(*, dossier: Dossier, address: str, language: str, write: Written, by: Actor, at: datetime) -> None:
    """Đăng ký nhận tin: a mail asks the owner of the mailbox to confirm; asking twice sends no second one at once."""
    address = address.strip().lower()
    rows = list(Follower.objects.filter(dossier=dossier).exclude(state=ENDED))
    known = next((row for row in rows if row.address == address), None)
    if known is None:
        refuse_if(rules.objections(len(rows)))
        asked = Follower.objects.filter(address=address).values_list("asked_at", flat=True)
        row = _created(dossier, address, language, at) if rules.may_mail(asked, at=at) else None
        if row:
            _ask(row, write, by, at)
    elif FollowerState(known.state) is ASKED and rules.may_repeat(known.mailed_at, asked=known.asked_at, at=at):
        _ask(advance(known, mailed_at=at), write, by, at)


def _created(dossier: Dossier, address: str, language: str, at: datetime) -> Follower | None:
    """The new row; None when the same wish came through another door at the same moment."""
    row = Follower(dossier=dossier, key=token_urlsafe(24), address=address, language=language)
    row.asked_at = row.mailed_at = at
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    return row


def _ask(row: Follower, write: Written, by: Actor, at: datetime) -> None:
    mail = write(row)
    notifications.queue(
        kind="dossier.confirm",
        to=row.address,
        subject=mail.subject,
        body=mail.body,
        channel=Channel.EMAIL,
        consent=True,
        secret=True,
        by=by,
        at=at,
    )
    journal.record("dossier.ask_to_follow", of=row, by=by, at=at, details={"dossier": row.dossier_id})


@transaction.atomic
def confirm(*, follower: Follower, by: Actor, at: datetime) -> Follower:
    """Xác nhận nhận tin: from now on. Doing it twice changes nothing."""
    if FollowerState(follower.state) is not ASKED:
        return follower
    row = advance(follower, state=CONFIRMED, confirmed_at=at)
    Dossier.objects.filter(pk=follower.dossier_id).update(followed=True)
    journal.record("dossier.follow", of=row, by=by, at=at)
    return row


@transaction.atomic
def end(*, follower: Follower, by: Actor, at: datetime) -> Follower:
    """Thôi nhận tin: the address is forgotten at once. Doing it twice changes nothing."""
    if FollowerState(follower.state) is ENDED:
        return follower
    row = advance(follower, state=ENDED, ended_at=at, address="")
    others = Follower.objects.filter(dossier=row.dossier_id, state=CONFIRMED)
    Dossier.objects.filter(pk=row.dossier_id).update(followed=Exists(others))
    journal.record("dossier.unfollow", of=row, by=by, at=at)
    return row

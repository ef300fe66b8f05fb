"""Telling the applicant of an act, inside its transaction: each address gets one message."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext

from thutuc.dossiers.models import Dossier, Follower
from thutuc.dossiers.queries import links
from thutuc.dossiers.rules import telling as rules
from thutuc.dossiers.rules.following import FollowerState
from thutuc.dossiers.rules.telling import Told
from thutuc.kernel.actor import Actor
from thutuc.kernel.text import gettext_noop
from thutuc.notifications import services as notifications
from thutuc.notifications.rules.messages import Channel

_STOP = gettext_noop("Thôi nhận thư về hồ sơ này:")


def tell(*, dossier: Dossier, code: str, due_on: date | None = None, reason: str = "", by: Actor, at: datetime) -> int:
    """Báo cho người nộp sau một việc; how many messages were queued. No statement where there is nothing to tell.

    `code` is the move's, `due_on` the day it tells of, `reason` what the applicant is told of the why.
    """
    if code not in rules.TOLD:
        return 0
    found = _addresses(dossier)
    for address, language, key in found:
        told = _written(dossier, code, due_on, reason, language=language, key=key)
        notifications.queue(
            kind=f"dossier.{code}",
            to=address,
            subject=told.subject,
            body=told.body,
            channel=Channel.EMAIL,
            consent=True,
            basis=rules.NOTICE if at.date() >= rules.ORDERED_FROM else "",
            by=by,
            at=at,
        )
    return len(found)


def _addresses(dossier: Dossier) -> list[tuple[str, str, str]]:
    """(mailbox, language, key of a follower or ""): the one given with the dossier, then those that asked; each once.

    No statement where nobody asked.
    """
    found = {dossier.contact.lower(): (dossier.contact, "vi", "")} if dossier.contact else {}
    if dossier.followed:
        asked = Follower.objects.filter(dossier=dossier, state=FollowerState.CONFIRMED)
        for address, language, key in asked.values_list("address", "language", "key"):
            found.setdefault(address.lower(), (address, language, key))
    return list(found.values())


def _written(dossier: Dossier, code: str, due_on: date | None, reason: str, *, language: str, key: str) -> Told:
    with translation.override(language):
        told = rules.message_for(
            code,
            dossier_code=dossier.code or dossier.key,
            procedure=dossier.procedure_name,
            due_on=due_on,
            reason=reason,
            say=gettext,
        )
        assert told is not None
        lines = [told.body, links.look_up_link(language), ""]
        if key:
            lines += [gettext(_STOP), links.follower_link(key, language), ""]
        return Told(told.subject, "\n".join(lines))

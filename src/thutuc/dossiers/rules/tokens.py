"""What stands in the addresses that papers, mails and calendars hold: nobody else can make one, none names a person.

A token is the random key of the dossier, what it is for, and letters made from both with the secret of the house. The
page behind a paper's token is public; a calendar's token is known to whoever was given it.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from thutuc.dossiers.rules.papers.forms import PaperKind

CHECKS = 12
_CALENDAR = "calendar"
_KEY = r"[0-9A-Za-z_]{8,16}"
_PAPER = re.compile(rf"(?P<key>{_KEY})-(?P<kind>[a-z_]+)-(?P<number>\d{{1,6}})-(?P<checks>[0-9a-f]{{{CHECKS}}})")
_DATES = re.compile(rf"(?P<key>{_KEY})-(?P<checks>[0-9a-f]{{{CHECKS}}})")


@dataclass(frozen=True)
class PaperToken:
    """Which paper of which dossier: `number` is that of the event it was made by, 0 when it follows from none."""

    key: str
    kind: PaperKind
    number: int = 0


def paper_token(paper: PaperToken, secret: str) -> str:
    """What the QR code of a printed paper holds."""
    body = f"{paper.key}-{paper.kind.value}-{paper.number}"
    return f"{body}-{_checks(body, secret)}"


def paper_of(token: str, secrets: Iterable[str]) -> PaperToken | None:
    """The paper of a token that was made here, with today's secret or one before it."""
    found = _PAPER.fullmatch(token)
    if not found or not _fits(token.rpartition("-")[0], found["checks"], secrets):
        return None
    return PaperToken(found["key"], PaperKind(found["kind"]), int(found["number"]))


def calendar_token(key: str, secret: str) -> str:
    """What the address of the calendar of a dossier holds."""
    return f"{key}-{_checks(f'{key}-{_CALENDAR}', secret)}"


def calendar_of(token: str, secrets: Iterable[str]) -> str | None:
    """The key of the dossier whose calendar it is."""
    found = _DATES.fullmatch(token)
    if not found or not _fits(f"{found['key']}-{_CALENDAR}", found["checks"], secrets):
        return None
    return found["key"]


def _fits(body: str, checks: str, secrets: Iterable[str]) -> bool:
    return any(hmac.compare_digest(_checks(body, secret), checks) for secret in secrets)


def _checks(body: str, secret: str) -> str:
    key = hashlib.sha256(b"dossiers.token" + secret.encode()).digest()
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()[:CHECKS]

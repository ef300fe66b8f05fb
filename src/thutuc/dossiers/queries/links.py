"""Whole addresses that go onto papers and into mails: in Vietnamese, whatever the language of the moment."""

from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from thutuc.dossiers.rules import tokens
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.dossiers.rules.tokens import PaperToken

ENGLISH = "/en"


class Kept(Protocol):
    """A dossier, as far as an address needs it."""

    key: str
    code: str | None
    secret: str


def secrets() -> list[str]:
    """The secrets under which tokens were made: today's first, then those before it."""
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def address(name: str, *arguments: str, language: str = "vi") -> str:
    """A whole address of a public page."""
    path = reverse(name, args=arguments)
    path = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    return f"{settings.SITE_URL}{ENGLISH if language == 'en' else ''}{path}"


def look_up_link(language: str = "vi") -> str:
    """Where code and secret are typed."""
    return address("portal:tracking", language=language)


def tracking_link(dossier: Kept) -> str:
    """What the QR code of the receipt holds: code and secret. Only for the paper of the applicant."""
    asked = urlencode({"ma": dossier.code or dossier.key, "so": dossier.secret})
    return f"{look_up_link()}?{asked}"


def paper_link(dossier: Kept, kind: PaperKind, number: int = 0) -> str:
    """What the QR code of every other printed paper holds: whether it is genuine and current, told to anybody.

    `number` is that of the event by which the paper was made; 0 when it follows from none (a slip, a register).
    """
    return address("portal:paper", tokens.paper_token(PaperToken(dossier.key, kind, number), secrets()[0]))


def calendar_link(dossier: Kept) -> str:
    """The calendar of the dates of a dossier, for whoever was given this address."""
    return address("portal:dossier_calendar", tokens.calendar_token(dossier.key, secrets()[0]))


def follower_link(key: str, language: str = "vi") -> str:
    """Confirms and ends the messages to one mailbox."""
    return address("portal:dossier_follower", key, language=language)

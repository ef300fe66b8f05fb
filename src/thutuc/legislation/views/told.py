"""How the register is told on screen: states in words, tones, addresses without keys."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thutuc.legislation import queries
from thutuc.legislation.rules import numbers, policies
from thutuc.legislation.rules.effect import EffectState, Status
from thutuc.legislation.rules.terms import Certainty
from thutuc.web import words
from thutuc.web.doors import actor_of

TONES = {
    EffectState.IN_FORCE: "ok",
    EffectState.PARTLY: "soon",
    EffectState.NOT_YET: "info",
    EffectState.ENDED: "neutral",
    EffectState.UNKNOWN: "neutral",
}


@dataclass(frozen=True)
class ToldStatus:
    """A status for a page: the word, its tone, the sentence with the reason."""

    label: str
    tone: str
    reason: str


def status_told(status: Status) -> ToldStatus:
    """A status in the reader's language."""
    params = {name: _word(value) for name, value in status.params}
    return ToldStatus(_(status.state.label), TONES[status.state], _(status.reason) % params if status.reason else "")


def certainty_tone(certainty: str) -> str:
    """Uncertain facts stand out."""
    return {"V": "ok", "M": "neutral"}.get(certainty, "soon")


def certainty_told(certainty: str) -> dict[str, str]:
    """The degree of certainty as a tag."""
    return {"label": _(Certainty(certainty).label), "tone": certainty_tone(certainty)}


def address_of(document: Any, name: str = "legislation:document", *more: str) -> str:
    """The address of a document: its number, with year or issuer where the number alone is not enough."""
    parsed = numbers.parse(document.number)
    told = {}
    if document.year and not parsed.year:
        told["nam"] = document.year
    if document.issuer and parsed.kind in numbers.LOCAL_KINDS:
        told["co-quan"] = document.issuer
    query = f"?{urlencode(told)}" if told else ""
    return f"{reverse(name, args=[document.number, *more])}{query}"


def document_of(request: HttpRequest, number: str) -> Any:
    """The document that the address means."""
    year = request.GET.get("nam", "")
    known = int(year) if year.isdecimal() and len(year) == 4 else None
    return queries.document_by_number(number, year=known, issuer=request.GET.get("co-quan", ""))


def may_keep(request: HttpRequest) -> bool:
    """Whether the buttons of a keeper are shown; the services decide."""
    return not policies.keep_objections(actor_of(request))


def _word(value: object) -> str:
    return words.day(value) if hasattr(value, "year") else _(str(value))  # type: ignore[arg-type]

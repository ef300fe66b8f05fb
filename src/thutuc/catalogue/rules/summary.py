"""A procedure in one line: time limit, fee, channels, where; for result lists, the facts strip and JSON-LD.

Basis: Decree 63/2010 Art. 8(2): limit, fee and channel are parts that every procedure must state. A summary never
promises more than the text: a fee told only in words is never shown as free.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from thutuc.catalogue.rules.content import Fee, Offer, ProcedureContent
from thutuc.catalogue.rules.terms import Channel, TimeUnit

FIRST_WORDS = 180
_MONEY = re.compile(r"\d[\d.,]*\s*(?:đồng|đ\b|vnđ|vnd|usd|\$|%|nghìn|ngàn|triệu)", re.IGNORECASE)
_ORDER = (
    TimeUnit.SAME_DAY,
    TimeUnit.WORKING_HOUR,
    TimeUnit.WORKING_DAY,
    TimeUnit.CALENDAR_DAY,
    TimeUnit.MONTH,
)


@dataclass(frozen=True)
class LimitSpan:
    """The shortest and the longest limit in one unit; `varies` when other units or unnumbered limits stand beside."""

    unit: TimeUnit
    least: str = ""
    most: str = ""
    varies: bool = False


@dataclass(frozen=True)
class FeeSpan:
    """The lowest and the highest fee in đồng; `in_words` when some fee is told only in words."""

    least: int | None = None
    most: int | None = None
    in_words: bool = False

    @property
    def is_free(self) -> bool:
        return self.least == self.most == 0 and not self.in_words

    @property
    def is_unknown(self) -> bool:
        return self.least is None and not self.in_words


@dataclass(frozen=True)
class Summary:
    """What a result line and the facts strip tell."""

    limit: LimitSpan | None = None
    fee: FeeSpan = FeeSpan()
    channels: tuple[Channel, ...] = ()
    first_words: str = ""

    @property
    def is_online(self) -> bool:
        return Channel.ONLINE in self.channels


def summary_of(content: ProcedureContent) -> Summary:
    """The one line of a version."""
    offered = {offer.channel for offer in content.offers}
    return Summary(
        limit=limit_span(content.offers),
        fee=fee_span(fee for offer in content.offers for fee in offer.fees),
        channels=tuple(channel for channel in (Channel.ONLINE, Channel.DIRECT, Channel.POSTAL) if channel in offered),
        first_words=first_words(content.description),
    )


@dataclass(frozen=True)
class OfferGroup:
    """Ways of filing that differ in nothing but the channel: `offer` is the first of them."""

    channels: tuple[Channel, ...]
    offer: Offer


def by_case(offers: Iterable[Offer]) -> list[OfferGroup]:
    """Each case, limit and fee told once with all its channels, in the order of the text."""
    groups: dict[Offer, list[Channel]] = {}
    for offer in offers:
        channels = groups.setdefault(replace(offer, channel=Channel.DIRECT), [])
        if offer.channel not in channels:
            channels.append(offer.channel)
    return [OfferGroup(tuple(channels), replace(key, channel=channels[0])) for key, channels in groups.items()]


def limit_span(offers: Iterable[Offer]) -> LimitSpan | None:
    """The limits of all ways and cases as one span, or None when no limit has a number."""
    limits = [offer.limit for offer in offers]
    told = [limit for limit in limits if limit.unit is TimeUnit.SAME_DAY or limit.amount is not None]
    units = sorted({limit.unit for limit in told if limit.unit in _ORDER}, key=_ORDER.index)
    if not units:
        return None
    unit = units[0]
    amounts = sorted(limit.amount for limit in told if limit.unit is unit and limit.amount is not None)
    varies = len(units) > 1 or len(told) < len(limits)
    if not amounts:
        return LimitSpan(unit, varies=varies)
    return LimitSpan(unit, plain(amounts[0]), plain(amounts[-1]), varies)


def plain(amount: Decimal) -> str:
    """5, not 5.00; half days keep their part."""
    return format(amount.normalize(), "f") if amount else "0"


def fee_span(fees: Iterable[Fee]) -> FeeSpan:
    """The fees of all ways and cases as one span."""
    listed = list(fees)
    amounts = [fee.amount for fee in listed if fee.amount is not None]
    in_words = any(_told_in_words(fee) for fee in listed)
    if not amounts:
        return FeeSpan(in_words=in_words)
    return FeeSpan(min(amounts), max(amounts), in_words)


def _told_in_words(fee: Fee) -> bool:
    if fee.amount is None:
        return bool(fee.note)
    return fee.amount == 0 and bool(_MONEY.search(fee.note))


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """The first sentence, cut at a word when it is long."""
    line = " ".join(text.split())
    sentence = re.split(r"(?<=[.;])\s", line, maxsplit=1)[0]
    if len(sentence) <= most:
        return sentence
    return sentence[:most].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"


def to_plain(summary: Summary) -> dict[str, Any]:
    """As JSON keeps it."""
    return {key: value for key, value in asdict(summary).items() if value not in (None, "", ())}


def from_plain(kept: dict[str, Any]) -> Summary:
    """Back from JSON."""
    limit, fee = kept.get("limit"), kept.get("fee") or {}
    return Summary(
        limit=LimitSpan(TimeUnit(limit["unit"]), limit["least"], limit["most"], limit["varies"]) if limit else None,
        fee=FeeSpan(fee.get("least"), fee.get("most"), bool(fee.get("in_words"))),
        channels=tuple(Channel(code) for code in kept.get("channels", ())),
        first_words=kept.get("first_words", ""),
    )

"""Words and tones of a line from the law to the wall."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.disclosure.rules.chain import Chain, Segment, Station, Stop, Verdict
from thutuc.web import words
from thutuc.web.templatetags.tt import tag
from thutuc.web.words import NBSP

register = template.Library()
PARTS, LEAST = 48, 6
"""The bar is cut into so many parts; a short stretch keeps room for its words."""
TONES = {
    Verdict.ON_TIME: "ok",
    Verdict.LATE: "late",
    Verdict.UPSTREAM: "soon",
    Verdict.UNCLEAR: "soon",
    Verdict.WAITING: "neutral",
    Verdict.BLOCKED: "neutral",
    Verdict.NOT_APPLICABLE: "neutral",
}


@register.filter
def day_count(days: Any) -> str:
    """«27 ngày», «2,5 ngày»."""
    if days is None or days == "":
        return ""
    days = int(days) if days == int(days) else days
    form = ngettext("%(count)s ngày", "%(count)s ngày", 1 if days == 1 else 2)
    return form.replace("%(count)s ", f"%(count)s{NBSP}") % {"count": words.number(days)}


@register.filter
def working_day_count(days: int) -> str:
    """«22 ngày làm việc»."""
    form = ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", days)
    return form % {"count": words.number(days)}


@register.filter
def tone(stop: Stop) -> str:
    """The tint of a station."""
    return TONES.get(stop.verdict, "")


@register.filter
def is_slow(stop: Stop) -> bool:
    """Whether the stretch before a station is drawn red: late by its own fault."""
    return stop.verdict is Verdict.LATE and bool(stop.days and stop.days > 0)


@register.filter
def gap(stop: Stop) -> str:
    """The days since the station before."""
    if stop.days is None:
        return ""
    if stop.is_open:
        return _("%(days)s, chưa xong") % {"days": day_count(stop.days)}
    if stop.days == 0:
        return _("Cùng ngày")
    return day_count(stop.days) if stop.days > 0 else _("%(days)s trước đó") % {"days": day_count(-stop.days)}


@register.filter
def verdict_tag(stop: Stop) -> SafeString | str:
    """«Trễ 22 ngày», «Trễ do chờ Bộ», «Đúng hạn»; nothing where there is no limit."""
    if stop.verdict is Verdict.NO_LIMIT:
        return ""
    if stop.verdict is Verdict.LATE and stop.late:
        form = ngettext("Trễ %(count)s ngày", "Trễ %(count)s ngày", stop.late)
        return tag(form % {"count": words.number(stop.late)}, "late")
    return tag(_(stop.verdict.label), tone(stop))


@register.filter
def station_words(stop: Stop) -> str:
    """The name of a station, in the reader's language."""
    return _(stop.station.label)


@register.filter
def limit_day(stop: Stop) -> date | None:
    """The last day of a station that has one; the portal has the limit of the national database and tells none."""
    return stop.limit_on if stop.station is not Station.PORTAL else None


@register.filter
def shares(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """Each stretch with its part of the bar: in proportion, but wide enough for its words."""
    total = sum(segment.days for segment in segments) or 1
    free = max(PARTS - LEAST * len(segments), 0)
    spans = [LEAST + free * segment.days // total for segment in segments]
    longest = max(range(len(segments)), key=lambda place: segments[place].days, default=0)
    if segments:
        spans[longest] += PARTS - sum(spans)
    return [
        {"segment": segment, "span": span, "is_longest": place == longest and len(segments) > 1}
        for place, (segment, span) in enumerate(zip(segments, spans, strict=True))
    ]


@register.filter
def hop_words(hop: Any) -> str:
    """What days were spent on, in the reader's language."""
    return _(hop.label) if hop else _("Không có")


@register.filter
def station(line: Chain, name: str) -> Stop:
    """One station of a line, by its code."""
    return line.stop(Station(name))


@register.filter
def unlocalised(value: float | None) -> str:
    """A figure for a bar, with a point."""
    return "0" if value is None else f"{value:g}"


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """The value at a place."""
    return values[place]

"""A procedure in words: limits, fees, channels, where; and the mark that legal text stays Vietnamese."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thutuc.catalogue.queries.published import Edition
from thutuc.catalogue.queries.search import Hit
from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    Offer,
    ProcedureContent,
    RequiredDocument,
    Step,
    TimeLimit,
)
from thutuc.catalogue.rules.effects import Effect
from thutuc.catalogue.rules.summary import FeeSpan, LimitSpan, first_words, plain
from thutuc.catalogue.rules.terms import Channel, Level, TimeUnit
from thutuc.kernel.periods import local_date
from thutuc.portal.rules import folding
from thutuc.web import words
from thutuc.web.words import NBSP

register = template.Library()


def _counted(amount: str, unit: TimeUnit, count: int) -> str:
    forms = {
        TimeUnit.WORKING_DAY: ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", count),
        TimeUnit.CALENDAR_DAY: ngettext("%(count)s ngày", "%(count)s ngày", count),
        TimeUnit.WORKING_HOUR: ngettext("%(count)s giờ làm việc", "%(count)s giờ làm việc", count),
        TimeUnit.MONTH: ngettext("%(count)s tháng", "%(count)s tháng", count),
    }
    form = forms.get(unit, "%(count)s")
    return form.replace("%(count)s ", f"%(count)s{NBSP}") % {"count": amount}


def _limit(least: str, most: str, unit: TimeUnit) -> str:
    if unit is TimeUnit.SAME_DAY:
        return _("Trong ngày")
    amount = words.number(least) if least == most else f"{words.number(least)}–{words.number(most)}"
    try:
        count = int(Decimal(most).to_integral_value())
    except InvalidOperation:
        count = 2
    return _counted(amount, unit, count)


@register.filter
def limit_words(span: LimitSpan | None) -> str:
    """«5 ngày làm việc», «3–10 ngày», «Trong ngày»."""
    return _limit(span.least, span.most, span.unit) if span else _("Theo trường hợp")


@register.filter
def time_words(limit: TimeLimit) -> str:
    """The limit of one way of filing; "" when only its note tells."""
    if limit.unit is TimeUnit.SAME_DAY:
        return _("Trong ngày")
    if limit.amount is None:
        return "" if limit.note else _("Không quy định")
    return _limit(plain(limit.amount), plain(limit.amount), limit.unit)


@register.filter
def fee_span_words(span: FeeSpan) -> str:
    """«Miễn phí», «8.000 đ», «0–8.000 đ», «Theo trường hợp»; never free when some fee is told in words."""
    if span.is_free:
        return _("Miễn phí")
    if span.least is None or span.most is None:
        return _("Theo trường hợp") if span.in_words else _("Không quy định")
    if span.in_words and span.most == 0:
        return _("Theo trường hợp")
    if span.least == span.most:
        return words.vnd(span.most)
    return _("%(least)s đến %(most)s") % {"least": words.vnd(span.least), "most": words.vnd(span.most)}


@register.filter
def money_words(fee: Fee) -> str:
    """The amount of one fee; "" when only its note tells, or when the note gives another sum than free."""
    if fee.amount is None or (fee.amount == 0 and fee.note):
        return ""
    return words.vnd(fee.amount)


@register.filter
def channel_words(channels: tuple[Channel, ...]) -> str:
    """«Trực tuyến, tại quầy, bưu chính»: the first with a capital."""
    names = {Channel.ONLINE: _("trực tuyến"), Channel.DIRECT: _("tại quầy"), Channel.POSTAL: _("qua bưu chính")}
    told = ", ".join(names[channel] for channel in channels)
    return told[:1].upper() + told[1:]


@register.filter
def where_words(hit: Hit) -> str:
    """«Trực tuyến hoặc UBND cấp xã»."""
    place = hit.agency or ", ".join(_(level.label) for level in hit.levels)
    if not hit.summary.is_online:
        return place
    return _("Trực tuyến hoặc %(place)s") % {"place": place} if place else _("Trực tuyến")


@register.filter
def level_words(levels: tuple[Level, ...]) -> str:
    """«Cấp Tỉnh, Cấp Xã»."""
    return ", ".join(_(level.label) for level in levels)


@register.filter
def count_words(paper: RequiredDocument) -> str:
    """«1 bản chính, 2 bản sao»."""
    told = []
    if paper.originals:
        forms = ngettext("%(count)s bản chính", "%(count)s bản chính", paper.originals)
        told.append(forms % {"count": paper.originals})
    if paper.copies:
        told.append(ngettext("%(count)s bản sao", "%(count)s bản sao", paper.copies) % {"count": paper.copies})
    return ", ".join(told).replace(" bản", f"{NBSP}bản")


@register.filter
def bare(text: str) -> str:
    """A line without the bullet and the colon that a flattened list left behind."""
    return re.sub(r"^[\s\-–—+*•.]+(?=\S)", "", text).rstrip(": ") or text


@register.filter
def has_forms(case: DossierCase) -> bool:
    """Whether some paper of a case comes with a form."""
    return any(paper.form or paper.has_form for paper in case.documents)


@register.filter
def place_words(content: ProcedureContent) -> str:
    """Who resolves it, else at which level."""
    return content.resolving_agency or content.competent_authority or level_words(content.levels) or _("Chưa công bố")


@register.filter
def labels(members: Any) -> list[str]:
    """The labels of coded values in the reader's language."""
    return [_(member.label) for member in members]


@register.filter
def label(member: Any) -> str:
    """The label of a coded value in the reader's language."""
    return _(member.label) if member else ""


@register.filter
def folded(text: str) -> folding.Folded[str]:
    """A long text as what is shown and what is folded."""
    return folding.fold_text(text)


@register.filter
def folded_rows(rows: Any) -> Any:
    """Many rows as what is shown and what is folded."""
    return folding.fold_rows(rows)


@register.filter
def folded_short(text: str) -> folding.Folded[str]:
    """A text in a table cell as what is shown and what is folded."""
    return folding.fold_text(text, most=220)


@register.filter
def folded_cases(cases: Sequence[DossierCase]) -> folding.Folded[Sequence[DossierCase]]:
    """The first cases with papers open, the others folded under their names."""
    return folding.Folded(cases[:2], cases[2:]) if len(cases) > 3 else folding.Folded(cases, ())


@register.filter
def step_groups(steps: Sequence[Step]) -> list[folding.StepGroup]:
    """The steps under the case to which they belong."""
    return folding.step_groups(steps)


@register.filter
def told(effect: Effect) -> str:
    """One sentence of what a change means, in the reader's language."""
    return _(effect.message) % effect.params


@register.filter
def is_long(name: str) -> bool:
    """Whether a name needs the smaller heading."""
    return folding.is_long(name)


@register.filter
def heading(name: str) -> str:
    """A name as the heading of its page: the start of one that would fill a phone's screen."""
    return first_words(name, folding.HEADING_LETTERS) if len(name) > folding.LONGEST_HEADING else name


@register.simple_tag
def vi() -> SafeString:
    """` lang="vi"` around legal text on English pages; nothing on Vietnamese ones."""
    return SafeString("" if words.is_vietnamese() else ' lang="vi"')


@register.filter
def last_day(end: date | None) -> date | None:
    """The last day of a period that is kept by its first day after."""
    return date.fromordinal(end.toordinal() - 1) if end else None


@register.filter
def told_fees(offer: Offer) -> list[Fee]:
    """The fees of an offer that say something."""
    return [fee for fee in offer.fees if fee.amount is not None or fee.note]


@register.filter
def known_later(edition: Edition) -> bool:
    """Whether the house learned of a version only after it had become law."""
    return edition.days.start is not None and local_date(edition.recorded_at) > edition.days.start

"""Words of every template (a builtin, no load needed): formats, links that may not exist yet, small parts."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import segno
from django import forms, template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thutuc.kernel.text import gettext_noop
from thutuc.web import context as of_site
from thutuc.web import prose, words

register = template.Library()

register.filter("weekday_date", words.weekday_date)
register.filter("short_day", words.short_day)
register.filter("moment", words.moment)
register.filter("clock_time", words.clock_time)
register.filter("number", words.number)
register.filter("vnd", words.vnd)
register.filter("percent", words.percent)
register.filter("duration", words.duration)
register.filter("days_left", words.days_left)
register.filter("paragraphs", prose.paragraphs)
register.filter("markup", prose.paragraphs)
register.filter("highlight", prose.highlight)


@register.filter
def day(value: date | datetime | None) -> str:
    """23/11/2026."""
    return words.day(value)


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Thứ Hai."""
    return words.weekday(value) if value else ""


@register.filter
def weekday_short(value: date | datetime | None) -> str:
    """T2."""
    return words.weekday_short(value) if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """2026-11-23, for the datetime attribute of `time`."""
    return value.isoformat() if value else ""


@lru_cache(maxsize=256)
def _qr(target: str) -> str:
    """Drawing one takes longer than the rest of a page."""
    code = segno.make(target, error="m", micro=False)
    return str(code.svg_inline(border=0, omitsize=True, svgclass="tt-qr__code", lineclass=None, dark="#000"))


@register.filter
def qr(target: str, title: str = "") -> SafeString:
    """A QR code of the address as SVG without style attributes; `title` names the target."""
    svg = _qr(str(target))
    label = escape(title or _("Mã QR"))
    return mark_safe(svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S308 — label escaped


@register.simple_tag
def icon(name: str, label: str = "", size: int = 20) -> SafeString:
    """An icon of the sprite: decorative unless it has a label."""
    given = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="tt-icon" width="{0}" height="{0}" {1} focusable="false"><use href="{2}#{3}"></use></svg>',
        size,
        given,
        static("icons.svg"),
        name,
    )


_DEADLINE_STATES = {"paused": ("neutral", "pause"), "done": ("ok", "circle-check")}


@register.simple_tag
def deadline(days: int | None = None, state: str = "", label: str = "") -> SafeString:
    """The tag of a deadline in working days: late, today, soon, far as plain words, paused, done."""
    if state in _DEADLINE_STATES:
        tone, sign = _DEADLINE_STATES[state]
        return tag(label or (_("Tạm dừng") if state == "paused" else _("Đúng hạn")), tone, sign)
    if days is None or days == "":
        return mark_safe(f'<span class="tt-far">{conditional_escape(label)}</span>' if label else "")  # noqa: S308
    days = int(days)
    text = label or words.days_left(days)
    if days > 2:
        return format_html('<span class="tt-far">{}</span>', text)
    return tag(text, "late", "triangle-alert") if days < 0 else tag(text, "soon", "clock")


@register.simple_tag
def tag(text: str, tone: str = "neutral", sign: str = "") -> SafeString:
    """A state tag: the words carry the meaning, the tint only helps."""
    drawn = icon(sign, size=16) if sign else ""
    return format_html('<span class="tt-tag tt-tag--{}">{}{}</span>', tone, drawn, text)


@register.simple_tag
def house() -> dict[str, str]:
    """The names of this installation: the layouts ask again, since allauth's pages bring a `site` of their own."""
    return of_site.house()


_PUBLIC_ROOMS = (
    ("procedures", gettext_noop("Thủ tục"), "portal:procedures"),
    ("tracking", gettext_noop("Tra cứu hồ sơ"), "portal:tracking"),
    ("feedback", gettext_noop("Góp ý, phản ánh"), "portal:feedback"),
    ("publications", gettext_noop("Công bố, công khai"), "portal:publications"),
    ("help", gettext_noop("Trợ giúp"), "portal:help"),
)


@register.simple_tag
def public_rooms() -> list[dict[str, str]]:
    """The public main navigation: the rooms whose page exists in this release."""
    return [{"name": name, "label": _(label), "url": reverse(url_name)} for name, label, url_name in _PUBLIC_ROOMS]


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """This page's query with some parameters set or (None) taken away; the page number starts again."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("trang", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in {None, ""}:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def attributes(attrs: dict[str, Any], kind: str = "") -> SafeString:
    """A widget's attributes with our class in front, marked when in error; `required` is left to the server."""
    given = str(attrs.get("class", ""))
    invalid = f" {kind.split()[0]}--error" if kind and attrs.get("aria-invalid") == "true" else ""
    names = f"{kind}{invalid} {given}".strip()
    pairs = [("class", names)] if names else []
    flags = ""
    for name, value in attrs.items():
        if name in {"class", "required"} or value is False or value is None:
            continue
        if value is True:
            flags += f" {conditional_escape(name)}"
        else:
            pairs.append((name, value))
    return mark_safe(format_html_join("", ' {}="{}"', pairs) + flags)  # noqa: S308 — all parts are escaped


@register.filter
def optional_words(field: BoundField) -> str:
    """«(không bắt buộc)» behind the label of a field that may stay empty.

    Silent where nothing is obligatory (a row of filters) and where the form says `show_optional = False`.
    """
    form = field.form
    silent = getattr(form, "show_optional", True) is False or not any(each.required for each in form.fields.values())
    return "" if field.field.required or silent else f" {_('(không bắt buộc)')}"


@register.filter
def summarised(form: BaseForm | None) -> BaseForm | None:
    """The form whose errors the page has told at its top: it does not tell the general ones again."""
    if form is not None:
        form.summary_shown = True  # type: ignore[attr-defined]
    return form


@register.filter
def told(field: BoundField) -> list[str]:
    """The errors of a field in words that say what to do: «Nhập họ tên» instead of «bắt buộc»."""
    plain = str(
        type(field.field).default_error_messages.get("required", forms.Field.default_error_messages["required"])
    )
    return [_todo(field) if str(error) == plain else str(error) for error in field.errors]


def _todo(field: BoundField) -> str:
    label = str(field.label)
    name = label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
    if isinstance(field.field, forms.FileField):
        return _("Chọn tệp: %(name)s") % {"name": name}
    if isinstance(field.field.widget, forms.CheckboxInput):
        return _("Đánh dấu: %(name)s") % {"name": name}
    if isinstance(field.field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _("Chọn %(name)s") % {"name": name}
    return _("Nhập %(name)s") % {"name": name}


@register.filter
def summary_words(error: str, field: BoundField) -> str:
    """An error in the summary names its field unless its words already do."""
    label = str(field.label)
    return error if label.lower() in error.lower() else f"{label}: {error}"


@register.filter
def error_count(form: BaseForm) -> int:
    """How many places must be mended."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def page_numbers(page: Any) -> list[int | None]:
    """The numbers a pager shows: first, last, this one and its neighbours; None is a gap. One number if uncounted."""
    if page.total is None:
        return [page.number]
    last = max((page.total + page.size - 1) // page.size, 1)
    near = sorted({1, last, *range(max(page.number - 1, 1), min(page.number + 1, last) + 1)})
    shown: list[int | None] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before == 2:
            shown.append(number - 1)
        elif number - before > 2:
            shown.append(None)
        shown.append(number)
    return shown


@register.simple_tag
def calendar_head() -> list[tuple[str, str]]:
    """The head of a Monday-first calendar: short and long names of the days."""
    monday = date(2026, 11, 23)
    days = [monday + timedelta(days=n) for n in range(7)]
    return [(words.weekday_short(each), words.weekday(each)) for each in days]


@register.filter
def field_anchor(field: BoundField) -> str:
    """The id that an error summary links to: of the first choice where there are several."""
    first = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
    return str(first or field.auto_id)


class WrappedNode(template.Node):
    """Draws its content inside an element, or nothing at all when the content is blank."""

    def __init__(self, nodelist: NodeList, element: FilterExpression, attrs: dict[str, FilterExpression]) -> None:
        self.nodelist, self.element, self.attrs = nodelist, element, attrs

    def render(self, context: Context) -> SafeString:
        content = self.nodelist.render(context)
        if not content.strip():
            return mark_safe("")
        element = self.element.resolve(context)
        pairs = [(name.replace("_", "-"), value.resolve(context)) for name, value in self.attrs.items()]
        drawn = format_html_join("", ' {}="{}"', [pair for pair in pairs if pair[1]])
        return format_html("<{0}{1}>{2}</{0}>", element, drawn, content)


@register.tag
def wrapped(parser: Parser, token: Token) -> WrappedNode:
    """`{% wrapped "aside" class="tt-aside" %}…{% endwrapped %}`: no empty landmarks when a block stays empty."""
    bits = token.split_contents()[1:]
    element = parser.compile_filter(bits.pop(0))
    attrs = token_kwargs(bits, parser)
    nodelist = parser.parse(("endwrapped",))
    parser.delete_first_token()
    return WrappedNode(nodelist, element, attrs)


class WordsNode(template.Node):
    """Keeps the drawn words of its content under a name."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context).strip()
        return ""


@register.tag
def words_as(parser: Parser, token: Token) -> WordsNode:
    """`{% words_as nav_now %}{% block nav %}{{ nav }}{% endblock %}{% endwords_as %}`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endwords_as",))
    parser.delete_first_token()
    return WordsNode(nodelist, name)

"""What may stand in the address of a public page; nonsense in an address is never an error, only not understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules import searching
from thutuc.catalogue.rules.searching import Filters, Place, Scope
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.text import tidy

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_SLUG = re.compile(r"[A-Za-z0-9.\-_]{1,120}")
ONLINE = {"truc-tuyen": True, "tai-quay": False}
SCOPES: Mapping[str, Scope] = {"tinh": Scope.PROVINCE, "quoc-gia": Scope.NATIONAL, "tat-ca": Scope.ALL}


def day_of(text: str) -> date | None:
    """`23/11/2026` or `2026-11-23`; None when it is no day."""
    text = text.strip()
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Asked:
    """A search as it stands in the address."""

    text: str
    filters: Filters
    place: Place | None
    day: date | None
    day_text: str
    online_choices: tuple[str, ...]

    @property
    def day_is_wrong(self) -> bool:
        return bool(self.day_text) and self.day is None


def asked_of(query: QueryDict) -> Asked:
    """Read a search from the address; unknown values are left out."""
    choices = tuple(choice for choice in ONLINE if choice in query.getlist("nop"))
    filters = Filters(
        scope=SCOPES.get(query.get("pham-vi", ""), Scope.PROVINCE),
        sectors=tuple(slug for slug in query.getlist("linh-vuc")[:50] if _SLUG.fullmatch(slug)),
        agency=agency if _SLUG.fullmatch(agency := query.get("co-quan", "")) else "",
        levels=tuple(level for level in Level if level.value in query.getlist("cap")),
        online=ONLINE[choices[0]] if len(choices) == 1 else None,
    )
    day_text = query.get("ngay", "")[:20]
    return Asked(
        text=tidy(query.get("q", "")[: searching.MOST_LETTERS]),
        filters=filters,
        place=searching.place_of(query.get("sau", "")),
        day=day_of(day_text),
        day_text=day_text,
        online_choices=choices,
    )


class FollowForm(forms.Form):
    """An address by consent: kept until its owner ends it, and for nothing else."""

    email = forms.EmailField(
        label=_("Thư điện tử"), max_length=254, help_text=_("Chỉ dùng để báo thay đổi, không hiện ở đâu.")
    )
    consent = forms.BooleanField(label=_("Tôi đồng ý để cổng giữ địa chỉ này cho đến khi tôi thôi theo dõi"))

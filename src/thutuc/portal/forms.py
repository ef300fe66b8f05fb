"""What may stand in the address of a public page; nonsense in an address is never an error, only not understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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


class LookUpForm(forms.Form):
    """A dossier by its code and the secret of its receipt, typed as people type."""

    ma = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=80,
        help_text=_("Ví dụ H99.21-261112-0382. In ở góc trên của giấy tiếp nhận."),
        error_messages={"required": _("Nhập mã hồ sơ in trên giấy tiếp nhận")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    so = forms.CharField(
        label=_("Mã tra cứu"),
        max_length=40,
        help_text=_("8 chữ và số, in dưới mã hồ sơ. Chữ hoa, chữ thường, dấu cách đều được."),
        error_messages={"required": _("Nhập mã tra cứu in dưới mã hồ sơ")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
    )
    show_optional = False


class FilesInput(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads, empty when none was chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each upload checked as one; none is no fault."""
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(upload, initial) for upload in uploads]


class SupplementForm(forms.Form):
    """What the applicant sends: files, words, or both."""

    tep = FilesField(
        label=_("Tệp"),
        required=False,
        help_text=_("Nhận PDF, JPG, PNG, mỗi tệp dưới 25 MB. Chọn được nhiều tệp một lần."),
        widget=FilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.xlsx,.odt,.ods"}),
    )
    words = forms.CharField(
        label=_("Lời nhắn"),
        required=False,
        max_length=1000,
        help_text=_("Ví dụ: bản vẽ đã ghi thêm cao độ ở trang 2. Không ghi số định danh."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    """Why a dossier is withdrawn."""

    reason = forms.CharField(
        label=_("Lý do rút"),
        max_length=1000,
        error_messages={"required": _("Ghi lý do rút, ngắn cũng được")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DossierFollowForm(forms.Form):
    """An address by consent, for one dossier."""

    email = forms.EmailField(
        label=_("Thư điện tử"), max_length=254, help_text=_("Chỉ dùng để báo tin của hồ sơ này, không hiện ở đâu.")
    )
    consent = forms.BooleanField(label=_("Tôi đồng ý để cổng giữ địa chỉ này cho đến khi tôi thôi nhận tin"))

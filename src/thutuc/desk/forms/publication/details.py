"""Thông tin quyết định: what a draft says of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.decisions.details import DecisionDetails
from thutuc.catalogue.rules.decisions.terms import PublicationCase, SignerCapacity
from thutuc.kernel.text import Labelled

FIELDS = {
    "title": "trich_yeu",
    "agency": "co_quan",
    "effective_on": "hieu_luc",
    "submission_number": "to_trinh",
}
"""Where the rules' objections belong on these forms."""


def labels(members: Iterable[Labelled]) -> list[tuple[str, Any]]:
    """Codes with their words."""
    return [(member.value, _(member.label)) for member in members]


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Give a choice its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = choices


class DecisionForm(forms.Form):
    """Every fact of a draft."""

    trich_yeu = forms.CharField(
        label=_("Trích yếu"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: Công bố danh mục thủ tục hành chính lĩnh vực Hộ tịch"),
    )
    co_quan = forms.ChoiceField(label=_("Cơ quan trình"))
    hieu_luc = forms.DateField(label=_("Hiệu lực từ ngày"), required=False)
    loai = forms.ChoiceField(label=_("Loại công bố"), choices=labels(PublicationCase))
    theo = forms.MultipleChoiceField(label=_("Theo quyết định của bộ"), required=False)
    rut_gon = forms.BooleanField(label=_("Văn bản ban hành theo trình tự, thủ tục rút gọn"), required=False)
    to_trinh = forms.CharField(label=_("Số tờ trình"), max_length=80, required=False)
    ngay_trinh = forms.DateField(label=_("Ngày tờ trình"), required=False)
    tu_cach = forms.ChoiceField(label=_("Người ký"), choices=labels(SignerCapacity))
    chuc_vu = forms.CharField(label=_("Chức vụ người ký"), max_length=200, required=False)
    nguoi_ky = forms.CharField(label=_("Họ tên người ký"), max_length=200, required=False)
    noi_nhan = forms.CharField(
        label=_("Nơi nhận"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ghi_chu = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    phien = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[tuple[str, str]] = (),
        ministries: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "co_quan", [("", _("Chọn cơ quan")), *agencies])
        self.fields["theo"].widget = forms.CheckboxSelectMultiple()
        offer(self, "theo", ministries)
        if not ministries:
            del self.fields["theo"]

    def details(self) -> DecisionDetails:
        """As the services take it."""
        data = self.cleaned_data
        return DecisionDetails(
            title=data["trich_yeu"],
            agency_id=int(data["co_quan"]),
            case=PublicationCase(data["loai"]),
            effective_on=data["hieu_luc"],
            is_shortened=data["rut_gon"],
            submission_number=data["to_trinh"],
            submitted_on=data["ngay_trinh"],
            ministry_ids=tuple(int(pk) for pk in data.get("theo", ())),
            recipients=data["noi_nhan"],
            note=data["ghi_chu"],
            capacity=SignerCapacity(data["tu_cach"]),
            signer_name=data["nguoi_ky"],
            signer_title=data["chuc_vu"],
        )


def initial_of(told: DecisionDetails) -> dict[str, Any]:
    """The form's values of a draft."""
    return {
        "trich_yeu": told.title,
        "co_quan": str(told.agency_id),
        "hieu_luc": told.effective_on,
        "loai": told.case.value,
        "theo": [str(pk) for pk in told.ministry_ids],
        "rut_gon": told.is_shortened,
        "to_trinh": told.submission_number,
        "ngay_trinh": told.submitted_on,
        "tu_cach": told.capacity.value,
        "chuc_vu": told.signer_title,
        "nguoi_ky": told.signer_name,
        "noi_nhan": told.recipients,
        "ghi_chu": told.note,
    }


class HeadForm(forms.Form):
    """The three facts above the rows: day, case, signer."""

    hieu_luc = forms.DateField(label=_("Hiệu lực từ ngày"), required=False)
    loai = forms.ChoiceField(label=_("Loại công bố"), choices=labels(PublicationCase))
    tu_cach = forms.ChoiceField(label=_("Người ký"), choices=labels(SignerCapacity))
    phien = forms.IntegerField(widget=forms.HiddenInput)
    show_optional = False

    def changed(self, told: DecisionDetails) -> DecisionDetails:
        """The draft's facts with these three."""
        data = self.cleaned_data
        return replace(
            told,
            effective_on=data["hieu_luc"],
            case=PublicationCase(data["loai"]),
            capacity=SignerCapacity(data["tu_cach"]),
        )

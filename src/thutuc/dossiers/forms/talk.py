"""What is said about a dossier: opinions of other agencies, demands outside the published list."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.dossiers.rules.terms import Opinion
from thutuc.kernel.errors import Refused
from thutuc.web.answers import words_of


class TalkForm(forms.Form):
    """Shows every objection beside its box."""

    names: dict[str, str] = {}

    def object_to(self, refused: Refused) -> None:
        for objection in refused.objections:
            field = self.names.get(objection.field, "")
            self.add_error(field if field in self.fields else None, words_of(objection))


class OpinionForm(TalkForm):
    """The answer of the agency that was asked."""

    names = {"answer": "tra_loi", "opinion": "y_kien"}
    y_kien = forms.ChoiceField(label=_("Ý kiến"), widget=forms.RadioSelect)
    tra_loi = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Cần khi không thống nhất, hoặc thống nhất có điều kiện."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["y_kien"].choices = [(each.value, gettext(each.label)) for each in Opinion]  # type: ignore[attr-defined]


class DemandForm(TalkForm):
    """A paper beyond the list that somebody asked for."""

    names = {"words": "giay_to"}
    giay_to = forms.CharField(
        label=_("Giấy tờ gì đã bị yêu cầu thêm"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DemandAnswerForm(TalkForm):
    """What was done about it."""

    names = {"answer": "xu_ly"}
    xu_ly = forms.CharField(label=_("Kết quả xử lý"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

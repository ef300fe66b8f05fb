"""An address of a unit's website."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.disclosure.forms.boards import offer
from thutuc.disclosure.rules.sites import SiteKind


class AddressForm(forms.Form):
    """Thêm địa chỉ."""

    url = forms.CharField(
        label=_("Địa chỉ của trang"),
        max_length=500,
        help_text=_("Ví dụ: https://xaanlac.example/thu-tuc-hanh-chinh"),
        widget=forms.URLInput,
    )
    kind = forms.ChoiceField(label=_("Là trang nào"), widget=forms.RadioSelect, initial=SiteKind.PROCEDURES.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["kind"], [(kind.value, _(kind.label)) for kind in SiteKind])

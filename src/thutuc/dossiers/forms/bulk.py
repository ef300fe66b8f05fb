"""One thing done with many dossiers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.dossiers.queries.people import Handler


def told_handlers(handlers: Sequence[Handler]) -> list[tuple[str, str]]:
    """Names with the work that each of them has."""
    return [
        (each.code, gettext("%(name)s, đang giữ %(count)s hồ sơ") % {"name": each.name, "count": each.open})
        for each in handlers
    ]


class GiveForm(forms.Form):
    """To whom, and why when somebody else has them."""

    nguoi = forms.ChoiceField(label=_("Người thụ lý"))
    ly_do = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần khi phân công lại hồ sơ đang có người giữ."),
    )

    def __init__(self, *args: Any, handlers: Sequence[Handler], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.code: each.id for each in handlers}
        self.fields["nguoi"].choices = [("", gettext("Chọn người")), *told_handlers(handlers)]  # type: ignore[attr-defined]


class PassForm(forms.Form):
    """To which unit of the competent agency."""

    don_vi = forms.ChoiceField(label=_("Đơn vị giải quyết"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {code: pk for pk, code, _name in units}
        every = [("", gettext("Cơ quan có thẩm quyền của từng hồ sơ")), *((code, name) for _pk, code, name in units)]
        self.fields["don_vi"].choices = every  # type: ignore[attr-defined]

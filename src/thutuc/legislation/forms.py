"""What a keeper of the register may type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.kernel.text import nfc, tidy
from thutuc.legislation import queries
from thutuc.legislation.rules.documents import DocumentDetails
from thutuc.legislation.rules.terms import Certainty, DocumentKind, RelationKind, ValueUnit

DAY_HELP = _("Ví dụ 23/11/2026")
NO_KIND = ("", _("Theo ký hiệu của văn bản"))


def translated(labelled: type[DocumentKind | RelationKind | Certainty | ValueUnit]) -> list[tuple[str, Any]]:
    """Codes with their words in the reader's language."""
    return [(code, _(label)) for code, label in labelled.pairs()]


class DocumentFilters(forms.Form):
    """The filter row of the register; its names stand in the address."""

    is_filter = True
    show_optional = False
    q = forms.CharField(label=_("Số, ký hiệu hoặc trích yếu"), required=False, max_length=200)
    loai = forms.ChoiceField(label=_("Loại"), required=False)
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    ngay = forms.DateField(label=_("Có hiệu lực ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", _("Tất cả")), *translated(DocumentKind)]  # type: ignore[attr-defined]
        years = [(str(year), str(year)) for year in queries.years()]
        self.fields["nam"].choices = [("", _("Tất cả")), *years]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters for `queries.documents`; a wrong value filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "text": given.get("q", ""),
            "kind": given.get("loai", ""),
            "year": given.get("nam"),
            "in_force_on": given.get("ngay"),
        }


class DocumentForm(forms.Form):
    """The description of one document."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=120, help_text=_("Ví dụ 118/2025/NĐ-CP"))
    title = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    issuer = forms.CharField(
        label=_("Cơ quan ban hành"),
        required=False,
        max_length=300,
        help_text=_("Để trống thì lấy theo ký hiệu. Văn bản của địa phương phải ghi."),
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, help_text=DAY_HELP)
    effective_on = forms.DateField(label=_("Ngày có hiệu lực"), required=False, help_text=DAY_HELP)
    ends_on = forms.DateField(
        label=_("Ngày hết hiệu lực"), required=False, help_text=_("Ngày đầu tiên không còn hiệu lực.")
    )
    is_shortened = forms.BooleanField(label=_("Ban hành theo trình tự, thủ tục rút gọn"), required=False)
    certainty = forms.ChoiceField(label=_("Mức chắc chắn"))
    url = forms.URLField(label=_("Địa chỉ văn bản"), required=False, max_length=500, assume_scheme="https")
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [NO_KIND, *translated(DocumentKind)]  # type: ignore[attr-defined]
        self.fields["certainty"].choices = translated(Certainty)  # type: ignore[attr-defined]

    def details(self) -> DocumentDetails:
        """What was typed, as rules want it."""
        given = self.cleaned_data
        return DocumentDetails(
            number=tidy(given["number"]),
            title=tidy(given["title"]),
            kind=DocumentKind(given["kind"]) if given["kind"] else None,
            issuer=tidy(given["issuer"]),
            issued_on=given["issued_on"],
            effective_on=given["effective_on"],
            ends_on=given["ends_on"],
            certainty=Certainty(given["certainty"]),
            url=given["url"],
            note=nfc(given["note"]),
            is_shortened=given["is_shortened"],
        )


class RelationForm(forms.Form):
    """What this document does to another one."""

    kind = forms.ChoiceField(label=_("Văn bản này"), widget=forms.RadioSelect)
    target = forms.CharField(
        label=_("Số, ký hiệu văn bản kia"), max_length=120, help_text=_("Văn bản phải có trong sổ.")
    )
    articles = forms.CharField(
        label=_("Điều, khoản"), required=False, max_length=300, help_text=_("Để trống là toàn bộ văn bản.")
    )
    on = forms.DateField(
        label=_("Từ ngày"), required=False, help_text=_("Để trống là từ ngày văn bản này có hiệu lực.")
    )
    certainty = forms.ChoiceField(label=_("Mức chắc chắn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = translated(RelationKind)  # type: ignore[attr-defined]
        self.fields["certainty"].choices = translated(Certainty)  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """The text of a document as a file."""

    file = forms.FileField(label=_("Tệp văn bản"))


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DayForm(forms.Form):
    """The day as of which a page is read."""

    is_filter = True
    show_optional = False
    ngay = forms.DateField(label=_("Xem theo ngày"), required=False)


class OverrideForm(forms.Form):
    """The province's own value of a parameter."""

    value = forms.CharField(label=_("Giá trị"), max_length=200)
    unit = forms.ChoiceField(label=_("Đơn vị"))
    first_day = forms.DateField(label=_("Áp dụng từ ngày"), help_text=DAY_HELP)
    end = forms.DateField(label=_("Đến trước ngày"), required=False, help_text=_("Để trống là chưa có ngày kết thúc."))
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Số, ký hiệu văn bản của tỉnh, ví dụ 12/2026/QĐ-UBND")
    )
    article = forms.CharField(label=_("Điều, khoản"), required=False, max_length=200)
    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = translated(ValueUnit)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """From which day the law's own value holds again."""

    end = forms.DateField(label=_("Thôi dùng từ ngày"), help_text=DAY_HELP)

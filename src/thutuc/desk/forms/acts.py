"""Days off that change, reorganisations: acts with a preview."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.desk.rules.calendar_change import with_below
from thutuc.kernel.text import tidy
from thutuc.web.forms import bounded
from thutuc.worktime.rules import Scope
from thutuc.worktime.rules.changes import Change

PLACES = (Scope.PROVINCE, Scope.UNIT, Scope.NATIONAL)


class CalendarChangeForm(forms.Form):
    """A day off more, a day worked more, or both: why, on which basis, where."""

    nghi = forms.DateField(label=_("Nghỉ thêm ngày"), required=False)
    lam_bu = forms.DateField(label=_("Làm bù ngày"), required=False)
    ly_do = forms.CharField(label=_("Lý do"), max_length=300)
    can_cu = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Số, ngày và cơ quan ban hành văn bản"))
    noi = forms.ChoiceField(label=_("Nơi áp dụng"), choices=[(scope.value, _(scope.label)) for scope in PLACES])
    co_quan = forms.MultipleChoiceField(label=_("Các cơ quan"), required=False, widget=forms.CheckboxSelectMultiple)
    truc_thuoc = forms.BooleanField(label=_("Kể cả đơn vị trực thuộc"), required=False, initial=True)
    tuan_trong = forms.CharField(label=_("Vì sao cả tuần không làm việc"), max_length=300, required=False)

    FIELDS = {
        "off": "nghi",
        "work": "lam_bu",
        "reason": "ly_do",
        "basis": "can_cu",
        "agencies": "co_quan",
        "empty_week_reason": "tuan_trong",
    }
    """Where the rules' objections belong on this form."""

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        """Offer the units of the day."""
        self.fields["co_quan"].choices = [(str(pk), name) for pk, name in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("ly_do", "can_cu", "tuan_trong"):
            data[name] = tidy(data.get(name, ""))
        return data

    def change(self, parents: Mapping[int, int | None]) -> Change:
        """The change in the rules' own words; `parents` is the tree of the day."""
        data, scope = self.cleaned_data, Scope(self.cleaned_data["noi"])
        agencies = tuple(int(pk) for pk in data["co_quan"]) if scope is Scope.UNIT else ()
        if data["truc_thuoc"]:
            agencies = with_below(agencies, parents)
        return Change(
            data["ly_do"],
            data["can_cu"],
            data["nghi"],
            data["lam_bu"],
            scope,
            agencies,
            empty_week_reason=data["tuan_trong"],
        )


class CalendarRemovalForm(forms.Form):
    """Why a day is taken back."""

    ly_do = forms.CharField(label=_("Vì sao bỏ"), max_length=300)

    def clean_ly_do(self) -> str:
        return tidy(self.cleaned_data["ly_do"])


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


class ReorganisationForm(forms.Form):
    """What was reorganised, from which day, on which basis; `ma` names the files of a rehearsal."""

    tep = FilesField(
        validators=[bounded],
        label=_("Tệp đơn vị cũ, đơn vị mới"),
        help_text=_("CSV UTF-8. Có thể chọn thêm danh sách tỉnh, xã mới. Dưới 20 MB mỗi tệp."),
    )
    on = forms.DateField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Ví dụ 01/07/2025"),
        error_messages={
            "required": _("Nhập ngày có hiệu lực"),
            "invalid": _("Nhập ngày như 01/07/2025"),
        },
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=120,
        help_text=_("Khóa của căn cứ pháp lý, ví dụ organisations.reorganisation_2025"),
        error_messages={"required": _("Nhập căn cứ của việc sắp xếp")},
    )
    document_number = forms.CharField(label=_("Số nghị quyết, quyết định"), max_length=80, required=False)
    title = forms.CharField(label=_("Tên gọi"), max_length=300, required=False)
    ma = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

"""What people type about the national database: an export, a decision on mismatches, the two hands of an entry."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.parts import part
from thutuc.disclosure.queries.comparisons import Filters
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import LONGEST_NOTE, ItemState
from thutuc.disclosure.services.entering import Picture, Right
from thutuc.web.forms import bounded

EVERY = ("", _("Tất cả"))


def offer(field: forms.Field, offered: Sequence[tuple[str, Any]]) -> None:
    """Give a choice its choices."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered


class ExportForm(forms.Form):
    """An export of the national database."""

    file = forms.FileField(
        label=_("Tệp xuất từ CSDLQG"),
        help_text=_("Nội dung đầy đủ, hoặc danh sách có mã, tên, lĩnh vực, cấp, số quyết định, trạng thái."),
        validators=[bounded],
    )
    as_of = forms.DateField(
        label=_("Ngày của tệp"), help_text=_("Danh mục của tỉnh được lấy đúng ngày này. Ví dụ 20/11/2026")
    )
    mapping = forms.ChoiceField(
        label=_("Bảng ghép cột"),
        required=False,
        help_text=_("Bảng tính có tiêu đề quen thì không cần: hệ thống tự nhận cột."),
    )

    def __init__(self, *args: Any, mappings: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["mapping"], [("", _("Tự nhận theo tiêu đề")), *mappings])


class FilterForm(forms.Form):
    """The filter row of a run; nothing in it is obligatory."""

    show_optional = False

    q = forms.CharField(label=_("Tìm mã, tên thủ tục"), required=False, max_length=300)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    thanh_phan = forms.ChoiceField(label=_("Thành phần lệch"), required=False)
    quyet_dinh = forms.ChoiceField(label=_("Hướng xử lý"), required=False)

    def __init__(self, *args: Any, sectors: Iterable[str] = (), parts: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["linh_vuc"], [EVERY, *((sector, sector) for sector in sectors)])
        offer(self.fields["thanh_phan"], [EVERY, *((key, part_label(key)) for key in parts)])
        offer(self.fields["quyet_dinh"], [EVERY, *((state.value, _now(state.label)) for state in ItemState)])

    def filters(self, kind: Mismatch | None) -> Filters:
        """What the form asks; a wrong value asks nothing."""
        self.is_valid()
        asked = self.cleaned_data
        state = asked.get("quyet_dinh")
        return Filters(
            kind,
            asked.get("q") or "",
            asked.get("linh_vuc") or "",
            asked.get("thanh_phan") or "",
            ItemState(state) if state else None,
        )


def part_label(key: str) -> str:
    """A part of a procedure in the reader's language."""
    return _now("Số bộ hồ sơ") if key == "sets" else _now(part(key).label)


class DecideForm(forms.Form):
    """What is done about the chosen mismatches."""

    chon = forms.TypedMultipleChoiceField(coerce=int, required=False)
    huong = forms.ChoiceField(choices=[(state.value, state.label) for state in ItemState])
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)

    def __init__(self, *args: Any, positions: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["chon"], [(str(position), str(position)) for position in positions])


class EnteredForm(forms.Form):
    """The first hand."""

    entered_on = forms.DateField(label=_("Ngày nhập trên CSDLQG"), help_text=_("Ví dụ 25/11/2026"))
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=LONGEST_NOTE)


class PublishedForm(forms.Form):
    """The second hand, with what it reads back."""

    published_on = forms.DateField(label=_("Ngày công khai trên CSDLQG"), help_text=_("Ví dụ 25/11/2026"))
    national_code = forms.CharField(
        label=_("Mã đọc lại từ CSDLQG"), required=False, max_length=60, help_text=_("Ví dụ 1.004884")
    )
    national_date = forms.DateField(label=_("Ngày CSDLQG ghi"), required=False)
    picture = forms.FileField(
        label=_("Ảnh màn hình làm bằng chứng"), required=False, help_text=_("PNG, JPG hoặc PDF"), validators=[bounded]
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=LONGEST_NOTE)

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        told = dict(self.cleaned_data)
        upload = told.pop("picture")
        return {**told, "picture": Picture(upload.name, upload.read()) if upload else None}


class CorrectForm(forms.Form):
    """What should have been written, and why it was not."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=LONGEST_NOTE)
    entered_on = forms.DateField(label=_("Ngày nhập trên CSDLQG"))
    published_on = forms.DateField(label=_("Ngày công khai trên CSDLQG"), required=False)
    national_code = forms.CharField(label=_("Mã đọc lại từ CSDLQG"), required=False, max_length=60)
    national_date = forms.DateField(label=_("Ngày CSDLQG ghi"), required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, *args: Any, published: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not published:
            for name in ("published_on", "national_code", "national_date"):
                del self.fields[name]

    def right(self) -> Right:
        """As the act takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return Right(**told)

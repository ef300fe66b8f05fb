"""What people type about dossiers of other systems: files, how they are read, who takes over, who succeeds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.dossiers.rules.foreign.columns import COLUMNS, NEEDED, Layout
from thutuc.dossiers.rules.foreign.words import OFFERED, state
from thutuc.dossiers.rules.terms import Authority, DossierState
from thutuc.web.forms import bounded

Choices = Sequence[tuple[str, Any]]


class UploadForm(forms.Form):
    """A file; nothing of it is a dossier yet."""

    file = forms.FileField(
        label=_("Tệp hồ sơ"),
        help_text=_("Bước này chỉ đọc tiêu đề và trạng thái, chưa ghi hồ sơ nào."),
        max_length=200,
        validators=[bounded],
    )


class LayoutForm(forms.Form):
    """Whose file it is, which column is which part, which of their words is which state."""

    show_optional = False

    source = forms.ChoiceField(label=_("Hệ thống nguồn"), required=False)
    new_source = forms.CharField(
        label=_("Mã nguồn mới"), required=False, max_length=60, help_text=_("Chỉ khi nguồn chưa có. Ví dụ hotich-bo")
    )
    source_name = forms.CharField(label=_("Tên nguồn mới"), required=False, max_length=200)
    authority = forms.ChoiceField(
        label=_("Nguồn mới do ai quản lý"),
        required=False,
        choices=[(each.value, _(each.label)) for each in Authority if each is not Authority.LOCAL],
    )
    name = forms.CharField(label=_("Lưu bảng ghép với tên"), max_length=120, initial=_("Mặc định"))

    def __init__(
        self, *args: Any, headings: Sequence[str], words: Sequence[str], sources: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["source"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", _("Nguồn mới")), *sources]
        columns = [("", _("Không có")), *((text, text) for text in dict.fromkeys(filter(None, headings)))]
        for column in COLUMNS:
            needed = column.key in NEEDED
            label = _(column.heading)
            self.fields[f"part_{column.key}"] = forms.ChoiceField(label=label, required=needed, choices=columns)
        self.words = list(words)
        offered = [("", _("Chưa ghép")), *((each.value, _(each.label)) for each in OFFERED)]
        for place, word in enumerate(self.words):
            guess = state(word)
            field = forms.ChoiceField(label=word, required=False, choices=offered, initial=guess.value if guess else "")
            self.fields[f"state_{place}"] = field

    def parts(self) -> list[forms.BoundField]:
        """The fields of columns."""
        return [self[f"part_{column.key}"] for column in COLUMNS]

    def states(self) -> list[forms.BoundField]:
        """The fields of states."""
        return [self[f"state_{place}"] for place in range(len(self.words))]

    def layout(self, *, header_row: int, sheet: str = "") -> Layout:
        """How the file is to be read."""
        asked = self.cleaned_data
        columns = {column.key: asked[f"part_{column.key}"] for column in COLUMNS if asked[f"part_{column.key}"]}
        said = {word: asked[f"state_{place}"] for place, word in enumerate(self.words) if asked[f"state_{place}"]}
        return Layout(columns, said, sheet, header_row)


def layout_initial(layout: Mapping[str, Any], words: Sequence[str]) -> dict[str, str]:
    """A kept layout as the initial values of the form."""
    states = layout.get("states", {})
    found = {f"part_{key}": heading for key, heading in layout.get("columns", {}).items()}
    return found | {f"state_{place}": states[word] for place, word in enumerate(words) if states.get(word)}


class ListForm(forms.Form):
    """The filter row of dossiers of other systems."""

    show_optional = False

    q = forms.CharField(label=_("Mã, chủ hồ sơ, thủ tục"), required=False, max_length=200)
    nguon = forms.ChoiceField(label=_("Nguồn"), required=False)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("open", _("Đang mở")),
            *((each.value, _(each.label)) for each in DossierState if each is not DossierState.DRAFT),
        ],
    )

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["nguon"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Tất cả")), *sources]


class TakeOverForm(forms.Form):
    """Who takes over; empty fields leave it to the successor of each dossier's agency."""

    show_optional = False

    agency = forms.CharField(
        label=_("Mã cơ quan giải quyết"), required=False, max_length=60, help_text=_("Trống: cơ quan kế thừa nhận.")
    )
    received_by = forms.CharField(
        label=_("Mã Bộ phận Một cửa trả kết quả"),
        required=False,
        max_length=60,
        help_text=_("Trống: nơi giải quyết trả."),
    )
    unit = forms.CharField(label=_("Mã phòng thụ lý"), required=False, max_length=60)
    procedure = forms.CharField(
        label=_("Mã thủ tục của tỉnh"),
        required=False,
        max_length=60,
        help_text=_("Chỉ khi mã thủ tục trong hệ thống cũ không có trong danh mục."),
    )


class SuccessorForm(forms.Form):
    """For each closed unit that has no default successor: who receives its dossiers."""

    def __init__(self, *args: Any, undecided: Sequence[tuple[int, str, Choices]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name, options in undecided:
            key = f"thay_{pk}"
            if options:
                self.fields[key] = forms.ChoiceField(
                    label=name, required=False, choices=[("", _("Chưa quyết định")), *options]
                )
            else:
                help_text = _("Không có đơn vị kế thừa: nhập mã cơ quan đang hoạt động.")
                self.fields[key] = forms.CharField(label=name, required=False, max_length=60, help_text=help_text)

    def codes(self) -> dict[int, str]:
        """Closed unit → code of the agency named."""
        asked = self.cleaned_data
        return {int(key.removeprefix("thay_")): code for key, code in asked.items() if code}

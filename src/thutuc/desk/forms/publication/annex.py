"""Many rows at once: a pasted annex with its check, the bulk move of competence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.rules.annex import AnnexColumn, AnnexTable
from thutuc.catalogue.rules.decisions.terms import OperationKind
from thutuc.catalogue.rules.terms import Level
from thutuc.desk.forms.publication.details import labels
from thutuc.web.forms import bounded

KINDS = (
    OperationKind.NEW,
    OperationKind.AMENDED,
    OperationKind.REPLACED,
    OperationKind.ABOLISHED,
    OperationKind.STANDARDISED,
    OperationKind.LISTING,
)


class AnnexForm(forms.Form):
    """A file, or cells pasted from one."""

    show_optional = False
    tep = forms.FileField(label=_("Tệp phụ lục"), required=False, validators=[bounded])
    dan = forms.CharField(
        label=_("Hoặc dán bảng"),
        required=False,
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chọn cả bảng trong Word hoặc Excel, kể cả dòng tiêu đề, rồi dán vào đây"),
    )
    ma_tep = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class MappingForm(forms.Form):
    """What the columns of one table hold, and what its rows do."""

    show_optional = False
    kieu = forms.ChoiceField(label=_("Thao tác của bảng"), required=False)

    def __init__(self, table: AnnexTable, data: Any = None) -> None:
        super().__init__(data, prefix=f"b{table.number}")
        self.table = table
        by_titles = ("", _("Theo tiêu đề trong bảng"))
        self.fields["kieu"].choices = [by_titles, *labels(KINDS)]  # type: ignore[attr-defined]
        for place, head in enumerate(table.head):
            column = table.columns[place]
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=head or str(place + 1),
                required=False,
                choices=[("", _("Bỏ qua")), *labels(AnnexColumn)],
                initial=column.value if column else "",
            )

    def columns(self) -> list[AnnexColumn | None]:
        """As corrected; without a correction as guessed."""
        if not self.is_bound:
            return list(self.table.columns)
        told = [self.cleaned_data.get(f"c{place}", "") for place in range(len(self.table.head))]
        return [AnnexColumn(value) if value else None for value in told]

    def kind(self) -> OperationKind | None:
        """The kind that a person chose for every row of the table."""
        value = self.cleaned_data.get("kieu") if self.is_bound else ""
        return OperationKind(value) if value else None


class RowForms:
    """Per row: leave it out, or say which procedure it means. Read straight from what was sent."""

    def __init__(self, data: Mapping[str, str] | None) -> None:
        self.data = data or {}

    def is_out(self, key: str) -> bool:
        """The person leaves the row out."""
        return f"bo-{key}" in self.data

    def code(self, key: str) -> str:
        """The code that a person gave to the row."""
        return str(self.data.get(f"ma-{key}", "")).strip()[:60]


class CompetenceForm(forms.Form):
    """Phân định thẩm quyền: from which level to which, to which body."""

    cap_cu = forms.ChoiceField(label=_("Từ cấp"), choices=labels((Level.DISTRICT, Level.PROVINCE, Level.COMMUNE)))
    cap_moi = forms.ChoiceField(label=_("Sang cấp"), choices=labels((Level.COMMUNE, Level.PROVINCE)))
    co_quan_moi = forms.CharField(
        label=_("Cơ quan giải quyết mới"), max_length=500, help_text=_("Ví dụ: Ủy ban nhân dân cấp xã")
    )
    can_cu = forms.CharField(label=_("Văn bản phân định"), required=False, max_length=500)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    co_quan_cu = forms.CharField(label=_("Cơ quan giải quyết hiện nay có chữ"), required=False, max_length=200)

    def __init__(self, *args: Any, sectors: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["linh_vuc"].choices = [("", _("Mọi lĩnh vực")), *sectors]  # type: ignore[attr-defined]

"""What people type about the catalogue: filters, files, mappings, the opening act."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.queries import SectorCount
from thutuc.catalogue.rules.columns import COLUMNS
from thutuc.catalogue.rules.listing import PROVINCE_STATES, ListFilters, ListState
from thutuc.catalogue.rules.terms import CatalogueScope, Level
from thutuc.kernel.text import Labelled
from thutuc.legislation.rules import numbers
from thutuc.web.forms import bounded

NATIONAL_STATES = (ListState.IN_FORCE, ListState.ENDED, ListState.ODD)


def choices(members: Sequence[Labelled]) -> list[tuple[str, Any]]:
    """Codes with their words in the reader's language."""
    return [(member.value, _(member.label)) for member in members]


def offer(field: forms.Field, offered: Sequence[tuple[str, Any]]) -> None:
    """Give a choice its choices."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered


class ListForm(forms.Form):
    """The filter row of the catalogue; nothing in it is obligatory."""

    show_optional = False

    q = forms.CharField(label=_("Tên, mã, quyết định"), required=False, max_length=300)
    danh_muc = forms.ChoiceField(label=_("Danh mục"), required=False)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    cap = forms.ChoiceField(label=_("Cấp thực hiện"), required=False)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), required=False)
    co_quan = forms.CharField(label=_("Cơ quan"), required=False, max_length=200)
    noi_bo = forms.ChoiceField(label=_("Nội bộ"), required=False)
    can_cu = forms.CharField(label=_("Căn cứ"), required=False, max_length=120)

    def __init__(self, *args: Any, sectors: Sequence[SectorCount] = (), national: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("Tất cả"))
        counted = [(sector.slug, f"{sector.name} ({sector.count})") for sector in sectors]
        offer(self.fields["danh_muc"], choices([CatalogueScope.PROVINCE, CatalogueScope.NATIONAL]))
        offer(self.fields["linh_vuc"], [every, *counted])
        offer(self.fields["cap"], [every, *choices(list(Level))])
        offer(self.fields["trang_thai"], choices(NATIONAL_STATES if national else PROVINCE_STATES))
        offer(self.fields["noi_bo"], [every, ("co", _("Chỉ nội bộ")), ("khong", _("Không kể nội bộ"))])
        if national:
            del self.fields["noi_bo"]

    def filters(self) -> ListFilters:
        """What the form asks; a wrong value asks nothing."""
        self.is_valid()
        asked = self.cleaned_data
        level, state, scope = asked.get("cap"), asked.get("trang_thai"), asked.get("danh_muc")
        return ListFilters(
            text=asked.get("q") or "",
            sector=asked.get("linh_vuc") or "",
            level=Level(level) if level else None,
            state=ListState(state) if state else ListState.IN_FORCE,
            agency=asked.get("co_quan") or "",
            internal={"co": True, "khong": False}.get(asked.get("noi_bo") or ""),
            basis=numbers.normalise(asked.get("can_cu") or ""),
            scope=CatalogueScope(scope) if scope else CatalogueScope.PROVINCE,
        )


class FileForm(forms.Form):
    """A file of procedures, tried before anything is written."""

    file = forms.FileField(
        label=_("Tệp thủ tục"),
        help_text=_("Bước này chỉ thử, chưa ghi gì vào danh mục."),
        validators=[bounded],
    )
    mapping = forms.ChoiceField(
        label=_("Bảng ghép cột"), required=False, help_text=_("Chỉ cần cho bảng tính không theo mẫu của hệ thống.")
    )

    def __init__(self, *args: Any, mappings: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["mapping"], [("", _("Không dùng")), *mappings])


class OpeningForm(forms.Form):
    """The opening act."""

    effective_on = forms.DateField(
        label=_("Có hiệu lực từ ngày"), help_text=_("Ngày danh mục ban đầu là của tỉnh. Ví dụ 01/07/2025")
    )
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Số quyết định của Chủ tịch tỉnh, hoặc mã căn cứ pháp lý.")
    )
    levels = forms.MultipleChoiceField(
        label=_("Cấp thực hiện"),
        choices=choices(list(Level)),
        widget=forms.CheckboxSelectMultiple,
        initial=[Level.PROVINCE.value, Level.COMMUNE.value],
    )

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        asked = self.cleaned_data
        return {**asked, "levels": [Level(code) for code in asked["levels"]]}


class SheetForm(forms.Form):
    """A spreadsheet whose columns are to be mapped."""

    file = forms.FileField(
        label=_("Bảng tính mẫu"), help_text=_("Chỉ đọc dòng tiêu đề, không lưu tệp."), validators=[bounded]
    )
    sheet = forms.CharField(label=_("Trang tính"), required=False, max_length=120, help_text=_("Trống là trang đầu."))
    header_row = forms.IntegerField(label=_("Dòng tiêu đề"), min_value=1, max_value=100, initial=1)


def part_field(key: str) -> str:
    """The field of a part in a mapping: the mapping has a name of its own."""
    return f"part_{key}"


class MappingForm(forms.Form):
    """Which heading is which part."""

    name = forms.CharField(label=_("Tên bảng ghép cột"), max_length=120)
    sheet = forms.CharField(label=_("Trang tính"), required=False, max_length=120, help_text=_("Trống là trang đầu."))
    header_row = forms.IntegerField(label=_("Dòng tiêu đề"), min_value=1, max_value=100, initial=1)

    def __init__(self, *args: Any, headings: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Không có")), *((text, text) for text in dict.fromkeys(filter(None, headings)))]
        for column in COLUMNS:
            needed = column.key == "code"
            if headings:
                field: forms.Field = forms.ChoiceField(label=_(column.heading), required=needed, choices=offered)
            else:
                field = forms.CharField(label=_(column.heading), required=needed, max_length=300)
            self.fields[part_field(column.key)] = field

    def columns(self) -> dict[str, str]:
        """Part → heading, of what was filled."""
        return {column.key: self.cleaned_data.get(part_field(column.key), "") for column in COLUMNS}


class AliasForm(forms.Form):
    """Which agency a name means."""

    key = forms.CharField(widget=forms.HiddenInput)
    agency = forms.CharField(label=_("Mã cơ quan"), required=False, max_length=60)

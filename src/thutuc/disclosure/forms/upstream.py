"""What people type about the ministries' publications."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thutuc.catalogue.readers.ministry import citations, rows_of_text
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails, codes_of
from thutuc.catalogue.rules.decisions.ministry_columns import BY_KEY, COLUMNS, DECISION_KEYS
from thutuc.catalogue.rules.decisions.terms import SightingState
from thutuc.disclosure.queries.watch import WatchFilters
from thutuc.disclosure.rules.chain_limits import Fault
from thutuc.disclosure.rules.watch_terms import CaseKind
from thutuc.kernel.text import tidy
from thutuc.web.forms import bounded

DAY_HELP = _("Ví dụ 23/11/2026")
EVERY = ("", _("Tất cả"))
FAULTS = (Fault.OWN, Fault.UPSTREAM, Fault.NONE)


def offer(field: forms.Field, offered: Sequence[tuple[str, Any]]) -> None:
    """Give a choice its choices."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = offered


class WatchForm(forms.Form):
    """The filter row of the watch; its names stand in the address."""

    is_filter = True
    show_optional = False

    loai = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Số, trích yếu"), required=False, max_length=200)
    bo = forms.ChoiceField(label=_("Bộ, ngành"), required=False)
    co_quan = forms.ChoiceField(label=_("Cơ quan của tỉnh"), required=False)
    loi = forms.ChoiceField(label=_("Chậm do ai"), required=False)

    def offer(self, ministries: Sequence[str], agencies: Sequence[tuple[str, str]]) -> None:
        """The ministries and agencies that own a case today."""
        offer(self.fields["bo"], [EVERY, *((name, name) for name in ministries)])
        offer(self.fields["co_quan"], [EVERY, *agencies])
        offer(self.fields["loi"], [EVERY, *((fault.value, gettext(fault.label)) for fault in FAULTS)])

    def filters(self) -> WatchFilters:
        """What the address asks; a wrong value asks nothing."""
        given = {name: tidy(str(self.data.get(name, ""))) for name in self.fields}
        return WatchFilters(
            kind=CaseKind(given["loai"]) if given["loai"] in CaseKind.__members__.values() else None,
            ministry=given["bo"],
            agency=given["co_quan"],
            fault=Fault(given["loi"]) if given["loi"] in Fault.__members__.values() else None,
            text=given["q"][:200],
        )


class RegisterForm(forms.Form):
    """The filter row of the register of ministries' decisions."""

    is_filter = True
    show_optional = False

    q = forms.CharField(label=_("Số, trích yếu, bộ"), required=False, max_length=200)
    nam = forms.IntegerField(label=_("Năm ký"), required=False, min_value=1990, max_value=2100)
    den = forms.ChoiceField(label=_("Đã gửi tỉnh"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["den"], [EVERY, ("roi", _("Đã đến")), ("chua", _("Chưa đến"))])

    def chosen(self) -> dict[str, Any]:
        """The filters for `ministry_decisions`."""
        self.is_valid()
        given = self.cleaned_data
        arrived = {"roi": True, "chua": False}.get(given.get("den") or "")
        return {"text": given.get("q") or "", "year": given.get("nam"), "arrived": arrived}


class DecisionFields(forms.Form):
    """What every decision of a ministry has."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=120, help_text=_("Ví dụ 1904/QĐ-BTP"))
    issuer = forms.CharField(label=_("Bộ, cơ quan ban hành"), max_length=300)
    title = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    signed_on = forms.DateField(label=_("Ngày ký"), help_text=DAY_HELP)
    effective_on = forms.DateField(
        label=_("Ngày hiệu lực"), required=False, help_text=_("Hạn tính theo ngày hiệu lực của văn bản quy định.")
    )
    is_shortened = forms.BooleanField(label=_("Theo văn bản ban hành rút gọn"), required=False)
    documents = forms.CharField(
        label=_("Văn bản quy định thủ tục"),
        required=False,
        max_length=4000,
        help_text=_("Mỗi số, ký hiệu một dòng, ví dụ 04/2020/TT-BTP. Văn bản chưa có trong sổ sẽ được thêm."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    arrived_on = forms.DateField(
        label=_("Ngày đến"), required=False, help_text=_("Để trống nếu bộ chưa gửi, mới thấy trên mạng.")
    )
    register_number = forms.CharField(label=_("Số đến"), required=False, max_length=60)

    def details(self, **more: Any) -> MinistryDetails:
        """What was typed, as rules want it."""
        given = self.cleaned_data
        return MinistryDetails(
            number=tidy(given["number"]),
            issuer=tidy(given["issuer"]),
            title=tidy(given["title"]),
            signed_on=given["signed_on"],
            effective_on=given["effective_on"],
            is_shortened=given["is_shortened"],
            arrived_on=given["arrived_on"],
            register_number=tidy(given["register_number"]),
            documents=citations(given["documents"]),
            **more,
        )


class MinistryForm(DecisionFields):
    """One decision with its procedures, typed or pasted."""

    rows = forms.CharField(
        label=_("Thủ tục trong quyết định"),
        required=False,
        max_length=200_000,
        help_text=_(
            "Mỗi thủ tục một dòng: mã; Mới, Sửa đổi, Thay thế hoặc Bãi bỏ; tên. "
            "Dán được từ bảng tính. Tên để trống thì lấy theo mã."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def told(self) -> MinistryDetails:
        """The whole decision; lines that say no kind are refused with their number."""
        return self.details(rows=rows_of_text(self.cleaned_data["rows"]), note=self.cleaned_data["note"])


class ImportForm(DecisionFields):
    """A file of decisions; what the file does not say is typed beside it."""

    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Bước này chỉ thử, chưa ghi gì vào sổ."),
        validators=[bounded],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name == "file"
        for column in COLUMNS:
            if column.key not in DECISION_KEYS or column.key == "number":
                label = _("Cột của «%(part)s»") % {"part": gettext(column.heading)}
                self.fields[f"cot_{column.key}"] = forms.CharField(label=label, required=False, max_length=120)

    def columns(self) -> dict[str, str]:
        """The headings of the foreign sheet, by part."""
        return {key: tidy(self.cleaned_data.get(f"cot_{key}") or "") for key in BY_KEY}

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields of the decision."""
        return [self[name] for name in DecisionFields.base_fields]

    @property
    def mapping(self) -> list[forms.BoundField]:
        """The fields of the columns."""
        return [self[name] for name in self.fields if name.startswith("cot_")]


class KeptForm(forms.Form):
    """What was tried, sealed, to be taken in as it was shown."""

    noi_dung = forms.CharField(widget=forms.HiddenInput)


class ArrivalForm(forms.Form):
    """When a decision reached us."""

    arrived_on = forms.DateField(label=_("Ngày đến"), help_text=DAY_HELP)
    register_number = forms.CharField(label=_("Số đến"), max_length=60, help_text=_("Theo sổ văn bản đến."))


class SightingForm(forms.Form):
    """What was seen of a decision on the national database."""

    state = forms.ChoiceField(label=_("Trên Cơ sở dữ liệu quốc gia"), widget=forms.RadioSelect)
    seen_on = forms.DateField(label=_("Ngày xem"), help_text=DAY_HELP)
    listed_on = forms.DateField(
        label=_("Ngày đăng tải"), required=False, help_text=_("Nếu Cơ sở dữ liệu quốc gia có ghi.")
    )
    missing = forms.MultipleChoiceField(
        label=_("Thủ tục còn thiếu"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["state"], [(code, gettext(label)) for code, label in SightingState.pairs()])
        offer(self.fields["missing"], items)
        if not items:
            del self.fields["missing"]


class AssessmentForm(forms.Form):
    """What a person found in a legal document."""

    ket_luan = forms.ChoiceField(label=_("Văn bản này"), widget=forms.RadioSelect)
    touches = forms.CharField(
        label=_("Mã thủ tục"),
        required=False,
        max_length=20_000,
        help_text=_("Mỗi mã một dòng. Đã điền sẵn các thủ tục có căn cứ liên quan."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    brings_new = forms.BooleanField(label=_("Có thủ tục mới, chưa có mã"), required=False)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["ket_luan"],
            [("cham", _("Có làm thay đổi thủ tục hành chính")), ("khong", _("Không liên quan thủ tục nào"))],
        )

    def clean(self) -> dict[str, Any]:
        """«Touches none» and a list of codes do not go together."""
        given: dict[str, Any] = super().clean() or {}
        codes = codes_of(given.get("touches") or "")
        if given.get("ket_luan") == "cham" and not codes and not given.get("brings_new"):
            self.add_error("touches", _("Ghi mã thủ tục, hoặc chọn «Có thủ tục mới»."))
        return given

    def found(self) -> dict[str, Any]:
        """Arguments for the service."""
        given = self.cleaned_data
        none = given["ket_luan"] == "khong"
        return {
            "touches": () if none else codes_of(given["touches"]),
            "brings_new": False if none else given["brings_new"],
            "note": given["note"],
        }


class ReminderForm(forms.Form):
    """A letter that was sent."""

    to = forms.CharField(label=_("Gửi đến"), max_length=300)
    number = forms.CharField(label=_("Số công văn"), required=False, max_length=120)
    sent_on = forms.DateField(label=_("Ngày gửi"), help_text=DAY_HELP)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

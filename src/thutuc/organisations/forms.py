"""What may be typed about areas and agencies."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from thutuc.kernel.text import Labelled
from thutuc.organisations import queries
from thutuc.organisations.rules.kinds import AgencyKind, AgencyLevel, AreaLevel
from thutuc.organisations.services import NewAgency
from thutuc.web import words


def choices_of(states: type[Labelled], empty: str) -> list[tuple[str, str]]:
    """The members of an enumeration in the reader's language, after an empty choice."""
    return [("", empty), *((code, _(label)) for code, label in states.pairs())]


class _AsOf(forms.Form):
    """A list as of a day; the address says everything, and nothing said means today."""

    is_filter = True
    q = forms.CharField(required=False, max_length=100)
    on = forms.DateField(required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        told = data.copy()
        if not told.get("on"):
            told["on"] = words.day(today)
        super().__init__(told)
        self.today = today
        self.fields["q"].label = _("Tìm tên hoặc mã")
        self.fields["on"].label = _("Tính đến ngày")
        self.fields["on"].error_messages["invalid"] = _("Nhập ngày như 01/07/2025")
        self.fields["on"].widget.attrs.update(size=10, inputmode="numeric")

    def value(self, name: str) -> Any:
        """What was asked for, or nothing; nonsense is nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def day(self) -> date:
        """The day asked for, today when none or nonsense was."""
        asked: date | None = self.value("on")
        return asked or self.today

    @property
    def text(self) -> str:
        return self.value("q") or ""


class AgencyFilter(_AsOf):
    """Lọc cơ quan, đơn vị."""

    kind = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["kind"].label, self.fields["level"].label = _("Loại"), _("Cấp")
        self.fields["kind"].choices = choices_of(AgencyKind, _("Tất cả"))  # type: ignore[attr-defined]
        self.fields["level"].choices = choices_of(AgencyLevel, _("Tất cả"))  # type: ignore[attr-defined]

    @property
    def is_searching(self) -> bool:
        """A flat list of what is asked for, instead of the tree."""
        return bool(self.text or self.value("kind") or self.value("level"))

    @property
    def kind_asked(self) -> AgencyKind | None:
        return AgencyKind(self.value("kind")) if self.value("kind") else None

    @property
    def level_asked(self) -> AgencyLevel | None:
        return AgencyLevel(self.value("level")) if self.value("level") else None


class AreaFilter(_AsOf):
    """Lọc đơn vị hành chính."""

    level = forms.ChoiceField(required=False)
    province = forms.CharField(required=False, max_length=10)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["level"].label, self.fields["province"].label = _("Cấp"), _("Mã tỉnh")
        self.fields["province"].widget.attrs.update(size=4, inputmode="numeric")
        self.fields["level"].choices = choices_of(AreaLevel, _("Tất cả"))  # type: ignore[attr-defined]

    @property
    def level_asked(self) -> AreaLevel | None:
        return AreaLevel(self.value("level")) if self.value("level") else None


class AgencyForm(forms.Form):
    """Thêm cơ quan, đơn vị."""

    code = forms.SlugField(max_length=60)
    name = forms.CharField(max_length=300)
    short_name = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField()
    level = forms.ChoiceField()
    start = forms.DateField()
    parent = forms.ChoiceField(required=False)
    identity_code = forms.CharField(max_length=40, required=False)
    phone = forms.CharField(max_length=60, required=False)
    address = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "code": (_("Mã trong hệ thống"), _("Chữ thường không dấu và gạch nối, ví dụ so-y-te")),
            "name": (_("Tên đầy đủ"), ""),
            "short_name": (_("Tên gọi ngắn"), ""),
            "kind": (_("Loại"), ""),
            "level": (_("Cấp"), ""),
            "start": (_("Hoạt động từ ngày"), _("Ví dụ 01/07/2025")),
            "parent": (_("Trực thuộc"), ""),
            "identity_code": (_("Mã định danh"), _("Ví dụ H99.15")),
            "phone": (_("Điện thoại"), ""),
            "address": (_("Địa chỉ"), ""),
        }
        for name, (label, hint) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
            self.fields[name].error_messages["required"] = _("Nhập «%(label)s»") % {"label": label}
        self.fields["kind"].choices = choices_of(AgencyKind, _("Chọn loại"))  # type: ignore[attr-defined]
        self.fields["level"].choices = choices_of(AgencyLevel, _("Chọn cấp"))  # type: ignore[attr-defined]
        self.fields["parent"].choices = parent_choices(today)  # type: ignore[attr-defined]

    def told(self) -> NewAgency:
        """What the service is told."""
        data = self.cleaned_data
        named = ("code", "name", "short_name", "start", "identity_code", "phone", "address")
        told = {name: data[name] for name in named}
        return NewAgency(kind=AgencyKind(data["kind"]), level=AgencyLevel(data["level"]), **told)


class MoveForm(forms.Form):
    """Chuyển nơi trực thuộc."""

    parent = forms.ChoiceField()
    on = forms.DateField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].label, self.fields["on"].label = _("Trực thuộc mới"), _("Từ ngày")
        self.fields["parent"].error_messages["required"] = _("Chọn nơi trực thuộc mới")
        self.fields["on"].help_text = _("Ví dụ 01/07/2025. Các ngày trước giữ nguyên nơi cũ.")
        self.fields["on"].error_messages["required"] = _("Nhập ngày bắt đầu trực thuộc nơi mới")
        self.fields["parent"].choices = parent_choices(today)  # type: ignore[attr-defined]


class ContactsForm(forms.Form):
    """Địa chỉ, điện thoại, thư điện tử, trang thông tin."""

    address = forms.CharField(max_length=400, required=False)
    phone = forms.CharField(max_length=60, required=False)
    email = forms.EmailField(required=False)
    website = forms.URLField(required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label, self.fields["phone"].label = _("Địa chỉ"), _("Điện thoại")
        self.fields["email"].label, self.fields["website"].label = _("Thư điện tử"), _("Trang thông tin")


class DecisionForm(forms.Form):
    """Quyết định về một đơn vị bị chia hoặc không rõ nguồn."""

    decision = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        field.label = _("Quyết định")
        field.help_text = _("Đơn vị nào tiếp nhận phần nào, theo văn bản nào.")
        field.error_messages["required"] = _("Ghi quyết định")


def parent_choices(on: date) -> list[tuple[str, str]]:
    """Agencies of the day, by code."""
    rows = queries.agencies_in_force(on=on).values_list("code", "name")
    return [("", _("Chọn cơ quan")), *rows]

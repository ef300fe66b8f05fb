"""Keeping people and posts."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from thutuc.accounts.rules import policies
from thutuc.accounts.rules.policies import Appointment
from thutuc.accounts.rules.roles import Role
from thutuc.accounts.services import NewPerson
from thutuc.kernel.actor import Actor
from thutuc.organisations.forms import parent_choices
from thutuc.web import words


class PeopleFilter(forms.Form):
    """Tìm người dùng."""

    is_filter = True
    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["q"].label, self.fields["role"].label = _("Tìm tên, thư điện tử"), _("Vai trò")
        choices = [("", _("Tất cả")), *((code, _(label)) for code, label in Role.pairs())]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q") or ""

    @property
    def role_asked(self) -> Role | None:
        role = self.cleaned_data.get("role")
        return Role(role) if role else None


class AsOfForm(forms.Form):
    """A page as of a day."""

    is_filter = True
    on = forms.DateField(required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        told = data.copy()
        if not told.get("on"):
            told["on"] = words.day(today)
        super().__init__(told)
        self.today = today
        self.fields["on"].label = _("Tính đến ngày")
        self.fields["on"].error_messages["invalid"] = _("Nhập ngày như 01/07/2025")
        self.fields["on"].widget.attrs.update(size=10, inputmode="numeric")

    @property
    def day(self) -> date:
        """The day asked for, today when none or nonsense was."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.today


class PersonForm(forms.Form):
    """Thêm người dùng: they set their password from the letter that the page offers to send."""

    full_name = forms.CharField(max_length=120)
    email = forms.EmailField()
    phone = forms.CharField(max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(self, full_name=_("Họ và tên"), email=_("Thư điện tử công vụ"), phone=_("Điện thoại"))
        self.fields["email"].help_text = _("Dùng để đăng nhập và đặt mật khẩu.")
        self.fields["email"].error_messages["invalid"] = _("Nhập thư điện tử như ten@coquan.gov.vn")

    def told(self) -> NewPerson:
        """What the service is told."""
        return NewPerson(**{name: self.cleaned_data[name] for name in ("email", "full_name", "phone")})


class EditPersonForm(forms.Form):
    """Sửa họ tên, điện thoại."""

    full_name = forms.CharField(max_length=120)
    phone = forms.CharField(max_length=30, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(self, full_name=_("Họ và tên"), phone=_("Điện thoại"))


class AppointForm(forms.Form):
    """Giao vai trò ở một đơn vị."""

    role = forms.ChoiceField()
    agency = forms.ChoiceField()
    start = forms.DateField()
    end = forms.DateField(required=False)
    title = forms.CharField(max_length=200, required=False)
    decision_number = forms.CharField(max_length=80, required=False)
    decided_on = forms.DateField(required=False)
    share_of_time = forms.IntegerField(required=False, min_value=1, max_value=100)
    other_duties = forms.CharField(max_length=300, required=False)
    phone = forms.CharField(max_length=30, required=False)
    email = forms.EmailField(required=False)
    is_leader_in_charge = forms.BooleanField(required=False)

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(
            self,
            role=_("Vai trò"),
            agency=_("Đơn vị"),
            start=_("Từ ngày"),
            end=_("Thôi giữ từ ngày"),
            title=_("Chức vụ"),
            decision_number=_("Số quyết định"),
            decided_on=_("Ngày quyết định"),
            share_of_time=_("Phần thời gian dành cho việc này (%)"),
            other_duties=_("Việc kiêm nhiệm khác"),
            phone=_("Điện thoại liên hệ"),
            email=_("Thư điện tử liên hệ"),
            is_leader_in_charge=_("Là lãnh đạo phụ trách"),
        )
        self.fields["start"].help_text = _("Ví dụ 25/11/2026")
        self.fields["decision_number"].help_text = _("Bắt buộc với cán bộ đầu mối, kèm ngày quyết định.")
        self.fields["end"].help_text = _("Bỏ trống nếu chưa có thời hạn.")
        allowed = policies.appointable(by)
        roles = [(role.value, _(role.label)) for role in Role if role in allowed]
        self.fields["role"].choices = [("", _("Chọn vai trò")), *roles]  # type: ignore[attr-defined]
        self.fields["agency"].choices = parent_choices(today)  # type: ignore[attr-defined]

    def told(self) -> Appointment:
        """What the service is told."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "agency"}
        return Appointment(**{**data, "role": Role(data["role"])})


class EndPostForm(forms.Form):
    """Cho thôi giữ vai trò."""

    on = forms.DateField()
    reason = forms.CharField(max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(self, on=_("Thôi giữ từ ngày"), reason=_("Lý do"))
        self.fields["on"].help_text = _("Từ ngày này không còn quyền truy cập. Ví dụ 01/12/2026")


def label_fields(form: forms.BaseForm, **labels: str) -> None:
    """Labels, and what a required field says when it is empty."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        words = _("Chọn «%(label)s»") if isinstance(field, forms.ChoiceField) else _("Nhập «%(label)s»")
        field.error_messages["required"] = words % {"label": label}

"""Making and revoking keys of the programming interface."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thutuc.accounts.forms.people import label_fields


class KeyForm(forms.Form):
    """Tạo khóa truy cập: for which account, which system uses it, until which day."""

    name = forms.CharField(max_length=120)
    person = forms.EmailField()
    start = forms.DateField()
    last = forms.DateField()
    code = forms.RegexField(r"^[0-9a-f]{10}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(
            self,
            name=_("Hệ thống dùng khóa"),
            person=_("Thư điện tử của tài khoản"),
            start=_("Từ ngày"),
            last=_("Đến hết ngày"),
        )
        self.fields["name"].help_text = _("Ví dụ: Phần mềm chuyên ngành của Sở Xây dựng.")
        self.fields["person"].help_text = _("Khóa có đúng các quyền của tài khoản này. Nên là tài khoản riêng.")
        self.fields["person"].error_messages["invalid"] = _("Nhập thư điện tử như ten@coquan.gov.vn")
        self.fields["last"].help_text = _("Nhiều nhất hai năm.")
        for name in ("start", "last"):
            self.fields[name].error_messages["invalid"] = _("Nhập ngày như 25/11/2026")
            self.fields[name].widget.attrs.update(size=10, inputmode="numeric")


class RevokeKeyForm(forms.Form):
    """Thu hồi khóa."""

    reason = forms.CharField(max_length=300, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_fields(self, reason=_("Lý do"))

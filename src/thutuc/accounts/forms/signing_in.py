"""allauth's forms in the words of this office; named in settings (ACCOUNT_FORMS, MFA_FORMS)."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext as _


def _say(form: forms.BaseForm, **labels: str) -> None:
    """Labels in words, no placeholder in their stead, no hint that repeats a link."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


class SignIn(account.LoginForm):
    """Đăng nhập."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _say(self, login=_("Thư điện tử"), password=_("Mật khẩu"))
        self.fields["login"].error_messages["required"] = _("Nhập thư điện tử")
        self.fields["login"].error_messages["invalid"] = _("Nhập thư điện tử như ten@coquan.gov.vn")
        self.fields["password"].error_messages["required"] = _("Nhập mật khẩu")

    def clean(self) -> Any:
        """A shared office machine remembers nobody: the session ends with the browser."""
        cleaned = super().clean()
        self.cleaned_data["remember"] = False
        return cleaned


class Reauthenticate(account.ReauthenticateForm):
    """Xác nhận bằng mật khẩu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("Mật khẩu"))


class ChangePassword(account.ChangePasswordForm):
    """Đổi mật khẩu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self, oldpassword=_("Mật khẩu đang dùng"), password1=_("Mật khẩu mới"), password2=_("Nhập lại mật khẩu mới")
        )
        self.fields["password1"].help_text = _("Ít nhất 12 ký tự. Một câu dễ nhớ thì tốt hơn một từ khó.")


class SetPassword(account.SetPasswordForm):
    """Đặt mật khẩu lần đầu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("Mật khẩu mới"), password2=_("Nhập lại mật khẩu mới"))


class ResetPassword(account.ResetPasswordForm):
    """Quên mật khẩu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("Thư điện tử"))


class ResetPasswordByKey(account.ResetPasswordKeyForm):
    """Đặt mật khẩu mới từ thư."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("Mật khẩu mới"), password2=_("Nhập lại mật khẩu mới"))


class SecondStep(mfa.AuthenticateForm):
    """Mã xác thực khi đăng nhập."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Mã xác thực"))


class SecondStepAgain(mfa.ReauthenticateForm):
    """Mã xác thực khi xác nhận lại."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Mã xác thực"))


class ActivateApp(totp.ActivateTOTPForm):
    """Bật ứng dụng xác thực."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Sáu số trong ứng dụng"))


class AddKey(webauthn.AddWebAuthnForm):
    """Thêm khóa bảo mật."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("Tên khóa"), passwordless=_("Cho phép đăng nhập chỉ bằng khóa này, không cần mật khẩu"))
        self.fields["name"].required = False


class RenameKey(webauthn.EditWebAuthnForm):
    """Đổi tên khóa."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("Tên khóa"))

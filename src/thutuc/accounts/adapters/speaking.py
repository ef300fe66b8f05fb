"""How allauth speaks: its sentences in the words of this office. The mail goes out by `notifications.adapters`."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SpeaksToOfficers(DefaultAccountAdapter):
    """Accounts are made by an administrator; every refusal says what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Tài khoản đã khóa. Liên hệ quản trị hệ thống."),
        "email_password_mismatch": gettext_lazy("Thư điện tử hoặc mật khẩu chưa đúng. Nhập lại."),
        "enter_current_password": gettext_lazy("Mật khẩu đang dùng chưa đúng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng. Nhập mã mới nhất trong ứng dụng."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng. Nhập lại."),
        "invalid_login": gettext_lazy("Thư điện tử hoặc mật khẩu chưa đúng. Nhập lại."),
        "invalid_password_reset": gettext_lazy("Liên kết không còn dùng được. Xin liên kết khác."),
        "too_many_login_attempts": gettext_lazy("Sai quá nhiều lần. Đợi năm phút rồi thử lại, hoặc đặt lại mật khẩu."),
        "unknown_email": gettext_lazy("Địa chỉ này chưa có tài khoản."),
        "same_as_current": gettext_lazy("Mật khẩu mới phải khác mật khẩu đang dùng."),
        "rate_limited": gettext_lazy("Quá nhiều lần thử. Đợi vài phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step in the words of this office."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("Không tắt được bước xác thực thứ hai."),
        "cannot_generate_recovery_codes": gettext_lazy("Bật ứng dụng xác thực hoặc thêm khóa trước đã."),
        "incorrect_code": gettext_lazy("Mã chưa đúng. Nhập mã mới nhất trong ứng dụng."),
        "unverified_email": gettext_lazy("Cần xác nhận thư điện tử trước khi bật bước thứ hai."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a key is called when nobody names it."""
        return _("Khóa chính") if not user.authenticator_set.filter(type=type).exists() else _("Khóa dự phòng")

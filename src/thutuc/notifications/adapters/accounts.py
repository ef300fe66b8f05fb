"""The sign-in library's adapter: no sign-up, mails in Vietnamese, every mail through the outbox."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from thutuc.accounts.adapters import SpeaksToOfficers
from thutuc.kernel.actor import Actor
from thutuc.notifications import services
from thutuc.notifications.rules.messages import Channel
from thutuc.web import clock

CODES = {
    "login_code": _("Mã đăng nhập"),
    "password_reset_code": _("Mã đặt lại mật khẩu"),
    "email_confirmation": _("Mã xác nhận thư điện tử"),
    "email_confirmation_signup": _("Mã xác nhận thư điện tử"),
}
CHANGES = {
    "email_confirm": _("Thư điện tử của tài khoản đã được xác nhận"),
    "email_changed": _("Thư điện tử của tài khoản đã được thay đổi"),
    "email_deleted": _("Một thư điện tử của tài khoản đã được bỏ"),
    "password_changed": _("Mật khẩu của tài khoản đã được thay đổi"),
    "password_set": _("Mật khẩu của tài khoản đã được đặt"),
    "password_reset": _("Mật khẩu của tài khoản đã được đặt lại"),
    "recovery_codes_generated": _("Bộ mã dự phòng mới đã được tạo"),
    "totp_activated": _("Ứng dụng xác thực đã được bật"),
    "totp_deactivated": _("Ứng dụng xác thực đã được tắt"),
    "webauthn_added": _("Một khóa đăng nhập (passkey) đã được thêm"),
    "webauthn_removed": _("Một khóa đăng nhập (passkey) đã được bỏ"),
}
OTHERS = {
    "password_reset_key": _("Đặt lại mật khẩu"),
    "unknown_account": _("Thư điện tử này chưa có tài khoản"),
    "account_already_exists": _("Tài khoản đã có"),
}
"""Every mail of the library: its name and its subject."""


class AccountAdapter(SpeaksToOfficers):
    """Officers are entered by the system administrator: nobody signs up by themselves."""

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """One of our own three templates; a mail that the library adds later keeps its own words."""
        name = template_prefix.rpartition("/")[2]
        found = next(((template, mails[name]) for template, mails in _TEMPLATES if name in mails), None)
        if found is None:
            return super().render_mail(template_prefix, email, context, headers)
        template, title = found
        known = {**context, "title": title, "name": name, "site": settings.SITE, "site_url": settings.SITE_URL}
        body = render_to_string(f"notifications/mail/{template or name}.txt", known).strip() + "\n"
        to = [email] if isinstance(email, str) else email
        return EmailMessage(f"{title} – {settings.SITE['name']}", body, to=to, headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox; the text may hold a code or a key and is forgotten once it has left."""
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        services.queue(
            kind=f"accounts.{template_prefix.rpartition('/')[2]}",
            to=email,
            subject=str(mail.subject),
            body=str(mail.body),
            channel=Channel.EMAIL,
            secret=True,
            by=Actor.system("accounts"),
            at=clock.now(),
        )


_TEMPLATES = (("code", CODES), ("change", CHANGES), ("", OTHERS))

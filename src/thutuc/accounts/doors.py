"""Sign-in and one's own account: allauth's views under Vietnamese addresses. Nobody signs up by themselves."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

_PASSWORDS = [
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("dat-mat-khau/", account.password_set, name="account_set_password"),
    path("quen-mat-khau/", account.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("quen-mat-khau/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

_KEYS = [
    path("", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("xac-nhan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("dang-nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("<int:pk>/go/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("<int:pk>/doi-ten/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]

_SECOND_STEP = [
    path("", mfa.index, name="mfa_index"),
    path("xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    path("xac-nhan-bang-ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ung-dung-xac-thuc/", totp.activate_totp, name="mfa_activate_totp"),
    path("ung-dung-xac-thuc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tao/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ma-du-phong/tai-ve/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("khoa/", include(_KEYS)),
]

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/bi-khoa/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/dang-ky/", account.signup, name="account_signup"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/phien/", sessions.list_usersessions, name="usersessions_list"),
    path("tai-khoan/", include(_PASSWORDS)),
    path("tai-khoan/", include(_SECOND_STEP)),
]

"""Sign-in, second step, lock-out, sessions: every page in Vietnamese, every statement counted."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts import factories
from thutuc.accounts.models import Person
from thutuc.accounts.rules.roles import Role
from thutuc.notifications import jobs
from thutuc.notifications.models import Message

pytestmark = pytest.mark.django_db
MINE = ["tai-khoan/", "tai-khoan/mat-khau/", "tai-khoan/khoa/", "tai-khoan/phien/"]
NEEDS_PROOF = ["tai-khoan/ung-dung-xac-thuc/", "tai-khoan/khoa/them/"]
OPEN = ["dang-nhap/", "tai-khoan/quen-mat-khau/", "tai-khoan/quen-mat-khau/da-gui/", "tai-khoan/bi-khoa/"]
ENGLISH = ("Sign In", "Sign Out", "Password", "password", "Authenticator", "Security", "Sessions", "Remember")


@pytest.fixture(autouse=True)
def _no_old_attempts() -> None:
    cache.clear()


@pytest.fixture
def clerk() -> Person:
    return factories.officer(Role.CLERK)


def sign_in(client: Client, person: Person, password: str = factories.PASSWORD) -> Any:
    return client.post("/dang-nhap/", {"login": person.email, "password": password})


def main_of(response: Any) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_an_officer_signs_in_with_the_address_in_any_case(client: Client, clerk: Person) -> None:
    answer = client.post("/dang-nhap/", {"login": clerk.email.upper(), "password": factories.PASSWORD})

    assert answer.status_code == 302
    assert answer.url == "/ban-lam-viec/"


def test_a_wrong_password_is_told_in_words_and_keeps_the_address(client: Client, clerk: Person) -> None:
    answer = sign_in(client, clerk, "sai")

    assert "Thư điện tử hoặc mật khẩu chưa đúng" in main_of(answer)
    assert clerk.email in main_of(answer)


def test_five_wrong_passwords_lock_the_account_for_a_while(client: Client, clerk: Person) -> None:
    for _attempt in range(5):
        sign_in(client, clerk, "sai")

    answer = sign_in(client, clerk)

    assert answer.status_code == 200
    assert "Đợi năm phút" in main_of(answer)


def test_a_closed_account_does_not_sign_in(client: Client, clerk: Person) -> None:
    Person.objects.filter(pk=clerk.pk).update(is_active=False)

    answer = sign_in(client, clerk)

    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 302}


def test_nobody_signs_up(client: Client) -> None:
    answer = client.get("/tai-khoan/dang-ky/")

    assert "do quản trị hệ thống cấp" in main_of(answer)
    client.post("/tai-khoan/dang-ky/", {"email": "la@anlac.example", "password1": factories.PASSWORD})
    assert not Person.objects.exists()


@pytest.mark.parametrize("path", OPEN)
def test_pages_before_signing_in_speak_vietnamese(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")

    assert answer.status_code == 200
    assert not [word for word in ENGLISH if word in _visible(main_of(answer))]


@pytest.mark.parametrize("path", MINE)
def test_pages_of_ones_own_account_speak_vietnamese(client: Client, clerk: Person, path: str) -> None:
    sign_in(client, clerk)

    answer = client.get(f"/{path}")

    assert answer.status_code == 200
    assert not [word for word in ENGLISH if word in _visible(main_of(answer))]


@pytest.mark.parametrize("path", NEEDS_PROOF)
def test_a_second_step_is_added_after_the_password_is_given_again(client: Client, clerk: Person, path: str) -> None:
    sign_in(client, clerk)

    asked = client.get(f"/{path}")
    question = client.get(asked.url)
    page = client.post(asked.url, {"password": factories.PASSWORD}, follow=True)

    assert "Xác nhận đúng là bạn" in main_of(question)
    assert page.request["PATH_INFO"] == f"/{path}"
    assert not [word for word in ENGLISH if word in _visible(main_of(question) + main_of(page))]


@pytest.mark.parametrize("path", [*MINE, *NEEDS_PROOF])
def test_a_stranger_is_sent_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")

    assert answer.status_code == 302
    assert answer.url.startswith("/dang-nhap/")


def test_with_an_authenticator_app_the_password_is_not_enough(client: Client, clerk: Person) -> None:
    totp.TOTP.activate(clerk, totp.generate_totp_secret())

    answer = sign_in(client, clerk)

    assert answer.url.startswith("/tai-khoan/xac-thuc/")
    assert "_auth_user_id" not in client.session
    page = client.get(answer.url)
    assert "Nhập mã xác thực" in main_of(page)
    wrong = client.post(answer.url, {"code": "000000"})
    assert "Mã chưa đúng" in main_of(wrong)

    secret = Authenticator.objects.get(user=clerk).wrap()
    code = totp.format_hotp_value(totp.hotp_value(_secret(secret), next(iter(totp.yield_hotp_counters_from_time()))))
    done = client.post(answer.url, {"code": code})
    assert done.url == "/ban-lam-viec/"
    assert "_auth_user_id" in client.session


def test_ones_own_account_tells_how_many_recovery_codes_are_left(client: Client, clerk: Person) -> None:
    totp.TOTP.activate(clerk, totp.generate_totp_secret())
    RecoveryCodes.activate(clerk)
    client.force_login(clerk)

    page = main_of(client.get("/tai-khoan/"))

    assert "Còn 10 mã chưa dùng" in page
    assert "Đang bật" in page


def test_other_machines_are_signed_out_from_the_list(clerk: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, clerk)
    sign_in(elsewhere, clerk)

    page = here.get("/tai-khoan/phien/")
    assert "Máy này" in main_of(page)
    here.post("/tai-khoan/phien/")

    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302


def test_a_forgotten_password_is_set_again_by_a_letter_in_vietnamese(
    client: Client, clerk: Person, mailoutbox: list[Any]
) -> None:
    client.post("/tai-khoan/quen-mat-khau/", {"email": clerk.email})

    jobs.send(Message.objects.get().pk)
    body = mailoutbox[0].body
    assert "đặt lại mật khẩu" in body
    link = next(word for word in body.split() if word.startswith("http"))
    page = client.get(link, follow=True)
    new = "mot-mat-khau-khac-dai-hon"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    clerk.refresh_from_db()
    assert clerk.check_password(new)


def test_asking_for_an_unknown_address_tells_nothing_on_the_page(client: Client, clerk: Person) -> None:
    known = client.post("/tai-khoan/quen-mat-khau/", {"email": clerk.email}, follow=True)
    unknown = client.post("/tai-khoan/quen-mat-khau/", {"email": "khong.co@anlac.example"}, follow=True)

    assert main_of(known) == main_of(unknown)


def test_a_page_without_a_session_asks_nothing_of_the_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        answer = client.get("/tai-khoan/bi-khoa/")

    assert answer.status_code == 200
    assert len(statements) == 0


def test_the_actor_costs_three_statements_with_the_session(client: Client, clerk: Person) -> None:
    sign_in(client, clerk)

    with CaptureQueriesContext(connection) as statements:
        answer = client.get("/health/live")
        assert answer.wsgi_request.actor.roles == {Role.CLERK}

    assert len(statements) <= 3


def test_ones_own_account_stands_in_the_shell_of_the_office(client: Client, clerk: Person) -> None:
    sign_in(client, clerk)

    page = client.get("/tai-khoan/").content.decode()

    assert "Đăng xuất" in page
    assert "/ban-lam-viec/dau-moi/" in page


def _visible(text: str) -> str:
    import re

    return re.sub(r"<[^>]*>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.S))


def _secret(authenticator: Any) -> str:
    from allauth.mfa.utils import decrypt

    return decrypt(authenticator.instance.data["secret"])


def test_who_is_signed_in_and_what_they_may_do_costs_three_statements(
    client: Client, clerk: Person, django_assert_num_queries: Any
) -> None:
    client.force_login(clerk)
    other = Client()
    other.cookies["sessionid"] = client.cookies["sessionid"].value

    with django_assert_num_queries(3 + 1):
        assert client.get("/ban-lam-viec/thay-the/them/").status_code == 302
    assert other.get("/ban-lam-viec/thay-the/them/").url.endswith("/nguoi-thay/")

    client.post("/dang-xuat/")
    assert other.get("/ban-lam-viec/thay-the/them/").url.startswith("/dang-nhap/")

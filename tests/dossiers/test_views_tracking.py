"""A citizen follows a dossier with code and secret; a stranger learns nothing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizens import NOW, STRANGER, asked, plain, shown, today
from tests.dossiers.factories import PAPER_WRONG, Ward, moment
from thutuc.dossiers import services
from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries import links, tracking

__all__ = ["today"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_code_and_secret_are_typed_as_people_type_them(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    code, secret = f" {dossier.code.lower()[:6]} {dossier.code[6:]} ".replace("-", "–"), dossier.secret.lower()

    answer = client.post("/tra-cuu/", {"ma": code, "so": f"{secret[:4]}-{secret[4:]}"})

    assert answer.headers["Location"] == f"/tra-cuu/ho-so/{dossier.key}/"


def test_the_qr_code_of_the_receipt_leads_to_an_address_without_the_secret(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")

    answer = client.get(links.tracking_link(dossier).removeprefix("http://testserver"), follow=True)

    assert answer.status_code == 200
    assert dossier.secret not in answer.request["PATH_INFO"]
    assert "Hồ sơ đã được tiếp nhận" in answer.content.decode()
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "same-origin")


def test_a_guess_learns_nothing(client: Client, ward: Ward, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    typed = {"ma": dossier.code, "so": "23456789"}

    def ask() -> tuple[int, bytes, list[str]]:
        with django_assert_num_queries(1):
            answer = client.post("/tra-cuu/", typed, **STRANGER)
        return answer.status_code, plain(answer.content), sorted(answer.headers)

    wrong_secret = ask()
    Dossier.objects.filter(pk=dossier.pk).update(code="H14.16-261118-7777")
    no_such_code = ask()
    assert wrong_secret == no_such_code
    assert wrong_secret[0] == 422
    assert dossier.procedure_name.encode() not in wrong_secret[1]


def test_no_part_of_a_code_or_secret_is_enough(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")

    for code, secret in (
        (dossier.code, "ABCDEFGH"),
        (dossier.code, dossier.secret[:7]),
        (dossier.code, f"{dossier.secret}2"),
        ("H14.16.1-261118-9999", dossier.secret),
        (dossier.code[:-1], dossier.secret),
    ):
        assert tracking.look_up(code, secret) is None
    assert tracking.look_up(dossier.key.upper(), dossier.secret) == dossier.key


def test_the_page_of_a_dossier_is_locked_alike_whether_it_exists_or_not(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")

    real = client.get(f"/tra-cuu/ho-so/{dossier.key}/")
    none = client.get("/tra-cuu/ho-so/0000000000000000/")

    assert (real.status_code, plain(real.content).replace(dossier.key.encode(), b"0" * 16)) == (
        none.status_code,
        plain(none.content),
    )
    assert real.status_code == 403


def test_after_some_wrong_guesses_it_is_time_to_wait_even_with_the_right_secret(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    for _ in range(10):
        assert client.post("/tra-cuu/", {"ma": dossier.code, "so": "23456789"}, **STRANGER).status_code == 422

    blocked = client.post("/tra-cuu/", {"ma": dossier.code, "so": dossier.secret}, **STRANGER)
    elsewhere = client.post("/tra-cuu/", {"ma": dossier.code, "so": dossier.secret}, REMOTE_ADDR="203.0.113.10")

    assert blocked.status_code == 429
    assert blocked.headers["Retry-After"]
    assert "trang này nghỉ" in blocked.content.decode()
    assert elsewhere.status_code == 302


def test_a_code_is_guarded_against_many_addresses(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    for number in range(20):
        client.post("/tra-cuu/", {"ma": dossier.code, "so": "23456789"}, REMOTE_ADDR=f"203.0.113.{number}")

    answer = client.post("/tra-cuu/", {"ma": dossier.code, "so": "23456789"}, REMOTE_ADDR="203.0.113.99")

    assert answer.status_code == 429


def test_a_dossier_without_a_secret_is_opened_by_nobody(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    Dossier.objects.filter(pk=dossier.pk).update(secret="")

    assert tracking.look_up(dossier.code, "") is None
    assert tracking.look_up(dossier.code, "--------") is None
    assert tracking.look_up("", "") is None


def test_the_proof_is_of_one_browser_and_can_be_given_back(client: Client, ward: Ward) -> None:
    first, second = ward.accepted("2026-11-18 09:00"), ward.accepted("2026-11-18 09:05")
    address = shown(client, first)
    other = shown(client, second)

    assert client.get(address).status_code == client.get(other).status_code == 200
    assert Client().get(address).status_code == 403
    client.cookies["ho-so"] = f"{first.key}:1:forged"
    assert client.get(address).status_code == 403
    shown(client, first)
    client.post("/tra-cuu/dong/")
    assert client.get(address).status_code == 403


# -- the page ---


def test_the_page_tells_whose_turn_what_to_do_and_why_this_day_and_names_nobody(
    client: Client, ward: Ward, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = asked(ward)
    address = shown(client, dossier)
    client.get(address)

    with django_assert_max_num_queries(4):
        page = client.get(address).content.decode()

    assert "<h1>Hồ sơ đang chờ một giấy tờ</h1>" in page
    assert "Người nộp hồ sơ" in page
    assert "Chậm nhất 30/11/2026" in page
    assert PAPER_WRONG.words in page
    assert "Nộp bản bổ sung" in page
    assert "Được yêu cầu bổ sung" in page
    assert "Vì sao hẹn trả ngày" in page
    assert "Nếu bổ sung ngày khác" in page
    for secret in ("Huỳnh Ngọc Ẩn", "049170004318", "0905123112", "an@example.vn", "Tổ 14", ward.specialist.name):
        assert secret not in page


def test_where_a_law_lets_the_limit_run_on_the_page_says_so(client: Client, ward: Ward) -> None:
    dossier = ward.handled("2026-11-18 09:00")
    Dossier.objects.filter(pk=dossier.pk).update(policy="none")
    dossier = services.request_supplement(
        dossier=ward.again(dossier),
        grounds=[PAPER_WRONG],
        reason="Ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.specialist,
        at=moment("2026-11-20 15:05"),
    )

    page = client.get(shown(client, dossier)).content.decode()

    assert "Thời hạn vẫn tính trong lúc chờ" in page
    assert "Hôm nay" in page
    assert "Nếu bổ sung trong hôm nay" not in page


def test_a_history_costs_no_statement(
    client: Client, ward: Ward, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = ward.handled("2026-11-18 09:00")
    for minute in range(0, 40, 2):
        at = moment("2026-11-20 09:00") + timedelta(minutes=minute)
        dossier = services.move(dossier=dossier, code="submit_for_review", by=ward.specialist, at=at)
        dossier = services.move(
            dossier=dossier, code="recall", by=ward.specialist, at=at + timedelta(minutes=1), reason=""
        )

    address = shown(client, dossier)
    client.get(address)
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200


def test_a_late_dossier_says_so_first_and_what_is_owed(client: Client, ward: Ward) -> None:
    dossier = ward.handled("2026-11-02 09:00")
    address = shown(client, dossier)
    silent = client.get(address).content.decode()
    assert "Kết quả đang chậm" in silent
    assert "phải xin lỗi bằng văn bản" in silent

    services.apologise(
        dossier=dossier,
        reason="Chờ ý kiến của Sở Xây dựng.",
        new_due_on=date(2026, 11, 30),
        signer="Võ Thị Mười",
        signer_title="Chủ tịch",
        by=ward.head,
        at=NOW - timedelta(hours=1),
    )
    page = client.get(address).content.decode()
    assert "đã xin lỗi và hẹn lại ngày 30/11/2026" in page
    assert "Chờ ý kiến của Sở Xây dựng." in page
    assert "Hẹn lại, trước là" in page


def test_the_english_page_is_english(client: Client, ward: Ward) -> None:
    address = shown(client, asked(ward))

    page = client.get(f"/en{address}").content.decode()

    assert "Why is the result due on" in page
    assert "Nộp bản bổ sung" not in page


# -- acts ---

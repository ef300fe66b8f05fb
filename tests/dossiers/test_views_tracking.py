"""A citizen follows a dossier with code and secret, and acts on it; a stranger learns nothing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import icalendar
import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers import factories
from tests.dossiers.factories import PAPER_WRONG, Ward, moment
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import services
from thutuc.dossiers.models import Dossier, Follower, Notice, ResultDocument, UnlistedDemand
from thutuc.dossiers.queries import links, tracking
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.files.models import FileUse
from thutuc.files.services import store
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.notifications.models import Message
from thutuc.web import clock

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-25 09:00")
STRANGER = {"REMOTE_ADDR": "203.0.113.9"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    caches["default"].clear()
    yield
    caches["default"].clear()


def asked(ward: Ward) -> Dossier:
    """A dossier that waits for one paper."""
    dossier = ward.handled("2026-11-18 09:00")
    return services.request_supplement(
        dossier=dossier,
        grounds=[PAPER_WRONG],
        reason="Ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.specialist,
        at=moment("2026-11-20 15:05"),
    )


def shown(client: Client, dossier: Dossier) -> str:
    """The address of the page after code and secret were typed; the browser holds the proof."""
    answer = client.post("/tra-cuu/", {"ma": dossier.code or dossier.key, "so": dossier.secret}, **STRANGER)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def plain(content: bytes) -> bytes:
    """A page without the token that differs in every answer, whoever asks."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)


# -- look-up ---


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


def test_papers_are_sent_with_the_secret_once(client: Client, ward: Ward) -> None:
    dossier = asked(ward)
    address = f"{shown(client, dossier)}bo-sung/"

    empty = client.post(address, {"words": ""})
    lying = client.post(address, {"tep": SimpleUploadedFile("anh.pdf", PNG)})
    assert empty.status_code == lying.status_code == 422
    assert "Chọn tệp muốn nộp" in empty.content.decode()
    assert not FileUse.objects.exists()

    sent = client.post(address, {"tep": SimpleUploadedFile("anh.png", PNG), "words": "Ảnh mới"}, follow=True)

    assert "Đã nhận phần bổ sung, đang chờ xem" in sent.content.decode()
    notice = Notice.objects.get(dossier=dossier, kind="supplement")
    assert notice.sent_at == NOW
    assert FileUse.objects.get().owner == f"dossiers.Notice:{notice.pk}"
    assert JournalEntry.objects.filter(code="dossier.send_supplement", actor=f"applicant:{dossier.key}").exists()
    assert client.post(address, {"words": "thêm"}).status_code == 302


def test_a_dossier_that_is_not_accepted_yet_is_completed_the_same_way(client: Client, ward: Ward) -> None:
    intake = ward.intake(channel=Channel.ONLINE)
    dossier = services.register(intake=intake, by=ward.counter, at=moment("2026-11-23 09:00"))
    dossier = services.guide(
        dossier=dossier,
        grounds=[PAPER_WRONG],
        reason="Ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.counter,
        at=moment("2026-11-23 10:00"),
    )
    address = shown(client, dossier)
    assert "thời hạn chưa tính" in client.get(address).content.decode()

    page = client.post(f"{address}bo-sung/", {"words": "Ảnh mới gửi qua bưu điện"}, follow=True).content.decode()

    assert "Hồ sơ đã nộp, đang chờ xem giấy tờ" in page
    assert "Đã nộp phần hoàn thiện" in page
    done = client.post(f"{address}rut/", {"reason": "Thôi không làm", "chac": "co"}, follow=True).content.decode()
    assert "<h1>Hồ sơ đã rút</h1>" in done


def test_words_outlive_a_proof_that_ran_out(client: Client, ward: Ward) -> None:
    dossier = asked(ward)
    locked = client.post(f"/tra-cuu/ho-so/{dossier.key}/bo-sung/", {"words": "Ảnh đã chụp lại"})
    assert locked.status_code == 403
    assert "Ảnh đã chụp lại" in locked.content.decode()

    typed = {"ma": dossier.code, "so": dossier.secret, "words": "Ảnh đã chụp lại", "viec": "words"}
    back = client.post("/tra-cuu/", typed)

    assert back.status_code == 200
    assert "Ảnh đã chụp lại</textarea>" in back.content.decode()


def test_a_withdrawal_is_asked_twice_and_then_decided_by_the_office(client: Client, ward: Ward) -> None:
    dossier = ward.handled("2026-11-20 09:00")
    address = f"{shown(client, dossier)}rut/"

    assert client.post(address, {"reason": ""}).status_code == 422
    sure = client.post(address, {"reason": "Không bán nữa"})
    assert "Chắc chắn rút hồ sơ?" in sure.content.decode()
    dossier.refresh_from_db()
    assert dossier.state == "in_process"

    done = client.post(address, {"reason": "Không bán nữa", "chac": "co"}, follow=True)
    assert "Đã đề nghị rút hồ sơ, đang chờ trả lời" in done.content.decode()
    assert "Không bán nữa" not in done.content.decode()


def test_a_demand_beyond_the_list_is_reported_in_one_tap_and_once(client: Client, ward: Ward) -> None:
    dossier = asked(ward)
    address = shown(client, dossier)

    page = client.post(f"{address}ngoai-danh-muc/", follow=True)
    client.post(f"{address}ngoai-danh-muc/")

    demand = UnlistedDemand.objects.get()
    assert (demand.by_whom, demand.by) == ("applicant", f"applicant:{dossier.key}")
    assert PAPER_WRONG.words in demand.words
    assert "Đã báo: giấy này không có trong danh mục" in page.content.decode()


def test_the_result_is_downloaded_with_the_proof_only_and_on_record(client: Client, ward: Ward) -> None:
    dossier = ward.finished(ward.handled("2026-11-18 09:00"), "2026-11-20 09:00")
    other = ward.finished(ward.handled("2026-11-18 09:30"), "2026-11-20 09:30")
    by = Actor.system("test")
    for each in (dossier, other):
        result = ResultDocument.objects.get(dossier=each)
        store(
            PNG + each.key.encode(), name="giay-phep.png", owner=f"dossiers.ResultDocument:{result.pk}", by=by, at=NOW
        )
    mine, theirs = FileUse.objects.order_by("pk")
    address = f"{shown(client, dossier)}ket-qua/"

    page = client.get(address).content.decode()
    assert "Giấy phép bán hoa" in page
    assert f"{address}{mine.code}" in page
    file = client.get(f"{address}{mine.code}")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.getvalue() == PNG + dossier.key.encode()
    assert JournalEntry.objects.filter(code="files.read", actor=f"applicant:{dossier.key}").count() == 1
    assert client.get(f"{address}{theirs.code}").status_code == 404
    assert Client().get(f"{address}{mine.code}").status_code == 403
    assert client.get(f"/tep/{mine.code}").status_code == 404


def test_a_mailbox_is_told_after_it_confirmed(client: Client, ward: Ward) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    page = client.post(f"{shown(client, dossier)}nhan-tin/", {"email": "ban@example.vn", "consent": "on"})
    row, mail = Follower.objects.get(), Message.objects.filter(kind="dossier.confirm").get()
    assert "Mở hộp thư của ông bà" in page.content.decode()
    assert links.follower_link(row.key) in mail.body

    address = f"/tra-cuu/nhan-tin/{row.key}/"
    assert "Xác nhận nhận tin" in Client().get(address).content.decode()
    Client().post(address, {"viec": "xac-nhan"})
    dossier.refresh_from_db()
    assert dossier.followed
    assert "Đã thôi nhận tin" in Client().post(address, {"viec": "thoi"}, follow=True).content.decode()


# -- calendars and papers ---


def test_the_calendar_holds_the_days_and_nothing_of_the_person_or_the_matter(client: Client, ward: Ward) -> None:
    dossier = asked(ward)

    answer = client.get(links.calendar_link(dossier).removeprefix("http://testserver"))

    book = icalendar.Calendar.from_ical(answer.content)
    events = [(str(each["summary"]), each["dtstart"].dt) for each in book.walk("VEVENT")]
    assert events == [(f"Hạn nộp bổ sung hồ sơ {dossier.code}", date(2026, 11, 30))]
    assert dossier.procedure_name not in answer.content.decode()
    assert client.get(f"/tra-cuu/lich/{dossier.key}-000000000000.ics").status_code == 404


def test_every_printed_paper_says_what_it_is_worth_to_anybody(
    client: Client, ward: Ward, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = ward.accepted("2026-11-18 09:00")
    receipt = links.paper_link(dossier, PaperKind.RECEIPT).removeprefix("http://testserver")
    with django_assert_max_num_queries(4):
        page = client.get(receipt).content.decode()
    assert "Giấy thật, còn giá trị" in page
    assert str(dossier.code) in page
    assert dossier.owner_name not in page

    dossier = asked(ward)
    request = links.paper_link(dossier, PaperKind.SUPPLEMENT).removeprefix("http://testserver")
    assert "còn giá trị" in client.get(request).content.decode()
    services.send_supplement(dossier=dossier, words="Đủ", by=ward.counter, at=NOW)
    assert "việc trên giấy đã xong" in client.get(request).content.decode()

    forged = client.get(f"{request[:-2]}0/")
    assert forged.status_code == 404
    assert "Không có giấy này" in forged.content.decode()
    assert factories.CODE not in forged.content.decode()

"""A citizen acts on a dossier with code and secret: papers, withdrawal, reports, results, messages."""

from datetime import date

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers import factories
from tests.dossiers.citizens import NOW, PNG, asked, shown, today
from tests.dossiers.factories import PAPER_WRONG, Ward, moment
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers import services
from thutuc.dossiers.models import Follower, Notice, ResultDocument, UnlistedDemand
from thutuc.dossiers.queries import links
from thutuc.dossiers.rules.papers import PaperKind
from thutuc.files.models import FileUse
from thutuc.files.services import store
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.notifications.models import Message

__all__ = ["today"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


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

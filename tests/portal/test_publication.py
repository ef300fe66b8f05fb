"""Công bố, công khai: figures, decisions, past days, feeds, mails to who follows."""

import re
from datetime import timedelta

import icalendar
import pytest
from defusedxml import ElementTree
from django.core import mail
from django.test import Client

from tests.catalogue.decisions import brought_to
from tests.conftest import NOW
from tests.disclosure import changes as made
from tests.disclosure.changes import CODE, Story, amended, at, record, stands
from thutuc.catalogue import services
from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.disclosure import jobs
from thutuc.disclosure.models import Subscription, SubscriptionNotice
from thutuc.disclosure.queries import news
from thutuc.disclosure.rules.subscriptions import Topic
from thutuc.disclosure.services import following
from thutuc.journal.models import JournalEntry
from thutuc.kernel.actor import Actor
from thutuc.notifications.models import Message

pytestmark = pytest.mark.django_db
ADDRESS = "lan@example.vn"
ANYBODY = Actor.anonymous()


@pytest.fixture
def story() -> Story:
    return made.story()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_has_one_heading_and_its_language(client: Client, story: Story, prefix: str) -> None:
    code = story.decision.code
    for address in (
        *("/cong-bo/", f"/cong-bo/thay-doi/{code}/", f"/cong-bo/thay-doi/{code}.1/", "/cong-bo/quyet-dinh/"),
        *(f"/cong-bo/quyet-dinh/{code}/", "/cong-bo/ngay-truoc/", "/cong-bo/ngay-truoc/?ngay=20/10/2026&don-vi=xa-1"),
        *("/cong-bo/ngay-truoc/?ngay=31/02/2026&don-vi=zz", "/cong-bo/theo-doi/", "/cong-bo/theo-doi/da-gui/"),
        *(f"/cong-bo/theo-doi/?thu-tuc={CODE}", "/cong-bo/theo-doi/?linh-vuc=ho-tich", "/cong-bo/theo-doi/?thu-tuc=9"),
    ):
        text = page(client, prefix + address)
        assert len(re.findall(r"<h1[ >]", text)) == 1, address
        assert f'<html lang="{"en" if prefix else "vi"}">' in text
        assert " style=" not in text
    for address in (
        "/cong-bo/thay-doi/DT-1/",
        "/cong-bo/quyet-dinh/x/",
        "/cong-bo/theo-doi/x/",
        "/linh-vuc/x/thay-doi.atom",
    ):
        page(client, prefix + address, 404)


def test_the_line_of_a_change_reads_as_its_picture(client: Client, story: Story) -> None:
    text = page(client, f"/cong-bo/thay-doi/{story.decision.code}/")

    assert "Chậm 27\u00a0ngày." in text
    assert "Trễ 22 ngày" in text
    assert "Trễ do chờ Bộ" in text
    assert "Bộ Tư pháp" in text
    assert "2 nơi thay bảng trễ 1 đến 7 ngày" in text


def test_a_decision_says_since_when_it_is_known_and_what_it_changes(client: Client, story: Story) -> None:
    stands("1.000002")
    changed = amended("1.000002")
    late = made.services.record_signed(
        details=made.details(story.department, title="Công bố muộn", effective_on=at(2026, 10, 12).date()),
        operations=[changed],
        signature=made.signature("500/QĐ-UBND", signed_on=at(2026, 10, 12).date()),
        by=made.SYSTEM,
        at=NOW,
    ).decision

    text = page(client, f"/cong-bo/quyet-dinh/{late.code}/")

    assert "Có hiệu lực từ 12/10/2026, hệ thống biết từ 25/11/2026." in text
    assert "/thu-tuc/1.000002" in text
    assert "hệ thống biết từ" in page(client, "/thu-tuc/1.000002")
    assert "hệ thống biết từ" not in page(client, f"/cong-bo/quyet-dinh/{story.decision.code}/")


def test_a_decision_and_the_one_that_takes_it_back_lead_to_each_other(client: Client, story: Story) -> None:
    told = made.details(story.department, title="Hủy bỏ", effective_on=at(2026, 12, 1).date())
    draft = services.draft_reversal(of=story.decision, details=told, by=made.SYSTEM, at=NOW)
    back = brought_to(DecisionState.SIGNING, draft)
    signed = made.signature("501/QĐ-UBND", signed_on=NOW.date())
    services.sign_decision(decision=back, signature=signed, by=made.SYSTEM, at=NOW)

    first, second = f"/cong-bo/quyet-dinh/{story.decision.code}/", f"/cong-bo/quyet-dinh/{back.code}/"

    assert "bị Quyết định 501/QĐ-UBND hủy bỏ từ 01/12/2026" in page(client, first)
    assert second in page(client, first)
    assert first in page(client, second)
    assert "Đã bị hủy bỏ" in page(client, "/cong-bo/quyet-dinh/")


def test_a_past_day_shows_the_list_the_portal_and_the_wall_of_a_unit(client: Client, story: Story) -> None:
    before = page(client, "/cong-bo/ngay-truoc/?ngay=11/10/2026&don-vi=xa-1")
    between = page(client, "/cong-bo/ngay-truoc/?ngay=18/10/2026&don-vi=xa-1")

    assert "Đăng ký khai sinh ở nơi bất kỳ" not in before
    assert "Đăng ký khai sinh ở nơi bất kỳ" in between
    assert "1 nơi, từ 16/10/2026" in between


@pytest.mark.usefixtures("day_of_the_story")
def test_the_file_has_the_size_that_the_page_says(client: Client, story: Story) -> None:
    answer = client.get("/cong-bo/tu-luat-den-bang.csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "05/10/2026" in lines[1]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_feeds_and_calendars_tell_the_same_changes(client: Client, story: Story) -> None:
    for address in ("/cong-bo", f"/thu-tuc/{CODE}", "/linh-vuc/ho-tich"):
        feed = ElementTree.fromstring(client.get(f"{address}/thay-doi.atom").content)
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == [
            "Sửa đổi: Đăng ký khai sinh ở nơi bất kỳ"
        ]
        book = icalendar.Calendar.from_ical(client.get(f"{address}/hieu-luc.ics").content)
        (event,) = book.walk("VEVENT")
        assert event.decoded("dtstart") == at(2026, 10, 12).date()
    assert b"<entry>" not in client.get("/thu-tuc/1.009999/thay-doi.atom").content


def ask(client: Client, address: str = ADDRESS, query: str = f"?thu-tuc={CODE}") -> None:
    answer = client.post(f"/cong-bo/theo-doi/{query}", {"email": address, "consent": "on"})
    assert (answer.status_code, answer.url) == (302, "/cong-bo/theo-doi/da-gui/")


def test_a_mailbox_follows_only_after_its_owner_confirmed(client: Client, story: Story) -> None:
    ask(client)
    ask(client)
    row = Subscription.objects.get()
    link = f"/cong-bo/theo-doi/{row.key}/"

    assert Message.objects.count() == 1
    assert link in Message.objects.get().body
    assert "Xác nhận" in page(client, link)
    row.refresh_from_db()
    assert row.state == "asked"
    client.post(link, {"viec": "xac-nhan"})
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert ADDRESS not in str(list(JournalEntry.objects.values_list("details", "subject", "actor")))


def test_wrong_addresses_and_missing_consent_are_told_in_place(client: Client, story: Story) -> None:
    answer = client.post("/cong-bo/theo-doi/", {"email": "khong phai thu"})

    assert answer.status_code == 422
    assert not Subscription.objects.exists()


def test_each_decision_is_told_once_and_every_mail_says_how_to_stop(client: Client, story: Story) -> None:
    ask(client)
    row = following.confirm(subscription=Subscription.objects.get(), by=ANYBODY, at=at(2026, 10, 30))
    Message.objects.all().update(state="sent", sent_at=NOW, address="", body="")
    jobs.tell_followers()
    assert not SubscriptionNotice.objects.exists()
    again = amended(name="Đăng ký khai sinh trực tuyến")
    record(story.department, again, moment=at(2026, 11, 2), number="440/QĐ-UBND")

    jobs.tell_followers()
    jobs.tell_followers()

    (message,) = Message.objects.filter(kind="disclosure.changed")
    assert message.address == ADDRESS
    assert "Sửa đổi: Đăng ký khai sinh trực tuyến" in message.body
    assert f"http://testserver/cong-bo/theo-doi/{row.key}/" in message.body
    assert SubscriptionNotice.objects.count() == 1
    assert mail.outbox == []


def test_whoever_ends_is_forgotten_at_once(client: Client, story: Story) -> None:
    ask(client, query="")
    row = Subscription.objects.get()
    link = f"/en/cong-bo/theo-doi/{row.key}/"

    client.post(link, {"viec": "thoi"})

    row.refresh_from_db()
    assert (row.state, row.address) == ("ended", "")
    page(client, link)
    record(story.department, amended(name="Tên khác"), moment=at(2026, 11, 2), number="440/QĐ-UBND")
    assert news.owed(on=NOW.date(), at=NOW) == []


def test_what_nobody_confirms_in_a_week_is_forgotten(client: Client, story: Story) -> None:
    ask(client)
    asked = Subscription.objects.get().mailed_at

    assert news.waiting(at=asked + timedelta(days=6)) == []
    (row,) = news.waiting(at=asked + timedelta(days=8))
    assert row.topic == Topic.PROCEDURE

"""The life of a dossier through the office interface alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.api.office import BEYOND, COMPLETE, HANDED, OWNER, RESULT, WRONG, Hand, hand
from tests.dossiers import factories
from tests.dossiers.factories import CODE
from thutuc.accounts.rules.roles import Role
from thutuc.dossiers.models import DossierEvent
from thutuc.dossiers.rules import states
from thutuc.journal.models import JournalEntry

pytestmark = pytest.mark.django_db


class Hands:
    """Everybody of the ward, by a key of their own."""

    def __init__(self) -> None:
        self.ward = factories.ward()
        self.counter, self.head = hand(Role.COUNTER_OFFICER), hand(Role.UNIT_HEAD)
        self.specialist, self.signer, self.clerk = hand(Role.SPECIALIST), hand(Role.SIGNER), hand(Role.CLERK)
        self.control, self.adviser = hand(Role.CONTROL_OFFICER), hand(Role.COORDINATOR)

    def new(self, **changes: Any) -> str:
        """A dossier accepted at the counter."""
        body = {"procedure": CODE, "owner": OWNER, "move": "accept", "checks": COMPLETE, **changes}
        answer = self.counter.post("/dossiers", body)
        assert answer.status_code == 201, answer.content.decode()
        return str(answer.json()["key"])

    def in_hand(self) -> str:
        """Accepted and with the specialist."""
        key = self.new()
        self.counter.move(key, "hand_over", unit=self.ward.division.code)
        self.specialist.move(key, "take")
        return key


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Hands]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Hands()
        transaction.set_rollback(True)


@pytest.fixture
def hands(made: Hands, db: None, settings: Any) -> Hands:
    settings.AS_OF = "2026-11-26"
    return made


def test_from_the_portal_to_the_result_with_guidance_consultation_and_supplement(hands: Hands, settings: Any) -> None:
    counter, head, specialist = hands.counter, hands.head, hands.specialist
    told = counter.post("/dossiers", {"procedure": CODE, "channel": "online", "owner": OWNER}).json()
    key = told["key"]
    assert (told["state"], told["national_state"], told["code"]) == ("submitted", "1", None)

    told = counter.move(key, "guide", grounds=[WRONG], reason="Chưa đủ", due_on="2026-11-30")
    assert (told["state"], told["national_state"]) == ("intake_supplement", "5")
    counter.move(key, "send_again", words="Ảnh mới")
    told = counter.move(key, "accept", checks=COMPLETE)
    assert (told["national_state"], told["promised_on"]) == ("2", "2026-12-03")
    counter.move(key, "hand_over", unit=hands.ward.division.code)
    handler = head.get(f"/dossiers/{key}/handlers").json()["items"]
    code = next(each["code"] for each in handler if each["name"] == hands.ward.specialist.name)
    head.move(key, "assign", person=code)

    asked = {"question": "Có ý kiến gì không?", "due_at": "2026-11-30T17:00:00+07:00"}
    specialist.move(key, "consult", agencies=[hands.ward.asked.code], **asked)
    assert specialist.refused(key, "conclude") == {"consult.waiting"}
    question = hands.adviser.get(f"/dossiers/{key}").json()["consultations"][0]["key"]
    assert specialist.post(f"/consultations/{question}/reminders").json()["revision"] == 2
    answer = hands.adviser.post(f"/consultations/{question}/answer", {"opinion": "agrees"})
    assert answer.json()["state"] == "answered"
    specialist.move(key, "conclude")

    told = specialist.move(key, "request_supplement", grounds=[WRONG], reason="Ảnh chưa rõ", due_on="2026-12-05")
    assert told["national_state"] == "5"
    counter.move(key, "send_supplement", words="Đã chụp lại")
    told = counter.move(key, "restart")
    assert (told["state"], told["promised_on"]) == ("accepted", "2026-12-03")
    counter.move(key, "hand_over", unit=hands.ward.division.code)
    specialist.move(key, "take")
    specialist.move(key, "submit_for_review")
    head.move(key, "submit_for_signature")
    hands.signer.move(key, "sign")
    told = hands.clerk.move(key, "issue", result={**RESULT, "issued_on": "2026-11-26"})
    assert (told["state"], told["outcome"]) == ("result_ready", "granted")
    told = counter.move(key, "deliver", handed=HANDED)

    assert told["national_state"] == "10"
    whole = counter.get(f"/dossiers/{told['code']}").json()
    assert [each["code"] for each in whole["events"]][:4] == ["submit", "guide", "send_again", "accept"]
    assert whole["moves"] == []
    through = JournalEntry.objects.filter(code="dossier.sign").latest("pk").details["through"]
    assert through == f"key:{hands.signer.token.split('.')[0]}"


def test_late_with_apology(hands: Hands, settings: Any) -> None:
    key = hands.in_hand()
    settings.AS_OF = "2026-12-04"

    late = hands.specialist.get("/dossiers", queue="late").json()["items"]
    assert [each["key"] for each in late] == [key]
    whole = hands.specialist.get(f"/dossiers/{key}").json()
    assert whole["clock"]["standing"] == "late"
    assert [day["mark"] for day in whole["clock"]["days"]].count("counted") == 5
    assert hands.head.refused(key, "apologise", reason="Chậm", new_due_on="2026-12-02") >= {"apology.day"}
    told = hands.head.move(key, "apologise", reason="Thiếu người", new_due_on="2026-12-09", signer="Võ Thị Mười")

    assert told["appointed_at"].startswith("2026-12-09")
    assert told["due_at"].startswith("2026-12-03")


def test_withdrawal_asked_and_granted(hands: Hands) -> None:
    key = hands.in_hand()

    assert hands.counter.refused(key, "request_withdrawal") == {"move.needs"}
    told = hands.counter.move(key, "request_withdrawal", reason="Không làm nữa")
    assert told["national_state"] == "4"
    told = hands.signer.move(key, "grant_withdrawal", reason="Theo đề nghị")

    assert (told["state"], told["national_state"], told["outcome"]) == ("withdrawn", "7", "withdrawn")


def test_a_refusal_cites_its_ground_and_a_paper_beyond_the_list_is_a_demand(hands: Hands) -> None:
    key = hands.counter.post("/dossiers", {"procedure": CODE, "owner": OWNER}).json()["key"]

    assert hands.counter.refused(key, "refuse", grounds=[BEYOND], reason="Thiếu") >= {"ground.unlisted"}
    assert hands.counter.refused(key, "refuse", grounds=[], reason="Thiếu") == {"ground.none"}
    demand = hands.counter.post(f"/dossiers/{key}/demands", {"words": "Đã hỏi thêm hộ khẩu"})
    assert demand.status_code == 200
    answered = hands.control.post(f"/demands/{demand.json()['key']}/answer", {"answer": "Đã nhắc"})
    assert answered.json()["state"] == "answered"
    ground = {"kind": "not_competent", "words": "Nộp ở Sở Xây dựng, số 3 đường Hòa Bình."}
    told = hands.counter.move(key, "refuse", grounds=[ground], reason="Không thuộc thẩm quyền")

    assert (told["state"], told["outcome"]) == ("rejected", "not_accepted")


def test_the_same_request_twice_makes_one_act_and_gets_one_answer(hands: Hands) -> None:
    body = {"procedure": CODE, "owner": OWNER, "move": "accept", "checks": COMPLETE}
    first = hands.counter.post("/dossiers", body, Idempotency_Key="phieu-1")
    again = hands.counter.post("/dossiers", body, Idempotency_Key="phieu-1")
    other = hands.counter.post("/dossiers", {**body, "title": "khác"}, Idempotency_Key="phieu-1")

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert {each["code"] for each in other.json()["errors"]} == {"request.key_reused"}
    path = f"/dossiers/{first.json()['key']}/moves/hand_over"
    moved = hands.counter.post(path, {}, Idempotency_Key="chuyen-1", If_Match='"1"')
    assert hands.counter.post(path, {}, Idempotency_Key="chuyen-1", If_Match='"1"').json() == moved.json()
    assert moved["ETag"] == '"2"'
    assert hands.counter.post(path, {}, If_Match='"1"').status_code == 409
    assert DossierEvent.objects.filter(dossier__key=first.json()["key"]).count() == 2


def test_an_act_is_few_statements_and_reading_no_more_for_a_longer_history(hands: Hands) -> None:
    key = hands.new()
    hands.specialist.get("/dossiers")

    assert asked(lambda: hands.counter.move(key, "hand_over", unit=hands.ward.division.code)) <= 10
    assert asked(lambda: hands.specialist.move(key, "take")) <= 8
    assert asked(lambda: hands.specialist.get(f"/dossiers/{key}")) <= 4
    assert asked(lambda: hands.specialist.get("/dossiers", queue="mine")) <= 4
    kept = asked(lambda: hands.specialist.post(f"/dossiers/{key}/moves/submit_for_review", {}, Idempotency_Key="x"))
    assert kept <= 10


def asked(act: Callable[[], Any]) -> int:
    """How many statements; those that only bound an act inside the test's own transaction are none."""
    with CaptureQueriesContext(connection) as found:
        act()
    return sum("SAVEPOINT" not in each["sql"] for each in found)


def test_records_of_the_national_portal_come_once_and_every_fault_is_told(hands: Hands) -> None:
    record = {
        "MaHoSo": "H14.16.1-261114-0007",
        "MaTTHC": CODE,
        "ChuHoSo": "Huỳnh Ngọc Ẩn",
        "SoGiayToChuHoSo": "049170004318",
        "NgayNopHoSo": "20261124090000",
        "TrangThaiHoSo": "1",
    }
    batch = [record, {**record, "MaHoSo": "H14.16.1-261114-0008", "NgayNopHoSo": "hôm qua"}]

    first = hands.counter.post("/national/dossiers", batch).json()
    again = hands.counter.post("/national/dossiers", batch).json()

    assert [each["result"] for each in first["items"]] == ["created", "refused"]
    assert [each["code"] for each in first["items"][1]["errors"]] == ["national.moment"]
    assert [each["result"] for each in again["items"]] == ["unchanged", "refused"]
    waiting = hands.counter.get("/dossiers", queue="intake").json()["items"]
    assert [each["channel"] for each in waiting] == ["online"]
    assert hands.specialist.post("/national/dossiers", batch).status_code == 422
    assert hands.counter.post("/national/dossiers", {"data": []}).status_code == 422
    assert hands.counter.post("/national/dossiers", {"x": "y" * 6_000_000}).status_code == 413


def test_who_has_no_key_no_post_or_no_business_here(hands: Hands, settings: Any) -> None:
    key = hands.new()
    stranger = Hand("tt_0123456789ab." + "x" * 43, hands.counter.client)

    answer = stranger.get(f"/dossiers/{key}")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "private, no-store"
    missing, hidden = hands.adviser.get("/dossiers/0123456789abcdef"), hands.adviser.get(f"/dossiers/{key}")
    assert (missing.status_code, missing.content) == (hidden.status_code, hidden.content) == (404, missing.content)
    assert hands.counter.refused(key, "deliver", handed=HANDED) == {"move.state"}
    assert hands.counter.refused(key, "hand_over", words="x") == {"move.takes"}
    assert hands.counter.get("/dossiers", q="049170004318").status_code == 422
    assert hands.counter.get("/agencies").status_code == hands.counter.get("/dossiers", cursor="x").status_code == 422
    assert hands.counter.get("/agencies", q="sở xây").json()["items"][0]["name"] == "Sở Xây dựng"
    assert [each["code"] for each in hands.counter.get(f"/dossiers/{key}/units").json()["items"]] != []
    assert hands.counter.get("/nowhere").status_code == hands.counter.get("/dossiers/x/moves/y").status_code - 1 == 404
    assert len(hands.counter.get("/moves").json()["items"]) == len(states.MOVES)
    before = JournalEntry.objects.filter(code="dossier.look").count()
    assert hands.counter.get(f"/dossiers/{key}/people").json()["items"][0]["id_number"] == OWNER["id_number"]
    assert JournalEntry.objects.filter(code="dossier.look").count() == before + 1
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "office": 1}
    assert [hands.clerk.get("/moves").status_code for _each in range(2)][-1] == 429

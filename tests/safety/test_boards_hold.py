"""Boards, sheets, entries and what arrives from ministries: each hand does its own and nobody else's."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.accounts import factories as people
from tests.catalogue.published import listed
from tests.conftest import NOW
from tests.disclosure import walls
from tests.worktime import factories as calendars
from thutuc.accounts.queries import actor_of
from thutuc.accounts.rules.roles import Role
from thutuc.disclosure.queries import entries
from thutuc.disclosure.rules.printing import Order
from thutuc.disclosure.rules.terms import SheetKind
from thutuc.disclosure.services import entering, sheets
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"
KEPT = ("PostingPlace", "Posting", "PrintOrder", "Sheet", "CheckRound", "CheckFinding", "Reminder", "NationalEntry")


def facts() -> list[Any]:
    """What any act on boards would change."""
    counts = [apps.get_model("disclosure", name)._default_manager.count() for name in KEPT]
    standing = apps.get_model("disclosure", "Posting")._default_manager.filter(removed_at=None).count()
    return [*counts, standing, apps.get_model("catalogue", "MinistryDecision")._default_manager.count()]


def signed_in(person: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.mark.parametrize("who", ["counter_officer", "focal_point", "chair", "system_admin"])
def test_nobody_acts_on_the_boards_of_another_unit(who: str) -> None:
    stands = walls.walls()
    role = Role(who)
    where = stands.counters[1] if role is Role.COUNTER_OFFICER else stands.department
    client, before = signed_in(people.officer(role, where, email="la@anlac.example")), facts()
    unit, place = stands.counters[0].code, stands.board.code
    version = str(stands.versions["Khai tử"].pk)

    told = {"versions": [version], "every": "1", "complete": "1", "removed": "1", "on": "25/11/2026", "note": ""}
    told |= {"name": "Bảng lạ", "kind": "board", "opened_on": "25/11/2026", "size": "5", "per_unit": "5"}
    told |= {"don_vi": unit, "viec": "due", "muc": "short", "noi": place, "basis": "", "ok": "1"}
    paths = [f"niem-yet/noi/{place}/treo/", f"niem-yet/noi/{place}/thoi-dung/", f"niem-yet/don-vi/{unit}/them-noi/"]
    paths += ["niem-yet/in/", "niem-yet/kiem-tra/lap/"]
    answers = {path: client.post(f"{DESK}{path}", told).status_code for path in paths}

    assert {path: status for path, status in answers.items() if status not in {403, 404, 422}} == {}
    assert facts() == before


def test_a_sheet_is_not_printed_for_a_place_of_another_unit() -> None:
    stands = walls.walls()
    own = people.officer(Role.COUNTER_OFFICER, stands.counters[1], email="binh@anlac.example")
    client = signed_in(own)

    told = {"don_vi": stands.counters[1].code, "viec": "none", "muc": "short", "noi": stands.board.code}
    answer = client.post(f"{DESK}niem-yet/in/", {**told, "thong_bao": "on"})

    (order,) = apps.get_model("disclosure", "PrintOrder")._default_manager.all()
    assert answer.status_code == 302
    assert order.asked["place"] is None
    assert not apps.get_model("disclosure", "Sheet")._default_manager.filter(place=stands.board).exists()


def test_one_person_with_two_posts_is_one_hand() -> None:
    calendars.load(Actor.system("test"), NOW)
    listed("1.000001", "Bán hoa")
    person = people.officer(Role.CONTROL_OFFICER, email="mot@anlac.example")
    office = apps.get_model("accounts", "Post")._default_manager.get(person=person).agency
    people.post(person, Role.OFFICE_HEAD, office)
    hand = actor_of(person, on=NOW.date())
    (duty,) = entries.entries_due(on=NOW.date())
    entry = entering.enter(duty=duty, entered_on=NOW.date(), by=hand, at=NOW)
    told: dict[str, Any] = {"published_on": NOW.date(), "national_code": "1.000001"}

    with pytest.raises(Refused):
        entering.publish(entry=entry, by=hand, at=NOW, **told)
    right = entering.Right(entered_on=NOW.date(), published_on=NOW.date(), national_code="1.000001")
    with pytest.raises(Refused):
        entering.correct(entry=entry, right=right, reason="Ghi sai", by=hand, at=NOW)
    client = signed_in(person)
    client.post(f"{DESK}nhap-csdlqg/1.000001/1/cong-bo/", {"published_on": "25/11/2026", "national_code": "1.000001"})
    entry.refresh_from_db()
    assert entry.published_on is None


@pytest.mark.parametrize("who", ["counter_officer", "focal_point", "chair", "clerk", "system_admin"])
def test_the_national_database_and_ministries_are_for_their_own_hands(who: str) -> None:
    calendars.load(Actor.system("test"), NOW)
    version = listed("1.000001", "Bán hoa")
    client, before = signed_in(people.officer(Role(who))), facts()

    told = {"entered_on": "25/11/2026", "so": "1/QĐ-BTP", "number": "1/QĐ-BTP", "issuer": "Bộ Tư pháp", "title": "X"}
    told |= {"signed_on": "25/11/2026", "arrived_on": "25/11/2026", "ban_goc": "1", "as_of": "25/11/2026"}
    paths = [f"nhap-csdlqg/1.000001/{version.number}/cong-bo/", "doi-soat/nap/"]
    paths += [] if who == "focal_point" else ["bo-cong-bo/quyet-dinh/vao-so/", "bo-cong-bo/quyet-dinh/nhap/"]
    answers = {path: client.post(f"{DESK}{path}", told).status_code for path in paths}

    assert {path: status for path, status in answers.items() if status not in {403, 404, 422}} == {}
    assert client.get(f"{DESK}bo-cong-bo/viec/cong-van.docx", {"viec": "x"}).status_code in {403, 404}
    assert facts() == before


def test_no_officer_is_named_on_public_pages_of_sheets_and_decisions(client: Client) -> None:
    stands = walls.walls()
    order = Order(SheetKind.PROCEDURE, stands.counters[0].pk, None, ((stands.versions["Khai sinh"].pk, 1),))
    (sheet,) = sheets.print_sheets(orders=[order], by=stands.officer, at=NOW)
    pages = ["/", "/thu-tuc/", "/cong-bo/", "/cong-bo/quyet-dinh/", "/thu-tuc/1.000001", f"/to/{sheet.code}/"]
    pages += [
        "/cong-bo/thay-doi.atom",
        "/cong-bo/hieu-luc.ics",
        "/cong-bo/tu-luat-den-bang.csv",
        "/cong-bo/ngay-truoc/",
    ]

    answers = [client.get(page, follow=True) for page in pages]
    shown = "".join((b"".join(answer) if answer.streaming else answer.content).decode() for answer in answers)
    told = {page: answer.status_code for page, answer in zip(pages, answers, strict=True)}
    assert {page: status for page, status in told.items() if status != 200} == {}

    for word in ("Lê Thị Quầy", "quay@anlac.example", "kiem-soat@anlac.example", stands.officer.key):
        assert word not in shown


@pytest.mark.parametrize(
    "path", ["niem-yet/", "nhap-csdlqg/", "bo-cong-bo/", "doi-soat/cac-lan/", "cong-bo/", "tu-luat-den-bang/"]
)
def test_a_long_list_asks_as_many_statements_as_a_short_one(path: str, django_assert_max_num_queries: Any) -> None:
    calendars.load(Actor.system("test"), NOW)
    client = signed_in(people.officer(Role.CONTROL_OFFICER))
    counts = []
    for first, many in ((100, 2), (1000, 40)):
        for place in range(many):
            listed(f"1.{first + place:06}", f"Thủ tục {place}")
        client.get(f"{DESK}{path}")
        with django_assert_max_num_queries(60) as asked:
            assert client.get(f"{DESK}{path}").status_code == 200
        counts.append(len(asked))

    assert counts[1] <= counts[0] + 1

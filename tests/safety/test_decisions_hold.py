"""Drafts of publication decisions: who sees them, who acts on them, and what no address or form gets around."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.accounts import factories as accounts
from tests.catalogue import decisions
from tests.catalogue.contents import content
from tests.conftest import NOW
from tests.organisations.factories import agency
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import services
from thutuc.catalogue.models import (
    Consultation,
    DecisionStep,
    PreparationFault,
    PublicationDecision,
    PublicationOperation,
    Remark,
)
from thutuc.catalogue.rules.decisions.details import Remarked
from thutuc.catalogue.rules.decisions.terms import DecisionState, Opinion, ReturnReason
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused

pytestmark = pytest.mark.django_db
ROOT = "/ban-lam-viec/cong-bo/"
SYSTEM = Actor.system("test")
PAGES: tuple[str, ...] = (
    "",
    "thong-tin/",
    "y-kien/",
    "kiem-soat/",
    "van-ban/",
    "nhat-ky/",
    "chay-thu/",
    "phu-luc/",
    "tham-quyen/",
)
PAGES += ("van-ban/quyet-dinh.docx", "dong/1/so-sanh/", "dong/moi/amended/", "ban-hanh/", "chuyen/submit/")
FORMS = (
    *("dau/", "thong-tin/", "y-kien/", "phu-luc/", "tham-quyen/", "ban-hanh/", "huy-bo/", "sai-sot/"),
    *("dong/moi/amended/", "dong/1/", "dong/1/bo/", "van-ban/da-ky/"),
    *(f"chuyen/{name}/" for name in ("submit", "recall", "clear", "endorse", "return", "cancel", "sign", "consult")),
)
SIGNATURE = {"so": "412/QĐ-UBND", "ngay_ky": "25/11/2026", "tu_cach": "chair", "nguoi_ky": "Phan Hữu Tài"}
FILLED = {
    **SIGNATURE,
    "reason": "Lý do",
    "xac_nhan": "1",
    "don_vi": "1",
    "han": "01/12/2026",
    "ma": decisions.CODE,
    "y-TOTAL_FORMS": "1",
    "y-INITIAL_FORMS": "0",
    "y-0-ly_do": "fee",
    "y-0-noi_dung": "Sai phí",
    "y-0-muc": "block",
    "noi_dung": "Sai",
    "ly_do": "fee",
    "ngay": "25/11/2026",
    "kieu": "repeal",
    "can_cu_sua": "99/2026/NĐ-CP",
}


@dataclass
class House:
    """A department with a draft, another department, everybody who might open it."""

    department: Any
    other: Any
    draft: PublicationDecision

    def sees(self, role: Role, where: Any = None) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(
            accounts.officer(role, where, email=f"{role.value}-{getattr(where, 'code', '')}@anlac.example")
        )
        return client


@pytest.fixture
def house() -> House:
    department, other = agency("so-hoa", "Sở Hoa"), agency("so-la", "Sở Lá")
    decisions.standing_procedure()
    return House(department, other, decisions.draft(department.pk, decisions.amend()))


def facts() -> tuple[Any, ...]:
    """Everything that an act on a decision would change."""
    return (
        list(PublicationDecision.objects.order_by("pk").values_list("pk", "state", "revision")),
        list(PublicationOperation.objects.order_by("pk").values_list("pk", "revision", "code", "position")),
        *(each.objects.count() for each in (DecisionStep, Remark, Consultation, PreparationFault)),
    )


STRANGERS = (Role.FOCAL_POINT, Role.COUNTER_OFFICER, Role.SYSTEM_ADMIN)


@pytest.mark.parametrize("role", STRANGERS)
def test_a_draft_of_another_agency_is_not_found(house: House, role: Role) -> None:
    client, before = house.sees(role, house.other), facts()

    gets = {page: client.get(f"{ROOT}{house.draft.code}/{page}").status_code for page in PAGES}
    posts = {form: client.post(f"{ROOT}{house.draft.code}/{form}", FILLED).status_code for form in FORMS}

    assert {page: code for page, code in gets.items() if code != 404} == {}
    assert {form: code for form, code in posts.items() if code not in {404, 405}} == {}
    assert house.draft.code not in client.get(ROOT).content.decode()
    assert facts() == before


def test_without_signing_in_nothing_of_decisions_is_shown(house: House, client: Client) -> None:
    before = facts()
    for path in (*PAGES, *FORMS):
        assert client.get(f"{ROOT}{house.draft.code}/{path}").status_code in {302, 404, 405}
        assert client.post(f"{ROOT}{house.draft.code}/{path}", FILLED).status_code in {302, 404, 405}

    assert client.get(f"/cong-bo/quyet-dinh/{house.draft.code}/").status_code == 404
    assert facts() == before


SIGNERS = {Role.CHAIR, Role.CLERK}


@pytest.mark.parametrize("state", ["control", "signing"])
def test_no_form_makes_the_move_of_another_role(house: House, state: str) -> None:
    if state != "draft":
        house.draft = decisions.brought_to(DecisionState(state), house.draft)
    told = {**FILLED, "phien": house.draft.revision, "don_vi": house.other.pk}
    odd: dict[tuple[str, str], int] = {}
    before = facts()
    for role in (Role.FOCAL_POINT, Role.CLERK, Role.SYSTEM_ADMIN):
        client = house.sees(role, house.department)
        asked = {"dau/", "thong-tin/", "dong/1/", "dong/1/bo/", "dong/moi/amended/", "van-ban/da-ky/"}
        asked |= {"chuyen/submit/", "chuyen/clear/", "chuyen/endorse/", "chuyen/return/", "chuyen/cancel/", "y-kien/"}
        asked |= set() if state == "signing" and role in SIGNERS else {"ban-hanh/"}
        for path in sorted(asked):
            status = client.post(f"{ROOT}{house.draft.code}/{path}", told).status_code
            odd |= {} if status in {302, 403, 404, 409, 422} else {(role.value, path): status}

    assert odd == {}
    assert facts() == before


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.SYSTEM_ADMIN])
def test_only_control_and_clerk_record_a_decision_signed_elsewhere(house: House, role: Role) -> None:
    client, before = house.sees(role, house.department), facts()

    told = {**SIGNATURE, "xac_nhan": "1", "trich_yeu": "X", "co_quan": house.department.pk, "loai": "list"}
    told |= {"bai_bo": decisions.CODE, "bai_bo_theo": "99/2026/NĐ-CP", "hieu_luc": "25/11/2026"}
    answer = client.post(f"{ROOT}da-ky/", told)

    assert answer.status_code in {403, 422}
    assert facts() == before


def test_a_part_of_another_decision_is_not_reached_through_ones_own(house: House) -> None:
    theirs = decisions.draft(house.other.pk, decisions.amend("1.000777"), title="Của Sở Lá")
    services.consult(
        decision=theirs, agency_ids=[agency("so-re", "Sở Rễ").pk], due_on=date(2026, 12, 1), by=SYSTEM, at=NOW
    )
    theirs = services.move_decision(decision=theirs, move="submit", by=SYSTEM, at=NOW)
    remark = Remarked(reason=ReturnReason.FEE, text="Sai phí", position=1)
    services.move_decision(decision=theirs, move="return", remarks=[remark], by=SYSTEM, at=NOW)
    client, before = house.sees(Role.FOCAL_POINT, house.department), facts()

    asked, said = Consultation.objects.get(), Remark.objects.get()
    for path in (
        f"y-kien/{asked.pk}/",
        f"kiem-soat/{said.pk}/",
        "y-kien/99999999999/",
        "kiem-soat/99999999999999999999/",
    ):
        told = {"y_kien": "agrees", "noi_dung": "x", "answer": "x", "phien": 1}
        assert client.post(f"{ROOT}{house.draft.code}/{path}", told).status_code == 404
    for position in ("2", "0", "99999999999", "9" * 30):
        assert client.get(f"{ROOT}{house.draft.code}/dong/{position}/so-sanh/").status_code == 404
        assert client.post(f"{ROOT}{house.draft.code}/dong/{position}/bo/").status_code == 404

    assert facts() == before


def test_a_form_sent_again_changes_nothing(house: House) -> None:
    client = house.sees(Role.FOCAL_POINT, house.department)
    stale = house.draft.revision - 1

    told = {**FILLED, "phien": stale, "trich_yeu": "Khác", "co_quan": house.department.pk, "hieu_luc": "01/12/2026"}
    told |= {"loai": "list", "don_vi": house.other.pk}
    before = facts()
    answers = {
        path: client.post(f"{ROOT}{house.draft.code}/{path}", told).status_code
        for path in ("chuyen/submit/", "chuyen/cancel/", "thong-tin/", "dau/", "y-kien/")
    }

    assert set(answers.values()) <= {409, 422}, answers
    assert facts() == before


def test_a_draft_is_not_handed_to_an_agency_that_one_does_not_act_for(house: House) -> None:
    client, before = house.sees(Role.FOCAL_POINT, house.department), facts()

    told = {"trich_yeu": "X", "co_quan": house.other.pk, "loai": "list", "hieu_luc": "01/12/2026", "tu_cach": "chair"}
    answer = client.post(f"{ROOT}{house.draft.code}/thong-tin/", {**told, "phien": house.draft.revision})

    assert answer.status_code == 422
    assert "đầu mối hoặc lãnh đạo" in answer.content.decode()
    assert facts() == before


def test_a_signed_decision_is_taken_back_by_its_own_department_only(house: House) -> None:
    done = decisions.brought_to(DecisionState.SIGNING, house.draft)
    services.sign_decision(decision=done, signature=decisions.signature(), by=SYSTEM, at=NOW)
    stranger = accounts.actor(Role.FOCAL_POINT, house.other)
    done.refresh_from_db()

    with pytest.raises(Refused):
        services.draft_reversal(of=done, details=decisions.details(house.other.pk), by=stranger, at=NOW)
    services.draft_reversal(of=done, details=decisions.details(house.department.pk), by=SYSTEM, at=NOW)
    with pytest.raises(Refused):
        services.draft_reversal(of=done, details=decisions.details(house.department.pk), by=SYSTEM, at=NOW)


def test_rows_are_not_added_to_what_only_takes_another_decision_back(house: House) -> None:
    done = decisions.brought_to(DecisionState.SIGNING, house.draft)
    done = services.sign_decision(decision=done, signature=decisions.signature(), by=SYSTEM, at=NOW).decision
    back = services.draft_reversal(of=done, details=decisions.details(house.department.pk), by=SYSTEM, at=NOW)

    with pytest.raises(Refused):
        services.add_operations(decision=back, operations=[decisions.abolish()], by=SYSTEM, at=NOW)


def test_a_row_is_not_changed_under_a_decision_that_has_moved_on(house: House) -> None:
    """The page of the row was opened before the draft was submitted."""
    row = PublicationOperation.objects.select_related("decision").get()
    services.move_decision(decision=house.draft, move="submit", by=SYSTEM, at=NOW)
    hand = accounts.actor(Role.FOCAL_POINT, house.department)

    with pytest.raises(Refused):
        services.edit_operation(operation=row, told=decisions.amend(name="Lén sửa"), by=hand, at=NOW)
    with pytest.raises(Refused):
        services.remove_operation(operation=row, by=hand, at=NOW)


def test_no_opinion_is_written_on_a_draft_that_is_over(house: House) -> None:
    draft = services.consult(
        decision=house.draft, agency_ids=[house.other.pk], due_on=date(2026, 12, 1), by=SYSTEM, at=NOW
    )
    asked = Consultation.objects.get()
    services.move_decision(decision=draft, move="cancel", reason="Thôi", by=SYSTEM, at=NOW)
    asked = Consultation.objects.get()
    hand = accounts.actor(Role.FOCAL_POINT, house.other)

    with pytest.raises(Refused):
        services.answer_consultation(consultation=asked, opinion=Opinion.AGREES, text="", by=hand, at=NOW)


def test_tampered_counts_of_a_formset_are_answered(house: House) -> None:
    decision = decisions.brought_to(DecisionState.CONTROL, house.draft)
    client, before = house.sees(Role.CONTROL_OFFICER), facts()

    for total in ("-1", "999999999", "x", "", "1e9", "\x00", "61"):
        told = {**FILLED, "y-TOTAL_FORMS": total, "y-INITIAL_FORMS": total, "phien": decision.revision + 9}
        answer = client.post(f"{ROOT}{decision.code}/chuyen/return/", told)
        assert answer.status_code in {409, 422}, total
    for token in ("\x00", "../../x", "x y", "😀" * 50, "a" * 500):
        told = {"ma_pdf": token, "pl-ma_tep": token, "bai_bo": token, "theo": token, "xac_nhan": "1", **SIGNATURE}
        assert client.post(f"{ROOT}da-ky/", told).status_code in {413, 422}, token
        assert client.post(f"{ROOT}{decision.code}/phu-luc/", {"ma_tep": token, "dan": token}).status_code in {403, 422}
    assert client.get(f"{ROOT}moi/?theo=khong-co").status_code == 404
    assert client.get(f"{ROOT}moi/", {"theo": "\x00"}).status_code in {404, 422}
    assert facts() == before


def test_many_rows_ask_as_many_statements_as_few(django_assert_max_num_queries: Any) -> None:
    department = agency("so-hoa", "Sở Hoa")
    client = House(department, None, None).sees(Role.CONTROL_OFFICER, department)  # type: ignore[arg-type]

    def of(many: int, first: int) -> PublicationDecision:
        codes = [f"1.{first + place:06}" for place in range(many)]
        services.open_versions(
            contents=[content(code=code) for code in codes],
            effective_on=decisions.STANDS_FROM,
            act=services.Act("opening", "Danh mục ban đầu"),
            by=SYSTEM,
            at=NOW,
        )
        return decisions.draft(department.pk, *(decisions.amend(code) for code in codes))

    few, many = of(3, 100), of(60, 1000)
    counts: dict[str, list[int]] = {}
    weights = {}
    for decision in (few, many):
        for page in ("", "thong-tin/", "kiem-soat/", "nhat-ky/", "chay-thu/", "ban-hanh/"):
            with django_assert_max_num_queries(60) as asked:
                answer = client.get(f"{ROOT}{decision.code}/{page}")
            assert answer.status_code == 200
            counts.setdefault(page, []).append(len(asked))
            weights[page] = len(answer.content)

    assert {page: pair for page, pair in counts.items() if pair[1] > pair[0] + 2} == {}
    assert {page: weight for page, weight in weights.items() if weight > 600_000} == {}
    with django_assert_max_num_queries(16):
        row = PublicationOperation.objects.get(decision=many, position=1)
        services.remove_operation(operation=row, by=SYSTEM, at=NOW)
    assert list(many.operations.order_by("position").values_list("position", flat=True)) == list(range(1, 60))

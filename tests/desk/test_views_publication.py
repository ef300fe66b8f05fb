"""Screens of publication decisions, as officers of a department, of the control office and the chair use them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories as accounts
from tests.catalogue import annexes, decisions
from tests.catalogue.contents import content
from tests.conftest import NOW
from tests.desk.pages import Fields, fields_of
from tests.files.samples import PDF
from tests.organisations.factories import agency
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries as catalogue
from thutuc.catalogue import services
from thutuc.catalogue.models import ProcedureVersion, PublicationDecision
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind
from thutuc.catalogue.rules.terms import Level
from thutuc.kernel.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]
ROOT = "/ban-lam-viec/cong-bo/"
CODE = decisions.CODE
SYSTEM = Actor.system("test")
SHELL, DRY_RUN, BOARD, QUARTER = 4, 12, 16, 4
"""Statements of session and shell; of a dry run with boards and running dossiers; of the board; of returns below it."""


def signed_in(role: Role, where: Any = None) -> Client:
    client = Client()
    client.force_login(accounts.officer(role, where))
    return client


@pytest.fixture
def department() -> Any:
    return agency("so-hoa", "Sở Hoa")


@pytest.fixture
def control(department: Any) -> Client:
    return signed_in(Role.CONTROL_OFFICER)


def main_of(answer: Any) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def at(draft: PublicationDecision, tail: str = "") -> str:
    return f"{ROOT}{draft.code}/{tail}"


def test_a_draft_is_made_and_rows_are_added_edited_and_taken_out(department: Any) -> None:
    decisions.standing_procedure()
    client = signed_in(Role.FOCAL_POINT, department)

    # when a focal point drafts
    told = {
        "trich_yeu": "Lĩnh vực hoa",
        "co_quan": department.pk,
        "loai": "list",
        "tu_cach": "chair",
        "hieu_luc": "01/12/2026",
    }
    made = client.post(f"{ROOT}moi/", told)
    draft = PublicationDecision.objects.get()
    assert made.url == at(draft)

    # and adds a row by its code
    added = client.post(at(draft, "dong/moi/amended/"), {"ma": CODE})
    assert added.url == f"{at(draft)}?dong=1#dong-1"

    # then the row opens in place, with what is in force beside it, and the unchanged row blocks
    page = client.get(f"{at(draft)}?dong=1")
    assert "Đang có hiệu lực:" in main_of(page)
    assert "Dòng này không thay đổi gì" in main_of(page)

    # when the limit is changed, everything else stays
    fields = fields_of(page, at(draft, "dong/1/"))
    saved = client.post(at(draft, "dong/1/"), {**fields, "ct-0-thoi_han": "3 ngày làm việc"})
    assert saved.status_code == 302
    ((row, value),) = catalogue.operations_of(draft)
    assert value.parts == ("limits",)
    assert value.content == decisions.amend(offers=value.content.offers, name=content().name).content
    assert value.content.offers[0].limit.amount == 3

    # and a row goes out again
    client.post(at(draft, "dong/1/bo/"), {"phien": row.revision})
    assert catalogue.operations_of(draft) == []


def test_a_code_that_is_nowhere_adds_nothing_and_keeps_what_was_typed(control: Client, department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk)

    answer = control.post(at(draft, "dong/moi/amended/"), {"ma": f"{CODE}, 9.999999"})

    assert answer.status_code == 422
    assert "9.999999 không có trong danh mục" in main_of(answer)
    assert f"{CODE}, 9.999999" in main_of(answer)
    assert catalogue.operations_of(draft) == []


def test_whoever_saves_second_keeps_the_input_and_is_told_who_was_first(control: Client, department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk, decisions.amend())
    fields = fields_of(control.get(f"{at(draft)}?dong=1"), at(draft, "dong/1/"))
    control.post(at(draft, "dong/1/"), {**fields, "nd-ten": "Tên của người trước"})

    answer = control.post(at(draft, "dong/1/"), {**fields, "nd-ten": "Tên của người sau"})

    assert answer.status_code == 422
    assert "Lê control_officer đã lưu trước" in main_of(answer)
    assert "Tên của người sau" in main_of(answer)
    ((_row, value),) = catalogue.operations_of(draft)
    assert value.name == "Tên của người trước"


def test_a_draft_goes_back_with_remarks_and_returns_answered(control: Client, department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk, decisions.abolish("1.009901"))
    services.edit_operation(
        operation=catalogue.operation(draft, 1),
        told=replace(decisions.abolish(), basis=""),
        by=SYSTEM,
        at=NOW,
    )
    drafter = signed_in(Role.FOCAL_POINT, department)
    drafter.post(at(draft, "chuyen/submit/"), {"phien": PublicationDecision.objects.get().revision})

    # the possible act is the return, its remarks stand there already
    page = main_of(control.get(at(draft)))
    assert "Trả lại kèm 1 chỗ chặn" in page
    assert "Hết chỗ chặn thì bấm được." in page
    fields = fields_of(control.get(at(draft, "chuyen/return/")), "")
    assert "Ghi văn bản quy định việc bãi bỏ" in fields["y-0-noi_dung"][0]

    # without a remark it does not go
    empty = {name: value for name, value in fields.items() if not name.startswith("y-") or "FORMS" in name}
    assert "Ghi ít nhất một ý" in main_of(control.post(at(draft, "chuyen/return/"), empty))
    control.post(at(draft, "chuyen/return/"), fields)
    assert PublicationDecision.objects.get().state is DecisionState.RETURNED

    # the department answers on the control sheet
    sheet = drafter.get(at(draft, "kiem-soat/"))
    (action,) = [each for each in _actions(sheet) if "/kiem-soat/" in each]
    drafter.post(action, {**fields_of(sheet, action), "answer": "Đã ghi Nghị định 99"})
    assert "Đã ghi Nghị định 99" in main_of(control.get(at(draft, "kiem-soat/")))
    board = main_of(control.get(ROOT))
    assert "Sở Hoa" in board
    assert "1 lần" in board


def _actions(answer: Any) -> list[str]:
    found = Fields()
    found.feed(answer.content.decode())
    return list(found.forms)


def test_the_chair_signs_and_the_signed_page_offers_reversal_and_faults(department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.brought_to(DecisionState.SIGNING, decisions.draft(department.pk, decisions.amend()))
    chair = signed_in(Role.CHAIR)
    fields = fields_of(chair.get(at(draft, "ban-hanh/")), "")

    # a file that is no PDF refuses the signature whole
    told = {**fields, "so": "412/QĐ-UBND", "nguoi_ky": "Phan Hữu Tài", "ngay_ky": "25/11/2026"}
    refused = chair.post(at(draft, "ban-hanh/"), {**told, "tep": SimpleUploadedFile("qd.pdf", b"not a pdf")})
    assert refused.status_code == 422
    assert ProcedureVersion.objects.count() == 1

    answer = chair.post(at(draft, "ban-hanh/"), {**told, "tep": SimpleUploadedFile("qd-412.pdf", PDF)})
    assert answer.url == at(draft)
    assert "qd-412.pdf" in main_of(chair.get(at(draft, "van-ban/")))
    assert ProcedureVersion.objects.count() == 2

    page = main_of(chair.get(at(draft)))
    assert "Lập dự thảo hủy bỏ quyết định này" in page
    office = signed_in(Role.CLERK)
    told = {"ly_do": "fee", "ma": CODE, "noi_dung": "Phí ghi thiếu số không", "ngay": "25/11/2026"}
    office.post(at(draft, "sai-sot/"), told)
    assert "Phí ghi thiếu số không" in main_of(chair.get(at(draft)))


def test_an_agency_that_is_asked_answers(control: Client, department: Any) -> None:
    other = agency("so-khac", "Sở Khác")
    draft = decisions.draft(department.pk)
    fields = fields_of(control.get(at(draft, "y-kien/")), "")
    control.post(at(draft, "y-kien/"), {**fields, "don_vi": [other.pk], "han": "02/12/2026"})
    asked = signed_in(Role.UNIT_HEAD, other)
    (row,) = catalogue.consultations_of(draft)

    told = fields_of(asked.get(at(draft, f"y-kien/{row.pk}/")), "")
    asked.post(at(draft, f"y-kien/{row.pk}/"), {**told, "y_kien": "agrees", "noi_dung": ""})

    assert "Thống nhất" in main_of(control.get(at(draft, "y-kien/")))


def test_a_pasted_annex_shows_every_row_and_adds_all_or_none(control: Client, department: Any) -> None:
    decisions.standing_procedure("1.001022", name="Đăng ký nhận hoa")
    draft = decisions.draft(department.pk)
    rows = [annexes.HEAD, annexes.AMENDED, ["2", "", "Thủ tục không có ở đâu", "5 ngày", "", "", "", ""]]
    file = SimpleUploadedFile("phu-luc.docx", annexes.document(("B. Thủ tục được sửa đổi, bổ sung", rows)))

    # every row is told before anything is stored
    page = control.post(at(draft, "phu-luc/"), {"tep": file})
    assert "Không khớp thủ tục nào" in main_of(page)
    fields = fields_of(page, "")
    answer = control.post(at(draft, "phu-luc/"), {**fields, "xac_nhan": "1"})
    assert "Chưa thêm dòng nào" in main_of(answer)
    assert catalogue.operations_of(draft) == []

    # when the row that matches nothing is left out, the others come
    control.post(at(draft, "phu-luc/"), {**fields, "bo-1-3": "1", "xac_nhan": "1"})
    ((_row, value),) = catalogue.operations_of(draft)
    assert (value.kind, value.code) == (OperationKind.AMENDED, "1.001022")
    assert value.content is not None
    assert value.content.offers[0].fees[0].amount == 15_000


def test_a_decision_signed_elsewhere_is_recorded_from_pasted_rows(department: Any) -> None:
    decisions.standing_procedure("1.001022", name="Đăng ký nhận hoa")
    clerk = signed_in(Role.CLERK)
    table = "\n".join(
        [
            "B. Thủ tục được sửa đổi",
            "STT\tMã TTHC\tTên thủ tục\tThời hạn",
            "1\t1.001022\tĐăng ký nhận hoa\t2 ngày làm việc",
        ]
    )
    told = {
        "trich_yeu": "Lĩnh vực hoa",
        "co_quan": department.pk,
        "loai": "list",
        "tu_cach": "chair",
        "so": "300/QĐ-UBND",
        "ngay_ky": "20/11/2026",
        "nguoi_ky": "Phan Hữu Tài",
        "pl-dan": table,
    }

    page = clerk.post(f"{ROOT}da-ky/", told)
    assert page.status_code == 200
    assert "Xác nhận, ghi lại" in main_of(page)
    assert not PublicationDecision.objects.exists()
    answer = clerk.post(f"{ROOT}da-ky/", {**fields_of(page, ""), "xac_nhan": "1"})

    recorded = PublicationDecision.objects.get()
    assert answer.url == at(recorded)
    assert (recorded.is_recorded, recorded.signed_on) == (True, date(2026, 11, 20))
    assert ProcedureVersion.objects.filter(number=2, validity__startswith=date(2026, 11, 20)).exists()


def test_competence_moves_in_bulk_after_a_check(control: Client, department: Any) -> None:
    decisions.standing_procedure(levels=(Level.PROVINCE,))
    draft = decisions.draft(department.pk)
    told = {"cap_cu": "province", "cap_moi": "commune", "co_quan_moi": "Ủy ban nhân dân cấp xã"}

    page = control.post(at(draft, "tham-quyen/"), told)
    assert "1 thủ tục sẽ chuyển" in main_of(page)
    control.post(at(draft, "tham-quyen/"), {**told, "xac_nhan": "1"})

    ((_row, value),) = catalogue.operations_of(draft)
    assert value.content is not None
    assert value.content.levels == (Level.COMMUNE,)


def test_listing_and_abolition_rows_are_added_with_their_own_facts(control: Client, department: Any) -> None:
    decisions.standing_procedure()
    decisions.standing_procedure("1.009902")
    draft = decisions.draft(department.pk)

    control.post(at(draft, "dong/moi/listing/"), {"ma": CODE, "dong-buu_chinh": "co", "dong-dia_gioi": "co"})
    told = {"ma": "1.009902", "dong-kieu": "annul", "dong-can_cu_sua": "Nghị định 99"}
    control.post(at(draft, "dong/moi/abolished/"), told)

    (_, listing), (_, gone) = catalogue.operations_of(draft)
    assert listing.content is not None
    assert listing.content.is_boundary_free
    assert len(listing.content.offers) == 3
    assert (gone.abolition_kind, gone.basis) == ("annul", "Nghị định 99")


def test_a_reader_without_the_role_sees_why_and_cannot_act(department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk, decisions.amend())
    office = signed_in(Role.OFFICE_HEAD)

    page = main_of(office.get(f"{at(draft)}?dong=1"))

    assert "Đang chờ:" in page
    assert 'name="dong-phien"' not in page
    assert office.post(at(draft, "dong/1/bo/")).status_code == 422
    assert signed_in(Role.FOCAL_POINT, agency("so-khac", "Sở Khác")).get(at(draft)).status_code == 404


def test_pages_ask_few_statements(control: Client, department: Any, django_assert_max_num_queries: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk, decisions.amend())
    control.get(ROOT)

    with django_assert_max_num_queries(SHELL + 4 + DRY_RUN):
        control.get(at(draft))
    with django_assert_max_num_queries(SHELL + BOARD + QUARTER):
        control.get(ROOT)


def test_papers_come_in_both_shapes(control: Client, department: Any) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(department.pk, decisions.amend())

    answer = control.get(at(draft, "van-ban/quyet-dinh.docx"))

    assert answer.content.startswith(b"PK")
    assert control.get(at(draft, "van-ban/quyet-dinh.exe")).status_code == 404

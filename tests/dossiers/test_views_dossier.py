"""The page of one dossier and its acts through HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.dossiers import factories as of
from tests.dossiers.factories import Ward, moment
from tests.dossiers.test_views_queues import SHELL, as_
from thutuc.dossiers import services
from thutuc.dossiers.models import Consultation, Dossier, DossierEvent, UnlistedDemand
from thutuc.dossiers.rules.terms import DossierState
from thutuc.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
S = DossierState
ONE = "/ban-lam-viec/ho-so"


@pytest.fixture
def ward() -> Ward:
    return of.ward()


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def lines_of(code: str) -> int:
    return JournalEntry.objects.filter(code=code).count()


def test_the_page_tells_the_step_the_clock_and_the_way_in_few_statements(
    ward: Ward, django_assert_max_num_queries: Any
) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    url = f"{ONE}/{dossier.key}/"
    reader, specialist = as_(ward.control), as_(ward.specialist)
    text_of(reader, url)
    text_of(specialist, url)

    with django_assert_max_num_queries(SHELL + 4):
        seen = text_of(reader, url)
    with django_assert_max_num_queries(SHELL + 4 + 1):
        mine = text_of(specialist, url)

    assert "049170004318" not in seen
    assert "049 ••• ••• 318" in seen
    assert "0905123112" not in seen
    assert "Đang chờ: Phòng Kinh tế (Lê specialist)" in seen
    assert "Bước của bạn" in mine
    assert "Trình lãnh đạo phòng" in mine
    assert "Quá hạn" in mine
    assert "Thời gian làm việc đã qua trong tay ai" in mine

    for number in range(6):
        code = ("submit_for_review", "recall")[number % 2]
        at = moment("2026-11-17 08:00") + timedelta(minutes=number)
        dossier = services.move(dossier=dossier, code=code, by=ward.specialist, at=at)
    with django_assert_max_num_queries(SHELL + 4):
        text_of(reader, url)
    for tab in ("giay-to", "trao-doi", "ket-qua", "nhat-ky"):
        text_of(specialist, f"{url}{tab}/")
    assert lines_of("dossier.look") == 1
    assert as_(ward.adviser).get(url).status_code == 404


def test_numbers_are_shown_once_and_on_record(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    shown = as_(ward.specialist).post(f"{ONE}/{dossier.key}/hien/").content.decode()

    assert "049170004318" in shown
    assert lines_of("dossier.reveal") == 1


def test_a_move_goes_through_and_a_refused_one_keeps_what_was_typed(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    url, client = f"{ONE}/{dossier.key}/", as_(ward.specialist)

    refused = client.post(f"{url}request_supplement/", {"ly_do": "Thiếu ảnh", "loi_2": "Chụp lại cho rõ chỗ bán"})
    stranger = as_(ward.adviser).post(f"{url}submit_for_review/")
    not_mine = as_(ward.counter).post(f"{url}submit_for_review/")
    done = client.post(f"{url}submit_for_review/", {"lan": dossier.event_count})
    late = client.post(f"{url}submit_for_review/", {"lan": dossier.event_count})

    assert refused.status_code == 422
    assert "Chụp lại cho rõ chỗ bán" in refused.content.decode()
    assert "Chọn ít nhất một căn cứ" in refused.content.decode()
    assert stranger.status_code == 404
    assert not_mine.status_code == 422
    assert (done.status_code, done["Location"]) == (302, url)
    assert ward.again(dossier).state == S.AWAIT_REVIEW
    assert late.status_code == 409
    assert "Trình lãnh đạo phòng" in late.content.decode()


def test_an_act_costs_at_most_ten_statements_of_its_own(ward: Ward, django_assert_max_num_queries: Any) -> None:
    dossier, client = ward.handled("2026-11-16 10:00"), as_(ward.specialist)

    with django_assert_max_num_queries(3 + 10 + 4):
        client.post(f"{ONE}/{dossier.key}/submit_for_review/", {"lan": dossier.event_count})


@pytest.mark.parametrize(
    ("code", "who", "typed", "target"),
    [
        ("request_supplement", "specialist", {"ly_do": "Ảnh mờ", "can_cu_2": "wrong_content"}, S.SUPPLEMENT),
        ("consult", "specialist", {"co_quan_1": "so xay dung", "noi_dung": "Có vướng không?"}, S.CONSULTING),
        ("record_result", "specialist", {"ten": "Giấy phép", "so": "1/GP", "nguoi_ky": "Mười"}, S.RESULT_READY),
        ("apologise", "head", {"ly_do": "Chuyên viên ốm", "ngay_hen": "25/12/2026"}, S.IN_PROCESS),
        ("extend", "head", {"thoi_gian": "2", "can_cu": "Điều 9 Luật X", "ly_do": "Phức tạp"}, S.IN_PROCESS),
        ("suspend", "head", {"ly_do": "Chờ kết luận thanh tra"}, S.SUSPENDED),
        ("reassign", "head", {"ly_do": "Nghỉ phép"}, S.IN_PROCESS),
    ],
)
def test_every_kind_of_form_makes_its_move(
    code: str, who: str, typed: dict[str, str], target: DossierState, ward: Ward
) -> None:
    dossier = ward.handled("2026-11-23 10:00")
    extra = {
        "request_supplement": {"loi_2": "Chụp lại cho rõ chỗ bán", "han": "25/12/2026"},
        "consult": {"han": "25/12/2026"},
        "record_result": {"ket_qua": "granted", "ngay_ky": "24/11/2026"},
        "reassign": {"nguoi": of.accounts.person("moi@anlac.example", "Mai Văn Mới").code},
    }.get(code, {})
    if code == "reassign":
        newcomer = of.accounts.Person.objects.get(email="moi@anlac.example")
        of.accounts.post(newcomer, of.Role.SPECIALIST, ward.division)

    answer = as_(getattr(ward, who)).post(f"{ONE}/{dossier.key}/{code}/", {**typed, **extra})

    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert ward.again(dossier).state == target
    assert DossierEvent.objects.filter(dossier=dossier, code=code).exists()


def test_a_draft_waits_and_is_forgotten_when_it_is_done(ward: Ward) -> None:
    dossier, client = ward.handled("2026-11-16 10:00"), as_(ward.head)
    url = f"{ONE}/{dossier.key}/"

    client.post(f"{url}nhap/suspend/", {"ly_do": "Chờ kết luận thanh tra"})
    kept = text_of(client, url)
    client.post(f"{url}suspend/", {"ly_do": "Chờ kết luận thanh tra của tỉnh"})

    assert "Chờ kết luận thanh tra" in kept
    assert "có bản nháp" in kept
    assert "có bản nháp" not in text_of(client, url)


def test_another_agency_answers_and_a_demand_beyond_the_list_reaches_the_control_office(ward: Ward) -> None:
    dossier = ward.handled("2026-11-23 10:00")
    at = moment("2026-11-23 11:00")
    services.consult(
        dossier=dossier,
        agency_ids=[ward.asked.pk],
        question="Có vướng không?",
        due_at=moment("2026-12-23 17:00"),
        by=ward.specialist,
        at=at,
    )
    asked = Consultation.objects.get()
    adviser = as_(ward.adviser)

    assert "Trả lời ý kiến" in text_of(adviser, f"{ONE}/{dossier.key}/")
    silent = adviser.post(f"{ONE}/y-kien/{asked.key}/tra-loi/", {"y_kien": "disagrees"})
    reminded = as_(ward.specialist).post(f"{ONE}/y-kien/{asked.key}/nhac/")
    answered = adviser.post(f"{ONE}/y-kien/{asked.key}/tra-loi/", {"y_kien": "agrees"})
    told = as_(ward.counter).post(f"{ONE}/{dossier.key}/ngoai-danh-muc/", {"giay_to": "Sổ hộ khẩu bản chính"})

    assert (silent.status_code, reminded.status_code, answered.status_code, told.status_code) == (422, 302, 302, 302)
    demand = UnlistedDemand.objects.get()
    listed = as_(ward.control).get("/ban-lam-viec/ho-so-ngoai-danh-muc/").content.decode()
    assert "Sổ hộ khẩu bản chính" in listed
    assert f"{ONE}/{dossier.key}/trao-doi/" in listed
    settled = as_(ward.control).post(f"{ONE}/ngoai-danh-muc/{demand.key}/xu-ly/", {"xu_ly": "Đã nhắc đơn vị"})
    assert settled.status_code == 302
    asked.refresh_from_db()
    assert asked.opinion == "agrees"


def test_papers_of_the_course_come_out_of_the_facts(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.apologise(
        dossier=dossier,
        reason="Chuyên viên ốm",
        new_due_on=moment("2026-12-25 00:00").date(),
        by=ward.head,
        at=moment("2026-11-23 09:00"),
    )
    client, url = as_(ward.counter), f"{ONE}/{dossier.key}/"

    slip = client.get(f"{url}in/phieu-kiem-soat.docx")
    letter = client.get(f"{url}van-ban-{dossier.event_count}.docx")

    assert (slip.status_code, letter.status_code) == (200, 200)
    assert client.get(f"{url}in/bien-nhan.pdf").status_code == 404
    assert client.get(f"{url}van-ban-1.pdf").status_code == 404
    assert Dossier.objects.get().apology_count == 1

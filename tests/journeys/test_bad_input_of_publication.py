"""Wrong input on the way from the law to the board: said in Vietnamese beside the field, what was typed is kept,
nothing is half done.

Told elsewhere already: an annex row that matches nothing (tests/desk/test_views_publication.py), a photo that is no
picture (tests/disclosure/test_views.py), an export of another province (tests/disclosure/test_views_national.py).
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts import factories as accounts
from tests.catalogue import decisions
from tests.conftest import NOW
from tests.desk.pages import fields_of
from tests.disclosure import walls as walls_of
from thutuc.accounts.models import Person
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.models import MinistryDecision, ProcedureVersion, PublicationDecision, PublicationOperation
from thutuc.catalogue.rules.decisions.terms import DecisionState
from thutuc.disclosure.models import ComparisonRequest, Posting
from thutuc.files.models import StoredFile

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"
SIGNED = {"so": "412/QĐ-UBND", "nguoi_ky": "Phan Hữu Tài", "ngay_ky": "25/11/2026"}


@pytest.fixture(autouse=True)
def _on_the_day(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.AS_OF = "2026-11-25"


@pytest.fixture
def chair() -> Client:
    client = Client()
    client.force_login(accounts.officer(Role.CHAIR))
    return client


@pytest.fixture
def control() -> Client:
    client = Client()
    client.force_login(accounts.officer(Role.CONTROL_OFFICER))
    return client


def at(draft: PublicationDecision, tail: str) -> str:
    return f"{DESK}cong-bo/{draft.code}/{tail}"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def to_sign(department: int, **changes: Any) -> PublicationDecision:
    draft = decisions.draft(department, decisions.amend(), **changes)
    return decisions.brought_to(DecisionState.SIGNING, draft)


def sign(chair: Client, draft: PublicationDecision, **changes: Any) -> Any:
    page = at(draft, "ban-hanh/")
    return chair.post(page, {**fields_of(chair.get(page), ""), **SIGNED, **changes})


def is_untouched(draft: PublicationDecision) -> bool:
    kept = PublicationDecision.objects.get(pk=draft.pk)
    return kept.state is DecisionState.SIGNING and not ProcedureVersion.objects.filter(opened_by=kept.key).exists()


def test_a_number_that_another_decision_has_is_refused(chair: Client) -> None:
    decisions.standing_procedure()
    decisions.standing_procedure("1.009902")
    department = decisions.department()
    decisions.signed(department, decisions.abolish("1.009902"), number="412/QĐ-UBND")
    draft = to_sign(department)

    answer = sign(chair, draft)

    assert answer.status_code == 422
    assert "Số 412/QĐ-UBND của năm 2026 đã dùng cho quyết định khác" in words(answer)
    assert 'value="Phan Hữu Tài"' in words(answer)
    assert is_untouched(draft)


def test_an_effective_day_before_the_signature_is_refused(chair: Client, settings: Any) -> None:
    decisions.standing_procedure()
    draft = to_sign(decisions.department(), effective_on=date(2026, 11, 25))

    # the papers lay a day on the chair's desk
    settings.AS_OF = "2026-11-26"
    answer = sign(chair, draft, ngay_ky="26/11/2026")

    assert answer.status_code == 422
    assert "Ngày hiệu lực 25/11/2026 trước ngày ký 26/11/2026" in words(answer)
    assert 'value="412/QĐ-UBND"' in words(answer)
    assert is_untouched(draft)


def test_a_procedure_is_abolished_once(control: Client) -> None:
    decisions.standing_procedure()
    department = decisions.department()
    decisions.signed(department, decisions.abolish())
    draft = decisions.draft(department, decisions.abolish())

    # the later draft says who was first, and cannot go on
    page = words(control.get(at(draft, "")))
    assert "đã hết hiệu lực từ 01/12/2026" in page
    assert "412/QĐ-UBND" in page

    # and no page on the way lets it pass
    submitted = decisions.services.move_decision(decision=draft, move="submit", by=decisions.SYSTEM, at=NOW)
    page = at(submitted, "chuyen/clear/")
    answer = control.post(page, fields_of(control.get(page), ""))
    assert answer.status_code == 422
    assert "Còn 1 chỗ chặn" in words(answer)


def test_nothing_replaces_itself(control: Client) -> None:
    decisions.standing_procedure()
    draft = decisions.draft(decisions.department())

    control.post(at(draft, "dong/moi/replaced/"), {"ma": decisions.CODE, "thay_the": decisions.CODE})

    page = words(control.get(at(draft, "")))
    assert "không thể thay thế chính nó" in page
    assert "Chưa ký được" in page


def test_what_a_ministry_tells_is_checked_too(control: Client) -> None:
    told = {"number": "1904/QĐ-BTP", "issuer": "Bộ Tư pháp", "title": "Công bố", "rows": "1.000001 ; không rõ"}

    answer = control.post(f"{DESK}bo-cong-bo/quyet-dinh/vao-so/", {**told, "signed_on": "27/11/2026"})

    assert answer.status_code == 422
    assert "Dòng 1: ghi Mới, Sửa đổi, Thay thế hoặc Bãi bỏ" in words(answer)
    assert "1.000001 ; không rõ" in words(answer)
    assert not MinistryDecision.objects.exists()


def test_a_file_over_the_limit_stops_every_form_of_the_way(control: Client, settings: Any) -> None:
    decisions.standing_procedure()
    department = decisions.department()
    draft = decisions.draft(department, decisions.amend())
    settings.FILES_MAX_BYTES = 1024
    forms = {
        at(draft, "phu-luc/"): {"tep": "pl.docx"},
        f"{DESK}bo-cong-bo/quyet-dinh/nhap/": {"file": "bo.xlsx"},
        f"{DESK}doi-soat/nap/": {"file": "csdlqg.jsonl", "as_of": ""},
        f"{DESK}danh-muc/nhap/": {"file": "quoc-gia.jsonl"},
    }

    for address, told in forms.items():
        given = {k: SimpleUploadedFile(v, b"1" * 2000) if v else "25/11/2026" for k, v in told.items()}
        answer = control.post(address, given)
        assert answer.status_code == 422, address
        assert "Giảm dung lượng" in words(answer), address

    assert not ComparisonRequest.objects.exists()
    assert PublicationOperation.objects.count() == 1
    assert not StoredFile.objects.exists()


def test_five_hundred_megabytes_are_refused_before_they_are_read(control: Client) -> None:
    draft = decisions.draft(decisions.department())

    answer = control.generic("POST", at(draft, "phu-luc/"), b"x", CONTENT_LENGTH=str(500 * 1024 * 1024))

    assert answer.status_code == 413
    assert "Giảm dung lượng" in answer.content.decode()
    assert not PublicationOperation.objects.exists()


def test_a_photo_over_the_limit_leaves_the_duty_open(client: Client, settings: Any) -> None:
    walls = walls_of.walls()
    client.force_login(Person.objects.get(pk=walls.officer.person_id))
    before = Posting.objects.count()
    settings.FILES_MAX_BYTES = 1024

    photo = SimpleUploadedFile("IMG.jpg", walls_of.picture().ljust(2000), "image/jpeg")
    answer = client.post(f"{DESK}niem-yet/noi/{walls.board.code}/treo/", {"every": "on", "photo": photo, "note": "Ô 2"})

    assert "Ảnh lớn hơn" in words(answer)
    assert "Ô 2" in words(answer)
    assert Posting.objects.count() == before

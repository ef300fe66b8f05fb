"""«Tính hạn»: a limit counted day by day, with the cut-off of the law of its day."""

from datetime import date

import pytest
from django.urls import reverse

from tests.accounts import factories as people
from tests.worktime.factories import load
from thutuc.accounts.rules.roles import Role
from thutuc.legislation.services import override_parameter

pytestmark = pytest.mark.django_db

URL = reverse("desk:deadline")
QUESTION = {"ngay": "16/11/2026", "gio": "10:00", "thoi_han": "4 giờ", "don_vi": ""}


@pytest.fixture
def reader(client, system, now):
    load(system, now)
    client.force_login(people.officer(Role.SPECIALIST))
    return client


def text_of(answer):
    return answer.content.decode()


def test_strangers_sign_in_first(client):
    assert client.get(URL).status_code == 302


def test_a_deadline_is_worked_out_with_every_day(reader):
    page = text_of(reader.get(URL, QUESTION))

    assert "Đến hạn lúc 15:30, Thứ Hai, 16/11/2026" in page
    assert "10:00–11:30, 13:00–15:30" in page


def test_a_deadline_with_a_pause(reader):
    pause = {"dung_ngay": "06/11/2026", "dung_gio": "15:00", "chay_ngay": "17/11/2026", "chay_gio": "10:00"}
    question = {"ngay": "02/11/2026", "gio": "09:00", "thoi_han": "80 giờ", **pause}

    page = text_of(reader.get(URL, question))

    assert "Đến hạn lúc 15:00, Thứ Tư, 25/11/2026" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"thoi_han": "bốn giờ"}, "Chưa hiểu thời hạn"),
        ({"ngay": "16/11/2035"}, "Chưa có lịch làm việc cho ngày 16/11/2035"),
        ({"dung_ngay": "17/11/2026"}, "Ghi cả bốn ô"),
        ({"gio": "25:99"}, "Có 1 chỗ cần sửa"),
        ({"ngay": "16/11/2017", "thoi_han": "trong ngày"}, "Chưa có giờ chót"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(reader, wrong, words):
    answer = reader.get(URL, {**QUESTION, **wrong})

    assert answer.status_code == 422
    assert words in text_of(answer)


def test_the_empty_form_asks_for_now(reader):
    answer = reader.get(URL)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "words"),
    [("14:59", "Đến hạn lúc 17:00, Thứ Sáu, 20/11/2026"), ("15:00", "Đến hạn lúc 17:00, Thứ Hai, 23/11/2026")],
)
def test_the_cut_off_of_a_limit_within_the_day_is_that_of_the_law(reader, accepted, words):
    question = {**QUESTION, "ngay": "20/11/2026", "gio": accepted, "thoi_han": "trong ngày"}

    assert words in text_of(reader.get(URL, question))


def test_the_province_may_have_its_own_cut_off(reader, system, now):
    override_parameter(
        key="one_stop.same_day_cutoff",
        value="16:00",
        unit="time_of_day",
        first_day=date(2026, 1, 1),
        source="12/2026/QĐ-UBND",
        reason="Giờ tiếp nhận của tỉnh",
        by=system,
        at=now,
    )
    question = {**QUESTION, "ngay": "20/11/2026", "gio": "15:30", "thoi_han": "trong ngày"}

    assert "Đến hạn lúc 17:00, Thứ Sáu, 20/11/2026" in text_of(reader.get(URL, question))

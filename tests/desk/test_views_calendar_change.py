"""The preview of a calendar change: nothing is saved until it is confirmed."""

from datetime import date

import pytest
from django.urls import reverse

from tests.accounts import factories as people
from tests.worktime.factories import agency, load
from thutuc.accounts.rules.roles import Role
from thutuc.db.ranges import range_of
from thutuc.organisations.models import AgencyPlacement
from thutuc.worktime import queries
from thutuc.worktime.models import CalendarDay

pytestmark = pytest.mark.django_db

URL = reverse("desk:calendar_change")
STORM, SATURDAY = date(2026, 11, 27), date(2026, 12, 5)
CHANGE = {
    "nghi": "27/11/2026",
    "lam_bu": "05/12/2026",
    "ly_do": "Phòng, chống bão số 14",
    "can_cu": "Công điện 31/CĐ-UBND",
    "noi": "province",
}


@pytest.fixture
def editor(client, system, now):
    load(system, now)
    client.force_login(people.officer(Role.CONTROL_OFFICER))
    return client


def text_of(answer):
    return answer.content.decode()


def test_strangers_and_others_stay_out(client, system, now):
    load(system, now)
    assert client.get(URL).status_code == 302

    client.force_login(people.officer(Role.SPECIALIST))

    assert client.get(URL).status_code == 403
    assert client.post(URL, CHANGE).status_code == 403


def test_the_empty_form_saves_and_shows_nothing(editor):
    answer = editor.get(URL)

    assert answer.status_code == 200
    assert "Lịch sau khi đổi" not in text_of(answer)


def test_a_preview_shows_what_would_move_and_saves_nothing(editor):
    page = text_of(editor.get(URL, CHANGE))

    assert "Lịch sau khi đổi" in page
    assert "Dời ngày hẹn" in page
    assert "Ngày hẹn rơi vào ngày nghỉ" in page
    assert "Hẹn từ 27/11 đến 04/12 bị ảnh hưởng." in page
    assert queries.calendar().is_working(STORM)


def test_a_confirmed_change_is_saved_by_one_act(editor):
    answer = editor.post(URL, CHANGE)

    assert answer.headers["Location"].endswith("?nam=2026")
    assert not queries.calendar().is_working(STORM)
    assert queries.calendar().is_working(SATURDAY)


def test_units_are_named_and_only_their_calendars_change(editor):
    coast, hill = agency("xa-bien", "Ủy ban nhân dân xã Biển"), agency("xa-nui", "Ủy ban nhân dân xã Núi")
    some = {**CHANGE, "noi": "unit", "co_quan": [coast.pk]}

    page = text_of(editor.get(URL, some))
    editor.post(URL, some)

    assert "Ủy ban nhân dân xã Biển" in page
    assert not queries.calendar(of=coast.pk).is_working(STORM)
    assert queries.calendar(of=hill.pk).is_working(STORM)


def test_the_units_below_come_along_when_asked(editor):
    commune, centre = agency("xa-bien", "Ủy ban nhân dân xã Biển"), agency("tt-bien", "Trung tâm xã Biển")
    AgencyPlacement.objects.create(agency=centre, parent=commune, validity=range_of(date(2025, 7, 1), None))

    editor.post(URL, {**CHANGE, "noi": "unit", "co_quan": [commune.pk], "truc_thuoc": "on"})

    assert not queries.calendar(of=centre.pk).is_working(STORM)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"nghi": "", "lam_bu": ""}, "Nhập ngày nghỉ thêm hoặc ngày làm bù."),
        ({"nghi": "24/11/2026"}, "Ngày 24/11/2026 vốn đã nghỉ."),
        ({"nghi": "27/11/2035"}, "Chưa có lịch làm việc cho ngày 27/11/2035"),
        ({"noi": "unit"}, "Chọn ít nhất một cơ quan."),
        ({"can_cu": " "}, "chỗ cần sửa"),
        ({"nghi": "31/02/2026"}, "chỗ cần sửa"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_change_that_makes_no_sense_is_told_beside_its_field(editor, method, wrong, words):
    answer = getattr(editor, method)(URL, {**CHANGE, **wrong})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not CalendarDay.objects.filter(scope="province").exists()


def test_a_week_left_empty_asks_why(editor):
    for day in ("14", "15", "16", "17"):
        editor.post(URL, {**CHANGE, "nghi": f"{day}/12/2026", "lam_bu": ""})
    last = {**CHANGE, "nghi": "18/12/2026", "lam_bu": ""}

    refused = editor.get(URL, last)
    explained = editor.post(URL, {**last, "tuan_trong": "Lũ kéo dài"})

    assert "không còn ngày làm việc nào" in text_of(refused)
    assert explained.status_code == 302


def test_taking_a_day_back_is_previewed_too(editor):
    editor.post(URL, CHANGE)
    row = CalendarDay.objects.get(day=STORM)
    url = reverse("desk:calendar_removal", args=[row.pk])

    page = text_of(editor.get(url))
    silent = editor.post(url, {"ly_do": " "})
    done = editor.post(url, {"ly_do": "Bão tan"})

    assert "bỏ cùng ngày hoán đổi 05/12/2026" in page
    assert "Lịch sau khi bỏ" in page
    assert (silent.status_code, done.status_code) == (422, 302)
    assert queries.calendar().is_working(STORM)
    assert editor.get(url).status_code == 404


def test_a_sunday_holiday_taken_back_moves_nothing(editor):
    row = CalendarDay.objects.get(day=date(2026, 4, 26))

    assert "không đổi hạn nào" in text_of(editor.get(reverse("desk:calendar_removal", args=[row.pk])))


def test_the_whole_list_is_one_link_away(editor):
    short = text_of(editor.get(URL, CHANGE))
    whole = text_of(editor.get(URL, {**CHANGE, "het": "1"}))

    assert "het=1" in short
    assert whole.count("<tr data-row>") > short.count("<tr data-row>")


def test_a_preview_is_made_of_few_statements(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(5 + 6):
        editor.get(URL, CHANGE)

"""Staff pages of working time: a happy path, a refusal, a stranger for each door."""

from datetime import date

import pytest
from django.urls import reverse

from tests.accounts import factories as people
from tests.worktime.factories import agency, load
from thutuc.accounts.rules.roles import Role
from thutuc.worktime import queries
from thutuc.worktime.models import CalendarYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(system, now):
    return load(system, now)


@pytest.fixture
def editor(client, loaded):
    client.force_login(people.officer(Role.CONTROL_OFFICER))
    return client


@pytest.fixture
def reader(client, loaded):
    client.force_login(people.officer(Role.SPECIALIST))
    return client


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        reverse("worktime:calendar"),
        reverse("worktime:hours"),
        reverse("worktime:taken_back", args=[2026]),
        reverse("worktime:settle_year", args=[2027]),
    ],
)
def test_strangers_sign_in_first(client, loaded, url):
    assert client.get(url).status_code == 302


def test_a_year_is_shown_month_by_month_with_every_special_day(reader):
    page = text_of(reader.get(reverse("worktime:calendar"), {"nam": 2026}))

    assert page.count('<table class="tt-cal">') == 12
    assert "Ngày Văn hóa Việt Nam" in page
    assert "Nghỉ hoán đổi, làm bù ngày 22/08/2026" in page
    assert "07:30–11:30" in page


def test_an_expected_year_says_so(editor):
    page = text_of(editor.get(reverse("worktime:calendar"), {"nam": 2027}))

    assert "chưa được công bố chính thức" in page
    assert reverse("worktime:settle_year", args=[2027]) in page


def test_editors_see_the_buttons_of_change(editor):
    assert reverse("desk:calendar_change") in text_of(editor.get(reverse("worktime:calendar")))


def test_readers_do_not(reader):
    assert reverse("desk:calendar_change") not in text_of(reader.get(reverse("worktime:calendar")))


def test_a_year_that_was_not_entered_can_be_opened_by_an_editor(editor):
    page = text_of(editor.get(reverse("worktime:calendar"), {"nam": 2028}))
    assert "Chưa nhập ngày nghỉ năm 2028" in page

    answer = editor.post(reverse("worktime:open_year", args=[2028]))

    assert answer.status_code == 302
    assert queries.year(2028) is not None


def test_a_year_far_away_is_empty_and_nonsense_is_refused(editor):
    assert "Mở năm" not in text_of(editor.get(reverse("worktime:calendar"), {"nam": 2040}))
    assert editor.get(reverse("worktime:calendar"), {"nam": "abc"}).status_code == 422


def test_others_cannot_open_a_year(reader):
    assert reader.post(reverse("worktime:open_year", args=[2028])).status_code == 422


def test_a_calendar_is_read_in_few_statements(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(5 + 6):
        reader.get(reverse("worktime:calendar"))


HOURS = {"don_vi": "", "valid_from": "01/12/2026", "sessions": "7:00-11:30; 13:30-17:00", "basis": "Quyết định 12"}


def test_office_hours_are_set(editor):
    answer = editor.post(reverse("worktime:hours"), HOURS)

    assert answer.status_code == 302
    assert queries.calendar().opens_at(date(2026, 12, 1)).hour == 7
    assert "01/12/2026" in text_of(editor.get(reverse("worktime:hours")))


def test_hours_of_a_unit_are_set_by_its_code(editor):
    unit = agency()

    editor.post(reverse("worktime:hours"), {**HOURS, "don_vi": unit.code})

    assert queries.calendar(of=unit.pk).opens_at(date(2026, 12, 1)).hour == 7
    assert queries.calendar().opens_at(date(2026, 12, 1)).minute == 30


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sessions": "7:00-11:00; 13:30-16:30"}, "không phải 8 giờ"),
        ({"sessions": "sáng và chiều"}, "Ghi các buổi như"),
        ({"basis": ""}, "Có 1 chỗ cần sửa"),
    ],
)
def test_hours_that_make_no_sense_are_told_beside_their_field(editor, wrong, words):
    answer = editor.post(reverse("worktime:hours"), {**HOURS, **wrong})

    assert answer.status_code == 422
    assert words in text_of(answer)


def test_hours_of_seven_are_taken_with_an_eighth_of_the_day(editor):
    seven = {"sessions": "7:00-11:00; 13:30-17:06", "legal_hour": "eighth"}

    answer = editor.post(reverse("worktime:hours"), {**HOURS, **seven})

    assert answer.status_code == 302
    assert queries.calendar().hours_on(date(2026, 12, 1)).minutes_per_hour == 57


def test_others_cannot_set_hours(reader):
    answer = reader.post(reverse("worktime:hours"), HOURS)

    assert answer.status_code == 422
    assert "Chỉ công chức kiểm soát" in text_of(answer)


def test_the_days_taken_back_of_a_year_are_a_page(editor):
    assert "Chưa bỏ dòng nào" in text_of(editor.get(reverse("worktime:taken_back", args=[2026])))


def test_a_year_beyond_all_calendars_is_not_there(editor):
    assert editor.get(reverse("worktime:taken_back", args=[999999999])).status_code == 404
    assert editor.post(reverse("worktime:open_year", args=[999999999])).status_code == 422


def test_a_year_is_settled_from_its_page(editor):
    year = CalendarYear.objects.get(year=2027)
    url = reverse("worktime:settle_year", args=[2027])
    assert "Quốc khánh" in text_of(editor.get(url))

    refused = editor.post(url, {"revision": year.revision, "basis": ""})
    stale = editor.post(url, {"revision": 99, "basis": "Thông báo"})
    done = editor.post(url, {"revision": year.revision, "basis": "Thông báo"})

    assert (refused.status_code, stale.status_code, done.status_code) == (422, 409, 302)
    assert editor.get(reverse("worktime:settle_year", args=[2040])).status_code == 404


def test_an_empty_year_is_not_settled(editor):
    editor.post(reverse("worktime:open_year", args=[2028]))

    answer = editor.post(reverse("worktime:settle_year", args=[2028]), {"revision": 1, "basis": "Thông báo"})

    assert "Nhập ngày nghỉ lễ của năm" in text_of(answer)


def test_the_year_and_the_unit_are_chosen_once(reader):
    page = text_of(reader.get(reverse("worktime:calendar")))

    assert page.count('name="nam"') == 1
    assert page.count('name="don_vi"') == 1

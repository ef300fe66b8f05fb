"""The lag meter and the indices at the desk: pages answer, figures lead to their rows, few statements."""

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.factories import officer as person
from tests.disclosure import changes as made
from tests.disclosure.changes import Story, amended, at, record, stands
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import PublicationCase
from thutuc.disclosure.queries import indices
from thutuc.disclosure.rules.indices import Ground
from thutuc.kernel.periods import Days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_story")]
BASE = "/ban-lam-viec"
QUARTER = Days(date(2026, 9, 15), date(2026, 12, 15))


@pytest.fixture
def story() -> Story:
    story = made.story()
    stands("1.000002", name="Cấp bản sao trích lục")
    own = amended("1.000002", name="Cấp bản sao trích lục hộ tịch")
    full = Operation(own.kind, own.code, content=own.content, case=PublicationCase.FULL)
    record(story.department, full, moment=at(2026, 10, 13), number="413/QĐ-UBND", ministry_ids=(story.ministry.pk,))
    return story


@pytest.fixture
def officer(client: Client, story: Story) -> Client:
    client.force_login(person(Role.CONTROL_OFFICER))
    return client


def test_the_three_indices_of_the_story(story: Story) -> None:
    first, second = indices.published_and_disclosed(QUARTER, on=date(2026, 11, 25))
    third = indices.complete(on=date(2026, 11, 25))

    assert (first.value.part, first.value.whole) == (0, 1)
    assert [row.grounds for row in first.contested] == [(Ground.UPSTREAM,), (Ground.LIST_DECISION, Ground.UPSTREAM)]
    assert (second.value.part, second.value.whole) == (1, 2)
    assert (third.value.part, third.value.whole) == (2, 2)
    assert [unit for unit, _value, _rows in first.units] == ["Sở Tư pháp"]


def test_every_page_answers_and_leads_to_its_rows(officer: Client, story: Story) -> None:
    code = story.decision.code
    lag, line, figures = f"{BASE}/tu-luat-den-bang/", f"{BASE}/tu-luat-den-bang/{code}/", f"{BASE}/chi-so-766/"

    text = officer.get(lag).content.decode()
    assert "Hộ tịch" in text
    assert line in text
    for query in ("nhom=quarter&nam=x", "nhom=ministry&chon=Bộ Tư pháp", "nam=2019"):
        assert officer.get(f"{lag}?{query}").status_code == 200
    assert "Trễ do chờ Bộ" in officer.get(line).content.decode()
    assert "Trễ 22 ngày" in officer.get(f"{lag}{code}.1/").content.decode()
    assert officer.get(f"{lag}DT-1/").status_code == 404
    assert "Sở Tư pháp" in officer.get(figures).content.decode()
    pages = (
        "1.1/?nhom=giai-trinh",
        "1.1/?tu=01/01/2026&den=31/12/2025",
        "1.2/?nhom=tre&don_vi=Sở Tư pháp",
        "1.3/?tu=x",
    )
    assert {officer.get(figures + rows).status_code for rows in pages} == {200}
    assert officer.get(f"{figures}9.9/").status_code == 404


def test_the_list_to_contest_names_each_row_with_its_reason(officer: Client) -> None:
    answer = officer.get(f"{BASE}/chi-so-766/giai-trinh/")

    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["1.1", "1.1"]
    assert "Quyết định của bộ đến sau hạn của tỉnh" in rows[1][-1]


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for path in ("/tu-luat-den-bang/", "/tu-luat-den-bang/x/", "/chi-so-766/", "/chi-so-766/giai-trinh/"):
        assert client.get(BASE + path).status_code == 302

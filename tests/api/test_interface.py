"""The open interface: one happy path, refusals as problem documents, caching, open origins."""

from typing import Any

import pytest
from django.test import Client

from tests.catalogue.published import listed, national

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
PROBLEM = "application/problem+json"


@pytest.fixture
def shelf() -> None:
    listed("1.000001", "Đăng ký khai sinh", sector="Hộ tịch")
    listed("1.000002", "Đăng ký khai sinh lưu động", sector="Hộ tịch")
    listed("1.000003", "Cấp giấy phép xây dựng", sector="Xây dựng")
    national("1.000009", "Khai sinh ở bộ")


@pytest.mark.usefixtures("shelf")
def test_the_list_is_ranked_and_pages_by_an_opaque_cursor(client: Client) -> None:
    first = client.get(f"{ROOT}/procedures", {"q": "dang ky khai sinh", "limit": 1}).json()
    second = client.get(f"{ROOT}/procedures", {"q": "dang ky khai sinh", "limit": 1, "cursor": first["next"]}).json()

    assert first["items"][0]["code"] == "1.000001"
    assert first["items"][0]["match"] == "name"
    assert second["items"][0]["code"] == "1.000002"
    assert first["items"][0]["limit"] == {"unit": "working_day", "least": "5", "most": "5", "varies": False}


@pytest.mark.usefixtures("shelf")
def test_without_a_text_every_procedure_comes_by_code_until_next_is_null(client: Client) -> None:
    codes, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{ROOT}/procedures", {"limit": 2, "cursor": cursor}).json()
        codes += [item["code"] for item in page["items"]]
        cursor = page["next"]

    assert codes == ["1.000001", "1.000002", "1.000003"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"scope": "national"}, ["1.000009"]),
        ({"scope": "all", "q": "khai sinh ở bộ", "limit": 1}, ["1.000009"]),
        ({"sector": "xay-dung"}, ["1.000003"]),
        ({"as_of": "2025-06-30"}, []),
        ({"level": "province"}, []),
        ({"online": "false"}, []),
    ],
)
def test_the_list_narrows(client: Client, asked: dict[str, Any], codes: list[str]) -> None:
    answer = client.get(f"{ROOT}/procedures", asked)

    assert [item["code"] for item in answer.json()["items"]] == codes


@pytest.mark.usefixtures("shelf")
def test_one_procedure_comes_with_all_parts(client: Client) -> None:
    told = client.get(f"{ROOT}/procedures/1.000001").json()

    assert (told["code"], told["in_force"], told["scope"]) == ("1.000001", True, "province")
    assert told["content"]["cases"][0]["documents"][0]["name"] == "Tờ khai"
    assert told["content"]["offers"][0]["limit"]["unit"] == "working_day"
    assert told["version"]["valid_from"] == "2025-07-01"


@pytest.mark.usefixtures("shelf")
def test_versions_sectors_and_agencies_are_told(client: Client) -> None:
    versions = client.get(f"{ROOT}/procedures/1.000001/versions").json()
    sectors = client.get(f"{ROOT}/sectors").json()["items"]
    agencies = client.get(f"{ROOT}/agencies").json()["items"]

    assert [version["number"] for version in versions["items"]] == [1]
    assert sectors == [
        {"slug": "ho-tich", "name": "Hộ tịch", "procedures": 2},
        {"slug": "xay-dung", "name": "Xây dựng", "procedures": 1},
    ]
    assert agencies[0]["procedures"] == 3


@pytest.mark.usefixtures("shelf")
def test_who_has_the_answer_already_is_told_so(client: Client) -> None:
    first = client.get(f"{ROOT}/procedures")
    again = client.get(f"{ROOT}/procedures", headers={"If-None-Match": first["ETag"]})
    other = client.get(f"{ROOT}/procedures", {"limit": 1}, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/procedures?limit=0", 422),
        ("/procedures?limit=101", 422),
        ("/procedures?limit=99999999999999999999", 422),
        ("/procedures?as_of=31-12-2026", 422),
        ("/procedures?as_of=0", 422),
        ("/procedures?as_of=2026-02-30", 422),
        ("/procedures?cursor=xyz!", 422),
        ("/procedures?scope=moon", 422),
        ("/procedures?sector=%00", 422),
        ("/procedures/9.999999", 404),
        ("/procedures/%00", 422),
        ("/nothing/here", 404),
    ],
)
def test_a_refusal_is_a_problem_document(client: Client, address: str, status: int) -> None:
    answer = client.get(f"{ROOT}{address}")

    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_interface_only_reads(client: Client) -> None:
    answer = client.post(f"{ROOT}/procedures", {})

    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_other_origins_may_ask(client: Client) -> None:
    preflight = client.options(f"{ROOT}/procedures", headers={"Origin": "https://elsewhere.example"})
    head = client.head(f"{ROOT}/procedures")

    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get(f"{ROOT}/procedures")["Access-Control-Allow-Origin"] == "*"


def test_the_description_is_openapi_3_1_and_readable(client: Client) -> None:
    description = client.get(f"{ROOT}/openapi.json").json()
    page = client.get(f"{ROOT}/docs")

    assert description["openapi"].startswith("3.1")
    assert PROBLEM in description["paths"][f"{ROOT}/procedures"]["get"]["responses"]["422"]["content"]
    assert page.status_code == 200
    assert "GET /api/v1/procedures/{code}" in page.content.decode()


@pytest.mark.usefixtures("shelf")
def test_few_statements_are_asked(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get(f"{ROOT}/procedures", {"q": "khai sinh"})

    with django_assert_max_num_queries(4):
        client.get(f"{ROOT}/procedures", {"q": "khai sinh"})
    with django_assert_max_num_queries(2):
        client.get(f"{ROOT}/procedures/1.000001")

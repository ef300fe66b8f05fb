"""One reader cannot slow the others; nobody's address is kept."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from thutuc.web import limits

READER = "203.0.113.7"


@pytest.fixture(autouse=True)
def _few_requests(settings: Any) -> None:
    settings.RATE_LIMITS = {"pages": 3, "api": 2}
    for cache in caches.all():
        cache.clear()
    caches["local"].clear()
    caches["default"].clear()


@pytest.mark.django_db
def test_the_reader_who_asks_too_often_waits_and_the_others_do_not(client: Client) -> None:
    answers = [client.get("/khong-co-trang-nay", REMOTE_ADDR=READER).status_code for _request in range(4)]
    refused = client.get("/khong-co-trang-nay", REMOTE_ADDR=READER)
    neighbour = client.get("/khong-co-trang-nay", REMOTE_ADDR="203.0.113.8")

    assert answers == [404, 404, 404, 429]
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "<h1" in refused.content.decode()
    assert neighbour.status_code == 404


@pytest.mark.django_db
def test_the_api_answers_with_a_problem_document(client: Client) -> None:
    for _request in range(2):
        client.get("/api/v1/nothing", REMOTE_ADDR=READER)

    refused = client.get("/api/v1/nothing", REMOTE_ADDR=READER)

    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["status"] == 429


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/ban-lam-viec/khong-co"])
def test_health_and_staff_pages_are_free(client: Client, path: str) -> None:
    answers = {client.get(path, REMOTE_ADDR=READER).status_code for _request in range(5)}

    assert 429 not in answers


def test_this_machine_is_not_limited() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")

    assert limits.client_address(request) is None


def test_behind_a_proxy_the_reader_is_counted_and_not_the_proxy(settings: Any) -> None:
    forged = f"198.51.100.1, {READER}"
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": forged})

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limits.client_address(request) == READER

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert limits.client_address(request) is None


def test_a_household_with_ipv6_is_one_reader() -> None:
    first = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:aaaa::1")
    second = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:bbbb::2")

    assert limits.client_address(first) == limits.client_address(second)


def test_an_address_that_is_none_is_not_counted() -> None:
    assert limits.client_address(RequestFactory().get("/", REMOTE_ADDR="unix:")) is None


def test_two_nodes_count_together(settings: Any) -> None:
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": memory, "LOCATION": name} for name in ("default", "local")}
    for _request in range(limits.REPORT_EVERY):
        limits.count("pages", READER, minute=1)

    caches["local"].clear()
    on_another_node = [limits.count("pages", READER, minute=1) for _request in range(limits.REPORT_EVERY + 1)]

    assert on_another_node[0] == 1
    assert on_another_node[-1] == 2 * limits.REPORT_EVERY + 1


def test_no_address_is_kept_in_a_cache() -> None:
    for _request in range(limits.REPORT_EVERY):
        limits.count("pages", READER, minute=1)

    kept = repr(vars(caches["local"])) + repr(vars(caches["default"]))
    assert "limit:pages" in kept
    assert READER not in kept

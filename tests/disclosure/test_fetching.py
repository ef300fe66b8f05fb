"""Visiting websites: politely, within limits, never into the house's own network unless it is named."""

import socket
from collections.abc import Iterator

import pytest

from tests.disclosure.websites import Website, website
from thutuc.disclosure.adapters import fetching
from thutuc.disclosure.adapters.fetching import Manner, Visitor, are_public
from thutuc.disclosure.rules.sites import Problem

HOUSE = Manner(agent="thutuc-check-sites/1.0", timeout=2, whole=4, pause=0, private=frozenset({"127.0.0.1"}))


@pytest.fixture(scope="module")
def _running() -> Iterator[Website]:
    with website() as running:
        yield running


@pytest.fixture
def site(_running: Website) -> Website:
    _running.answers.clear()
    _running.asked.clear()
    return _running


def test_a_page_is_read_under_our_own_name_after_robots(site: Website) -> None:
    url = site.shows("/", "<h1>Xã An</h1>")

    page = Visitor(HOUSE).page(url)

    assert (page.status, page.problem, page.content) == (200, None, "<h1>Xã An</h1>")
    assert site.asked == [("/robots.txt", HOUSE.agent), ("/", HOUSE.agent)]


def test_an_address_of_the_house_is_not_visited_unless_it_is_named(site: Website) -> None:
    url = site.shows("/", "x")
    stranger = Visitor(Manner(pause=0))
    elsewhere = site.address.replace("127.0.0.1", "localhost")

    assert stranger.page(url).problem is Problem.ADDRESS
    assert Visitor(HOUSE).page(elsewhere).problem is Problem.ADDRESS
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not are_public([address])
    assert not are_public(["8.8.8.8", address])


def test_public_addresses() -> None:
    assert are_public(["8.8.8.8", "2001:4860:4860::8888"])
    assert not are_public([])


def test_a_redirect_is_followed_and_looked_up_again(site: Website) -> None:
    site.shows("/moi", "mới")
    inside = site.sends_on("/cu", "/moi")
    outside = site.sends_on("/ra", site.address.replace("127.0.0.1", "localhost") + "/moi")
    file = site.sends_on("/tep", "file:///etc/passwd")

    assert Visitor(HOUSE).page(inside).final == f"{site.address}/moi"
    assert Visitor(HOUSE).page(outside).problem is Problem.ADDRESS
    assert Visitor(HOUSE).page(file).problem is Problem.ADDRESS


def test_redirects_in_a_circle_end(site: Website) -> None:
    url = site.sends_on("/tron", "/tron")

    assert Visitor(HOUSE).page(url).problem is Problem.REDIRECTS


def test_robots_are_heeded(site: Website) -> None:
    site.shows("/robots.txt", "User-agent: *\nDisallow: /rieng", kind="text/plain")
    url, open_url = site.shows("/rieng/a", "x"), site.shows("/chung", "y")
    visitor = Visitor(HOUSE)

    assert visitor.page(url).problem is Problem.ROBOTS
    assert visitor.page(open_url).content == "y"
    assert not visitor.is_dead(url)
    assert [path for path, _agent in site.asked] == ["/robots.txt", "/chung"]


@pytest.mark.parametrize(
    ("kind", "size", "status", "problem"),
    [
        ("application/pdf", 10, 200, Problem.NO_PAGE),
        ("text/html", fetching.MOST_BYTES + 1, 200, Problem.TOO_LARGE),
        ("text/html", 10, 500, Problem.STATUS),
    ],
)
def test_what_is_no_page_is_said_to_be_none(site: Website, kind: str, size: int, status: int, problem: Problem) -> None:
    url = site.shows("/tep", "x" * size, kind=kind, status=status)

    assert Visitor(HOUSE).page(url).problem is problem


def test_a_server_that_is_silent_is_left(site: Website) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        hasty = Manner(timeout=0.05, whole=0.2, pause=0, private=HOUSE.private)

        assert Visitor(hasty).page(url).problem is Problem.SILENT
    assert Visitor(HOUSE).page(url).problem is Problem.SILENT


def test_a_link_is_tried_once_and_what_refuses_machines_is_not_dead(site: Website) -> None:
    site.shows("/khoa", "", status=403)
    site.shows("/song", "x" * 5_000_000)
    visitor = Visitor(HOUSE)

    assert [visitor.is_dead(site.address + path) for path in ("/khoa", "/song", "/mat", "/mat")] == [
        *(False, False, True, True)
    ]
    assert [path for path, _agent in site.asked].count("/mat") == 1


def test_one_host_is_left_in_peace_between_two_requests(site: Website) -> None:
    site.shows("/", "x")
    rests: list[float] = []

    Visitor(Manner(pause=60, private=HOUSE.private), rest=rests.append).page(site.address)

    assert len(rests) == 1
    assert 59 < rests[0] <= 60


@pytest.mark.parametrize("kind", ["text/html; charset=windows-1258", "text/html; charset=khong-co", "text/html"])
def test_a_strange_charset_is_read_as_well_as_can_be(site: Website, kind: str) -> None:
    url = site.shows("/", '<meta charset="utf-8">abc', kind=kind)

    assert "abc" in Visitor(HOUSE).page(url).content

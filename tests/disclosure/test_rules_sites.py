"""What a page shows and what it lacks."""

from dataclasses import replace
from datetime import date

import pytest

from tests.disclosure.websites import NOTICE
from thutuc.disclosure.rules import sites
from thutuc.disclosure.rules.sites import Decision, Expected, Fetched, Finding, Problem, Result, SiteFault, SiteOutcome

URL = "https://xaan.example/thu-tuc"
OWED = Expected(
    unit="xa-an",
    codes=frozenset({"1.000001", "1.000002"}),
    ended=frozenset({"1.000009"}),
    decisions=(Decision("99/QĐ-UBND", date(2019, 3, 5)), Decision("12/QĐ-UBND", date(2020, 1, 2))),
    current_numbers=frozenset({"12/QĐ-UBND"}),
    portal="https://dichvucong.anlac.example",
    national_portal="https://dichvucong.gov.vn",
)
LIST = '<a href="https://dichvucong.anlac.example/thu-tuc/">Thủ tục hành chính</a>'


def judged(body: str, *, owed: Expected = OWED, dead: tuple[str, ...] = ()) -> Result:
    fetched = Fetched(URL, URL, 200, body)
    return sites.judge([fetched], [sites.read(fetched)], owed, dead=dead)


def faults(result: Result) -> list[tuple[SiteFault, str]]:
    return [(each.fault, each.subject) for each in result.findings]


@pytest.mark.parametrize(
    "link",
    [
        LIST,
        '<a href="https://dichvucong.anlac.example/co-quan/xa-an">Xã An</a>',
        '<a href="https://dichvucong.anlac.example/thu-tuc/1.000001">a</a>'
        '<a href="https://dichvucong.gov.vn/p/home/dvc-tthc.html?ma=1.000002.000.00.00.H99">b</a>',
        '<a href="https://dichvucong.gov.vn/p/chi-tiet?id=1">1.000001 Khai sinh</a>'
        '<a href="https://www.dichvucong.gov.vn/p/chi-tiet?id=2">1.000002</a>',
    ],
)
def test_a_link_to_the_live_list_or_to_each_procedure_is_enough(link: str) -> None:
    result = judged(link + NOTICE)

    assert (result.outcome, result.shows_procedures, result.linked) == (SiteOutcome.GOOD, True, 2)
    assert result.findings == ()


def test_a_procedure_without_its_link_is_named() -> None:
    result = judged('<a href="https://dichvucong.anlac.example/thu-tuc/1.000001">a</a>' + NOTICE)

    assert result.outcome is SiteOutcome.PARTIAL
    assert faults(result) == [(SiteFault.NOT_LINKED, "1.000002")]


def test_codes_without_links_and_links_elsewhere_show_nothing() -> None:
    result = judged('<p>1.000001, 1.000002</p><a href="https://elsewhere.example/thu-tuc/1.000001">a</a>' + NOTICE)

    assert faults(result) == [(SiteFault.NO_LINKS, "")]
    assert result.shows_notice


def test_the_list_of_another_unit_is_not_its_own() -> None:
    result = judged('<a href="https://dichvucong.anlac.example/co-quan/xa-binh">a</a>' + NOTICE)

    assert not result.shows_procedures


def test_a_page_with_neither_links_nor_notice_discloses_nothing() -> None:
    result = judged("<h1>Xã An</h1><script>phản ánh, kiến nghị 1.000009</script>")

    assert result.outcome is SiteOutcome.MISSING
    assert faults(result) == [(SiteFault.NO_LINKS, ""), (SiteFault.NO_NOTICE, "")]


def test_a_notice_says_what_it_lacks() -> None:
    result = judged(LIST + "<p>Phản ánh, kiến nghị gửi về: Địa chỉ: số 2 đường Hòa Bình</p>")

    assert result.shows_notice
    assert faults(result) == [
        (SiteFault.NOTICE_LACKS, "số điện thoại"),
        (SiteFault.NOTICE_LACKS, "thư điện tử hoặc địa chỉ mạng"),
    ]


def test_the_words_alone_are_no_notice() -> None:
    assert not judged(LIST + "<a href='/pakn'>Phản ánh, kiến nghị</a>").shows_notice


def test_an_address_behind_a_link_counts_as_written() -> None:
    body = "<p>Phản ánh kiến nghị. Địa chỉ: số 2. ĐT: 1900 1234. <a href='mailto:a@b.example'>Thư</a></p>"

    assert judged(LIST + body).outcome is SiteOutcome.GOOD


def test_an_abolished_procedure_is_named_in_text_or_link() -> None:
    for body in ("<td>1.000009</td>", '<a href="https://dichvucong.gov.vn/?ma=1.000009">x</a>'):
        result = judged(LIST + NOTICE + body)

        assert result.outcome is SiteOutcome.STALE
        assert faults(result) == [(SiteFault.ABOLISHED, "1.000009")]


@pytest.mark.parametrize(
    ("words", "is_old"),
    [
        ("Quyết định số 99/QĐ-UBND ngày 05/3/2019", True),
        ("Quyết định số 99/QĐ-UBND ngày 5 tháng 3 năm 2019", True),
        ("Quyết định số 99/QĐ-UBND", True),
        ("Quyết định số 99/QĐ-UBND ngày 06/6/2024", False),
        ("Quyết định số 199/QĐ-UBND", False),
        ("Quyết định số 99/QĐ-UBND-HC", False),
        ("Quyết định số 12/QĐ-UBND", False),
        ("Quyết định số 12/QĐ-UBND ngày 02/01/2020", True),
    ],
)
def test_an_ended_decision_is_known_by_number_and_day(words: str, is_old: bool) -> None:
    result = judged(LIST + NOTICE + f"<p>{words} của Chủ tịch</p>")

    assert (result.outcome is SiteOutcome.STALE) == is_old


def test_a_dead_link_is_a_fault_and_leads_to_no_procedure() -> None:
    dead = "https://dichvucong.anlac.example/thu-tuc/1.000001"
    result = judged(f'<a href="{dead}#a">a</a><a href="{dead.replace("01", "02")}">b</a>' + NOTICE, dead=(dead,))

    assert (SiteFault.DEAD_LINK, dead) in faults(result)
    assert (SiteFault.NOT_LINKED, "1.000001") in faults(result)


def test_a_page_that_cannot_be_opened_does_not_spoil_the_others() -> None:
    shut = Fetched("https://xaan.example/", problem=Problem.SILENT)
    good = Fetched(URL, URL, 200, LIST + NOTICE)

    alone = sites.judge([shut], [], OWED)
    both = sites.judge([shut, good], [sites.read(good)], OWED)

    assert (alone.outcome, alone.shows_notice) == (SiteOutcome.UNREACHABLE, False)
    assert both.outcome is SiteOutcome.PARTIAL
    assert faults(both) == [(SiteFault.UNREACHABLE, Problem.SILENT.label)]


def test_a_unit_that_owes_nothing_still_owes_the_notice() -> None:
    nothing = replace(OWED, codes=frozenset())

    assert judged(NOTICE, owed=nothing).outcome is SiteOutcome.GOOD
    assert judged(LIST, owed=nothing).outcome is SiteOutcome.PARTIAL


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    page = sites.read(
        Fetched(URL, URL, 200, "<a href='//b.example/x'>b<a href='http://[bad'>c</a><a href='javascript:0'>d<p>&nbsp;e")
    )

    assert [link.url for link in page.links] == ["https://b.example/x"]
    assert "e" in page.text


def test_links_to_procedures_are_tried_before_the_others() -> None:
    body = '<a href="/a">a</a><a href="https://elsewhere.example/">b</a>' + LIST
    page = sites.read(Fetched(URL, URL, 200, body))

    assert sites.to_try([page], OWED) == ["https://dichvucong.anlac.example/thu-tuc/", "https://xaan.example/a"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "xaan.example",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://u:p@a.example/",
        "https://a b/",
        "http://[x",
    ],
)
def test_an_address_that_cannot_be_visited_is_refused_in_words(url: str) -> None:
    (objection,) = sites.address_objections(url)

    assert objection.field == "url"


def test_the_worst_come_first() -> None:
    good = judged(LIST + NOTICE)
    results = {"b": good, "a": replace(good, outcome=SiteOutcome.STALE, findings=(Finding(SiteFault.ABOLISHED, URL),))}

    assert sites.worst_first(results) == ["a", "b"]

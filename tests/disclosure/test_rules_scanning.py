"""What a scanned sheet is worth on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thutuc.catalogue.rules.content import (
    DossierCase,
    Fee,
    LegalBasis,
    Offer,
    ProcedureContent,
    RequiredDocument,
    TimeLimit,
)
from thutuc.catalogue.rules.summary import LimitSpan
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.disclosure.rules import scanning
from thutuc.disclosure.rules.scanning import Edition, Figure, Listed, judge
from thutuc.disclosure.rules.terms import Verdict
from thutuc.kernel.periods import Days

FIRST = Edition(1, Days(date(2026, 1, 5), date(2026, 6, 15)), "Quyết định 10/QĐ-UBND", "Quyết định 1406/QĐ-UBND")
SECOND = Edition(2, Days(date(2026, 6, 15), date(2026, 11, 6)), "Quyết định 1406/QĐ-UBND", "Quyết định 2150/QĐ-UBND")
THIRD = Edition(3, Days(date(2027, 1, 1)), "Quyết định 2300/QĐ-UBND")
ALL = [THIRD, FIRST, SECOND]


@pytest.mark.parametrize(
    ("paper", "on", "verdict"),
    [
        (FIRST, date(2026, 1, 4), Verdict.NOT_YET),
        (FIRST, date(2026, 1, 5), Verdict.IN_FORCE),
        (FIRST, date(2026, 6, 14), Verdict.IN_FORCE),
        (FIRST, date(2026, 6, 15), Verdict.SUPERSEDED),
        (FIRST, date(2026, 11, 6), Verdict.ABOLISHED),
        (SECOND, date(2026, 6, 14), Verdict.NOT_YET),
        (SECOND, date(2026, 11, 5), Verdict.IN_FORCE),
        (SECOND, date(2026, 12, 31), Verdict.ABOLISHED),
        (THIRD, date(2026, 12, 31), Verdict.NOT_YET),
        (THIRD, date(2027, 1, 1), Verdict.IN_FORCE),
        (SECOND, date(2027, 1, 1), Verdict.SUPERSEDED),
    ],
)
def test_the_word_of_a_sheet_follows_the_day(paper: Edition, on: date, verdict: Verdict) -> None:
    assert judge(paper, ALL, on=on).verdict is verdict


def test_a_replaced_sheet_names_what_replaced_it_and_one_in_force_when_it_ends() -> None:
    replaced = judge(FIRST, ALL, on=date(2026, 7, 1))
    assert replaced.now == SECOND
    standing = judge(SECOND, ALL, on=date(2026, 7, 1))
    assert (standing.leaves_on, standing.following) == (date(2026, 11, 6), THIRD)


def test_an_abolished_sheet_says_since_when_and_by_which_act_even_when_its_version_was_replaced_before() -> None:
    for paper in (FIRST, SECOND):
        gone = judge(paper, ALL, on=date(2026, 11, 20))
        assert (gone.ended_on, gone.ended_by) == (date(2026, 11, 6), "Quyết định 2150/QĐ-UBND")
        assert gone.following == THIRD


def test_a_version_that_was_taken_back_does_not_hold_although_its_days_go_on() -> None:
    taken_back = Edition(4, Days(date(2026, 7, 1)))
    assert judge(taken_back, [FIRST, SECOND], on=date(2026, 8, 1)).verdict is Verdict.SUPERSEDED
    assert judge(taken_back, [], on=date(2026, 8, 1)).verdict is Verdict.ABOLISHED
    future = Edition(5, Days(date(2027, 1, 1)))
    assert judge(future, [FIRST, SECOND], on=date(2026, 8, 1)).verdict is Verdict.SUPERSEDED


def test_a_version_that_changes_nothing_on_the_notice_replaces_no_sheet() -> None:
    before, after = replace(FIRST, notice="a1"), replace(SECOND, notice="a1")
    assert judge(before, [before, after], on=date(2026, 7, 1)).verdict is Verdict.IN_FORCE
    assert judge(before, [before, after], on=date(2026, 7, 1)).leaves_on == date(2026, 11, 6)
    assert judge(before, [before, SECOND], on=date(2026, 7, 1)).verdict is Verdict.SUPERSEDED


PAPER = ProcedureContent(
    code="1.004222",
    name="Cấp giấy phép xây dựng nhà ở riêng lẻ",
    offers=(Offer(Channel.DIRECT, limit=TimeLimit(Decimal(10), TimeUnit.WORKING_DAY), fees=(Fee(75_000),)),),
    cases=(DossierCase("", tuple(RequiredDocument(f"Giấy tờ số {n}") for n in range(1, 6))),),
    resolving_agency="Sở Xây dựng",
    legal_bases=(LegalBasis("50/2014/QH13"),),
    decision_number="10/QĐ-UBND",
)
NOW = replace(
    PAPER,
    offers=(replace(PAPER.offers[0], limit=TimeLimit(Decimal(7), TimeUnit.WORKING_DAY)),),
    cases=(DossierCase("", PAPER.cases[0].documents[:-1]),),
    resolving_agency="Ủy ban nhân dân cấp xã",
    legal_bases=(LegalBasis("135/2025/QH15"),),
    decision_number="1406/QĐ-UBND",
)


def test_only_what_differs_for_people_is_told_the_most_asked_first() -> None:
    rows = scanning.differences(PAPER, NOW)
    assert [row.part.key for row in rows] == ["limits", "papers", "agency"]
    limit, papers, agency = rows
    ten, seven = LimitSpan(TimeUnit.WORKING_DAY, "10", "10"), LimitSpan(TimeUnit.WORKING_DAY, "7", "7")
    assert (limit.figure, limit.figures) == (Figure.LIMIT, (ten, seven))
    assert (papers.figure, papers.figures, papers.paper, papers.now) == (Figure.COUNT, (5, 4), ("Giấy tờ số 5",), ())
    assert (agency.figure, agency.paper, agency.now) == (Figure.NONE, ("Sở Xây dựng",), ("Ủy ban nhân dân cấp xã",))


def test_spelling_and_a_new_decision_alone_are_no_difference_for_people() -> None:
    renamed = replace(PAPER, name="Cấp giấy phép xây dựng nhà ở riêng lẻ.", decision_number="9/QĐ-UBND")
    assert scanning.differences(PAPER, renamed) == ()


def test_long_differences_are_cut_and_say_how_much_is_left() -> None:
    conditions = "\n".join(f"Điều kiện thứ {n}: " + "đủ mọi thứ giấy tờ " * 30 for n in range(300))
    (row,) = scanning.differences(PAPER, replace(PAPER, conditions=conditions))
    assert (len(row.now), row.more, row.paper) == (scanning.MOST_LINES, 296, ())
    assert all(len(line) <= scanning.MOST_LETTERS + 1 for line in row.now)


def listed(code: str, paper: Edition, on: date) -> Listed:
    return Listed(code, f"Thủ tục {code}", judge(paper, ALL, on=on))


def test_a_list_holds_while_each_line_holds_and_nothing_is_missing() -> None:
    on = date(2026, 7, 1)
    lines = [listed("1.000001", SECOND, on), listed("1.000002", THIRD, on)]
    owed = [("1.000001", "Thủ tục 1.000001")]
    assert scanning.judge_list(lines, owed).verdict is Verdict.IN_FORCE
    judged = scanning.judge_list([*lines, listed("1.000003", FIRST, on)], [*owed, ("1.000004", "Thủ tục mới")])
    assert (judged.verdict, judged.current, judged.total) == (Verdict.SUPERSEDED, 2, 3)
    assert [each.code for each in judged.outdated] == ["1.000003"]
    assert judged.missing == (("1.000004", "Thủ tục mới"),)


def test_the_feedback_notice_holds_while_its_addresses_are_in_use() -> None:
    assert scanning.judge_notice(["1900 1234"], ["1900 1234"]) is Verdict.IN_FORCE
    assert scanning.judge_notice(["1900 1234"], ["1900 9999"]) is Verdict.SUPERSEDED

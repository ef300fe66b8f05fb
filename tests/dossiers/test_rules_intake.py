"""What is scanned, what may be promised, how the first answer stands."""

from datetime import date
from decimal import Decimal

import pytest

from tests.catalogue.contents import content
from tests.dossiers.factories import WORKFLOW, moment
from thutuc.catalogue.rules.content import DossierCase, Fee, Offer, TimeLimit
from thutuc.catalogue.rules.terms import Channel, TimeUnit
from thutuc.dossiers.rules import parties, scans
from thutuc.dossiers.rules.promise import Part, cases_of, promise, tally
from thutuc.dossiers.rules.terms import DossierState, IdKind, TimelinessOpen
from thutuc.dossiers.rules.waiting import View, first_answer
from thutuc.worktime.readers import shipped_days
from thutuc.worktime.rules import OutsideCalendar

CALENDAR = shipped_days().calendar()
CARD = "049170004318|201234567|Huỳnh Ngọc Ẩn|06091970|Nữ|Tổ 14, phường Hòa Bình|01012022"


@pytest.mark.parametrize(
    ("typed", "code", "sheet"),
    [
        ("1.004884", "1.004884", ""),
        (" 1.004884.000.00.00.H14 ", "1.004884.000.00.00.H14", ""),
        ("https://dvc.example.vn/thu-tuc/1.004884/", "1.004884", ""),
        ("https://dvc.example.vn/to/7K4M2PX9/", "", "7K4M2PX9"),
        ("7K4M-2PX9", "", "7K4M2PX9"),
        ("khai sinh", "", ""),
        ("khaisinh", "", ""),
    ],
)
def test_a_reader_names_a_procedure_or_a_sheet(typed: str, code: str, sheet: str) -> None:
    found = scans.wanted(typed)

    assert (found.code, found.sheet) == (code, sheet)


def test_an_identity_card_is_spread_and_a_typed_number_is_not() -> None:
    card = scans.card(CARD)

    assert card == scans.Card("049170004318", "Huỳnh Ngọc Ẩn", date(1970, 9, 6), "Tổ 14, phường Hòa Bình")
    assert scans.card("049170004318") is None
    assert scans.card("049170004318||Ẩn|99999999") == scans.Card("049170004318", "Ẩn")


@pytest.mark.parametrize(
    ("number", "kind", "whole"),
    [
        ("049 170 004 318", IdKind.PERSONAL, True),
        ("201234567", IdKind.OLD_CARD, True),
        ("0401234567", IdKind.TAX, True),
        ("0401234567-001", IdKind.TAX, True),
        ("B1234567", IdKind.PASSPORT, True),
        ("04917", IdKind.PERSONAL, False),
    ],
)
def test_a_number_tells_its_paper_and_only_a_whole_one_is_looked_for(number: str, kind: IdKind, whole: bool) -> None:
    assert parties.kind_of_number(number) is kind
    assert parties.is_whole(number, kind) is whole


def test_the_promise_counts_days_names_holidays_and_adds_up_the_fee() -> None:
    text = content(offers=(Offer(Channel.DIRECT, limit=_days(10), fees=(Fee(8000), Fee(8000))),), workflow=WORKFLOW)

    told = promise(text, channel=Channel.DIRECT, case="", calendar=CALENDAR, at=moment("2026-11-23 14:05"))

    assert told.due == moment("2026-12-08 17:00")
    assert [(each.name, len(each.days)) for each in told.passed] == [("Ngày Văn hóa Việt Nam", 1), ("", 4)]
    assert told.total == 16000
    assert told.parts[:2] == (Part("Tiếp nhận", Decimal(2)), Part("Phân công", Decimal(2)))
    assert len(told.cells) == 16
    assert not told.is_outside
    lunch = promise(text, channel=Channel.DIRECT, case="", calendar=CALENDAR, at=moment("2026-11-23 12:10"))
    assert lunch.is_outside
    assert lunch.due == told.due


def test_a_long_promise_leaves_out_its_middle() -> None:
    text = content(offers=(Offer(Channel.DIRECT, limit=_days(40)),))

    told = promise(text, channel=Channel.DIRECT, case="", calendar=CALENDAR, at=moment("2026-03-02 08:00"))

    assert None in told.cells
    assert len(told.cells) == 32


def test_without_a_limit_or_a_calendar_nothing_is_promised() -> None:
    silent = content(offers=(Offer(Channel.DIRECT, limit=TimeLimit(note="Theo từng trường hợp")),))
    endless = content(offers=(Offer(Channel.DIRECT, limit=_days(900)),))

    told = promise(silent, channel=Channel.DIRECT, case="", calendar=CALENDAR, at=moment("2026-11-23 08:00"))

    assert told.due is None
    assert told.words == "Theo từng trường hợp"
    with pytest.raises(OutsideCalendar):
        promise(endless, channel=Channel.DIRECT, case="", calendar=CALENDAR, at=moment("2026-11-23 08:00"))


def test_cases_are_those_with_lists_or_else_those_with_limits() -> None:
    offers = (Offer(Channel.DIRECT, "Đúng hạn"), Offer(Channel.DIRECT, "Quá hạn"), Offer(Channel.ONLINE, "Khác"))

    assert cases_of(content(offers=offers), channel=Channel.DIRECT) == ("Đúng hạn", "Quá hạn")
    two = (DossierCase("Sổ còn"), DossierCase("Sổ mất"))
    assert cases_of(content(offers=offers, cases=two), channel=Channel.DIRECT) == ("Sổ còn", "Sổ mất")


def test_papers_are_counted_as_they_were_found() -> None:
    found = tally(["given", "data", "missing", "wrong", ""])

    assert (found.asked, found.given, found.missing, found.wrong, found.unchecked) == (5, 2, 1, 1, 1)
    assert not found.is_complete
    assert tally(["given", "not_needed"]).is_complete


def test_the_first_answer_is_late_to_the_minute_and_rests_with_the_applicant() -> None:
    due = moment("2026-11-25 10:00")
    cases = {
        "2026-11-24 16:00": TimelinessOpen.IN_TIME,
        "2026-11-25 09:59": TimelinessOpen.NEAR_DUE,
        "2026-11-25 10:01": TimelinessOpen.LATE,
    }

    for text, standing in cases.items():
        assert first_answer(state=DossierState.SUBMITTED, due_at=due, now=moment(text)).standing is standing
    waiting = first_answer(state=DossierState.INTAKE_SUPPLEMENT, due_at=due, now=moment("2026-11-26 08:00"))
    assert waiting.standing is TimelinessOpen.PAUSED
    assert View.NEW.states == (DossierState.SUBMITTED,)
    assert len(View.ALL.states) == 3


def _days(count: int) -> TimeLimit:
    return TimeLimit(Decimal(count), TimeUnit.WORKING_DAY)

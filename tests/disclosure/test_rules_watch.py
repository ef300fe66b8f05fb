"""The seven kinds of case open and close as facts are recorded; nobody keeps them by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.disclosure.test_rules_chain_limits import CALENDAR, numbers
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind, SightingState
from thutuc.catalogue.rules.decisions.upstream import Followed, Item, Law, Ministry, Sighted, Standing
from thutuc.catalogue.rules.terms import Level
from thutuc.disclosure.rules.chain_limits import Fault
from thutuc.disclosure.rules.watch import Case, Facts, Office, Outstanding, addressee, cases, letter_of
from thutuc.disclosure.rules.watch_terms import CaseKind, Owner, Step, Touching

SIGNED, DRAFT = DecisionState.SIGNED, DecisionState.DRAFT
OLD, CIRCULAR = 1, 2
HERE = Standing(
    "1.000001.H56", "1.000001", "Đăng ký", date(2018, 1, 1), False, 7, "Bộ Tư pháp", "Hộ tịch", frozenset({OLD})
)
LAW = Law(
    CIRCULAR,
    "04/2019/TT-BTP",
    issuer="Bộ Tư pháp",
    issued_on=date(2019, 4, 15),
    effective_on=date(2019, 7, 1),
    changes=frozenset({OLD}),
)
ITEM = Item("1.000001", "Đăng ký", OperationKind.AMENDED, frozenset({Level.PROVINCE}))
MINISTRY = Ministry(
    "1200-qd-btp-2019",
    "1200/QĐ-BTP",
    "Bộ Tư pháp",
    "Công bố thủ tục",
    signed_on=date(2019, 6, 3),
    arrived_on=date(2019, 6, 10),
    register_number="812",
    documents=frozenset({CIRCULAR}),
    items=(ITEM,),
)
FOLLOWED = Followed("DT-2019-1", "1.000001", SIGNED, date(2019, 6, 24), ministries=frozenset({MINISTRY.code}))


def seen(on: date, **facts: Any) -> list[Case]:
    return cases(Facts(**{"standings": [HERE], **facts}), numbers=numbers(), calendar=CALENDAR, on=on)


def the_case(on: date, **facts: Any) -> Case:
    (found,) = seen(on, **facts)
    return found


def test_a_law_that_changes_what_a_procedure_cites_waits_for_the_ministry() -> None:
    early, late = the_case(date(2019, 5, 20), laws=[LAW]), the_case(date(2019, 7, 1), laws=[LAW])

    assert (early.kind, early.codes, early.touching) == (
        CaseKind.LAW_NO_MINISTRY,
        ("1.000001",),
        Touching.CHANGES_CITED,
    )
    assert (early.due.on, early.fault, early.step) == (date(2019, 6, 3), Fault.NONE, Step.AWAIT_MINISTRY)
    assert (late.fault, late.step, late.owner, late.to) == (
        Fault.UPSTREAM,
        Step.URGE_PUBLISH,
        Owner.MINISTRY,
        "Bộ Tư pháp",
    )
    assert (late.left, late.age[0]) == (-20, 77)


SETTLED = [
    ("a person found that it touches none", {"laws": [replace(LAW, assessed=frozenset())]}),
    ("the text here began with it", {"standings": [replace(HERE, since=date(2019, 7, 1))], "laws": [LAW]}),
    (
        "the text here cites it",
        {"standings": [replace(HERE, since=date(2019, 6, 24), cites=frozenset({CIRCULAR}))], "laws": [LAW]},
    ),
    ("a provincial decision names it", {"laws": [LAW], "followed": [replace(FOLLOWED, basis="theo 04/2019/TT-BTP")]}),
    ("nothing here cites what it changes", {"standings": [replace(HERE, cites=frozenset({9}))], "laws": [LAW]}),
]


@pytest.mark.parametrize(("why", "facts"), SETTLED, ids=[row[0] for row in SETTLED])
def test_no_case_is_open_when(why: str, facts: dict[str, Any]) -> None:
    assert seen(date(2019, 7, 1), **facts) == []


def test_what_a_person_found_wins_over_citations() -> None:
    found = replace(LAW, changes=frozenset(), assessed=frozenset({"1.000001"}))

    assert the_case(date(2019, 7, 1), laws=[found]).touching is Touching.ASSESSED


def test_a_law_that_makes_new_procedures_waits_although_it_touches_none() -> None:
    found = the_case(date(2019, 7, 1), laws=[replace(LAW, assessed=frozenset(), brings_new=True)])

    assert (found.kind, found.codes) == (CaseKind.LAW_NO_MINISTRY, ())


def test_for_a_decree_the_ministry_that_regulates_the_procedures_is_asked() -> None:
    assert the_case(date(2019, 7, 1), laws=[replace(LAW, issuer="Chính phủ")]).to == "Bộ Tư pháp"


def test_a_text_of_the_province_itself_waits_for_no_ministry() -> None:
    found = the_case(date(2019, 7, 1), laws=[replace(LAW, is_local=True, issuer="HĐND tỉnh")])

    assert (found.kind, found.fault, found.owner, found.agency_id) == (
        CaseKind.MINISTRY_NO_PROVINCE,
        Fault.OWN,
        Owner.DEPARTMENT,
        7,
    )


def test_a_ministrys_decision_here_in_time_and_not_followed_is_our_own_delay() -> None:
    early = the_case(date(2019, 6, 17), laws=[LAW], ministries=[MINISTRY])
    late = the_case(date(2019, 6, 25), laws=[LAW], ministries=[MINISTRY])

    assert (early.kind, early.due.on, early.left) == (CaseKind.MINISTRY_NO_PROVINCE, date(2019, 6, 24), 5)
    assert (early.fault, late.fault) == (Fault.NONE, Fault.OWN)
    assert (late.step, late.since) == (Step.DRAFT, date(2019, 6, 10))


def test_one_that_came_after_our_own_deadline_is_upstream() -> None:
    came = replace(MINISTRY, signed_on=date(2019, 6, 26), arrived_on=date(2019, 7, 3))

    assert the_case(date(2019, 7, 10), laws=[LAW], ministries=[came]).fault is Fault.UPSTREAM


def test_a_draft_under_way_is_named_and_its_agency_owns_the_case() -> None:
    draft = replace(FOLLOWED, state=DRAFT, signed_on=None, agency_id=9)
    found = the_case(date(2019, 6, 17), laws=[LAW], ministries=[MINISTRY], followed=[draft])

    assert (found.step, found.draft, found.agency_id) == (Step.FINISH_DRAFT, "DT-2019-1", 9)


@pytest.mark.parametrize(
    "followed", [FOLLOWED, replace(FOLLOWED, ministries=frozenset())], ids=["following it", "of its procedures"]
)
def test_the_province_signs_and_everything_before_it_closes(followed: Followed) -> None:
    assert seen(date(2019, 7, 10), laws=[LAW], ministries=[MINISTRY], followed=[followed]) == []


def test_one_that_was_never_sent_opens_a_case_of_its_own_and_ours_is_upstream() -> None:
    unsent = replace(MINISTRY, arrived_on=None, register_number="")
    found = {case.kind: case for case in seen(date(2019, 7, 10), laws=[LAW], ministries=[unsent])}

    assert set(found) == {CaseKind.MINISTRY_NOT_SENT, CaseKind.MINISTRY_NO_PROVINCE}
    assert found[CaseKind.MINISTRY_NOT_SENT].due.on == date(2019, 6, 6)
    assert found[CaseKind.MINISTRY_NO_PROVINCE].fault is Fault.UPSTREAM


def test_what_is_only_partly_on_the_national_database_names_what_is_missing() -> None:
    partly = Sighted(SightingState.PARTIAL, date(2019, 6, 20), ("1.000001",))
    facts = {"ministries": [replace(MINISTRY, sighted=partly)], "followed": [FOLLOWED], "laws": [LAW]}
    found = the_case(date(2019, 6, 20), **facts)

    assert (found.kind, found.missing, found.due.on) == (
        CaseKind.MINISTRY_NOT_NATIONAL,
        ("1.000001",),
        date(2019, 6, 17),
    )
    assert found.fault is Fault.UPSTREAM


def test_it_closes_when_everything_was_seen_there() -> None:
    whole = replace(MINISTRY, sighted=Sighted(SightingState.FULL, date(2019, 6, 20)))

    assert seen(date(2019, 6, 20), ministries=[whole], followed=[FOLLOWED], laws=[LAW]) == []


def test_new_procedures_of_a_ministrys_own_level_are_not_awaited_here() -> None:
    new = replace(ITEM, base_code="1.999999", kind=OperationKind.NEW)
    theirs = replace(new, levels=frozenset({Level.MINISTRY}))

    assert seen(date(2019, 7, 10), ministries=[replace(MINISTRY, items=(theirs,))]) == []
    assert the_case(date(2019, 7, 10), ministries=[replace(MINISTRY, items=(new,))]).codes == ("1.999999",)


def test_what_was_taken_over_later_owes_nothing_for_older_decisions() -> None:
    taken = replace(HERE, since=date(2019, 9, 3), is_opening=True)

    assert seen(date(2019, 10, 1), ministries=[MINISTRY], standings=[taken], laws=[LAW]) == []


def test_the_provinces_own_steps_have_their_own_days() -> None:
    on = date(2019, 7, 2)
    unentered = Outstanding(CaseKind.PROVINCE_NOT_ENTERED, "DT-2019-1", "412/QĐ-UBND", "", date(2019, 6, 24))
    differing = Outstanding(CaseKind.ENTERED_DIFFERS, "1.000001", "1.000001", "Đăng ký", date(2019, 6, 28))
    outdated = Outstanding(CaseKind.SHEET_OUTDATED, "12", "Xã Ia Băng", "", date(2019, 6, 24), due=date(2019, 7, 2))
    found = {case.kind: case for case in seen(on, outstanding=[unentered, differing, outdated])}

    entering = found[CaseKind.PROVINCE_NOT_ENTERED]
    assert (entering.due.on, entering.left, entering.fault) == (date(2019, 7, 1), -1, Fault.OWN)
    assert found[CaseKind.ENTERED_DIFFERS].fault is Fault.OWN
    assert found[CaseKind.SHEET_OUTDATED].fault is Fault.NONE
    assert not found[CaseKind.SHEET_OUTDATED].due.is_law


def test_a_letter_names_the_rule_what_is_missing_and_the_letters_before_it() -> None:
    partly = Sighted(SightingState.PARTIAL, date(2019, 6, 20), ("1.000001",))
    found = the_case(date(2019, 6, 20), ministries=[replace(MINISTRY, sighted=partly)], followed=[FOLLOWED], laws=[LAW])
    office = Office("Văn phòng UBND tỉnh An Lạc", "UBND tỉnh An Lạc", "An Lạc")
    letter = letter_of(
        found,
        to=addressee(found, ""),
        office=office,
        names={"1.000001": "Đăng ký"},
        before=[("55/VP-KSTT", date(2019, 6, 18))],
        on=date(2019, 6, 20),
    )

    assert letter.to == ("Bộ Tư pháp",)
    assert letter.basis == "quy định tại Điều 24 Nghị định 63/2010/NĐ-CP, sửa đổi bởi 92/2017/NĐ-CP"
    assert [(row.what, row.source, row.days_late) for row in letter.rows] == [("1.000001 Đăng ký", "1200/QĐ-BTP", 3)]
    assert letter.before == ("Công văn số 55/VP-KSTT ngày 18/06/2019",)


def test_a_letter_to_a_unit_never_calls_the_provinces_own_rule_a_law() -> None:
    outdated = Outstanding(
        CaseKind.SHEET_OUTDATED, "xa", "Xã Ia Băng", "", date(2019, 6, 24), ("1.1",), due=date(2019, 7, 1)
    )
    found = the_case(date(2019, 7, 3), outstanding=[outdated])
    letter = letter_of(
        found, to=addressee(found, "Xã Ia Băng"), office=Office("A", "B", "C"), names={}, on=date(2019, 7, 3)
    )

    assert (letter.to, letter.basis, letter.rows[0].what) == (("Xã Ia Băng",), "", "1.1")

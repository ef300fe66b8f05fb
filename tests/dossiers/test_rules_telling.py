"""What a citizen is told: messages of every act that changes something for them, words of every state."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import national, states, telling
from thutuc.dossiers.rules.telling import TOLD, Happened, Standing, Turn, coming, message_for, said, walked
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import LOCAL, Days

CODE, NAME = "H14.16-261112-0382", "Đăng ký nhận cha, mẹ, con"


def test_every_change_of_the_national_state_is_told() -> None:
    for move in states.MOVES:
        for source in move.sources:
            before = national.national(DossierState(source), channel=Channel.ONLINE, is_accepted=True)
            after = source if move.stays else move.target
            now = national.national(DossierState(after), channel=Channel.ONLINE, is_accepted=True)
            assert before == now or move.code in TOLD, (move.code, source)


def test_only_moves_are_told_and_the_work_inside_the_office_is_not() -> None:
    assert set(TOLD) <= set(states.BY_CODE)
    for code in ("assign", "take", "submit_for_review", "sign", "send_back", "recall", "consult", "conclude"):
        assert message_for(code, dossier_code=CODE, procedure=NAME, due_on=None, reason="") is None


@pytest.mark.parametrize("code", sorted(TOLD))
def test_a_subject_holds_the_code_and_not_what_the_dossier_is_about(code: str) -> None:
    told = message_for(code, dossier_code=CODE, procedure=NAME, due_on=date(2026, 11, 27), reason="Số 049170004318")

    assert told
    assert told.subject.startswith(f"Hồ sơ {CODE}: ")
    assert len(told.subject) <= 100
    assert NAME not in told.subject
    assert "049170004318" not in told.subject
    assert f"Thủ tục: {NAME}" in told.body
    assert "%(" not in told.body


def test_a_request_says_what_to_do_and_by_when() -> None:
    told = message_for(
        "request_supplement",
        dossier_code=CODE,
        procedure=NAME,
        due_on=date(2026, 11, 30),
        reason="Bản vẽ mặt cắt A–A chưa ghi cao độ nền.",
    )

    assert told
    assert "Cần làm: Bản vẽ mặt cắt A–A chưa ghi cao độ nền.\n" in told.body
    assert "chậm nhất: 30/11/2026." in told.body


def test_without_a_day_nothing_is_said_of_one() -> None:
    told = message_for("accept", dossier_code="", procedure="100%", due_on=None, reason="")

    assert told
    assert told.subject == "Hồ sơ mới nộp: đã tiếp nhận"
    assert "Hẹn trả" not in told.body


def test_the_secret_makes_an_applicant_of_one_dossier_only() -> None:
    hands = states.Hands(DossierState.SUPPLEMENT, frozenset(), frozenset(), key="k1")

    assert states.acting_roles(states.applicant("k1"), hands) == {states.APPLICANT}
    assert not states.acting_roles(states.applicant("k2"), hands)
    assert not states.acting_roles(Actor.anonymous(), hands)
    assert not states.acting_roles(states.applicant(""), states.Hands(hands.state, frozenset(), frozenset()))


def test_an_officer_whose_key_looks_like_an_applicant_is_none() -> None:
    hands = states.Hands(DossierState.SUPPLEMENT, frozenset(), frozenset(), key="k1")
    officer = Actor(ActorKind.PERSON, "applicant:k1", posts=(HeldPost("specialist", 1, Days(None, None)),))

    assert states.APPLICANT not in states.acting_roles(officer, hands)


OFFICE_WORDS = ("thụ lý", "thẩm định", "TTHC", "quy trình", "cán bộ", "lãnh đạo UBND", "liên thông")


@pytest.mark.parametrize("state", DossierState)
def test_every_state_is_told_in_plain_words(state: DossierState) -> None:
    words = telling.SAID[state]

    assert words.headline.split()[0] in {"Hồ", "Kết", "Đã"}
    assert all(len(part.split()) <= 24 for part in words.lead.split(". "))
    assert not any(word in f"{words.headline} {words.lead} {words.todo}" for word in OFFICE_WORDS)


@pytest.mark.parametrize("state", DossierState)
def test_a_turn_of_the_reader_has_something_to_do_and_every_other_has_not(state: DossierState) -> None:
    words = telling.SAID[state]

    assert (words.turn is Turn.APPLICANT) == (words.todo not in {telling.SAID[S].todo for S in WAITING_FOR_OTHERS})


WAITING_FOR_OTHERS = [each for each in DossierState if telling.SAID[each].turn is not Turn.APPLICANT]


def test_it_is_nobodys_turn_where_a_dossier_has_ended_and_somebodys_where_it_is_open() -> None:
    for state in DossierState:
        assert (telling.SAID[state].turn is Turn.NOBODY) == (state in states.FINAL)


def test_papers_that_were_sent_make_it_the_turn_of_the_office() -> None:
    asked = Standing(DossierState.SUPPLEMENT, asked=1)

    assert said(asked).turn is Turn.APPLICANT
    assert said(replace(asked, are_papers=True)).headline == "Hồ sơ đang chờ một giấy tờ"
    assert said(Standing(DossierState.SUPPLEMENT, asked=2)).headline == "Hồ sơ đang chờ bổ sung"
    assert said(Standing(DossierState.SUPPLEMENT, asked=1, sent=True)).turn is Turn.COUNTER
    assert "vẫn tính" in said(replace(asked, runs=True)).lead


def test_lateness_is_the_first_thing_said_and_whether_somebody_was_sorry_for_it() -> None:
    late = Standing(DossierState.AWAIT_SIGN, late=3)

    assert said(late).headline == "Kết quả đang chậm %(days)s ngày làm việc"
    assert "chưa làm" in said(late).lead
    assert "hẹn lại ngày %(day)s" in said(Standing(late.state, late=3, appointed=True)).lead
    assert "vẫn chậm" in said(Standing(late.state, late=3, appointed=True, broken=True)).lead
    assert said(Standing(DossierState.SUPPLEMENT, late=3)).headline != said(late).headline
    assert telling.here(late) == telling.SAID[DossierState.AWAIT_SIGN].headline


def test_every_act_of_the_table_is_a_step_of_the_way_or_known_as_inside_work() -> None:
    assert set(states.BY_CODE) == set(telling.DONE_WORDS) | telling.INSIDE
    assert not set(telling.DONE_WORDS) & telling.INSIDE


def test_the_way_tells_what_was_done_where_it_stopped_and_why() -> None:
    acts = [
        Happened("accept", DossierState.ACCEPTED, AT),
        Happened("reassign", DossierState.IN_PROCESS, AT, "Chị Lan nghỉ ốm"),
        Happened("request_supplement", DossierState.SUPPLEMENT, AT, "Thiếu bản vẽ"),
        Happened("request_withdrawal", DossierState.WITHDRAW_REQUESTED, AT, "Việc riêng của gia đình"),
        Happened("apologise", DossierState.AWAIT_SIGN, AT, "Chờ ý kiến Sở Xây dựng"),
    ]

    steps = walked(acts)

    assert [step.state for step in steps] == ["done", "pause", "done", "late"]
    assert [step.reason for step in steps] == ["", "", "", "Chờ ý kiến Sở Xây dựng"]


def test_what_is_to_come_ends_with_the_result() -> None:
    for state in DossierState:
        steps = coming(state)
        if steps:
            assert steps[-1].words == "Trả kết quả"
    assert next(step.words for step in coming(DossierState.SUPPLEMENT)) == "Xem giấy tờ và điều kiện"
    assert coming(DossierState.RESULT_READY) == ()
    assert coming(DossierState.WITHDRAWN) == ()


AT = datetime(2026, 11, 18, 15, 5, tzinfo=LOCAL)

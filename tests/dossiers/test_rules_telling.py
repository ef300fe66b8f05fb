"""What a citizen is told: messages of every act that changes something for them, words of every state."""

from datetime import date

import pytest

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.telling import TOLD, message_for
from thutuc.dossiers.rules.terms import DossierState
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

CODE, NAME = "H14.16-261112-0382", "Đăng ký nhận cha, mẹ, con"


def test_every_change_of_the_national_state_is_told() -> None:
    for move in states.MOVES:
        for source in move.sources:
            before = states.national(DossierState(source), channel=Channel.ONLINE, is_accepted=True)
            after = source if move.stays else move.target
            now = states.national(DossierState(after), channel=Channel.ONLINE, is_accepted=True)
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

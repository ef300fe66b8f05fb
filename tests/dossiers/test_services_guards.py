"""What a careless reading of the law would let happen to a dossier, and does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.dossiers.factories import COMPLETE, PAPER_WRONG, Ward, moment
from thutuc.accounts.rules.roles import Role
from thutuc.dossiers import services
from thutuc.dossiers.models import Consultation, Dossier, DossierEvent, Notice, ResultDocument, UnlistedDemand
from thutuc.dossiers.queries import attached
from thutuc.dossiers.rules import clock
from thutuc.dossiers.rules.clock import Timeliness
from thutuc.dossiers.rules.results import Result
from thutuc.dossiers.rules.terms import ConsultState, DemandBy, DossierState, Outcome
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import local_date

S = DossierState
pytestmark = pytest.mark.django_db
REFUSAL = Result(
    *(Outcome.REFUSED, "Văn bản từ chối", date(2026, 11, 30), "7/TB-UBND", "Võ Thị Mười", "Chủ tịch"),
    reason="Tòa án đã giao chỗ này cho người khác",
)


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def moved(dossier: Dossier, *acts: tuple[str, Actor, str]) -> Dossier:
    for code, by, at in acts:
        dossier = services.move(dossier=dossier, code=code, reason="Theo đề nghị", by=by, at=moment(at))
    return dossier


def asked_for_papers(ward: Ward, dossier: Dossier, at: str, **more: Any) -> Dossier:
    return services.request_supplement(
        dossier=dossier, grounds=[PAPER_WRONG], reason="Ảnh mờ", by=ward.specialist, at=moment(at), **more
    )


def test_papers_may_be_asked_for_after_a_guided_dossier_was_completed_at_the_counter(ward: Ward) -> None:
    dossier = services.guide_new(
        intake=ward.intake(),
        grounds=[PAPER_WRONG],
        reason="Ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.counter,
        at=moment("2026-11-16 09:00"),
    )
    dossier = services.accept(dossier=dossier, checks=COMPLETE, by=ward.counter, at=moment("2026-11-16 10:00"))
    dossier = services.hand_over(
        dossier=dossier, unit_id=ward.division.pk, by=ward.counter, at=moment("2026-11-16 10:10")
    )
    dossier = moved(dossier, ("take", ward.specialist, "2026-11-16 10:20"))

    dossier = asked_for_papers(ward, dossier, "2026-11-17 09:00")

    assert dossier.state == S.SUPPLEMENT
    first, second = Notice.objects.filter(dossier=dossier).order_by("pk")
    assert first.settled_at == first.sent_at == moment("2026-11-16 10:00")
    assert second.settled_at is None


def test_days_of_a_suspension_that_ends_with_a_refusal_are_not_the_agencys(ward: Ward) -> None:
    dossier = moved(ward.handled("2026-11-16 10:00"), ("suspend", ward.head, "2026-11-17 09:00"))

    dossier = services.record_result(dossier=dossier, result=REFUSAL, by=ward.specialist, at=moment("2026-11-30 10:00"))

    assert clock.finished(due_at=dossier.due_at, finished_at=dossier.finished_at) is not Timeliness.LATE
    assert clock.pauses_from(dossier.pauses)[-1].end == moment("2026-11-30 10:00")


def test_a_dossier_opened_again_runs_and_its_wrong_result_is_withdrawn(ward: Ward) -> None:
    dossier = moved(ward.handled("2026-11-16 10:00"), ("suspend", ward.head, "2026-11-17 09:00"))
    dossier = services.record_result(dossier=dossier, result=REFUSAL, by=ward.specialist, at=moment("2026-11-30 10:00"))

    dossier = moved(dossier, ("reopen", ward.signer, "2026-11-30 15:00"))

    assert clock.pauses_from(dossier.pauses)[-1].end is not None
    assert dossier.due_key == dossier.due_at
    assert attached.results(dossier) == []
    assert ResultDocument.objects.get(dossier=dossier).withdrawn_at == moment("2026-11-30 15:00")


def test_an_apologys_day_ends_where_the_binding_day_becomes_later(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.apologise(
        dossier=dossier,
        reason="Thiếu người",
        new_due_on=date(2026, 11, 25),
        by=ward.head,
        at=moment("2026-11-17 09:00"),
    )
    Dossier.objects.filter(pk=dossier.pk).update(policy="pause")
    dossier = asked_for_papers(ward, ward.again(dossier), "2026-11-18 09:00")

    dossier = services.accept_supplement(dossier=dossier, by=ward.counter, at=moment("2026-12-01 09:00"))

    assert dossier.due_at is not None
    assert local_date(dossier.due_at) == date(2026, 12, 4)
    assert dossier.appointed_at is None


def test_an_extension_gives_no_step_its_hours_twice(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    before = dossier.step_due_at

    dossier = services.extend(
        dossier=dossier,
        amount=clock.Fraction(5),
        basis="Luật X, Điều 3",
        reason="Xác minh tại chỗ",
        by=ward.head,
        at=moment("2026-11-18 09:00"),
    )

    assert dossier.step_due_at == before


def test_nobody_is_waited_for_after_a_withdrawal_that_was_asked_for_meanwhile(ward: Ward) -> None:
    dossier = services.consult(
        dossier=ward.handled("2026-11-16 10:00"),
        agency_ids=[ward.asked.pk],
        question="Có vướng quy hoạch không?",
        due_at=moment("2026-11-20 17:00"),
        by=ward.specialist,
        at=moment("2026-11-16 11:00"),
    )

    moved(
        dossier,
        ("request_withdrawal", ward.counter, "2026-11-17 09:00"),
        ("grant_withdrawal", ward.signer, "2026-11-17 10:00"),
    )

    assert Consultation.objects.get().state == ConsultState.CANCELLED


def test_where_a_dossier_is_only_helped_with_nothing_is_accepted(ward: Ward) -> None:
    post = replace(ward.adviser.posts[0], role=Role.COUNTER_OFFICER)
    helper = replace(ward.adviser, posts=(post,))
    intake = ward.intake(helped_by_id=ward.asked.pk)
    waiting = services.register(intake=intake, by=helper, at=moment("2026-11-16 09:00"))

    for act in (
        lambda: services.receive(intake=intake, checks=COMPLETE, by=helper, at=moment("2026-11-16 09:00")),
        lambda: services.accept(dossier=waiting, checks=COMPLETE, by=helper, at=moment("2026-11-16 09:10")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes_of(refused) == {"intake.helping"}


def test_who_stands_in_for_the_holder_goes_on_with_the_work_and_it_is_written_down(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    covered = replace(ward.specialist.posts[0], stands_for=ward.specialist.key)
    colleague = replace(ward.adviser, posts=(*ward.adviser.posts, covered))

    services.move(dossier=dossier, code="submit_for_review", by=colleague, at=moment("2026-11-17 09:00"))

    assert DossierEvent.objects.get(code="submit_for_review").standing_for == ward.specialist.key


def test_who_acts_by_their_own_post_stands_in_for_nobody(ward: Ward) -> None:
    covered = replace(ward.signer.posts[0], stands_for=ward.signer.key)
    head = replace(ward.head, posts=(*ward.head.posts, covered))

    moved(ward.handled("2026-11-16 10:00"), ("suspend", head, "2026-11-17 09:00"))

    assert DossierEvent.objects.get(code="suspend").standing_for == ""


def test_what_the_control_office_answered_is_not_written_over(ward: Ward) -> None:
    demand = services.report_unlisted(
        dossier=ward.handled("2026-11-16 10:00"),
        words="Sổ hộ khẩu bản chính",
        by_whom=DemandBy.OFFICER,
        by=ward.specialist,
        at=moment("2026-11-17 09:00"),
    )
    services.answer_unlisted(demand=demand, answer="Đã nhắc", by=ward.control, at=moment("2026-11-17 10:00"))

    with pytest.raises(Refused) as refused:
        services.answer_unlisted(demand=demand, answer="Khác", by=ward.control, at=moment("2026-11-17 11:00"))

    assert codes_of(refused) == {"demand.answered"}


def test_a_demand_beside_an_act_is_recorded_with_it_or_neither_is(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    with pytest.raises(Refused) as refused:
        asked_for_papers(ward, dossier, "2026-11-17 09:00", unlisted="sổ")

    assert codes_of(refused) == {"demand.words"}
    assert ward.again(dossier).state == S.IN_PROCESS
    asked_for_papers(ward, dossier, "2026-11-17 09:00", unlisted="Sổ hộ khẩu bản chính")
    assert UnlistedDemand.objects.get(dossier=dossier).words == "Sổ hộ khẩu bản chính"

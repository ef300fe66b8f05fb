"""The life of a dossier against the database: what is written, what is refused, what the clock says."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.dossiers.factories import COMPLETE, HANDED, PAPER_WRONG, Ward, moment
from thutuc.dossiers import queries, services
from thutuc.dossiers.models import Dossier, DossierEvent, Ground, Notice, ResultDocument
from thutuc.dossiers.rules import clock
from thutuc.dossiers.rules.clock import Timeliness
from thutuc.dossiers.rules.grounds import Ground as Told
from thutuc.dossiers.rules.intake import Check
from thutuc.dossiers.rules.parties import Applicant
from thutuc.dossiers.rules.results import Result
from thutuc.dossiers.rules.terms import (
    ComponentState,
    DemandBy,
    DossierState,
    GroundKind,
    MoneyState,
    NoticeKind,
    Opinion,
    Outcome,
)
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.kernel.periods import local_date

S = DossierState
pytestmark = pytest.mark.django_db


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def test_a_dossier_goes_from_the_counter_to_its_result(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.move(
        dossier=dossier, code="submit_for_review", by=ward.specialist, at=moment("2026-11-17 09:00")
    )
    dossier = services.move(dossier=dossier, code="submit_for_signature", by=ward.head, at=moment("2026-11-17 15:00"))
    dossier = services.move(dossier=dossier, code="sign", by=ward.signer, at=moment("2026-11-18 08:30"))
    result = Result(Outcome.GRANTED, "Giấy phép bán hoa", date(2026, 11, 18), "12/GP-UBND")
    dossier = services.issue(dossier=dossier, result=result, by=ward.clerk, at=moment("2026-11-18 10:00"))
    dossier = services.deliver(dossier=dossier, handed=HANDED, by=ward.counter, at=moment("2026-11-25 09:00"))

    dossier = ward.again(dossier)
    assert dossier.state == S.RETURNED
    assert dossier.code == "H14.16.1-261116-0001"
    assert local_date(dossier.due_at) == date(2026, 11, 23)
    assert clock.finished(due_at=dossier.due_at, finished_at=dossier.finished_at) is Timeliness.BEFORE_DUE
    events = list(DossierEvent.objects.filter(dossier=dossier).order_by("number"))
    assert [event.number for event in events] == list(range(1, 9))
    assert [event.target for event in events][-3:] == [S.AWAIT_ISSUE, S.RESULT_READY, S.RETURNED]
    assert [event.source for event in events[1:]] == [event.target for event in events[:-1]]


def test_acceptance_writes_everything_that_form_01_prints(ward: Ward) -> None:
    dossier = ward.again(ward.accepted("2026-11-16 10:00"))

    assert dossier.promised_at == dossier.due_at == moment("2026-11-23 17:00")
    assert queries.limit_text(dossier) == "5 ngày làm việc"
    assert dossier.step_due_at == moment("2026-11-16 13:30")
    assert dossier.money == MoneyState.UNPAID
    assert dossier.version_id == ward.version.pk
    assert [component.name for component in dossier.components.order_by("position")] == ["Tờ khai", "Ảnh chỗ bán"]
    assert dossier.parties.get().id_number == "049170004318"


def test_a_missing_paper_is_guided_not_accepted(ward: Ward) -> None:
    missing = (Check(1, originals=1), Check(2, ComponentState.MISSING))

    with pytest.raises(Refused) as refused:
        services.receive(intake=ward.intake(), checks=missing, by=ward.counter, at=moment("2026-11-16 10:00"))

    assert codes_of(refused) == {"intake.incomplete"}
    assert not Dossier.objects.exists()


def test_everything_wrong_with_what_was_typed_is_told_at_once(ward: Ward) -> None:
    wrong = Applicant("", id_number="12345", born_on=date(2027, 1, 1), phone="12", email="an")

    with pytest.raises(Refused) as refused:
        services.receive(
            intake=ward.intake(owner=wrong), checks=COMPLETE, by=ward.counter, at=moment("2026-11-16 10:00")
        )

    fields = {objection.field for objection in refused.value.objections}
    assert fields == {"owner-name", "owner-id_number", "owner-born_on", "owner-phone", "owner-email"}


def test_guidance_at_the_counter_gives_form_02_and_no_code(ward: Ward) -> None:
    dossier = services.guide_new(
        intake=ward.intake(),
        grounds=[Told(GroundKind.MISSING_PAPER, "", 2), PAPER_WRONG],
        reason="Thiếu một ảnh, một ảnh mờ",
        due_on=date(2026, 11, 30),
        by=ward.counter,
        at=moment("2026-11-16 10:00"),
    )

    assert dossier.code is None
    assert dossier.state == S.INTAKE_SUPPLEMENT
    notice = Notice.objects.get()
    assert notice.kind == NoticeKind.SUPPLEMENT
    assert [ground.document_name for ground in notice.grounds.order_by("position")] == ["Ảnh chỗ bán", "Ảnh chỗ bán"]


def test_a_paper_beyond_the_published_list_is_no_ground(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    with pytest.raises(Refused) as refused:
        services.request_supplement(
            dossier=dossier,
            grounds=[Told(GroundKind.MISSING_PAPER, "Sổ hộ khẩu bản chính", 7)],
            reason="Cần thêm",
            by=ward.specialist,
            at=moment("2026-11-17 09:00"),
        )

    assert codes_of(refused) == {"ground.unlisted"}
    assert not Ground.objects.exists()


def test_a_demand_outside_the_list_is_recorded_and_seen_by_the_control_office(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    demand = services.report_unlisted(
        dossier=dossier,
        words="Sổ hộ khẩu bản chính",
        by_whom=DemandBy.OFFICER,
        by=ward.specialist,
        at=moment("2026-11-17 09:00"),
    )

    found = queries.demand(ward.control, demand.key, on=date(2026, 11, 17))
    assert found.words == "Sổ hộ khẩu bản chính"
    answered = services.answer_unlisted(
        demand=found, answer="Đã nhắc đơn vị", by=ward.control, at=moment("2026-11-18 09:00")
    )
    assert answered.answered_at is not None


def test_refusing_for_a_missing_paper_alone_is_refused(ward: Ward) -> None:
    online = services.register(intake=ward.intake(), by=ward.counter, at=moment("2026-11-16 10:00"))

    with pytest.raises(Refused) as refused:
        services.refuse(
            dossier=online,
            grounds=[Told(GroundKind.MISSING_PAPER, "", 2)],
            reason="Thiếu ảnh",
            by=ward.counter,
            at=moment("2026-11-16 11:00"),
        )

    assert codes_of(refused) == {"ground.guide_first"}


def test_the_first_answer_is_owed_within_eight_working_hours(ward: Ward) -> None:
    dossier = services.register(intake=ward.intake(), by=ward.counter, at=moment("2026-11-20 16:00"))

    assert dossier.intake_due_at == moment("2026-11-23 16:00")
    assert dossier.accepted_at is None


def test_finished_in_the_evening_of_the_due_day_is_not_late(ward: Ward) -> None:
    """E29."""
    dossier = ward.finished(ward.handled("2026-11-16 10:00"), "2026-11-23 19:30")

    assert clock.finished(due_at=dossier.due_at, finished_at=dossier.finished_at) is Timeliness.ON_DUE


def test_a_new_appointment_makes_nothing_less_late(ward: Ward) -> None:
    """E30: due 23/11, re-appointed to 27/11, finished 26/11: two working days late, one apology used."""
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.apologise(
        dossier=dossier,
        reason="Chờ xác minh thực địa",
        new_due_on=date(2026, 11, 27),
        by=ward.head,
        at=moment("2026-11-20 09:00"),
    )
    dossier = ward.finished(dossier, "2026-11-26 10:00")

    calendar = queries.world().calendar(dossier.agency_id)
    assert clock.finished(due_at=dossier.due_at, finished_at=dossier.finished_at) is Timeliness.LATE
    assert clock.late_days(calendar, due_at=dossier.due_at, until=dossier.finished_at) == 2
    assert dossier.apology_count == 1
    assert Notice.objects.get(kind=NoticeKind.APOLOGY).written_late is False


def test_a_second_appointment_is_refused_since_the_law_allows_one(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    told = {"reason": "Chờ xác minh", "by": ward.head}
    dossier = services.apologise(dossier=dossier, new_due_on=date(2026, 11, 27), at=moment("2026-11-20 09:00"), **told)

    with pytest.raises(Refused) as refused:
        services.apologise(dossier=dossier, new_due_on=date(2026, 12, 1), at=moment("2026-11-26 09:00"), **told)

    assert codes_of(refused) == {"apology.times"}


def test_an_extension_by_a_sector_law_moves_the_due_day_itself(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    dossier = services.extend(
        dossier=dossier,
        amount=Fraction(3),
        basis="Khoản 2 Điều 9 Luật Hoa",
        reason="Hồ sơ phức tạp",
        by=ward.head,
        at=moment("2026-11-18 09:00"),
    )

    assert dossier.due_at == moment("2026-11-27 17:00")
    assert dossier.promised_at == moment("2026-11-23 17:00")


def test_a_paper_dossier_of_the_afternoon_is_passed_on_by_the_next_working_morning(ward: Ward) -> None:
    """E23: accepted Thursday 04/02/2027 15:30, Tết between."""
    dossier = ward.accepted("2027-02-04 15:30")

    assert dossier.accepted_at is not None
    due = queries.world().transfer_due(dossier.accepted_at, of=dossier.received_by_id)
    assert due == moment("2027-02-12 07:30")


def test_several_agencies_are_asked_at_once_and_the_join_waits_for_them(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.consult(
        dossier=dossier,
        agency_ids=[ward.asked.pk],
        question="Chỗ bán có trong quy hoạch không?",
        due_at=moment("2026-11-18 17:00"),
        by=ward.specialist,
        at=moment("2026-11-16 14:00"),
    )
    with pytest.raises(Refused) as refused:
        services.move(dossier=dossier, code="conclude", by=ward.specialist, at=moment("2026-11-17 09:00"))
    assert codes_of(refused) == {"consult.waiting"}

    asked = dossier.consultations.get()
    seen = queries.consultation(ward.adviser, asked.key, on=date(2026, 11, 17))
    services.remind_consultation(consultation=seen, by=ward.specialist, at=moment("2026-11-17 10:00"))
    seen = queries.consultation(ward.adviser, asked.key, on=date(2026, 11, 17))
    services.answer_consultation(
        consultation=seen, opinion=Opinion.AGREES, answer="", by=ward.adviser, at=moment("2026-11-17 15:00")
    )
    dossier = services.move(dossier=dossier, code="conclude", by=ward.specialist, at=moment("2026-11-17 16:00"))

    assert dossier.state == S.IN_PROCESS
    assert dossier.consultations.get().reminders == 1


def test_a_step_just_passed_on_is_taken_back_only_until_it_was_opened(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    passed = {"code": "submit_for_review", "by": ward.specialist}
    dossier = services.move(dossier=dossier, at=moment("2026-11-17 09:00"), **passed)
    dossier = services.move(dossier=dossier, code="recall", by=ward.specialist, at=moment("2026-11-17 09:05"))
    dossier = services.move(dossier=dossier, at=moment("2026-11-17 09:10"), **passed)

    dossier = services.look(dossier=dossier, by=ward.head, at=moment("2026-11-17 09:20"))

    with pytest.raises(Refused) as refused:
        services.move(dossier=dossier, code="recall", by=ward.specialist, at=moment("2026-11-17 09:30"))
    assert codes_of(refused) == {"recall.opened"}


def test_a_declined_withdrawal_goes_on_where_it_was(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.move(
        dossier=dossier, code="request_withdrawal", by=ward.counter, at=moment("2026-11-17 09:00"), reason="Đổi ý"
    )
    assert dossier.due_key == dossier.due_at

    dossier = services.move(
        dossier=dossier, code="decline_withdrawal", by=ward.signer, at=moment("2026-11-17 10:00"), reason="Đã xong"
    )

    assert dossier.state == S.IN_PROCESS
    assert dossier.holder_id == ward.specialist.person_id


def test_a_withdrawn_dossier_gets_its_notice_and_ends(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.move(
        dossier=dossier, code="request_withdrawal", by=ward.counter, at=moment("2026-11-17 09:00"), reason="Đổi ý"
    )

    dossier = services.move(
        dossier=dossier, code="grant_withdrawal", by=ward.signer, at=moment("2026-11-17 10:00"), reason="Theo đề nghị"
    )

    assert (dossier.state, dossier.outcome) == (S.WITHDRAWN, Outcome.WITHDRAWN)
    assert Notice.objects.get().kind == NoticeKind.STOP


def test_a_corrected_result_names_the_one_before(ward: Ward) -> None:
    dossier = ward.finished(ward.handled("2026-11-16 10:00"), "2026-11-18 10:00")
    right = Result(Outcome.GRANTED, "Giấy phép bán hoa", date(2026, 11, 19), "13/GP-UBND")

    services.correct_result(
        dossier=dossier, result=right, reason="Sai họ tên", by=ward.clerk, at=moment("2026-11-19 10:00")
    )

    new = ResultDocument.objects.get(number="13/GP-UBND")
    assert new.replaces is not None
    assert new.replaces.number == "12/GP-UBND"


def test_a_result_found_wrong_is_opened_again_by_the_signer(ward: Ward) -> None:
    dossier = ward.finished(ward.handled("2026-11-16 10:00"), "2026-11-18 10:00")

    dossier = services.move(
        dossier=dossier, code="reopen", by=ward.signer, at=moment("2026-11-18 14:00"), reason="Ghi sai tên chủ"
    )

    assert dossier.state == S.IN_PROCESS
    assert dossier.finished_at is None
    assert dossier.due_key == dossier.due_at


def test_a_suspended_dossier_loses_no_time(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    dossier = services.move(
        dossier=dossier, code="suspend", by=ward.head, at=moment("2026-11-17 10:00"), reason="Tòa án yêu cầu"
    )

    dossier = services.move(
        dossier=dossier, code="resume", by=ward.head, at=moment("2026-11-19 10:00"), reason="Tòa đã trả lời"
    )

    assert dossier.due_at == moment("2026-11-26 17:00")


def test_two_who_read_the_same_dossier_make_one_act(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-16 10:00")
    twin = ward.again(dossier, on=date(2026, 11, 16))
    services.hand_over(dossier=dossier, by=ward.counter, at=moment("2026-11-16 10:05"))

    with pytest.raises(Conflict), transaction.atomic():
        services.hand_over(dossier=twin, by=ward.counter, at=moment("2026-11-16 10:05"))

    assert DossierEvent.objects.filter(dossier=dossier, code="hand_over").count() == 1


def test_an_officer_elsewhere_learns_nothing(ward: Ward) -> None:
    dossier = ward.accepted("2026-11-16 10:00")

    with pytest.raises(NotFound):
        queries.for_action(ward.adviser, dossier.key, on=date(2026, 11, 16))


def cost(act: Callable[[], Dossier]) -> tuple[Dossier, int]:
    """What an act gives, and how many statements it asked; savepoints are this test's own."""
    with CaptureQueriesContext(connection) as captured:
        dossier = act()
    return dossier, sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def test_an_act_costs_at_most_ten_statements_whatever_happened_before(ward: Ward) -> None:
    ward.handled("2026-11-16 09:00")

    dossier, received = cost(lambda: ward.accepted("2026-11-16 10:00"))
    _, read = cost(lambda: queries.for_action(ward.counter, dossier.key, on=date(2026, 11, 16)))
    dossier, first = cost(lambda: services.hand_over(dossier=dossier, by=ward.counter, at=moment("2026-11-16 10:10")))
    for minute in range(11, 31):
        dossier = services.redirect(
            dossier=dossier,
            unit_id=ward.division.pk,
            reason="Thử",
            by=ward.counter,
            at=moment(f"2026-11-16 10:{minute}"),
        )
    dossier, twentieth = cost(
        lambda: services.move(dossier=dossier, code="take", by=ward.specialist, at=moment("2026-11-16 11:00"))
    )
    dossier, asked = cost(
        lambda: services.request_supplement(
            dossier=dossier,
            grounds=[PAPER_WRONG],
            reason="Ảnh mờ",
            by=ward.specialist,
            at=moment("2026-11-17 09:00"),
        )
    )

    assert received <= 10
    assert read == 1
    assert first <= 8
    assert twentieth <= first
    assert asked <= 10

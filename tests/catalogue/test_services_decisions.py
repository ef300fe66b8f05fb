"""Publication decisions on the database: drafted, moved, signed at one instant, recorded, reversed, refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.catalogue.contents import content
from tests.catalogue.decisions import (
    CODE,
    EFFECTIVE,
    STANDS_FROM,
    SYSTEM,
    abolish,
    amend,
    brought_to,
    department,
    details,
    draft,
    signature,
    signed,
    standing_procedure,
)
from tests.conftest import NOW
from thutuc.catalogue import documents, queries, services
from thutuc.catalogue.models import (
    OperationOutcome,
    ProcedureVersion,
    PublicationDecision,
    PublicationOperation,
    Remark,
)
from thutuc.catalogue.rules.decisions.details import Remarked
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import (
    DecisionState,
    OperationKind,
    Opinion,
    OutcomeKind,
    PublicationCase,
    ReturnReason,
)
from thutuc.journal import queries as journal
from thutuc.kernel.errors import Conflict, Refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
NEW = Operation(OperationKind.NEW, "1.009955", content=content(code="1.009955", name="Bán cây cảnh"))


@pytest.fixture
def so_hoa() -> int:
    standing_procedure()
    return department()


def in_force(on: date) -> dict[str, str]:
    return {row.procedure.code: row.name for row in queries.in_force(on=on)}


def test_signing_opens_and_closes_versions_at_the_same_instant_with_one_line(so_hoa: int) -> None:
    standing_procedure("1.009902")

    decision = signed(so_hoa, amend(), abolish("1.009902"), NEW)

    assert in_force(EFFECTIVE - timedelta(days=1)) == {CODE: content().name, "1.009902": content().name}
    assert in_force(EFFECTIVE) == {CODE: "Tên mới", "1.009955": "Bán cây cảnh"}
    words = "Quyết định 412/QĐ-UBND ngày 25/11/2026: Công bố danh mục lĩnh vực hoa"
    old, new = queries.versions(CODE).order_by("number")
    assert (old.validity, new.validity) == (DateRange(STANDS_FROM, EFFECTIVE), DateRange(EFFECTIVE, None))
    assert (old.closed_by, new.opened_by, new.opened_basis) == (decision.key, decision.key, words)
    (line,) = [line for line in journal.of_subject(decision) if line.code == "publication.sign"]
    assert (line.details["opened"], line.details["ended"]) == (2, 2)


def test_the_way_of_a_draft_is_kept_step_by_step(so_hoa: int) -> None:
    decision = signed(so_hoa, amend())

    assert list(decision.steps.order_by("number").values_list("move", "target")) == [
        ("draft", "draft"),
        ("submit", "control"),
        ("clear", "endorsing"),
        ("endorse", "signing"),
        ("sign", "signed"),
    ]


def test_a_fault_in_the_middle_leaves_nothing_changed(so_hoa: int) -> None:
    rows = [
        Operation(OperationKind.NEW, code, content=content(code=code)) for code in (f"1.0{n:05d}" for n in range(20))
    ]
    decision = brought_to(DecisionState.SIGNING, draft(so_hoa, *rows, amend()))
    before = _everything()

    _refuse_the_outcome_of(decision.operations.get(position=13))

    with pytest.raises(DatabaseError, match="dừng giữa chừng"), transaction.atomic():
        services.sign_decision(decision=decision, signature=signature(), by=SYSTEM, at=NOW)

    assert _everything() == before
    assert PublicationDecision.objects.get().state == DecisionState.SIGNING


def _everything() -> list[Any]:
    versions = ProcedureVersion.every.order_by("pk").values_list("pk", "validity", "revision", "closed_by")
    return [*versions, OperationOutcome.objects.count(), PublicationDecision.objects.get().revision]


def _refuse_the_outcome_of(operation: PublicationOperation) -> None:
    """A fault of the database itself, in the middle of the rows that signing writes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.stop() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NEW.operation_id = {operation.pk} THEN RAISE EXCEPTION 'dừng giữa chừng'; END IF; "
            "RETURN NEW; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER stop BEFORE INSERT ON catalogue_operationoutcome "
            "FOR EACH ROW EXECUTE FUNCTION pg_temp.stop()"
        )


def test_a_block_stops_the_signature_and_names_the_row(so_hoa: int) -> None:
    decision = draft(so_hoa, amend(), abolish("1.009999"))

    with pytest.raises(Refused) as refused:
        brought_to(DecisionState.SIGNING, decision)

    assert [each.code for each in refused.value.objections] == ["decision.blocked"]
    plan = queries.dry_run(decision, on=TODAY)
    assert [(each.code, each.position) for each in plan.blocks] == [("row.unknown", 2)]
    assert [each.position for each in plan.opens] == [1]


def test_the_dry_run_saves_nothing_and_asks_at_most_seven_statements(
    so_hoa: int, django_assert_max_num_queries: Any
) -> None:
    decision = draft(so_hoa, amend(), NEW)
    before = _everything()

    with django_assert_max_num_queries(7):
        plan = queries.dry_run(decision, on=TODAY)

    assert len(plan.opens) == 2
    assert _everything() == before


def test_a_number_is_used_once_a_year(so_hoa: int) -> None:
    signed(so_hoa, amend())
    second = brought_to(DecisionState.SIGNING, draft(so_hoa, NEW))

    with pytest.raises(Refused) as refused:
        services.sign_decision(decision=second, signature=signature(" 412/QĐ-UBND "), by=SYSTEM, at=NOW)

    assert [str(each) for each in refused.value.objections] == [
        "Số 412/QĐ-UBND của năm 2026 đã dùng cho quyết định khác. Kiểm tra lại số và ngày."
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": " "}, "decision.number"),
        ({"signer_name": ""}, "decision.signer"),
        ({"signed_on": date(2026, 11, 26)}, "decision.signed_later"),
    ],
)
def test_a_signature_tells_number_day_and_signer(so_hoa: int, changes: dict[str, Any], code: str) -> None:
    decision = brought_to(DecisionState.SIGNING, draft(so_hoa, amend()))

    with pytest.raises(Refused) as refused:
        services.sign_decision(decision=decision, signature=signature(**changes), by=SYSTEM, at=NOW)

    assert [each.code for each in refused.value.objections] == [code]


def test_two_clicks_at_once_sign_once(so_hoa: int) -> None:
    decision = brought_to(DecisionState.SIGNING, draft(so_hoa, amend()))
    again = PublicationDecision.objects.get(pk=decision.pk)
    services.sign_decision(decision=decision, signature=signature(), by=SYSTEM, at=NOW)

    with pytest.raises((Conflict, Refused)):
        services.sign_decision(decision=again, signature=signature("413/QĐ-UBND"), by=SYSTEM, at=NOW)

    assert queries.versions(CODE).count() == 2


def test_a_procedure_changed_by_another_decision_in_between_blocks_openly(so_hoa: int) -> None:
    slow = brought_to(DecisionState.SIGNING, draft(so_hoa, amend(conditions="Khác")))
    signed(so_hoa, amend(), effective_on=TODAY)

    with pytest.raises(Refused) as refused:
        services.sign_decision(decision=slow, signature=signature("413/QĐ-UBND"), by=SYSTEM, at=NOW)

    assert [str(each) for each in refused.value.objections] == [
        "Dòng 1: 1.009901 đã thay đổi sau khi soạn dòng này "
        "(Quyết định 412/QĐ-UBND ngày 25/11/2026: Công bố danh mục lĩnh vực hoa): xem lại dòng và lưu lại."
    ]


def test_a_decision_signed_elsewhere_is_true_from_its_day_and_known_from_today(so_hoa: int) -> None:
    past = date(2026, 11, 10)
    told = details(so_hoa, effective_on=past)

    issued = services.record_signed(
        details=told, operations=[amend()], signature=signature(signed_on=past), by=SYSTEM, at=NOW
    )

    version = queries.version_in_force(queries.procedure_by_code(CODE).pk, on=past)
    assert (version.name, version.validity.lower, version.recorded_at) == ("Tên mới", past, NOW)
    assert (issued.decision.signed_on, issued.decision.known_at, issued.decision.is_recorded) == (past, NOW, True)
    (row,) = queries.publications()
    assert (row.code, row.signed_on, row.known_at, row.version_id) == (CODE, past, NOW, version.pk)


def test_a_signed_decision_and_its_rows_never_change(so_hoa: int) -> None:
    decision = signed(so_hoa, amend())

    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        PublicationDecision.objects.filter(pk=decision.pk).update(title="Khác")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        decision.operations.update(name="Khác")
    with pytest.raises(Refused):
        services.add_operations(decision=decision, operations=[NEW], by=SYSTEM, at=NOW)


def test_a_decision_reversed_before_its_day_leaves_the_list_as_it_was(so_hoa: int) -> None:
    standing_procedure("1.009902")
    before = {on: in_force(on) for on in (TODAY, EFFECTIVE, date(2027, 6, 1))}
    wrong = signed(so_hoa, amend(), abolish("1.009902"), NEW)

    _reversed(wrong, so_hoa, on=date(2026, 11, 26))

    assert {on: in_force(on) for on in before} == before
    assert ProcedureVersion.every.exclude(voided_at=None).count() == 2
    assert [row.kind for row in OperationOutcome.objects.filter(kind=OutcomeKind.REOPENED)] == ["reopened"] * 2


def test_a_decision_reversed_later_gives_back_the_contents_from_that_day(so_hoa: int) -> None:
    standing_procedure("1.009902")
    before = {row.procedure.code: row.content_hash for row in queries.in_force(on=TODAY)}
    wrong = signed(so_hoa, amend(), abolish("1.009902"), NEW)
    day = date(2027, 2, 1)

    _reversed(wrong, so_hoa, on=day)

    assert {row.procedure.code: row.content_hash for row in queries.in_force(on=day)} == before
    assert in_force(day - timedelta(days=1)) == {CODE: "Tên mới", "1.009955": "Bán cây cảnh"}
    assert {row.reversed_on for row in queries.publications(decision_ids=[wrong.pk])} == {day}


def _reversed(wrong: PublicationDecision, agency_id: int, *, on: date) -> None:
    told = details(agency_id, title="Hủy bỏ Quyết định 412/QĐ-UBND", effective_on=on)
    decision = services.draft_reversal(of=wrong, details=told, by=SYSTEM, at=NOW)
    decision = brought_to(DecisionState.SIGNING, decision)
    services.sign_decision(decision=decision, signature=signature("500/QĐ-UBND"), by=SYSTEM, at=NOW)


def test_a_decision_is_reversed_once(so_hoa: int) -> None:
    wrong = signed(so_hoa, amend())
    services.draft_reversal(of=wrong, details=details(so_hoa), by=SYSTEM, at=NOW)

    with pytest.raises(Refused) as refused:
        services.draft_reversal(of=wrong, details=details(so_hoa), by=SYSTEM, at=NOW)

    assert [each.code for each in refused.value.objections] == ["reversal.twice"]


def test_a_return_needs_remarks_and_counts_a_round(so_hoa: int) -> None:
    decision = brought_to(DecisionState.CONTROL, draft(so_hoa, amend()))
    with pytest.raises(Refused) as bare:
        services.move_decision(decision=decision, move="return", by=SYSTEM, at=NOW)
    remark = Remarked(ReturnReason.TIME_LIMIT, "Phụ lục ghi 10 ngày, bộ ghi 7 ngày. Sửa dòng 1.", 1, "limits")

    decision = services.move_decision(decision=decision, move="return", remarks=[remark], by=SYSTEM, at=NOW)
    decision = services.move_decision(decision=decision, move="submit", by=SYSTEM, at=NOW)

    assert [each.code for each in bare.value.objections] == ["move.reason", "decision.remark"]
    assert (decision.state, decision.round) == (DecisionState.CONTROL, 2)
    assert [(row.code, row.reason, row.round) for row in Remark.objects.all()] == [(CODE, "time_limit", 1)]
    (row,) = queries.pipeline(SYSTEM)
    assert (row.returns, row.kinds) == (1, {"amended": 1})


def test_an_asked_agency_answers_once(so_hoa: int) -> None:
    decision = draft(so_hoa, amend())
    services.consult(decision=decision, agency_ids=[so_hoa], due_on=date(2026, 12, 1), by=SYSTEM, at=NOW)
    (asked,) = queries.consultations_open(SYSTEM)

    answered = services.answer_consultation(consultation=asked, opinion=Opinion.AGREES, text="", by=SYSTEM, at=NOW)

    with pytest.raises(Refused):
        services.answer_consultation(consultation=answered, opinion=Opinion.AGREES, text="", by=SYSTEM, at=NOW)
    assert not queries.consultations_open(SYSTEM).exists()


def test_rows_move_up_when_one_goes(so_hoa: int) -> None:
    decision = draft(so_hoa, amend(), NEW)

    services.remove_operation(operation=decision.operations.get(position=1), by=SYSTEM, at=NOW)

    assert list(decision.operations.values_list("position", "code")) == [(1, "1.009955")]


def test_a_base_code_means_the_provinces_only_procedure_of_that_base(so_hoa: int) -> None:
    own = "1.009903.000.00.00.H99"
    standing_procedure(own)

    decision = draft(so_hoa, abolish("1.009903"), amend("1.009903"))

    assert {row.code for row in decision.operations.all()} == {own}


def test_case_b_needs_every_compulsory_part(so_hoa: int) -> None:
    bare = Operation(
        OperationKind.NEW, "1.009956", content=content(code="1.009956", steps=()), case=PublicationCase.FULL
    )

    plan = queries.dry_run(draft(so_hoa, bare), on=TODAY)

    assert [(each.code, each.part) for each in plan.blocks] == [("content.missing", "steps")]


def test_a_mistake_found_after_signing_is_a_fact_of_its_own(so_hoa: int) -> None:
    decision = signed(so_hoa, amend())

    services.report_fault(
        decision=decision,
        reason=ReturnReason.FEE,
        text="Ghi 15.000 đ, đúng là miễn phí",
        found_on=TODAY,
        by=SYSTEM,
        at=NOW,
    )

    assert [row.reason for row in queries.faults(since=TODAY, until=date(2027, 1, 1))] == ["fee"]


def test_a_stored_decision_becomes_its_paper(so_hoa: int, django_assert_max_num_queries: Any) -> None:
    standing_procedure("1.009902")
    decision = signed(so_hoa, amend(), abolish("1.009902"))

    with django_assert_max_num_queries(10):
        paper = documents.paper_of(decision, today=TODAY)

    assert [(row.code, row.changes) for row in paper.rows] == [(CODE, "Tên thủ tục"), ("1.009902", "")]
    assert (paper.number, paper.agency, paper.place) == ("412/QĐ-UBND", "Sở Hoa", "An Lạc")
    assert paper.preamble[-1] == "Theo đề nghị của Giám đốc Sở Hoa"
    assert documents.decision(paper, "pdf").startswith(b"%PDF")

"""Dry run, reversal, checklist, moves of publication decisions: plain values, no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from tests.catalogue.contents import content
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.content import Offer, ProcedureContent, RequiredDocument, TimeLimit
from thutuc.catalogue.rules.decisions import moves, planning
from thutuc.catalogue.rules.decisions.checklist import checklist
from thutuc.catalogue.rules.decisions.operations import Operation, Reception, following, moved, received
from thutuc.catalogue.rules.decisions.planning import Standing, Told
from thutuc.catalogue.rules.decisions.reversal import Done, reverse
from thutuc.catalogue.rules.decisions.terms import (
    AbolitionKind,
    DecisionState,
    OperationKind,
    OutcomeKind,
    PublicationCase,
    Severity,
)
from thutuc.catalogue.rules.terms import Channel, Level, Mechanism, TimeUnit
from thutuc.catalogue.rules.validity import Version
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days

TODAY, DAY, OLD = date(2026, 11, 25), date(2026, 12, 1), date(2025, 7, 1)
TOLD = Told(effective_on=DAY, today=TODAY, has_ministry=True)
SEVEN = TimeLimit(Decimal(7), TimeUnit.WORKING_DAY)


def stands(code: str = "1.009901", *, until: date | None = None, **changes: object) -> dict[str, Standing]:
    now = None if until else content(code=code, **changes)
    ended = {1: "Quyết định 2210/QĐ-UBND, 14/08/2026"} if until else {}
    return {code: Standing((Version(1, Days(OLD, until)),), now, {1: "Quyết định 1286/QĐ-UBND"}, ended)}


def amended(**changes: object) -> Operation:
    told = {"content": content(name="Tên mới"), "base_number": 1, "position": 1, **changes}
    return Operation(OperationKind.AMENDED, "1.009901", **told)  # type: ignore[arg-type]


def abolished(**changes: object) -> Operation:
    told = {"abolition_kind": AbolitionKind.REPEAL, "basis": "99/2026/NĐ-CP", "position": 1, **changes}
    return Operation(OperationKind.ABOLISHED, "1.009901", **told)  # type: ignore[arg-type]


def blocks(plan: planning.Plan) -> list[str]:
    return [finding.code for finding in plan.blocks]


def test_an_amendment_opens_a_version_and_closes_the_one_in_force_at_the_same_instant() -> None:
    plan = planning.plan(TOLD, [amended()], stands())

    assert [(each.code, each.number, each.days, each.closes) for each in plan.opens] == [
        ("1.009901", 2, Days(DAY, None), 1)
    ]
    assert [(each.number, each.ends_on, each.without_successor) for each in plan.closes] == [(1, DAY, False)]
    assert [change.part.key for change in plan.opens[0].changes] == ["name"]
    assert plan.is_ready


def test_a_new_procedure_opens_alone_and_an_abolition_closes_without_successor() -> None:
    new = Operation(OperationKind.NEW, "1.009955", content=content(code="1.009955"), position=1)

    plan = planning.plan(TOLD, [new, abolished(position=2)], stands())

    assert [(each.code, each.number, each.closes) for each in plan.opens] == [("1.009955", 1, None)]
    assert [(each.code, each.without_successor) for each in plan.closes] == [("1.009901", True)]


def test_a_replacement_brings_one_and_closes_those_it_replaces() -> None:
    row = Operation(
        *(OperationKind.REPLACED, "1.009955"),
        content=content(code="1.009955"),
        replaces=("1.009901", "1.009902"),
        position=1,
    )

    plan = planning.plan(TOLD, [row], stands() | stands("1.009902"))

    assert [each.code for each in plan.opens] == ["1.009955"]
    assert [each.code for each in plan.closes] == ["1.009901", "1.009902"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Operation(OperationKind.NEW, "", content=content(code="")), "row.no_code"),
        (Operation(OperationKind.NEW, "1.009901", content=content()), "row.stands"),
        (Operation(OperationKind.NEW, "1.009955"), "row.no_content"),
        (amended(content=content()), "row.same"),
        (amended(base_number=7), "row.moved_on"),
        (Operation(OperationKind.AMENDED, "1.009999", content=content(code="1.009999")), "row.unknown"),
        (Operation(OperationKind.REPLACED, "1.009955", content=content(code="1.009955")), "row.no_replaced"),
        (
            Operation(
                *(OperationKind.REPLACED, "1.009901"),
                content=content(),
                replaces=("1.009901",),
            ),
            "row.replaces_itself",
        ),
        (abolished(abolition_kind=None), "row.abolition_kind"),
        (abolished(basis=""), "row.abolition_basis"),
    ],
)
def test_a_row_that_cannot_be_says_why_and_is_left_out(row: Operation, code: str) -> None:
    row = replace(row, position=3)

    plan = planning.plan(TOLD, [row], stands())

    assert code in blocks(plan)
    assert plan.skipped == (3,)
    assert not plan.opens


def test_a_procedure_abolished_before_names_the_decision_that_did_it() -> None:
    plan = planning.plan(TOLD, [abolished()], stands(until=date(2026, 8, 20)))

    (found,) = plan.blocks
    assert found.code == "row.ended"
    assert str(found) == "1.009901 đã hết hiệu lực từ 20/08/2026: Quyết định 2210/QĐ-UBND, 14/08/2026."


def test_one_procedure_twice_in_one_decision_is_refused_in_both_rows() -> None:
    plan = planning.plan(TOLD, [amended(), abolished(position=2)], stands())

    assert [(each.code, each.position) for each in plan.blocks] == [("row.twice", 1), ("row.twice", 2)]


def test_a_later_version_of_another_decision_blocks_a_new_one_and_warns_a_recorded_one() -> None:
    spans = (Version(1, Days(OLD, date(2027, 1, 1))), Version(2, Days(date(2027, 1, 1))))
    known = {"1.009901": Standing(spans, content(), {2: "Quyết định 9/QĐ-UBND"})}

    drafted = planning.plan(TOLD, [amended()], known)
    recorded = planning.plan(replace(TOLD, is_recorded=True), [amended()], known)

    assert blocks(drafted) == ["row.later_version"]
    assert [each.code for each in recorded.warnings] == ["row.later_version"]
    assert recorded.opens[0].days == Days(DAY, date(2027, 1, 1))


def test_another_open_draft_on_the_same_procedure_is_said_openly() -> None:
    known = {"1.009901": replace(stands()["1.009901"], drafts=("DT-2026-7",))}

    plan = planning.plan(TOLD, [amended()], known)

    assert [str(each) for each in plan.warnings] == [
        "Dự thảo DT-2026-7 cũng sửa thủ tục 1.009901: thống nhất trước khi ký."
    ]
    assert plan.is_ready


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(TOLD, effective_on=None), "decision.no_day"),
        (replace(TOLD, effective_on=date(2026, 11, 24)), "decision.day_passed"),
        (replace(TOLD, signed_on=date(2026, 12, 2)), "decision.before_signing"),
    ],
)
def test_the_effective_day_is_told_and_not_before_signing(told: Told, code: str) -> None:
    assert code in blocks(planning.plan(told, [amended()], stands()))


def test_a_recorded_decision_may_be_older_than_today() -> None:
    told = Told(
        effective_on=date(2026, 11, 2), today=TODAY, signed_on=date(2026, 11, 2), is_recorded=True, has_ministry=True
    )

    assert planning.plan(told, [amended()], stands()).is_ready


def test_a_decision_without_rows_is_refused() -> None:
    assert blocks(planning.plan(TOLD, [], {})) == ["decision.empty"]


def test_an_approved_process_redraws_no_notice() -> None:
    before = stands()
    after = replace(content(), workflow=content().workflow[:1])
    row = Operation(OperationKind.PROCESS, "1.009901", content=after, base_number=1, position=1)

    plan = planning.plan(
        TOLD,
        [
            row,
        ],
        before,
    )

    assert [each.redraws for each in plan.opens] == [False]
    assert planning.plan(TOLD, [amended()], before).opens[0].redraws


def test_declared_parts_that_differ_from_the_changed_ones_are_noticed() -> None:
    plan = planning.plan(TOLD, [amended(parts=("limits",))], stands())

    assert [each.code for each in plan.warnings] == ["row.parts"]


# Reversal

FIRST, SECOND = content(), content(name="Tên mới")


def done(*kinds: OutcomeKind) -> list[Done]:
    rows = {
        OutcomeKind.OPENED: Done(1, "1.009901", "Tên mới", OutcomeKind.OPENED, 2, OperationKind.AMENDED, SECOND),
        OutcomeKind.ENDED: Done(1, "1.009901", FIRST.name, OutcomeKind.ENDED, 1, OperationKind.AMENDED, FIRST),
    }
    return [rows[kind] for kind in kinds]


def spans(*rows: Version) -> dict[str, tuple[Version, ...]]:
    return {"1.009901": rows}


BOTH = done(OutcomeKind.OPENED, OutcomeKind.ENDED)
AMENDED = spans(Version(1, Days(OLD, DAY)), Version(2, Days(DAY)))


def test_a_decision_reversed_before_its_day_never_was() -> None:
    plan = reverse(BOTH, AMENDED, effective_on=TODAY, words={})

    assert [each.number for each in plan.voids] == [2]
    assert [each.number for each in plan.reopens] == [1]
    assert not plan.opens
    assert not plan.closes


def test_a_decision_reversed_after_its_day_gives_the_old_content_a_new_version() -> None:
    day = date(2027, 2, 1)

    plan = reverse(BOTH, AMENDED, effective_on=day, words={})

    assert [(each.number, each.ends_on) for each in plan.closes] == [(2, day)]
    assert [(each.number, each.content, each.days, each.closes) for each in plan.opens] == [(3, FIRST, Days(day), 2)]


def test_a_reversed_abolition_opens_the_end_again_or_brings_the_content_back() -> None:
    gone, known = done(OutcomeKind.ENDED), spans(Version(1, Days(OLD, DAY)))

    before = reverse(gone, known, effective_on=TODAY, words={})
    after = reverse(gone, known, effective_on=date(2027, 1, 5), words={})

    assert [each.number for each in before.reopens] == [1]
    assert [(each.number, each.content) for each in after.opens] == [(2, FIRST)]


def test_a_new_procedure_reversed_after_its_day_goes_out_of_the_list() -> None:
    plan = reverse(done(OutcomeKind.OPENED), spans(Version(2, Days(DAY))), effective_on=date(2027, 1, 5), words={})

    assert [(each.number, each.without_successor) for each in plan.closes] == [(2, True)]
    assert not plan.opens


def test_nothing_is_taken_back_under_a_later_decision() -> None:
    later = spans(*AMENDED["1.009901"], Version(3, Days(date(2027, 3, 1))))

    plan = reverse(BOTH, later, effective_on=TODAY, words={"1.009901": "Quyết định 5/QĐ-UBND"})

    assert [str(each) for each in plan.blocks] == [
        "1.009901 đã có thay đổi sau đó (Quyết định 5/QĐ-UBND): hủy bỏ quyết định sau trước."
    ]
    assert not plan.voids


# Options


def test_a_list_of_reception_changes_only_what_it_says() -> None:
    told = received(content(), Reception(at_centre=True, by_post=True, boundary_free=True))

    assert told.mechanism is Mechanism.ONE_STOP
    assert told.is_boundary_free
    assert [offer.channel for offer in told.offers] == [Channel.DIRECT, Channel.ONLINE, Channel.POSTAL]
    assert received(told, Reception(by_post=False)).offers == content().offers
    assert received(content(), Reception()) == content()


def test_competence_moves_in_bulk_from_districts_to_communes() -> None:
    district = content(levels=(Level.DISTRICT, Level.COMMUNE))

    told = moved(district, source=Level.DISTRICT, target=Level.COMMUNE, agency="Ủy ban nhân dân cấp xã")

    assert told.levels == (Level.COMMUNE,)
    assert told.resolving_agency == "Ủy ban nhân dân cấp xã"


# Checklist


def checked(
    told: ProcedureContent, case: PublicationCase = PublicationCase.LIST, national: object = None
) -> dict[str, Severity]:
    row = Operation(OperationKind.AMENDED, "1.009901", content=told, case=case, position=1)
    against = {"1.009901": national} if isinstance(national, ProcedureContent) else {}
    return {finding.code: finding.severity for finding in checklist([row], against)}


def test_a_whole_content_raises_nothing() -> None:
    assert checked(content(), PublicationCase.FULL, content()) == {}


@pytest.mark.parametrize(
    ("changes", "code", "in_list", "in_full"),
    [
        ({"steps": ()}, None, Severity.HINT, Severity.BLOCK),
        ({"resolving_agency": ""}, "content.missing", Severity.BLOCK, Severity.BLOCK),
        ({"legal_bases": ()}, "content.no_basis", Severity.BLOCK, Severity.BLOCK),
        ({"levels": ()}, "level.missing", Severity.BLOCK, Severity.BLOCK),
        ({"offers": ()}, "place.missing", Severity.BLOCK, Severity.BLOCK),
    ],
)
def test_what_is_missing_weighs_as_the_case_says(
    changes: dict[str, object], code: str | None, in_list: Severity, in_full: Severity
) -> None:
    listed, full = checked(content(**changes)), checked(content(**changes), PublicationCase.FULL)

    assert listed[code or "content.empty"] is in_list
    assert full[code or "content.missing"] is in_full


def test_a_limit_longer_than_the_ministrys_blocks_and_a_shorter_one_is_the_provinces_right() -> None:
    longer = content(offers=(Offer(Channel.DIRECT, limit=SEVEN),))

    assert checked(longer, national=content())["limit.differs"] is Severity.BLOCK
    assert checked(content(), national=longer)["limit.differs"] is Severity.HINT


def test_a_paper_beyond_the_ministrys_list_is_noticed_however_it_is_spelled() -> None:
    (case,) = content().cases
    extra = content(cases=(replace(case, documents=(*case.documents, RequiredDocument("Bản sao giấy chứng nhận"))),))
    spelled = content(
        cases=(replace(case, documents=(replace(case.documents[0], name="tờ  khai"), case.documents[1])),)
    )

    assert checked(extra, national=content()) == {"paper.extra": Severity.WARN}
    assert checked(extra, PublicationCase.FULL, content()).get("paper.extra") is None
    assert checked(spelled, national=content()) == {}


# Moves

OFFICE = {Role.CONTROL_OFFICER, Role.OFFICE_HEAD, Role.CHAIR, Role.CLERK}


def test_every_state_move_and_role_has_an_answer_and_only_the_tables_rows_are_allowed() -> None:
    codes = {move.code for move in moves.MOVES}
    allowed = {
        (state.value, move.code, role.value)
        for move in moves.MOVES
        for state in move.sources
        for role in map(Role, move.roles)
    }

    for state, code, role in product(DecisionState, codes, Role):
        refused = moves.objections(code, state=state, roles={role.value}, reason="vì")
        assert (not refused) == ((state.value, code, role.value) in allowed)


def test_every_state_has_a_way_out_or_is_final() -> None:
    out = {state for move in moves.MOVES for state in move.sources}

    assert set(DecisionState) - out == {DecisionState.SIGNED, DecisionState.CANCELLED}


def test_a_focal_point_counts_in_his_own_agency_only() -> None:
    post = HeldPost(Role.FOCAL_POINT, 7, Days(OLD))
    officer = Actor(ActorKind.PERSON, "person:1", 1, "", (post,))

    assert moves.acting_roles(officer, 7) == {Role.FOCAL_POINT}
    assert moves.acting_roles(officer, 8) == frozenset()
    assert moves.may_draft(officer, 8)
    assert not moves.may_draft(officer, 7)
    assert moves.may_record(officer)


def test_what_the_ministry_published_keeps_what_the_province_decides_itself() -> None:
    ours = content(code="1.009901.000.00.00.H99", resolving_agency="Ủy ban nhân dân xã", is_boundary_free=True)
    theirs = content(name="Tên mới", resolving_agency="Ủy ban nhân dân cấp xã", workflow=(), conditions="Khác")

    made = following(ours, theirs)

    assert (made.name, made.conditions) == ("Tên mới", "Khác")
    assert (made.code, made.resolving_agency, made.workflow) == (ours.code, ours.resolving_agency, ours.workflow)
    assert made.is_boundary_free

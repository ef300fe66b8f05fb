"""Versions by decision: opened, ended, reopened, public; what the database itself refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.catalogue.contents import content
from tests.conftest import NOW
from thutuc.catalogue import queries, services
from thutuc.catalogue.models import OnlineLevel, Procedure, ProcedureVersion, VersionOffer, VersionPaper, WorkflowStep
from thutuc.catalogue.rules.content import OnlineOffer, ProcessStep
from thutuc.catalogue.rules.terms import OnlineScheme
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, NotFound, Refused
from thutuc.kernel.periods import Days

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2025, 1, 1), date(2026, 3, 1)
OLD, NEW = services.Act("decision:1", "412/QĐ-UBND"), services.Act("decision:2", "2206/QĐ-UBND")
LATER = NOW + timedelta(days=3)


def published(system: Actor) -> ProcedureVersion:
    return services.open_version(content=content(), effective_on=FIRST, act=OLD, by=system, at=NOW, published_at=NOW)


def test_a_decision_opens_a_version_and_closes_the_one_in_force_at_the_same_instant(system: Actor) -> None:
    first = published(system)

    second = services.open_version(content=content(name="Tên mới"), effective_on=SECOND, act=NEW, by=system, at=LATER)

    first.refresh_from_db()
    assert (first.validity, second.validity) == (DateRange(FIRST, SECOND), DateRange(SECOND, None))
    assert (first.closed_by, second.opened_by, second.opened_basis) == ("decision:2", "decision:2", "2206/QĐ-UBND")
    assert second.number == 2
    assert queries.version_in_force(first.procedure_id, on=date(2026, 2, 28)) == first
    assert queries.version_in_force(first.procedure_id, on=SECOND) == second
    assert [line.code for line in journal.of_subject(second)] == ["catalogue.open_version"]


def test_several_procedures_open_by_one_act_with_one_line(system: Actor) -> None:
    contents = [content(), content(code="1.009902", name="Khác")]

    versions = services.open_versions(contents=contents, effective_on=FIRST, act=OLD, by=system, at=NOW)

    assert len(versions) == 2
    assert [line.details["versions"] for line in journal.of_subject("decision:1")] == [2]


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ([content(code="")], "version.no_code"),
        ([content(name="")], "version.no_name"),
        ([content(), content(code=" 1.009901 ")], "version.code_twice"),
    ],
)
def test_a_decision_with_a_nameless_or_double_row_is_refused(system: Actor, contents: list[object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        services.open_versions(contents=contents, effective_on=FIRST, act=OLD, by=system, at=NOW)  # type: ignore[arg-type]

    assert [objection.code for objection in caught.value.objections] == [code]
    assert not Procedure.objects.exists()


def test_two_versions_never_start_on_one_day(system: Actor) -> None:
    published(system)

    with pytest.raises(Refused):
        services.open_version(content=content(), effective_on=FIRST, act=NEW, by=system, at=LATER)


def test_what_was_signed_earlier_and_recorded_late_is_true_from_its_day_and_known_from_the_recording(
    system: Actor,
) -> None:
    first = published(system)

    services.end_version(version=first, ends_on=SECOND, act=NEW, by=system, at=LATER)

    on = date(2026, 6, 1)
    code = content().code
    believed = queries.as_known(code, at=NOW + timedelta(days=1))
    knows = queries.as_known(code, at=LATER)
    assert [on in version.days for version in believed] == [True]
    assert [on in version.days for version in knows] == [False]
    assert queries.as_known(code, at=NOW - timedelta(days=1)) == []
    assert queries.known(at=NOW).count() == 1


def test_an_end_before_the_start_is_refused(system: Actor) -> None:
    with pytest.raises(Refused):
        services.end_version(version=published(system), ends_on=FIRST, act=NEW, by=system, at=LATER)


def test_a_reversing_decision_opens_the_end_again_unless_a_successor_stands_there(system: Actor) -> None:
    first = published(system)
    ended = services.end_version(version=first, ends_on=SECOND, act=NEW, by=system, at=LATER)

    assert (ended.closed_by, ended.closed_basis) == (NEW.key, NEW.basis)

    again = services.reopen_version(version=ended, act=services.Act("decision:3"), by=system, at=LATER)

    assert (again.validity, again.closed_by, again.closed_basis) == (DateRange(FIRST, None), "", "")
    services.open_version(content=content(), effective_on=SECOND, act=NEW, by=system, at=LATER)
    again.refresh_from_db()
    with pytest.raises(Refused):
        services.reopen_version(version=again, act=services.Act("decision:4"), by=system, at=LATER)


def test_public_is_another_time_than_in_force(system: Actor) -> None:
    version = services.open_version(content=content(), effective_on=FIRST, act=OLD, by=system, at=NOW)
    assert not queries.public(at=NOW).exists()
    assert not queries.visible_to(Actor.anonymous()).exists()
    assert queries.visible_to(system).exists()

    version = services.publish_version(version=version, published_at=NOW, by=system, at=LATER)
    assert queries.public(at=NOW).get() == version
    with pytest.raises(Refused):
        services.publish_version(version=version, published_at=LATER, by=system, at=LATER)

    with pytest.raises(Refused):
        services.withdraw_version(version=version, withdrawn_at=NOW, by=system, at=LATER)
    services.withdraw_version(version=version, withdrawn_at=LATER, by=system, at=LATER)
    assert queries.public(at=NOW).exists()
    assert not queries.public(at=LATER).exists()


def test_internal_procedures_are_never_public(system: Actor) -> None:
    services.open_version(
        content=content(is_internal=True), effective_on=FIRST, act=OLD, by=system, at=NOW, published_at=NOW
    )

    assert not queries.public(at=LATER).exists()
    assert Procedure.objects.get().is_internal


def test_two_simultaneous_ends_conflict(system: Actor) -> None:
    stale = published(system)
    services.end_version(version=ProcedureVersion.objects.get(), ends_on=SECOND, act=NEW, by=system, at=LATER)

    with pytest.raises(Conflict):
        services.end_version(version=stale, ends_on=SECOND, act=NEW, by=system, at=LATER)


@pytest.mark.parametrize(
    "changes",
    [
        {"content": {}},
        {"name": "Tên khác"},
        {"number": 9},
        {"validity": DateRange(date(2024, 1, 1), None)},
        {"published_at": LATER},
    ],
)
def test_the_content_and_the_first_day_of_a_version_never_change(system: Actor, changes: dict[str, object]) -> None:
    version = published(system)

    with pytest.raises(DatabaseError), transaction.atomic():
        ProcedureVersion.objects.filter(pk=version.pk).update(**changes)


def test_the_parts_of_a_version_never_change_or_disappear(system: Actor) -> None:
    published(system)

    for rows in (VersionOffer.objects, VersionPaper.objects, WorkflowStep.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all().delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(position=99)


def test_the_database_refuses_two_versions_on_one_day(system: Actor) -> None:
    version = published(system)
    twin = ProcedureVersion.objects.get(pk=version.pk)
    twin.pk, twin.number = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.bulk_create([twin])


def test_an_empty_validity_is_refused(system: Actor) -> None:
    version = published(system)

    with pytest.raises(DatabaseError), transaction.atomic():
        ProcedureVersion.objects.filter(pk=version.pk).update(validity=DateRange(FIRST, FIRST))


def test_the_workflow_and_the_online_levels_stand_as_rows(system: Actor) -> None:
    levels = (OnlineOffer(OnlineScheme.SERVICE, "full"), OnlineOffer(OnlineScheme.LEGACY, "4"))
    whole = content(workflow=(ProcessStep("Một", hours_direct=Decimal("0.5"), unit="Sở"),), online_levels=levels)

    version = services.open_version(content=whole, effective_on=FIRST, act=OLD, by=system, at=NOW)
    services.open_version(content=whole, effective_on=SECOND, act=NEW, by=system, at=LATER)

    assert [(step.name, step.hours_direct) for step in version.workflow.all()] == [("Một", Decimal("0.50"))]
    assert {(row.scheme, row.value) for row in OnlineLevel.objects.all()} == {("service", "full"), ("legacy", "4")}


def test_one_online_level_at_a_time_in_a_scheme(system: Actor) -> None:
    version = published(system)
    row = {"procedure": version.procedure, "scheme": "service", "act": "x", "recorded_at": NOW}
    OnlineLevel.objects.create(**row, value="full", validity=DateRange(FIRST, None))

    with pytest.raises(IntegrityError), transaction.atomic():
        OnlineLevel.objects.create(**row, value="partial", validity=DateRange(SECOND, None))


def test_a_code_may_be_asked_by_its_base_when_one_procedure_has_it(system: Actor) -> None:
    services.open_version(
        content=content(code="1.009901.000.00.00.H99"), effective_on=FIRST, act=OLD, by=system, at=NOW
    )

    assert queries.procedure_by_code("1.009901").code == "1.009901.000.00.00.H99"
    with pytest.raises(NotFound):
        queries.procedure_by_code("1.009909")
    with pytest.raises(NotFound):
        queries.version_in_force(0, on=FIRST)
    assert Days(FIRST) == queries.span_of(ProcedureVersion.objects.get()).days


def test_an_online_level_starts_where_the_earlier_one_ends(system: Actor) -> None:
    procedure = published(system).procedure
    told = {"procedure": procedure, "scheme": OnlineScheme.SERVICE, "act": "decision:5", "by": system, "at": NOW}

    services.set_online_level(**told, value="full", starts_on=SECOND)
    services.set_online_level(**told, value="partial", starts_on=FIRST, reason="phải có mặt")
    services.set_online_level(**told, value="none", starts_on=date(2026, 6, 1), reason="lỗi kỹ thuật")

    rows = OnlineLevel.objects.order_by("validity").values_list("value", "validity")
    assert list(rows) == [
        ("partial", DateRange(FIRST, SECOND)),
        ("full", DateRange(SECOND, date(2026, 6, 1))),
        ("none", DateRange(date(2026, 6, 1), None)),
    ]
    assert [line.code for line in journal.of_subject(procedure)] == ["catalogue.set_online_level"] * 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "4"}, "online.value"),
        ({"value": "partial", "reason": "", "starts_on": date(2026, 7, 1)}, "online.reason"),
        ({"starts_on": FIRST}, "online.same_day"),
    ],
)
def test_a_level_of_another_scheme_without_reason_or_twice_a_day_is_refused(
    system: Actor, changes: dict[str, object], code: str
) -> None:
    told = {
        "procedure": published(system).procedure,
        "scheme": OnlineScheme.SERVICE,
        "act": "x",
        "by": system,
        "at": NOW,
    }
    services.set_online_level(**told, value="full", starts_on=FIRST)

    with pytest.raises(Refused) as caught:
        services.set_online_level(**{**told, "value": "full", "starts_on": SECOND, "reason": "vì"} | changes)

    assert code in [objection.code for objection in caught.value.objections]


def test_a_partial_level_needs_no_reason_before_the_law_asks_for_one(system: Actor) -> None:
    level = services.set_online_level(
        procedure=published(system).procedure,
        scheme=OnlineScheme.SERVICE,
        value="partial",
        starts_on=date(2026, 6, 30),
        act="x",
        by=system,
        at=NOW,
    )

    assert (level.value, level.reason) == ("partial", "")

"""What arrives from the ministries: registered once, its arrival, what was seen and found; the watch's facts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.catalogue.contents import content
from tests.conftest import NOW
from tests.legislation.people import officer
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue import queries, services
from thutuc.catalogue.models import MinistryDecision
from thutuc.catalogue.rules.content import LegalBasis
from thutuc.catalogue.rules.decisions.ministries import MinistryDetails, MinistryRow
from thutuc.catalogue.rules.decisions.terms import OperationKind, SightingState
from thutuc.journal import queries as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.legislation import queries as legislation
from thutuc.legislation import services as laws
from thutuc.legislation.rules.documents import Citation, DocumentDetails
from thutuc.legislation.rules.terms import RelationKind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
DETAILS = MinistryDetails(
    "1904/QĐ-BH",
    "Bộ Hoa",
    "Công bố thủ tục bán hoa",
    date(2026, 11, 2),
    documents=(Citation("12/2026/TT-BH"),),
    rows=(
        MinistryRow(OperationKind.AMENDED, "1.009901", "Cấp giấy phép bán hoa"),
        MinistryRow(OperationKind.NEW, name="Thủ tục chưa có mã"),
    ),
)
FOCAL = officer(Role.FOCAL_POINT)


@pytest.fixture
def decision() -> MinistryDecision:
    return services.receive_ministry_decision(details=DETAILS, by=FOCAL, at=NOW)


def test_a_focal_point_registers_what_came_and_its_documents_become_known(decision: MinistryDecision) -> None:
    assert (decision.code, decision.number, decision.arrived_on) == ("1904-qd-bh-2026", "1904/QĐ-BH", None)
    assert [item.base_code for item in decision.items.order_by("position")] == ["1.009901", ""]
    assert legislation.document_by_number("12/2026/TT-BH").is_stub
    assert [line.code for line in journal.of_subject(decision)] == ["catalogue.receive_ministry_decision"]


def test_the_same_decision_twice_is_refused_but_taken_in_again_it_only_learns_its_arrival(
    decision: MinistryDecision,
) -> None:
    with pytest.raises(Refused) as refusal:
        services.receive_ministry_decision(details=replace(DETAILS, issuer="bộ hoa"), by=FOCAL, at=NOW)
    assert [objection.code for objection in refusal.value.objections] == ["ministry.known"]

    again = replace(DETAILS, arrived_on=date(2026, 11, 10), register_number="812")
    known, is_new = services.take_in(details=again, by=FOCAL, at=NOW)

    assert (known.pk, is_new, known.register_number) == (decision.pk, False, "812")
    assert MinistryDecision.objects.count() == 1


REFUSED = [
    (
        "arrived before it was signed",
        {"arrived_on": date(2026, 11, 1), "register_number": "1"},
        "ministry.arrival_before",
    ),
    ("arrival without its number", {"arrived_on": date(2026, 11, 3)}, "ministry.arrival"),
    ("signed tomorrow", {"signed_on": date(2026, 11, 26)}, "ministry.future"),
    ("in force before it was signed", {"effective_on": date(2026, 11, 1)}, "ministry.effect"),
    ("without a number", {"number": ""}, "ministry.missing"),
    ("one procedure twice", {"rows": DETAILS.rows[:1] * 2}, "ministry.twice"),
    ("replaced by itself", {"rows": (replace(DETAILS.rows[0], replaces=("1.009901",)),)}, "ministry.itself"),
    ("an amendment of nothing", {"rows": (MinistryRow(OperationKind.AMENDED, name="X"),)}, "ministry.code"),
]


@pytest.mark.parametrize(("name", "changes", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_decision_is_refused_when(name: str, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.receive_ministry_decision(details=replace(DETAILS, **changes), by=FOCAL, at=NOW)

    assert [objection.code for objection in refusal.value.objections] == [code]
    assert not MinistryDecision.objects.exists()


def test_only_control_officers_say_what_was_seen_and_found(decision: MinistryDecision) -> None:
    document = legislation.document_by_number("12/2026/TT-BH")
    for act in (
        lambda: services.record_sighting(
            decision=decision, state=SightingState.ABSENT, seen_on=TODAY, by=FOCAL, at=NOW
        ),
        lambda: services.assess_document(document=document, touches=(), by=FOCAL, at=NOW),
        lambda: services.receive_ministry_decision(details=DETAILS, by=officer(Role.SPECIALIST), at=NOW),
    ):
        with pytest.raises(Refused):
            act()


def test_what_was_seen_is_kept_and_never_changed(decision: MinistryDecision) -> None:
    by = officer()
    with pytest.raises(Refused):
        services.record_sighting(
            decision=decision, state=SightingState.PARTIAL, seen_on=TODAY, missing=["9.999999"], by=by, at=NOW
        )
    seen = services.record_sighting(
        decision=decision, state=SightingState.PARTIAL, seen_on=TODAY, missing=["1.009901"], by=by, at=NOW
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        type(seen).objects.update(note="")
    page = queries.ministry_page(decision, on=TODAY)
    assert [row.state for row in page.sightings] == ["partial"]


def test_an_assessment_of_a_procedure_that_is_not_here_is_refused(decision: MinistryDecision) -> None:
    document = legislation.document_by_number("12/2026/TT-BH")
    with pytest.raises(Refused):
        services.assess_document(document=document, touches=["1.009901"], by=officer(), at=NOW)

    services.assess_document(document=document, touches=[], brings_new=True, by=officer(), at=NOW)
    assert queries.assessments(document.pk).get().brings_new


def test_the_facts_of_the_watch_are_read_in_a_constant_number_of_statements(
    decision: MinistryDecision, system: Actor, django_assert_max_num_queries: Any
) -> None:
    by = officer()
    old = laws.register(details=DocumentDetails("08/2025/TT-BH", "Cũ", issued_on=date(2025, 1, 2)), by=by, at=NOW)
    new = laws.register(details=DocumentDetails("12/2026/TT-BH", "Mới", issued_on=date(2026, 10, 1)), by=by, at=NOW)
    laws.relate(source=new, target=old, kind=RelationKind.AMENDS, by=by, at=NOW)
    cited = content(legal_bases=(LegalBasis("08/2025/TT-BH"),))
    act = services.Act("opening:1", "Tiếp nhận")
    services.open_version(content=cited, effective_on=date(2026, 1, 1), act=act, by=system, at=NOW, published_at=NOW)
    services.record_sighting(decision=decision, state=SightingState.ABSENT, seen_on=TODAY, by=by, at=NOW)

    with django_assert_max_num_queries(12):
        (ministry,) = queries.watched_ministries()
        (law,) = queries.watched_laws(also=ministry.documents)
        (standing,) = queries.watched_standings(on=TODAY, documents=law.changes)
        followed = queries.watched_followed()

    assert (ministry.documents, ministry.sighted and ministry.sighted.state) == ({new.pk}, SightingState.ABSENT)
    assert (law.number, law.changes, law.assessed) == ("12/2026/TT-BH", {old.pk}, None)
    assert (standing.base_code, standing.cites, standing.is_opening) == ("1.009901", {old.pk}, True)
    assert followed == []
    with django_assert_max_num_queries(6):
        page = queries.ministry_page(decision, on=TODAY)
    assert [bool(row.version) for row in page.items] == [True, False]

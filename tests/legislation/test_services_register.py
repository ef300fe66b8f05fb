"""Acts on the register: described, corrected, related; citations become rows."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.legislation.people import officer
from thutuc.accounts.rules.roles import Role
from thutuc.journal.queries import of_subject
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Conflict, Refused
from thutuc.legislation import queries, services
from thutuc.legislation.models import DocumentRelation, LegalDocument
from thutuc.legislation.rules.documents import Citation, DocumentDetails
from thutuc.legislation.rules.terms import Certainty, DocumentKind, RelationKind

pytestmark = pytest.mark.django_db


def details(number: str = "61/2018/NĐ-CP", **changes: Any) -> DocumentDetails:
    plain = {
        "number": number,
        "title": "Nghị định về cơ chế một cửa",
        "effective_on": date(2018, 6, 21),
        "certainty": Certainty.VERIFIED,
    }
    return DocumentDetails(**{**plain, **changes})


@pytest.fixture
def decree(now: datetime) -> LegalDocument:
    return services.register(details=details(), by=officer(), at=now)


@pytest.fixture
def successor(now: datetime) -> LegalDocument:
    new = details("118/2025/NĐ-CP", issued_on=date(2025, 6, 9), effective_on=date(2025, 7, 1))
    return services.register(details=new, by=officer(), at=now)


def test_a_registered_document_tells_its_kind_issuer_and_year(decree: LegalDocument) -> None:
    assert (decree.kind, decree.issuer, decree.year) == (DocumentKind.DECREE, "Chính phủ", 2018)
    assert not decree.is_stub
    assert of_subject(decree).get().code == "legislation.register"


def test_the_same_document_twice_is_refused(decree: LegalDocument, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        services.register(details=details("Nghị định số 61/2018/NĐ-CP"), by=officer(), at=now)

    assert [objection.code for objection in refusal.value.objections] == ["document.known"]
    assert LegalDocument.objects.count() == 1


def test_registering_a_cited_stub_describes_it(now: datetime, system: Actor) -> None:
    stub = services.ensure_documents([Citation("61/2018/NĐ-CP")], by=system, at=now)["61/2018/NĐ-CP"]

    described = services.register(details=details(), by=officer(), at=now)

    assert described.pk == stub.pk
    assert (described.title, described.is_stub) == ("Nghị định về cơ chế một cửa", False)


def test_only_the_control_officer_registers(now: datetime) -> None:
    with pytest.raises(Refused):
        services.register(details=details(), by=officer(Role.FOCAL_POINT), at=now)

    assert not LegalDocument.objects.exists()


def test_dates_in_the_wrong_order_change_nothing(decree: LegalDocument, now: datetime) -> None:
    with pytest.raises(Refused):
        services.amend_dates(
            document=decree,
            issued_on=date(2018, 4, 23),
            effective_on=date(2018, 4, 1),
            ends_on=None,
            by=officer(),
            at=now,
        )

    decree.refresh_from_db()
    assert decree.effective_on == date(2018, 6, 21)


def test_an_amendment_tells_the_journal_what_changed(decree: LegalDocument, now: datetime) -> None:
    services.amend_dates(
        document=decree,
        issued_on=date(2018, 4, 23),
        effective_on=date(2018, 6, 21),
        ends_on=None,
        by=officer(),
        at=now,
    )

    line = of_subject(decree).last()
    assert line is not None
    assert line.details == {"from": {"issued_on": None}, "to": {"issued_on": "2018-04-23"}}
    assert decree.revision == 2


def test_an_amendment_that_changes_nothing_leaves_no_line(decree: LegalDocument, now: datetime) -> None:
    services.amend(document=decree, details=details(), by=officer(), at=now)

    assert of_subject(decree).count() == 1


def test_two_hands_on_one_document_conflict(decree: LegalDocument, now: datetime) -> None:
    stale = LegalDocument.objects.get(pk=decree.pk)
    services.amend(document=decree, details=details(title="Tên một"), by=officer(), at=now)

    with pytest.raises(Conflict):
        services.amend(document=stale, details=details(title="Tên hai"), by=officer(), at=now)


def test_a_number_of_another_document_cannot_be_taken(
    decree: LegalDocument, successor: LegalDocument, now: datetime
) -> None:
    with pytest.raises(Refused):
        services.amend(document=successor, details=details(), by=officer(), at=now)


def test_a_replacement_ends_the_old_document(decree: LegalDocument, successor: LegalDocument, now: datetime) -> None:
    services.relate(source=successor, target=decree, kind=RelationKind.REPLACES, by=officer(), at=now)

    before = queries.document_page(decree, on=date(2025, 6, 30))
    after = queries.document_page(decree, on=date(2025, 7, 1))

    assert before.status.state == "in_force"
    assert after.status.state == "ended"
    assert of_subject(successor).last().code == "legislation.relate"  # type: ignore[union-attr]


def test_a_relation_twice_or_backwards_is_refused(
    decree: LegalDocument, successor: LegalDocument, now: datetime
) -> None:
    services.amend_dates(
        document=decree,
        issued_on=date(2018, 4, 23),
        effective_on=date(2018, 6, 21),
        ends_on=None,
        by=officer(),
        at=now,
    )
    services.relate(source=successor, target=decree, kind=RelationKind.REPLACES, by=officer(), at=now)

    with pytest.raises(Refused):
        services.relate(source=successor, target=decree, kind=RelationKind.REPLACES, by=officer(), at=now)
    with pytest.raises(Refused):
        services.relate(source=decree, target=successor, kind=RelationKind.REPLACES, by=officer(), at=now)

    assert DocumentRelation.objects.count() == 1


def test_a_wrong_relation_goes_with_a_reason(decree: LegalDocument, successor: LegalDocument, now: datetime) -> None:
    relation = services.relate(source=successor, target=decree, kind=RelationKind.AMENDS, by=officer(), at=now)

    with pytest.raises(Refused):
        services.unrelate(relation=relation, reason=" ", by=officer(), at=now)
    services.unrelate(relation=relation, reason="Ghi nhầm loại quan hệ", by=officer(), at=now)

    assert not DocumentRelation.objects.exists()
    assert of_subject(successor).last().details["reason"] == "Ghi nhầm loại quan hệ"  # type: ignore[union-attr]


def test_a_document_never_disappears(decree: LegalDocument) -> None:
    with pytest.raises(Exception, match="legal"):
        decree.delete()


def test_the_database_itself_refuses_a_second_one(decree: LegalDocument) -> None:
    with pytest.raises(IntegrityError):
        LegalDocument.objects.create(
            number=decree.number, issuer=decree.issuer, year=decree.year, title="Bản hai", is_stub=False
        )


def test_unknown_citations_stand_as_stubs_and_known_ones_are_found(
    decree: LegalDocument, now: datetime, system: Actor
) -> None:
    cited = [
        Citation("Nghị định số 61/2018/NĐ-CP", "Tên khác"),
        Citation("60/2014/QH13"),
        Citation("60/2014/QH13", "Luật Hộ tịch"),
        Citation("202/2025/QH15", "Nghị quyết về sắp xếp đơn vị hành chính"),
        Citation("  "),
    ]

    found = services.ensure_documents(cited, by=system, at=now)

    decree.refresh_from_db()
    assert found["Nghị định số 61/2018/NĐ-CP"].pk == decree.pk
    assert decree.title == "Nghị định về cơ chế một cửa"
    assert (found["60/2014/QH13"].title, found["60/2014/QH13"].is_stub) == ("Luật Hộ tịch", False)
    assert found["202/2025/QH15"].kind == DocumentKind.ASSEMBLY_RESOLUTION
    assert LegalDocument.objects.count() == 3


def test_a_stub_takes_the_first_title_that_comes(now: datetime, system: Actor) -> None:
    services.ensure_documents([Citation("60/2014/QH13")], by=system, at=now)
    services.ensure_documents([Citation("60/2014/QH13", "Luật Hộ tịch")], by=system, at=now)
    services.ensure_documents([Citation("60/2014/QH13", "Tên khác")], by=system, at=now)

    found = LegalDocument.objects.get()
    assert (found.title, found.is_stub, found.revision) == ("Luật Hộ tịch", False, 2)


def test_a_thousand_citations_take_three_statements_and_one_line(
    now: datetime, system: Actor, django_assert_max_num_queries: Any
) -> None:
    cited = [Citation(f"{number}/2025/NĐ-CP", f"Nghị định {number}") for number in range(10, 1010)]
    services.ensure_documents([Citation(citation.number) for citation in cited[:500]], by=system, at=now)

    with django_assert_max_num_queries(3 + 2 + 5):  # savepoint pairs of the act and of its one journal line
        services.ensure_documents(cited, by=system, at=now)
    with django_assert_max_num_queries(3):
        services.ensure_documents(cited, by=system, at=now)

    assert LegalDocument.objects.filter(is_stub=False).count() == 1000


def test_loading_the_shipped_documents_twice_changes_nothing(now: datetime, system: Actor) -> None:
    services.ensure_documents([Citation("60/2014/QH13")], by=system, at=now)

    first = services.load_seed(by=system, at=now)
    second = services.load_seed(by=system, at=now)

    assert (first.described, first.added > 100, first.related > 50) == (1, True, True)
    assert (second.added, second.described, second.related) == (0, 0, 0)
    assert queries.doctor_faults() == []


def test_loading_never_overwrites_an_officers_words(decree: LegalDocument, now: datetime, system: Actor) -> None:
    services.load_seed(by=system, at=now)

    decree.refresh_from_db()
    assert decree.title == "Nghị định về cơ chế một cửa"


def test_acts_stay_within_ten_statements(decree: LegalDocument, successor: LegalDocument, now: datetime) -> None:
    with CaptureQueriesContext(connection) as asked:
        services.relate(source=successor, target=decree, kind=RelationKind.REPLACES, by=officer(), at=now)
    told = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    assert len(told) <= 10

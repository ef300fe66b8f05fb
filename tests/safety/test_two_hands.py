"""Two hands at the same moment on decisions, boards and entries: one act is done, the other is told."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.accounts import factories as people
from tests.catalogue import decisions
from tests.catalogue.contents import content
from tests.catalogue.published import listed
from tests.conftest import NOW
from tests.disclosure import walls
from tests.organisations import factories as organisations
from tests.safety.test_two_clicks import SYSTEM, at_once, clicks, lines, rows
from tests.worktime import factories as worktime
from thutuc.accounts.rules.roles import Role
from thutuc.catalogue.rules.decisions.operations import Operation
from thutuc.catalogue.rules.decisions.terms import DecisionState, OperationKind
from thutuc.disclosure.queries import entries
from thutuc.disclosure.services import entering

pytestmark = pytest.mark.django_db(transaction=True)


def added(name: str, code: str = "1.000776") -> Operation:
    return Operation(OperationKind.NEW, code, content=content(code=code, name=name))


def each_sent(person: Any, sent: list[tuple[str, dict[str, Any]]]) -> Counter[int]:
    """As many forms as windows, sent by one person at the same moment."""
    signed_in = Client()
    signed_in.force_login(person)
    left = list(sent)

    def click() -> int:
        client = Client(raise_request_exception=False)
        client.cookies.update(signed_in.cookies)
        path, data = left.pop()
        return client.post(path, data).status_code

    return at_once(click)


def test_two_decisions_on_one_procedure_are_not_both_signed() -> None:
    """Written against the same version: exactly one wins, and nothing of the other is left behind."""
    chair, department = people.officer(Role.CHAIR), organisations.agency("so-hoa", "Sở Hoa")
    decisions.standing_procedure()
    drafts = []
    for name in ("Tên một", "Tên hai"):
        draft = decisions.draft(department.pk, decisions.amend(name=name), added(name))
        drafts.append(decisions.brought_to(DecisionState.SIGNING, draft))

    wanted = iter([*drafts, *drafts])
    signed = {"ngay_ky": "25/11/2026", "tu_cach": "chair", "nguoi_ky": "Phan Hữu Tài"}
    statuses = each_sent(
        chair,
        [(f"/ban-lam-viec/cong-bo/{each.code}/ban-hanh/", {**signed, "so": f"{each.pk}/QĐ-UBND"}) for each in wanted],
    )

    assert max(statuses) < 500
    assert statuses[302] == 1
    assert rows("catalogue.PublicationDecision", state="signed") == 1
    assert rows("catalogue.ProcedureVersion", procedure__code=decisions.CODE) == 2
    assert rows("catalogue.ProcedureVersion", opened_by__startswith="catalogue.PublicationDecision:") == 2
    assert rows("catalogue.OperationOutcome") == 3
    assert lines("publication.sign") == 1


def test_a_new_procedure_is_opened_by_one_of_two_decisions() -> None:
    """Nothing stands yet that could be locked."""
    chair, department = people.officer(Role.CHAIR), organisations.agency("so-hoa", "Sở Hoa")
    drafts = [
        decisions.brought_to(DecisionState.SIGNING, decisions.draft(department.pk, added("Mới", "1.000777")))
        for _draft in range(2)
    ]

    signed = {"ngay_ky": "25/11/2026", "tu_cach": "chair", "nguoi_ky": "Phan Hữu Tài"}
    statuses = each_sent(
        chair,
        [
            (f"/ban-lam-viec/cong-bo/{each.code}/ban-hanh/", {**signed, "so": f"{each.pk}/QĐ-UBND"})
            for each in (*drafts, *drafts)
        ],
    )

    assert max(statuses) < 500
    assert statuses[302] == 1
    assert rows("catalogue.ProcedureVersion") == rows("catalogue.PublicationDecision", state="signed") == 1


def test_a_sheet_is_hung_at_a_place_once() -> None:
    stands = walls.walls()
    person = apps.get_model("accounts.Person")._default_manager.get(email="quay@anlac.example")

    told = {"versions": [stands.versions["Khai tử"].pk]}
    statuses = clicks(person, f"/ban-lam-viec/niem-yet/noi/{stands.board.code}/treo/", **told)

    assert max(statuses) < 500
    assert rows("disclosure.Posting", version=stands.versions["Khai tử"], removed_at=None) == 1


def test_an_entry_is_published_by_one_second_hand() -> None:
    worktime.load(SYSTEM, NOW)
    listed("1.000001", "Bán hoa")
    first = people.actor(Role.CONTROL_OFFICER, email="mot@anlac.example")
    (duty,) = entries.entries_due(on=NOW.date())
    entry = entering.enter(duty=duty, entered_on=NOW.date(), by=first, at=NOW)
    second = people.officer(Role.OFFICE_HEAD)

    told = {"published_on": "25/11/2026", "national_date": "25/11/2026", "national_code": "1.000001"}
    statuses = clicks(second, f"/ban-lam-viec/nhap-csdlqg/1.000001/{duty.operation.number}/cong-bo/", **told)

    assert max(statuses) < 500
    entry.refresh_from_db()
    assert (entry.published_by, entry.revision) == (f"person:{second.pk}", 2)
    assert lines("disclosure.publish_entry") == 1

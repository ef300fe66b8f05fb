"""Late dossiers: the list by agency, the letter, the explanation asked, answered, judged."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers.factories import Ward, moment
from thutuc.accounts import queries as accounts
from thutuc.dossiers import queries
from thutuc.dossiers.models import Explanation
from thutuc.dossiers.queries import late, urging
from thutuc.dossiers.rules import lateness
from thutuc.dossiers.rules.lateness import ExplanationState, StepUse
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.dossiers.services import urging as services
from thutuc.kernel.errors import Refused
from thutuc.web import clock

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 26)


def test_a_dossier_is_late_from_the_day_after_its_due_day(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    assert not late.late(ward.control, on=date(2026, 11, 23)).exists()
    found = late.late(ward.control, on=date(2026, 11, 24))
    assert [each.pk for each in found] == [dossier.pk]
    (agency,) = late.by_agency(found)
    assert (agency.agency_id, agency.count, agency.mirrored) == (ward.committee.pk, 1, 0)
    near = late.near(ward.control, on=date(2026, 11, 19), world=queries.world(), days=2)
    assert near.count() == 1


def test_an_agency_is_urged_explains_and_is_judged(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    letter = services.urge(
        agency_id=ward.division.pk,
        dossiers=late.chosen(ward.control, [dossier.key], on=ON),
        answer_by=ON + timedelta(days=3),
        by=ward.control,
        at=moment("2026-11-26 09:00"),
        signer="Tôn Thất Khiêm",
        signer_title="Chánh Văn phòng",
    )
    asked = Explanation.objects.get(letter=letter)
    assert (asked.days_late, asked.state) == (2, ExplanationState.ASKED)

    asked = services.explain(
        explanation=asked,
        reason="Chờ xác minh thực địa, đã cử người đi",
        done_by=date(2026, 11, 30),
        by=ward.specialist,
        at=moment("2026-11-27 09:00"),
    )
    asked = services.judge(
        explanation=asked,
        accepted=False,
        note="Chưa nói vì sao không hẹn lại",
        by=ward.control,
        at=moment("2026-11-27 15:00"),
    )
    asked = services.explain(
        explanation=asked,
        reason="Đã gửi văn bản xin lỗi ngày 27/11",
        done_by=None,
        by=ward.specialist,
        at=moment("2026-11-28 09:00"),
    )
    asked = services.judge(explanation=asked, accepted=True, note="", by=ward.control, at=moment("2026-11-28 10:00"))

    assert asked.state == ExplanationState.ACCEPTED
    assert urging.paper(letter).dossiers[0].days_late == 2


def test_who_may_not_urge_or_answer_is_told(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    told = {"agency_id": ward.division.pk, "dossiers": [dossier], "at": moment("2026-11-26 09:00")}

    with pytest.raises(Refused) as refused:
        services.urge(by=ward.specialist, answer_by=date(2026, 11, 20), **told)

    assert {each.code for each in refused.value.objections} == {"urging.role", "urging.day"}
    services.urge(by=ward.control, answer_by=ON, **told)
    with pytest.raises(Refused) as refused:
        services.explain(
            explanation=Explanation.objects.get(),
            reason="x",
            done_by=None,
            by=ward.adviser,
            at=moment("2026-11-26 10:00"),
        )
    assert {each.code for each in refused.value.objections} == {"explanation.agency", "explanation.reason"}


def test_a_dossier_already_asked_about_is_not_asked_twice(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    told = {"agency_id": ward.division.pk, "dossiers": [dossier], "by": ward.control, "answer_by": date(2026, 12, 1)}
    services.urge(at=moment("2026-11-26 09:00"), **told)

    services.urge(at=moment("2026-11-30 09:00"), **told)

    assert Explanation.objects.count() == 1


def test_the_step_that_went_furthest_beyond_its_hours_is_named(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")

    found = late.uses(dossier, queries.world(), until=moment("2026-11-26 17:00"))

    worst = lateness.blamed(found)
    assert worst is not None
    assert (worst.state, worst.agency_id, worst.allowed) == (S.IN_PROCESS, ward.division.pk, 24 * 60)
    assert worst.over == worst.used - 24 * 60 > 0


def test_where_no_step_has_hours_the_longest_is_named() -> None:
    uses = (StepUse(S.ASSIGNED, 1, 30, None), StepUse(S.IN_PROCESS, 1, 600, None))

    assert lateness.blamed(uses) == uses[1]
    assert lateness.blamed((StepUse(S.IN_PROCESS, 1, 60, 120),)) is None


def test_the_letter_is_written_from_the_list(ward: Ward) -> None:
    dossier = ward.handled("2026-01-12 10:00")
    person = accounts.person_by_id(ward.control.person_id or 0)
    assert person is not None
    desk = Client()
    desk.force_login(person)
    address = f"{reverse('dossiers:late')}?co_quan={ward.committee.pk}"
    assert dossier.code in desk.get(address).content.decode()

    wrong = desk.post(address, {"answer_by": "01/01/2020", "chon": dossier.key})
    assert wrong.status_code == 422
    soon = clock.today() + timedelta(days=5)
    answer = desk.post(address, {"answer_by": f"{soon:%d/%m/%Y}", "chon": dossier.key})

    assert answer.status_code == 302
    page = desk.get(answer["Location"]).content.decode()
    assert dossier.code in page
    paper = desk.get(f"{answer['Location']}van-ban.docx")
    assert paper.content[:2] == b"PK"
    asked = Explanation.objects.get()
    assert "Chờ giải trình" in desk.get(reverse("dossiers:explanations")).content.decode()
    assert desk.get(reverse("dossiers:explanation", args=[asked.key])).status_code == 200

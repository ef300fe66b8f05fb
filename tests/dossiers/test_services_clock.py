"""Pauses, restarts and a changed calendar on dossiers."""

from dataclasses import replace
from datetime import date

import pytest

from tests.dossiers.factories import OWNER, PAPER_WRONG, Ward, moment
from thutuc.dossiers import services
from thutuc.dossiers.models import Dossier, DossierEvent, Notice
from thutuc.dossiers.rules.terms import DossierState, SupplementPolicy
from thutuc.dossiers.services import recounting
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.worktime.rules.changes import Change
from thutuc.worktime.services import change_calendar

S = DossierState
pytestmark = pytest.mark.django_db


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


def test_a_restart_counts_the_whole_limit_again_and_keeps_the_first_promise(ward: Ward) -> None:
    """E26: accepted again 17/11, the full limit from then."""
    dossier = ward.handled("2026-11-02 09:00")
    dossier = services.request_supplement(
        dossier=dossier, grounds=[PAPER_WRONG], reason="Ảnh mờ", by=ward.specialist, at=moment("2026-11-06 15:00")
    )
    assert dossier.due_key.year == 9999

    dossier = services.accept_supplement(dossier=dossier, by=ward.counter, at=moment("2026-11-17 10:00"))

    assert dossier.state == S.ACCEPTED
    assert dossier.promised_at == moment("2026-11-09 17:00")
    assert dossier.due_at == moment("2026-11-25 17:00")


def test_a_pause_runs_on_from_its_remainder(ward: Ward) -> None:
    """E25 with five days: four used before the request, one left after 17/11."""
    dossier = ward.handled("2026-11-02 09:00")
    Dossier.objects.filter(pk=dossier.pk).update(policy=SupplementPolicy.PAUSE)
    dossier = ward.again(dossier)
    dossier = services.request_supplement(
        dossier=dossier, grounds=[PAPER_WRONG], reason="Ảnh mờ", by=ward.specialist, at=moment("2026-11-06 15:00")
    )

    dossier = services.accept_supplement(dossier=dossier, by=ward.counter, at=moment("2026-11-17 10:00"))

    assert dossier.state == S.IN_PROCESS
    assert dossier.due_at == moment("2026-11-18 17:00")
    assert Notice.objects.get().settled_at == moment("2026-11-17 10:00")


def test_papers_are_asked_for_once(ward: Ward) -> None:
    dossier = ward.handled("2026-11-02 09:00")
    Dossier.objects.filter(pk=dossier.pk).update(policy=SupplementPolicy.PAUSE)
    dossier = ward.again(dossier)
    asked = {"grounds": [PAPER_WRONG], "reason": "Ảnh mờ", "by": ward.specialist}
    dossier = services.request_supplement(dossier=dossier, at=moment("2026-11-06 15:00"), **asked)
    dossier = services.accept_supplement(dossier=dossier, by=ward.counter, at=moment("2026-11-09 10:00"))

    with pytest.raises(Refused) as refused:
        services.request_supplement(dossier=dossier, at=moment("2026-11-10 09:00"), **asked)

    assert codes_of(refused) == {"supplement.times"}


def storm(ward: Ward, day: date) -> None:
    """A day off decreed after the dossiers were accepted."""
    change = Change("Phòng, chống bão", "Công điện 31/CĐ-UBND", off=day)
    change_calendar(change=change, by=Actor.system("test"), at=moment("2026-11-17 09:00"))


def test_a_new_day_off_moves_a_promise_only_for_whom_can_be_told(ward: Ward) -> None:
    told = ward.handled("2026-11-16 10:00")
    silent = ward.handled("2026-11-16 10:00", owner=replace(OWNER, email=""))
    storm(ward, date(2026, 11, 20))
    by = Actor.system("calendar")

    assert recounting.recount_all(by=by, at=moment("2026-11-17 09:05")) == 1
    assert recounting.recount_all(by=by, at=moment("2026-11-17 09:10")) == 0

    told, silent = ward.again(told), ward.again(silent)
    assert (told.due_at, told.due_key) == (moment("2026-11-25 17:00"), moment("2026-11-25 17:00"))
    assert told.promised_at == moment("2026-11-23 17:00")
    assert silent.due_at == moment("2026-11-23 17:00")
    assert DossierEvent.objects.filter(code="recount").count() == 1


def test_a_day_worked_more_pulls_no_promise_forward(ward: Ward) -> None:
    dossier = ward.handled("2026-11-16 10:00")
    change = Change("Làm bù", "Công văn 5", work=date(2026, 11, 21))
    change_calendar(change=change, by=Actor.system("test"), at=moment("2026-11-17 09:00"))

    assert recounting.recount_all(by=Actor.system("calendar"), at=moment("2026-11-17 09:05")) == 0

    assert ward.again(dossier).due_at == moment("2026-11-23 17:00")

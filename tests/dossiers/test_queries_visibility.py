"""Who sees which dossiers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.organisations import factories as organisations
from thutuc.accounts.rules.roles import Role
from thutuc.dossiers import queries
from thutuc.dossiers.models import Dossier
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days
from thutuc.organisations.models import Agency

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def holding(role: Role, agency: Agency) -> Actor:
    return Actor(ActorKind.PERSON, "person:1", 1, "Lê Văn Thành", (HeldPost(role, agency.pk, Days(None, None)),))


@pytest.fixture
def places() -> dict[str, Agency]:
    top = organisations.agency("so-xay-dung", "Sở Xây dựng")
    return {
        "top": top,
        "division": organisations.agency("phong-cap-phep", "Phòng Cấp phép", parent=top),
        "other": organisations.agency("so-y-te", "Sở Y tế"),
    }


@pytest.fixture
def dossier(places: dict[str, Agency]) -> Dossier:
    return Dossier.objects.create(
        key="k1",
        secret="s",
        state="submitted",
        state_since=AT,
        channel="direct",
        owner_name="Trần Quốc Việt",
        submitted_at=AT,
        recorded_at=AT,
        reach=[places["division"].pk],
    )


@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        (Role.SPECIALIST, "division", True),
        (Role.UNIT_HEAD, "top", True),
        (Role.SIGNER, "top", True),
        (Role.SPECIALIST, "top", False),
        (Role.UNIT_HEAD, "other", False),
        (Role.CONTROL_OFFICER, "other", True),
        (Role.OFFICE_HEAD, "other", True),
        (Role.SYSTEM_ADMIN, "division", False),
    ],
)
def test_a_post_opens_the_dossiers_of_its_agency_and_a_head_those_below(
    role: Role, place: str, sees: bool, places: dict[str, Agency], dossier: Dossier, django_assert_max_num_queries: Any
) -> None:
    actor = holding(role, places[place])

    with django_assert_max_num_queries(2):
        found = list(queries.visible_to(actor, on=DAY))

    assert found == ([dossier] if sees else [])
    if not sees:
        with pytest.raises(NotFound):
            queries.for_action(actor, dossier.key, on=DAY)


def test_a_stranger_sees_none(dossier: Dossier) -> None:
    assert not queries.visible_to(Actor.anonymous(), on=DAY)

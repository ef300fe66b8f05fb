"""Who acts in these tests."""

from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import Actor, ActorKind, HeldPost
from thutuc.kernel.periods import Days


def officer(role: Role = Role.CONTROL_OFFICER) -> Actor:
    """Somebody with one post in agency 1 since 2020."""
    post = HeldPost(role, 1, Days(date(2020, 1, 1)))
    return Actor(ActorKind.PERSON, "person:1", person_id=1, name="Nguyễn Thị An", posts=(post,))

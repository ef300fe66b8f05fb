"""People who hold posts."""

from datetime import date
from typing import Any

from tests.organisations import factories as organisations
from thutuc.accounts import queries
from thutuc.accounts.models import Person, Post
from thutuc.accounts.rules.roles import Role
from thutuc.db.ranges import range_of
from thutuc.kernel.actor import Actor
from thutuc.organisations.models import Agency

PASSWORD = "mat-khau-dai-va-kho-doan"
TODAY = date(2026, 11, 25)


def person(email: str = "an@anlac.example", full_name: str = "Nguyễn Văn An", **fields: Any) -> Person:
    """Somebody with an account and no post."""
    return Person.objects.create_user(email, PASSWORD, full_name=full_name, **fields)


def post(
    who: Person,
    role: Role,
    agency: Agency,
    *,
    start: date = date(2020, 1, 1),
    end: date | None = None,
    **fields: Any,
) -> Post:
    """A role held in an agency."""
    return Post.objects.create(person=who, role=role, agency=agency, validity=range_of(start, end), **fields)


def officer(role: Role, agency: Agency | None = None, email: str = "", **fields: Any) -> Person:
    """Somebody who holds `role`, in an agency made for the purpose when none is given."""
    who = person(email or f"{role.value}@anlac.example", fields.pop("full_name", f"Lê {role.value}"))
    where = agency or organisations.agency(f"noi-cua-{role.value.replace('_', '-')}")
    post(who, role, where, **fields)
    return who


def actor(role: Role, agency: Agency | None = None, *, on: date = TODAY, **fields: Any) -> Actor:
    """The actor of such an officer on a day."""
    return queries.actor_of(officer(role, agency, **fields), on=on)

"""Officers of An Lạc and the posts that they hold or held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thutuc.accounts.rules.policies import Appointment
from thutuc.accounts.rules.roles import Role
from thutuc.demo.rules.notation import address_of, day_of


@dataclass(frozen=True)
class HeldOffice:
    """A post with the day it ended, or will end, and why."""

    agency: str
    told: Appointment
    ended_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Officer:
    """A person; `sign_in` is what the page of one-click sign-in says, "" when it does not show the person."""

    key: str
    name: str
    email: str
    phone: str
    sign_in: str
    posts: tuple[HeldOffice, ...]


def officers(tables: Iterable[Mapping[str, Any]], as_of: date) -> list[Officer]:
    """Everybody, in the order of the file."""
    return [
        Officer(
            table["key"],
            table["name"],
            address_of(table["name"]),
            table.get("phone", ""),
            table.get("sign_in", ""),
            tuple(_post(post, table.get("phone", ""), as_of) for post in table["posts"]),
        )
        for table in tables
    ]


def _post(table: Mapping[str, Any], phone: str, as_of: date) -> HeldOffice:
    ended_on = day_of(table["to"], as_of) if "to" in table else None
    told = Appointment(
        role=Role(table["role"]),
        start=day_of(table["from"], as_of),
        title=table["title"],
        decision_number=table.get("decision", ""),
        decided_on=day_of(table["decided"], as_of) if "decided" in table else None,
        share_of_time=table.get("share"),
        other_duties=table.get("duties", ""),
        phone=phone,
        is_leader_in_charge=table.get("leader", False),
    )
    return HeldOffice(table["agency"], told, ended_on, table.get("left", ""))

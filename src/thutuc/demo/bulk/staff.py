"""Officers of the generated past: for every agency that decides or receives, people with posts for all its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
from django.contrib.auth.hashers import make_password
from django.db import connection

from thutuc.accounts.rules.roles import Role
from thutuc.demo.bulk.ground import OPEN_ENDED, Body, Ground
from thutuc.demo.bulk.people import FAMILY, MEN, MIDDLE_MEN, MIDDLE_WOMEN, WOMEN
from thutuc.demo.rules.notation import MAIL
from thutuc.kernel.text import fold_words, sort_key
from thutuc.organisations.rules.kinds import ONE_STOP_KINDS, AgencyKind

DECIDING = ((Role.UNIT_HEAD, 1), (Role.SIGNER, 1), (Role.CLERK, 1), (Role.SPECIALIST, 4))
RECEIVING = ((Role.CENTRE_HEAD, 1), (Role.COUNTER_OFFICER, 3))
SETTLED_BY = date(2019, 1, 2)
"""Posts from before that day have been held in the whole past."""
_MADE = r"^[a-z_]+[.][0-9]+[.]"
AT_THE_CENTRE = 12
"""Counters of the provincial centre."""
TITLES = {
    Role.UNIT_HEAD: "Lãnh đạo phòng",
    Role.SIGNER: "Lãnh đạo ký duyệt",
    Role.CLERK: "Văn thư",
    Role.SPECIALIST: "Chuyên viên",
    Role.CENTRE_HEAD: "Phụ trách Bộ phận Một cửa",
    Role.COUNTER_OFFICER: "Công chức một cửa",
}


@dataclass(frozen=True)
class Staff:
    """Who works where: keys of people by agency and role, in the order of their numbers, and their names."""

    people: dict[tuple[int, Role], tuple[int, ...]]
    names: dict[int, str]
    size: int
    """One more than the highest key of an agency."""

    def table(self, role: Role, size: int) -> np.ndarray:
        """(agency × number) → person: an agency without the role has 0 everywhere."""
        found = np.zeros((self.size, size), dtype=np.int64)
        for (agency, held), people in self.people.items():
            if held is role:
                found[agency] = [people[number % len(people)] for number in range(size)]
        return found


def appoint(ground: Ground, receiving: Iterable[int], deciding: Iterable[int]) -> Staff:
    """Whoever holds such a post all the time, else somebody made for it; these are met again by their address."""
    wanted = [
        (agency, role, number)
        for agencies, posts in ((sorted(set(deciding)), DECIDING), (sorted(set(receiving)), RECEIVING))
        for agency in agencies
        for role, count in posts
        for number in range(_count(ground.bodies[agency], role, count))
    ]
    with connection.cursor() as cursor:
        people = _in_office(cursor)
        wanted = [each for each in wanted if each[:2] not in people]
        known = dict(_known(cursor))
        fresh = [each for each in wanted if _address(ground, *each) not in known]
        cursor.executemany(_PERSON, [_person(ground, *each) for each in fresh])
        known = dict(_known(cursor))
        cursor.executemany(_POST, [_post(ground, known, *each) for each in fresh])
        cursor.execute("SELECT id, full_name FROM accounts_person")
        names = dict(cursor.fetchall())
    for agency, role, number in wanted:
        people.setdefault((agency, role), []).append(known[_address(ground, agency, role, number)])
    return Staff({key: tuple(found) for key, found in people.items()}, names, max(ground.bodies) + 1)


_PERSON = (
    "INSERT INTO accounts_person (revision, password, code, email, full_name, sort_key, folded, phone, is_active) "
    "VALUES (1, %s, substr(md5(%s), 1, 10), %s, %s, %s, %s, '', true)"
)
_POST = (
    "INSERT INTO accounts_post (revision, person_id, agency_id, role, validity, title, decision_number, other_duties, "
    "phone, email, is_leader_in_charge, reason_for_leaving) "
    "VALUES (1, %s, %s, %s, daterange(%s, %s), %s, '', '', '', '', false, '')"
)


def _in_office(cursor: Any) -> dict[tuple[int, Role], list[int]]:
    """People of the agencies themselves, with posts from the first days of the past or of their agency."""
    cursor.execute(
        "SELECT post.agency_id, post.role, post.person_id FROM accounts_post post "
        "JOIN accounts_person person ON person.id = post.person_id "
        "JOIN organisations_agency agency ON agency.id = post.agency_id "
        "WHERE person.email !~ %s AND lower(post.validity) <= greatest(lower(agency.validity), %s) "
        "AND (upper(post.validity) IS NULL OR upper(post.validity) >= upper(agency.validity)) ORDER BY post.id",
        [_MADE, SETTLED_BY],
    )
    found: dict[tuple[int, Role], list[int]] = {}
    for agency, role, person in cursor.fetchall():
        found.setdefault((agency, Role(role)), []).append(person)
    return found


def _known(cursor: Any) -> Iterator[tuple[str, int]]:
    cursor.execute("SELECT email, id FROM accounts_person WHERE email ~ %s", [_MADE])
    yield from cursor.fetchall()


def _count(body: Body, role: Role, count: int) -> int:
    if role is Role.COUNTER_OFFICER and body.kind == AgencyKind.PROVINCIAL_CENTRE:
        return AT_THE_CENTRE
    if role is Role.SPECIALIST and body.kind not in {AgencyKind.COMMUNE_PC, *ONE_STOP_KINDS}:
        return count * 2
    return count


def _address(ground: Ground, agency: int, role: Role, number: int) -> str:
    return f"{role.value}.{number + 1}.{ground.bodies[agency].code}@{MAIL}"


def _name(at: int) -> str:
    """An invented name that only depends on the address: another run, another database meet the same people."""
    family = FAMILY[at % len(FAMILY)]
    middles, givens = (MIDDLE_WOMEN, WOMEN) if at % 3 else (MIDDLE_MEN, MEN)
    return f"{family} {middles[at // 3 % len(middles)]} {givens[at // 7 % len(givens)]}"


def _person(ground: Ground, agency: int, role: Role, number: int) -> tuple[Any, ...]:
    address = _address(ground, agency, role, number)
    name = _name(crc32(address.encode()))
    return make_password(None), address, address, name, sort_key(name), " ".join(fold_words(name))


def _post(ground: Ground, known: dict[str, int], agency: int, role: Role, number: int) -> tuple[Any, ...]:
    body = ground.bodies[agency]
    end: date | None = None if body.end == OPEN_ENDED else body.end
    person = known[_address(ground, agency, role, number)]
    return person, agency, role.value, body.start, end, TITLES[role]

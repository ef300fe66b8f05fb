"""Reading the keys of the programming interface, and who acts by one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thutuc.accounts.models import ApiKey, new_code
from thutuc.accounts.queries import people
from thutuc.accounts.rules import access
from thutuc.accounts.rules import keys as rules
from thutuc.accounts.rules.roles import Role
from thutuc.db import prepared
from thutuc.kernel.actor import Actor, ActorKind
from thutuc.kernel.errors import NotFound
from thutuc.kernel.periods import Days


@dataclass(frozen=True)
class Bearer:
    """Who came in by a key."""

    actor: Actor
    prefix: str
    last_used_on: date | None


def visible_to(actor: Actor) -> QuerySet[ApiKey]:
    """Administrators see every key, others none."""
    if actor.is_system or Role.SYSTEM_ADMIN in actor.roles:
        return ApiKey.objects.select_related("person")
    return ApiKey.objects.none()


def keys(actor: Actor) -> QuerySet[ApiKey]:
    """Those in use first, the latest first."""
    return visible_to(actor).order_by("-revoked_at", "-validity", "-pk")


def key(actor: Actor, code: str) -> ApiKey:
    """One that the actor may see."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound(f"key {code}")
    return found


__all__ = ["Bearer", "bearer", "key", "keys", "new_code", "visible_to"]

_ACTS = f"""
SELECT key.secret_hash, lower(key.validity), upper(key.validity), key.revoked_at IS NOT NULL, key.last_used_on,
    person.id, person.full_name, person.is_active, held.*
FROM accounts_apikey key JOIN accounts_person person ON person.id = key.person_id
    LEFT JOIN LATERAL ({people.ACCESS.replace("%(person)s", "person.id")}) held ON true
WHERE key.prefix = %(prefix)s
"""  # noqa: S608 - only our own text
_KEY = 8
"""Columns that speak of the key; the others of one post each."""


def bearer(token: str, *, on: date) -> Bearer | None:
    """Who acts by a token on a day. One statement.

    None alike for a wrong, revoked or ended key and a closed account.
    """
    given = rules.parts(token)
    if given is None:
        return None
    prefix, secret = given
    with prepared.cursor() as cursor:
        cursor.execute(_ACTS, {"prefix": prefix, "on": on})
        rows = cursor.fetchall()
    kept = rows[0][:_KEY] if rows else None
    same = rules.is_secret(secret, kept[0] if kept else None)
    if kept is None or not same:
        return None
    _hash, start, end, revoked, last_used_on, person_id, name, is_active = kept
    if not is_active or not rules.opens(Days(start, end), revoked=revoked, on=on):
        return None
    posts = access.on((people.held_post(row[_KEY:]) for row in rows if row[_KEY]), on)
    actor = Actor(ActorKind.PERSON, f"person:{person_id}", person_id, name, posts, through=f"key:{prefix}")
    return Bearer(actor, prefix, last_used_on)

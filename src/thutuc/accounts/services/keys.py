"""Keys of the programming interface: made, revoked, used."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from thutuc.accounts import queries
from thutuc.accounts.models import ApiKey, Person
from thutuc.accounts.rules import keys as rules
from thutuc.accounts.rules import policies
from thutuc.db.models import advance
from thutuc.db.ranges import range_of
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, tidy


@dataclass(frozen=True)
class MadeKey:
    """A new key with the token that nobody sees a second time."""

    key: ApiKey
    token: str


@transaction.atomic
def make_key(*, email: str, name: str, start: date, last: date, by: Actor, at: datetime, code: str = "") -> MadeKey:
    """Tạo khóa truy cập, from `start` to the end of `last`.

    `code` is the form's own: the same form sent twice makes one key.
    """
    today = local_date(at)
    person = _person(email)
    start = max(start, today)
    roles = queries.actor_of(person, on=start).roles
    wrong = rules.make_objections(
        by, name=name, start=start, last=last, is_active=person.is_active, roles=roles, today=today
    )
    refuse_if(wrong)
    secret = secrets.token_urlsafe(rules.SECRET_BYTES)
    named = {"code": code} if code else {}
    key = ApiKey.objects.create(
        prefix=f"tt_{secrets.token_hex(rules.PREFIX_BYTES)}",
        secret_hash=rules.hash_of(secret),
        name=tidy(name),
        person=person,
        validity=range_of(start, last + timedelta(days=1)),
        made_by=by.key,
        made_at=at,
        **named,
    )
    details = {"prefix": key.prefix, "acts_as": queries.key_of(person), "from": start, "last": last}
    record("key.make", of=key, by=by, at=at, details=details)
    return MadeKey(key, rules.token(key.prefix, secret))


def _person(email: str) -> Person:
    person = queries.person_by_email(email)
    if person is None:
        words = gettext_noop("Chưa có tài khoản với thư điện tử này. Thêm người dùng trước.")
        raise Refused([Objection("key.account", words, policies.BASIS, "person")])
    return person


@transaction.atomic
def revoke_key(*, key: ApiKey, reason: str = "", by: Actor, at: datetime) -> ApiKey:
    """Thu hồi khóa: from this moment it opens nothing."""
    refuse_if(rules.revoke_objections(by, revoked=key.revoked_at is not None))
    revoked = advance(key, revoked_by=by.key, revoked_at=at, reason_for_revoking=tidy(reason))
    record("key.revoke", of=revoked, by=by, at=at, details={"prefix": key.prefix})
    return revoked


def note_use(*, prefix: str, on: date) -> None:
    """Kept for the list: on which day the key was last used. Written once a day; no act, no line of the journal."""
    unwritten = Q(last_used_on=None) | Q(last_used_on__lt=on)
    ApiKey.objects.filter(unwritten, prefix=prefix).update(last_used_on=on)

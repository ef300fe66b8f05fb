"""Naming a substitute and taking the work back."""

from datetime import date, datetime

from django.db import transaction

from thutuc.accounts import queries
from thutuc.accounts.models import Person, Post, Substitution
from thutuc.accounts.rules import substitutions as rules
from thutuc.accounts.rules.substitutions import StandIn
from thutuc.db.models import advance
from thutuc.db.ranges import days_of, range_of
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import tidy


@transaction.atomic
def record_substitution(*, post: Post, substitute: Person, told: StandIn, by: Actor, at: datetime) -> Substitution:
    """Ghi người thay thế of a post: on those days they may do what its holder may."""
    covered = queries.substitutions.covered_post(post)
    wrong = rules.objections(
        told,
        by=by,
        post=covered,
        substitute=queries.substitutions.as_substitute(substitute, post, on=told.start),
        covered=queries.substitutions.days_covered(post),
        today=local_date(at),
    )
    refuse_if(wrong)
    days = range_of(told.start, told.end)
    row = Substitution.objects.create(
        post=post,
        substitute=substitute,
        capacity=told.capacity or "",
        planned=days,
        validity=days,
        reason=tidy(told.reason),
        document_number=tidy(told.document_number),
        decided_on=told.decided_on,
        recorded_by=by.key,
        recorded_at=at,
    )
    details = {
        "absent": covered.person_key,
        "substitute": queries.key_of(substitute),
        "role": post.role,
        "agency": post.agency.code,
        "from": told.start,
        "to": told.end,
        "capacity": told.capacity or "",
    }
    record("substitution.record", of=row, by=by, at=at, details=details)
    return row


@transaction.atomic
def end_substitution(
    *, substitution: Substitution, on: date, reason: str = "", by: Actor, at: datetime
) -> Substitution:
    """Kết thúc sớm việc thay thế: from `on` the substitute has these rights no more."""
    days = days_of(substitution.validity) if substitution.validity else None
    wrong = rules.record_objections(by, queries.substitutions.covered_post(substitution.post))
    refuse_if([*wrong, *rules.end_objections(days, on=on, today=local_date(at))])
    start = days.start if days else None
    left = range_of(start, on) if start and start < on else None
    ended = advance(substitution, validity=left, ended_by=by.key, ended_at=at, reason_for_ending=tidy(reason))
    record("substitution.end", of=ended, by=by, at=at, details={"on": on})
    return ended

"""Opening and closing posting places."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thutuc.db.counters import next_number
from thutuc.db.models import advance
from thutuc.db.ranges import days_of, range_of
from thutuc.disclosure.models import Posting, PostingPlace
from thutuc.disclosure.queries import places as queries
from thutuc.disclosure.rules import policies, proof
from thutuc.disclosure.rules.terms import PlaceKind
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date
from thutuc.kernel.text import gettext_noop, sort_key, tidy


@transaction.atomic
def open_place(
    *,
    agency: Any,
    kind: PlaceKind,
    name: str,
    opened_on: date,
    by: Actor,
    at: datetime,
    position: str = "",
    url: str = "",
) -> PostingPlace:
    """Mở nơi niêm yết của một đơn vị."""
    refuse_if(policies.keep_objections(by, queries.houses_of(agency.pk, on=local_date(at))))
    named = tidy(name)
    life = days_of(agency.validity)
    refuse_if(proof.opening_objections(kind=kind, name=named, url=url, opened_on=opened_on, life=life))
    number = next_number(f"disclosure.place:{agency.pk}")
    place = PostingPlace.objects.create(
        agency=agency,
        code=f"{agency.code}-{number}",
        kind=kind,
        name=named,
        sort_key=sort_key(named),
        position=tidy(position),
        url=url,
        validity=range_of(opened_on),
    )
    record("disclosure.open_place", of=place, by=by, at=at, details={"kind": kind.value, "agency": agency.code})
    return place


@transaction.atomic
def close_place(*, place: PostingPlace, on: date, by: Actor, at: datetime) -> PostingPlace:
    """Thôi dùng một nơi niêm yết: what hangs there ends with it."""
    refuse_if(policies.keep_objections(by, queries.houses_of(place.agency_id, on=local_date(at))))
    if place.validity.upper is not None:
        refuse_if([Objection("place.closed", gettext_noop("Nơi niêm yết này đã thôi dùng."))])
    refuse_if(proof.closing_objections(opened_on=place.validity.lower, on=on, at=at))
    advance(place, validity=range_of(place.validity.lower, on))
    ended = Posting.objects.filter(place=place, removed_at__isnull=True).update(
        removed_at=at, removed_by=by.key, removal_note="Nơi niêm yết thôi dùng"
    )
    record("disclosure.close_place", of=place, by=by, at=at, details={"on": on, "postings": ended})
    return place

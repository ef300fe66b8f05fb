"""Bàn giao hồ sơ của đơn vị đã kết thúc: open dossiers go to the successor with their clock as it is."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, DossierEvent
from thutuc.dossiers.queries import closed_units
from thutuc.dossiers.rules.foreign import policies
from thutuc.dossiers.rules.foreign.succession import PLACES, Places, handed
from thutuc.dossiers.rules.foreign.terms import SUCCEED
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.text import gettext_noop

STEP = 500


@transaction.atomic
def hand_to_successor(*, dossier: Dossier, heirs: Mapping[int, int | None], by: Actor, at: datetime) -> Dossier:
    """Bàn giao một hồ sơ: agency, division and counter that ended become their successors. No day of it changes."""
    before = Places(dossier.agency_id, dossier.unit_id, dossier.received_by_id, dossier.helped_by_id)
    after = handed(before, heirs)
    words = gettext_noop("Chưa rõ đơn vị nào nhận hồ sơ này. Chọn đơn vị tiếp nhận.")
    refuse_if([*policies.may_keep(by), *([] if after else [Objection("succession.nobody", words)])])
    assert after is not None
    if after == before:
        return dossier
    has_holder = dossier.holder_id is not None and (after.agency, after.unit) == (before.agency, before.unit)
    places = {f"{place}_id": getattr(after, place) for place in PLACES}
    holding: dict[str, Any] = {} if has_holder else {"holder_id": None, "given_by_id": None, "opened_at": None}
    kept = set(dossier.reach) - {each for each in heirs if each in dossier.reach}
    reach = sorted(kept | set(after.reach))
    dossier = advance(dossier, **places, **holding, reach=reach, event_count=dossier.event_count + 1)
    moved = {place: [getattr(before, place), getattr(after, place)] for place in PLACES}
    moved = {place: each for place, each in moved.items() if each[0] != each[1]}
    DossierEvent.objects.create(
        dossier=dossier,
        number=dossier.event_count,
        code=SUCCEED,
        source=dossier.state,
        target=dossier.state,
        at=at,
        recorded_at=at,
        by=by.key,
        person_id=by.person_id,
        agency_id=after.unit or after.agency,
        holder_id=dossier.holder_id,
        due_at=dossier.due_at,
        details=moved,
    )
    journal.record("dossier.succeed", of=dossier, by=by, at=at, details=moved)
    return dossier


def hand_to_successors(
    *,
    on: date,
    choices: Mapping[int, int],
    by: Actor,
    at: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> dict[str, int]:
    """Bàn giao mọi hồ sơ đang mở của đơn vị đã kết thúc: what waits for a person's word stays where it is."""
    refuse_if(policies.may_keep(by))
    plan = closed_units.hand_over(on=on, choices=choices)
    heirs, moved, seen, last = plan.new_of, 0, 0, 0
    while rows := list(closed_units.of_closed_units(on=on).filter(pk__gt=last)[:STEP]):
        for dossier in rows:
            before = Places(dossier.agency_id, dossier.unit_id, dossier.received_by_id, dossier.helped_by_id)
            if handed(before, heirs):
                hand_to_successor(dossier=dossier, heirs=heirs, by=by, at=at)
                moved += 1
        seen, last = seen + len(rows), rows[-1].pk
        progress(seen)
    return {"moved": moved, "undecided": seen - moved}

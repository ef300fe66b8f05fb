"""Loading lists of areas as they stand on a day (nhập danh mục đơn vị hành chính)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.organisations import queries
from thutuc.organisations.rules import areas, policies, snapshot
from thutuc.organisations.rules.areas import Unit
from thutuc.organisations.services.outcome import Outcome, Progress, silent
from thutuc.organisations.services.writing import adopt, close_areas, know_sizes, lock, open_areas, staying


@transaction.atomic
def load_areas(
    *,
    lists: Mapping[date, Sequence[Unit]],
    by: Actor,
    at: datetime,
    hashes: Sequence[str] = (),
    dry_run: bool = False,
    progress: Progress = silent,
) -> list[Outcome]:
    """Make the areas of each day say what its list says, earlier days first; loading again changes nothing.

    One journal line with counts. A dry run does everything and takes it back, so that it tells the truth.
    """
    refuse_if(policies.reorganise_objections(by))
    lock("areas")
    outcomes = [_load(lists[day], on=day, dry_run=dry_run, progress=progress) for day in sorted(lists)]
    if dry_run:
        transaction.set_rollback(True)
    elif any(not outcome.repeated for outcome in outcomes):
        details = {"lists": [{"on": outcome.on, **outcome.counts} for outcome in outcomes], "files": list(hashes)}
        record("areas.load", of="organisations.Area:lists", by=by, at=at, details=details)
    return outcomes


def _load(units: Sequence[Unit], *, on: date, dry_run: bool, progress: Progress) -> Outcome:
    refuse_if(areas.level_objections(units, on=on))
    held = queries.held_areas(on=on, later=True)
    plan = snapshot.plan(held, units, on=on)
    close_areas(plan.close, on=on, progress=progress)
    new = open_areas(plan.open, staying(held, plan.close, on=on), on=on, until=plan.until, progress=progress)
    adopt(plan.close, new, on=on)
    know_sizes()
    return Outcome(on, plan, dry_run, repeated=plan.is_empty)

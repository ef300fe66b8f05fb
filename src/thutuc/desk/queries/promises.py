"""Open dossiers as the preview of a calendar change reads them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from thutuc.desk.rules.calendar_change import OpenDossier, Promise
from thutuc.dossiers.queries import recounting


def promises(*, since: date, agency_ids: Collection[int] = ()) -> dict[int | None, list[Promise]]:
    """By competent agency, dossiers promised for `since` or later; of every agency when none is named."""
    found: dict[int | None, list[Promise]] = defaultdict(list)
    for each in recounting.open_promises(since=since, agency_ids=agency_ids):
        limit = each.running.whole
        assert limit is not None
        dossier = OpenDossier(
            each.key, each.code, each.procedure, each.owner, each.state, each.due_at, each.running, each.can_be_told
        )
        found[each.agency_id].append(
            Promise(each.running.started_at, limit, each.agency_id, each.running.same_day_until, dossier)
        )
    return dict(found)

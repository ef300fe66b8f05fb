"""What the province itself has open behind its signed decisions, as the watch counts it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from thutuc.catalogue.queries import upstream
from thutuc.catalogue.rules.codes import base_of
from thutuc.disclosure.models import ComparisonItem, ComparisonRun
from thutuc.disclosure.queries import duties, entries
from thutuc.disclosure.queries.duties import Work
from thutuc.disclosure.rules.comparison import Mismatch
from thutuc.disclosure.rules.national import ItemState
from thutuc.disclosure.rules.terms import DutyKind
from thutuc.disclosure.rules.watch import Outstanding
from thutuc.disclosure.rules.watch_terms import CaseKind

STALE = (DutyKind.REPLACE, DutyKind.TAKE_DOWN)
"""A sheet hangs that is no longer right; what was never hung is no sheet out of date."""


def outstanding(*, on: date) -> list[Outstanding]:
    """Entries that are due, entries that differ, boards that are behind."""
    return [*unentered(on=on), *differing(), *outdated(on=on)]


def unentered(*, on: date) -> Iterator[Outstanding]:
    """Signed decisions with procedures that are not yet public there. The statements of the entries that are due."""
    acts: dict[str, list[entries.Duty]] = defaultdict(list)
    for duty in entries.entries_due(on=on):
        acts[duty.operation.act].append(duty)
    decisions = upstream.decisions_by_act(acts)
    for act, duties_ in acts.items():
        decision = decisions.get(act)
        if decision is None or decision.signed_on is None:
            continue
        yield Outstanding(
            kind=CaseKind.PROVINCE_NOT_ENTERED,
            ref=decision.code,
            number=decision.number,
            title=decision.title,
            since=decision.signed_on,
            codes=tuple(dict.fromkeys(base_of(duty.operation.code) for duty in duties_)),
            agency_id=decision.agency_id,
            is_shortened=decision.is_shortened,
        )


def differing() -> Iterator[Outstanding]:
    """What the last comparison found to read otherwise there and nobody has mended. One statement."""
    last = ComparisonRun.objects.filter(number__isnull=False).order_by("-number").values("pk")[:1]
    rows = ComparisonItem.objects.filter(
        run__in=last, kind=Mismatch.DIFFERENT, state__in=[ItemState.OPEN, ItemState.MEND_THERE]
    )
    columns = ("code", "base_code", "name", "version__agency_id", "run__request__as_of")
    for code, base, name, agency, seen_on in rows.values_list(*columns):
        yield Outstanding(CaseKind.ENTERED_DIFFERS, code, code, name, seen_on, (base,), agency)


def outdated(*, on: date) -> Iterator[Outstanding]:
    """Units whose boards still show what has been replaced or abolished. The statements of the boards' duties."""
    units: dict[int, list[Work]] = defaultdict(list)
    for work in duties.outstanding(on=on):
        if work.duty.kind in STALE:
            units[work.agency.pk].append(work)
    for unit, works in units.items():
        codes = tuple(dict.fromkeys(work.version.code for work in works if work.version))
        yield Outstanding(
            kind=CaseKind.SHEET_OUTDATED,
            ref=works[0].agency.code,
            number=works[0].agency.name,
            title="",
            since=min(work.duty.began for work in works),
            codes=codes,
            agency_id=unit,
            due=min((work.duty.due for work in works if work.duty.due), default=None),
        )

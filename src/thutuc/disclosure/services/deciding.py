"""What is done about mismatches: decided one by one or many at once, and the run closed when all are."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from thutuc.disclosure.models import ComparisonClosing, ComparisonItem, ComparisonRun
from thutuc.disclosure.queries import comparisons
from thutuc.disclosure.rules import national
from thutuc.disclosure.rules.national import ItemState
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if
from thutuc.kernel.text import nfc


@transaction.atomic
def decide(
    *, run: ComparisonRun, positions: Collection[int], state: ItemState, by: Actor, at: datetime, note: str = ""
) -> int:
    """Quyết định các chỗ lệch đã chọn; «Chưa xem» takes a decision back. Answers how many were decided."""
    refuse_if(national.may_compare(by))
    ComparisonRun.objects.select_for_update().only("pk").get(pk=run.pk)
    chosen = ComparisonItem.objects.filter(run=run, position__in=set(positions))
    told, newest = nfc(note).strip(), comparisons.newest()
    refuse_if(
        national.decision_objections(
            state,
            told,
            is_closed=ComparisonClosing.objects.filter(run=run).exists(),
            is_newest=newest is not None and newest.pk == run.pk,
            chosen=chosen.count(),
        )
    )
    is_open = state is ItemState.OPEN
    decided = chosen.update(
        state=state.value,
        note="" if is_open else told,
        decided_by=None if is_open else by.key,
        decided_by_name="" if is_open else by.name,
        decided_at=None if is_open else at,
        revision=F("revision") + 1,
    )
    details = {"state": state.value, "positions": sorted(set(positions))}
    journal.record("disclosure.decide_mismatches", of=run, by=by, at=at, details=details)
    return decided


@transaction.atomic
def close(*, run: ComparisonRun, by: Actor, at: datetime, note: str = "") -> ComparisonClosing:
    """Kết thúc lần đối soát: every mismatch has been decided."""
    ComparisonRun.objects.select_for_update().only("pk").get(pk=run.pk)
    undecided = ComparisonItem.objects.filter(run=run, state=ItemState.OPEN.value).count()
    is_closed = ComparisonClosing.objects.filter(run=run).exists()
    objections = national.closing_objections(undecided=undecided, is_closed=is_closed)
    refuse_if([*national.may_compare(by), *objections])
    closing = ComparisonClosing.objects.create(run=run, note=nfc(note).strip(), at=at, by=by.key, by_name=by.name)
    journal.record("disclosure.close_comparison", of=run, by=by, at=at)
    return closing

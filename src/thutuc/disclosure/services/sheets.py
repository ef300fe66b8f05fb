"""In tờ niêm yết: each printed sheet is registered under its code before the paper is made; scans of old ones."""

import secrets as lot
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from thutuc.disclosure.models import Sheet, SheetScan, SheetVersion
from thutuc.disclosure.rules import printing, tokens
from thutuc.disclosure.rules.printing import Order
from thutuc.disclosure.rules.terms import Verdict
from thutuc.journal.services import record
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import refuse_if

ONCE_IN = timedelta(hours=1)
BATCH = 5_000


@transaction.atomic
def print_sheets(*, orders: Sequence[Order], by: Actor, at: datetime) -> list[Sheet]:
    """Register the sheets in the order asked. Few statements, however many sheets."""
    refuse_if(printing.objections(orders))
    made = [_sheet(code, order, by, at) for code, order in zip(_codes(len(orders)), orders, strict=True)]
    sheets = Sheet.objects.bulk_create(made, batch_size=BATCH)
    shown = [
        SheetVersion(sheet=sheet, version_id=version, mark=f"bản {number}")
        for sheet, order in zip(sheets, orders, strict=True)
        for version, number in order.versions
    ]
    SheetVersion.objects.bulk_create(shown, batch_size=BATCH)
    units = len({order.agency_id for order in orders})
    record("disclosure.print", of=sheets[0], by=by, at=at, details={"sheets": len(sheets), "units": units})
    return sheets


def _sheet(code: str, order: Order, by: Actor, at: datetime) -> Sheet:
    return Sheet(
        code=code,
        kind=order.kind.value,
        agency_id=order.agency_id,
        place_id=order.place_id,
        lines=[list(line) for line in order.lines],
        printed_at=at,
        printed_by=by.key,
    )


def _codes(count: int) -> list[str]:
    """As many codes as asked, none used before: of a million sheets every twentieth draw meets an old one."""
    found: list[str] = []
    while len(found) < count:
        drawn = {tokens.make(settings.SECRET_KEY, draw=lot.choice) for _ in range(count - len(found))} - set(found)
        found += _fresh(drawn)
    return found


def _fresh(codes: Iterable[str]) -> list[str]:
    drawn = set(codes)
    return sorted(drawn - set(Sheet.objects.filter(code__in=drawn).values_list("code", flat=True)))


def record_scan(*, sheet: Sheet, verdict: Verdict, by: Actor, at: datetime) -> SheetScan | None:
    """Ai đó quét một tờ đã cũ: kept once an hour for each sheet, without anything of who; it raises the unit's duty.

    One statement when there is nothing to keep.
    """
    if not verdict.is_outdated or _lately(sheet, at):
        return None
    with transaction.atomic():
        Sheet.objects.select_for_update().only("pk").get(pk=sheet.pk)
        if _lately(sheet, at):
            return None
        scan = SheetScan.objects.create(sheet=sheet, verdict=verdict.value, at=at)
        record("disclosure.scan", of=sheet, by=by, at=at, details={"verdict": verdict.value})
    return scan


def _lately(sheet: Sheet, at: datetime) -> bool:
    return SheetScan.objects.filter(sheet=sheet, at__gt=at - ONCE_IN).exists()

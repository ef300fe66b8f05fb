"""In tờ niêm yết cho nhiều đơn vị: asked for as a fact, a worker makes one PDF for each unit; a few at once."""

import secrets
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from thutuc.catalogue.rules.requests import Stage
from thutuc.db.progress import reporter
from thutuc.db.queue import enqueue
from thutuc.disclosure.models import PrintAnswer, PrintOrder
from thutuc.disclosure.queries import bundles as reading
from thutuc.disclosure.queries import printing as queries
from thutuc.disclosure.rules import bundles, printing
from thutuc.disclosure.rules.bundles import Bundle
from thutuc.disclosure.rules.printing import Asked, Order
from thutuc.disclosure.rules.sheet import Extent
from thutuc.disclosure.services.sheets import print_sheets
from thutuc.files import services as files
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused, refuse_if
from thutuc.kernel.periods import local_date

Draw = Callable[[Bundle, Extent], bytes]
"""Makes the PDF of one unit."""
PDF = frozenset({"pdf"})
MOST_BYTES = 500 * 1024 * 1024


@transaction.atomic
def request_print(*, asked: Asked, draw: Draw, by: Actor, at: datetime) -> PrintOrder:
    """Yêu cầu in. Two clicks ask once; up to a minute's worth of sheets is made while the page waits."""
    found = _orders(asked, by=by, at=at)
    plain = printing.to_plain(asked)
    going_on = PrintOrder.objects.filter(answer=None, asked=plain, by=by.key).first()
    if going_on:
        return going_on
    assert by.person_id is not None, "an order is made by a person"
    order = PrintOrder.objects.create(
        key=secrets.token_hex(6),
        asked=plain,
        sheets=len(found),
        units=len({each.agency_id for each in found}),
        at=at,
        person_id=by.person_id,
        by=by.key,
        by_name=by.name,
    )
    journal.record("disclosure.request_print", of=order, by=by, at=at, details={"sheets": order.sheets})
    if order.sheets > printing.AT_ONCE:
        enqueue(queries.JOB, order=order.key)
    else:
        carry_out(key=order.key, draw=draw, by=by, at=at)
    return order


@transaction.atomic
def ask_again(*, key: str, by: Actor, at: datetime) -> PrintOrder:
    """Làm lại: an order whose worker died is queued once more; one that goes on is left alone."""
    standing = queries.standing(key, at=at)
    _orders(printing.from_plain(standing.order.asked), by=by, at=at)
    if standing.stage is Stage.STOPPED:
        enqueue(queries.JOB, order=key)
        journal.record("disclosure.request_again", of=standing.order, by=by, at=at)
    return standing.order


@transaction.atomic
def carry_out(*, key: str, draw: Draw, by: Actor, at: datetime) -> PrintAnswer | None:
    """Make what was asked, once: None when it is made already or somebody is at it. A refusal is an answer too."""
    order = PrintOrder.objects.select_for_update(skip_locked=True).filter(key=key).first()
    if order is None or PrintAnswer.objects.filter(order=order).exists():
        return None
    try:
        with transaction.atomic():
            return _made(order, draw, by=by, at=at)
    except Refused as refused:
        journal.record("disclosure.print_refused", of=order, by=by, at=at)
        return PrintAnswer.objects.create(order=order, objections=_plain(refused.objections), at=at)


def _orders(asked: Asked, *, by: Actor, at: datetime) -> list[Order]:
    """The sheets of today: between asking and making, a day may have passed."""
    found = queries.facts(asked, on=asked.on or local_date(at))
    refuse_if(found.objections(by))
    orders = printing.orders(asked, found.units, bundles.feedback_lines(settings.SITE))
    refuse_if(printing.objections(orders))
    return orders


def _made(order: PrintOrder, draw: Draw, *, by: Actor, at: datetime) -> PrintAnswer:
    asked = printing.from_plain(order.asked)
    found = _orders(asked, by=by, at=at)
    progress, done, units = reporter(order.key), 0, 0
    progress(0, len(found))
    for bundle in _registered(found, by=by, at=at):
        name = bundles.file_name(bundle, local_date(at))
        files.store(draw(bundle, asked.extent), name=name, owner=order, by=by, at=at, kinds=PDF, most=MOST_BYTES)
        done, units = done + len(bundle.sheets), units + 1
        progress(done, len(found))
    return PrintAnswer.objects.create(order=order, sheets=done, units=units, at=at)


def _registered(orders: list[Order], *, by: Actor, at: datetime) -> Iterator[Bundle]:
    sheets = print_sheets(orders=orders, by=by, at=at)
    return reading.bundles_of([sheet.pk for sheet in sheets], on=local_date(at))


def _plain(objections: Collection[Objection]) -> list[dict[str, Any]]:
    return [{**asdict(objection), "params": dict(objection.params)} for objection in objections]

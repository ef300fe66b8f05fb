"""Printing of sheets: which units and versions an order means, how an order stands, its files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from thutuc.catalogue.rules.requests import Stage, stage_of
from thutuc.db import progress
from thutuc.db.progress import Seen
from thutuc.db.queue import state_of
from thutuc.disclosure.models import PrintAnswer, PrintOrder
from thutuc.disclosure.queries import ground
from thutuc.disclosure.queries.ground import Ground
from thutuc.disclosure.rules import boards, policies, reach
from thutuc.disclosure.rules.boards import Board
from thutuc.disclosure.rules.printing import Asked, UnitFacts, Version
from thutuc.files import queries as files
from thutuc.files.rules.access import Access
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import NotFound, Objection
from thutuc.organisations import queries as organisations

JOB = "disclosure.print_order"


@dataclass(frozen=True)
class Facts:
    """The units of an order, with the agencies whose officers may print for each."""

    units: tuple[UnitFacts, ...]
    houses: tuple[frozenset[int], ...]

    def objections(self, by: Actor) -> list[Objection]:
        """Officers print for their own unit; the control office prints for all."""
        found = (policies.keep_objections(by, houses) for houses in self.houses)
        return next((objections for objections in found if objections), [])


def facts(asked: Asked, *, on: date) -> Facts:
    """What each unit must show on a day and what is due. The statements of `ground.load`."""
    day = ground.load(on=on, agency_ids=asked.agencies or None)
    units = tuple(_unit(day, board) for board in day.boards.values())
    return Facts(units, tuple(day.houses(unit.agency) for unit in units))


def _unit(day: Ground, board: Board) -> UnitFacts:
    due = boards.duties(board, day.versions, day.rule, on=day.on)
    papers = board.papers
    return UnitFacts(
        agency=board.unit.id,
        place=papers[0].id if len(papers) == 1 else None,
        owed=tuple(Version(each.id, each.number, each.code, each.act) for each in board.owed),
        due=frozenset(duty.version.id for duty in due if duty.version),
    )


def units_for(actor: Actor, *, on: date) -> list[Any]:
    """The units for which an officer may print, in reading order: all for the control office. Two statements."""
    rows = organisations.tree(on=on)
    parents = {row.agency.pk: row.parent_id for row in rows}
    posting = reach.shelves(ground.unit_of(row.agency, row.parent_id) for row in rows)
    known = [row.agency for row in rows if row.agency.pk in posting]
    return [unit for unit in known if policies.may_keep(actor, {unit.pk, parents[unit.pk] or unit.pk})]


@dataclass(frozen=True)
class Standing:
    """An order with its answer, or how far it is."""

    order: PrintOrder
    stage: Stage
    answer: PrintAnswer | None
    seen: Seen

    @property
    def objections(self) -> list[Objection]:
        """Why it was refused."""
        return [Objection(**plain) for plain in self.answer.objections] if self.answer else []


def ordered(key: str) -> PrintOrder:
    """One order with who asked."""
    found = PrintOrder.objects.select_related("person").filter(key=key).first()
    if found is None:
        raise NotFound(f"print order {key}")
    return found


def standing(key: str, *, at: datetime) -> Standing:
    """How an order stands. Four statements; the answer is read last, since a job leaves the queue after it."""
    order = ordered(key)
    job = state_of(JOB, order=key)
    seen = progress.seen(key) or Seen(0, order.sheets)
    answer = PrintAnswer.objects.filter(order=order).first()
    refused = bool(answer and answer.objections)
    stage = stage_of(done=bool(answer) and not refused, refused=refused, job=job, waited=at - order.at)
    return Standing(order, stage, answer, seen)


def pdfs(order: PrintOrder) -> QuerySet[Any]:
    """The files of an order, one for each unit."""
    return files.of_owner(order)


def latest(count: int = 10) -> QuerySet[PrintOrder]:
    """The last orders."""
    return PrintOrder.objects.select_related("answer").order_by("-at", "-pk")[:count]


def may_read_files(actor: Actor, owner: str) -> Access:
    """What hangs on a wall is no secret: every officer may open it."""
    return Access(tuple(policies.read_objections(actor)))

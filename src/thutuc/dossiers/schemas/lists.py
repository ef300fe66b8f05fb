"""Lists of dossiers: which, narrowed to what, what a line tells."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from ninja import Field, Schema

from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.queries.queues import QueueRow
from thutuc.dossiers.rules import queues, states
from thutuc.dossiers.rules.queues import Due, Filters, Queue
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.schemas.bounds import Code, NearDay, ProcedureCode

QueueName = StrEnum("QueueName", {queue.name: queue.name.lower() for queue in Queue})  # type: ignore[misc]
DueName = StrEnum("DueName", {due.name: due.name.lower() for due in Due})  # type: ignore[misc]


class QueueQuery(Schema):
    """Which list, narrowed to what; an empty part asks nothing. Numbers of people have no place in an address."""

    queue: QueueName = Field(QueueName.ALL, description="The list of an officer")  # type: ignore[attr-defined]
    q: str = Field("", max_length=100, description="Words of the name, the matter, or a code; with or without marks")
    procedure: ProcedureCode | None = None
    unit: Code | None = Field(None, description="Code of the unit that has it")
    holder: Code | None = Field(None, description="Code of the officer who has it")
    channel: Channel | None = None
    state: DossierState | None = None
    due: DueName | None = None
    due_from: NearDay | None = None
    due_to: NearDay | None = None
    cursor: str = Field("", max_length=40, description="The `next` of the page before")

    def filters(self) -> Filters:
        """As the queries take it."""
        return Filters(
            words=self.q,
            procedure=self.procedure or "",
            unit=self.unit or "",
            channel=self.channel,
            state=self.state,
            holder=self.holder or "",
            due=Due[self.due.name] if self.due else None,
            due_from=self.due_from,
            due_to=self.due_to,
        )


class DossierItem(Schema):
    """One line of a list."""

    key: str
    code: str | None
    source: str
    source_code: str
    procedure: str
    owner: str
    channel: Channel
    state: DossierState
    since: datetime
    holder: str | None
    unit: str | None
    agency: str | None
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None

    @classmethod
    def of(cls, row: QueueRow) -> Self:
        return cls(
            **{name: getattr(row, name) for name in ("key", "code", "source", "source_code", "channel", "state")},
            **{name: getattr(row, name) for name in ("holder", "unit", "agency", "submitted_at", "accepted_at")},
            procedure=row.procedure_name,
            owner=row.owner_name,
            since=row.state_since,
            due_at=row.due_at if row.state in states.ON_CLOCK else None,
        )


class DossierPage(Schema):
    """One page of a list; `next` null is the last one."""

    items: list[DossierItem]
    next: str | None


def cursor_of(text: str) -> queues.Cursor | None:
    """The place a page begins after; None for no text and for nonsense."""
    return queues.unpacked(text) if text else None

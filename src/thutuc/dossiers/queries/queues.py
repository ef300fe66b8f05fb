"""Queues: narrow index scans in the order of due moments, pages by keyset, counts that stop at 500.

A queue says by itself which index answers it: its states are named, so that the partial indexes of open dossiers apply.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, QuerySet, Value

from thutuc.dossiers.models import Dossier
from thutuc.dossiers.queries.visibility import houses_of, seen_from
from thutuc.dossiers.queries.world import World, calendar_of
from thutuc.dossiers.rules import queues as rules
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.queues import CAP, SIZE, Cursor, Due, Filters, Marks, Queue
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.kernel.actor import Actor

IN_STATES: Mapping[Queue, Sequence[S]] = {
    Queue.INTAKE: states.WAITING,
    Queue.WAITING: states.PAUSED,
    Queue.TO_SIGN: (S.AWAIT_SIGN,),
    Queue.TO_ISSUE: (S.AWAIT_ISSUE,),
    Queue.TO_RETURN: (S.RESULT_READY,),
    Queue.DONE: states.FINAL,
}
"""The queues of certain states; the others hold every open dossier."""
OF_ROLES: Mapping[Queue, frozenset[str]] = {
    Queue.TO_SIGN: frozenset(states.SIGNERS),
    Queue.TO_ISSUE: frozenset({"clerk", *states.SIGNERS}),
}
"""Whose own these are: who holds such a post sees there what waits for them, everybody else what they may see."""
NO_FILTERS = Filters()
MOST = 20_000
"""Rows of a spreadsheet."""
ENOUGH = 1_000
"""So many finds among what is done are put in order; more means that the words are too few."""
COUNTED = tuple(queue for queue in Queue if queue is not Queue.DONE)


@dataclass(frozen=True)
class Sight:
    """Whose eyes, from which agencies, on which day: asked once for a page."""

    actor: Actor
    houses: frozenset[int] | None
    marks: Marks


@dataclass(frozen=True)
class QueueRow:
    """One line of a queue."""

    id: int
    key: str
    code: str | None
    source: str
    source_code: str
    procedure_name: str
    owner_name: str
    channel: str
    state: str
    state_since: datetime
    holder: str | None
    unit: str | None
    agency: str | None
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    due_key: datetime


@dataclass(frozen=True)
class QueuePage:
    """One page: its rows, whether there are more before and after."""

    rows: Sequence[QueueRow]
    has_previous: bool
    has_next: bool

    @property
    def first(self) -> str:
        """The cursor of the first row."""
        return rules.packed(Cursor(self.rows[0].due_key, self.rows[0].id))

    @property
    def last(self) -> str:
        """The cursor of the last row."""
        return rules.packed(Cursor(self.rows[-1].due_key, self.rows[-1].id))


def sight_of(actor: Actor, *, on: date, marks: Marks) -> Sight:
    """What the actor sees on a day. A statement for heads only."""
    return Sight(actor, houses_of(actor, on=on), marks)


def sight_now(actor: Actor, world: World, *, on: date) -> Sight:
    """The same by the calendar and the warning of the day."""
    marks = rules.marks(calendar_of(world, on), today=on, warning_days=world.warning_days(on=on))
    return sight_of(actor, on=on, marks=marks)


def rows_of(queue: Queue, sight: Sight, filters: Filters = NO_FILTERS) -> QuerySet[Dossier]:
    """The dossiers of a queue, narrowed; without order."""
    wanted = [state.value for state in _states(queue, filters)]
    return _narrowed(seen_from(sight.houses).filter(_whose(queue, sight)), filters, sight.marks).filter(
        state__in=wanted
    )


def _states(queue: Queue, filters: Filters) -> Sequence[S]:
    known = IN_STATES.get(queue, states.OPEN)
    if filters.state is None:
        return known
    return [filters.state] if filters.state in known else []


def _whose(queue: Queue, sight: Sight) -> Q:
    actor, marks = sight.actor, sight.marks
    if queue is Queue.MINE:
        return Q(holder__in=sorted(_people(actor)) or [0], state__in=[state.value for state in states.IN_HAND])
    if queue is Queue.TEAM:
        houses = sorted(actor.agency_ids if sight.houses is None else sight.houses) or [0]
        return Q(unit__in=houses) if actor.roles & states.AT_COMPETENT else Q(received_by__in=houses)
    if queue is Queue.LATE:
        return Q(due_key__lt=marks.today)
    if queue is Queue.NEAR:
        return Q(due_key__gte=marks.today, due_key__lt=marks.near)
    own = sorted({post.agency_id for post in actor.posts if post.role in OF_ROLES.get(queue, frozenset())})
    return Q(agency__in=own) | Q(unit__in=own) if own else Q()


def _people(actor: Actor) -> Iterator[int]:
    """One's own id and those of the people one stands in for; nobody for the system."""
    return (int(key.removeprefix("person:")) for key in actor.keys if key.startswith("person:"))


def _narrowed(rows: QuerySet[Dossier], filters: Filters, marks: Marks) -> QuerySet[Dossier]:
    plain = {
        "procedure_code": filters.procedure,
        "unit__code": filters.unit,
        "holder__code": filters.holder,
        "channel": filters.channel,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if asked := rules.tsquery(filters.words):
        rows = rows.filter(words=_Asked(asked, search_type="raw"))
    if filters.due is Due.LATE:
        rows = rows.filter(due_key__lt=marks.today)
    elif filters.due is not None:
        rows = rows.filter(due_key__gte=marks.today, due_key__lt=marks.ends[filters.due])
    if filters.due_from:
        rows = rows.filter(due_key__gte=rules.midnight(filters.due_from))
    if filters.due_to:
        rows = rows.filter(due_key__lt=rules.after(filters.due_to))
    return rows


class _Asked(SearchQuery):
    """A question that is a tsquery already: no word of it is read again by the parser of texts."""

    template = "CAST(%(expressions)s AS tsquery)"


# -- pages ---


def page_of(
    queue: Queue, sight: Sight, filters: Filters, *, after: Cursor | None = None, before: Cursor | None = None
) -> QueuePage:
    """One page, late first; of what is done, newest first. One statement, two to find words in what is done."""
    backwards = before is not None
    if queue is Queue.DONE:
        found = _done(sight, filters, after=after, before=before)
    else:
        order = ("-due_key", "-id") if backwards else ("due_key", "id")
        parts = [
            rows.filter(_beyond(before or after, backwards=backwards)).order_by(*order).values_list(*_COLUMNS)
            for rows in _parts(queue, sight, filters)
        ]
        whole = parts[0]
        if len(parts) > 1:
            each = [part[: SIZE + 1] for part in parts]
            whole = each[0].union(*each[1:], all=True).order_by(*order)
        found = list(whole[: SIZE + 1])
    rows, more = [QueueRow(*values) for values in found[:SIZE]], len(found) > SIZE
    if backwards:
        return QueuePage(rows[::-1], has_previous=more, has_next=True)
    return QueuePage(rows, has_previous=after is not None, has_next=more)


_COLUMNS = (
    *("id", "key", "code", "source", "source_code", "procedure_name", "owner_name", "channel", "state"),
    *("state_since", "holder__full_name", "unit__name", "agency__name", "submitted_at", "accepted_at"),
    *("due_at", "due_key"),
)


def _parts(queue: Queue, sight: Sight, filters: Filters) -> list[QuerySet[Dossier]]:
    """A queue of few states is a scan for each: every one of them comes in order out of the index by state."""
    rows = rows_of(queue, sight, filters)
    wanted = _states(queue, filters)
    if queue not in IN_STATES or len(wanted) < 2:
        return [rows]
    return [rows.filter(state=state.value) for state in wanted]


def _beyond(cursor: Cursor | None, *, backwards: bool) -> Q:
    """Rows after (or before) a place: a comparison of rows, which an index follows from that place on."""
    if cursor is None:
        return Q()
    place = _row(Value(cursor.due_key), Value(cursor.id))
    return Q(_RowLess(_row(), place)) if backwards else Q(_RowLess(place, _row()))


def _row(*place: Value) -> Func:
    return Func(*(place or (F("due_key"), F("id"))), function="ROW", output_field=BooleanField())


class _RowLess(Func):
    """`ROW(a, b) < ROW(c, d)`."""

    template = "(%(expressions)s)"
    arg_joiner = " < "
    output_field = BooleanField()


def _done(sight: Sight, filters: Filters, *, after: Cursor | None, before: Cursor | None) -> list[tuple[Any, ...]]:
    rows = rows_of(Queue.DONE, sight, filters)
    if before is not None:
        rows = rows.filter(id__gt=before.id)
    elif after is not None:
        rows = rows.filter(id__lt=after.id)
    order = "id" if before is not None else "-id"
    if not rules.tsquery(filters.words):
        return list(rows.order_by(order).values_list(*_COLUMNS)[: SIZE + 1])
    some = Dossier.objects.filter(pk__in=rows.order_by().values("pk")[:ENOUGH])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        return list(some.order_by(order).values_list(*_COLUMNS)[: SIZE + 1])


def every(queue: Queue, sight: Sight, filters: Filters) -> Iterator[QueueRow]:
    """The rows of a list one after another, up to MOST, read with a cursor of the server."""
    order = ("-id",) if queue is Queue.DONE else ("due_key", "id")
    rows = rows_of(queue, sight, filters).order_by(*order).values_list(*_COLUMNS)[:MOST]
    return (QueueRow(*values) for values in rows.iterator(chunk_size=2_000))


# -- counts ---


def counts_of(sight: Sight, *, shown: QuerySet[Dossier] | None = None) -> dict[str, int]:
    """How many each queue holds, by its code, and `shown` those of the list under view; each up to one over CAP.

    Who sees everything counts along the index of each queue; everybody else what is within reach, once for all.
    """
    if sight.houses is not None and not sight.houses:
        return dict.fromkeys([*(queue.value for queue in COUNTED), "shown"], 0)
    last, given = _capped(shown) if shown is not None else _NOTHING
    if sight.houses is None:
        columns: list[str] = []
        start: list[Any] = []
        for queue in COUNTED:
            sql, more = _capped(rows_of(queue, sight))
            columns.append(sql)
            start += more
        statement, params = f"SELECT {', '.join(columns)}, {last}", (*start, *given)
    else:
        inner, asked = _marked(sight).query.sql_with_params()
        counted = ", ".join(f"count(*) FILTER (WHERE q{number})" for number in range(len(COUNTED)))
        statement, params = f"SELECT {counted}, {last} FROM ({inner}) part", (*given, *asked)  # noqa: S608 — by the ORM
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = [min(int(count), CAP + 1) for count in cursor.fetchone()]
    return dict(zip([*(queue.value for queue in COUNTED), "shown"], found, strict=True))


def _marked(sight: Sight) -> QuerySet[Any]:
    marked = {
        f"q{number}": ExpressionWrapper(
            _whose(queue, sight) & Q(state__in=[state.value for state in IN_STATES.get(queue, states.OPEN)]),
            output_field=BooleanField(),
        )
        for number, queue in enumerate(COUNTED)
    }
    rows = seen_from(sight.houses).filter(state__in=[state.value for state in states.OPEN])
    return rows.annotate(**marked).values_list(*marked)


_NOTHING: tuple[str, list[Any]] = ("0", [])


def _capped(rows: QuerySet[Any]) -> tuple[str, list[Any]]:
    try:
        sql, params = rows.order_by().values_list(Value(1))[: CAP + 1].query.sql_with_params()
    except EmptyResultSet:
        return _NOTHING
    return f"(SELECT count(*) FROM ({sql}) part)", list(params)  # noqa: S608 — built by the ORM

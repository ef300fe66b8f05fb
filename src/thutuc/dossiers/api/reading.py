"""Lists of dossiers, one dossier, its people, what a move may name."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from thutuc.accounts.api import actor_of
from thutuc.dossiers import queries, services
from thutuc.dossiers.api.router import router
from thutuc.dossiers.queries import intake, people, queues
from thutuc.dossiers.queries.parts import parts_of
from thutuc.dossiers.rules import clock as clocks
from thutuc.dossiers.rules import queues as rules
from thutuc.dossiers.rules import states
from thutuc.dossiers.rules.queues import Queue
from thutuc.dossiers.rules.terms import DossierState
from thutuc.dossiers.schemas import lists
from thutuc.dossiers.schemas import reading as told
from thutuc.dossiers.schemas.acting import FIELDS
from thutuc.dossiers.schemas.bounds import PROBLEMS, KeyPath
from thutuc.kernel.errors import Objection, Refused, Unreadable
from thutuc.kernel.text import gettext_noop
from thutuc.organisations import queries as organisations
from thutuc.web import clock

NamePart = Annotated[str, Query(min_length=1, max_length=100, description="Words of the name")]
MOST_CHOICES = 50


def _answers(kind: type[Any]) -> dict[int, Any]:
    return {200: kind, **PROBLEMS}


@router.get("/dossiers", tags=["dossiers"], response=_answers(lists.DossierPage), summary="A list of an officer")
def dossiers(request: HttpRequest, asked: Query[lists.QueueQuery]) -> lists.DossierPage:
    """Late first; of what is done, the newest first. What the key may not see is not there."""
    if rules.is_personal_number(asked.q):
        words = gettext_noop("Không tìm theo số định danh hoặc điện thoại trong địa chỉ. Dùng mã hồ sơ hoặc tên.")
        raise Unreadable([Objection("queue.number", words, field="q")])
    place = lists.cursor_of(asked.cursor)
    if asked.cursor and place is None:
        words = gettext_noop("Con trỏ trang không đúng: dùng lại nguyên văn giá trị «next» của trang trước.")
        raise Unreadable([Objection("cursor.unknown", words, field="cursor")])
    sight = queues.sight_now(actor_of(request), queries.world(), on=clock.today())
    page = queues.page_of(Queue[asked.queue.name], sight, asked.filters(), after=place)
    items = [lists.DossierItem.of(row) for row in page.rows]
    return lists.DossierPage(items=items, next=page.last if page.has_next and page.rows else None)


@router.get(
    "/dossiers/{key}", tags=["dossiers"], response=_answers(told.DossierTold), summary="One dossier as it stands"
)
def dossier(request: HttpRequest, key: KeyPath, response: HttpResponse) -> told.DossierTold:
    """State, clock with every day explained, the moves open to this key, papers, events. `ETag` is the revision."""
    actor, now, today = actor_of(request), clock.now(), clock.today()
    found = queries.for_action(actor, key, on=today)
    world = queries.world()
    calendar = queries.calendar_of(world, today, found.agency_id)
    running = queries.clock_of(found)
    try:
        explained = clocks.explanation(calendar, running) if running else None
    except Refused:
        explained = None
    state = DossierState(found.state)
    due = found.appointed_at or found.due_at
    standing = clocks.standing(calendar, state=state, due_at=due, now=now, warning_days=world.warning_days(on=today))
    response["ETag"] = f'"{found.revision}"'
    return told.DossierTold.of(
        found,
        clock=told.ClockTold.of(found, explained, standing),
        moves=_moves(actor, found),
        parts=parts_of(found),
    )


def _moves(actor: Any, found: Any) -> list[told.MoveTold]:
    hands = queries.hands_of(found)
    roles = states.acting_roles(actor, hands)
    return [
        told.MoveTold(
            code=move.code,
            label=move.label,
            to=states.target(move.code, hands=hands),
            needs=list(FIELDS[move.code].needed),
            takes=sorted(FIELDS[move.code].taken),
        )
        for move in states.available(hands=hands, roles=roles, person=states.hand_of(actor, hands))
    ]


@router.get("/dossiers/{key}/people", tags=["dossiers"], response=_answers(told.People), summary="Whose dossier it is")
def people_of(request: HttpRequest, key: KeyPath) -> told.People:
    """With whole numbers: that they were read, by which key, is written in the journal."""
    actor = actor_of(request)
    found = queries.for_action(actor, key, on=clock.today())
    services.look(dossier=found, by=actor, at=clock.now())
    names = tuple(told.PartyTold.model_fields)
    rows = intake.people_of(found).values()
    return told.People(items=[told.PartyTold(**{name: getattr(row, name) for name in names}) for row in rows])


@router.get(
    "/dossiers/{key}/handlers", tags=["dossiers"], response=_answers(told.Handlers), summary="Who may handle it"
)
def handlers(request: HttpRequest, key: KeyPath) -> told.Handlers:
    """For `assign` and `reassign`."""
    today = clock.today()
    found = queries.for_action(actor_of(request), key, on=today)
    units = [unit for unit in (found.unit_id, found.agency_id) if unit]
    rows = people.handlers(units, on=today)
    return told.Handlers(
        items=[told.HandlerTold(code=row.code, name=row.name, unit=row.unit, open=row.open) for row in rows]
    )


@router.get(
    "/dossiers/{key}/units", tags=["dossiers"], response=_answers(told.Choices), summary="To which units it may go"
)
def units(request: HttpRequest, key: KeyPath) -> told.Choices:
    """For `hand_over` and `redirect`: the units of the agency that decides."""
    today = clock.today()
    found = queries.for_action(actor_of(request), key, on=today)
    rows = people.units_of(found.agency_id, on=today)
    return told.Choices(items=[told.Choice(code=code, name=name) for _pk, code, name in rows])


@router.get("/agencies", tags=["dossiers"], response=_answers(told.Choices), summary="Agencies by name")
def agencies(request: HttpRequest, q: NamePart) -> told.Choices:
    """Codes for `agencies` of `consult`; at most fifty."""
    rows = organisations.find_agencies(q, on=clock.today())[:MOST_CHOICES]
    return told.Choices(items=[told.Choice(code=row.code, name=row.name) for row in rows])


@router.get("/moves", tags=["dossiers"], response=_answers(told.MoveList), summary="The table of moves")
def moves(request: HttpRequest) -> told.MoveList:
    """From where to where, for which roles, on which basis, and what the body of each needs and takes."""
    return told.MoveList(items=[told.MoveRow.of(move) for move in states.MOVES])

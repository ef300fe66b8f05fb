"""What every act on a dossier shares: the rule asked, the row advanced, the event, the journal, the message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from thutuc.catalogue.rules.terms import Channel
from thutuc.db import prepared
from thutuc.db.models import advance
from thutuc.dossiers.models import Dossier, DossierEvent
from thutuc.dossiers.queries import World, clock_of, content_of, documents_of, hands_of
from thutuc.dossiers.rules import clock, grounds, states, workflow
from thutuc.dossiers.rules.grounds import Ground
from thutuc.dossiers.rules.states import DossierMove, Hands
from thutuc.dossiers.rules.terms import Clock, DossierState, SupplementPolicy
from thutuc.dossiers.services import telling
from thutuc.journal import services as journal
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, refuse_if
from thutuc.kernel.periods import local_date

FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One act under way: who, when, what, in which world."""

    code: str
    by: Actor
    at: datetime
    world: World
    reason: str = ""
    changes: Mapping[str, object] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    told_on: date | None = None
    """The day that the message tells of where it is not the due day: until when papers may be sent."""
    asked: Sequence[Ground] = ()
    """The grounds that the message tells."""


def check(dossier: Dossier, step: Step, more: Sequence[Objection] = ()) -> tuple[Hands, DossierMove]:
    """Refused with every reason at once, or where the dossier is and the row of the table."""
    hands = hands_of(dossier)
    roles = states.acting_roles(step.by, hands)
    person = states.hand_of(step.by, hands)
    found = states.objections(step.code, hands=hands, roles=roles, person=person, reason=step.reason)
    refuse_if([*found, *more])
    return hands, states.move_of(step.code, state=hands.state)


def take(dossier: Dossier, step: Step, more: Sequence[Objection] = ()) -> tuple[Dossier, DossierEvent]:
    """The move made: one UPDATE, one event, one line, at most one message. Raises Refused or Conflict."""
    hands, move = check(dossier, step, more)
    target = states.target(step.code, hands=hands)
    changes = {**moved(dossier, hands.state, target, move, step), **step.changes}
    dossier = advance(dossier, **changes)
    event = record(dossier, step, hands=hands, target=target)
    tell(dossier, step)
    return dossier, event


def moved(
    dossier: Dossier, source: DossierState, target: DossierState, move: DossierMove, step: Step
) -> dict[str, object]:
    """The columns that follow from the move alone: state, clock, due moments."""
    changes: dict[str, object] = {"event_count": dossier.event_count + 1}
    if target is not source:
        changes |= {"state": target, "state_since": step.at}
        changes["return_state"] = source.value if target is DossierState.WITHDRAW_REQUESTED else ""
    changes |= clocked(dossier, effect_of(dossier, move), step)
    if move.clock is Clock.END:
        changes |= {"finished_at": step.at}
    return changes | outlived(dossier, {**changes, **step.changes}) | kept(dossier, target, changes, step)


def effect_of(dossier: Dossier, move: DossierMove) -> Clock:
    """A request for papers does not stop the clock where the law lets it run on."""
    runs_on = dossier.policy == SupplementPolicy.NONE and move.code in {"request_supplement", "accept_supplement"}
    return Clock.NONE if runs_on else clock.effect_of(move, source=dossier.state)


def clocked(dossier: Dossier, effect: Clock, step: Step) -> dict[str, object]:
    """What a move does to the clock of an accepted dossier; a resumed one has a new due moment, which a
    working day put in meanwhile does not bring forward."""
    running = clock_of(dossier)
    if running is None or effect in (Clock.NONE, Clock.START, Clock.END):
        return {}
    after = clock.after(running, effect, at=step.at, reason=step.code)
    changes: dict[str, object] = {"pauses": clock.pauses_plain(after.pauses)}
    if effect is not Clock.PAUSE:
        due = clock.due(step.world.calendar(dossier.agency_id), after)
        changes["due_at"] = max(due, dossier.due_at) if due and dossier.due_at else due
    return changes


def outlived(dossier: Dossier, changes: Mapping[str, object]) -> dict[str, object]:
    """The day of an apology ends where what binds by law comes to be later: nobody is told of a day before it."""
    due, appointed = changes.get("due_at"), dossier.appointed_at
    over = isinstance(due, datetime) and appointed is not None and due >= appointed
    return {"appointed_at": None} if over else {}


def kept(dossier: Dossier, target: DossierState, changes: Mapping[str, object], step: Step) -> dict[str, object]:
    """The kept copies: when the step is owed, and where the dossier stands in a list by due day."""
    due = changes.get("due_at", dossier.due_at)
    assert due is None or isinstance(due, datetime)
    runs = target in states.RUNNING or target is DossierState.WITHDRAW_REQUESTED
    if target is DossierState.SUPPLEMENT:
        runs = dossier.policy == SupplementPolicy.NONE
    found: dict[str, object] = {"due_key": due if runs and due else FAR}
    if target.value != dossier.state or "due_at" in changes:
        found["step_due_at"] = step_due(dossier, target, step, due) if runs else None
    return found


def step_due(dossier: Dossier, target: DossierState, step: Step, due: datetime | None) -> datetime | None:
    """By the hours of the accepted version's workflow, from when the dossier came into the state."""
    if dossier.version is None:
        return due
    steps = workflow.plan(content_of(dossier).workflow, channel=Channel(dossier.channel))
    calendar = step.world.calendar(dossier.agency_id)
    since = dossier.state_since if target.value == dossier.state else step.at
    return workflow.step_due(calendar, steps, state=target, since=since, dossier_due=due)


def record(dossier: Dossier, step: Step, *, hands: Hands, target: DossierState) -> DossierEvent:
    """The event and the line of the journal; `hands` are where the dossier was before the act."""
    by, source = step.by, hands.state
    event = DossierEvent(
        dossier=dossier,
        number=dossier.event_count,
        code=step.code,
        source=source,
        target=target,
        at=step.at,
        recorded_at=step.at,
        by=by.key,
        person_id=by.person_id,
        standing_for=_standing_for(step, hands),
        agency_id=dossier.unit_id or dossier.received_by_id,
        holder_id=dossier.holder_id,
        due_at=dossier.due_at,
        reason=step.reason.strip(),
        details=dict(step.details),
    )
    prepared.insert(event)
    told = {"from": source.value, "to": target.value, "number": event.number}
    journal.record(f"dossier.{step.code}", of=dossier, by=by, at=step.at, details=told)
    return event


def _standing_for(step: Step, hands: Hands) -> str:
    """The keys of the absent people by whose posts the move was made; "" where the actor's own posts allow it."""
    by = step.by
    if not any(post.stands_for for post in by.posts):
        return ""
    own = replace(by, posts=tuple(post for post in by.posts if not post.stands_for))
    roles = states.acting_roles(own, hands)
    if not states.objections(step.code, hands=hands, roles=roles, person=by.person_id):
        return ""
    wanted = states.move_of(step.code, state=hands.state).roles
    lent = (post for post in by.posts if post.stands_for and post.role in wanted)
    return ",".join(sorted({post.stands_for for post in lent if states.counts(post, hands)}))


def tell(dossier: Dossier, step: Step) -> None:
    """The applicant hears of it where the act is one that they are told of."""
    due = dossier.appointed_at or dossier.due_at
    due_on = step.told_on or (local_date(due) if due else None)
    asked = [grounds.told(each, documents_of(dossier)) for each in step.asked]
    reason = "\n".join((*asked, step.reason))
    telling.tell(dossier=dossier, code=step.code, due_on=due_on, reason=reason, by=step.by, at=step.at)

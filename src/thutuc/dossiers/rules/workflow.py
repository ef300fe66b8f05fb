"""The internal workflow under way: which step a state is, how long it may take (one-stop.md §5.1, §5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from thutuc.accounts.rules.roles import RECEPTION_ROLES, RETURN_ROLES, Role
from thutuc.catalogue.rules.content import ProcessStep
from thutuc.catalogue.rules.terms import Channel
from thutuc.dossiers.rules.terms import DossierState as S
from thutuc.worktime.rules import Calendar, Limit, TimeUnit, due_at

_STATES = {
    Role.SPECIALIST: S.IN_PROCESS,
    Role.SIGNER: S.AWAIT_SIGN,
    Role.CHAIR: S.AWAIT_SIGN,
    Role.CLERK: S.AWAIT_ISSUE,
    Role.COORDINATOR: S.CONSULTING,
}


@dataclass(frozen=True)
class StepPlan:
    """One step of the accepted version: its number from 1, the state in which it is done, its hours or None."""

    number: int
    step: ProcessStep
    state: S
    hours: Decimal | None


def plan(workflow: Sequence[ProcessStep], *, channel: Channel) -> tuple[StepPlan, ...]:
    """The steps with the states they belong to. The first head of a unit distributes, a later one reviews."""
    found: list[StepPlan] = []
    for number, step in enumerate(workflow, start=1):
        hours = step.hours_direct
        if channel is Channel.ONLINE and step.hours_online is not None:
            hours = step.hours_online
        found.append(StepPlan(number, step, _state_of(step, found), hours))
    return tuple(found)


def _state_of(step: ProcessStep, before: Sequence[StepPlan]) -> S:
    states = {each.state for each in before}
    if step.role in RECEPTION_ROLES | RETURN_ROLES:
        return S.RESULT_READY if states - {S.ACCEPTED} or step.role == Role.RETURN_OFFICER else S.ACCEPTED
    if step.role == Role.UNIT_HEAD:
        return S.AWAIT_REVIEW if S.IN_PROCESS in states else S.ASSIGNED
    return _STATES.get(Role(step.role), S.IN_PROCESS) if step.role in set(Role) else S.IN_PROCESS


def steps_of(steps: Sequence[StepPlan], state: S) -> tuple[StepPlan, ...]:
    """The steps that are done in a state: several where one desk does more than one of them."""
    return tuple(each for each in steps if each.state is state)


def has(steps: Sequence[StepPlan], state: S) -> bool:
    """The workflow knows this state; a version without a workflow knows every one."""
    return not steps or bool(steps_of(steps, state))


def step_due(
    calendar: Calendar, steps: Sequence[StepPlan], *, state: S, since: datetime, dossier_due: datetime | None
) -> datetime | None:
    """When the step is owed: its hours from its own beginning, never after the dossier's own due moment (§5.2.3)."""
    hours = [each.hours for each in steps_of(steps, state) if each.hours is not None]
    if not hours:
        return dossier_due
    limit = Limit(Fraction(sum(hours, Decimal())), TimeUnit.WORKING_HOUR)
    own = due_at(calendar, since, limit)
    return min(own, dossier_due) if dossier_due else own


def after(steps: Sequence[StepPlan], state: S) -> tuple[StepPlan, ...]:
    """The steps still to come: dotted on the timeline."""
    numbers = [each.number for each in steps_of(steps, state)]
    return tuple(each for each in steps if numbers and each.number > max(numbers))

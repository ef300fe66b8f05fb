"""What the staff pages of dossiers share: whose eyes, which day, how a due day is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.core.cache import caches
from django.http import HttpRequest

from thutuc.dossiers import queries
from thutuc.dossiers.queries import World
from thutuc.dossiers.queries.facets import Facets, facets_of
from thutuc.dossiers.queries.queues import Sight, sight_now
from thutuc.dossiers.rules import states
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Refused
from thutuc.kernel.periods import local_date
from thutuc.web import clock
from thutuc.web.doors import actor_of
from thutuc.worktime.rules import Calendar, working_days_between

FACETS_KEPT = 120
"""Seconds for which the choices of filters are kept in the process."""
calendar_of = queries.calendar_of


@dataclass(frozen=True)
class Frame:
    """One request: who, when, in which world."""

    actor: Actor
    now: datetime
    today: date
    world: World
    calendar: Calendar
    """Of the province; plain weeks while its year has not been entered, so that lists still open."""
    sight: Sight

    def days_left(self, due: datetime | None) -> int | None:
        """Working days until a due day, negative after it."""
        return days_left(self.calendar, due, self.today)


def frame_of(request: HttpRequest) -> Frame:
    """Two statements for heads, one for everybody else."""
    actor, now, today = actor_of(request), clock.now(), clock.today()
    world = queries.world()
    return Frame(actor, now, today, world, calendar_of(world, today), sight_now(actor, world, on=today))


def days_left(calendar: Calendar, due: datetime | None, today: date) -> int | None:
    """Working days from today to a due day; negative when it has passed, None without one or far from the calendar."""
    if due is None:
        return None
    on = local_date(due)
    try:
        if on >= today:
            return working_days_between(calendar, today, on)
        return -max(working_days_between(calendar, on, today), 1)
    except Refused:
        return (on - today).days


def kept_facets(frame: Frame) -> Facets:
    """The choices of filters: of everything in view where that is little, kept for two minutes."""
    houses = frame.sight.houses
    place = hash((tuple(frame.world.stamps.values()), houses and tuple(sorted(houses))))
    found = caches["local"].get_or_set(f"dossiers:facets:{place}", lambda: facets_of(frame.sight), FACETS_KEPT)
    return cast("Facets", found)


def has_lists(roles: frozenset[str]) -> bool:
    """Whether lists of dossiers are anything to these roles."""
    return bool(roles & (states.ROLES | queries.SEE_ALL))


def initials(name: str) -> str:
    """«Nguyễn Thị Hạnh» → «NH»."""
    words = name.split()
    return "".join(word[0].upper() for word in dict.fromkeys((*words[:1], *words[-1:])))


def shown_deadline(frame: Frame, state: str, due: datetime | None) -> dict[str, Any]:
    """What `{% deadline %}` takes: paused ones never count down."""
    if state in states.PAUSED:
        return {"days": None, "state": "paused"}
    if state in states.ON_CLOCK:
        return {"days": frame.days_left(due), "state": ""}
    return {"days": None, "state": ""}

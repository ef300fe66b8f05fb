"""Acts of the past in order: each with its moment, made by whoever held the office on that day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from thutuc.accounts import queries as accounts
from thutuc.kernel.actor import Actor
from thutuc.kernel.periods import LOCAL

SYSTEM = Actor.system("demo")
MORNING = time(8, 0)


class Turn(IntEnum):
    """What comes first on one day."""

    GROUND = 0
    LEAVING = 1
    UNITS = 2
    PEOPLE = 3
    IMPORT = 4
    PUBLICATION = 5
    CALENDAR = 6
    BOARDS = 7


@dataclass(frozen=True)
class Moment:
    """When an act happens, and as whom somebody acts then."""

    at: datetime
    history: "History"

    @property
    def day(self) -> date:
        return self.at.astimezone(LOCAL).date()

    def actor(self, email: str) -> Actor:
        """The officer with the posts of that day; the loader itself before there is such an officer."""
        person = accounts.person_by_email(email)
        actor = accounts.actor_of(person, on=self.day) if person else SYSTEM
        return actor if actor.posts else SYSTEM


Act = Callable[[Moment], None]


@dataclass
class History:
    """Acts told in any order, played in order of day and turn; none later than the moment of loading."""

    until: datetime
    _told: list[tuple[date, Turn, int, Act]] = field(default_factory=list)

    def tell(self, day: date, turn: Turn, act: Act) -> None:
        """Something happened on that day."""
        self._told.append((day, turn, len(self._told), act))

    def play(self, progress: Callable[[int, int], None]) -> None:
        """Make every act, a few seconds apart on one day."""
        told = sorted(self._told, key=lambda each: each[:3])
        today, place = None, 0
        for done, (day, _turn, _number, act) in enumerate(told, start=1):
            place = place + 1 if day == today else 0
            today = day
            start = datetime.combine(day, MORNING, tzinfo=LOCAL)
            act(Moment(min(start + timedelta(seconds=7 * place), self.until), self))
            progress(done, len(told))

"""Who acts: a frozen value made once for each request, key or job."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from thutuc.kernel.periods import Days


class ActorKind(StrEnum):
    """What kind of hand is at work."""

    PERSON = "person"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class HeldPost:
    """A role held in an agency for a period (chức danh, vị trí)."""

    role: str
    agency_id: int
    days: Days


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with the posts held on the day of acting. `key` goes into the journal, never a name."""

    kind: ActorKind
    key: str
    person_id: int | None = None
    name: str = ""
    posts: tuple[HeldPost, ...] = ()

    @classmethod
    def system(cls, key: str) -> Self:
        """A job or command, e.g. `Actor.system("import")`."""
        return cls(ActorKind.SYSTEM, f"system:{key}", name=key)

    @classmethod
    def anonymous(cls) -> Self:
        """A reader of the public pages."""
        return cls(ActorKind.ANONYMOUS, "anonymous")

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def is_anonymous(self) -> bool:
        return self.kind is ActorKind.ANONYMOUS

    @property
    def roles(self) -> frozenset[str]:
        """Every role held in any agency."""
        return frozenset(post.role for post in self.posts)

    @property
    def agency_ids(self) -> frozenset[int]:
        """Every agency in which a post is held."""
        return frozenset(post.agency_id for post in self.posts)

    def roles_in(self, agency_id: int | None) -> frozenset[str]:
        """The roles held in one agency."""
        return frozenset(post.role for post in self.posts if post.agency_id == agency_id)

    def on(self, day: date) -> "Actor":
        """The same actor with only the posts valid on that day: access ends the day a post ends."""
        held = tuple(post for post in self.posts if day in post.days)
        return Actor(self.kind, self.key, self.person_id, self.name, held)

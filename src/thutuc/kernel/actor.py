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
    """A role held in an agency for a period (chức danh, vị trí).

    `stands_for` is the key of the absent person whose post this is, `capacity` how one signs for them (KT., TL., TUQ.).
    """

    role: str
    agency_id: int
    days: Days
    stands_for: str = ""
    capacity: str = ""


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with the posts held on the day of acting. `key` goes into the journal, never a name.

    `through` says by what another system acts for them ("key:…"); "" when they act themselves. It gives no right.
    """

    kind: ActorKind
    key: str
    person_id: int | None = None
    name: str = ""
    posts: tuple[HeldPost, ...] = ()
    through: str = ""

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

    @property
    def keys(self) -> frozenset[str]:
        """One's own key and those of the people one stands in for: whose work one may do."""
        return frozenset({self.key, *(post.stands_for for post in self.posts if post.stands_for)})

    def standing_for(self, role: str, agency_id: int | None, of: str = "") -> HeldPost | None:
        """The absent person's post by which this role is held there; None by one's own right, which goes first.

        `of`, the key of a person: whether it is their post, whatever else is held.
        """
        held = [post for post in self.posts if post.role == role and post.agency_id == agency_id]
        if of:
            return next((post for post in held if post.stands_for == of), None)
        return held[0] if held and all(post.stands_for for post in held) else None

    def on(self, day: date) -> "Actor":
        """The same actor with only the posts valid on that day: access ends the day a post ends."""
        held = tuple(post for post in self.posts if day in post.days)
        return Actor(self.kind, self.key, self.person_id, self.name, held, self.through)

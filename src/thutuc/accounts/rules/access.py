"""From rows to an actor: access ends the day a post ends, and the day its unit ends; a substitute has it meanwhile."""

from collections.abc import Iterable
from datetime import date

from thutuc.kernel.actor import HeldPost
from thutuc.kernel.periods import Days


def shared(*periods: Days) -> Days | None:
    """The days that all the periods share; None when there is no such day."""
    start = max((days.start for days in periods if days.start), default=None)
    end = min((days.end for days in periods if days.end), default=None)
    return None if start and end and end <= start else Days(start, end)


def on(posts: Iterable[HeldPost], day: date) -> tuple[HeldPost, ...]:
    """Those that give access on the day, one's own first.

    Who has no post of their own any more covers nobody's.
    """
    given = [post for post in posts if day in post.days]
    own = [post for post in given if not post.stands_for]
    return (*own, *(post for post in given if post.stands_for)) if own else ()

"""From rows to an actor: access ends the day a post ends, and the day its unit ends."""

from collections.abc import Iterable
from datetime import date

from thutuc.accounts.rules.roles import Role
from thutuc.kernel.actor import HeldPost
from thutuc.kernel.periods import Days


def held(role: Role, agency_id: int, post: Days, agency: Days) -> HeldPost | None:
    """A post for the days that it shares with its agency; None when there is no such day."""
    if not post.overlaps(agency):
        return None
    starts = [day for day in (post.start, agency.start) if day]
    ends = [day for day in (post.end, agency.end) if day]
    return HeldPost(role.value, agency_id, Days(max(starts, default=None), min(ends, default=None)))


def on(posts: Iterable[HeldPost | None], day: date) -> tuple[HeldPost, ...]:
    """Those that give access on the day."""
    return tuple(post for post in posts if post is not None and day in post.days)

"""What the clock does with dossiers; long acts that officers asked for, in their name as of the day of doing."""

from thutuc.accounts import queries as accounts
from thutuc.dossiers.documents.foreign import error_file
from thutuc.dossiers.queries import foreign as queries
from thutuc.dossiers.queries import tracking
from thutuc.dossiers.readers.foreign import read_kept
from thutuc.dossiers.services import following, foreign, recounting
from thutuc.kernel.actor import Actor
from thutuc.web import clock


def recount_due_dates() -> int:
    """After a change of calendar every open promise is counted again; run twice it moves nothing more."""
    return recounting.recount_all(by=Actor.system("calendar"), at=clock.now())


def forget_followers() -> None:
    """Addresses that nobody confirmed, and those of dossiers that ended a month ago, are forgotten."""
    now = clock.now()
    for row in tracking.followers_to_forget(at=now):
        following.end(follower=row, by=Actor.system("dossiers"), at=now)


def carry_out(request: str) -> None:
    """Try, import, take over or hand over what was asked; run twice or late it does nothing more."""
    by = accounts.actor_of(queries.long_act(request).person, on=clock.today())
    foreign.carry_out(key=request, ways=foreign.Ways(read_kept, error_file), by=by, at=clock.now())

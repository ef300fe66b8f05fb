"""Long acts of disclosure that officers asked for, in their name as of the day of doing."""

from thutuc.accounts import queries as accounts
from thutuc.disclosure.queries import comparisons
from thutuc.disclosure.readers.exports import read_kept
from thutuc.disclosure.services import comparing
from thutuc.web import clock


def compare(request: str) -> None:
    """Compare an export with the province's list; run twice or late it does nothing more."""
    by = accounts.actor_of(comparisons.requested(request).person, on=clock.today())
    comparing.carry_out(key=request, read=read_kept, by=by, at=clock.now())

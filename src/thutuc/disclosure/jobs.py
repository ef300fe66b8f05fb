"""Long acts of disclosure that officers asked for, in their name as of the day of doing."""

from thutuc.accounts import queries as accounts
from thutuc.disclosure.documents.sheets import draw
from thutuc.disclosure.queries import comparisons, printing
from thutuc.disclosure.readers.exports import read_kept
from thutuc.disclosure.services import comparing
from thutuc.disclosure.services import printing as printer
from thutuc.web import clock


def compare(request: str) -> None:
    """Compare an export with the province's list; run twice or late it does nothing more."""
    by = accounts.actor_of(comparisons.requested(request).person, on=clock.today())
    comparing.carry_out(key=request, read=read_kept, by=by, at=clock.now())


def print_order(order: str) -> None:
    """Make the sheets of an order, one PDF for each unit; run twice or late it does nothing more."""
    by, at = accounts.actor_of(printing.ordered(order).person, on=clock.today()), clock.now()
    printer.carry_out(key=order, draw=draw(at), by=by, at=at)

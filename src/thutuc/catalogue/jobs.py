"""Long acts that officers asked for, in their name as of the day of doing; what the clock does with the catalogue."""

from thutuc.accounts import queries as accounts
from thutuc.catalogue import queries, services
from thutuc.catalogue.readers import read_kept
from thutuc.catalogue.services import citing
from thutuc.web import clock


def import_run(request: str) -> None:
    """Take the file of a confirmed trial; run twice or late it does nothing more."""
    _carry_out(request)


def open_list(request: str) -> None:
    """Record the opening act; run twice or late it does nothing more."""
    _carry_out(request)


def _carry_out(key: str) -> None:
    by = accounts.actor_of(queries.requested(key).person, on=clock.today())
    services.carry_out(key=key, read=read_kept, by=by, at=clock.now())


def link_cited() -> None:
    """Link citations to documents that were registered since; safe to run twice or late."""
    citing.link_unlinked()

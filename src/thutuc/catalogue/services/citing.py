"""Documents cited by procedures, made known to the register of legal documents and linked to the parts."""

from collections.abc import Iterable
from datetime import datetime

from thutuc.catalogue.rules.content import ProcedureContent
from thutuc.kernel.actor import Actor


def cite(contents: Iterable[ProcedureContent], *, by: Actor, at: datetime) -> int:
    """Make the cited documents known; returns how many were cited."""
    return 0

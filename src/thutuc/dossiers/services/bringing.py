"""Dossiers of the national portal come into the queue of a counter: tried first, then registered one by one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from thutuc.dossiers.queries import intake as queries
from thutuc.dossiers.rules.intake import Intake
from thutuc.dossiers.services.intake import register
from thutuc.kernel.actor import Actor
from thutuc.kernel.errors import Objection, Refused


@dataclass(frozen=True)
class Brought:
    """What became of one record: registered, there already, or why not."""

    place: int
    code: str
    is_new: bool = False
    is_known: bool = False
    objections: tuple[Objection, ...] = ()
    name: str = ""


def bring(*, place: int, intake: Intake, by: Actor, at: datetime) -> Brought:
    """One record: registered, unless its code is here or comes at the same moment. Its own transaction."""
    code = intake.national_code
    if queries.known_codes([code]):
        return Brought(place, code, is_known=True)
    try:
        register(intake=intake, by=by, at=at)
    except Refused as refused:
        return Brought(place, code, objections=refused.objections, name=intake.owner.name)
    except IntegrityError:
        if not queries.known_codes([code]):
            raise
        return Brought(place, code, is_known=True)
    return Brought(place, code, is_new=True)

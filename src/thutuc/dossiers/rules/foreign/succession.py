"""Who goes on with the open dossiers of a unit that no longer exists: its successor by default, or a person says.

Law on Organisation of Local Government; the papers of the merged unit go to the unit that receives its tasks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PLACES = ("agency", "unit", "received_by")
"""Where a dossier may be with a unit: who decides, who handles it, which counter has it."""


@dataclass(frozen=True)
class Places:
    """The agencies that a dossier is with."""

    agency: int | None
    unit: int | None
    received_by: int | None
    helped_by: int | None = None

    @property
    def reach(self) -> list[int]:
        """Who may see it."""
        return sorted({each for each in (self.agency, self.unit, self.received_by, self.helped_by) if each})


def handed(places: Places, heirs: Mapping[int, int | None]) -> Places | None:
    """Where it goes on. `heirs` has every closed unit with its successor, None while nobody has said.

    A closed division without successor is none: the agency assigns anew, if it goes on or has a successor. None: a
    person must say who.
    """
    agency, counter = _next(places.agency, heirs), _next(places.received_by, heirs)
    if (places.agency and not agency) or (places.received_by and not counter):
        return None
    return Places(agency, _next(places.unit, heirs), counter, places.helped_by)


def _next(place: int | None, heirs: Mapping[int, int | None]) -> int | None:
    return heirs.get(place, place) if place else None

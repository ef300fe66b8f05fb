"""What can be done with areas and agencies."""

from thutuc.organisations.services.agencies import (
    NewAgency,
    add_agency,
    edit_contacts,
    end_agency,
    move_agency,
)
from thutuc.organisations.services.areas import load_areas
from thutuc.organisations.services.outcome import Act, AgencyOutcome, Outcome, Progress
from thutuc.organisations.services.reorganising import decide, reorganise_agencies, reorganise_areas

__all__ = [
    "Act",
    "AgencyOutcome",
    "NewAgency",
    "Outcome",
    "Progress",
    "add_agency",
    "decide",
    "edit_contacts",
    "end_agency",
    "load_areas",
    "move_agency",
    "reorganise_agencies",
    "reorganise_areas",
]

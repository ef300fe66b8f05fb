"""What is remembered of dossiers: the dossier as it stands, what happened to it, its people, papers and results."""

from thutuc.dossiers.models.dossiers import Component, Dossier, Party
from thutuc.dossiers.models.events import Consultation, DossierEvent, Ground, Notice, UnlistedDemand
from thutuc.dossiers.models.followers import Follower
from thutuc.dossiers.models.foreign import (
    ForeignFile,
    ForeignMapping,
    ForeignRun,
    ForeignSource,
    LongAct,
    LongAnswer,
)
from thutuc.dossiers.models.results import Delivery, ResultDocument
from thutuc.dossiers.models.saved import SavedView
from thutuc.dossiers.models.settings import ProcedureRule
from thutuc.dossiers.models.urging import Explanation, UrgingLetter

__all__ = [
    "Component",
    "Consultation",
    "Delivery",
    "Dossier",
    "DossierEvent",
    "Explanation",
    "Follower",
    "ForeignFile",
    "ForeignMapping",
    "ForeignRun",
    "ForeignSource",
    "Ground",
    "LongAct",
    "LongAnswer",
    "Notice",
    "Party",
    "ProcedureRule",
    "ResultDocument",
    "SavedView",
    "UnlistedDemand",
    "UrgingLetter",
]

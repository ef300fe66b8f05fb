"""What the catalogue remembers: the national original, the province's own list, how they came in."""

from thutuc.catalogue.models.imports import ColumnMapping, ImportRun, OpeningAct
from thutuc.catalogue.models.national import NationalRecord, NationalRevision
from thutuc.catalogue.models.parts import (
    OnlineLevel,
    VersionBasis,
    VersionFee,
    VersionOffer,
    VersionOutput,
    VersionPaper,
    VersionSubject,
    WorkflowStep,
)
from thutuc.catalogue.models.procedures import AgencyAlias, Procedure, ProcedureVersion, Sector, VersionEnd
from thutuc.catalogue.models.requests import ActAnswer, ActRequest
from thutuc.catalogue.models.text import ProcedureText

__all__ = [
    "ActAnswer",
    "ActRequest",
    "AgencyAlias",
    "ColumnMapping",
    "ImportRun",
    "NationalRecord",
    "NationalRevision",
    "OnlineLevel",
    "OpeningAct",
    "Procedure",
    "ProcedureText",
    "ProcedureVersion",
    "Sector",
    "VersionBasis",
    "VersionEnd",
    "VersionFee",
    "VersionOffer",
    "VersionOutput",
    "VersionPaper",
    "VersionSubject",
    "WorkflowStep",
]

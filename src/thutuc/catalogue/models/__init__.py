"""What the catalogue remembers: the national original, the province's own list, how they came in."""

from thutuc.catalogue.models.decisions import (
    Consultation,
    DecisionStep,
    OperationOutcome,
    PreparationFault,
    PublicationDecision,
    PublicationOperation,
    Remark,
)
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
from thutuc.catalogue.models.upstream import LawAssessment, MinistryDecision, MinistryItem, NationalSighting

__all__ = [
    "ActAnswer",
    "ActRequest",
    "AgencyAlias",
    "ColumnMapping",
    "Consultation",
    "DecisionStep",
    "ImportRun",
    "LawAssessment",
    "MinistryDecision",
    "MinistryItem",
    "NationalRecord",
    "NationalRevision",
    "NationalSighting",
    "OnlineLevel",
    "OpeningAct",
    "OperationOutcome",
    "PreparationFault",
    "Procedure",
    "ProcedureText",
    "ProcedureVersion",
    "PublicationDecision",
    "PublicationOperation",
    "Remark",
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
